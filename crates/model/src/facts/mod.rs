//! What stands in the file, in the file's own terms. Facts never judge: whether something is odd is for the checks.

pub mod generator;
pub mod known;
pub mod metadata;
pub mod pixels;
pub mod provenance;
pub mod structure;

use serde::{Deserialize, Serialize};

/// Everything that the inspectors read, and what the known lists say of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Facts {
    pub provenance: provenance::Provenance,
    pub metadata: metadata::Metadata,
    pub structure: structure::Structure,
    pub generator: generator::Generator,
    pub known: known::Known,
    pub pixels: pixels::Pixels,
    /// When the file was looked at, in seconds since 1970-01-01 00:00:00 UTC: checks have no clock of their own.
    #[cfg_attr(test, ts(type = "number"))]
    pub examined_at: i64,
}
