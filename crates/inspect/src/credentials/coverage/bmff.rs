//! What a hash over the boxes of an ISO-BMFF file leaves out (`c2pa.hash.bmff`, C2PA 2.2, section 18.6.3).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use whence_model::{
    Format, Place,
    facts::structure::{Part, Structure},
};

use super::ranges::of_part;
use crate::limits::MAX_PARTS;

/// Boxes that every such hash leaves out, or may: the file's brands, tables of offsets, which move when the credentials
/// are put in, and padding.
const TECHNICAL: &[&str] = &[
    "/ftyp",
    "/mfra",
    "/free",
    "/skip",
    "/meta/iloc",
    "/mfra/tfra",
    "/moov/trak/mdia/minf/stbl/stco",
    "/moov/trak/mdia/minf/stbl/co64",
    "/moof/traf/tfhd",
    "/moof/traf/trun",
];

/// Where the user type of a `uuid` box stands, and the one of the manifest store.
const STORE: (u64, &[u8]) = (8, b"\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81");

/// Boxes of this file that are excluded, or as much of each as is. `None` where not all boxes are known.
pub fn left_out(hash: &Value, format: Format, structure: &Structure, bytes: &[u8]) -> Option<Vec<Place>> {
    let exclusions = hash["exclusions"].as_array()?;
    if structure.parts_left_out > 0 || exclusions.len() > MAX_PARTS {
        return None;
    }
    // Then the data have a tree of hashes of their own.
    let hashed_apart = hash["merkle"].as_array().is_some_and(|trees| !trees.is_empty());
    let wanted = |exclusion: &&Value| match exclusion["xpath"].as_str() {
        Some("/mdat") => !hashed_apart,
        Some("/uuid") => !conditions(exclusion).any(|condition| condition == Some((STORE.0, STORE.1.to_vec()))),
        Some(path) => !TECHNICAL.contains(&path),
        None => false,
    };
    let exclusions: Vec<&Value> = exclusions.iter().filter(wanted).collect();
    let mut places = Vec::new();
    if exclusions.is_empty() {
        return Some(places);
    }
    let mut path: Vec<&str> = Vec::new();
    for part in &structure.parts {
        path.truncate(part.depth.into());
        path.push(part.name.raw());
        let xpath = path.iter().fold(String::new(), |path, name| path + "/" + name);
        let meant = exclusions.iter().filter(|e| e["xpath"] == *xpath && holds(e, part, bytes));
        for exclusion in meant {
            let name = format!("{} › {}", format.name(), path.join(" › "));
            places.extend(subsets(exclusion, part)?.into_iter().map(|(at, length)| Place::bytes(&*name, at, length)));
            if places.len() > MAX_PARTS {
                return None;
            }
        }
    }
    Some(places)
}

/// Whether something may be drawn from what is excluded there: all but boxes that makers put metadata into.
pub fn draws(place: &str) -> bool {
    place.rsplit(" › ").next() != Some("uuid")
}

/// Offset from the box's first byte and the bytes that must stand there.
fn conditions(exclusion: &Value) -> impl Iterator<Item = Option<(u64, Vec<u8>)>> {
    exclusion["data"].as_array().into_iter().flatten().map(|condition| {
        let value = STANDARD.decode(condition["value"].as_str()?).ok()?;
        Some((condition["offset"].as_u64()?, value))
    })
}

/// Whether the box is as long as it must be and holds what it must.
fn holds(exclusion: &Value, part: &Part, bytes: &[u8]) -> bool {
    let fits = exclusion["length"].as_u64().is_none_or(|length| length == part.length);
    fits && conditions(exclusion).all(|condition| {
        condition.is_some_and(|(offset, value)| {
            let at = part.offset.checked_add(offset).and_then(|at| usize::try_from(at).ok());
            at.and_then(|at| bytes.get(at..)).is_some_and(|rest| rest.starts_with(&value))
        })
    })
}

/// First byte and length of what is excluded of the box: all of it where no subset is given; a length of 0 means to its end.
fn subsets(exclusion: &Value, part: &Part) -> Option<Vec<(u64, u64)>> {
    let (start, end) = of_part(part);
    let Some(subsets) = exclusion["subset"].as_array() else { return Some(vec![(start, end.saturating_sub(start))]) };
    let read = |subset: &Value| {
        let from = start.checked_add(subset["offset"].as_u64()?)?.min(end);
        let to = match subset["length"].as_u64()? {
            0 => end,
            length => from.checked_add(length)?.min(end),
        };
        Some((from, to.saturating_sub(from)))
    };
    subsets.iter().take(MAX_PARTS).map(read).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// ftyp, meta with iloc and Exif-like box, uuid of something else, mdat.
    fn file() -> (Structure, Vec<u8>) {
        let part = |name: &str, offset, length, depth| Part { name: name.into(), holds: None, offset, length, depth };
        let parts = vec![
            part("ftyp", 0, 20, 0),
            part("meta", 20, 60, 0),
            part("iloc", 32, 16, 1),
            part("idat", 48, 32, 1),
            part("uuid", 80, 40, 0),
            part("mdat", 120, 80, 0),
        ];
        let mut bytes = vec![0; 200];
        bytes[88..92].copy_from_slice(b"XMP!");
        (Structure { parts, ..Structure::default() }, bytes)
    }

    fn of(hash: &Value) -> Option<Vec<Place>> {
        let (structure, bytes) = file();
        left_out(hash, Format::Avif, &structure, &bytes)
    }

    #[test]
    fn what_every_hash_leaves_out_is_not_named() {
        let store = json!({"xpath": "/uuid", "data": [{"offset": 8, "value": STANDARD.encode(STORE.1)}]});
        let usual = json!({"exclusions": [store, {"xpath": "/ftyp"}, {"xpath": "/mfra"}, {"xpath": "/meta/iloc"}]});
        assert_eq!(of(&usual), Some(vec![]));
        let hashed_apart = json!({"exclusions": [{"xpath": "/mdat"}], "merkle": [{"uniqueId": 1}]});
        assert_eq!(of(&hashed_apart), Some(vec![]));
    }

    #[test]
    fn boxes_that_are_left_out_beyond_that() {
        let xmp = |value| json!({"exclusions": [{"xpath": "/uuid", "data": [{"offset": 8, "value": value}]}]});
        assert_eq!(of(&xmp(STANDARD.encode("XMP!"))), Some(vec![Place::bytes("AVIF › uuid", 80, 40)]));
        assert_eq!(of(&xmp(STANDARD.encode("IPTC"))), Some(vec![]), "no such box in the file");
        assert_eq!(of(&xmp("%".into())), Some(vec![]));
        let nested = json!({"exclusions": [{"xpath": "/meta/idat", "subset": [{"offset": 8, "length": 4}]}]});
        assert_eq!(of(&nested), Some(vec![Place::bytes("AVIF › meta › idat", 56, 4)]));
        let to_the_end = json!({"exclusions": [{"xpath": "/mdat", "subset": [{"offset": 8, "length": 0}]}]});
        assert_eq!(of(&to_the_end), Some(vec![Place::bytes("AVIF › mdat", 128, 72)]));
        assert_eq!(of(&json!({"exclusions": [{"xpath": "/mdat", "length": 3}]})), Some(vec![]));
        assert_eq!(of(&json!({})), None);
    }

    #[test]
    fn a_file_of_which_not_all_is_known_tells_nothing() {
        let (mut structure, bytes) = file();
        structure.parts_left_out = 1;
        assert_eq!(left_out(&json!({"exclusions": []}), Format::Avif, &structure, &bytes), None);
    }
}
