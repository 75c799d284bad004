use serde::{Deserialize, Serialize};

use crate::{Evidence, Text, t};

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

/// How much a check about metadata or structure can mean at all. It caps what its findings carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Two statements in the file cannot both hold: `edited`, up to strong; a wrong clock is one too.
    Contradiction,
    /// Unusual for an untouched capture: `edited`, up to moderate.
    Anomaly,
    /// The file was written again, edited or exported, which is no deception: `edited`, up to moderate.
    Trace,
    /// Worth knowing: `context`, never more than info.
    Context,
    /// Fits an undisturbed capture: `camera_capture`, up to moderate.
    Support,
}

impl Class {
    /// What a person may take from a check of this class.
    pub fn meaning(self) -> &'static Text {
        static CONTRADICTION: Text = t(
            "A contradiction: two statements in the file cannot both be true. A wrong clock or a program's mistake is enough for that.",
            "Une contradiction : deux indications du fichier ne peuvent pas être justes à la fois. Une horloge déréglée ou l'erreur d'un logiciel y suffit.",
        );
        static ANOMALY: Text = t(
            "An anomaly: unusual for a picture straight from a camera. It is a reason to ask questions; it decides nothing.",
            "Une anomalie : c'est inhabituel pour une image sortie telle quelle d'un appareil. C'est une raison de poser des questions ; cela ne tranche rien.",
        );
        static TRACE: Text = t(
            "A trace of processing: a sign that the file was written again, exported or edited. That alone is no deception, and often the picture itself is unchanged.",
            "Une trace de traitement : un signe que le fichier a été réécrit, exporté ou retouché. Ce n'est pas en soi une tromperie, et souvent l'image elle-même est inchangée.",
        );
        static CONTEXT: Text = t(
            "Context: worth knowing, and without any weight in the verdict.",
            "Contexte : utile à savoir, sans aucun poids dans le verdict.",
        );
        static SUPPORT: Text = t(
            "Support: it fits an untouched capture without proving one, because all of it can be copied.",
            "Appui : cela va dans le sens d'une prise de vue intacte sans la prouver, car tout peut être copié.",
        );
        match self {
            Self::Contradiction => &CONTRADICTION,
            Self::Anomaly => &ANOMALY,
            Self::Trace => &TRACE,
            Self::Context => &CONTEXT,
            Self::Support => &SUPPORT,
        }
    }

    /// Whether a check of this class may speak so. Every class may say something for information.
    pub fn allows(self, direction: Direction, strength: Strength) -> bool {
        match (self, direction) {
            // A notice about security is an anomaly that speaks for nothing.
            (Self::Anomaly, Direction::Context) => strength <= Strength::Weak,
            (_, Direction::Context) => strength == Strength::Info,
            (Self::Contradiction, Direction::Edited) => strength <= Strength::Strong,
            (Self::Anomaly | Self::Trace, Direction::Edited) => strength <= Strength::Moderate,
            (Self::Support, Direction::CameraCapture) => strength <= Strength::Moderate,
            // Where a comparison can fail, it can also hold: that supports the capture.
            (Self::Contradiction | Self::Anomaly, Direction::CameraCapture) => strength <= Strength::Weak,
            _ => false,
        }
    }
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

impl Direction {
    /// Whether it speaks for the file, so that what else may explain it is no innocent cause.
    pub fn speaks_for(self) -> bool {
        matches!(self, Self::CameraCapture | Self::UnchangedSinceSigning)
    }
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
    /// All of it once more as a source says it in French too; empty where it does not.
    pub in_french: Vec<Evidence>,
    /// How it comes about where nothing is wrong, as the check's page says it, or nearer to this case.
    pub innocent: Vec<Text>,
}

impl Finding {
    pub fn new(direction: Direction, strength: Strength, message: Text, evidence: Evidence) -> Self {
        Self { direction, strength, message, evidence, also: Vec::new(), in_french: Vec::new(), innocent: Vec::new() }
    }

    pub fn also(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.also.extend(evidence);
        self
    }

    /// The evidence in French, where what was seen is somebody's words and they have said it in French too.
    pub fn in_french(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.in_french.extend(evidence);
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
