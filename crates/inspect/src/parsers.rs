//! The readers of this crate one by one, for fuzzing: no program needs them apart, and nothing is promised of them.

use whence_model::facts::{generator::Generator, metadata::Metadata};

pub use crate::{
    container::{Block, BlockKind, Walk, walk},
    generator::Picture,
    metadata::read as metadata,
};

/// The marks in what was read, and in the picture where there is one.
pub fn generator(metadata: &Metadata, picture: Option<&Picture>) -> Generator {
    crate::generator::read(metadata, picture)
}
