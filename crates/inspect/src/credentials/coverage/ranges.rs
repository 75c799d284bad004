//! Runs of bytes: joined, taken from each other, and called by the names of the parts that they run through.

use whence_model::{
    Format, Place,
    facts::structure::{Part, Structure},
};

/// First byte, and the first behind the last.
pub type Range = (u64, u64);

pub fn of_part(part: &Part) -> Range {
    (part.offset, part.offset.saturating_add(part.length))
}

/// The same bytes in file order, each once.
pub fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.retain(|(start, end)| start < end);
    ranges.sort_unstable();
    let mut merged: Vec<Range> = Vec::new();
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// What is left of `ranges` without the bytes of `taken`; both are [`merged`].
pub fn without(ranges: &[Range], taken: &[Range]) -> Vec<Range> {
    let mut left = Vec::new();
    let mut taken = taken.iter().copied().peekable();
    for &(start, end) in ranges {
        let mut at = start;
        while let Some(&(from, to)) = taken.peek().filter(|(from, _)| *from < end) {
            if from > at {
                left.push((at, from));
            }
            at = at.max(to);
            if to > end {
                break;
            }
            taken.next();
        }
        if at < end {
            left.push((at, end));
        }
    }
    left
}

/// Whether any of these bytes stands in `ranges`, which are [`merged`].
pub fn touches(ranges: &[Range], (start, end): Range) -> bool {
    let next = ranges.partition_point(|range| range.1 <= start);
    start < end && ranges.get(next).is_some_and(|range| range.0 < end)
}

/// The parts of the file that these bytes are of; at most `limit` places. A JPEG's first marker is none: without it, the
/// file were no JPEG.
pub fn places(ranges: &[Range], format: Format, structure: &Structure, limit: usize) -> Vec<Place> {
    let mut parts: Vec<&Part> = structure.parts.iter().filter(|part| part.depth == 0).collect();
    parts.sort_by_key(|part| part.offset);
    let mut places = Vec::new();
    let mut name = |path: String, (start, end): Range| {
        if start < end && path != "JPEG › SOI" && places.len() < limit {
            places.push(Place::bytes(path, start, end.saturating_sub(start)));
        }
        places.len() < limit
    };
    for &(start, end) in ranges {
        let first = parts.partition_point(|part| of_part(part).1 <= start);
        let mut at = start;
        for part in parts.iter().skip(first).take_while(|part| part.offset < end) {
            let to = of_part(part).1.min(end);
            let between = (at, part.offset.max(at));
            let more = name(format.name().into(), between) && name(path(format, part), (between.1, to));
            if !more {
                return places;
            }
            at = at.max(to);
        }
        name(format.name().into(), (at, end));
    }
    places
}

fn path(format: Format, part: &Part) -> String {
    let (format, name) = (format.name(), part.name.raw());
    match &part.holds {
        Some(holds) => format!("{format} › {name} {}", holds.raw()),
        None => format!("{format} › {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_joined_and_taken_from_each_other() {
        assert_eq!(merged(vec![(9, 12), (2, 5), (5, 7), (3, 4), (8, 8), (10, 11)]), [(2, 7), (9, 12)]);
        for (ranges, taken, left) in [
            (vec![(0, 10)], vec![(3, 5)], vec![(0, 3), (5, 10)]),
            (vec![(0, 10)], vec![(0, 10)], vec![]),
            (vec![(0, 10)], vec![(0, 4), (8, 12)], vec![(4, 8)]),
            (vec![(0, 4), (6, 9), (10, 12)], vec![(2, 11)], vec![(0, 2), (11, 12)]),
            (vec![(5, 9)], vec![(0, 2), (6, 7), (20, 30)], vec![(5, 6), (7, 9)]),
            (vec![(5, 9)], vec![], vec![(5, 9)]),
        ] {
            assert_eq!(without(&ranges, &taken), left, "{ranges:?} without {taken:?}");
        }
        assert!(touches(&[(2, 7), (9, 12)], (6, 8)) && touches(&[(2, 7), (9, 12)], (0, 20)));
        assert!(!touches(&[(2, 7), (9, 12)], (7, 9)) && !touches(&[(2, 7)], (3, 3)));
    }

    #[test]
    fn bytes_are_called_by_their_parts() {
        let part = |name: &str, holds: Option<&str>, offset, length, depth| Part {
            name: name.into(),
            holds: holds.map(Into::into),
            offset,
            length,
            depth,
        };
        let parts = vec![
            part("SOI", None, 0, 2, 0),
            part("APP1", Some("Exif"), 2, 98, 0),
            part("IFD0", None, 10, 20, 1),
            part("DQT", None, 110, 60, 0),
        ];
        let structure = Structure { parts, ..Structure::default() };
        let named = |ranges: &[Range], limit| places(ranges, Format::Jpeg, &structure, limit);
        assert_eq!(
            named(&[(0, 120), (165, 200)], 9),
            [
                Place::bytes("JPEG › APP1 Exif", 2, 98),
                Place::bytes("JPEG", 100, 10),
                Place::bytes("JPEG › DQT", 110, 10),
                Place::bytes("JPEG › DQT", 165, 5),
                Place::bytes("JPEG", 170, 30),
            ]
        );
        assert_eq!(named(&[(0, 120), (165, 200)], 2).len(), 2);
        assert_eq!(named(&[(u64::MAX - 1, u64::MAX)], 2), [Place::bytes("JPEG", u64::MAX - 1, 1)]);
    }
}
