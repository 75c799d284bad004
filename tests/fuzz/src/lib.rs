//! What the targets share: what must hold whatever the bytes are.

pub mod jumbf;
pub mod made;
pub mod makers;
pub mod panics;
pub mod tiff;

use std::borrow::Cow;

use serde::{Serialize, de::DeserializeOwned};
use whence_inspect::{
    Inspector,
    limits::{MAX_DEFECTS, MAX_PARTS},
    parsers::{self, Block, BlockKind, Walk},
};
use whence_model::{Format, Place, facts::metadata::Metadata};

/// Walks twice, if it is this format by its first bytes: both times the same, every list within its limit, and nothing outside of
/// the file.
pub fn walk(format: Format, bytes: &[u8]) -> Walk<'_> {
    if Inspector::format(bytes).ok() != Some(format) {
        return Walk::default();
    }
    let walk = parsers::walk(format, bytes);
    let inside = |offset: u64, length: u64| offset.checked_add(length).is_some_and(|end| end <= bytes.len() as u64);
    let structure = &walk.structure;
    assert!(structure.parts.len() <= MAX_PARTS, "more parts than are listed");
    assert!(structure.defects.len() <= MAX_DEFECTS, "more defects than are kept");
    assert!(walk.blocks.len() <= MAX_PARTS, "more blocks than are kept");
    for part in &structure.parts {
        assert!(inside(part.offset, part.length), "a part outside of the file: {part:?}");
    }
    let blocks = walk.blocks.iter().map(|block| &block.place);
    for place in blocks.chain(structure.trailing.iter().map(|trailing| &trailing.place)) {
        let (offset, length) = (place.offset.unwrap_or(0), place.length.unwrap_or(0));
        assert!(inside(offset, length), "a place outside of the file: {place:?}");
    }
    for block in &walk.blocks {
        let (Cow::Borrowed(data), Some(offset)) = (&block.data, block.place.offset) else { continue };
        let start = offset as usize;
        assert!(bytes.get(start..start + data.len()) == Some(data), "a block is not at its place: {:?}", block.place);
    }
    assert!(parsers::walk(format, bytes).structure == *structure, "the second walk saw something else");
    walk
}

/// Reads twice what stands in the blocks: the same both times, and it passes to another process unchanged.
pub fn metadata(blocks: &[Block]) -> Metadata {
    let metadata = parsers::metadata(blocks);
    let sent = passes(&metadata);
    assert!(encoded(&parsers::metadata(blocks)) == sent, "the second reading read something else");
    metadata
}

/// One block that begins where the file does.
pub fn block(kind: BlockKind, bytes: &[u8]) -> Block<'_> {
    let place = Place::bytes("fuzz", 0, bytes.len() as u64);
    Block { kind, data: bytes.into(), place, after_pixels: false }
}

/// Reads a TIFF block; fields and notes stand in it.
pub fn exif(tiff: &[u8]) -> Metadata {
    let metadata = metadata(&[block(BlockKind::Exif, tiff)]);
    let Some(exif) = metadata.exif.read() else { return metadata };
    let note = exif.maker_note.iter().map(|note| &note.place);
    for place in exif.fields.iter().map(|field| &field.place).chain(note).chain(&exif.thumbnail) {
        let end = place.offset.zip(place.length).map(|(offset, length)| offset.saturating_add(length));
        assert!(end.is_none_or(|end| end <= tiff.len() as u64), "a field outside of its block: {place:?}");
    }
    metadata
}

/// What one process says, the other reads, and would say again in the same bytes.
pub fn passes<T: Serialize + DeserializeOwned>(value: &T) -> Vec<u8> {
    let sent = encoded(value);
    assert!(whence_model::is_sound(&sent), "the engine would not take it");
    let read: T = rmp_serde::from_slice(&sent).expect("what is written can be read");
    assert!(encoded(&read) == sent, "it arrives as something else");
    sent
}

/// As answers pass from the room to the engine.
pub fn encoded(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec_named(value).expect("our own types have a form in it")
}
