//! Local features: corners over several sizes of a picture (FAST, ranked by Harris), turned by where they are brighter,
//! and described by 256 comparisons of greys around them (BRIEF). By them a crop, a screenshot or a captioned copy is
//! known again, which has another PDQ hash.
//!
//! After Rublee and others, "ORB: an efficient alternative to SIFT or SURF", 2011. The comparisons are our own: drawn by
//! a fixed rule, not learnt. Integers throughout, so that a list made on one machine is met exactly on every other.
//!
//! What is not here: comparing them (`known` does), and any opinion about what two pictures share.

mod corners;
mod describe;
mod plane;

use whence_model::{Descriptor, FeaturePoint, Features};

use super::pdq::Luma;
use corners::Corner;
use describe::Described;
use plane::Plane;

/// Pixels in which a picture is looked at. Smaller ones are enlarged, so that copies meet at one size. An area, and no
/// longest side: a picture in the screenshot of a long screen would become too small.
const AREA: usize = 700 * 700;

/// Points that are kept: three times as many as lists keep, because a picture may be a part of what is around it.
const POINTS: usize = 1500;

/// Narrower than this, as stored or as reduced, a picture has no place for corners.
const MIN_SIDE: usize = 48;

/// The features of a picture, with their mirrored descriptors; `None` where it is too small or too narrow to have any.
pub fn extract(luma: &dyn Luma) -> Option<Features> {
    let (width, height) = luma.size();
    if width.min(height) < MIN_SIDE {
        return None;
    }
    let side = |n: usize| (n * n * AREA / (width * height)).isqrt();
    let whole = (side(width), side(height));
    if whole.0.min(whole.1) < MIN_SIDE {
        return None;
    }
    let mut found: Vec<(u64, FeaturePoint, Descriptor)> = Vec::new();
    let mut plane = Plane::of(luma, whole.0, whole.1);
    for level in 0..Features::LEVELS {
        let corners = corners::find(&plane);
        let smooth = describe::smoothed(&plane);
        // Small sizes have fewer corners, and each of them stands for more of the picture.
        let quota = share(level);
        for (rank, Corner { x, y }) in corners.into_iter().take(quota).enumerate() {
            let Described { angle, descriptor, mirrored } = describe::describe(&plane, &smooth, x, y);
            let at = |n: usize, level: usize, whole: usize| ((2 * n + 1) * whole / (2 * level)) as u16;
            let (x, y) = (at(x, plane.width, whole.0), at(y, plane.height, whole.1));
            let order = (rank * POINTS / quota) as u64;
            found.push((order, FeaturePoint { x, y, level, angle, descriptor }, mirrored));
        }
        let (smaller_width, smaller_height) = (reduced(whole.0, level + 1), reduced(whole.1, level + 1));
        if smaller_width.min(smaller_height) < MIN_SIDE {
            break;
        }
        plane = Plane::of(&plane, smaller_width, smaller_height);
    }
    found.sort_by_key(|(order, point, _)| (*order, point.level));
    let (points, mirrored) = found.into_iter().map(|(_, point, mirrored)| (point, mirrored)).unzip();
    Some(Features { width: whole.0 as u16, height: whole.1 as u16, points, mirrored })
}

/// A length after so many reductions by 5/6.
fn reduced(length: usize, times: u8) -> usize {
    let (up, down) = (5usize.pow(times.into()), 6usize.pow(times.into()));
    (length * up + down / 2) / down
}

/// Points of one level: each has 5/6 of those of the one before.
fn share(level: u8) -> usize {
    let all: usize = (0..Features::LEVELS).map(|level| reduced(1 << 20, level)).sum();
    POINTS * reduced(1 << 20, level) / all
}

#[cfg(test)]
mod tests;
