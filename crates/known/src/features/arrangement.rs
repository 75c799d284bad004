//! The one way of shifting, turning, scaling (and slightly stretching) the listed picture that brings the most pairs
//! together: RANSAC (Fischler and Bolles 1981) over two pairs at a time, then least squares.

use super::{
    pairs::{Pair, Place},
    split_mix,
};

/// From the listed picture's pixels to those of the picture asked about: `x' = a x + b y + c`, `y' = d x + e y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    pub along: [f64; 3],
    pub down: [f64; 3],
}

/// Tries of two pairs each. With 15 right pairs of 100, one try in 44 is right.
const TRIES: u32 = 3000;

/// Pixels by which a pair may miss: first, before the picture may be stretched, and at last.
const ROUGHLY: f64 = 12.0;
const CLOSELY: f64 = 6.0;

/// 256ths of a turn by which a feature may lie otherwise than its picture was turned.
const TURN: u8 = 24;

/// Levels by which a feature's size may differ from what the scale wants.
const SIZE: f64 = 2.5;

/// Pixels between two pairs that tell a scale.
const APART: f64 = 24.0;

/// Scales that are believed, of pictures reduced to the same longest side.
const SCALES: std::ops::RangeInclusive<f64> = 0.12..=8.0;

/// How much more one direction may be stretched than the other: more is no copy but a perspective.
const STRETCH: f64 = 1.35;

/// Pairs in a strip more than some fourteen times as long as wide tell no arrangement: a line of text that two pictures
/// share is one.
const THIN: f64 = 0.005;

impl Transform {
    pub fn of(&self, x: f64, y: f64) -> (f64, f64) {
        let to = |[a, b, c]: [f64; 3]| a * x + b * y + c;
        (to(self.along), to(self.down))
    }

    /// How much larger the area becomes.
    pub fn area(&self) -> f64 {
        self.along[0] * self.down[1] - self.along[1] * self.down[0]
    }

    pub fn scale(&self) -> f64 {
        self.area().max(0.0).sqrt()
    }

    /// In 256ths of a turn.
    fn turn(&self) -> u8 {
        let turned = (self.down[0] - self.along[1]).atan2(self.along[0] + self.down[1]);
        ((turned / std::f64::consts::TAU * 256.0).round() as i32).rem_euclid(256) as u8
    }

    /// Whether a copy could have been made so: not turned inside out, of a believable scale, hardly stretched.
    fn is_believable(&self) -> bool {
        if !(self.area() > 0.0 && SCALES.contains(&self.scale())) {
            return false;
        }
        let ([a, b, _], [d, e, _]) = (self.along, self.down);
        // The two singular values have this sum of squares, and the area as their product.
        let (squares, area) = (a * a + b * b + d * d + e * e, self.area());
        squares / area <= STRETCH + 1.0 / STRETCH
    }

    /// Whether a pair comes together, in place within `pixels` and lying the same way.
    fn holds(&self, pair: &Pair, pixels: f64, turn: u8, levels: f64) -> bool {
        let (x, y) = self.of(pair.listed.x, pair.listed.y);
        let (off_x, off_y) = (x - pair.asked.x, y - pair.asked.y);
        // Where the picture grew, so did what a pixel of the listed one misses by.
        let pixels = pixels * self.scale().max(1.0);
        off_x * off_x + off_y * off_y <= pixels * pixels
            && off(turned(pair).wrapping_sub(turn)) <= TURN
            && (grown(pair) - levels).abs() <= SIZE
    }

    fn held<'a>(&self, pairs: &'a [Pair], pixels: f64) -> Vec<&'a Pair> {
        let (turn, levels) = (self.turn(), self.scale().ln() / (1.2f64).ln());
        pairs.iter().filter(|pair| self.holds(pair, pixels, turn, levels)).collect()
    }
}

/// The best transform and the pairs that it brings together; deterministic.
pub fn arrange(pairs: &[Pair]) -> Option<(Transform, Vec<Pair>)> {
    if pairs.is_empty() {
        return None;
    }
    let mut best: (usize, Option<Transform>) = (0, None);
    let mut state = 0x5768_656e_6365_0002;
    for _ in 0..TRIES {
        let mut draw = || {
            state = u64::wrapping_add(state, 0x9e37_79b9_7f4a_7c15);
            (split_mix(state) % pairs.len() as u64) as usize
        };
        let (a, b) = (&pairs[draw()], &pairs[draw()]);
        if off(turned(a).wrapping_sub(turned(b))) > TURN || (grown(a) - grown(b)).abs() > SIZE {
            continue;
        }
        let Some(transform) = between(a, b) else { continue };
        let held = transform.held(pairs, ROUGHLY).len();
        if held > best.0 {
            best = (held, Some(transform));
        }
    }
    let mut transform = best.1?;
    for pixels in [ROUGHLY, CLOSELY, CLOSELY] {
        let held = transform.held(pairs, pixels);
        transform = fitted(&held).filter(Transform::is_believable)?;
    }
    let held = transform.held(pairs, CLOSELY).into_iter().copied().collect();
    Some((transform, held))
}

/// How much further round the feature lies in the picture asked about.
fn turned(pair: &Pair) -> u8 {
    pair.asked.angle.wrapping_sub(pair.listed.angle)
}

/// How many levels larger the feature is in the picture asked about.
fn grown(pair: &Pair) -> f64 {
    f64::from(pair.asked.level) - f64::from(pair.listed.level)
}

/// A turn, whichever way round.
fn off(turn: u8) -> u8 {
    turn.min(turn.wrapping_neg())
}

/// The shift, turn and scale that brings two pairs together exactly.
fn between(a: &Pair, b: &Pair) -> Option<Transform> {
    let step = |a: Place, b: Place| (b.x - a.x, b.y - a.y);
    let ((x, y), (to_x, to_y)) = (step(a.listed, b.listed), step(a.asked, b.asked));
    let squared = x * x + y * y;
    if squared < APART * APART {
        return None;
    }
    let (cos, sin) = ((to_x * x + to_y * y) / squared, (to_y * x - to_x * y) / squared);
    let shift_x = a.asked.x - cos * a.listed.x + sin * a.listed.y;
    let shift_y = a.asked.y - sin * a.listed.x - cos * a.listed.y;
    Some(Transform { along: [cos, -sin, shift_x], down: [sin, cos, shift_y] }).filter(Transform::is_believable)
}

/// The affine transform of the least squares.
fn fitted(pairs: &[&Pair]) -> Option<Transform> {
    let n = pairs.len() as f64;
    let mean = |of: fn(&Pair) -> f64| pairs.iter().map(|pair| of(pair)).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.listed.x), mean(|p| p.listed.y));
    let (to_x, to_y) = (mean(|p| p.asked.x), mean(|p| p.asked.y));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    let (mut along, mut down) = ([0.0; 2], [0.0; 2]);
    for pair in pairs {
        let (dx, dy) = (pair.listed.x - x, pair.listed.y - y);
        let (to_dx, to_dy) = (pair.asked.x - to_x, pair.asked.y - to_y);
        (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        along = [along[0] + to_dx * dx, along[1] + to_dx * dy];
        down = [down[0] + to_dy * dx, down[1] + to_dy * dy];
    }
    let determinant = xx * yy - xy * xy;
    // How wide against how long, nearly squared; nothing at all where there are one or two.
    if determinant.is_nan() || determinant <= THIN * (xx + yy) * (xx + yy) {
        return None;
    }
    let solve = |[u, v]: [f64; 2], to: f64| {
        let (a, b) = ((u * yy - v * xy) / determinant, (v * xx - u * xy) / determinant);
        [a, b, to - a * x - b * y]
    };
    Some(Transform { along: solve(along, to_x), down: solve(down, to_y) })
}
