//! What stands around a picture that goes round: borders, bars, captions, and the screens of programs.

use std::ops::Range;

use image::{DynamicImage, Rgb, RgbImage, imageops::FilterType::CatmullRom};
use jpeg_encoder::SamplingFactor;

use super::{
    copies::{caption, meme},
    letters,
};
use crate::watermark::transforms::{self, Transform, decoded};

pub const FRAMES: [(&str, Transform); 16] = [
    ("black border 2 %", |p| jpeg(&bordered(p, [2; 4], BLACK), 80)),
    ("white border 5 %", |p| jpeg(&bordered(p, [5; 4], WHITE), 80)),
    ("letterbox 10 %", |p| jpeg(&bordered(p, [10, 0, 10, 0], BLACK), 80)),
    ("bars left and right, JPEG 40", |p| jpeg(&bordered(p, [0, 30, 0, 30], BLACK), 40)),
    ("caption band 15 %", |p| jpeg(&caption(p), 80)),
    ("white margin, caption below", |p| jpeg(&caption_below(p), 80)),
    ("meme text", |p| jpeg(&meme(p), 80)),
    ("screen, light", |p| jpeg(&phone(p, &LIGHT, 0, 0), 80)),
    ("screen, dark", |p| jpeg(&phone(p, &DARK, 0, 0), 80)),
    ("screen, side margins", |p| jpeg(&phone(p, &LIGHT, 48, 0), 80)),
    ("screen, rounded corners", |p| jpeg(&phone(p, &DARK, 132, 40), 80)),
    ("screen, sent on at 720, JPEG 60", |p| {
        let screen = phone(p, &LIGHT, 48, 40);
        jpeg(&sized(&decoded(&jpeg(&screen, 80)), 720, screen.height() * 720 / screen.width()), 60)
    }),
    ("screen, cut by hand", |p| {
        let (screen, at) = laid_out(p, &LIGHT, 0, 0);
        jpeg(&cropped(&screen, 0..screen.width(), at.start - 61..at.end + 37), 80)
    }),
    ("screen, on a backdrop in shades", |p| jpeg(&story(p), 80)),
    ("page with columns", |p| jpeg(&page(p), 80)),
    ("page, dark bars in the picture", |p| jpeg(&page(&bordered(p, [12, 0, 12, 0], BLACK)), 80)),
];

const BLACK: Rgb<u8> = Rgb([0; 3]);
const WHITE: Rgb<u8> = Rgb([255; 3]);

/// The greys of a program's screen.
struct Style {
    ground: Rgb<u8>,
    text: Rgb<u8>,
    faint: Rgb<u8>,
    bar: Rgb<u8>,
}

const LIGHT: Style =
    Style { ground: WHITE, text: Rgb([15, 20, 25]), faint: Rgb([120, 128, 136]), bar: Rgb([246, 247, 249]) };
const DARK: Style = Style {
    ground: Rgb([21, 32, 43]),
    text: Rgb([230, 233, 234]),
    faint: Rgb([136, 153, 166]),
    bar: Rgb([12, 18, 25]),
};

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    transforms::jpeg(picture, quality, SamplingFactor::F_2_2)
}

fn sized(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    DynamicImage::from(picture.clone()).resize_exact(width.max(1), height.max(1), CatmullRom).to_rgb8()
}

fn cropped(picture: &RgbImage, across: Range<u32>, down: Range<u32>) -> RgbImage {
    let mut part = RgbImage::new(across.end - across.start, down.end - down.start);
    lay(&mut part, picture, -i64::from(across.start), -i64::from(down.start));
    part
}

/// Per cent of the height or width at the top, right, bottom and left.
fn bordered(picture: &RgbImage, per_cent: [u32; 4], colour: Rgb<u8>) -> RgbImage {
    let (width, height) = picture.dimensions();
    let [top, right, bottom, left] = per_cent;
    let (top, bottom) = (height * top / 100, height * bottom / 100);
    let (left, right) = (width * left / 100, width * right / 100);
    let mut framed = RgbImage::from_pixel(width + left + right, height + top + bottom, colour);
    lay(&mut framed, picture, left.into(), top.into());
    framed
}

fn caption_below(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let mut framed = bordered(picture, [4, 4, 18, 4], WHITE);
    let unit = (width / 170).max(1);
    let line = (width / 12, height + height * 8 / 100);
    letters::write(&mut framed, "WHERE THE SEA IS NEAREST", line, unit, Rgb([40; 3]), false);
    framed
}

fn phone(picture: &RgbImage, style: &Style, margin: u32, radius: i64) -> RgbImage {
    laid_out(picture, style, margin, radius).0
}

/// A phone's screen with a post: clock, name and words, the picture between margins, buttons, an answer, a bar; and the
/// rows in which the picture stands.
fn laid_out(picture: &RgbImage, style: &Style, margin: u32, radius: i64) -> (RgbImage, Range<u32>) {
    let Style { ground, text, faint, bar } = *style;
    let mut screen = RgbImage::from_pixel(1080, 2160, ground);
    fill(&mut screen, 0..1080, 0..72, bar);
    letters::write(&mut screen, "IOI", (60, 22), 4, text, false);
    letters::write(&mut screen, "LTE", (930, 22), 4, text, false);
    disc(&mut screen, (90, 170), 52, Rgb([90, 140, 60]));
    letters::write(&mut screen, "ANNA IN ROTTERDAN", (170, 120), 5, text, false);
    letters::write(&mut screen, "NORTH SEA", (170, 175), 4, faint, false);
    letters::write(&mut screen, "HE WENT THERE AT LAST AS I SAW", (40, 254), 5, text, false);
    letters::write(&mut screen, "WITH THE OTHERS", (40, 310), 5, text, false);
    let mut shown = fitted(picture, 1080 - margin - margin.min(48), 1300);
    let (left, top) = (margin, 376);
    round(&mut shown, radius, ground);
    lay(&mut screen, &shown, left.into(), top.into());
    let below = top + shown.height();
    for (at, word) in (0..).zip(["LIKE", "SHARE", "TELL"]) {
        letters::write(&mut screen, word, (60 + at * 340, below + 36), 6, faint, false);
    }
    fill(&mut screen, 0..1080, below + 104..below + 106, faint);
    disc(&mut screen, (90, i64::from(below) + 180), 40, Rgb([160, 90, 120]));
    letters::write(&mut screen, "THIS IS NOT WHAT IT SEEMS TO ALL", (160, below + 150), 4, text, false);
    letters::write(&mut screen, "WHERE IS THIS", (160, below + 200), 4, text, false);
    fill(&mut screen, 0..1080, 2040..2160, bar);
    for at in 0..5 {
        disc(&mut screen, (110 + 215 * at, 2096), 26, text);
    }
    (screen, top..below)
}

/// In the middle of a backdrop that goes from one shade to another.
fn story(picture: &RgbImage) -> RgbImage {
    let mut screen = RgbImage::new(1080, 1920);
    for (y, row) in (0u32..).zip(screen.chunks_exact_mut(3 * 1080)) {
        let shade = (y * 120 / 1920) as u8;
        row.chunks_exact_mut(3).for_each(|pixel| pixel.copy_from_slice(&[30 + shade, 20 + shade / 2, 160 - shade / 2]));
    }
    letters::write(&mut screen, "ANNA IN ROTTERDAN", (60, 90), 5, WHITE, false);
    let shown = fitted(picture, 860, 1300);
    lay(&mut screen, &shown, i64::from(1080 - shown.width()) / 2, i64::from(1920 - shown.height()) / 2);
    screen
}

/// A page in a browser: a bar, columns left and right, the picture among words in the middle.
fn page(picture: &RgbImage) -> RgbImage {
    let mut page = RgbImage::from_pixel(1600, 1400, WHITE);
    fill(&mut page, 0..1600, 0..90, Rgb([59, 89, 152]));
    letters::write(&mut page, "THE NORTH STAR", (40, 30), 4, WHITE, false);
    for line in 0..14 {
        letters::write(&mut page, "OTHER NEWS", (40, 140 + 60 * line), 3, LIGHT.faint, false);
        letters::write(&mut page, "ALSO SEEN HERE", (1300, 130 + 80 * line), 3, LIGHT.faint, false);
        fill(&mut page, 1300..1420, 170 + 80 * line..190 + 80 * line, Rgb([200, 60, 40]));
    }
    letters::write(&mut page, "NO ONE SAW IT AT ALL", (340, 130), 6, LIGHT.text, false);
    letters::write(&mut page, "HE SAID ON WEST TREE ISLAND", (340, 200), 4, LIGHT.faint, false);
    let shown = fitted(picture, 860, 860);
    lay(&mut page, &shown, 340, 260);
    let below = 260 + shown.height();
    letters::write(&mut page, "WRITTEN IN HASTE", (340, below + 14), 3, LIGHT.faint, false);
    for line in 0..(1380 - below - 60) / 40 {
        letters::write(
            &mut page,
            "IT WAS THERE SO THEN AS NOW I SENT HIS",
            (340, below + 60 + 40 * line),
            3,
            LIGHT.text,
            false,
        );
    }
    page
}

/// As wide as may be, and no higher.
fn fitted(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    let (w, h) = picture.dimensions();
    let width = width.min(w * height / h);
    sized(picture, width, h * width / w)
}

fn fill(picture: &mut RgbImage, across: Range<u32>, down: Range<u32>, colour: Rgb<u8>) {
    let piece = RgbImage::from_pixel(across.end - across.start, down.end - down.start, colour);
    lay(picture, &piece, across.start.into(), down.start.into());
}

/// Whole runs at once: this program is built without optimisation.
fn lay(picture: &mut RgbImage, piece: &RgbImage, left: i64, top: i64) {
    let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
    let across = left.max(0)..(left + i64::from(piece.width())).min(width);
    let run = |left: i64, y: i64, width: i64| 3 * (y * width + left) as usize;
    if across.is_empty() {
        return;
    }
    let length = 3 * (across.end - across.start) as usize;
    for y in top.max(0)..(top + i64::from(piece.height())).min(height) {
        let (to, from) = (run(across.start, y, width), run(across.start - left, y - top, piece.width().into()));
        let run = &mut picture.as_flat_samples_mut().samples[to..to + length];
        run.copy_from_slice(&piece.as_raw()[from..from + length]);
    }
}

fn disc(picture: &mut RgbImage, (x, y): (i64, i64), radius: i64, colour: Rgb<u8>) {
    for row in -radius..=radius {
        let half = (radius * radius - row * row).isqrt();
        let (left, right) = ((x - half).max(0) as u32, (x + half).min(i64::from(picture.width())) as u32);
        let at = (y + row).clamp(0, i64::from(picture.height()) - 1) as u32;
        fill(picture, left..right.max(left), at..at + 1, colour);
    }
}

/// Corners of the ground's colour.
fn round(picture: &mut RgbImage, radius: i64, ground: Rgb<u8>) {
    let (width, height) = picture.dimensions();
    for row in 0..radius.min(i64::from(height) / 2) {
        let away = radius - row;
        let cut = (radius - (radius * radius - away * away).isqrt()).min(width.into()) as u32;
        for y in [row as u32, height - 1 - row as u32] {
            fill(picture, 0..cut, y..y + 1, ground);
            fill(picture, width - cut..width, y..y + 1, ground);
        }
    }
}
