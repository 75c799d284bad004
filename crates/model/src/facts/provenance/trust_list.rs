use serde::{Deserialize, Serialize};

/// A list of certificates that signers or time stamps were held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TrustList {
    pub name: String,
    pub origin: ListOrigin,
    /// `signer` or `timestamp`.
    pub purpose: String,
    /// The day the list was taken or imported, `YYYY-MM-DD`; empty where nobody noted it.
    pub date: String,
    pub certificates: u32,
    pub sha256: String,
    /// Who publishes it.
    pub source: String,
    pub licence: String,
}

/// Who answers for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListOrigin {
    /// C2PA.
    Official,
    /// The list that was kept until C2PA had its own; closed since 2026-01-01.
    Interim,
    /// The user imported it.
    Imported,
    /// The user pinned these certificates one by one.
    Pinned,
}
