//! Features drawn by a fixed rule stand for pictures: no pixel comes here.

use whence_model::{Descriptor, FeaturePoint, Features};

use super::{FeatureIndex, Shared, compare, split_mix};

/// `points` features of a picture of 800 × 600, other ones for each number; each as in a mirror too.
pub fn drawn(number: u64, points: usize) -> Features {
    let noise = |point: u64, n: u64| split_mix((number << 40) + (point << 8) + n + 1);
    let descriptor = |point: u64, n: u64| std::array::from_fn(|word| noise(point, n + word as u64));
    let point = |at: u64| FeaturePoint {
        x: (20 + noise(at, 0) % 760) as u16,
        y: (20 + noise(at, 1) % 560) as u16,
        level: (3 + noise(at, 2) % 3) as u8,
        angle: noise(at, 3) as u8,
        descriptor: descriptor(at, 4),
    };
    let points: Vec<_> = (0..points as u64).map(point).collect();
    let mirrored = (0..points.len() as u64).map(|at| descriptor(at, 8)).collect();
    Features { width: 800, height: 600, points, mirrored }
}

/// Another descriptor, by `bits` bits.
fn off(descriptor: Descriptor, bits: u32) -> Descriptor {
    descriptor.map(|word| word ^ ((1u64 << (bits / 4)) - 1))
}

/// The picture scaled, turned by quarters, and laid into a picture of `size` with its corner at `at`; descriptors 20
/// bits off, other features all around.
fn copied(of: &Features, scale: f64, quarters: u8, at: (f64, f64), size: (u16, u16)) -> Features {
    let levels = (scale.ln() / 1.2f64.ln()).round() as i32;
    let mut copy = Features { width: size.0, height: size.1, ..drawn(999, 200) };
    copy.points.retain(|point| point.x < size.0 && point.y < size.1);
    copy.mirrored.truncate(copy.points.len());
    for (point, mirrored) in of.points.iter().zip(&of.mirrored) {
        let (mut x, mut y) = (f64::from(point.x), f64::from(point.y));
        for _ in 0..quarters {
            (x, y) = (-y, x);
        }
        let (x, y) = (x * scale + at.0, y * scale + at.1);
        let level = i32::from(point.level) + levels;
        if x < 0.0 || y < 0.0 || x >= size.0.into() || y >= size.1.into() || !(0..10).contains(&level) {
            continue;
        }
        copy.points.push(FeaturePoint {
            x: x as u16,
            y: y as u16,
            level: level as u8,
            angle: point.angle.wrapping_add(64 * quarters),
            descriptor: off(point.descriptor, 20),
        });
        copy.mirrored.push(off(*mirrored, 20));
    }
    copy
}

/// As if the picture had been mirrored before its features were looked for.
fn mirrored(features: &Features) -> Features {
    let turned = features.points.iter().zip(&features.mirrored).map(|(point, mirrored)| FeaturePoint {
        x: features.width - 1 - point.x,
        angle: 128u8.wrapping_sub(point.angle),
        descriptor: *mirrored,
        ..*point
    });
    let mirrored = features.points.iter().map(|point| point.descriptor).collect();
    Features { points: turned.collect(), mirrored, ..features.clone() }
}

fn counted(listed: &Features, asked: &Features, mirrored: bool) -> Option<Shared> {
    compare(listed, asked, mirrored).filter(Shared::counts)
}

#[test]
fn a_picture_is_found_shifted_scaled_and_turned() {
    let listed = drawn(1, 300);
    for (scale, quarters, at, size) in [
        (1.0, 0, (0.0, 0.0), (800, 600)),
        (0.5, 0, (100.0, 200.0), (700, 700)),
        (2.0, 0, (0.0, 0.0), (1600, 1200)),
        (0.8, 1, (600.0, 30.0), (800, 800)),
        (1.0, 2, (800.0, 600.0), (800, 600)),
    ] {
        let asked = copied(&listed, scale, quarters, at, size);
        let shared = counted(&listed, &asked, false).unwrap_or_else(|| panic!("{scale} {quarters}"));
        let (x, y) = shared.transform.of(0.0, 0.0);
        assert!((x - at.0).abs() < 3.0 && (y - at.1).abs() < 3.0, "{shared:?}");
        assert!((shared.transform.scale() / scale - 1.0).abs() < 0.01, "{shared:?}");
        assert!(shared.of_listed > 0.9, "{shared:?}");
        let part = scale * scale * 800.0 * 600.0 / f64::from(size.0) / f64::from(size.1);
        assert!((shared.of_asked / part - 1.0).abs() < 0.1, "{part} {shared:?}");
        assert!(!shared.mirrored && counted(&listed, &asked, true).is_none());
    }
}

#[test]
fn of_a_crop_the_part_is_told() {
    let listed = drawn(1, 400);
    // The right half, and of that the upper two thirds.
    let asked = copied(&listed, 1.0, 0, (-400.0, 0.0), (400, 400));
    let shared = counted(&listed, &asked, false).unwrap();
    assert!((shared.of_listed - 1.0 / 3.0).abs() < 0.04, "{shared:?}");
    assert!(shared.of_asked > 0.9, "{shared:?}");
}

/// One corner of a listed collage in another frame: what lies inside by the transform, but is not there, is not shared.
#[test]
fn fields_of_which_nothing_is_seen_are_not_shared() {
    let mut part = drawn(1, 400);
    let listed = part.clone();
    part.points
        .iter_mut()
        .filter(|point| point.x > 400 || point.y > 300)
        .for_each(|p| p.descriptor = p.descriptor.map(|w| !w));
    let shared = counted(&listed, &copied(&part, 1.0, 0, (0.0, 0.0), (800, 600)), false).unwrap();
    assert!((0.2..0.32).contains(&shared.of_listed), "{shared:?}");
}

#[test]
fn a_mirrored_picture_is_found_in_the_mirror_only() {
    let listed = drawn(1, 300);
    let asked = mirrored(&copied(&listed, 0.7, 0, (50.0, 60.0), (800, 600)));
    assert_eq!(counted(&listed, &asked, false), None);
    let shared = counted(&listed, &asked, true).unwrap();
    assert!(shared.mirrored && shared.of_listed > 0.9, "{shared:?}");
}

#[test]
fn other_pictures_are_not_found() {
    let listed = drawn(1, 300);
    for number in 2..20 {
        assert_eq!(counted(&listed, &drawn(number, 300), false), None, "{number}");
    }
    // The same features in another arrangement.
    let mut shuffled = listed.clone();
    let places: Vec<_> = listed.points.iter().map(|point| (point.x, point.y)).collect();
    shuffled.points.iter_mut().zip(places.iter().rev()).for_each(|(point, (x, y))| (point.x, point.y) = (*x, *y));
    assert_eq!(counted(&listed, &shuffled, false), None);
    // Everything about where it was, and nothing quite there.
    let mut moved = listed.clone();
    moved
        .points
        .iter_mut()
        .enumerate()
        .for_each(|(n, p)| (p.x, p.y) = (p.x + 18 * (n as u16 % 2), p.y + 18 * (n as u16 / 2 % 2)));
    let few = compare(&listed, &moved, false).map_or(0, |shared| shared.places);
    assert!(few < 120, "{few}");
    // In the same places, each turned by a quarter.
    let mut turned = listed.clone();
    turned.points.iter_mut().for_each(|point| point.angle = point.angle.wrapping_add(64));
    assert_eq!(counted(&listed, &turned, false), None);
}

#[test]
fn fifteen_places_count_and_fourteen_do_not() {
    for (points, counts) in [(14, false), (15, true)] {
        let mut listed = drawn(1, points);
        for (at, point) in listed.points.iter_mut().enumerate() {
            (point.x, point.y) = (40 + at as u16 % 5 * 170, 30 + at as u16 / 5 * 200);
        }
        let asked = copied(&listed, 1.0, 0, (0.0, 0.0), (800, 600));
        let shared = compare(&listed, &asked, false).unwrap();
        assert_eq!((shared.places, shared.counts()), (points as u32, counts), "{shared:?}");
    }
}

#[test]
fn many_features_of_a_few_corners_are_a_few_places() {
    let mut listed = drawn(1, 40);
    for (at, point) in listed.points.iter_mut().enumerate() {
        (point.x, point.y) = (40 + at as u16 % 8 * 96, 40 + at as u16 % 8 % 3 * 200);
    }
    let shared = compare(&listed, &listed, false).unwrap();
    assert_eq!((shared.places, shared.counts()), (8, false), "{shared:?}");
}

#[test]
fn a_logo_in_a_corner_is_no_match() {
    let mut listed = drawn(1, 300);
    for (at, point) in listed.points.iter_mut().take(30).enumerate() {
        (point.x, point.y) = (30 + at as u16 % 6 * 24, 30 + at as u16 / 6 * 24);
    }
    let logo = Features { points: listed.points[..30].to_vec(), mirrored: listed.mirrored[..30].to_vec(), ..listed };
    let shared = compare(&listed, &copied(&logo, 1.0, 0, (300.0, 200.0), (800, 600)), false).unwrap();
    assert!(shared.places >= 15 && !shared.counts(), "{shared:?}");
}

#[test]
fn a_line_of_text_is_no_match_and_a_banner_is() {
    for (high, found) in [(1, false), (30, false), (120, true)] {
        let mut line = drawn(1, 200);
        line.points.iter_mut().for_each(|point| point.y = 300 + point.y % high);
        assert_eq!(counted(&line, &line, false).is_some(), found, "{high}");
    }
}

#[test]
fn a_copy_may_be_stretched_a_little_and_no_more() {
    let listed = drawn(1, 300);
    for (width, found) in [(800, true), (920, true), (1400, false)] {
        let mut asked = Features { width, ..listed.clone() };
        asked.points.iter_mut().for_each(|point| point.x = (u32::from(point.x) * u32::from(width) / 800) as u16);
        assert_eq!(counted(&listed, &asked, false).is_some_and(|s| s.of_listed > 0.9), found, "{width}");
    }
}

#[test]
fn nothing_and_next_to_nothing_share_nothing() {
    let (nothing, few) = (Features::default(), drawn(1, 2));
    for (listed, asked) in [(&nothing, &nothing), (&nothing, &few), (&few, &nothing), (&few, &few)] {
        assert_eq!(compare(listed, asked, false), None);
    }
    // In lists there are no mirrored descriptors: nobody may ask for them by mistake and get something.
    let listed = Features { mirrored: Vec::new(), ..drawn(1, 100) };
    assert_eq!(compare(&listed, &listed, true), None);
}

#[test]
fn an_index_finds_the_picture_among_many_the_better_match_first() {
    let mut list: Vec<_> = (1..=200).map(|number| drawn(number, 200)).collect();
    list[50] = copied(&list[120], 0.9, 0, (0.0, 0.0), (800, 600));
    // Without what is around it, and fewer.
    list[50].points.drain(..200);
    list[50].points.truncate(60);
    let index = FeatureIndex::new(list.clone());
    let found = index.look_up(&copied(&list[120], 0.6, 0, (100.0, 50.0), (700, 700)));
    let entries: Vec<_> = found.matches.iter().map(|(entry, _)| *entry).collect();
    assert_eq!((entries.as_slice(), found.left), ([120, 50].as_slice(), 0));
    let found = index.look_up(&mirrored(&copied(&list[7], 0.6, 0, (100.0, 50.0), (700, 700))));
    assert!(matches!(found.matches.as_slice(), [(7, shared)] if shared.mirrored), "{found:?}");
    assert_eq!(index.look_up(&drawn(300, 400)).matches, []);
    assert_eq!(FeatureIndex::new(Vec::new()).look_up(&list[0]).matches, []);
}

#[test]
fn what_was_voted_for_and_not_compared_is_told() {
    let index = FeatureIndex::new(vec![drawn(1, 60); 100]);
    let found = index.look_up(&drawn(1, 60));
    assert_eq!((found.matches.len(), found.left), (64, 36));
}
