use serde::{Deserialize, Serialize};

/// Rises when a header means something else than before. Older headers are read as they are for ever.
pub const LEDGER_SCHEMA: u32 = 1;

/// What stands for the digest of the entry before the first.
pub const NO_ENTRY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What an entry says of itself: small, without anything of the picture, and never erased. Its canonical bytes are this,
/// as JSON without spaces, keys in this order; the entry's digest is their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`LEDGER_SCHEMA`].
    pub schema: u32,
    /// Which ledger this is: 32 lower-case hexadecimal digits, made at random with it.
    pub ledger: String,
    /// From 1, without gaps.
    pub position: u64,
    /// By the clock of the store: RFC 3339, UTC, whole seconds.
    pub recorded_at: String,
    pub kind: EntryKind,
    /// The report that a decision is about.
    pub about: Option<u64>,
    /// The entry that this one takes over from: the last report on the same bytes, or the last decision about the same
    /// report. Neither is changed by it.
    pub earlier: Option<u64>,
    /// The digest of the entry before: 64 lower-case hexadecimal digits, or [`NO_ENTRY`].
    pub before: String,
    /// What the entry holds, by digest: these bytes alone can be erased.
    pub parts: Vec<PartSeal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Report,
    Decision,
    /// Says which entries' content was erased, by whom and why.
    Erasure,
}

impl EntryKind {
    pub const ALL: [Self; 3] = [Self::Report, Self::Decision, Self::Erasure];

    /// The word in headers, stores and exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Decision => "decision",
            Self::Erasure => "erasure",
        }
    }
}

/// One part of an entry, as it is kept: 16 random bytes, then the content as a zlib stream (RFC 1950). The random bytes
/// keep somebody who has the picture from telling by the digest, once the part is erased, that it stood here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartSeal {
    pub name: PartName,
    /// SHA-256 of the bytes as they are kept, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// How many these are.
    pub bytes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    /// A `LoggedReport` in JSON.
    Report,
    /// A small picture, JPEG.
    Picture,
    /// A `Decision` in JSON.
    Decision,
    /// An `Erasure` in JSON.
    Erasure,
}

impl PartName {
    pub const ALL: [Self; 4] = [Self::Report, Self::Picture, Self::Decision, Self::Erasure];

    pub fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Picture => "picture",
            Self::Decision => "decision",
            Self::Erasure => "erasure",
        }
    }
}
