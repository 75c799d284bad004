use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use whence_model::{
    Area, Format, Place, Reading, Untrusted,
    facts::{
        metadata::{Exif, Field, Ifd, Metadata, Value},
        pixels::PixelState,
        structure::JpegCoding,
    },
};

use super::{Seen, decode};
use crate::{
    container::Walk,
    limits::{MAX_PIXELS, MAX_SIDE, PREVIEW_SIDE},
};

/// Red, green, blue and white quarters with a slope, so that every turn of it is different.
fn scene(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        let slope = (x * 90 / width + y * 60 / height) as u8;
        match (x * 2 < width, y * 2 < height) {
            (true, true) => Rgb([160 + slope / 2, slope, slope]),
            (false, true) => Rgb([slope, 160 + slope / 2, slope]),
            (true, false) => Rgb([slope, slope, 160 + slope / 2]),
            (false, false) => Rgb([255 - slope; 3]),
        }
    }))
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn seen((format, bytes): (Format, &[u8]), walk: &Walk, metadata: &Metadata, preview: bool) -> Seen {
    let decoded = super::decode(format, bytes, walk, MAX_PIXELS);
    let shown = decoded
        .as_ref()
        .ok()
        .filter(|_| preview)
        .and_then(|decoded| super::show(decoded, metadata, &mut |_| std::ops::ControlFlow::Continue(())));
    super::read((format, bytes), decoded, shown, walk, metadata, super::Wanted::default())
}

fn read(format: Format, bytes: &[u8], walk: &Walk, metadata: &Metadata) -> Seen {
    seen((format, bytes), walk, metadata, true)
}

fn look(format: Format, bytes: &[u8]) -> Seen {
    read(format, bytes, &Walk::default(), &Metadata::default())
}

fn exif(orientation: f64) -> Metadata {
    let orientation = Field {
        ifd: Ifd::Main,
        tag: 0x0112,
        name: "Orientation".into(),
        value: Value::Numbers(vec![orientation]),
        shown: Untrusted::default(),
        moment: None,
        place: Place::default(),
    };
    let exif = Exif {
        place: Place::default(),
        big_endian: true,
        fields: vec![orientation],
        maker_note: None,
        thumbnail: None,
        defects: Vec::new(),
    };
    Metadata { exif: Reading::Read(exif), ..Metadata::default() }
}

fn shown(seen: &Seen) -> DynamicImage {
    let preview = seen.preview.as_ref().expect("a preview");
    let image = image::load_from_memory(&preview.png).unwrap();
    assert_eq!((image.width(), image.height()), (preview.width, preview.height));
    image
}

#[test]
fn every_format_with_a_decoder_gives_pixels_hash_and_preview() {
    let picture = scene(120, 80);
    let hash = look(Format::Png, &file(&picture, ImageFormat::Png)).pdq.unwrap();
    for (format, written) in [
        (Format::Png, ImageFormat::Png),
        (Format::WebP, ImageFormat::WebP),
        (Format::Tiff, ImageFormat::Tiff),
        (Format::Bmp, ImageFormat::Bmp),
    ] {
        let seen = look(format, &file(&picture, written));
        assert_eq!(seen.pixels.state, PixelState::Decoded { width: 120, height: 80 }, "{format:?}");
        assert_eq!(seen.pdq.as_ref(), Some(&hash), "{format:?}");
        assert_eq!(shown(&seen).to_rgb8(), picture.to_rgb8(), "{format:?}");
    }
    for (format, written) in [(Format::Jpeg, ImageFormat::Jpeg), (Format::Gif, ImageFormat::Gif)] {
        let image = if format == Format::Gif { DynamicImage::ImageRgba8(picture.to_rgba8()) } else { picture.clone() };
        let seen = look(format, &file(&image, written));
        assert_eq!(seen.pixels.state, PixelState::Decoded { width: 120, height: 80 }, "{format:?}");
        assert!(seen.pdq.is_some() && seen.preview.is_some(), "{format:?}");
    }
}

#[test]
fn deep_pictures_are_hashed_as_in_eight_bits() {
    let picture = scene(96, 70);
    let deep = file(&DynamicImage::ImageRgb16(picture.to_rgb16()), ImageFormat::Png);
    let plain = file(&picture, ImageFormat::Png);
    assert_eq!(look(Format::Png, &deep).pdq.unwrap(), look(Format::Png, &plain).pdq.unwrap());
}

#[test]
fn the_preview_is_upright_and_bounded_and_the_hash_is_of_the_stored_pixels() {
    let picture = scene(90, 60);
    let png = file(&picture, ImageFormat::Png);
    let turned: [(u8, DynamicImage); 8] = [
        (1, picture.clone()),
        (2, picture.fliph()),
        (3, picture.rotate180()),
        (4, picture.flipv()),
        (5, picture.rotate90().fliph()),
        (6, picture.rotate90()),
        (7, picture.rotate270().fliph()),
        (8, picture.rotate270()),
    ];
    let stored = look(Format::Png, &png).pdq.unwrap();
    for (orientation, upright) in turned {
        let seen = read(Format::Png, &png, &Walk::default(), &exif(orientation.into()));
        assert_eq!(shown(&seen), upright, "{orientation}");
        assert_eq!((seen.pdq.as_ref(), seen.pixels.orientation), (Some(&stored), Some(orientation)));
    }
    for nonsense in [0.0, 9.0, 6.5, f64::NAN, -1.0] {
        let seen = read(Format::Png, &png, &Walk::default(), &exif(nonsense));
        assert_eq!((shown(&seen), seen.pixels.orientation), (picture.clone(), None), "{nonsense}");
    }
    let large = look(Format::Png, &file(&scene(3000, 1000), ImageFormat::Png));
    let preview = large.preview.unwrap();
    assert_eq!((preview.width, preview.height), (PREVIEW_SIDE, 683));
    assert_eq!(large.pixels.state, PixelState::Decoded { width: 3000, height: 1000 });
}

#[test]
fn a_preview_is_made_only_where_it_is_wanted() {
    let jpeg = file(&scene(3000, 1000), ImageFormat::Jpeg);
    let without = seen((Format::Jpeg, &jpeg), &Walk::default(), &Metadata::default(), false);
    let with = look(Format::Jpeg, &jpeg);
    assert!(without.preview.is_none() && with.preview.is_some());
    assert_eq!((without.pixels, without.pdq), (with.pixels, with.pdq), "nothing else depends on it");
}

#[test]
fn alpha_counts_where_a_pixel_is_less_than_opaque() {
    for (alpha, expected) in [(255, false), (254, true)] {
        let mut image = RgbaImage::from_pixel(20, 20, Rgba([9, 9, 9, 255]));
        image.put_pixel(19, 19, Rgba([9, 9, 9, alpha]));
        let seen = look(Format::Png, &file(&DynamicImage::ImageRgba8(image), ImageFormat::Png));
        assert_eq!(seen.pixels.alpha, expected, "{alpha}");
    }
}

#[test]
fn bombs_are_refused_by_their_header() {
    let wide = MAX_SIDE + 1;
    for ((width, height), (pixels, limit)) in [
        ((40_000, 40_000), (1_600_000_000, MAX_PIXELS)),
        ((u32::MAX >> 1, u32::MAX >> 1), ((u64::from(u32::MAX) >> 1).pow(2), MAX_PIXELS)),
        ((20_000, 20_000), (400_000_000, MAX_PIXELS)),
        ((wide, 10), (u64::from(wide) * 10, u64::from(MAX_SIDE) * 10)),
    ] {
        let walk = Walk { size: Some((width, height)), ..Walk::default() };
        let seen = read(Format::Png, &png_header(width, height), &walk, &Metadata::default());
        assert_eq!(seen.pixels.state, PixelState::TooMany { pixels, limit }, "{width} × {height}");
        assert!(seen.pdq.is_none() && seen.preview.is_none());
    }
    // The decoder reads a header that the walk did not.
    let state = look(Format::Png, &png_header(40_000, 40_000)).pixels.state;
    assert_eq!(state, PixelState::TooMany { pixels: 1_600_000_000, limit: MAX_PIXELS });
}

#[test]
fn damage_is_said_in_the_decoders_word() {
    let whole = file(&scene(50, 50), ImageFormat::Png);
    let jpeg = file(&scene(50, 50), ImageFormat::Jpeg);
    for (name, format, bytes) in [
        ("cut", Format::Png, &whole[..whole.len() / 2]),
        ("header only", Format::Jpeg, &[0xff, 0xd8, 0xff, 0xe0][..]),
        ("cut in a table", Format::Jpeg, &jpeg[..60]),
        ("nothing", Format::Tiff, &[][..]),
        ("another format", Format::Bmp, &whole[..]),
    ] {
        let seen = look(format, bytes);
        assert!(
            matches!(&seen.pixels.state, PixelState::Damaged { what } if !what.is_empty() && what.trim() == what),
            "{name}: {:?}",
            seen.pixels
        );
        assert!(seen.pdq.is_none() && seen.preview.is_none(), "{name}");
    }
}

#[test]
fn a_jpeg_of_many_scans_is_not_decoded() {
    let jpeg = file(&scene(60, 40), ImageFormat::Jpeg);
    for (scans, refused) in [(100, false), (101, true)] {
        let mut walk = Walk::default();
        walk.structure.jpeg = Some(coding(scans));
        let seen = read(Format::Jpeg, &jpeg, &walk, &Metadata::default());
        let said = matches!(&seen.pixels.state, PixelState::Damaged { what } if what.contains("101 scans"));
        assert_eq!(said, refused, "{scans}: {:?}", seen.pixels.state);
    }
    let unwalked = [&jpeg[..], &[0xff, 0xda].repeat(100)].concat();
    assert!(matches!(look(Format::Jpeg, &unwalked).pixels.state, PixelState::Damaged { .. }));
}

#[test]
fn a_jpeg_that_breaks_off_is_shown_but_not_hashed() {
    let jpeg = file(&scene(400, 300), ImageFormat::Jpeg);
    let mut walk = Walk::default();
    walk.structure.truncated = Some(Place::default());
    let seen = read(Format::Jpeg, &jpeg[..jpeg.len() / 2], &walk, &Metadata::default());
    assert_eq!(seen.pixels.state, PixelState::Decoded { width: 400, height: 300 });
    assert!(seen.pdq.is_none() && seen.preview.is_some());
}

#[test]
fn what_remains_without_a_border_has_hashes_unless_the_file_breaks_off() {
    let noise = RgbImage::from_fn(300, 240, |x, y| Rgb([((x / 9 * 83) ^ (y / 7 * 59)) as u8, (x + y) as u8, 90]));
    let mut framed = RgbImage::new(340, 300);
    image::imageops::replace(&mut framed, &noise, 24, 32);
    let jpeg = file(&framed.into(), ImageFormat::Jpeg);
    let [part] = &look(Format::Jpeg, &jpeg).trimmed[..] else { panic!("one area") };
    let Area { left, top, width, height } = part.area;
    assert_eq!((left, top, width, height), (24, 32, 300, 240));
    assert!(part.pdq.quality >= 50);
    let mut walk = Walk::default();
    walk.structure.truncated = Some(Place::default());
    assert!(read(Format::Jpeg, &jpeg, &walk, &Metadata::default()).trimmed.is_empty());
}

#[test]
fn the_thumbnail_is_found_by_its_place_and_compared() {
    let picture = scene(300, 200);
    let thumbnail = file(&picture.thumbnail(160, 120), ImageFormat::Jpeg);
    let main = file(&picture, ImageFormat::Jpeg);
    let bytes = [&main[..], &thumbnail].concat();
    let mut metadata = exif(1.0);
    let Reading::Read(exif) = &mut metadata.exif else { unreachable!() };
    let place = Place::bytes("IFD1", main.len() as u64, thumbnail.len() as u64);
    exif.thumbnail = Some(place.clone());
    let likeness = read(Format::Jpeg, &bytes, &Walk::default(), &metadata).pixels.thumbnail.expect("compared");
    assert!(likeness.correlation > 0.99 && likeness.contrast > 8.0, "{likeness:?}");
    assert_eq!(likeness.place, place);
    let flat = file(&DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 200, Rgb([90; 3]))), ImageFormat::Png);
    let Reading::Read(exif) = &mut metadata.exif else { unreachable!() };
    exif.thumbnail = Some(Place::bytes("IFD1", flat.len() as u64, thumbnail.len() as u64));
    let seen = read(Format::Png, &[&flat[..], &thumbnail].concat(), &Walk::default(), &metadata);
    assert!(seen.pixels.thumbnail.is_none(), "a picture of one colour is like nothing");
    for (offset, length) in [(u64::MAX, 2), (main.len() as u64, u64::MAX), (3, 100), (main.len() as u64, 3)] {
        let Reading::Read(exif) = &mut metadata.exif else { unreachable!() };
        exif.thumbnail = Some(Place::bytes("IFD1", offset, length));
        let seen = read(Format::Jpeg, &bytes, &Walk::default(), &metadata);
        assert!(seen.pixels.thumbnail.is_none() && seen.pdq.is_some(), "{offset} {length}");
    }
}

#[test]
fn what_has_no_decoder_says_so() {
    let heic = [&[0, 0, 0, 24][..], b"ftypheic\0\0\0\0heicmif1"].concat();
    assert_eq!(look(Format::Heif, &heic).pixels.state, PixelState::NoDecoder);
    for (format, bytes) in
        [(Format::Jxl, &b"\xff\x0a"[..]), (Format::Jp2, b"\xff\x4f\xff\x51"), (Format::Psd, b"8BPS\0\x01")]
    {
        assert_eq!(look(format, bytes).pixels.state, PixelState::NoDecoder);
    }
}

#[test]
fn sixteen_bits_a_channel_count_twice() {
    // 30 million pixels of 16-bit RGBA take 360 MB with their copy; 100 million are more than is held.
    assert_eq!(decode::bounded(10_000, 10_000, MAX_PIXELS), Ok(()));
    let mut header = png_header(10_000, 10_000);
    header[24] = 16;
    let crc = crc32fast::hash(&header[12..29]).to_be_bytes();
    header[29..33].copy_from_slice(&crc);
    let state = look(Format::Png, &header).pixels.state;
    assert_eq!(state, PixelState::TooMany { pixels: 100_000_000, limit: 4 * MAX_PIXELS / 12 });
}

/// A PNG of so many RGBA pixels, of which none is there.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (*b"IHDR", [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat()),
        (*b"IDAT", vec![0x78, 1]),
    ] {
        bytes.extend((data.len() as u32).to_be_bytes());
        let body = [&kind[..], &data].concat();
        bytes.extend(&body);
        bytes.extend(crc32fast::hash(&body).to_be_bytes());
    }
    bytes
}

fn coding(scans: u32) -> JpegCoding {
    JpegCoding {
        width: 60,
        height: 40,
        components: 3,
        progressive: true,
        standard_huffman: true,
        scans,
        ..JpegCoding::default()
    }
}
