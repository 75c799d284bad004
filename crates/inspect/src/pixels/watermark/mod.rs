//! The public invisible watermark of Stable Diffusion, SDXL, FLUX and InvokeAI software: ShieldMnt's
//! invisible-watermark, method dwtDct, which has no DCT in it. Bit `n mod L` of a message of `L` bits stands in block `n`
//! of 8 × 8 pixels, as the remainder of one coefficient by 36.
//!
//! The library's own decoder rounds to bits, and in one colour path only. Here each remainder is a phase, the phases of
//! one bit are averaged, and the averages are correlated with the known message: no offset or rounding has to be right.
//!
//! What is not here: the search for a mark in a crop, whose blocks begin elsewhere; marks of other methods.

mod blocks;
mod colour;
mod correlation;
mod message;

use image::DynamicImage;
use whence_model::facts::pixels::WatermarkTest;

use blocks::BLOCK;
use correlation::Averages;
use message::MESSAGES;

/// Fewer pixels than this are not marked: the software refuses them.
const MIN_PIXELS: u64 = 256 * 256;

/// The best of all tests: every message in every colour path. Nothing where none could be made.
pub fn look(picture: &DynamicImage) -> Option<WatermarkTest> {
    let (width, height) = (picture.width(), picture.height());
    if u64::from(width) * u64::from(height) < MIN_PIXELS {
        return None;
    }
    let mut averages = Averages::new(MESSAGES);
    match picture {
        DynamicImage::ImageRgb8(image) => blocks::each::<3>(image, width as usize, &mut |block| averages.add(block)),
        DynamicImage::ImageRgba8(image) => blocks::each::<4>(image, width as usize, &mut |block| averages.add(block)),
        // Greys have no colour to hide it in.
        _ => return None,
    }
    averages.best((width as usize / BLOCK * (height as usize / BLOCK)).try_into().ok()?)
}

#[cfg(test)]
mod tests;
