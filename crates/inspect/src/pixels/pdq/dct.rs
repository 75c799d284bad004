//! The 16 × 16 lowest frequencies of 64 × 64 greys, without the constant one, and the hash that is made of them.

use std::{f64::consts::PI, sync::LazyLock};

use super::Grid;

/// Row: frequency down, 1 to 16. Column: frequency along.
pub type Coefficients = [[f32; 16]; 16];

/// Cosines in `f64`, rounded after the factor, which itself is rounded before: so does the reference.
static COSINES: LazyLock<[[f32; 64]; 16]> = LazyLock::new(|| {
    let factor = f64::from((2.0f64 / 64.0).sqrt() as f32);
    std::array::from_fn(|i| {
        std::array::from_fn(|j| (factor * ((PI / 2.0 / 64.0) * (i as f64 + 1.0) * (2.0 * j as f64 + 1.0)).cos()) as f32)
    })
});

/// The two-dimensional cosine transform.
pub fn coefficients(grid: &Grid) -> Coefficients {
    let down: [[f32; 64]; 16] = std::array::from_fn(|i| {
        let mut sums = [0.0; 64];
        for (cosine, row) in COSINES[i].iter().zip(grid) {
            for (sum, grey) in sums.iter_mut().zip(row) {
                *sum += cosine * grey;
            }
        }
        sums
    });
    std::array::from_fn(|i| {
        std::array::from_fn(|j| {
            let mut sum = 0.0;
            for (value, cosine) in down[i].iter().zip(&COSINES[j]) {
                sum += value * cosine;
            }
            sum
        })
    })
}

/// 64 hexadecimal digits, the last coefficient's bit first: set where it is greater than the (lower) median.
pub fn bits(coefficients: &Coefficients) -> String {
    let mut sorted: Vec<f32> = coefficients.iter().flatten().copied().collect();
    let (_, median, _) = sorted.select_nth_unstable_by(127, f32::total_cmp);
    let word = |row: &[f32; 16]| row.iter().rev().fold(0u16, |word, c| word << 1 | u16::from(c > median));
    coefficients.iter().rev().map(|row| format!("{:04x}", word(row))).collect()
}

/// One way of turning or mirroring a picture, done to its coefficients: some change their sign, then rows become
/// columns or not.
pub struct Turn {
    transposed: bool,
    negated: fn(usize, usize) -> bool,
}

/// rot90, rot180, rot270, flipx, flipy, flipplus1, flipminus1.
pub const DIHEDRAL: [Turn; 7] = [
    Turn { transposed: true, negated: |_, along| along % 2 == 0 },
    Turn { transposed: false, negated: |down, along| (down + along) % 2 == 1 },
    Turn { transposed: true, negated: |down, _| down % 2 == 0 },
    Turn { transposed: false, negated: |down, _| down % 2 == 0 },
    Turn { transposed: false, negated: |_, along| along % 2 == 0 },
    Turn { transposed: true, negated: |_, _| false },
    Turn { transposed: true, negated: |down, along| (down + along) % 2 == 1 },
];

impl Turn {
    pub fn of(&self, coefficients: &Coefficients) -> Coefficients {
        std::array::from_fn(|row| {
            std::array::from_fn(|column| {
                let (down, along) = if self.transposed { (column, row) } else { (row, column) };
                let value = coefficients[down][along];
                if (self.negated)(down, along) { -value } else { value }
            })
        })
    }
}
