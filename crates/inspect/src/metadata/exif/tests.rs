use whence_model::{
    Moment, Place, Reading,
    facts::metadata::{Exif, Ifd, Value},
};

use super::{
    read,
    tiff::{Written, ascii, block as tiff_block, bytes, long, pointer, rationals, short, sub_ifds},
};
use crate::{
    container::{Block, BlockKind},
    limits::{MAX_LONG_TEXT, MAX_VALUE_BYTES},
};

const EXIF: u16 = 0x8769;
const GPS: u16 = 0x8825;

fn block(data: &[u8]) -> Block<'_> {
    let place = Place::bytes("JPEG › APP1 Exif", 30, data.len() as u64);
    Block { kind: BlockKind::Exif, data: data.into(), place, after_pixels: false }
}

fn exif(ifd0: &[Written], ifd1: &[Written]) -> Exif {
    match read(&[block(&tiff_block(true, ifd0, ifd1))]) {
        Reading::Read(exif) => exif,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_have_names_values_words_and_places() {
    let exif = exif(
        &[
            ascii(0x10f, "Maker\0junk"),
            short(0x112, 6),
            pointer(EXIF, &[rationals(0x829a, &[(1, 125)]), bytes(0x9000, 7, b"0232"), short(0x8827, 200)]),
        ],
        &[],
    );
    let shown: Vec<_> = exif.fields.iter().map(|f| format!("{} = {}", f.name, f.shown)).collect();
    assert_eq!(
        shown,
        [
            "Make = Maker",
            "Orientation = row 0 at right and column 0 at top",
            "ExposureTime = 1/125 s",
            "ExifVersion = 0232",
            "PhotographicSensitivity = 200"
        ]
    );
    assert_eq!(exif.number("ExposureTime"), Some(1.0 / 125.0));
    assert_eq!(exif.text("Make"), Some("Maker"));
    let make = exif.field("Make").unwrap();
    // The block starts at 30; header 8, count 2, three entries of 12, link 4.
    assert_eq!(make.place, Place::bytes("JPEG › APP1 Exif › IFD0 › Make", 30 + 50, 11));
    assert!(exif.big_endian && exif.defects.is_empty());
}

#[test]
fn dates_take_the_zone_of_their_own_field() {
    let exif = exif(
        &[
            ascii(0x132, "2024:05:06 07:08:09"),
            pointer(
                EXIF,
                &[
                    ascii(0x9003, "2024:05:06 07:08:09"),
                    ascii(0x9004, "0000:00:00 00:00:00"),
                    ascii(0x9010, "-03:30"),
                    ascii(0x9011, "+02:00"),
                ],
            ),
            pointer(GPS, &[rationals(7, &[(5, 1), (8, 1), (95, 10)]), ascii(0x1d, "2024:05:06")]),
        ],
        &[ascii(0x132, "2020:01:01 00:00:00")],
    );
    let at = |time, offset| Moment::new((2024, 5, 6), time, Some(offset));
    assert_eq!(exif.moment("DateTime"), at((7, 8, 9), -210));
    assert_eq!(exif.moment("DateTimeOriginal"), at((7, 8, 9), 120));
    assert_eq!(exif.moment("DateTimeDigitized"), None);
    assert_eq!(exif.moment("GPSDateStamp"), at((5, 8, 9), 0));
    let thumbnail = exif.fields.iter().find(|f| f.ifd == Ifd::Thumbnail).unwrap();
    assert_eq!(thumbnail.moment, Moment::new((2020, 1, 1), (0, 0, 0), None), "zones are the picture's");
}

#[test]
fn further_pictures_have_values_of_their_own() {
    let raw = [short(0x112, 8), ascii(0x132, "2024:05:06 07:08:09"), rationals(0xc620, &[(3, 2), (1, 1)])];
    let full = [short(0x112, 3), bytes(0xbeef, 7, &[1, 2, 3])];
    let exif = exif(
        &[
            short(0x112, 6),
            sub_ifds(&[&raw, &full]),
            pointer(EXIF, &[ascii(0x9010, "+02:00"), bytes(0x927c, 7, b"MLT0")]),
        ],
        &[],
    );
    let sub: Vec<_> = exif.fields.iter().filter(|f| f.ifd == Ifd::Sub).collect();
    let said: Vec<_> = sub.iter().map(|f| (f.place.path.raw().rsplit_once("Exif › ").unwrap().1, &f.value)).collect();
    assert_eq!(
        said,
        [
            ("SubIFD0 › Orientation", &Value::Numbers(vec![8.0])),
            ("SubIFD0 › DateTime", &Value::Text("2024:05:06 07:08:09".into())),
            ("SubIFD0 › 0xc620", &Value::Numbers(vec![1.5, 1.0])),
            ("SubIFD1 › Orientation", &Value::Numbers(vec![3.0])),
            ("SubIFD1 › 0xbeef", &Value::Bytes(3)),
        ]
    );
    assert_eq!(sub[0].shown, "row 0 at left and column 0 at bottom".into());
    assert_eq!(sub[1].moment, Moment::new((2024, 5, 6), (7, 8, 9), None), "zones are the picture's");
    assert_eq!((exif.number("Orientation"), exif.moment("DateTime")), (Some(6.0), None));
    assert!(exif.defects.is_empty() && exif.maker_note.is_some());
}

#[test]
fn values_that_are_compared_are_plain_text_or_numbers() {
    let exif = exif(
        &[
            pointer(
                EXIF,
                &[
                    ascii(0x9010, "+02:00"),
                    ascii(0x9291, "042"),
                    rationals(0x829a, &[(1, 125)]),
                    rationals(0x9201, &[(u32::MAX, 2)]).of_type(10),
                    rationals(0x9202, &[(4, 1)]),
                    rationals(0x9203, &[(7, 2)]).of_type(10),
                    rationals(0x9205, &[(3, 1)]),
                    short(0x9209, 16),
                    rationals(0xa432, &[(24, 1), (105, 1), (4, 1), (0, 0)]),
                ],
            ),
            pointer(GPS, &[bytes(5, 1, &[1]), rationals(6, &[(125, 10)])]),
        ],
        &[],
    );
    assert_eq!((exif.text("OffsetTime"), exif.text("SubSecTimeOriginal")), (Some("+02:00"), Some("042")));
    for (name, number) in [
        ("ExposureTime", 0.008),
        ("ShutterSpeedValue", -0.5),
        ("ApertureValue", 4.0),
        ("BrightnessValue", 3.5),
        ("MaxApertureValue", 3.0),
        ("Flash", 16.0),
        ("GPSAltitudeRef", 1.0),
        ("GPSAltitude", 12.5),
    ] {
        assert_eq!(exif.numbers(name), [number], "{name}");
    }
    assert_eq!(exif.numbers("LensSpecification"), [24.0, 105.0, 4.0], "what is unknown is left out");
}

#[test]
fn texts_of_windows_and_comments_are_decoded() {
    let comment: Vec<u8> =
        b"UNICODE\0".iter().copied().chain("Steps: 20".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let title: Vec<u8> = "Été\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let exif = exif(&[bytes(0x9c9b, 1, &title), pointer(EXIF, &[bytes(0x9286, 7, &comment)])], &[]);
    assert_eq!(exif.text("XPTitle"), Some("Été"));
    assert_eq!(exif.text("UserComment"), Some("Steps: 20"));
}

#[test]
fn comments_are_read_in_both_byte_orders_whatever_that_of_the_block() {
    let text = format!("{}, a duck", "水鳥".repeat(400));
    for units in [u16::to_be_bytes, u16::to_le_bytes] {
        let comment: Vec<u8> = b"UNICODE\0".iter().copied().chain(text.encode_utf16().flat_map(units)).collect();
        for big_endian in [true, false] {
            let data = tiff_block(big_endian, &[pointer(EXIF, &[bytes(0x9286, 7, &comment)])], &[]);
            let reading = read(&[block(&data)]);
            assert_eq!(reading.read().and_then(|exif| exif.text("UserComment")), Some(&*text));
        }
    }
}

#[test]
fn long_texts_of_generators_are_kept_and_said_to_be_cut() {
    let graph = format!("prompt:{{{}}}", "x".repeat(300 << 10));
    let whole = exif(&[ascii(0x10f, &graph), ascii(0x10c, &graph), ascii(0xd000, &graph[1..])], &[]);
    let lengths: Vec<_> =
        whole.fields.iter().map(|f| matches!(&f.value, Value::Text(t) if t.raw().len() == graph.len())).collect();
    assert_eq!((lengths, whole.defects.len()), (vec![true, true, false], 0), "only those of generators");
    let huge =
        exif(&[pointer(EXIF, &[bytes(0x9286, 7, &[b"ASCII\0\0\0".to_vec(), vec![b'a'; 50 << 20]].concat())])], &[]);
    assert_eq!(huge.text("UserComment").map(str::len), Some(MAX_LONG_TEXT - 8));
    assert_eq!(huge.defects[0].what, format!("of a text of {} bytes, {MAX_LONG_TEXT} were read", (50 << 20) + 8));
    assert_eq!(huge.defects[0].place.path.raw(), "JPEG › APP1 Exif › Exif › UserComment");
    let many: Vec<_> =
        (0x10d..0x111).chain([0x131, 0x13b, 0x8298]).map(|tag| ascii(tag, &"a".repeat(3 << 20))).collect();
    let many = exif(&many, &[]);
    let kept: usize = many.fields.iter().map(|f| if let Value::Text(t) = &f.value { t.raw().len() } else { 0 }).sum();
    assert!((6 << 20..=8 << 20).contains(&kept), "{kept}");
    assert_eq!(many.defects.len(), 7);
}

#[test]
fn fields_in_the_wrong_ifd_are_found_by_name() {
    let exif = exif(&[ascii(0x9003, "2024:05:06 07:08:09"), bytes(0x9286, 2, b"{\"a\": 1}\0")], &[]);
    assert!(exif.moment("DateTimeOriginal").is_some());
    assert_eq!(exif.text("UserComment"), Some("{\"a\": 1}"));
}

#[test]
fn the_maker_note_and_the_thumbnail_have_places() {
    let exif = exif(&[pointer(EXIF, &[bytes(0x927c, 7, b"Apple iOS\0\0\x01MM")])], &[long(0x201, 40), long(0x202, 9)]);
    let note = exif.maker_note.as_ref().unwrap();
    assert_eq!(note.maker.as_deref(), Some("Apple"));
    assert_eq!(note.place.path.raw(), "JPEG › APP1 Exif › Exif › MakerNote");
    assert_eq!(exif.thumbnail, Some(Place::bytes("JPEG › APP1 Exif › IFD1 › thumbnail", 70, 9)));
    assert_eq!(exif.field("MakerNote").map(|f| &f.value), Some(&Value::Bytes(14)));
}

#[test]
fn a_thumbnail_outside_of_the_block_is_a_defect() {
    let exif = exif(&[short(0x112, 1)], &[long(0x201, 40), long(0x202, 9000)]);
    assert_eq!(exif.thumbnail, None);
    assert_eq!(exif.defects[0].what, "the thumbnail lies outside of the block");
}

#[test]
fn long_texts_are_cut_and_the_sum_is_bounded() {
    let long = "x".repeat(MAX_VALUE_BYTES + 100);
    let many: Vec<_> = (0..200).map(|n| ascii(0xd000 + n, &long)).collect();
    let exif = exif(&many, &[]);
    let kept = exif.fields.iter().filter(|f| matches!(&f.value, Value::Text(t) if t.raw().len() == MAX_VALUE_BYTES));
    assert_eq!((kept.count(), exif.fields.len()), (127, 200));
}

#[test]
fn data_that_was_put_together_has_no_places_of_its_own() {
    let data = tiff_block(false, &[ascii(0x10f, "Maker")], &[]);
    let joined = Block { data: data.clone().into(), ..block(&data) };
    let reading = read(&[joined]);
    let make = reading.read().and_then(|e| e.field("Make")).unwrap();
    assert_eq!((make.place.offset, make.place.length), (None, Some(6)));
}

#[test]
fn a_stray_prefix_is_taken_off() {
    let data = [b"Exif\0\0".to_vec(), tiff_block(false, &[ascii(0x10f, "Maker")], &[])].concat();
    let reading = read(&[block(&data)]);
    let make = reading.read().and_then(|e| e.field("Make")).unwrap();
    assert_eq!(make.place.offset, Some(30 + 6 + 8 + 2 + 12 + 4));
}

#[test]
fn the_first_block_with_fields_counts() {
    let broken = || block(b"II\x2a\0\xff\0\0\0");
    let [a, b] = ["A", "B"].map(|make| tiff_block(false, &[ascii(0x10f, make)], &[]));
    let reading = read(&[broken(), block(&a), block(&b)]);
    let exif = reading.read().unwrap();
    assert_eq!(exif.text("Make"), Some("A"));
    let whats: Vec<_> = exif.defects.iter().map(|d| d.what.as_str()).collect();
    assert_eq!(whats, ["a further Exif block stands in the file; the first is read", "IFD0 lies outside of the block"]);
    assert!(matches!(read(&[broken()]), Reading::Unreadable(d) if d.what == "IFD0 lies outside of the block"));
    assert!(matches!(read(&[block(b"no TIFF")]), Reading::Unreadable(d) if d.what == "no TIFF header"));
    assert_eq!(read(&[]), Reading::Absent);
}

#[test]
fn a_block_cut_anywhere_is_read_without_a_panic() {
    let whole = tiff_block(
        true,
        &[
            ascii(0x10f, "Maker"),
            pointer(EXIF, &[bytes(0x927c, 7, b"Nikon\0\x02"), rationals(0x829a, &[(1, 125)])]),
            pointer(GPS, &[rationals(2, &[(5, 1), (8, 1), (95, 10)])]),
        ],
        &[long(0x201, 40), long(0x202, 9)],
    );
    // The last four bytes are IFD1's link, which nobody reads.
    for length in 0..whole.len() - 4 {
        let reading = read(&[block(&whole[..length])]);
        let damaged = match &reading {
            Reading::Read(exif) => !exif.defects.is_empty(),
            Reading::Unreadable(_) => true,
            Reading::Absent => false,
        };
        assert!(damaged, "{length}: {reading:?}");
    }
}
