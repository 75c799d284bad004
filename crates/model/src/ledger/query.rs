use serde::{Deserialize, Serialize};

use super::{DecisionKind, EntryKind};
use crate::VerdictKind;

/// Which entries are wanted, newest first: those for which everything that is said here holds. A report is also found by
/// who decided about it, by the words of decisions about it, and by the one that stands last; a decision also by the
/// picture that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    pub kind: Option<EntryKind>,
    /// Any of these; all where there is none.
    pub verdicts: Vec<VerdictKind>,
    pub decisions: Vec<DecisionKind>,
    /// Reports about which nobody has decided.
    pub undecided: bool,
    /// Part of a person's name, in any case.
    pub by: String,
    /// First and last day, `YYYY-MM-DD`, UTC.
    pub from: String,
    pub to: String,
    /// Part of the picture's name, in any case.
    pub name: String,
    /// The first digits of the picture's SHA-256.
    pub sha256: String,
    /// Words, or their beginnings: all of them.
    pub words: String,
    /// The report that decisions are about, and itself.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub about: Option<u64>,
    /// Entries before this position: where the page before ended.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub before: Option<u64>,
}

/// An entry in a list of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Summary {
    #[cfg_attr(test, ts(type = "number"))]
    pub position: u64,
    pub digest: String,
    pub recorded_at: String,
    pub kind: EntryKind,
    #[cfg_attr(test, ts(type = "number | null"))]
    pub about: Option<u64>,
    #[cfg_attr(test, ts(type = "number | null"))]
    pub earlier: Option<u64>,
    /// Of the picture, also where the entry is a decision about it; absent once that was erased. Made visible already.
    pub name: Option<String>,
    pub sha256: Option<String>,
    /// Its code.
    pub verdict: Option<VerdictKind>,
    /// Who examined, decided or erased.
    pub by: Option<String>,
    /// A decision's own word; of a report, the last decision about it.
    pub decision: Option<DecisionSeen>,
    /// Whether a small picture is kept.
    pub picture: bool,
    /// Whether everything that the entry held was erased.
    pub erased: bool,
}

/// A decision in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct DecisionSeen {
    #[cfg_attr(test, ts(type = "number"))]
    pub position: u64,
    /// Absent once it was erased.
    pub kind: Option<DecisionKind>,
    pub by: Option<String>,
    pub recorded_at: String,
}

/// An earlier report on a picture that is the same or looks the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Seen {
    pub entry: Summary,
    pub by: SeenBy,
}

/// How it is the same, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SeenBy {
    /// The same bytes.
    Sha256,
    /// Other bytes that decode to the same pixels.
    Pixels,
    /// PDQ hashes so many bits apart, of 256.
    Pdq { distance: u16 },
}
