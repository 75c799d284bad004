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
    /// The best of the tests for public watermarks, whether or not it found one. Absent where none could be made: under
    /// 65,536 pixels, or no colour that differs.
    pub watermark: Option<WatermarkTest>,
    /// The same in crops, whose blocks begin anywhere.
    pub watermark_crop: CropSearch,
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

/// How well the pixels agree with one of the messages that generators' software hides in them (ShieldMnt's
/// invisible-watermark, method dwtDct), and with none better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct WatermarkTest {
    pub message: WatermarkMessage,
    pub path: ColourPath,
    /// Correlation with the message, 0 to 1.
    pub score: f32,
    /// From which score on chance is no explanation for a message of this length.
    pub threshold: f32,
    pub level: WatermarkLevel,
    /// Length of the message.
    pub bits: u16,
    /// Blocks of 8 × 8 pixels, each of which carries one bit.
    pub blocks: u32,
}

/// What became of the search for a public watermark in a picture that was cropped after it was marked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CropSearch {
    /// It takes long, and is made of small pictures or when asked for.
    #[default]
    NotAsked,
    /// More pixels than are searched.
    TooMany {
        #[cfg_attr(test, ts(type = "number"))]
        limit: u64,
    },
    /// The pixels could not be decoded, are too few, or have no colour that differs.
    NotPossible,
    /// Every offset was tried; `best` is the test that went furthest.
    Searched { best: Option<CropTest> },
}

/// One test of that search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CropTest {
    pub test: WatermarkTest,
    /// Pixels from the left and top edge to the first block, 0 to 7 each.
    pub offset: (u8, u8),
}

/// The messages, by the software that hides them. All are public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WatermarkMessage {
    /// `StableDiffusionV1`: the programs of CompVis and Runway.
    StableDiffusion1,
    /// `SDV2`: Stability AI's programs for Stable Diffusion 2.
    StableDiffusion2,
    /// 48 bits of Stability AI's programs for SDXL, which diffusers took over.
    Sdxl,
    /// 46 bits of Black Forest Labs' programs.
    Flux,
    /// `InvokeAI`.
    InvokeAi,
}

/// The number format and order of colours with which the software hides it: the one in which the mark reads best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColourPath {
    /// Whole numbers of 8 bits.
    U8,
    /// Fractions.
    F32,
    /// Fractions, red and blue swapped.
    F32Swapped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WatermarkLevel {
    /// As pictures without a mark score.
    Chance,
    /// More than any picture without a mark was seen to score, and less than is needed.
    Possible,
    /// At least the threshold.
    Found,
}
