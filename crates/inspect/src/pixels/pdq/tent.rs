//! A picture's greys blurred by a tent and reduced to 64 × 64: two box filters each way (Jarosz, "Fast Image
//! Convolutions", 2001), then the middles of 64 × 64 equal fields.
//!
//! The reference holds two copies of the picture as `f32`. Here the four passes run one after the other on each row as
//! it comes, so that only `height / 128` rows are held: 200 million pixels take 6 MiB, and 12 million stay in the
//! cache. Every single sum sees the same numbers in the same order, so the results are equal to the last bit.

use super::{Grid, Luma};

/// Blurs and reduces a picture of at least one pixel.
pub fn reduce(luma: &dyn Luma) -> Grid {
    let (width, height) = luma.size();
    let picked = fields(width);
    let mut rows = Reduced { fields: fields(height), seen: 0, grid: [[0.0; 64]; 64] };
    let mut first = Columns::new(width, height);
    let mut second = Columns::new(64, height);
    let (mut row, mut boxed) = (vec![0.0; width], vec![0.0; width]);
    let mut again = |blurred: &[f32]| {
        let mut narrow = [0.0; 64];
        along_row_at(blurred, &picked, &mut narrow);
        second.push(&narrow, &mut |out| rows.take(out));
        // The end of the first pass is the end of the second.
        if second.pushed == height {
            second.finish(&mut |out| rows.take(out));
        }
    };
    for y in 0..height {
        luma.row(y, &mut row);
        along_row(&row, &mut boxed);
        first.push(&boxed, &mut again);
    }
    first.finish(&mut again);
    rows.grid
}

/// A picture of 64 × 64 as it is.
pub fn whole(luma: &dyn Luma) -> Grid {
    let mut grid = [[0.0; 64]; 64];
    for (y, row) in grid.iter_mut().enumerate() {
        luma.row(y, row);
    }
    grid
}

/// The middles of 64 equal fields of `length` pixels.
fn fields(length: usize) -> [usize; 64] {
    std::array::from_fn(|i| (2 * i + 1) * length / 128)
}

/// How many pixels a box takes together: half of a 64th, because there are two passes; rounded up.
fn window(length: usize) -> usize {
    length.div_ceil(128)
}

/// The reduced rows among all rows that come by.
struct Reduced {
    fields: [usize; 64],
    seen: usize,
    grid: Grid,
}

impl Reduced {
    fn take(&mut self, row: &[f32]) {
        for (kept, at) in self.grid.iter_mut().zip(self.fields) {
            if at == self.seen {
                kept.copy_from_slice(row);
            }
        }
        self.seen += 1;
    }
}

/// A box filter down all columns at once, a row at a time.
struct Columns {
    window: usize,
    pushed: usize,
    sums: Vec<f32>,
    /// The rows that are in the sums; row `y` stands at `y % window`.
    held: Vec<f32>,
    out: Vec<f32>,
}

impl Columns {
    fn new(width: usize, height: usize) -> Self {
        let window = window(height);
        Self { window, pushed: 0, sums: vec![0.0; width], held: vec![0.0; width * window], out: vec![0.0; width] }
    }

    /// Takes the next row; once enough of those ahead are known, hands on a blurred one.
    fn push(&mut self, row: &[f32], take: &mut dyn FnMut(&[f32])) {
        let held = Self::held(&mut self.held, self.sums.len(), self.pushed % self.window);
        let divisor = self.window.min(self.pushed + 1) as f32;
        let columns = self.sums.iter_mut().zip(row).zip(held).zip(&mut self.out);
        if self.pushed < self.window {
            for (((sum, new), held), out) in columns {
                *sum += new;
                *held = *new;
                *out = *sum / divisor;
            }
        } else {
            for (((sum, new), held), out) in columns {
                *sum = (*sum + new) - *held;
                *held = *new;
                *out = *sum / divisor;
            }
        }
        self.pushed += 1;
        if self.pushed > self.window / 2 {
            take(&self.out);
        }
    }

    /// Hands on the rows that were still waiting for others ahead of them.
    fn finish(&mut self, take: &mut dyn FnMut(&[f32])) {
        for left in 0..self.window / 2 {
            let held = Self::held(&mut self.held, self.sums.len(), (self.pushed + left) % self.window);
            let divisor = (self.window - left - 1) as f32;
            for ((sum, old), out) in self.sums.iter_mut().zip(held).zip(&mut self.out) {
                *sum -= *old;
                *out = *sum / divisor;
            }
            take(&self.out);
        }
    }

    fn held(held: &mut [f32], width: usize, at: usize) -> &mut [f32] {
        &mut held[at * width..(at + 1) * width]
    }
}

/// A box filter along one row.
fn along_row(row: &[f32], out: &mut [f32]) {
    let window = window(row.len());
    let (ahead, filled) = (window / 2, row.len() - window / 2);
    let mut sum = 0.0;
    for new in &row[..ahead] {
        sum += new;
    }
    let growing = window - ahead;
    for ((new, out), count) in row[ahead..].iter().zip(&mut *out).take(growing).zip(ahead + 1..) {
        sum += new;
        *out = sum / count as f32;
    }
    // The division waits for a loop of its own, where four or eight are done at once.
    for ((new, old), out) in row[window..].iter().zip(row).zip(&mut out[growing..filled]) {
        sum = (sum + new) - old;
        *out = sum;
    }
    let divisor = window as f32;
    out[growing..filled].iter_mut().for_each(|out| *out /= divisor);
    for ((old, out), gone) in row[row.len() - window..].iter().zip(&mut out[filled..]).zip(1..) {
        sum -= old;
        *out = sum / (window - gone) as f32;
    }
}

/// The same, wanted at 64 pixels only.
fn along_row_at(row: &[f32], wanted: &[usize; 64], out: &mut [f32; 64]) {
    let mut whole = vec![0.0; row.len()];
    along_row(row, &mut whole);
    for (out, at) in out.iter_mut().zip(wanted) {
        *out = whole[*at];
    }
}
