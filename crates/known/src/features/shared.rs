use std::collections::{BTreeMap, BTreeSet};

use whence_model::Features;

use super::{
    arrangement::{Transform, arrange},
    pairs::{Pair, pairs, seen},
};

/// What a picture shares with a listed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// Places that look alike and lie in the same arrangement; several features of one corner count once.
    pub places: u32,
    /// Of 64 fields of the listed picture, those in which such a place is.
    pub fields: u32,
    /// From the listed picture's pixels to those of the picture asked about, mirrored first where it was.
    pub transform: Transform,
    pub mirrored: bool,
    /// Where the listed picture's corners (top left, top right, bottom right, bottom left) lie in the one asked about,
    /// mirrored first where it was.
    pub corners: [(f64, f64); 4],
    /// How much of the listed picture is in the picture asked about, 0 to 1: what lies inside it by the transform, less
    /// the fields of which nothing was seen again. About ten in a hundred too little.
    pub of_listed: f64,
    /// How much of the picture asked about that is, 0 to 1.
    pub of_asked: f64,
}

/// Places that make a match.
const PLACES: u32 = 15;

/// Fields that make a match: a logo or a line of text that two pictures share has fewer.
const FIELDS: u32 = 5;

/// Pixels a side in which two features are one place.
const PLACE: f64 = 8.0;

/// Fields a side.
const SIDE: f64 = 8.0;

/// Features that a field must have in the listed picture for their absence to tell something.
const TELLING: usize = 3;

impl Shared {
    /// Whether this is a match, or could be chance.
    pub fn counts(&self) -> bool {
        self.places >= PLACES && self.fields >= FIELDS
    }
}

/// The best that can be made of two pictures; ask [`Shared::counts`] whether it means anything.
pub fn compare(listed: &Features, asked: &Features, mirrored: bool) -> Option<Shared> {
    let pairs = pairs(&listed.points, &seen(asked, mirrored));
    let (transform, held) = arrange(&pairs)?;
    let field = |x: f64, y: f64| {
        let of = |n: f64, length: u16| (n * SIDE / f64::from(length.max(1))) as u32;
        (of(x, listed.width), of(y, listed.height))
    };
    let seen_again: BTreeSet<_> = held.iter().map(|pair| field(pair.listed.x, pair.listed.y)).collect();
    let mut inside: BTreeMap<_, usize> = BTreeMap::new();
    for point in &listed.points {
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        if holds(asked, transform.of(x, y)) {
            *inside.entry(field(x, y)).or_default() += 1;
        }
    }
    let telling = inside.iter().filter(|(field, points)| **points >= TELLING || seen_again.contains(field)).count();
    let corners = rectangle(listed).map(|(x, y)| transform.of(x, y));
    let overlap = polygon_area(&clipped(&corners, asked)) * seen_again.len() as f64 / telling.max(1) as f64;
    let area = |features: &Features| f64::from(features.width) * f64::from(features.height);
    Some(Shared {
        places: places(&held),
        fields: seen_again.len() as u32,
        transform,
        mirrored,
        corners,
        of_listed: (overlap / transform.area() / area(listed)).min(1.0),
        of_asked: (overlap / area(asked)).min(1.0),
    })
}

/// Different places among pairs, in the picture in which there are fewer.
fn places(held: &[Pair]) -> u32 {
    let place = |n: f64| (n / PLACE) as u32;
    let listed: BTreeSet<_> = held.iter().map(|p| (place(p.listed.x), place(p.listed.y))).collect();
    let asked: BTreeSet<_> = held.iter().map(|p| (place(p.asked.x), place(p.asked.y))).collect();
    listed.len().min(asked.len()) as u32
}

type Point = (f64, f64);

fn holds(features: &Features, (x, y): Point) -> bool {
    (0.0..f64::from(features.width)).contains(&x) && (0.0..f64::from(features.height)).contains(&y)
}

fn rectangle(features: &Features) -> [Point; 4] {
    let (width, height) = (f64::from(features.width), f64::from(features.height));
    [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
}

fn polygon_area(polygon: &[Point]) -> f64 {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}

/// What of a polygon lies inside a picture, by Sutherland and Hodgman.
fn clipped(polygon: &[Point], features: &Features) -> Vec<Point> {
    let (width, height) = (f64::from(features.width), f64::from(features.height));
    let inside: [&dyn Fn(Point) -> f64; 4] = [&|p| p.0, &|p| width - p.0, &|p| p.1, &|p| height - p.1];
    inside.iter().fold(polygon.to_vec(), |polygon, inside| {
        let mut kept = Vec::new();
        for (at, point) in polygon.iter().enumerate() {
            let before = polygon[(at + polygon.len() - 1) % polygon.len()];
            let (from, to) = (inside(before), inside(*point));
            if (from < 0.0) != (to < 0.0) {
                let share = from / (from - to);
                kept.push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
            }
            if to >= 0.0 {
                kept.push(*point);
            }
        }
        kept
    })
}
