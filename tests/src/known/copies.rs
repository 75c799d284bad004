//! What becomes of a picture that goes round: crops, screenshots, captions.

use image::{Rgb, RgbImage, imageops, imageops::FilterType::Lanczos3};
use jpeg_encoder::SamplingFactor;
use whence_model::Features;

use super::letters;
use crate::watermark::transforms::{self, Transform, decoded};

pub const COPIES: [(&str, Transform); 20] = [
    ("JPEG 60", |p| jpeg(p, 60)),
    ("half size", |p| jpeg(&sized(p, p.width() / 2, p.height() / 2), 85)),
    ("150 pixels", |p| jpeg(&reduced(p, 150), 85)),
    ("crop 5 % each side", |p| jpeg(&cropped(p, 5), 85)),
    ("crop 15 % each side", |p| jpeg(&cropped(p, 15), 85)),
    ("crop 30 % each side", |p| jpeg(&cropped(p, 30), 85)),
    ("5:3 cut, 500 wide", |p| jpeg(&landscape(p), 85)),
    ("mirrored", |p| jpeg(&imageops::flip_horizontal(p), 85)),
    ("mirrored crop 15 %", |p| jpeg(&imageops::flip_horizontal(&cropped(p, 15)), 85)),
    ("quarter turn", |p| jpeg(&imageops::rotate90(p), 85)),
    ("screenshot", |p| jpeg(&screenshot(p, 1080), 80)),
    ("small in a screenshot", |p| jpeg(&screenshot(p, 480), 80)),
    ("meme text", |p| jpeg(&meme(p), 80)),
    ("caption band", |p| jpeg(&caption(p), 80)),
    ("brighter by 20 %", |p| jpeg(&lit(p, 6, 5), 85)),
    ("darker by 20 %", |p| jpeg(&lit(p, 4, 5), 85)),
    ("PNG, WebP, JPEG", png_webp_jpeg),
    ("wider by 10 %", |p| jpeg(&sized(p, p.width() * 11 / 10, p.height()), 85)),
    ("a quarter of a collage", |p| jpeg(&collage(p), 80)),
    ("crop, caption, JPEG 40", |p| jpeg(&caption(&reduced(&cropped(p, 15), 480)), 40)),
];

/// Of pictures that are not listed.
pub const OTHERS: [(&str, Transform); 4] = [
    ("as it is", |p| jpeg(p, 90)),
    ("screenshot", |p| jpeg(&screenshot(p, 1080), 80)),
    ("meme text", |p| jpeg(&meme(p), 80)),
    ("500 pixels", |p| jpeg(&reduced(p, 500), 60)),
];

/// A picture and, where it is large, its parts, each of which shows something else.
pub fn with_parts(name: &str, picture: &RgbImage) -> Vec<(String, RgbImage)> {
    let (width, height) = picture.dimensions();
    let (across, down) = ((width / 640).clamp(1, 5), (height / 640).clamp(1, 5));
    let mut parts = vec![(name.to_owned(), reduced(picture, 1600))];
    for (x, y) in (0..down).flat_map(|y| (0..across).map(move |x| (x, y))).filter(|_| across * down > 1) {
        let part = imageops::crop_imm(picture, x * width / across, y * height / down, width / across, height / down);
        parts.push((format!("{name} {x}/{y}"), part.to_image()));
    }
    parts
}

/// Other features with the same places and the same share of ones: what a longer list holds.
pub fn scrambled(mut features: Features, n: u64) -> Features {
    for (point, at) in features.points.iter_mut().zip(0u64..) {
        // Bits change places by as much as the entry says, and some are turned over.
        let mut noise = (n << 32 | at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for word in &mut point.descriptor {
            noise = (noise ^ noise >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *word = word.rotate_left((n * 7 % 64) as u32) ^ (noise & noise >> 17 & noise >> 34);
        }
    }
    features
}

/// Rectangles of many sizes and greys, other ones for each number.
pub fn drawn(number: u64) -> RgbImage {
    let mut picture = crate::samples::scene::landscape(800, 600);
    let mut state = number << 20;
    let mut die = |sides: u32| {
        state += 1;
        let n = (state ^ state >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((n ^ n >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as u32 % sides
    };
    for _ in 0..120 {
        let (width, height) = (4 + die(120), 4 + die(120));
        let (left, top) = (die(800 - width), die(600 - height));
        let colour = Rgb([die(256) as u8, die(256) as u8, die(256) as u8]);
        for (x, y) in (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x, y))) {
            picture.put_pixel(x, y, colour);
        }
    }
    picture
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    transforms::jpeg(picture, quality, SamplingFactor::F_2_2)
}

fn sized(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    imageops::resize(picture, width.max(1), height.max(1), Lanczos3)
}

fn reduced(picture: &RgbImage, longest: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    if width.max(height) <= longest {
        return picture.clone();
    }
    sized(picture, width * longest / width.max(height), height * longest / width.max(height))
}

fn cropped(picture: &RgbImage, percent: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let (left, top) = (width * percent / 100, height * percent / 100);
    imageops::crop_imm(picture, left, top, width - 2 * left, height - 2 * top).to_image()
}

/// From the middle.
fn landscape(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let (w, h) = if width * 3 > height * 5 { (height * 5 / 3, height) } else { (width, width * 3 / 5) };
    sized(&imageops::crop_imm(picture, (width - w) / 2, (height - h) / 2, w, h).to_image(), 500, 300)
}

/// A phone's screen of 1080 × 1920 with a post in it: name, caption, the picture at a width, buttons, an answer.
fn screenshot(picture: &RgbImage, width: u32) -> RgbImage {
    let mut screen = RgbImage::from_pixel(1080, 1920, Rgb([250, 250, 252]));
    let (grey, dark) = (Rgb([140, 144, 150]), Rgb([20, 22, 26]));
    letters::write(&mut screen, "IOI", (40, 24), 4, dark, false);
    letters::write(&mut screen, "HE WENT THERE AT LAST", (150, 130), 5, dark, false);
    letters::write(&mut screen, "ANNA IN ROTTERDAN", (150, 180), 4, grey, false);
    for (x, y, pixel) in screen.enumerate_pixels_mut() {
        if (i64::from(x) - 80).pow(2) + (i64::from(y) - 165).pow(2) < 50 * 50 {
            *pixel = Rgb([90, 140, (y % 256) as u8]);
        }
    }
    let height = picture.height() * width / picture.width();
    let shown = sized(picture, width, height);
    let shown = imageops::crop_imm(&shown, 0, 0, width, height.min(1300)).to_image();
    imageops::overlay(&mut screen, &shown, i64::from(1080 - width) / 2, 260);
    let below = 260 + shown.height() + 40;
    for (at, word) in (0..).zip(["LIKE", "SHARE", "TELL"]) {
        letters::write(&mut screen, word, (60 + at * 340, below), 6, grey, false);
    }
    letters::write(&mut screen, "THIS IS NOT WHAT IT SEEMS TO ALL", (40, below + 120), 5, dark, false);
    letters::write(&mut screen, "WHERE IS THIS", (40, below + 180), 5, dark, false);
    screen
}

/// Large white letters with a dark rim over the top and the bottom.
pub fn meme(picture: &RgbImage) -> RgbImage {
    let mut meme = picture.clone();
    let (width, height) = picture.dimensions();
    let unit = (width / 100).max(1);
    letters::write(&mut meme, "WHEN THE HEAT", (width / 9, height / 30), unit, Rgb([255; 3]), true);
    letters::write(&mut meme, "IS ON AT LAST", (width / 9, height - height / 30 - 8 * unit), unit, Rgb([255; 3]), true);
    meme
}

/// A white band with a line above the picture.
pub fn caption(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let band = height * 15 / 100;
    let mut copy = RgbImage::from_pixel(width, height + band, Rgb([255; 3]));
    imageops::overlay(&mut copy, picture, 0, i64::from(band));
    letters::write(&mut copy, "THIS IS HIS LAST HAT", (width / 20, band / 4), (width / 150).max(1), Rgb([0; 3]), false);
    copy
}

fn lit(picture: &RgbImage, up: u16, down: u16) -> RgbImage {
    let mut lit = picture.clone();
    lit.iter_mut().for_each(|sample| *sample = (u16::from(*sample) * up / down).min(255) as u8);
    lit
}

fn png_webp_jpeg(picture: &RgbImage) -> Vec<u8> {
    let png = decoded(&transforms::png(picture));
    jpeg(&decoded(&transforms::webp(&png, 80.0)), 80)
}

/// Four pictures side by side, of which one is this.
fn collage(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let mut collage = crate::samples::scene::landscape(2 * width, 2 * height);
    imageops::overlay(&mut collage, picture, i64::from(width), 0);
    reduced(&collage, 1600)
}
