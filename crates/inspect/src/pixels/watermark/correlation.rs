//! How well the blocks agree with a message.

use std::f32::consts::TAU;

use whence_model::facts::pixels::{WatermarkLevel, WatermarkTest};

use super::{
    colour::PATHS,
    message::{Bits, Message},
};

/// The remainder by this carries the bit: a quarter for 0, three quarters for 1.
const STEP: f32 = 36.0;

/// Below this the averages differ by nothing but rounding: a flat picture agrees with nothing.
const FLAT: f64 = 1e-3;

/// Bits of a letter in ASCII.
const LETTER: usize = 8;

/// A complex number.
type Phase = [f64; 2];

/// The phases of all blocks, summed by the bit that they would carry, for each message and colour path.
pub struct Averages {
    messages: &'static [Message],
    sums: Vec<Sums>,
}

struct Sums {
    of: Vec<[Phase; 3]>,
    blocks: Vec<u32>,
    /// The bit of the next block.
    next: usize,
}

impl Averages {
    pub fn new(messages: &'static [Message]) -> Self {
        let sums = |message: &Message| {
            let length = message.bits.signs().len();
            Sums { of: vec![Default::default(); length], blocks: vec![0; length], next: 0 }
        };
        Self { messages, sums: messages.iter().map(sums).collect() }
    }

    /// Takes the next block, by its largest coefficient in each of [`PATHS`].
    pub fn add(&mut self, block: [f32; 3]) {
        let phases = block.map(|largest| {
            let steps = largest / STEP;
            let (sin, cos) = ((steps - steps.trunc()) * TAU).sin_cos();
            [f64::from(cos), f64::from(sin)]
        });
        for sums in &mut self.sums {
            for (sum, phase) in sums.of[sums.next].iter_mut().zip(phases) {
                *sum = [sum[0] + phase[0], sum[1] + phase[1]];
            }
            sums.blocks[sums.next] += 1;
            sums.next = (sums.next + 1) % sums.of.len();
        }
    }

    /// The test that comes furthest towards its threshold, or beyond it.
    pub fn best(&self, blocks: u32) -> Option<WatermarkTest> {
        self.all(blocks).into_iter().max_by(|a, b| a.level.cmp(&b.level).then(share(a).total_cmp(&share(b))))
    }

    fn all(&self, blocks: u32) -> Vec<WatermarkTest> {
        let tests = self.messages.iter().zip(&self.sums).flat_map(|(message, sums)| {
            let signs = message.bits.signs();
            PATHS.into_iter().enumerate().filter_map(move |(at, path)| {
                let score = agreement(message, &signs, &sums.averages(at)?)?;
                let level = match message.possible {
                    _ if score >= message.threshold => WatermarkLevel::Found,
                    Some(possible) if score >= possible => WatermarkLevel::Possible,
                    _ => WatermarkLevel::Chance,
                };
                let (message, threshold, bits) = (message.of, message.threshold as f32, signs.len() as u16);
                Some(WatermarkTest { message, path, score: score as f32, threshold, level, bits, blocks })
            })
        });
        tests.collect()
    }
}

impl Sums {
    /// One complex average a bit, in one colour path; nothing where a bit has no block.
    fn averages(&self, path: usize) -> Option<Vec<Phase>> {
        let average = |(sums, blocks): (&[Phase; 3], &u32)| {
            (*blocks > 0).then(|| sums[path].map(|part| part / f64::from(*blocks)))
        };
        self.of.iter().zip(&self.blocks).map(average).collect()
    }
}

fn share(test: &WatermarkTest) -> f32 {
    test.score / test.threshold
}

/// The correlation; for a text, also that of what sets its letters apart, whichever is less. Letters have their upper
/// bits in common, so a picture that is marked with any other text agrees by those alone: “test” with a score of 0.46.
fn agreement(message: &Message, signs: &[f64], averages: &[Phase]) -> Option<f64> {
    let whole = correlation(signs, averages)?;
    let Bits::Ascii(_) = message.bits else { return Some(whole) };
    let signs: Vec<[f64; 1]> = without_common(&signs.iter().map(|sign| [*sign]).collect::<Vec<_>>());
    let apart = correlation(&signs.concat(), &without_common(averages));
    Some(apart.unwrap_or(0.0).min(whole))
}

/// Takes from each bit of a letter the average of that bit in all letters.
fn without_common<const PARTS: usize>(bits: &[[f64; PARTS]]) -> Vec<[f64; PARTS]> {
    let letters = (bits.len() / LETTER) as f64;
    let common =
        |at: usize, part: usize| bits.iter().skip(at).step_by(LETTER).map(|bit| bit[part]).sum::<f64>() / letters;
    let apart = |(at, bit): (usize, &[f64; PARTS])| std::array::from_fn(|part| bit[part] - common(at % LETTER, part));
    bits.iter().enumerate().map(apart).collect()
}

/// The absolute correlation of a message with the averages, 0 to 1: in which direction of the complex plane the two
/// bits lie apart does not matter. Nothing where the averages do not differ.
fn correlation(signs: &[f64], averages: &[Phase]) -> Option<f64> {
    let length = signs.len() as f64;
    let mean = signs.iter().sum::<f64>() / length;
    let middle = [0, 1].map(|part| averages.iter().map(|phase| phase[part]).sum::<f64>() / length);
    let (mut product, mut energy, mut of_signs) = ([0.0; 2], 0.0, 0.0);
    for (sign, phase) in signs.iter().zip(averages) {
        let sign = sign - mean;
        of_signs += sign * sign;
        for part in [0, 1] {
            let off = phase[part] - middle[part];
            product[part] += sign * off;
            energy += off * off;
        }
    }
    if (energy / length).sqrt() < FLAT {
        return None;
    }
    Some(product[0].hypot(product[1]) / (of_signs * energy).sqrt())
}
