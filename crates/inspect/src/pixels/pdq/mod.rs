//! PDQ, a perceptual hash, bit for bit as the reference code computes it (facebook/ThreatExchange, `pdq/cpp`, and
//! `hashing.pdf` there): grey → tent filter → 64 × 64 → 16 × 16 cosine coefficients → one bit each, above the median.
//!
//! Two ways of making it are in use, 8 bits apart in the median and up to 36: from every pixel (python-threatexchange,
//! Hasher-Matcher-Actioner) and from 512 × 512 picked pixels (the reference command line). Both are made, because a
//! list may hold either. Pixels are hashed as stored: no reference applies an orientation.
//!
//! What makes it exact: `f32` throughout, sums in the reference's order, no fused multiply-add.

mod dct;
mod luma;
mod tent;

use whence_model::Pdq;

pub use luma::Luma;

/// The reference hashes nothing smaller.
const MIN_SIDE: usize = 5;

/// The command line picks pixels as soon as one side is longer, and always this many, whatever the shape.
const PICKED: usize = 512;

/// Both hashes, the seven turned and mirrored forms of each, and the quality of the first; `None` under 5 pixels a side.
pub fn hash(luma: &dyn Luma) -> Option<Pdq> {
    let (width, height) = luma.size();
    if width < MIN_SIDE || height < MIN_SIDE {
        return None;
    }
    let filtered = tent::reduce(luma);
    // The reference leaves a picture of exactly this size unfiltered, but filters it before it turns it.
    let plain = if (width, height) == (64, 64) { tent::whole(luma) } else { filtered };
    let nearest512 = if width > PICKED || height > PICKED { tent::reduce(&Picked(luma)) } else { plain };
    let turned = |grid: &Grid| {
        let coefficients = dct::coefficients(grid);
        dct::DIHEDRAL.iter().map(|form| dct::bits(&form.of(&coefficients))).collect()
    };
    Some(Pdq {
        hash: dct::bits(&dct::coefficients(&plain)),
        nearest512: dct::bits(&dct::coefficients(&nearest512)),
        dihedral: turned(&filtered),
        dihedral512: turned(&nearest512),
        quality: quality(&plain),
    })
}

/// 64 rows of 64 greys, 0 to 255.
type Grid = [[f32; 64]; 64];

/// How much the greys of neighbours differ, 0 to 100.
fn quality(grid: &Grid) -> u8 {
    let step = |u: f32, v: f32| (((u - v) * 100.0 / 255.0) as i32).unsigned_abs();
    let down: u32 = grid.iter().zip(&grid[1..]).flat_map(|(a, b)| a.iter().zip(b)).map(|(u, v)| step(*u, *v)).sum();
    let along: u32 = grid.iter().flat_map(|row| row.iter().zip(&row[1..])).map(|(u, v)| step(*u, *v)).sum();
    ((down + along) / 90).min(100) as u8
}

/// 512 × 512 pixels of a picture, by nearest neighbour towards the origin.
struct Picked<'a>(&'a dyn Luma);

impl Luma for Picked<'_> {
    fn size(&self) -> (usize, usize) {
        (PICKED, PICKED)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        let (width, height) = self.0.size();
        let mut row = vec![0.0; width];
        self.0.row(y * height / PICKED, &mut row);
        for (x, grey) in out.iter_mut().enumerate() {
            *grey = row[x * width / PICKED];
        }
    }
}

#[cfg(test)]
mod tests;
