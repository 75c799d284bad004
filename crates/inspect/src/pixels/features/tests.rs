use image::{DynamicImage, GrayImage, Luma as Grey, imageops};
use whence_model::{Descriptor, FeaturePoint, Features};

use super::{MIN_SIDE, POINTS, extract};

/// Rectangles of many sizes and greys.
fn drawn(width: u32, height: u32) -> GrayImage {
    let mut picture = GrayImage::from_pixel(width, height, Grey([128]));
    let mut state = 7u64;
    let mut die = |sides: u32| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) as u32 % sides
    };
    for _ in 0..160 {
        let (wide, high) = (4 + die(width / 8), 4 + die(height / 8));
        let (left, top, grey) = (die(width - wide), die(height - high), die(256) as u8);
        for (x, y) in (top..top + high).flat_map(|y| (left..left + wide).map(move |x| (x, y))) {
            picture.put_pixel(x, y, Grey([grey]));
        }
    }
    picture
}

fn features(picture: GrayImage) -> Features {
    extract(&DynamicImage::ImageLuma8(picture)).unwrap()
}

/// The share of points that have a counterpart at a place and angle, give or take one, which looks alike.
fn met(from: &Features, to: &Features, moved: impl Fn(FeaturePoint, Descriptor) -> FeaturePoint) -> f64 {
    let found = from.points.iter().zip(&from.mirrored).filter(|(point, mirrored)| {
        let wanted = moved(**point, **mirrored);
        to.points.iter().any(|other| {
            let apart: u32 = wanted.descriptor.iter().zip(other.descriptor).map(|(a, b)| (a ^ b).count_ones()).sum();
            let turn = wanted.angle.wrapping_sub(other.angle);
            let near = wanted.x.abs_diff(other.x) <= 2 && wanted.y.abs_diff(other.y) <= 2;
            near && other.level == wanted.level && turn.min(turn.wrapping_neg()) <= 1 && apart <= 12
        })
    });
    found.count() as f64 / from.points.len() as f64
}

/// Pinned: a list made on one machine must be met on every other. Another number is another [`Features::VERSION`].
#[test]
fn the_features_of_a_drawn_picture_are_these_to_the_last_bit() {
    let features = features(drawn(600, 450));
    let mut digest = 0xcbf2_9ce4_8422_2325u64;
    let mut take = |n: u64| digest = (digest ^ n).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    for (point, mirrored) in features.points.iter().zip(&features.mirrored) {
        [point.x.into(), point.y.into(), point.level.into(), point.angle.into()].into_iter().for_each(&mut take);
        point.descriptor.iter().chain(mirrored).for_each(|word| take(*word));
    }
    assert_eq!((features.width, features.height), (808, 606));
    assert_eq!((features.points.len(), digest), (1495, 10_656_419_079_555_130_018));
}

#[test]
fn colours_and_transparency_change_nothing_where_the_greys_are_the_same() {
    let grey = DynamicImage::ImageLuma8(drawn(300, 200));
    let expected = extract(&grey).unwrap();
    for same in [grey.to_rgb8().into(), grey.to_rgba8().into(), DynamicImage::from(grey.to_luma_alpha8())] {
        assert!(extract(&same).unwrap() == expected, "{:?}", same.color());
    }
}

#[test]
fn the_mirrored_descriptors_are_those_of_the_mirrored_picture() {
    let picture = drawn(700, 700);
    let mirrored = features(imageops::flip_horizontal(&picture));
    let moved = |p: FeaturePoint, descriptor| FeaturePoint {
        x: 699 - p.x,
        angle: 128u8.wrapping_sub(p.angle),
        descriptor,
        ..p
    };
    let share = met(&features(picture.clone()), &mirrored, moved);
    assert!(share > 0.9, "{share}");
    let unmoved = met(&features(picture), &mirrored, |p, _| p);
    assert!(unmoved < 0.1, "{unmoved}");
}

#[test]
fn a_turned_picture_has_the_same_features_turned() {
    let picture = drawn(700, 700);
    let turned = features(imageops::rotate90(&picture));
    let moved = |p: FeaturePoint, _| FeaturePoint { x: 699 - p.y, y: p.x, angle: p.angle.wrapping_add(64), ..p };
    let share = met(&features(picture), &turned, moved);
    assert!(share > 0.9, "{share}");
}

#[test]
fn half_the_size_has_the_same_features() {
    let picture = drawn(1400, 1400);
    let half = features(imageops::resize(&picture, 700, 700, imageops::FilterType::Triangle));
    let share = met(&features(picture), &half, |p, _| p);
    assert!(share > 0.6, "{share}");
}

#[test]
fn every_beginning_is_spread_over_the_picture_and_its_sizes() {
    let features = features(drawn(800, 600));
    assert_eq!(features.mirrored.len(), features.points.len());
    assert!(features.points.len() > POINTS / 2);
    for many in [250, 500] {
        let begun = &features.points[..many];
        let fields = |x: u16, y: u16| (x * 4 / features.width, y * 4 / features.height);
        let mut fields: Vec<_> = begun.iter().map(|p| fields(p.x, p.y)).collect();
        fields.sort_unstable();
        fields.dedup();
        assert!(fields.len() >= 14, "{many}: {fields:?}");
        assert!((0..7).all(|level| begun.iter().any(|p| p.level == level)), "{many}");
    }
}

#[test]
fn what_shows_nothing_has_no_points_and_what_is_too_narrow_no_features() {
    assert_eq!(features(GrayImage::from_pixel(400, 300, Grey([90]))).points, []);
    let slope = GrayImage::from_fn(400, 300, |x, _| Grey([(x / 2) as u8]));
    assert_eq!(features(slope).points, []);
    let least = MIN_SIDE as u32;
    for (width, height) in [(least - 1, 400), (400, least - 1), (1, 1), (30_000, least)] {
        let picture = DynamicImage::ImageLuma8(GrayImage::new(width, height));
        assert!(extract(&picture).is_none(), "{width} × {height}");
    }
    assert!(extract(&DynamicImage::ImageLuma8(GrayImage::new(least, least))).is_some());
}
