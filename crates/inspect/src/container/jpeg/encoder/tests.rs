use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use whence_model::facts::structure::{JpegCoding, Part, QuantisationTable};

use super::*;
use crate::container::jpeg::walk;

/// A file with these tables, in this order of segments.
struct File {
    coding: JpegCoding,
    parts: Vec<Part>,
    comment: &'static [u8],
    jfif: Option<(u8, u8)>,
}

impl File {
    fn new(order: &[&str], tables: &[Table]) -> Self {
        let part = |name: &&str| Part { name: (*name).into(), holds: None, offset: 0, length: 0, depth: 0 };
        let table =
            |(number, values): (u8, &Table)| QuantisationTable { number, sixteen_bit: false, values: values.to_vec() };
        let quantisation = (0..).zip(tables).map(table).collect();
        let coding =
            JpegCoding { quantisation, standard_huffman: true, sampling: "4:2:0".into(), ..JpegCoding::default() };
        Self { coding, parts: order.iter().map(part).collect(), comment: b"", jfif: None }
    }

    fn said(&self) -> String {
        let comments: Vec<&[u8]> = [self.comment].into_iter().filter(|c| !c.is_empty()).collect();
        match of(&self.coding, &self.parts, &comments, self.jfif) {
            Some(Encoder { family, quality: Some(quality), .. }) => format!("{family} {quality}"),
            other => format!("{other:?}"),
        }
    }
}

const LIBJPEG: &[&str] = &["SOI", "APP0", "DQT", "DQT", "SOF0", "DHT", "DHT", "DHT", "DHT", "SOS"];
const SHORT: &[&str] = &["SOI", "DQT", "SOF0", "DHT", "SOS"];

fn ijg(luminance: u8, chrominance: u8) -> [Table; 2] {
    [scaled(&LUMINANCE, luminance, 255), scaled(&CHROMINANCE, chrominance, 255)]
}

/// Two encoders that are part of this build write files, and are named with their quality.
#[test]
fn rusts_image_is_told_at_every_quality() {
    let pixels: Vec<u8> = (0..64 * 48 * 3).map(|i| (i * 7 % 251) as u8).collect();
    for quality in 1..=100 {
        for (pixels, kind) in [(&pixels[..], ExtendedColorType::Rgb8), (&pixels[..64 * 48], ExtendedColorType::L8)] {
            let mut file = Vec::new();
            JpegEncoder::new_with_quality(&mut file, quality).encode(pixels, 64, 48, kind).unwrap();
            let coding = walk(&file).structure.jpeg.unwrap();
            let encoder = coding.encoder.unwrap();
            assert_eq!(
                (&*encoder.family, encoder.quality),
                ("image or jpeg-encoder (Rust)", Some(quality)),
                "{kind:?}"
            );
            assert_eq!(coding.ijg_quality, Some(quality));
        }
    }
}

#[test]
fn the_common_library_is_a_group() {
    for quality in 1..=100 {
        let said = File::new(LIBJPEG, &ijg(quality, quality)).said();
        assert!(said.starts_with("libjpeg family (") && said.ends_with(&format!(" {quality}")), "{said}");
    }
    let wide = [scaled(&LUMINANCE, 10, 32_767), scaled(&CHROMINANCE, 10, 32_767)];
    assert!(File::new(LIBJPEG, &wide).said().ends_with(" 10"), "16 bits a value");
    let merged = &["SOI", "APP1", "DQT", "DHT", "SOF0", "SOS"];
    assert_eq!(File::new(merged, &ijg(95, 95)).said(), "IJG formula (encoder not told apart) 95", "as phones write it");
}

#[test]
fn two_qualities_are_said_to_be_two() {
    let file = File::new(LIBJPEG, &ijg(85, 75));
    assert_eq!(file.said(), "IJG formula, different qualities for brightness and colour 85");
    let by = of(&file.coding, &file.parts, &[], None).unwrap().by;
    assert_eq!(by, ["brightness at quality 85", "colour at quality 75"]);
}

#[test]
fn a_comment_of_gd_counts_where_the_tables_agree() {
    let mut file = File::new(LIBJPEG, &ijg(75, 75));
    file.comment = b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 75\n";
    assert_eq!(file.said(), "GD (PHP and others) 75");
    file.comment = b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), default quality\n";
    assert_eq!(file.said(), "GD (PHP and others) 75");
    for comment in [
        b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n".as_slice(),
        b"CREATOR: gd-jpeg v1.0",
        b"CREATOR: gd-jpeg v1.0, quality = -1",
    ] {
        file.comment = comment;
        assert!(file.said().starts_with("libjpeg family"), "saved again since, the comment kept");
    }
}

#[test]
fn ffmpeg_has_one_table() {
    for scale in 1..=31 {
        let one = File::new(&["SOI", "COM", "DQT", "DHT", "SOF0", "SOS"], &[mpeg(scale)]);
        let said = one.said();
        assert!(said.contains("FFmpeg") && said.contains(&format!("times the scale {scale} ")), "{said}");
    }
    assert_eq!(mpeg(5)[..8], [8, 10, 10, 11, 10, 11, 13, 13], "as measured");
    assert_eq!((mpeg(8).iter().sum(), mpeg(31)[1], mpeg(31)[63]), (2114, 62, 255), "as measured");
    assert_eq!(File::new(LIBJPEG, &[mpeg(5), mpeg(5)]).said(), "None");
    let mut other = mpeg(5);
    other[63] += 1;
    assert_eq!(File::new(SHORT, &[other]).said(), "None");
}

#[test]
fn mozjpeg_has_its_own_table() {
    // Below 4 and at 100 it is flat.
    for quality in 4..=99 {
        let table = scaled(&ROBIDOUX, quality, 255);
        let name = format!("mozjpeg (Squoosh, sharp and others) {quality}");
        assert_eq!(File::new(LIBJPEG, &[table, table]).said(), name);
        assert_eq!(File::new(LIBJPEG, &[table]).said(), name, "grey");
    }
    let flat = scaled(&ROBIDOUX, 100, 255);
    assert!(File::new(LIBJPEG, &[flat, flat]).said().starts_with("libjpeg family"), "all tables end flat");
    let (measured, wide) = (scaled(&ROBIDOUX, 75, 255), scaled(&ROBIDOUX, 60, 32_767));
    assert_eq!(measured[..10], [8, 8, 8, 8, 9, 8, 9, 10, 10, 9]);
    assert_eq!((measured.iter().sum(), wide.iter().sum(), wide[63]), (2868, 4563, 334), "as measured");
}

#[test]
fn jpegli_at_the_sampling_that_was_measured() {
    let mut file = File::new(SHORT, &jpegli::tables(85));
    assert_eq!(file.said(), "jpegli 85");
    file.coding.sampling = "4:4:4".into();
    assert_eq!(file.said(), "None");
}

#[test]
fn java_rounds_otherwise_at_some_qualities() {
    let said = |quality: u8| File::new(LIBJPEG, &[java(&LUMINANCE, quality), java(&CHROMINANCE, quality)]).said();
    assert_eq!(said(85), "Java ImageIO 85");
    assert_eq!(said(28), "Java ImageIO 28");
    assert!(said(75).starts_with("libjpeg family"), "there nothing tells them apart");
    assert_eq!((1..=100).filter(|q| said(*q).starts_with("Java")).count(), JAVA_TOLD);
}

/// Of the 100 qualities, those at which the tables of the JDK were measured to differ from the IJG's.
const JAVA_TOLD: usize = 35;

#[test]
fn the_order_of_segments_tells_those_that_share_tables() {
    assert_eq!(File::new(SHORT, &ijg(80, 80)).said(), "Go image/jpeg 80");
    let mut js = File::new(&["SOI", "APP0", "DQT", "SOF0", "DHT", "SOS"], &ijg(80, 80));
    js.jfif = Some((1, 1));
    assert_eq!(js.said(), "small encoder (jpeg-js and kin) 80");
    let mut gimp = File::new(&["SOI", "APP0", "APP1", "DQT", "DQT", "COM", "SOF0", "DHT", "SOS"], &ijg(90, 90));
    gimp.comment = b"Created with GIMP\0";
    assert_eq!(gimp.said(), "GIMP 90");
    gimp.comment = b"holiday";
    assert!(gimp.said().starts_with("libjpeg family"));
    assert_eq!(File::new(SHORT, &ijg(100, 100)).said(), "IJG formula (encoder not told apart) 100", "flat");
    // With one more segment they are nobody's.
    let more = &["SOI", "APP1", "DQT", "SOF0", "DHT", "SOS"];
    assert_eq!(File::new(more, &ijg(80, 80)).said(), "IJG formula (encoder not told apart) 80");
}

#[test]
fn the_newest_libjpeg_changed_one_number() {
    let mut chrominance = CHROMINANCE;
    chrominance[0] = 16;
    let tables = [scaled(&LUMINANCE, 50, 255), scaled(&chrominance, 50, 255)];
    assert_eq!(File::new(LIBJPEG, &tables).said(), "libjpeg 9e or later (IJG) 50");
}

#[test]
fn silent_on_tables_that_nobody_measured() {
    let odd: Table = std::array::from_fn(|i| 3 + i as u16 * 2);
    assert_eq!(File::new(LIBJPEG, &[odd, odd]).said(), "None");
    assert_eq!(File::new(LIBJPEG, &[]).said(), "None");
    let mut short = File::new(LIBJPEG, &[odd]);
    short.coding.quantisation[0].values.truncate(10);
    assert_eq!(short.said(), "None");
}

/// Files made as `ENCODERS.md` says, `TOOL_qN.jpg` each, in the folder that `WHENCE_ENCODED` names.
#[test]
fn measured_files_are_recognised() {
    let Some(folder) = std::env::var_os("WHENCE_ENCODED") else {
        eprintln!("skipped: WHENCE_ENCODED names no folder of encoded files");
        return;
    };
    let mut counts = std::collections::BTreeMap::<_, u32>::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (tool, quality) = name.rsplit_once("_q").expect("TOOL_qN.jpg");
        let encoder = walk(&std::fs::read(&path).unwrap()).structure.jpeg.unwrap().encoder;
        let family = encoder.as_ref().map_or("nothing", |encoder| &encoder.family);
        let exact = encoder.as_ref().is_some_and(|e| e.quality.map(|q| q.to_string()).as_deref() == Some(quality));
        let wrong = MEASURED
            .iter()
            .find(|(prefix, _)| tool.starts_with(prefix))
            .filter(|(_, families)| !families.iter().any(|expected| family.starts_with(expected)));
        assert!(wrong.is_none(), "{name}: {family}");
        *counts.entry((tool.to_owned(), family.to_owned(), exact)).or_default() += 1;
    }
    for ((tool, family, exact), count) in &counts {
        println!("{count:4} {tool:22} {family}{}", if *exact { ", quality exact" } else { "" });
    }
    assert!(!counts.is_empty(), "the folder is empty");
}

/// What each tool's files may be called, the first prefix of its name that fits; never another family.
const MEASURED: &[(&str, &[&str])] = &[
    ("cjpeg-split", &["IJG formula, different", "libjpeg family"]),
    ("ffmpeg", &["FFmpeg"]),
    ("gimp", &["GIMP"]),
    ("go", &["Go", "IJG formula (encoder"]),
    ("guetzli", &["nothing"]),
    ("java", &["Java", "libjpeg family"]),
    ("jl-9e", &["libjpeg 9e", "libjpeg family"]),
    ("jl-9f", &["libjpeg 9e", "libjpeg family"]),
    ("jl-mozjpeg3", &["mozjpeg", "IJG formula (encoder"]),
    ("jl-mozjpeg4", &["mozjpeg", "IJG formula (encoder"]),
    ("jpegjs", &["small encoder", "IJG formula (encoder"]),
    ("jpegli", &["jpegli", "nothing", "IJG formula (encoder"]),
    ("jsquash", &["mozjpeg", "IJG formula (encoder"]),
    ("php-gd", &["GD"]),
    ("pillow-preset", &["nothing"]),
    ("sharp-mozjpeg", &["mozjpeg", "libjpeg family"]),
    ("", &["libjpeg family"]),
];
