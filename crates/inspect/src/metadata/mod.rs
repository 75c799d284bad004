//! EXIF, XMP, IPTC, Photoshop's resources, ICC and plain texts: what the blocks that the container held say, in their own terms.
//!
//! What is not here: finding the blocks (`container`), and any opinion about what they say.

mod exif;
mod icc;
mod iptc;
mod photoshop;
mod samsung;
mod text;
mod xmp;

use whence_model::facts::metadata::Metadata;

pub use self::{samsung::EDIT_RECORD, text::cut};
use crate::container::Block;

/// Reads every block; what cannot be read is a defect with its place, and the rest is still read.
pub fn read(blocks: &[Block]) -> Metadata {
    Metadata {
        exif: exif::read(blocks),
        xmp: xmp::read(blocks),
        iptc: iptc::read(blocks),
        photoshop: photoshop::read(blocks),
        icc: icc::read(blocks),
        samsung: samsung::read(blocks),
        texts: text::fields(blocks),
    }
}
