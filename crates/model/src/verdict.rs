use serde::{Deserialize, Serialize};

use crate::Status;

/// The machine's answer: a closed list. None of them says what is true of the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// The file says that AI generated or edited it.
    DeclaredAi,
    /// The same picture, or a copy of it, stands on a list of known pictures.
    KnownMatch,
    /// A trusted signature covers the bytes as they are.
    ProvenanceVerified,
    /// Credentials are there and do not fit this file.
    ChangedAfterSigning,
    /// One strong finding of editing, or two moderate ones of different families.
    SignsOfEditing,
    /// Findings that cannot both hold.
    Conflicting,
    /// Checks ran, none decided.
    Inconclusive,
    /// Most of what should have been checked could not be.
    NotAssessable,
}

impl VerdictKind {
    pub const ALL: [Self; 8] = [
        Self::DeclaredAi,
        Self::KnownMatch,
        Self::ProvenanceVerified,
        Self::ChangedAfterSigning,
        Self::SignsOfEditing,
        Self::Conflicting,
        Self::Inconclusive,
        Self::NotAssessable,
    ];

    /// The code that scripts read.
    pub fn code(self) -> &'static str {
        match self {
            Self::DeclaredAi => "declared_ai",
            Self::KnownMatch => "known_match",
            Self::ProvenanceVerified => "provenance_verified",
            Self::ChangedAfterSigning => "changed_after_signing",
            Self::SignsOfEditing => "signs_of_editing",
            Self::Conflicting => "conflicting",
            Self::Inconclusive => "inconclusive",
            Self::NotAssessable => "not_assessable",
        }
    }
}

/// The machine's answer with its reasons, in the report's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Verdict {
    pub kind: VerdictKind,
    pub headline: String,
    /// One sentence: what the headline means here, and what it does not.
    pub meaning: String,
    /// Ids of the checks whose rows decided, the weightiest first. Empty where none decided.
    pub because: Vec<String>,
    /// What could not be checked.
    pub gaps: Vec<Gap>,
    /// One sentence: what a person who has to decide does first. Empty in reports from before it was told.
    #[serde(default)]
    pub next: String,
    /// What would change the answer, as advice.
    pub would_change: Vec<String>,
}

/// A check that did not speak though it should have, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Gap {
    pub check: String,
    pub title: String,
    pub status: Status,
    pub reason: String,
}
