use serde::{Deserialize, Serialize};

use crate::{Family, Report};

/// What an entry keeps of an examination: the report as it was told that day, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoggedReport {
    /// Who examined the picture; empty where nobody said.
    pub by: String,
    pub report: Report,
    /// The pages of the checks that spoke, in the report's language, as they read that day.
    pub pages: Vec<CheckPage>,
}

/// A check's page in one language: what a person reads who asks why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CheckPage {
    pub id: String,
    pub family: Family,
    /// How much it can mean at all, in words; checks of metadata and structure alone have a class.
    pub class: Option<String>,
    pub title: String,
    pub looks_at: String,
    pub matters: String,
    pub innocent: Vec<String>,
    pub sources: Vec<String>,
    /// How often it speaks on genuine camera files, and the set it was measured on.
    pub rate: String,
    pub seen_in_the_wild: bool,
}

/// That the content of entries was erased: their headers, and so the chain, stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// Positions, rising.
    #[cfg_attr(test, ts(type = "Array<number>"))]
    pub entries: Vec<u64>,
    pub what: Erased,
    /// Why, and at whose request: never empty.
    pub reason: String,
    /// Who erased: never empty.
    pub by: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Erased {
    /// The small picture alone.
    Picture,
    /// All that the entries hold, and all by which they are found.
    Everything,
}
