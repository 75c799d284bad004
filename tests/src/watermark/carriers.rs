//! Pictures to hide a mark in, of a folder: all of one size, none of them twice, none blown up much.

use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage, RgbImage, imageops::FilterType};
use whence_engine::images_in;
use whence_model::Refusal;

use super::transforms::scaled;
use crate::samples::scene;

/// What such software makes.
pub const SIDE: u32 = 1024;

/// A picture with a shorter side would be enlarged by more than 1.6, and be smoother than what such software makes.
const MIN_SIDE: u32 = 640;

/// Drawings, screenshots and collages have a larger share of blocks of one colour; photographs have up to 0.05.
const MAX_FLAT: f64 = 0.06;

/// Greys of 16 × 16 that correlate more are of the same picture.
const ALIKE: f64 = 0.85;

/// The middle squares of the folder's pictures, and of three that this project draws, in [`SIDE`].
///
/// # Errors
/// The folder cannot be read, or holds no image.
pub fn carriers(folder: &Path) -> Result<Vec<(PathBuf, RgbImage)>, Refusal> {
    let mut kept = Vec::new();
    let mut seen: Vec<GrayImage> = Vec::new();
    for path in images_in(folder)?.images {
        let large = |(width, height): (u32, u32)| width.min(height) >= MIN_SIDE && width.max(height) < 16_384;
        if !image::image_dimensions(&path).is_ok_and(large) {
            continue;
        }
        let Ok(picture) = image::open(&path) else { continue };
        let greys = picture.thumbnail_exact(16, 16).to_luma8();
        if seen.iter().any(|before| alike(before, &greys)) {
            continue;
        }
        let square = square(&picture);
        if coloured(&square) && flat(&square) <= MAX_FLAT {
            seen.push(greys);
            kept.push((path, square));
        }
    }
    let mut moon = scene::landscape(SIDE, SIDE);
    scene::moon(&mut moon);
    let drawn = [
        ("landscape", scene::landscape(SIDE, SIDE)),
        ("moon", moon),
        ("puffer jacket", scene::puffer_jacket(SIDE, SIDE)),
    ];
    kept.extend(drawn.map(|(name, picture)| (Path::new("drawn").join(name), picture)));
    Ok(kept)
}

fn square(picture: &DynamicImage) -> RgbImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    let middle = picture.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    middle.resize_exact(SIDE, SIDE, FilterType::Lanczos3).to_rgb8()
}

fn coloured(picture: &RgbImage) -> bool {
    picture.pixels().any(|pixel| pixel.0[0].abs_diff(pixel.0[2]) > 16)
}

/// Share of the blocks of 8 × 8 that have one colour.
fn flat(picture: &RgbImage) -> f64 {
    let across = picture.width() / 8;
    let blocks = across * (picture.height() / 8);
    let flat = (0..blocks).filter(|block| {
        let (left, top) = (block % across * 8, block / across * 8);
        let first = picture.get_pixel(left, top);
        (0..64).all(|at| picture.get_pixel(left + at % 8, top + at / 8) == first)
    });
    flat.count() as f64 / f64::from(blocks)
}

/// Whether two pictures are the same but for a turn, a reflection or some work.
fn alike(a: &GrayImage, b: &GrayImage) -> bool {
    type Turn = fn(u32, u32) -> (u32, u32);
    let turns: [Turn; 8] = [
        |x, y| (x, y),
        |x, y| (15 - x, y),
        |x, y| (x, 15 - y),
        |x, y| (15 - x, 15 - y),
        |x, y| (y, x),
        |x, y| (15 - y, x),
        |x, y| (y, 15 - x),
        |x, y| (15 - y, 15 - x),
    ];
    turns.into_iter().any(|turn| correlation(a, b, turn) > ALIKE)
}

fn correlation(a: &GrayImage, b: &GrayImage, turn: fn(u32, u32) -> (u32, u32)) -> f64 {
    let mean = |image: &GrayImage| image.iter().map(|grey| f64::from(*grey)).sum::<f64>() / 256.0;
    let (of_a, of_b) = (mean(a), mean(b));
    let (mut product, mut first, mut second) = (0.0, 0.0, 1e-9);
    for (x, y, grey) in a.enumerate_pixels() {
        let (x, y) = turn(x, y);
        let (one, other) = (f64::from(grey.0[0]) - of_a, f64::from(b.get_pixel(x, y).0[0]) - of_b);
        product += one * other;
        first += one * one;
        second += other * other;
    }
    product / (first * second).sqrt().max(1e-9)
}

/// The same picture in other widths, at which the bits of a message fall into columns, or do not.
pub fn resized(picture: &RgbImage) -> impl Iterator<Item = RgbImage> {
    // 24 · 48, 24 · 46, 8 · 136 and 12 · 64 pixels; and others.
    [1152, 1104, 1088, 768, 1000, 640, 512].into_iter().map(|width| scaled(picture, width, width * 3 / 4))
}

#[cfg(test)]
mod tests {
    use image::imageops;

    use super::{SIDE, alike, carriers, coloured, flat, scene};

    #[test]
    fn turned_and_reflected_are_alike() {
        let greys = |picture| image::DynamicImage::from(picture).thumbnail_exact(16, 16).to_luma8();
        let landscape = scene::landscape(SIDE, SIDE);
        let jacket = greys(scene::puffer_jacket(SIDE, SIDE));
        assert!(!alike(&greys(landscape.clone()), &jacket));
        let turned = imageops::flip_horizontal(&imageops::rotate90(&landscape));
        assert!(alike(&greys(landscape), &greys(turned)));
    }

    #[test]
    fn flat_and_grey() {
        let flat_picture = image::RgbImage::from_pixel(64, 64, image::Rgb([9, 9, 9]));
        assert!(!coloured(&flat_picture) && flat(&flat_picture) > 0.99);
        let landscape = scene::landscape(64, 64);
        assert!(coloured(&landscape) && flat(&landscape) < 0.5);
    }

    #[test]
    fn an_empty_folder_has_none() {
        assert!(carriers(std::path::Path::new("no such folder")).is_err());
    }
}
