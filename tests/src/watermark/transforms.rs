//! What happens to a picture after it was marked.

use std::io::Cursor;

use image::{
    DynamicImage, ImageFormat, RgbImage,
    imageops::{self, FilterType},
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// What becomes of a picture on its way: the file that arrives.
pub type Transform = fn(&RgbImage) -> Vec<u8>;

/// After which the blocks still begin at the corner.
pub const WHOLE: [(&str, Transform); 11] = [
    ("PNG", png),
    ("JPEG 95 4:4:4", |picture| jpeg(picture, 95, SamplingFactor::F_1_1)),
    ("JPEG 95", |picture| jpeg(picture, 95, SamplingFactor::F_2_2)),
    ("JPEG 90", |picture| jpeg(picture, 90, SamplingFactor::F_2_2)),
    ("JPEG 85", |picture| jpeg(picture, 85, SamplingFactor::F_2_2)),
    ("JPEG 75", |picture| jpeg(picture, 75, SamplingFactor::F_2_2)),
    ("WebP 95", |picture| webp(picture, 95.0)),
    ("WebP 80", |picture| webp(picture, 80.0)),
    ("half and back", |picture| {
        let (width, height) = picture.dimensions();
        png(&scaled(&scaled(picture, width / 2, height / 2), width, height))
    }),
    ("half, JPEG 85 and back", |picture| {
        let (width, height) = picture.dimensions();
        let half = jpeg(&scaled(picture, width / 2, height / 2), 85, SamplingFactor::F_2_2);
        png(&scaled(&decoded(&half), width, height))
    }),
    ("128 rows fewer", |picture| {
        let (width, height) = picture.dimensions();
        png(&cropped(picture, 0, 0, width, height.saturating_sub(128).max(1)))
    }),
];

/// After which they begin anywhere.
pub const CROPS: [(&str, Transform); 8] = [
    ("3 pixels", |picture| png(&three(picture))),
    ("3 pixels, JPEG 75", |picture| jpeg(&three(picture), 75, SamplingFactor::F_2_2)),
    ("60 %", |picture| png(&most(picture))),
    ("60 %, JPEG 95 4:4:4", |picture| jpeg(&most(picture), 95, SamplingFactor::F_1_1)),
    ("60 %, JPEG 90", |picture| jpeg(&most(picture), 90, SamplingFactor::F_2_2)),
    ("320 × 320", |picture| png(&part(picture))),
    ("320 × 320, JPEG 95 4:4:4", |picture| jpeg(&part(picture), 95, SamplingFactor::F_1_1)),
    ("320 × 320, JPEG 90", |picture| jpeg(&part(picture), 90, SamplingFactor::F_2_2)),
];

pub fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a PNG can be written to memory");
    bytes.into_inner()
}

/// The `image` crate's own encoder cannot reduce colours as most software does.
pub fn jpeg(picture: &RgbImage, quality: u8, sampling: SamplingFactor) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(sampling);
    let side = |n: u32| u16::try_from(n).expect("no side is longer than 65,535");
    encoder.encode(picture, side(width), side(height), ColorType::Rgb).expect("a JPEG can be written to memory");
    bytes
}

pub fn scaled(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    DynamicImage::from(picture.clone()).resize_exact(width, height, FilterType::Lanczos3).to_rgb8()
}

pub fn cropped(picture: &RgbImage, left: u32, top: u32, width: u32, height: u32) -> RgbImage {
    imageops::crop_imm(picture, left, top, width, height).to_image()
}

/// As any program decodes it.
///
/// # Panics
/// The file is none of ours.
pub fn decoded(file: &[u8]) -> RgbImage {
    image::load_from_memory(file).expect("we wrote it").to_rgb8()
}

pub fn webp(picture: &RgbImage, quality: f32) -> Vec<u8> {
    webp::Encoder::from_rgb(picture, picture.width(), picture.height()).encode(quality).to_vec()
}

fn three(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    cropped(picture, 3, 3, width - 3, height - 3)
}

fn most(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    cropped(picture, width / 5, height / 5 + 1, width * 3 / 5, height * 3 / 5)
}

fn part(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    cropped(picture, (width - 320) / 2, (height - 320) / 2 + 1, 320, 320)
}
