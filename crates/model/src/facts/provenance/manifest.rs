use serde::{Deserialize, Serialize};

use super::{Signature, SourceType};
use crate::Untrusted;

/// One place in the tree: a manifest, or a file that was taken in without one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Manifest {
    /// The manifest's label; empty where the ingredient came without credentials.
    pub label: Untrusted,
    pub title: Option<Untrusted>,
    /// Media type of the picture that it is about, as it says.
    pub format: Option<Untrusted>,
    /// `parentOf`, `componentOf` or `inputTo`; absent for the active manifest.
    pub relationship: Option<String>,
    /// 0 for the active manifest, 1 for what it was made from, and so on.
    pub depth: u8,
    /// Index of the manifest that it was taken into, always smaller than its own; absent for the active one.
    pub parent: Option<u32>,
    /// Version of the claim: 1 or 2.
    pub claim_version: Option<u8>,
    pub claim_generator: Option<Untrusted>,
    /// Organisation or, failing that, common name of the signing certificate.
    pub signer: Option<Untrusted>,
    pub signature: Option<Signature>,
    pub actions: Vec<Action>,
    /// Whether the maker says that no action is missing from the list.
    pub all_actions_included: bool,
    pub soft_bindings: Vec<SoftBinding>,
    /// Assertions that were taken out of manifests below, as JUMBF URIs.
    pub redactions: Vec<Untrusted>,
    /// Labels of its assertions.
    pub assertions: Vec<Untrusted>,
    /// The picture as it looked then, as the maker stored it.
    pub thumbnail: Option<Thumbnail>,
    /// Failure codes of this ingredient, also those that a former tool recorded.
    pub problems: Vec<String>,
}

/// One thing that was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Action {
    /// Such as `c2pa.created`.
    pub action: Untrusted,
    pub software_agent: Option<Untrusted>,
    /// The digital source type as it stands.
    pub source_type: Option<Untrusted>,
    /// The same, where the vocabulary has it.
    pub source: Option<SourceType>,
    pub when: Option<Untrusted>,
    /// The maker's own words for it.
    pub description: Option<Untrusted>,
    /// It stands among gathered assertions: the signer passes it on and does not vouch for it.
    pub gathered: bool,
}

/// A watermark or fingerprint by which these credentials may be found again after they were removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SoftBinding {
    /// Such as `com.adobe.trustmark.P`.
    pub algorithm: Untrusted,
    /// The name under which the algorithm is registered (C2PA soft binding algorithm list); absent where it is not.
    pub registered: Option<String>,
}

/// A small picture inside the credentials. It is served re-encoded, never as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Thumbnail {
    /// Media type, as the manifest says.
    pub format: Untrusted,
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Pixels across and down; absent where it could not be decoded.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// It belongs to the ingredient assertion: whoever took the file in made it, not whoever signed the file.
    pub made_by_taker: bool,
}
