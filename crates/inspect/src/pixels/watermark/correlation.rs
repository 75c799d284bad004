//! How well soft bits agree with a message.

use super::{
    grid::Grid,
    message::{Bits, Message},
};

/// Below this the averages differ by nothing but rounding: a flat picture agrees with nothing.
const FLAT: f64 = 1e-5;

/// Bits of a letter in ASCII.
const LETTER: usize = 8;

/// Which bit of a message stands in which block: that of column `x` in row `y` is `first + stride · y + x`, and the
/// message begins anew where it ends. In a whole picture `first` is nought and `stride` the blocks in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layout {
    pub first: usize,
    pub stride: usize,
}

/// The correlation of a message with soft bits that stand in this layout, 0 to 1. For a text, also that of what sets
/// its letters apart, whichever is less: letters have their upper bits in common, so that a picture which is marked with
/// any other text agrees by those alone. Nothing where a bit has no block, or the averages do not differ.
pub fn agreement(message: &Message, soft: &Grid, layout: Layout) -> Option<f64> {
    let signs = message.bits.signs();
    let averages = averages(soft, signs.len(), layout)?;
    let whole = correlation(&signs, &averages)?;
    let Bits::Ascii(_) = message.bits else { return Some(whole) };
    let apart = correlation(&without_common(&signs), &without_common(&averages));
    Some(apart.unwrap_or(0.0).min(whole))
}

/// Of the soft bits of each bit.
fn averages(soft: &Grid, length: usize, layout: Layout) -> Option<Vec<f64>> {
    let mut sums = vec![(0.0, 0u32); length];
    for (y, row) in soft.rows().enumerate() {
        let mut bit = (layout.first + layout.stride * y) % length;
        for value in row {
            let (sum, blocks) = &mut sums[bit];
            *sum += f64::from(*value);
            *blocks += 1;
            bit = if bit + 1 == length { 0 } else { bit + 1 };
        }
    }
    sums.into_iter().map(|(sum, blocks)| (blocks > 0).then(|| sum / f64::from(blocks))).collect()
}

/// Takes from each bit of a letter the average of that bit in all letters.
fn without_common(bits: &[f64]) -> Vec<f64> {
    let letters = (bits.len() / LETTER) as f64;
    let common = |at: usize| bits.iter().skip(at).step_by(LETTER).sum::<f64>() / letters;
    bits.iter().enumerate().map(|(at, bit)| bit - common(at % LETTER)).collect()
}

/// Nought where they disagree.
fn correlation(signs: &[f64], averages: &[f64]) -> Option<f64> {
    let length = signs.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / length;
    let (of_signs, of_averages) = (mean(signs), mean(averages));
    let (mut product, mut first, mut second) = (0.0, 0.0, 0.0);
    for (sign, average) in signs.iter().zip(averages) {
        let (sign, average) = (sign - of_signs, average - of_averages);
        product += sign * average;
        first += sign * sign;
        second += average * average;
    }
    if (second / length).sqrt() < FLAT {
        return None;
    }
    Some((product / (first * second).sqrt()).max(0.0))
}
