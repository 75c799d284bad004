use serde::{Deserialize, Serialize};

use crate::{CredentialsCard, Exhibit, Facts, FileCondition, Isolation, Lang, MarksCard, Row, Timeline, Verdict};

/// Rises when a name in the report changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The one document: terminal, JSON, window and everything later are readers of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The language of every sentence in it.
    pub language: Lang,
    /// When the examination was made: RFC 3339, UTC, whole seconds.
    pub examined_at: String,
    pub engine: Engine,
    pub exhibit: Exhibit,
    pub verdict: Verdict,
    /// The file's Content Credentials in plain words.
    pub credentials: CredentialsCard,
    /// What the file looks like it went through.
    pub condition: FileCondition,
    /// Every date, held against the others.
    pub timeline: Timeline,
    /// What generators left in it.
    pub marks: MarksCard,
    /// How many positions, serial numbers and names of owners were made unreadable; 0 where they were asked for.
    pub masked: u32,
    /// One for each check of the catalogue, in its order.
    pub rows: Vec<Row>,
    pub facts: Facts,
}

/// What made the report: enough to make it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Engine {
    pub version: String,
    /// How many checks the catalogue had.
    pub checks: u32,
    /// SHA-256 of the catalogue with every page in it, in this report's language: what the checks said of themselves.
    #[serde(default)]
    pub catalogue: String,
    /// The version of the C2PA library that read the credentials.
    pub c2pa: String,
    /// Whether anything was asked for outside this machine: `facts.provenance.fetch` says what.
    pub online: bool,
    /// What kept the reading of the file from doing harm.
    #[serde(default)]
    pub isolation: Isolation,
    /// The same in a sentence or two; empty in reports of versions that had no locked room.
    #[serde(default)]
    pub protection: String,
}
