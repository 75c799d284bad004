//! Text hidden in the lowest bits of the pixels, as generators' "stealth PNG info" does it: so that its reader can be
//! tested, with texts that no generator would hide too.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

/// Where a heading says that the text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planes {
    Alpha,
    Colours,
}

/// The headings, where each puts its text, and whether it is compressed.
pub const HEADINGS: [(&str, Planes, bool); 4] = [
    ("stealth_pnginfo", Planes::Alpha, false),
    ("stealth_pngcomp", Planes::Alpha, true),
    ("stealth_rgbinfo", Planes::Colours, false),
    ("stealth_rgbcomp", Planes::Colours, true),
];

/// A picture in which a text is hidden as this heading wants it.
pub fn hidden(picture: &RgbImage, (heading, planes, compressed): (&str, Planes, bool), text: &str) -> DynamicImage {
    let data = if compressed { gzip(text.as_bytes()) } else { text.as_bytes().to_vec() };
    written(picture, planes, &headed(heading, &data))
}

/// A heading with the true length of what follows.
pub fn headed(heading: &str, data: &[u8]) -> Vec<u8> {
    let bits = u32::try_from(8 * data.len()).expect("the length has 32 bits");
    [heading.as_bytes(), &bits.to_be_bytes(), data].concat()
}

/// A picture with these bytes in its lowest bits: columns from the left, each from the top, the highest bit first. The
/// transparency is there where it carries them, and else opaque.
pub fn written(picture: &RgbImage, planes: Planes, bytes: &[u8]) -> DynamicImage {
    let mut bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let mut image: RgbaImage = DynamicImage::from(picture.clone()).into_rgba8();
    let channels = if planes == Planes::Alpha { 3..4 } else { 0..3 };
    'picture: for x in 0..image.width() {
        for y in 0..image.height() {
            for sample in &mut image.get_pixel_mut(x, y).0[channels.clone()] {
                let Some(bit) = bits.next() else { break 'picture };
                *sample = *sample & 0xfe | bit;
            }
        }
    }
    assert!(bits.next().is_none(), "the picture is too small for its text");
    if planes == Planes::Alpha { image.into() } else { DynamicImage::from(image).into_rgb8().into() }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

/// The file of a picture; `image` writes WebP without loss.
pub fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("memory takes every byte");
    bytes.into_inner()
}
