use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use image::{DynamicImage, GrayAlphaImage, RgbImage, RgbaImage};
use whence_model::{
    Format,
    facts::{
        generator::MarkKind,
        structure::{Structure, WebpCoding},
    },
};

use super::*;

/// Writes a byte's highest bit first, column by column, into these samples of each pixel.
fn write(image: &mut DynamicImage, planes: &[usize], bytes: &[u8]) {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let channels = usize::from(image.color().channel_count());
    let samples = match image {
        DynamicImage::ImageRgba8(image) => image.as_flat_samples_mut().samples,
        DynamicImage::ImageRgb8(image) => image.as_flat_samples_mut().samples,
        DynamicImage::ImageLumaA8(image) => image.as_flat_samples_mut().samples,
        _ => unreachable!("no test has another"),
    };
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    for (at, bit) in bits.enumerate() {
        let (pixel, plane) = (at / planes.len(), planes[at % planes.len()]);
        let sample = &mut samples[(pixel % height * width + pixel / height) * channels + plane];
        *sample = *sample & 0xfe | bit;
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn block(heading: &str, bits: u32, text: &[u8]) -> Vec<u8> {
    [heading.as_bytes(), &bits.to_be_bytes(), text].concat()
}

fn whole(heading: &str, text: &[u8]) -> Vec<u8> {
    block(heading, text.len() as u32 * 8, text)
}

fn rgba() -> DynamicImage {
    RgbaImage::from_pixel(60, 47, [100, 101, 102, 255].into()).into()
}

fn looked(image: &DynamicImage, format: Format) -> (HiddenSearch, Vec<Hidden>) {
    look(Picture::new(format, &Structure::default(), image).as_ref())
}

fn in_alpha(bytes: &[u8]) -> (HiddenSearch, Vec<Hidden>) {
    let mut image = rgba();
    write(&mut image, &[3], bytes);
    looked(&image, Format::Png)
}

fn why(search: HiddenSearch) -> String {
    match search {
        HiddenSearch::Unreadable { defect } => format!("{}: {}", defect.place.path, defect.what),
        other => format!("{other:?}"),
    }
}

#[test]
fn all_four_headings_are_read() {
    for (heading, carrier, planes, text) in [
        ("stealth_pnginfo", MarkCarrier::AlphaPlane, &[3][..], b"a duck".to_vec()),
        ("stealth_pngcomp", MarkCarrier::AlphaPlane, &[3], gzip(b"a duck")),
        ("stealth_rgbinfo", MarkCarrier::ColourPlanes, &[0, 1, 2], b"a duck".to_vec()),
        ("stealth_rgbcomp", MarkCarrier::ColourPlanes, &[0, 1, 2], gzip(b"a duck")),
    ] {
        let mut image = rgba();
        write(&mut image, planes, &whole(heading, &text));
        let (search, found) = looked(&image, Format::Png);
        assert_eq!(search, HiddenSearch::Found, "{heading}");
        assert_eq!((found[0].carrier, found[0].text.as_str(), found.len()), (carrier, "a duck", 1), "{heading}");
    }
}

#[test]
fn both_carriers_and_pictures_without_one_of_them_are_looked_at() {
    let mut image = rgba();
    write(&mut image, &[3], &whole("stealth_pnginfo", b"a duck"));
    write(&mut image, &[0, 1, 2], &block("stealth_rgbinfo", 0, b""));
    let (search, found) = looked(&image, Format::Png);
    assert_eq!((search, found.len()), (HiddenSearch::Found, 1));
    assert_eq!(found[0].place.path.raw(), "PNG › pixels › lowest bits of alpha");
    let mut image = DynamicImage::from(RgbImage::new(31, 20));
    write(&mut image, &[0, 1, 2], &whole("stealth_rgbinfo", b"a duck"));
    assert_eq!(looked(&image, Format::Bmp).1[0].place.path.raw(), "BMP › pixels › lowest bits of red, green and blue");
    let mut image = DynamicImage::from(GrayAlphaImage::new(31, 20));
    write(&mut image, &[1], &whole("stealth_pnginfo", b"a duck"));
    assert_eq!(looked(&image, Format::Png).0, HiddenSearch::Found);
}

#[test]
fn it_is_looked_for_where_the_format_keeps_it() {
    let mut image = rgba();
    write(&mut image, &[0, 1, 2], &whole("stealth_rgbinfo", b"a duck"));
    let webp = |lossless| {
        let structure =
            Structure { webp: Some(WebpCoding { lossless, ..WebpCoding::default() }), ..Structure::default() };
        look(Picture::new(Format::WebP, &structure, &image).as_ref()).0
    };
    assert_eq!((webp(true), webp(false)), (HiddenSearch::Found, HiddenSearch::Nothing));
    assert_eq!(looked(&image, Format::Jpeg).0, HiddenSearch::NotPossible);
    assert_eq!(look(None).0, HiddenSearch::NotPossible);
    let opaque = DynamicImage::from(RgbImage::new(31, 20));
    assert_eq!(looked(&opaque, Format::WebP).0, HiddenSearch::NotPossible, "lossy, and no transparency");
}

#[test]
fn pictures_without_it_are_silent() {
    assert_eq!(looked(&rgba(), Format::Png), (HiddenSearch::Nothing, Vec::new()));
    let small = DynamicImage::from(RgbaImage::new(5, 5));
    assert_eq!(looked(&small, Format::Png), (HiddenSearch::Nothing, Vec::new()));
    assert_eq!(in_alpha(b"stealth_pngcom").0, HiddenSearch::Nothing);
    assert_eq!(in_alpha(&whole("stealth_rgbinfo", b"a duck")).0, HiddenSearch::Nothing, "the other carrier's heading");
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut short = DynamicImage::from(RgbaImage::new(10, 13));
    write(&mut short, &[3], b"stealth_pnginfo");
    let truncated = &gzip(b"a duck on water")[..20];
    let mut damaged = gzip(b"a duck on water");
    damaged[12] ^= 0x40;
    let bomb = gzip(&vec![b' '; MAX_HIDDEN_BYTES + 1]);
    let mut large = DynamicImage::from(RgbaImage::new(300, 300));
    write(&mut large, &[3], &whole("stealth_pngcomp", &bomb));
    let huge = u32::try_from(8 * (MAX_HIDDEN_BYTES + 1)).unwrap();
    let mut vast = DynamicImage::from(RgbImage::new(5000, 4500));
    write(&mut vast, &[0, 1, 2], &block("stealth_rgbinfo", huge, b""));
    let said: Vec<String> = [
        looked(&short, Format::Png),
        in_alpha(&block("stealth_pnginfo", 0, b"a duck")),
        in_alpha(&block("stealth_pnginfo", u32::MAX, b"a duck")),
        in_alpha(&whole("stealth_pngcomp", truncated)),
        in_alpha(&whole("stealth_pngcomp", b"a duck")),
        in_alpha(&whole("stealth_pngcomp", &damaged)),
        looked(&large, Format::Png),
        in_alpha(&whole("stealth_pnginfo", b"a duck \xff\xfe")),
        looked(&vast, Format::Png),
    ]
    .map(|(search, found)| {
        assert_eq!(found, []);
        why(search)
    })
    .into();
    insta::assert_snapshot!(said.join("\n"), @"
    PNG › pixels › lowest bits of alpha: the heading of hidden text is cut off
    PNG › pixels › lowest bits of alpha: the heading of hidden text declares a length of nothing
    PNG › pixels › lowest bits of alpha: the heading of hidden text declares 4294967295 bits; 2668 follow
    PNG › pixels › lowest bits of alpha: gzip stream is damaged: incomplete deflate stream
    PNG › pixels › lowest bits of alpha: gzip stream is damaged: unexpected end of file
    PNG › pixels › lowest bits of alpha: gzip stream is damaged: corrupt gzip stream does not have a matching checksum
    PNG › pixels › lowest bits of alpha: gzip stream grows past 8388608 bytes
    PNG › pixels › lowest bits of alpha: hidden text is no UTF-8 from byte 7 on
    PNG › pixels › lowest bits of red, green and blue: hidden text of 8388609 bytes; more than 8388608 are not read
    ");
}

#[test]
fn what_it_says_is_parsed_as_in_fields_or_told_as_it_is() {
    let marks = |text: &str| {
        let hidden = Hidden { carrier: MarkCarrier::AlphaPlane, place: Place::path("here"), text: text.into() };
        marks(&hidden, super::super::marks)
    };
    let kind = |text: &str| match &marks(text)[..] {
        [mark] => (mark.kind, mark.carrier, mark.place.path.raw() == "here"),
        several => panic!("{several:?}"),
    };
    let stands = |kind| (kind, MarkCarrier::AlphaPlane, true);
    assert_eq!(kind("a duck\nSteps: 15, Sampler: UniPC, Seed: 23, Size: 8x8"), stands(MarkKind::Parameters));
    assert_eq!(kind(r#"{"sui_image_params": {"prompt": "a duck", "seed": 1}}"#), stands(MarkKind::SettingsJson));
    let novelai = r#"{"Description": "a duck", "Software": "NovelAI", "Comment": "{\"seed\": 7, \"uc\": \"grey\"}"}"#;
    assert_eq!(kind(novelai), stands(MarkKind::NovelAi));
    assert_eq!(marks(novelai)[0].setting("seed").unwrap().raw(), "7");
    let graph = r#"{"prompt": {"3": {"class_type": "KSampler", "inputs": {"seed": 42}}}}"#;
    assert_eq!(kind(graph), stands(MarkKind::NodeGraph));
    for other in ["a duck", "{}", "[1]", "{\"Comment\": 7}"] {
        assert_eq!(kind(other), stands(MarkKind::HiddenData));
        assert_eq!(marks(other)[0].raw.raw(), other);
    }
}
