//! Which feature of one picture looks like which of the other.

use whence_model::{Descriptor, FeaturePoint, Features};

/// Two features that look alike.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Of the listed picture.
    pub listed: Place,
    /// Of the picture that is asked about.
    pub asked: Place,
}

/// Where a feature is and how it lies.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub level: u8,
    pub angle: u8,
}

/// Bits of 256 in which two features may differ and still look alike.
pub const ALIKE: u32 = 64;

/// The nearest must be nearer than this share (of 16) of the nearest elsewhere: else it could be either.
const CLEARLY: u32 = 13;

/// Pixels within which two features are the same corner, seen at two sizes.
const SAME_CORNER: i32 = 10;

/// A picture's features, as they are or as in a mirror.
pub fn seen(features: &Features, mirrored: bool) -> Vec<(FeaturePoint, Descriptor)> {
    let points = features.points.iter().copied();
    if !mirrored {
        return points.map(|point| (point, point.descriptor)).collect();
    }
    let right = features.width.saturating_sub(1);
    let turned = points.zip(&features.mirrored).map(|(point, descriptor)| {
        let (x, angle) = (right.saturating_sub(point.x), 128u8.wrapping_sub(point.angle));
        (FeaturePoint { x, angle, ..point }, *descriptor)
    });
    turned.collect()
}

/// Pairs that are each other's nearest, and clearly nearer than any other place.
pub fn pairs(listed: &[FeaturePoint], asked: &[(FeaturePoint, Descriptor)]) -> Vec<Pair> {
    let mut nearest_asked = vec![(ALIKE + 1, usize::MAX); listed.len()];
    let mut candidates = Vec::new();
    let mut distances = vec![0u32; listed.len()];
    for (at, (point, descriptor)) in asked.iter().enumerate() {
        for (distance, listed) in distances.iter_mut().zip(listed) {
            *distance = differing(descriptor, &listed.descriptor);
        }
        for (nearest, distance) in nearest_asked.iter_mut().zip(&distances) {
            if *distance < nearest.0 {
                *nearest = (*distance, at);
            }
        }
        let Some((best, distance)) = distances.iter().copied().enumerate().min_by_key(|(_, distance)| *distance) else {
            return Vec::new();
        };
        if distance > ALIKE {
            continue;
        }
        let elsewhere = distances.iter().zip(listed).filter(|(_, other)| !same_corner(other, &listed[best]));
        let second = elsewhere.map(|(distance, _)| *distance).min().unwrap_or(256);
        if distance * 16 < second * CLEARLY {
            candidates.push((best, at, *point));
        }
    }
    let mutual = candidates.into_iter().filter(|(best, at, _)| nearest_asked[*best].1 == *at);
    mutual.map(|(best, _, point)| Pair { listed: place(&listed[best]), asked: place(&point) }).collect()
}

/// Bits in which two descriptors differ.
pub fn differing(a: &Descriptor, b: &Descriptor) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
}

fn same_corner(a: &FeaturePoint, b: &FeaturePoint) -> bool {
    let apart = |a: u16, b: u16| i32::from(a).abs_diff(i32::from(b)) as i32;
    apart(a.x, b.x) <= SAME_CORNER && apart(a.y, b.y) <= SAME_CORNER
}

fn place(point: &FeaturePoint) -> Place {
    Place { x: point.x.into(), y: point.y.into(), level: point.level, angle: point.angle }
}
