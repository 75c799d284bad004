use serde::{Deserialize, Serialize};

use crate::{Evidence, Text};

/// Which kind of question a check asks. Two findings of one family are not independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Signed Content Credentials (C2PA) and their state.
    Provenance,
    /// What the file says about its own making: labels and generator settings.
    Declared,
    /// Pictures that somebody has already rated.
    Known,
    /// EXIF, XMP, IPTC, ICC.
    Metadata,
    /// How the file is built.
    Structure,
    /// What the pixels show. Capped at moderate.
    Pixel,
    /// A trained model's score. Capped at weak.
    Model,
}

/// What a finding speaks for. Absence of anything has no direction: it is no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    AiGenerated,
    /// Edited after capture, by whatever means. In the family `declared`: the file says that AI edited it.
    Edited,
    CameraCapture,
    UnchangedSinceSigning,
    ChangedSinceSigning,
    Known,
    /// Worth knowing, speaks for nothing.
    Context,
}

/// How much a finding carries, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Never weighs.
    Info,
    Weak,
    Moderate,
    Strong,
    /// Follows from a signature or a digest.
    Cryptographic,
}

/// Something seen in the facts that speaks for something. It cannot be made without the place where it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub direction: Direction,
    pub strength: Strength,
    /// What was seen, then what it may mean: one or two sentences.
    pub message: Text,
    /// The place and value that the finding stands on.
    pub evidence: Evidence,
    /// Further places that belong to it.
    pub also: Vec<Evidence>,
    /// How it comes about where nothing is wrong, as the check's page says it, or nearer to this case.
    pub innocent: Vec<Text>,
}

impl Finding {
    pub fn new(direction: Direction, strength: Strength, message: Text, evidence: Evidence) -> Self {
        Self { direction, strength, message, evidence, also: Vec::new(), innocent: Vec::new() }
    }

    pub fn also(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.also.extend(evidence);
        self
    }

    /// A cause for this very case, put before those of the page.
    pub fn innocent(mut self, cause: Text) -> Self {
        self.innocent.push(cause);
        self
    }
}

/// What became of one check. Only a finding has a direction.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Finding(Box<Finding>),
    NothingFound,
    /// The file has not what the check needs: why.
    NotApplicable(Text),
    /// The check should have run and could not: why.
    Failed(Text),
    /// Left out on purpose: why.
    Skipped(Text),
}

impl From<Finding> for Outcome {
    fn from(finding: Finding) -> Self {
        Self::Finding(Box::new(finding))
    }
}
