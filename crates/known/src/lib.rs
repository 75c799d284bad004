//! Known pictures: lists of hashes that somebody has already rated, and the matching of one picture against them.
//!
//! What is not here: making hashes (`inspect` does), opening files other than an [`Index`] of ours, keeping lists (`store`
//! does), looking anything up elsewhere, and any opinion about what a match means. Pixels are not compared: a match is a
//! matter of hashes and local features alone.

mod by_hash;
pub mod features;
mod hash;
mod index;
mod list;
mod long;
mod look_up;
mod reading;
mod record;
mod rows;
mod writing;

pub use hash::{Hash256, Pipeline};
pub use index::{Hit, Index, Unfit};
pub use list::{Entry, List, ListedPdq};
pub use look_up::{Asked, joined, look_up, match_order, want_features};
pub use reading::{Assumed, Caption, Notation, Preamble, Rejected, Summary, captions, scan};
pub use record::{Column, LABELS, Record};
pub use rows::Bytes;
pub use writing::{Writer, Written, line, top};
