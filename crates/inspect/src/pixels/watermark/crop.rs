//! The search in a picture that was cropped after it was marked: its blocks may begin at any pixel, its rows may have had
//! any length, and the message may stand at any bit.
//!
//! The soft bits of a place are folded into a square as long as the message each way. Its Fourier transform in two
//! dimensions holds that of the averages for every length of the rows: one slice each.

use std::sync::Arc;

use image::DynamicImage;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex, num_complex::Complex32};
use rustfft::{Fft, FftPlanner};
use whence_model::facts::pixels::{ColourPath, CropSearch, CropTest};

use super::{Layout, MESSAGES, Message, PATHS, grid::Grid, offsets, share, soft_bits, tested};

/// The best of all tests: every message that is long enough, in every colour path.
pub fn search(picture: &DynamicImage) -> CropSearch {
    let mut search = Search { patterns: MESSAGES.iter().filter_map(Pattern::new).collect(), best: None };
    let width = picture.width() as usize;
    let found = &mut |offset: (u8, u8), largest: &[Grid; 3]| {
        for (path, largest) in PATHS.into_iter().zip(largest) {
            search.test(offset, path, &soft_bits(largest));
        }
    };
    match picture {
        DynamicImage::ImageRgb8(image) => offsets::each::<3>(image, width, found),
        DynamicImage::ImageRgba8(image) => offsets::each::<4>(image, width, found),
        // Greys have no colour to hide it in.
        _ => return CropSearch::NotPossible,
    }
    search.best.map_or(CropSearch::NotPossible, |best| CropSearch::Searched { best: Some(best) })
}

struct Search {
    patterns: Vec<Pattern>,
    best: Option<CropTest>,
}

impl Search {
    fn test(&mut self, offset: (u8, u8), path: ColourPath, soft: &Grid) {
        for pattern in &mut self.patterns {
            let Some((layout, score)) = pattern.closest(soft) else { continue };
            let before = self.best.as_ref().map_or(0.0, |best| share(&best.test));
            if score / pattern.threshold as f32 > before
                && let Some(test) = tested(pattern.message, pattern.threshold, path, soft, layout)
                && share(&test) > before
            {
                self.best = Some(CropTest { test, offset });
            }
        }
    }
}

/// A message in the frequencies by which it is looked for.
struct Pattern {
    message: &'static Message,
    threshold: f64,
    /// Of its bits, by frequency from nought to half its length; the first is nought.
    spectrum: Vec<Complex32>,
    /// Sum of the squares of its bits about their mean.
    energy: f32,
    along: Arc<dyn RealToComplex<f32>>,
    across: Arc<dyn Fft<f32>>,
    back: Arc<dyn ComplexToReal<f32>>,
    /// Room for the work, as it is done thousands of times.
    square: Vec<f32>,
    rows: Vec<Complex32>,
    columns: Vec<Complex32>,
    slice: Vec<Complex32>,
    scores: Vec<f32>,
}

impl Pattern {
    fn new(message: &'static Message) -> Option<Self> {
        let threshold = message.crop_threshold?;
        let mut signs: Vec<f32> = message.bits.signs().into_iter().map(|sign| sign as f32).collect();
        let length = signs.len();
        let (mut real, mut complex) = (RealFftPlanner::new(), FftPlanner::new());
        let along = real.plan_fft_forward(length);
        let mut spectrum = along.make_output_vec();
        along.process(&mut signs, &mut spectrum).ok()?;
        spectrum[0] = Complex32::ZERO;
        Some(Self {
            message,
            threshold,
            energy: energy(&spectrum, length),
            square: vec![0.0; length * length],
            rows: vec![Complex32::ZERO; length * spectrum.len()],
            columns: vec![Complex32::ZERO; length * spectrum.len()],
            slice: spectrum.clone(),
            scores: vec![0.0; length],
            spectrum,
            along,
            across: complex.plan_fft_forward(length),
            back: real.plan_fft_inverse(length),
        })
    }

    /// The layout in which the soft bits agree best, and how well. Nothing where they do not differ.
    fn closest(&mut self, soft: &Grid) -> Option<(Layout, f32)> {
        self.transform(soft);
        let length = self.message.bits.length();
        let half = self.spectrum.len();
        let mut best: Option<(Layout, f32)> = None;
        for stride in 0..length {
            let mut of_averages = 0.0;
            for frequency in 1..half {
                let value = self.columns[frequency * length + frequency * stride % length];
                let counts = if frequency + 1 == half { 1.0 } else { 2.0 };
                of_averages += counts * value.norm_sqr() / length as f32;
                self.slice[frequency] = self.spectrum[frequency] * value.conj();
            }
            self.slice[0] = Complex32::ZERO;
            // Lengths are even, so that the last is of half the length, and real.
            self.slice[half - 1].im = 0.0;
            self.back.process(&mut self.slice, &mut self.scores).ok()?;
            let scale = length as f32 * (self.energy * of_averages).sqrt();
            for (first, product) in self.scores.iter().enumerate() {
                let score = product / scale;
                // What is no number is not greater either.
                if score > best.map_or(0.0, |(_, best)| best) {
                    best = Some((Layout { first, stride }, score));
                }
            }
        }
        best
    }

    /// The spectrum in two dimensions, by frequency along the rows and then by that across them.
    fn transform(&mut self, soft: &Grid) -> Option<()> {
        let (length, half) = (self.message.bits.length(), self.spectrum.len());
        // Bits have a block more or less than others: their mean must not tell.
        let mean = soft.values.iter().sum::<f32>() / soft.values.len() as f32;
        self.square.fill(0.0);
        for (at, row) in soft.rows().enumerate() {
            let folded = &mut self.square[at % length * length..][..length];
            for part in row.chunks(length) {
                folded.iter_mut().zip(part).for_each(|(sum, value)| *sum += value - mean);
            }
        }
        for (row, spectrum) in self.square.chunks_exact_mut(length).zip(self.rows.chunks_exact_mut(half)) {
            self.along.process(row, spectrum).ok()?;
        }
        for (frequency, column) in self.columns.chunks_exact_mut(length).enumerate() {
            column.iter_mut().zip(self.rows[frequency..].iter().step_by(half)).for_each(|(to, from)| *to = *from);
        }
        self.across.process(&mut self.columns);
        Some(())
    }
}

/// Sum of squares of what has this spectrum, about its mean.
fn energy(spectrum: &[Complex32], length: usize) -> f32 {
    let last = spectrum.len() - 1;
    let squares = spectrum.iter().enumerate().skip(1);
    squares.map(|(at, value)| if at == last { 1.0 } else { 2.0 } * value.norm_sqr()).sum::<f32>() / length as f32
}

#[cfg(test)]
mod tests {
    use super::{Grid, Layout, MESSAGES, Pattern};

    #[test]
    fn the_layout_in_which_bits_were_laid() {
        for message in MESSAGES.iter().filter(|message| message.crop_threshold.is_some()) {
            let signs = message.bits.signs();
            for (first, stride) in [(0, 7), (17, 29), (45, 3)] {
                let bit = |at: usize| signs[(first + stride * (at / 60) + at % 60) % signs.len()] as f32;
                // What does not fit is as large as what does.
                let noise = |at: usize| ((at as u32).wrapping_mul(0x9e37_79b9) >> 8) as f32 / 8_388_608.0 - 1.0;
                let values = (0..60 * 50).map(|at| bit(at) + noise(at)).collect();
                let (layout, score) = Pattern::new(message).unwrap().closest(&Grid { across: 60, values }).unwrap();
                assert_eq!(layout, Layout { first, stride }, "{:?}", message.of);
                assert!(score > 0.9 && score < 1.01, "{:?}: {score}", message.of);
            }
        }
    }

    #[test]
    fn nothing_where_nothing_differs() {
        for message in MESSAGES.iter().filter(|message| message.crop_threshold.is_some()) {
            for values in [vec![0.3; 60 * 50], Vec::new(), vec![f32::NAN; 60]] {
                let found = Pattern::new(message).unwrap().closest(&Grid { across: 60, values });
                assert!(found.is_none_or(|(_, score)| score.is_finite()), "{found:?}");
            }
        }
    }
}
