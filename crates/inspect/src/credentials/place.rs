//! Where the manifest store stands in the file.

use whence_model::{
    Format, Place,
    facts::structure::{Part, Structure},
};

use crate::container::Walk;

/// The UUID of a JUMBF box that is a manifest store (C2PA 2.2, section 11.1.4.2).
const STORE: [u8; 16] = *b"c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71";

/// Parts that hold it, headers included, where the walk shows them. A JPEG has it in as many segments as it needs.
pub fn of(format: Format, walk: &Walk) -> Option<Place> {
    let Structure { parts, .. } = &walk.structure;
    let mut run = parts.iter().skip_while(|part| !holds_store(part)).take_while(|part| holds_store(part));
    let first = run.next()?;
    let Part { name, offset, .. } = first;
    let last = run.last().unwrap_or(first);
    let end = last.offset.saturating_add(last.length);
    Some(Place::bytes(format!("{} › {name}", format.name()), *offset, end.saturating_sub(*offset)))
}

/// Whether there is one anywhere, in a file that could not be read.
pub fn holds_manifest_store(bytes: &[u8]) -> bool {
    bytes.windows(STORE.len()).any(|window| window == STORE)
}

/// First byte and end of the manifest store, where its box begins at this byte.
pub fn store_at(bytes: &[u8], start: u64) -> Option<(u64, u64)> {
    let boxed = bytes.get(usize::try_from(start).ok()?..)?;
    // Length and type of the superbox, length and type of its description, UUID (ISO 19566-5, annex A).
    let is_store = boxed.get(4..8)? == b"jumb" && boxed.get(12..16)? == b"jumd" && boxed.get(16..32)? == STORE;
    let length = u32::from_be_bytes(*boxed.first_chunk()?);
    is_store.then(|| Some((start, start.checked_add(length.into())?)))?
}

pub fn holds_store(part: &Part) -> bool {
    part.holds.as_ref().is_some_and(|holds| holds.raw().contains("C2PA"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_follow_each_other_are_one_place() {
        let part = |name: &str, holds: Option<&str>, offset, length| Part {
            name: name.into(),
            holds: holds.map(Into::into),
            offset,
            length,
            depth: 0,
        };
        let mut walk = Walk::default();
        assert_eq!(of(Format::Jpeg, &walk), None);
        let store = Some("C2PA/JUMBF");
        walk.structure.parts = vec![
            part("APP1", Some("Exif"), 2, 18),
            part("APP11", store, 20, 100),
            part("APP11", store, 120, 30),
            part("DQT", None, 150, 60),
        ];
        assert_eq!(of(Format::Jpeg, &walk), Some(Place::bytes("JPEG › APP11", 20, 130)));
    }

    #[test]
    fn a_store_is_known_by_its_uuid() {
        assert!(holds_manifest_store(&[b"..", STORE.as_slice(), b".."].concat()));
        assert!(!holds_manifest_store(b"a text about c2pa"));
    }
}
