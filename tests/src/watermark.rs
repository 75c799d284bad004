//! The public watermark of generators, put into pictures so that its detector can be tested: as ShieldMnt's
//! invisible-watermark 0.2 does it (method dwtDct), in each of the colour paths in which software calls it.

use std::io::Cursor;

use image::{ImageFormat, RgbImage, imageops};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use whence_model::facts::pixels::ColourPath;

const STEP: f64 = 36.0;

/// Each message in the words of the software that hides it, as its bits, and how long it is.
pub const MESSAGES: [(&str, &str); 5] = [
    (
        "StableDiffusionV1",
        "0101001101110100011000010110001001101100011001010100010001101001011001100110011001110101011100110110100101101111011011100101011000110001",
    ),
    ("SDV2", "01010011010001000101011000110010"),
    ("SDXL", "101100111110110010010000011110111011000110011110"),
    ("FLUX", "1010101111111010000111100111001111010100101110"),
    ("InvokeAI", "0100100101101110011101100110111101101011011001010100000101001001"),
];

pub const PATHS: [(&str, ColourPath); 3] =
    [("u8", ColourPath::U8), ("f32", ColourPath::F32), ("f32 swapped", ColourPath::F32Swapped)];

/// What becomes of a picture on its way: the file that arrives.
pub type Transform = fn(&RgbImage) -> Vec<u8>;

/// What happens to a picture on its way, and the file that comes of it.
pub const TRANSFORMS: [(&str, Transform); 8] = [
    ("PNG", png),
    ("JPEG 95 4:4:4", |picture| jpeg(picture, 95, SamplingFactor::F_1_1)),
    ("JPEG 95", |picture| jpeg(picture, 95, SamplingFactor::F_2_2)),
    ("JPEG 90", |picture| jpeg(picture, 90, SamplingFactor::F_2_2)),
    ("JPEG 85", |picture| jpeg(picture, 85, SamplingFactor::F_2_2)),
    ("JPEG 75", |picture| jpeg(picture, 75, SamplingFactor::F_2_2)),
    ("half and back", |picture| {
        let (width, height) = picture.dimensions();
        let half = imageops::resize(picture, width / 2, height / 2, imageops::FilterType::Lanczos3);
        png(&imageops::resize(&half, width, height, imageops::FilterType::Lanczos3))
    }),
    ("128 rows fewer", |picture| {
        let (width, height) = picture.dimensions();
        png(&imageops::crop_imm(picture, 0, 0, width, height.saturating_sub(128).max(1)).to_image())
    }),
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

/// A copy of a picture in which `bits` are hidden.
pub fn embedded(picture: &RgbImage, bits: &str, path: ColourPath) -> RgbImage {
    let mut marked = picture.clone();
    embed(&mut marked, bits, path);
    marked
}

/// Hides `bits` (`0` and `1`) in a picture.
pub fn embed(picture: &mut RgbImage, bits: &str, path: ColourPath) {
    let (width, height) = picture.dimensions();
    // What is left over at the edges stays as it is.
    let (width, height) = ((width / 4 * 4) as usize, (height / 4 * 4) as usize);
    let mut u = vec![0.0; width * height];
    for (x, y, pixel) in picture.enumerate_pixels() {
        if (x as usize) < width && (y as usize) < height {
            u[y as usize * width + x as usize] = yuv(ordered(pixel.0, path), path)[1];
        }
    }
    mark(&mut u, width, bits);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let mut yuv = yuv(ordered(pixel.0, path), path);
        if (x as usize) < width && (y as usize) < height {
            yuv[1] = u[y as usize * width + x as usize];
        }
        pixel.0 = ordered(rgb(yuv, path), path);
    }
}

/// One coefficient of each block gets the remainder that stands for its bit.
fn mark(u: &mut [f64], width: usize, bits: &str) {
    let bits: Vec<f64> = bits.bytes().map(|bit| f64::from(bit - b'0')).collect();
    let (across, height) = (width / 8, u.len() / width);
    for block in 0..across * (height / 8) {
        let (left, top) = (block % across * 8, block / across * 8);
        let at = |index: usize| (top + index / 4 * 2) * width + left + index % 4 * 2;
        let ll =
            |index: usize| (u[at(index)] + u[at(index) + 1] + u[at(index) + width] + u[at(index) + width + 1]) / 2.0;
        // The first of those that are equal, as NumPy's argmax has it.
        let largest = (2..16).fold(1, |best, index| if ll(index).abs() > ll(best).abs() { index } else { best });
        let old = ll(largest);
        let new = ((old.abs() / STEP).floor() + 0.25 + 0.5 * bits[block % bits.len()]) * STEP;
        let (at, off) = (at(largest), (new.copysign(old) - old) / 2.0);
        for pixel in [at, at + 1, at + width, at + width + 1] {
            u[pixel] += off;
        }
    }
    // The library confuses the two directions of detail on its way back.
    for y in (0..height).step_by(2) {
        for x in (0..width).step_by(2) {
            u.swap(y * width + x + 1, (y + 1) * width + x);
        }
    }
}

fn ordered([red, green, blue]: [u8; 3], path: ColourPath) -> [u8; 3] {
    if path == ColourPath::F32Swapped { [blue, green, red] } else { [red, green, blue] }
}

/// OpenCV's BGR to YUV.
fn yuv(rgb: [u8; 3], path: ColourPath) -> [f64; 3] {
    let [red, green, blue] = rgb.map(f64::from);
    let y = 0.299 * red + 0.587 * green + 0.114 * blue;
    match path {
        ColourPath::U8 => {
            let y = y.round();
            [y, (0.492 * (blue - y) + 128.0).round(), (0.877 * (red - y) + 128.0).round()].map(|v| v.clamp(0.0, 255.0))
        }
        _ => [y, 0.492 * (blue - y) + 0.5, 0.877 * (red - y) + 0.5],
    }
}

fn rgb([y, u, v]: [f64; 3], path: ColourPath) -> [u8; 3] {
    // What is written back into a plane of 8 bits loses its fraction.
    let (u, v) =
        if path == ColourPath::U8 { (u.trunc().clamp(0.0, 255.0) - 128.0, v - 128.0) } else { (u - 0.5, v - 0.5) };
    [y + 1.140 * v, y - 0.395 * u - 0.581 * v, y + 2.032 * u].map(|c| c.round().clamp(0.0, 255.0) as u8)
}
