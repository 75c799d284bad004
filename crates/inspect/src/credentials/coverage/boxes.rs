//! What a hash for each segment or chunk leaves out (`c2pa.hash.boxes`, C2PA 2.2, section 18.6.2).

use std::collections::HashMap;

use serde_json::Value;
use whence_model::facts::structure::{Part, Structure};

use super::ranges::{Range, of_part};
use crate::limits::MAX_PARTS;

/// The name that stands for all parts of the manifest store.
const STORE: &str = "C2PA";

/// Whole boxes that are not hashed, and ranges within others. `None` where the assertion names a box that the walk has
/// not seen.
pub fn left_out(hash: &Value, structure: &Structure) -> Option<Vec<Range>> {
    let mut parts: HashMap<&str, Vec<&Part>> = HashMap::new();
    for part in structure.parts.iter().filter(|part| part.depth == 0) {
        parts.entry(part.name.raw().trim_end()).or_default().push(part);
    }
    let mut met: HashMap<&str, usize> = HashMap::new();
    let mut ranges = Vec::new();
    for entry in hash["boxes"].as_array()? {
        // Boxes are listed in file order, so the third APP1 of the list is the third of the file.
        let mut places = Vec::new();
        for name in entry["names"].as_array()?.iter().filter_map(Value::as_str).filter(|name| *name != STORE) {
            let nth = met.entry(name).or_default();
            places.push(parts.get(name.trim_end()).and_then(|parts| parts.get(*nth)).map(|part| of_part(part)));
            *nth = nth.saturating_add(1);
        }
        if entry["excluded"].as_bool() == Some(true) {
            for place in &places {
                ranges.push((*place)?);
            }
        }
        for exclusion in entry["exclusions"].as_array().into_iter().flatten() {
            let nth = usize::try_from(exclusion["boxIndex"].as_u64().unwrap_or(0)).ok()?;
            // None are left where the entry is the manifest store's.
            if let Some(place) = places.get(nth) {
                let start = (*place)?.0.checked_add(exclusion["start"].as_u64()?)?;
                ranges.push((start, start.checked_add(exclusion["length"].as_u64()?)?));
            }
        }
        if ranges.len() > MAX_PARTS {
            return None;
        }
    }
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn jpeg() -> Structure {
        let part = |name: &str, offset, length| Part { name: name.into(), holds: None, offset, length, depth: 0 };
        let parts = vec![
            part("SOI", 0, 2),
            part("APP1", 2, 98),
            part("APP11", 100, 50),
            part("APP1", 150, 30),
            part("DQT", 180, 60),
        ];
        Structure { parts, ..Structure::default() }
    }

    #[test]
    fn boxes_that_are_not_hashed_and_ranges_within_boxes() {
        let hash = json!({"boxes": [
            {"names": ["SOI", "APP1"], "hash": "x"},
            {"names": ["C2PA"], "excluded": true, "hash": ""},
            {"names": ["APP1"], "excluded": true, "hash": ""},
            {"names": ["DQT"], "hash": "x", "exclusions": [{"start": 4, "length": 6}]},
        ]});
        assert_eq!(left_out(&hash, &jpeg()), Some(vec![(150, 180), (184, 190)]));
        let indexed = json!({"boxes": [
            {"names": ["SOI", "APP1"], "hash": "x", "exclusions": [{"boxIndex": 1, "start": 10, "length": 5}]},
            {"names": ["C2PA"], "hash": "", "exclusions": [{"start": 10, "length": 5}]},
        ]});
        assert_eq!(left_out(&indexed, &jpeg()), Some(vec![(12, 17)]));
    }

    #[test]
    fn what_does_not_fit_the_file_tells_nothing() {
        for hash in [
            json!({}),
            json!({"boxes": [{"names": ["APP5"], "excluded": true}]}),
            json!({"boxes": [{"names": ["DQT", "DQT"], "excluded": true}]}),
            json!({"boxes": [{"names": ["DQT"], "exclusions": [{"start": u64::MAX, "length": 6}]}]}),
            json!({"boxes": [{"names": ["DQT"], "exclusions": [{"start": -1, "length": 6}]}]}),
        ] {
            assert_eq!(left_out(&hash, &jpeg()), None, "{hash}");
        }
    }
}
