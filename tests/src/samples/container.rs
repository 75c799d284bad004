//! Putting blocks into JPEG and PNG files.

use std::io::Cursor;

use image::{ImageEncoder, RgbImage, codecs::png::PngEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A JPEG as most encoders write it: JFIF header, colour at half the resolution both ways (4:2:0).
pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let side = |n: u32| u16::try_from(n).expect("a JPEG's sides have sixteen bits");
    let (width, height) = (side(picture.width()), side(picture.height()));
    encoder.encode(picture, width, height, ColorType::Rgb).expect("memory takes every byte");
    out
}

/// A JPEG as cameras write it: Exif first, no JFIF header.
pub fn camera_jpeg(picture: &RgbImage, quality: u8, exif: &[u8]) -> Vec<u8> {
    let plain = jpeg(picture, quality);
    assert_eq!(plain[2..4], [0xff, 0xe0], "the encoder begins with JFIF");
    let jfif = 2 + usize::from(u16::from_be_bytes([plain[4], plain[5]]));
    [&plain[..2], &segment(0xe1, &[b"Exif\0\0", exif].concat()), &plain[2 + jfif..]].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment holds 65,533 bytes");
    [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
}

/// A PNG with a text chunk behind its header.
pub fn png_with_text(picture: &RgbImage, keyword: &str, text: &str) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut plain)
        .write_image(picture, width, height, image::ExtendedColorType::Rgb8)
        .expect("memory takes every byte");
    with_text(&plain.into_inner(), keyword, text)
}

/// A PNG with one more text chunk behind its header.
pub fn with_text(png: &[u8], keyword: &str, text: &str) -> Vec<u8> {
    let behind_header = 8 + 25;
    let chunk = chunk(*b"tEXt", &[keyword.as_bytes(), &[0], text.as_bytes()].concat());
    [&png[..behind_header], &chunk, &png[behind_header..]].concat()
}

pub fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [&kind[..], content].concat();
    [&(content.len() as u32).to_be_bytes()[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}
