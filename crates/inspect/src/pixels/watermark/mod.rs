//! The public invisible watermark of Stable Diffusion, SDXL, FLUX and InvokeAI software: ShieldMnt's
//! invisible-watermark, method dwtDct, which has no DCT in it. Bit `n mod L` of a message of `L` bits stands in block `n`
//! of 8 × 8 pixels, as the remainder of one coefficient by 36.
//!
//! The library's own decoder asks each remainder for a bit, in one colour path only. Here each block gives a soft bit,
//! those of one bit are averaged, and the averages are correlated with the known message: so most of it may be wrong.
//!
//! What is not here: marks of other methods.

mod blocks;
mod colour;
mod correlation;
mod crop;
mod grid;
mod message;
mod offsets;
mod soft_bit;

use image::DynamicImage;
use whence_model::facts::pixels::{ColourPath, CropSearch, WatermarkLevel, WatermarkTest};

use blocks::BLOCK;
use colour::PATHS;
use correlation::{Layout, agreement};
use grid::Grid;
use message::{MESSAGES, Message};
use soft_bit::soft_bits;

use crate::limits::{MAX_CROP_SEARCH_PIXELS, MAX_UNASKED_CROP_SEARCH_PIXELS};

/// Fewer pixels than this are not marked: the software refuses them.
const MIN_PIXELS: u64 = 256 * 256;

/// Fewer pixels than this are not searched for what is left in a crop: they hold 256 blocks, five for a bit of SDXL's.
const MIN_CROP_PIXELS: u64 = 128 * 128;

/// The best of all tests: every message in every colour path. Nothing where none could be made.
pub fn look(picture: &DynamicImage) -> Option<WatermarkTest> {
    all(picture).into_iter().max_by(|a, b| a.level.cmp(&b.level).then(share(a).total_cmp(&share(b))))
}

/// All of them.
pub fn all(picture: &DynamicImage) -> Vec<WatermarkTest> {
    let (width, height) = (picture.width(), picture.height());
    if u64::from(width) * u64::from(height) < MIN_PIXELS {
        return Vec::new();
    }
    let largest = match picture {
        DynamicImage::ImageRgb8(image) => blocks::largest::<3>(image, width as usize),
        DynamicImage::ImageRgba8(image) => blocks::largest::<4>(image, width as usize),
        // Greys have no colour to hide it in.
        _ => return Vec::new(),
    };
    let layout = Layout { first: 0, stride: width as usize / BLOCK };
    let tests = PATHS.into_iter().zip(&largest).flat_map(|(path, largest)| {
        let soft = soft_bits(largest);
        MESSAGES.iter().filter_map(move |message| whole(message, path, &soft, layout))
    });
    tests.collect()
}

/// The same in a picture that was cropped after it was marked, where that is asked for or costs little.
pub fn crops(picture: &DynamicImage, asked: bool) -> CropSearch {
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    let most = if asked { MAX_CROP_SEARCH_PIXELS } else { MAX_UNASKED_CROP_SEARCH_PIXELS };
    if pixels < MIN_CROP_PIXELS {
        CropSearch::NotPossible
    } else if pixels <= most {
        crop::search(picture)
    } else if asked {
        CropSearch::TooMany { limit: MAX_CROP_SEARCH_PIXELS }
    } else {
        CropSearch::NotAsked
    }
}

fn whole(message: &Message, path: ColourPath, soft: &Grid, layout: Layout) -> Option<WatermarkTest> {
    let mut test = tested(message, message.threshold, path, soft, layout)?;
    if test.level == WatermarkLevel::Chance
        && message.possible.is_some_and(|possible| f64::from(test.score) >= possible)
    {
        test.level = WatermarkLevel::Possible;
    }
    Some(test)
}

fn tested(message: &Message, threshold: f64, path: ColourPath, soft: &Grid, layout: Layout) -> Option<WatermarkTest> {
    let score = agreement(message, soft, layout)?;
    Some(WatermarkTest {
        message: message.of,
        path,
        score: score as f32,
        threshold: threshold as f32,
        level: if score >= threshold { WatermarkLevel::Found } else { WatermarkLevel::Chance },
        bits: message.bits.length() as u16,
        blocks: soft.values.len() as u32,
    })
}

/// How far a test went towards its threshold, or beyond it.
fn share(test: &WatermarkTest) -> f32 {
    test.score / test.threshold
}

#[cfg(test)]
mod tests;
