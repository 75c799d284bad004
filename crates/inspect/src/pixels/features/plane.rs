//! The greys of a picture in 8 bits, brought to a size.

use super::super::pdq::Luma;

/// Rows of greys, one after the other.
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub greys: Vec<u8>,
}

impl Plane {
    /// A picture brought to a size of at least one pixel, each new pixel a mean of those around it: nearer ones weigh
    /// more (a tent as wide as two new pixels, or two old ones where the picture grows). One row of it is held at a time.
    pub fn of(luma: &dyn Luma, width: usize, height: usize) -> Self {
        let (from_width, from_height) = luma.size();
        let (along, down) = (tents(from_width, width), tents(from_height, height));
        let mut row = vec![0.0; from_width];
        let mut greys = vec![0u32; from_width];
        let mut narrow = vec![0u32; width];
        let mut sums = vec![0u32; width * height];
        // The first new row that this old row is part of; both go downwards only.
        let mut first = 0;
        for y in 0..from_height {
            luma.row(y, &mut row);
            greys.iter_mut().zip(&row).for_each(|(grey, exact)| *grey = (exact + 0.5) as u32);
            for (new, tent) in narrow.iter_mut().zip(&along) {
                let old = greys[tent.first..].iter().zip(&tent.weights);
                *new = old.map(|(grey, weight)| grey * weight).sum::<u32>() >> 8;
            }
            while down[first].end() <= y {
                first += 1;
            }
            for (tent, sums) in down.iter().zip(sums.chunks_exact_mut(width)).skip(first) {
                if tent.first > y {
                    break;
                }
                let Some(weight) = tent.weights.get(y - tent.first) else { continue };
                sums.iter_mut().zip(&narrow).for_each(|(sum, grey)| *sum += grey * weight);
            }
        }
        let greys = sums.into_iter().map(|sum| ((sum + (1 << 19)) >> 20) as u8).collect();
        Self { width, height, greys }
    }

    pub fn row(&self, y: usize) -> &[u8] {
        &self.greys[y * self.width..(y + 1) * self.width]
    }
}

impl Luma for Plane {
    fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        out.iter_mut().zip(self.row(y)).for_each(|(out, grey)| *out = f32::from(*grey));
    }
}

/// How much each of a run of old pixels weighs in a new one, in 1/16384, together exactly 1.
struct Tent {
    first: usize,
    weights: Vec<u32>,
}

impl Tent {
    fn end(&self) -> usize {
        self.first + self.weights.len()
    }
}

fn tents(from: usize, to: usize) -> Vec<Tent> {
    // In units of half an old pixel divided by `to`, where everything is a whole number.
    let reach = 2 * from.max(to) as i64;
    let (from, to) = (from as i64, to as i64);
    (0..to)
        .map(|new| {
            let middle = (2 * new + 1) * from;
            let weight = |old: i64| (reach - ((2 * old + 1) * to - middle).abs()).max(0);
            let first = ((middle - reach) / (2 * to) - 1).max(0);
            let last = ((middle + reach) / (2 * to) + 1).min(from - 1);
            let first = (first..last).find(|old| weight(*old) > 0).unwrap_or(last);
            let last = (first..=last).rev().find(|old| weight(*old) > 0).unwrap_or(first);
            let all: i64 = (first..=last).map(weight).sum();
            let mut weights: Vec<u32> = (first..=last).map(|old| ((weight(old) << 14) / all) as u32).collect();
            let rest = (1 << 14) - weights.iter().sum::<u32>();
            let middle = weights.len() / 2;
            weights[middle] += rest;
            Tent { first: first as usize, weights }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Plane {
        let greys = (0..width * height).map(|at| grey(at % width, at / width)).collect();
        Plane { width, height, greys }
    }

    #[test]
    fn one_grey_stays_one_grey_at_every_size() {
        for (width, height) in [(1, 1), (7, 3), (64, 64), (800, 5)] {
            for grey in [0, 1, 128, 255] {
                let resized = Plane::of(&plane(37, 53, |_, _| grey), width, height);
                assert_eq!(resized.greys, vec![grey; width * height], "{width} × {height}");
            }
        }
    }

    #[test]
    fn the_same_size_is_the_same_picture() {
        let noise = plane(31, 17, |x, y| (x * 97 + y * 61 + x * y * 13) as u8);
        assert_eq!(Plane::of(&noise, 31, 17).greys, noise.greys);
    }

    #[test]
    fn a_slope_stays_a_slope() {
        let slope = plane(240, 8, |x, _| x as u8);
        let half = Plane::of(&slope, 120, 4);
        for (x, grey) in half.row(2).iter().enumerate().skip(1).take(118) {
            assert!(grey.abs_diff((2 * x) as u8) <= 1, "{x}: {grey}");
        }
        let double = Plane::of(&slope, 480, 16);
        for (x, grey) in double.row(9).iter().enumerate().skip(1).take(478) {
            assert!(grey.abs_diff((x / 2) as u8) <= 1, "{x}: {grey}");
        }
    }
}
