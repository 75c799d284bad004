//! What stands around a corner: where it is brighter (the centroid of its greys), and 256 comparisons of two greys each,
//! turned by that angle.

use whence_model::Descriptor;

use super::plane::Plane;

/// How far from the middle greys are looked at.
const RADIUS: i32 = 15;

/// Pixels between a corner and the edge of its plane: smoothed greys end four pixels before it.
pub const BORDER: usize = RADIUS as usize + 4;

pub struct Described {
    /// In 256ths of a turn.
    pub angle: u8,
    pub descriptor: Descriptor,
    /// The same as it would be in the mirrored picture.
    pub mirrored: Descriptor,
}

/// Describes the point at `x`, `y`, at least [`BORDER`] from every edge; `smooth` is the plane's.
pub fn describe(plane: &Plane, smooth: &[u16], x: usize, y: usize) -> Described {
    let angle = angle(plane, x, y);
    // Mirrored, the point is brighter at half a turn less this angle; and a pattern turned by that and mirrored back is
    // the upside-down pattern turned by this angle.
    let bits = |upside: i32| {
        let (cos, sin) = (COSINES[usize::from(angle)], COSINES[usize::from(angle.wrapping_sub(64))]);
        let grey = |dx: i8, dy: i8| {
            let (dx, dy) = (i64::from(dx), i64::from(i32::from(dy) * upside));
            let turned = |n: i64| ((n + HALF) >> BITS) as isize;
            let (right, down) = (turned(dx * cos - dy * sin), turned(dx * sin + dy * cos));
            smooth[(y.wrapping_add_signed(down)) * plane.width + x.wrapping_add_signed(right)]
        };
        let mut descriptor = [0; 4];
        for (bit, [ax, ay, bx, by]) in PATTERN.iter().enumerate() {
            descriptor[bit / 64] |= u64::from(grey(*ax, *ay) < grey(*bx, *by)) << (bit % 64);
        }
        descriptor
    };
    Described { angle, descriptor: bits(1), mirrored: bits(-1) }
}

/// From the middle to the centroid of the greys around it.
fn angle(plane: &Plane, x: usize, y: usize) -> u8 {
    let (mut right, mut down) = (0i64, 0i64);
    for dy in -RADIUS..=RADIUS {
        let half = (RADIUS * RADIUS - dy * dy).isqrt();
        let row = plane.row(y.wrapping_add_signed(dy as isize));
        for dx in -half..=half {
            let grey = i64::from(row[x.wrapping_add_signed(dx as isize)]);
            (right, down) = (right + grey * i64::from(dx), down + grey * i64::from(dy));
        }
    }
    let along = |angle: u8| right * COSINES[usize::from(angle)] + down * COSINES[usize::from(angle.wrapping_sub(64))];
    (0..=u8::MAX).max_by_key(|angle| along(*angle)).unwrap_or_default()
}

/// The greys, each a mean of some nine pixels a side: single pixels are noise. A box of five, twice, in both directions;
/// in units that only compare.
pub fn smoothed(plane: &Plane) -> Vec<u16> {
    let (width, height) = (plane.width, plane.height);
    let mut greys: Vec<u32> = plane.greys.iter().map(|grey| u32::from(*grey)).collect();
    for _ in 0..2 {
        let mut along = vec![0; greys.len()];
        for (old, new) in greys.chunks_exact(width).zip(along.chunks_exact_mut(width)) {
            for (window, new) in old.windows(5).zip(&mut new[2..]) {
                *new = window.iter().sum();
            }
        }
        greys.fill(0);
        for y in 2..height - 2 {
            let row = &mut greys[y * width..(y + 1) * width];
            for above in y - 2..=y + 2 {
                row.iter_mut().zip(&along[above * width..]).for_each(|(sum, grey)| *sum += grey);
            }
        }
    }
    // 255 × 625 is more than 16 bits hold.
    greys.into_iter().map(|sum| (sum >> 2) as u16).collect()
}

/// Cosines of 256ths of a turn, in fractions of 2^24. Not from the system's library, whose last bits differ.
const BITS: u32 = 24;
const HALF: i64 = 1 << (BITS - 1);
const COSINES: [i64; 256] = {
    let mut cosines = [0; 256];
    let mut at = 0;
    while at <= 64 {
        // The series of the cosine, up to a quarter of a turn.
        let angle = at as f64 * std::f64::consts::PI / 128.0;
        let (mut sum, mut term, mut n) = (1.0, 1.0, 1.0);
        while n < 24.0 {
            term *= -angle * angle / (n * (n + 1.0));
            sum += term;
            n += 2.0;
        }
        let cosine = (sum * (1u64 << BITS) as f64 + 0.5) as i64;
        cosines[at] = cosine;
        cosines[128 - at] = -cosine;
        cosines[(128 + at) % 256] = -cosine;
        cosines[(256 - at) % 256] = cosine;
        at += 1;
    }
    cosines
};

/// The two places of each comparison, right and down of the middle: drawn around it, denser inside (three dice each),
/// within the radius whichever way they are turned, and not too near each other.
const PATTERN: [[i8; 4]; 256] = {
    let mut pattern = [[0; 4]; 256];
    let mut state = 0x5768_656e_6365_0001;
    let mut at = 0;
    while at < 256 {
        let mut place = [0; 4];
        let mut n = 0;
        while n < 4 {
            let mut die = 0;
            while die < 3 {
                state = u64::wrapping_add(state, 0x9e37_79b9_7f4a_7c15);
                place[n] += (split_mix(state) % 13) as i32 - 6;
                die += 1;
            }
            n += 1;
        }
        let [ax, ay, bx, by] = place;
        let inside = (RADIUS - 1) * (RADIUS - 1);
        let apart = (ax - bx) * (ax - bx) + (ay - by) * (ay - by);
        if ax * ax + ay * ay <= inside && bx * bx + by * by <= inside && apart >= 16 {
            pattern[at] = [ax as i8, ay as i8, bx as i8, by as i8];
            at += 1;
        }
    }
    pattern
};

/// SplitMix64's finaliser.
const fn split_mix(state: u64) -> u64 {
    let n = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosines_are_those_of_the_circle() {
        for (at, cosine) in COSINES.iter().enumerate() {
            let exact = (at as f64 * std::f64::consts::PI / 128.0).cos() * (1 << BITS) as f64;
            assert!((*cosine as f64 - exact).abs() <= 1.0, "{at}: {cosine}");
        }
    }

    #[test]
    fn the_angle_points_to_where_it_is_brighter() {
        for angle in [0u8, 17, 64, 100, 128, 192, 255] {
            let (cos, sin) = (COSINES[usize::from(angle)], COSINES[usize::from(angle.wrapping_sub(64))]);
            let grey = |x: i64, y: i64| (128 + ((((x - 20) * cos + (y - 20) * sin) * 5) >> BITS)) as u8;
            let greys = (0..41 * 41).map(|at| grey(at % 41, at / 41)).collect();
            let plane = Plane { width: 41, height: 41, greys };
            let found = super::angle(&plane, 20, 20).wrapping_sub(angle);
            assert!(found.min(found.wrapping_neg()) <= 1, "{angle}: off by {found}");
        }
    }

    #[test]
    fn no_comparison_is_of_places_too_near_or_too_far_and_none_is_drawn_twice() {
        let mut pattern = PATTERN.to_vec();
        for [ax, ay, bx, by] in PATTERN.map(|places| places.map(i32::from)) {
            assert!(ax * ax + ay * ay <= 196 && bx * bx + by * by <= 196);
            assert!((ax - bx).pow(2) + (ay - by).pow(2) >= 16);
        }
        pattern.sort_unstable();
        pattern.dedup();
        assert_eq!(pattern.len(), 256);
    }
}
