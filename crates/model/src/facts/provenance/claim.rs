use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// A statement in the credentials about how the picture came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Claim {
    pub kind: ClaimKind,
    pub basis: Basis,
    /// The word or name that says so, as it stands.
    pub value: Untrusted,
    /// From the active manifest to the one that says it: titles or claim generators.
    pub path: Vec<Untrusted>,
    /// Index in [`manifests`](super::Provenance::manifests) of the one that says it.
    pub at: u32,
    /// Whether the active manifest itself says it.
    pub active: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    AiGenerated,
    AiEdited,
    CameraCapture,
}

/// Which part of a manifest says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    DigitalSourceType,
    /// The name of the software that acted.
    SoftwareAgent,
    /// An assertion of the maker's own.
    VendorAssertion,
}
