//! What a hash over the file's bytes leaves out.
//!
//! Some makers leave out all that stands before the pixels, Exif included (Truepic, 2023). The signature then says
//! nothing about the metadata, but still binds the picture. Were the place of a quantisation table or of a frame
//! left out, another picture could be put there, and nothing would be bound at all.

mod bmff;
mod boxes;
mod ranges;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};
use whence_model::{
    Format, Place, Reading,
    facts::{
        provenance::{Binding, Coverage, Flag},
        structure::Structure,
    },
};

use self::ranges::{Range, merged, of_part, touches, without};
use super::{Subject, place};
use crate::{
    container::BlockKind,
    limits::{MAX_LEFT_OUT, MAX_MANIFEST_DEPTH, MAX_PARTS},
};

/// Whether the hash assertion at `url` leaves out nothing but metadata and the credentials themselves.
pub fn only_metadata_left_out(detailed: &Value, url: &str, structure: &Structure) -> bool {
    let Some((manifest, assertion)) = split(url) else { return false };
    let hash = assertions(detailed, manifest).and_then(|store| store.get(assertion));
    let ranges = hash.and_then(exclusions);
    ranges.is_some_and(|ranges| ranges.into_iter().all(|range| is_metadata(range, structure)))
}

/// What the hash of the manifest with this label leaves out or, where that is an update, the one of the manifest that it
/// builds upon. `detailed` is all that the library tells. `None` where there is no such hash, or where its numbers do not
/// fit this file.
pub fn of(detailed: &Value, label: &str, subject: Subject) -> Option<Coverage> {
    let Subject { format, bytes, walk, .. } = subject;
    let (binding, hash, is_update) = hash(detailed, label)?;
    let left_out = match binding {
        Binding::Data => without_store(hash, is_update, subject)?,
        Binding::Boxes => merged(boxes::left_out(hash, &walk.structure)?),
        Binding::Bmff => {
            let mut left_out = bmff::left_out(hash, format, &walk.structure, bytes)?;
            let metadata_left_out = touches_metadata(&merged(left_out.iter().filter_map(range).collect()), subject);
            let picture_left_out = left_out.iter().any(|place| bmff::draws(place.path.raw()));
            left_out.truncate(MAX_LEFT_OUT);
            return Some(Coverage { binding, left_out, metadata_left_out, picture_left_out });
        }
    };
    Some(Coverage {
        binding,
        left_out: ranges::places(&left_out, format, &walk.structure, MAX_LEFT_OUT),
        metadata_left_out: touches_metadata(&left_out, subject),
        picture_left_out: !left_out.iter().all(|range| is_metadata(*range, &subject.walk.structure)),
    })
}

/// Where the coverage could be told, the flag says the same.
pub fn flag(coverage: Option<&Coverage>, flags: &mut Vec<Flag>) {
    let Some(coverage) = coverage else { return };
    flags.retain(|flag| *flag != Flag::PartNotCovered);
    if !coverage.left_out.is_empty() {
        let at = flags.iter().take_while(|flag| **flag == Flag::IngredientProblem).count();
        flags.insert(at, Flag::PartNotCovered);
    }
}

/// The hash assertion that binds the file, and whether it is not in the manifest with this label but in one before it.
fn hash<'d>(detailed: &'d Value, label: &str) -> Option<(Binding, &'d Value, bool)> {
    let mut store = assertions(detailed, label)?;
    for steps in 0..MAX_MANIFEST_DEPTH {
        let mut hashes = store.iter().filter_map(|(name, hash)| Some((binding(name)?, hash)));
        if let Some((binding, hash)) = hashes.next() {
            // Of two, nobody could say which one binds.
            return hashes.next().is_none().then_some((binding, hash, steps > 0));
        }
        let ingredients = store.iter().filter(|(name, _)| name.starts_with("c2pa.ingredient"));
        let parent = ingredients.map(|(_, ingredient)| ingredient).find(|i| i["relationship"] == "parentOf")?;
        let url = ["activeManifest", "c2pa_manifest"].iter().find_map(|key| parent.get(key)?.get("url")?.as_str())?;
        let label = url.strip_prefix("self#jumbf=/c2pa/")?;
        store = assertions(detailed, label)?;
    }
    None
}

/// The assertions of the manifest with this label, by their own.
fn assertions<'d>(detailed: &'d Value, label: &str) -> Option<&'d Map<String, Value>> {
    detailed.get("manifests")?.get(label)?.get("assertion_store")?.as_object()
}

/// By the name of an assertion, its version and number left off. Hashes of parts of a file (`.part`) bind no whole one.
fn binding(assertion: &str) -> Option<Binding> {
    let name = assertion.split("__").next()?;
    match name.strip_prefix("c2pa.hash.")? {
        "data" => Some(Binding::Data),
        "boxes" => Some(Binding::Boxes),
        "bmff" | "bmff.v2" | "bmff.v3" => Some(Binding::Bmff),
        _ => None,
    }
}

/// The bytes that a `c2pa.hash.data` excludes, without those of the credentials themselves.
fn without_store(hash: &Value, is_update: bool, subject: Subject) -> Option<Vec<Range>> {
    let mut excluded = if hash["exclusions"].is_null() { Vec::new() } else { exclusions(hash)? };
    if excluded.len() > MAX_PARTS {
        return None;
    }
    if subject.detached.is_some() {
        return Some(merged(excluded));
    }
    let mut store: Vec<Range> =
        subject.walk.structure.parts.iter().filter(|part| place::holds_store(part)).map(of_part).collect();
    if store.is_empty() {
        // A TIFF has the store where a field points to, and leaves out the field's length too.
        let own = |range: &Range| place::store_at(subject.bytes, range.0).or_else(|| tiff_field(subject.bytes, *range));
        store = excluded.iter().filter_map(own).collect();
    }
    let store = merged(store);
    let (start, end) = *store.first()?;
    // Updates are put into the store and move what stands behind it.
    if is_update && let Some((_, was)) = excluded.iter().copied().find(|(from, _)| *from == start) {
        let moved = end.saturating_sub(was);
        for range in excluded.iter_mut().filter(|range| range.0 > start) {
            *range = (range.0.checked_add(moved)?, range.1.checked_add(moved)?);
        }
        excluded.push((start, end));
    }
    let excluded = merged(excluded);
    // Where not even the store is left out, bytes were put in or taken away before it.
    without(&store, &excluded).is_empty().then(|| without(&excluded, &store))
}

/// The range, where it is the count of the TIFF field that holds the store (C2PA 2.2, annex A.3.6): it stands behind the
/// field's tag and type.
fn tiff_field(bytes: &[u8], (start, end): Range) -> Option<Range> {
    const TAG: u16 = 0xcd41;
    const COUNT: u64 = 8;
    let before = usize::try_from(start.checked_sub(4)?).ok()?;
    let tag = *bytes.get(before..)?.first_chunk::<2>()?;
    let is_store = [u16::from_le_bytes(tag), u16::from_be_bytes(tag)].contains(&TAG);
    (is_store && end.saturating_sub(start) <= COUNT).then_some((start, end))
}

/// Whether Exif, XMP or IPTC stands in these bytes.
fn touches_metadata(left_out: &[Range], Subject { format, walk, metadata, .. }: Subject) -> bool {
    let touched = |place: &Place| range(place).is_some_and(|range| touches(left_out, range));
    let in_blocks = walk.blocks.iter().any(|block| {
        let counts = match block.kind {
            // All of a TIFF is one block.
            BlockKind::Exif => format != Format::Tiff,
            BlockKind::Xmp | BlockKind::ExtendedXmp { .. } => true,
            BlockKind::Photoshop | BlockKind::Iptc => metadata.iptc != Reading::Absent,
            _ => false,
        };
        counts && touched(&block.place)
    });
    let fields = metadata.exif.read().map(|exif| exif.fields.as_slice()).unwrap_or_default();
    in_blocks || format == Format::Tiff && fields.iter().any(|field| touched(&field.place))
}

fn range(place: &Place) -> Option<Range> {
    let start = place.offset?;
    Some((start, start.checked_add(place.length?)?))
}

/// Manifest and assertion of `self#jumbf=/c2pa/<manifest>/c2pa.assertions/<assertion>`.
fn split(url: &str) -> Option<(&str, &str)> {
    url.strip_prefix("self#jumbf=/c2pa/")?.split_once("/c2pa.assertions/")
}

/// Offsets of first byte and end.
fn exclusions(hash: &Value) -> Option<Vec<Range>> {
    let range = |range: &Value| {
        let start = range["start"].as_u64()?;
        Some((start, start.checked_add(range["length"].as_u64()?)?))
    };
    hash["exclusions"].as_array()?.iter().map(range).collect()
}

/// Whether parts that say nothing about how pixels are drawn fill this range without a gap.
fn is_metadata((start, end): Range, structure: &Structure) -> bool {
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
    const JXL: &[&str] = &["Exif", "xml"];
    [JPEG, PNG, WEBP, JXL].iter().any(|names| names.contains(&part))
}
