use std::collections::BTreeSet;

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
    /// From the listed picture's pixels to those of the picture asked about, mirrored first where it was.
    pub transform: Transform,
    pub mirrored: bool,
    /// How much of each is surely shared, 0 to 1: what the places enclose, with a margin.
    pub of_listed: f64,
    pub of_asked: f64,
    /// How much of the listed picture lies inside the other one by the transform.
    pub overlap: f64,
}

pub const MIN_PLACES: u32 = 1;

/// Pixels a side in which two features are one place.
const PLACE: f64 = 8.0;

pub fn shared(listed: &Features, asked: &Features, mirrored: bool) -> Option<Shared> {
    let pairs = pairs(&listed.points, &seen(asked, mirrored));
    let (transform, held) = arrange(&pairs)?;
    let places = places(&held);
    if places < MIN_PLACES {
        return None;
    }
    let area = |features: &Features| f64::from(features.width) * f64::from(features.height);
    let points: Vec<_> = held.iter().map(|pair| (pair.listed.x, pair.listed.y)).collect();
    let enclosed = polygon_area(&hull(points));
    let corners = rectangle(listed).map(|(x, y)| transform.of(x, y));
    let inside = clipped(&corners, asked);
    Some(Shared {
        places,
        transform,
        mirrored,
        of_listed: enclosed / area(listed),
        of_asked: enclosed * transform.area() / area(asked),
        overlap: polygon_area(&inside) / transform.area() / area(listed),
    })
}

/// Different places among pairs, in the picture in which there are fewer.
fn places(held: &[Pair]) -> u32 {
    let field = |n: f64| (n / PLACE) as u32;
    let listed: BTreeSet<_> = held.iter().map(|p| (field(p.listed.x), field(p.listed.y))).collect();
    let asked: BTreeSet<_> = held.iter().map(|p| (field(p.asked.x), field(p.asked.y))).collect();
    listed.len().min(asked.len()) as u32
}

type Point = (f64, f64);

fn rectangle(features: &Features) -> [Point; 4] {
    let (width, height) = (f64::from(features.width), f64::from(features.height));
    [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
}

/// The convex hull, by Andrew's monotone chain.
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut chain: Vec<Point> = Vec::new();
    let half = |chain: &mut Vec<Point>, points: &mut dyn Iterator<Item = Point>| {
        let start = chain.len();
        for point in points {
            while chain.len() >= start + 2 && cross(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
    };
    half(&mut chain, &mut points.iter().copied());
    half(&mut chain, &mut points.iter().rev().copied());
    chain
}

/// Positive where `c` lies to one side of the line from `a` to `b`, negative on the other.
fn cross(a: Point, b: Point, c: Point) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
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
