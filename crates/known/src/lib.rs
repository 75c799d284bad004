//! Known pictures: lists of hashes that somebody has already rated, and the matching of one picture against them.
//!
//! What is not here: making hashes (`inspect` does), reading files, looking anything up elsewhere, and any opinion
//! about what a match means. Pixels are not compared: a match is a matter of hashes and local features alone.

pub mod features;
mod hash;
mod list;
mod look_up;
mod record;

pub use hash::{Hash256, Pipeline};
pub use list::{Entry, List, ListedPdq};
pub use look_up::look_up;
