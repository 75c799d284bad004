//! Corners: where nine neighbours in a row on a ring of sixteen are all brighter, or all darker, than the middle (FAST,
//! Rosten and Drummond 2006), ranked by how much the greys change in both directions (Harris and Stephens 1988).

use super::{describe::BORDER, plane::Plane};

pub struct Corner {
    pub x: usize,
    pub y: usize,
}

/// By how many greys of 255 the ring must differ: low, because copies are paler; the ranking does the rest.
const CONTRAST: i16 = 10;

/// Pixels between two corners: nearer ones are the same.
const APART: usize = 3;

/// The picture is divided into so many fields a side, so that one rich corner does not take all the points.
const FIELDS: usize = 12;

/// Sixteen pixels at a distance of three, around.
const RING: [(isize, isize); 16] = [
    (0, -3),
    (1, -3),
    (2, -2),
    (3, -1),
    (3, 0),
    (3, 1),
    (2, 2),
    (1, 3),
    (0, 3),
    (-1, 3),
    (-2, 2),
    (-3, 1),
    (-3, 0),
    (-3, -1),
    (-2, -2),
    (-1, -3),
];

/// All corners of a plane, the best first; each further one of a field counts for less.
pub fn find(plane: &Plane) -> Vec<Corner> {
    let mut found = Vec::new();
    let (width, height) = (plane.width, plane.height);
    let ring = RING.map(|(x, y)| y * width as isize + x);
    for y in BORDER..height.saturating_sub(BORDER) {
        for x in BORDER..width.saturating_sub(BORDER) {
            let at = y * width + x;
            if is_corner(&plane.greys, at, &ring) {
                let score = harris(plane, x, y);
                if score > 0 {
                    found.push((score, at));
                }
            }
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    let mut taken = vec![false; width * height];
    let mut in_field = [0u64; FIELDS * FIELDS];
    let mut ranked: Vec<(u64, usize)> = Vec::new();
    for (score, at) in found {
        if taken[at] {
            continue;
        }
        let (x, y) = (at % width, at / width);
        // The border is wider than that.
        for row in y - APART..=y + APART {
            taken[row * width + x - APART..=row * width + x + APART].fill(true);
        }
        let seen = &mut in_field[y * FIELDS / height * FIELDS + x * FIELDS / width];
        *seen += 1;
        // Scores go with the fourth power of the contrast.
        ranked.push((score / seen.pow(4), at));
    }
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.into_iter().map(|(_, at)| Corner { x: at % width, y: at / width }).collect()
}

fn is_corner(greys: &[u8], at: usize, ring: &[isize; 16]) -> bool {
    let middle = i16::from(greys[at]);
    let grey = |offset: isize| i16::from(greys[at.wrapping_add_signed(offset)]) - middle;
    // Nine in a row hold at least two of these four.
    let four = [grey(ring[0]), grey(ring[4]), grey(ring[8]), grey(ring[12])];
    let (brighter, darker) = (|n: &&i16| **n > CONTRAST, |n: &&i16| **n < -CONTRAST);
    if four.iter().filter(brighter).count() < 2 && four.iter().filter(darker).count() < 2 {
        return false;
    }
    let (mut bright, mut dark) = (0u32, 0u32);
    for (bit, offset) in ring.iter().enumerate() {
        let grey = grey(*offset);
        bright |= u32::from(grey > CONTRAST) << bit;
        dark |= u32::from(grey < -CONTRAST) << bit;
    }
    nine_in_a_row(bright) || nine_in_a_row(dark)
}

/// Whether nine neighbours of a ring of sixteen bits are set.
fn nine_in_a_row(ring: u32) -> bool {
    let twice = ring | ring << 16;
    let two = twice & twice >> 1;
    let four = two & two >> 2;
    let eight = four & four >> 4;
    eight & twice >> 8 != 0
}

/// How much of a corner there is around a pixel: 0 on edges and planes.
fn harris(plane: &Plane, x: usize, y: usize) -> u64 {
    let (mut xx, mut yy, mut xy) = (0i64, 0i64, 0i64);
    for row in y - 3..=y + 3 {
        let above = &plane.row(row - 1)[x - 4..=x + 4];
        let here = &plane.row(row)[x - 4..=x + 4];
        let below = &plane.row(row + 1)[x - 4..=x + 4];
        for at in 1..8 {
            let grey = |row: &[u8], at: usize| i64::from(row[at]);
            let right = grey(above, at + 1) + 2 * grey(here, at + 1) + grey(below, at + 1);
            let left = grey(above, at - 1) + 2 * grey(here, at - 1) + grey(below, at - 1);
            let under = grey(below, at - 1) + 2 * grey(below, at) + grey(below, at + 1);
            let over = grey(above, at - 1) + 2 * grey(above, at) + grey(above, at + 1);
            let (along, down) = (right - left, under - over);
            (xx, yy, xy) = (xx + along * along, yy + down * down, xy + along * down);
        }
    }
    (25 * (xx * yy - xy * xy) - (xx + yy) * (xx + yy)).max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::{find, nine_in_a_row};
    use crate::pixels::features::plane::Plane;

    #[test]
    fn nine_neighbours_of_sixteen() {
        for ring in 0..=0xffffu32 {
            let set = |bit: u32| ring >> (bit % 16) & 1 == 1;
            let expected = (0..16).any(|first| (first..first + 9).all(set));
            assert_eq!(nine_in_a_row(ring), expected, "{ring:016b}");
        }
    }

    /// A bright square on grey: its four corners, and none on its edges.
    #[test]
    fn a_square_has_four_corners() {
        let inside = |n: usize| (40..80).contains(&n);
        let greys = (0..120 * 120).map(|at| if inside(at % 120) && inside(at / 120) { 220 } else { 60 }).collect();
        let found = find(&Plane { width: 120, height: 120, greys });
        for (x, y) in [(40, 40), (79, 40), (40, 79), (79, 79)] {
            assert!(found[..4].iter().any(|c| c.x.abs_diff(x) <= 1 && c.y.abs_diff(y) <= 1), "{x}, {y}");
        }
        let near = |n: usize| n.abs_diff(40) <= 4 || n.abs_diff(79) <= 4;
        assert!(found.iter().all(|c| near(c.x) && near(c.y)));
    }
}
