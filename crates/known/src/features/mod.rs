//! Finding a part of a listed picture again, by local features: crops, screenshots, captioned and mirrored copies.
//!
//! Many entries are first voted on by single features that look alike; the best are then compared in full, and count
//! only where their features lie in the same arrangement. What is found is shared content: the same picture, one inside
//! the other, or two that were made from one template. It is never that the whole is the same.

mod arrangement;
mod code;
pub mod pairs;
mod shared;

pub use code::{decode, encode};
pub use shared::{Shared, shared};

/// Points that a list keeps of a picture.
pub const LISTED_POINTS: usize = 800;
