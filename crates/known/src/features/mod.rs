//! Finding a part of a listed picture again, by local features: crops, screenshots, captioned and mirrored copies.
//!
//! Many entries are first voted on by single features that look alike; the best are then compared in full, and count
//! only where their features lie in the same arrangement. What is found is shared content: the same picture, one inside
//! the other, or two that were made from one template. It is never that the whole is the same.

mod arrangement;
mod code;
mod index;
mod pairs;
mod shared;

pub use arrangement::Transform;
pub use code::{decode, encode, from_text, to_text};
pub use index::{FeatureIndex, Found};
pub use shared::{Shared, compare};

/// Points that a list keeps of a picture: 19 kB. Copies of the pictures that ship kept well over the number that counts.
pub const LISTED_POINTS: usize = 500;

/// SplitMix64's finaliser: draws that are the same on every run.
fn split_mix(state: u64) -> u64 {
    let n = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
pub(crate) mod tests;
