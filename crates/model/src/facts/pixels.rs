//! What decoding gave. The pixels themselves never leave the inspectors: only this and a preview do.

use serde::{Deserialize, Serialize};

/// Whether the picture could be decoded, and what can be said of it at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Pixels {
    pub state: PixelState,
    /// Exif orientation, 1 to 8, where one is given.
    pub orientation: Option<u8>,
    /// Whether any pixel is less than opaque.
    pub alpha: bool,
    /// How much the embedded Exif thumbnail looks like the picture.
    pub thumbnail: Option<ThumbnailLikeness>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PixelState {
    /// Nobody tried.
    #[default]
    NotTried,
    Decoded {
        width: u32,
        height: u32,
    },
    /// We have no decoder for this format.
    NoDecoder,
    /// More pixels than we decode.
    TooMany {
        #[cfg_attr(test, ts(type = "number"))]
        pixels: u64,
        #[cfg_attr(test, ts(type = "number"))]
        limit: u64,
    },
    /// The decoder gave up; `what` is its own word.
    Damaged {
        what: String,
    },
}

/// Likeness of two pictures in 64 × 64 greys, after borders are removed, best of the four quarter turns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ThumbnailLikeness {
    /// Pearson correlation, −1 to 1.
    pub correlation: f32,
    /// Standard deviation of the thumbnail's greys, 0 to 127: below 8 there is nothing to compare.
    pub contrast: f32,
    /// Where the thumbnail stands.
    pub place: crate::Place,
    /// Its own pixels across and down.
    pub size: (u32, u32),
    /// Quarter turns, clockwise, after which it looks most like the picture as stored: 0 to 3.
    pub turns: u8,
}
