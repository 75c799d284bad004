//! What a hash over the file leaves out.
//!
//! Some makers leave out all that stands before the pixels, Exif included (Truepic, 2023). The signature then says
//! nothing about the metadata, but still binds the picture. Were the place of a quantisation table or of a frame
//! left out, another picture could be put there, and nothing would be bound at all.

use serde_json::Value;
use whence_model::facts::structure::Structure;

/// Whether the hash assertion at `url` leaves out nothing but metadata and the credentials themselves.
pub fn only_metadata_left_out(reader: &c2pa::Reader, url: &str, structure: &Structure) -> bool {
    let Some((manifest, assertion)) = split(url) else { return false };
    let Ok(report) = serde_json::from_str::<Value>(&reader.detailed_json()) else { return false };
    let hash = &report["manifests"][manifest]["assertion_store"][assertion];
    exclusions(hash).is_some_and(|ranges| ranges.into_iter().all(|range| is_metadata(range, structure)))
}

/// Manifest and assertion of `self#jumbf=/c2pa/<manifest>/c2pa.assertions/<assertion>`.
fn split(url: &str) -> Option<(&str, &str)> {
    url.strip_prefix("self#jumbf=/c2pa/")?.split_once("/c2pa.assertions/")
}

/// Offsets of first byte and end.
fn exclusions(hash: &Value) -> Option<Vec<(u64, u64)>> {
    let range = |range: &Value| {
        let start = range["start"].as_u64()?;
        Some((start, start.checked_add(range["length"].as_u64()?)?))
    };
    hash["exclusions"].as_array()?.iter().map(range).collect()
}

/// Whether parts that say nothing about how pixels are drawn fill this range without a gap.
fn is_metadata((start, end): (u64, u64), structure: &Structure) -> bool {
    let overlap = |offset: u64, length: u64| offset.saturating_add(length).min(end).saturating_sub(offset.max(start));
    let metadata = structure.parts.iter().filter(|part| part.depth == 0 && draws_nothing(part.name.raw()));
    let covered = metadata.map(|part| overlap(part.offset, part.length)).fold(0, u64::saturating_add);
    covered == end.saturating_sub(start)
}

/// Parts without influence on the picture, by the names that the walk gives them; profiles and Adobe's colour
/// transform (APP2, APP14) have one.
fn draws_nothing(part: &str) -> bool {
    const JPEG: &[&str] = &["SOI", "APP0", "APP1", "APP11", "APP13", "COM"];
    const PNG: &[&str] = &["caBX", "eXIf", "iTXt", "tEXt", "zTXt", "tIME"];
    const WEBP: &[&str] = &["C2PA", "EXIF", "XMP"];
    [JPEG, PNG, WEBP].iter().any(|names| names.contains(&part))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use whence_model::facts::structure::Part;

    use super::*;

    fn jpeg() -> Structure {
        let part = |name: &str, offset, length| Part { name: name.into(), holds: None, offset, length, depth: 0 };
        let parts = vec![part("SOI", 0, 2), part("APP1", 2, 98), part("APP11", 100, 50), part("DQT", 160, 60)];
        Structure { parts, ..Structure::default() }
    }

    #[test]
    fn metadata_may_be_left_out_and_tables_may_not() {
        for (range, expected) in
            [((0, 150), true), ((20, 120), true), ((0, 160), false), ((0, 161), false), ((160, 220), false)]
        {
            assert_eq!(is_metadata(range, &jpeg()), expected, "{range:?}");
        }
        assert!(!is_metadata((0, 150), &Structure::default()), "nothing is known of the file");
    }

    #[test]
    fn exclusions_that_make_no_sense_are_none() {
        assert_eq!(exclusions(&json!({"exclusions": [{"start": 2, "length": 5}]})), Some(vec![(2, 7)]));
        assert_eq!(exclusions(&json!({"exclusions": [{"start": u64::MAX, "length": 5}]})), None);
        assert_eq!(exclusions(&json!({"exclusions": [{"start": -1, "length": 5}]})), None);
        assert_eq!(exclusions(&json!({})), None);
    }

    #[test]
    fn the_address_of_an_assertion() {
        let url = "self#jumbf=/c2pa/com.truepic:urn:uuid:1/c2pa.assertions/c2pa.hash.data";
        assert_eq!(split(url), Some(("com.truepic:urn:uuid:1", "c2pa.hash.data")));
        assert_eq!(split("self#jumbf=c2pa.assertions/c2pa.hash.data"), None);
    }
}
