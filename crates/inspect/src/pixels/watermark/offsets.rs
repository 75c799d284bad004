//! The largest coefficients for each of the 64 places where the first block may begin.

use super::{
    blocks::BLOCK,
    colour::{WHOLE, ll},
    grid::Grid,
};

/// Coefficients a side of a block.
const SIDE: usize = BLOCK / 2;

/// Gives for each offset of the first block, across and down, what [`blocks::largest`](super::blocks::largest) would
/// give of the picture that begins there; nothing of a picture without room for two blocks each way. Sixteen offsets share their coefficients, and are held at a time.
pub fn each<const CHANNELS: usize>(samples: &[u8], width: usize, found: &mut impl FnMut((u8, u8), &[Grid; 3])) {
    let line = width * CHANNELS;
    if width < 2 * BLOCK || samples.len() < 2 * BLOCK * line {
        return;
    }
    for down in 0..2 {
        for right in 0..2 {
            let mut shared = Shared::new((width - right) / 2, (samples.len() / line - down) / 2);
            for pair in samples[down * line..].chunks_exact(2 * line) {
                let (upper, lower) = pair.split_at(line);
                shared.add::<CHANNELS>(&upper[right * CHANNELS..], &lower[right * CHANNELS..]);
            }
            for (at, grid) in shared.grids.iter_mut().enumerate() {
                grid[0].values.iter_mut().for_each(|value| *value += WHOLE);
                let offset = |pixel: usize, coefficients: usize| (pixel + 2 * coefficients) as u8;
                found((offset(right, at % SIDE), offset(down, at / SIDE)), grid);
            }
        }
    }
}

/// The offsets that differ by whole coefficients.
struct Shared {
    /// Coefficients in a row, in each colour path.
    row: [Vec<f32>; 3],
    /// Rows so far.
    rows: usize,
    /// By offset in coefficients, row by row.
    grids: Vec<[Grid; 3]>,
}

impl Shared {
    fn new(across: usize, down: usize) -> Self {
        let grid = |at: usize| {
            let across = across.saturating_sub(at % SIDE) / SIDE;
            let blocks = across * (down.saturating_sub(at / SIDE) / SIDE);
            std::array::from_fn(|_| Grid { across, values: vec![f32::MIN; blocks] })
        };
        Self { row: std::array::from_fn(|_| vec![0.0; across]), rows: 0, grids: (0..SIDE * SIDE).map(grid).collect() }
    }

    fn add<const CHANNELS: usize>(&mut self, upper: &[u8], lower: &[u8]) {
        let quads = upper.chunks_exact(2 * CHANNELS).zip(lower.chunks_exact(2 * CHANNELS));
        let [signed, value, swapped] = &mut self.row;
        for (((upper, lower), signed), (value, swapped)) in quads.zip(signed).zip(value.iter_mut().zip(swapped)) {
            let sum = |channel: usize| {
                let pixels = [upper[channel], upper[CHANNELS + channel], lower[channel], lower[CHANNELS + channel]];
                pixels.iter().map(|sample| i32::from(*sample)).sum::<i32>() as f32
            };
            let [fractions, other] = ll([sum(0), sum(1), sum(2)]);
            (*signed, *value, *swapped) = (fractions, fractions.abs(), other.abs());
        }
        for (path, row) in self.row.iter().enumerate() {
            let pairs = largest(row, &row[1..]);
            let fours = largest(&pairs, &pairs[2..]);
            // The software leaves out the first coefficient of each block.
            let without_first = largest(&row[1..], &pairs[2..]);
            for (at, grids) in self.grids.iter_mut().enumerate() {
                let (grid, Some(row)) = (&mut grids[path], self.rows.checked_sub(at / SIDE)) else { continue };
                let fours = if row % SIDE == 0 { &without_first } else { &fours };
                let blocks = grid.values.chunks_exact_mut(grid.across.max(1)).nth(row / SIDE).unwrap_or_default();
                for (block, four) in blocks.iter_mut().zip(fours[at % SIDE..].iter().step_by(SIDE)) {
                    *block = if *four > *block { *four } else { *block };
                }
            }
        }
        self.rows += 1;
    }
}

/// The larger of each two, as far as both go.
fn largest(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| if a > b { *a } else { *b }).collect()
}

#[cfg(test)]
mod tests {
    use image::{RgbImage, imageops};

    use super::{super::blocks, each};

    #[test]
    fn as_of_pictures_that_begin_there() {
        let picture =
            RgbImage::from_fn(45, 38, |x, y| image::Rgb([(x * 37 + y * y) as u8, (x * y) as u8, (y * 91) as u8]));
        let mut offsets = Vec::new();
        each::<3>(&picture, 45, &mut |(x, y), grids| {
            let (left, top) = (u32::from(x), u32::from(y));
            let crop = imageops::crop_imm(&picture, left, top, 45 - left, 38 - top).to_image();
            assert_eq!(*grids, blocks::largest::<3>(&crop, 45 - x as usize), "{x}, {y}");
            offsets.push((x, y));
        });
        offsets.sort_unstable();
        let all: Vec<_> = (0..8).flat_map(|x| (0..8).map(move |y| (x, y))).collect();
        assert_eq!(offsets, all);
    }

    #[test]
    fn too_small() {
        for (width, height) in [(15, 100), (100, 15), (0, 0), (1, 1)] {
            each::<3>(&vec![9; width * height * 3], width, &mut |_, _| panic!("no block has room everywhere"));
        }
        each::<3>(&[9; 16 * 16 * 3], 16, &mut |_, [grid, ..]| assert!((1..=4).contains(&grid.values.len())));
    }
}
