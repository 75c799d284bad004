//! What a block says of its bit, before anything is decided: below nought for a 0, above for a 1, and the further off
//! the surer.

use super::grid::Grid;

/// The remainder of the largest coefficient by this carries the bit: a quarter for 0, three quarters for 1.
const STEP: f32 = 36.0;

/// What the remainder counts for beside the height. After compression it says nothing, and in small lossless crops it
/// says most: with this, each is nearly as good as with that of the two alone which serves it best.
const REMAINDER: f32 = 0.4;

/// Added to the spread of heights, so that the finest differences of flat parts, which are rounding, count for little.
const SPREAD: f32 = 3.0;

/// The soft bit of each block, from its largest coefficient.
///
/// A 1 makes the coefficient half a step higher than a 0 does. That the remainder tells exactly, while the pixels stay
/// as they were written. JPEG at usual quality halves the resolution of the colours and keeps little but their averages: the
/// remainder is gone, but not that the block stands out from those around it, up or down. That height is measured by how
/// much heights differ there, and no block counts for more than one.
pub fn soft_bits(largest: &Grid) -> Grid {
    let around = largest.smoothed();
    let over = |values: Vec<f32>| Grid { across: largest.across, values };
    let heights = over(largest.values.iter().zip(&around.values).map(|(value, around)| value - around).collect());
    let squares = over(heights.values.iter().map(|height| height * height).collect()).smoothed();
    let blocks = largest.values.iter().zip(&heights.values).zip(&squares.values);
    over(blocks.map(|((value, height), square)| soft_bit(*value, height / (square.sqrt() + SPREAD))).collect())
}

fn soft_bit(value: f32, height: f32) -> f32 {
    // A triangle as long as the step, lowest at a quarter and highest at three quarters. The largest is never below nought.
    let steps = value / STEP + 0.25;
    let triangle = 4.0 * (steps - steps.trunc() - 0.5).abs() - 1.0;
    height.clamp(-1.0, 1.0) + REMAINDER * triangle
}

#[cfg(test)]
mod tests {
    use super::{Grid, REMAINDER, STEP, soft_bits};

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn of_the_remainder_alone_where_all_are_alike() {
        for (remainder, bit) in [(0.25, -1.0), (0.75, 1.0), (0.0, 0.0), (0.5, 0.0)] {
            let largest = Grid { across: 4, values: vec![(3.0 + remainder) * STEP; 12] };
            assert!(soft_bits(&largest).values.iter().all(|soft| near(*soft, bit * REMAINDER)), "{remainder}");
        }
    }

    #[test]
    fn what_stands_out_from_its_neighbours() {
        let mut values = vec![2.0 * STEP; 25];
        values[12] += STEP / 2.0;
        let up = soft_bits(&Grid { across: 5, values: values.clone() }).values;
        assert!(up[12] > 0.9 && up[11] < 0.0 && near(up[0], 0.0), "{up:?}");
        values[12] -= STEP;
        let down = soft_bits(&Grid { across: 5, values }).values;
        assert!(down[12] < -0.9 && down[11] > 0.0, "{down:?}");
    }

    #[test]
    fn rounding_is_nothing() {
        let values = (0..25).map(|at| 2.0 * STEP + (at % 2) as f32 * 1e-4).collect();
        assert!(soft_bits(&Grid { across: 5, values }).values.iter().all(|soft| soft.abs() < 1e-4));
    }
}
