//! The number of each block that carries its bit.

use super::{
    colour::{WHOLE, ll},
    grid::Grid,
};

/// Pixels a side of a block: 4 × 4 coefficients of the first level.
pub const BLOCK: usize = 8;

/// For each whole block the largest absolute coefficient but the first, in each of [`PATHS`](super::colour::PATHS).
/// `samples` hold `CHANNELS` a pixel, red, green and blue first.
pub fn largest<const CHANNELS: usize>(samples: &[u8], width: usize) -> [Grid; 3] {
    let (across, line) = (width / BLOCK, width * CHANNELS);
    let mut found = [const { Vec::new() }; 3];
    if across == 0 {
        return found.map(|values| Grid { across, values });
    }
    let mut blocks = vec![NONE; across];
    for band in samples.chunks_exact(BLOCK * line) {
        blocks.fill(NONE);
        for (row, pair) in band.chunks_exact(2 * line).enumerate() {
            let (upper, lower) = pair.split_at(line);
            let parts = upper.chunks_exact(BLOCK * CHANNELS).zip(lower.chunks_exact(BLOCK * CHANNELS));
            for (block, (upper, lower)) in blocks.iter_mut().zip(parts) {
                let quads = upper.chunks_exact(2 * CHANNELS).zip(lower.chunks_exact(2 * CHANNELS));
                // The software leaves out the first coefficient of each block.
                for (upper, lower) in quads.skip(usize::from(row == 0)) {
                    let sum = |channel: usize| {
                        let pixels =
                            [upper[channel], upper[CHANNELS + channel], lower[channel], lower[CHANNELS + channel]];
                        pixels.iter().map(|sample| i32::from(*sample)).sum::<i32>() as f32
                    };
                    let [value, swapped] = ll([sum(0), sum(1), sum(2)]);
                    *block = [larger(block[0], value), larger(block[1], value.abs()), larger(block[2], swapped.abs())];
                }
            }
        }
        // In whole numbers none is below nought.
        found[0].extend(blocks.iter().map(|block| block[0] + WHOLE));
        found[1].extend(blocks.iter().map(|block| block[1]));
        found[2].extend(blocks.iter().map(|block| block[2]));
    }
    found.map(|values| Grid { across, values })
}

const NONE: [f32; 3] = [f32::MIN, 0.0, 0.0];

/// `f32::max` without its care for what is no number, which costs time.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, largest};

    fn found(width: usize, height: usize, blue: &[(usize, usize)]) -> Vec<bool> {
        let mut samples = vec![128; width * height * 3];
        for (x, y) in blue {
            samples[(y * width + x) * 3 + 2] = 255;
        }
        let [whole, ..] = largest::<3>(&samples, width);
        assert_eq!(whole.across, width / BLOCK);
        whole.values.iter().map(|value| *value > 260.0).collect()
    }

    #[test]
    fn row_by_row_and_whole_blocks_only() {
        assert_eq!(
            found(2 * BLOCK + 7, 2 * BLOCK + 5, &[(13, 3), (20, 2), (2, 8), (3, 18)]),
            [false, true, true, false]
        );
        assert!(found(7, 100, &[]).is_empty() && found(100, 7, &[]).is_empty() && found(0, 0, &[]).is_empty());
    }

    #[test]
    fn the_first_coefficient_does_not_count() {
        assert_eq!(found(BLOCK, BLOCK, &[(0, 0), (1, 1)]), [false]);
        assert_eq!(found(BLOCK, BLOCK, &[(2, 0)]), [true]);
        assert_eq!(found(BLOCK, BLOCK, &[(0, 2)]), [true]);
    }
}
