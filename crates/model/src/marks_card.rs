use serde::{Deserialize, Serialize};

use crate::{
    Untrusted,
    facts::{
        generator::Role,
        pixels::{WatermarkLevel, WatermarkMessage},
    },
};

/// What generators left in the picture, in the report's language. It repeats no finding: it shows what the marks say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MarksCard {
    /// One line: what was found, or that nothing was.
    pub headline: String,
    /// What that is worth; where nothing was found, why that proves nothing.
    pub meaning: String,
    /// The strongest first; at most 32.
    pub marks: Vec<MarkSeen>,
    /// Absent where no test could be made.
    pub watermark: Option<WatermarkSeen>,
    /// Where marks were looked for, and where they could not be.
    pub searches: Vec<MarkSearch>,
    /// Whether a search of crops for the watermark can still be asked for.
    pub deeper: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MarkSeen {
    /// Index in `facts.generator.marks`: its place and raw text stand there.
    pub mark: u32,
    pub tier: MarkTier,
    /// What the file says, by whom and what was done: one sentence.
    pub headline: String,
    /// What a mark of this tier is worth, and why it could not be parsed or its signature verified: one to three
    /// sentences.
    pub worth: String,
    /// What people ask for first comes first.
    pub settings: Vec<SettingSeen>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SettingSeen {
    pub role: Option<Role>,
    /// In the report's language where it has a role, else the program's own word.
    pub label: Untrusted,
    pub value: Untrusted,
}

/// How much a mark can be worth, by what it takes to forge it; strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkTier {
    /// A signature over this content, verified by a public key.
    Signed,
    /// It has the form of a signature, and its key is not public: a block of text that can be copied.
    SignedUnverified,
    /// A label that says so.
    Declared,
    /// The generator's own settings.
    WorkingData,
    /// A mark in the pixels whose key is public.
    PixelMark,
    /// It may come about otherwise.
    Hint,
}

/// The test for public watermarks that went furthest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct WatermarkSeen {
    pub level: WatermarkLevel,
    pub message: WatermarkMessage,
    /// Whose message, in how many bits, and in which colour path: one line.
    pub test: String,
    /// What the score says: one or two sentences.
    pub meaning: String,
    /// 0 to 1.
    pub score: f32,
    pub threshold: f32,
    /// Where chance ends: no unmarked picture that was measured scored more.
    pub chance: f32,
    /// Whether the search of crops found it, at these offsets.
    pub in_crop: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MarkSearch {
    /// What was searched: “Text and Exif fields”.
    pub what: String,
    pub searched: bool,
    /// What came of it, or why it was not done.
    pub outcome: String,
}
