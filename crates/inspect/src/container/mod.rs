//! The walk through a container: its parts in order, what stands after its end, and the blocks that other
//! inspectors read. It decodes no pixels and parses no metadata.
//!
//! Nothing here fails as a whole: what cannot be walked becomes a defect or the place where the file breaks off, and
//! everything that was seen before it is kept.

pub mod bmff;
mod bmp;
mod boxes;
mod bytes;
mod gif;
pub mod image_resources;
pub mod inflate;
mod jp2;
mod jpeg;
mod jxl;
mod png;
mod psd;
mod record;
mod riff;
mod tiff;
mod trailing;

use std::borrow::Cow;

use whence_model::{Format, Place, facts::structure::Structure};

/// What one walk saw.
#[derive(Debug, Default)]
pub struct Walk<'a> {
    pub structure: Structure,
    /// Pixels across and down, as the container says.
    pub size: Option<(u32, u32)>,
    /// In file order.
    pub blocks: Vec<Block<'a>>,
}

/// A run of bytes for another inspector, headers and prefixes taken off, joined and inflated where the format
/// splits or compresses it (within the limits).
#[derive(Debug)]
pub struct Block<'a> {
    pub kind: BlockKind,
    pub data: Cow<'a, [u8]>,
    /// Where it stands in the file (the first piece, where it is split). Where `data` is borrowed, these are exactly
    /// its bytes, so that offsets within it can be added to `place.offset`.
    pub place: Place,
    /// It stands behind the pixels.
    pub after_pixels: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A TIFF block, from its byte-order mark on.
    Exif,
    /// An XMP packet.
    Xmp,
    /// Extended XMP, joined, of this GUID.
    ExtendedXmp { guid: String },
    /// An ICC profile.
    Icc,
    /// Photoshop image resources (8BIM).
    Photoshop,
    /// IPTC-IIM datasets outside of Photoshop resources (TIFF tag 33723, JPEG 2000).
    Iptc,
    /// What stands behind the picture where it ends as Samsung's trailer does: the trailer, and all before it.
    SamsungTrailer,
    /// A text with its key (PNG), UTF-8 or Latin-1 as the format says, already decoded to UTF-8 in `data`.
    Text { key: String },
    /// A comment without a key (JPEG COM, GIF), bytes as they stand.
    Comment,
    /// An application segment or chunk that nothing above covers, by its name and first bytes.
    Other { name: String },
}

/// Walks through bytes that [`crate::format::of`] called this format.
pub fn walk(format: Format, bytes: &[u8]) -> Walk<'_> {
    let mut walk = match format {
        Format::Jpeg => jpeg::walk(bytes),
        Format::Png => png::walk(bytes),
        Format::WebP => riff::walk(bytes),
        Format::Gif => gif::walk(bytes),
        Format::Tiff => tiff::walk(bytes),
        Format::Bmp => bmp::walk(bytes),
        Format::Avif => bmff::walk("AVIF", bytes),
        Format::Heif => bmff::walk("HEIF", bytes),
        Format::Jxl => jxl::walk(bytes),
        Format::Jp2 => jp2::walk(bytes),
        Format::Psd => psd::walk(bytes),
    };
    walk.blocks.sort_by_key(|block| block.place.offset);
    walk
}
