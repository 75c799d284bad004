//! What the known lists say of this picture.

use serde::{Deserialize, Serialize};

use crate::Untrusted;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Known {
    /// The lists that were asked.
    pub lists: Vec<ListName>,
    /// Nearest first, at most 16.
    pub matches: Vec<KnownMatch>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ListName {
    pub name: Untrusted,
    /// SHA-256 of the list's bytes.
    pub sha256: String,
    pub entries: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct KnownMatch {
    pub list: Untrusted,
    pub by: MatchKind,
    pub entry: KnownEntry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MatchKind {
    /// The same bytes.
    Sha256,
    /// PDQ hashes `distance` bits apart (0 to 31 of 256), this picture taken in `form`.
    Pdq { distance: u16, form: Form },
}

/// How this picture was turned to meet the one on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    AsIs,
    Rot90,
    Rot180,
    Rot270,
    FlipX,
    FlipY,
    FlipPlus1,
    FlipMinus1,
}

/// What a list says of one picture. Lists come from elsewhere: its strings are untrusted too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct KnownEntry {
    pub title: Untrusted,
    /// What the picture is, in the closed vocabulary of lists.
    pub label: Label,
    /// The list's own word for it.
    pub rating: Untrusted,
    /// What it is and where it comes from, in a sentence or two.
    pub what: Untrusted,
    /// First circulated, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<Untrusted>,
    pub source_url: Option<Untrusted>,
    pub fact_check_url: Option<Untrusted>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Label {
    AiGenerated,
    Altered,
    OutOfContext,
    Staged,
    Satire,
    Original,
    Other,
}
