//! Marks that generators leave in a file, parsed. A mark is what the file says: anybody can add or remove one.

use serde::{Deserialize, Serialize};

use crate::{Defect, Place, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Generator {
    /// At most 32.
    pub marks: Vec<Mark>,
    /// Whether text hidden in the lowest bits of the pixels was looked for.
    pub hidden: HiddenSearch,
}

/// What became of the search for text in the lowest bits of the pixels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum HiddenSearch {
    /// The pixels could not be decoded, or the format does not keep their lowest bits.
    #[default]
    NotPossible,
    /// No text of a known heading stands there.
    Nothing,
    /// One stands there, and is among the marks.
    Found,
    /// A heading stands there, and what follows it cannot be read.
    Unreadable { defect: Defect },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Mark {
    pub kind: MarkKind,
    /// The program or family that writes such a mark.
    pub tool: Untrusted,
    pub place: Place,
    pub carrier: MarkCarrier,
    /// The mark as it stands, to be copied whole: at most 2 Mi characters.
    #[serde(serialize_with = "Untrusted::at_length")]
    pub raw: Untrusted,
    pub process: Process,
    /// What it says, in its own words and order: prompt, model, seed, steps, …; at most 64.
    pub settings: Vec<Setting>,
    /// Why it is told by its form alone; absent where it could be parsed, or has nothing to parse.
    pub unread: Option<Unread>,
    /// Absent where such a mark has none.
    pub signature: Option<MarkSignature>,
}

impl Mark {
    pub fn setting(&self, name: &str) -> Option<&Untrusted> {
        self.settings.iter().find(|s| s.name.raw().eq_ignore_ascii_case(name)).map(|s| &s.value)
    }

    /// The first setting of this role.
    pub fn role(&self, role: Role) -> Option<&Untrusted> {
        self.settings.iter().find(|s| s.role == Some(role)).map(|s| &s.value)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Setting {
    pub name: Untrusted,
    pub value: Untrusted,
    /// What everybody would call it; absent for what only this program has.
    pub role: Option<Role>,
}

/// What a setting is, whatever the program calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Prompt,
    NegativePrompt,
    Model,
    Seed,
    Steps,
    Sampler,
    /// A picture that it began from, by its name; there may be several.
    SourcePicture,
}

/// Where a mark stands: in a field, or in the pixels themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkCarrier {
    #[default]
    Metadata,
    /// The lowest bits of the transparency.
    AlphaPlane,
    /// The lowest bits of red, green and blue.
    ColourPlanes,
}

/// What the program did, by the mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Process {
    /// The mark does not tell.
    #[default]
    Unstated,
    /// Made from words and noise.
    Generated,
    /// Made over from another picture, all of it.
    FromPicture,
    /// A part of another picture was made anew.
    Repainted,
    /// Enlarged, resized or filtered, and not made.
    Processed,
}

/// Why a mark could not be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// More bytes than are parsed.
    TooLong,
    /// Nested deeper than anything that programs write.
    TooDeep,
    /// Cut off, or not of the form that it begins with.
    Damaged,
}

/// What became of a signature that a mark carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkSignature {
    /// It holds for these pixels and these words, by the key that the maker published.
    Verified,
    /// It does not: the pixels or the words are others than those that were signed.
    DoesNotHold,
    /// The pixels could not be decoded, or are not kept as they were by this format.
    NoPixels,
    /// The maker published no key.
    NoKey,
    /// It has not the form of a signature.
    Malformed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The text block of AUTOMATIC1111 and its family (Forge, SD.Next, Fooocus in that scheme, Civitai).
    Parameters,
    /// A ComfyUI graph; its process tells whether a sampler is in it.
    NodeGraph,
    /// InvokeAI's metadata of any generation.
    InvokeAi,
    /// NovelAI's text fields.
    NovelAi,
    /// Settings of another program as JSON (Fooocus, SwarmUI, Easy Diffusion, Draw Things).
    SettingsJson,
    /// Midjourney's description with its job id.
    Midjourney,
    /// xAI's signature in two fields, whose key is not public.
    GrokSignature,
    /// A field that names a generator (Software, Make, Credit).
    Name,
    /// The label of China's GB 45438-2025.
    AigcLabel,
    /// The export record of ByteDance's apps.
    AppExport,
    /// Samsung's record of an edit with its AI tools, behind the picture.
    SamsungEdit,
    /// A trace that a generator's service leaves, and others may too.
    Hint,
    /// Data under a heading of generators in the lowest bits of the pixels, of no form that is known.
    HiddenData,
}
