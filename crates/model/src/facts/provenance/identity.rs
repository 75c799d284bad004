use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// A statement, inside the credentials, by a named person or organisation (CAWG Identity Assertion 1.x).
///
/// It is read apart from the credentials' own validation and never changes its class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Identity {
    /// Label of the assertion, such as `cawg.identity`.
    pub label: Untrusted,
    pub kind: IdentityKind,
    pub state: IdentityState,
    /// Names that the statement gives. Claims, unless the state says more.
    pub names: Vec<NamedAs>,
    /// Who vouches for the names: the issuer of the credential or certificate.
    pub issuer: Option<Untrusted>,
    /// Status codes of its validation.
    pub codes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// Signed with an X.509 certificate.
    X509,
    /// Claims of identity, aggregated by a service (`cawg.identity_claims_aggregation`).
    Aggregated,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityState {
    /// Its signature holds for this manifest, and its signer is on a list.
    Trusted,
    /// Its signature holds for this manifest; who made it is not proven.
    WellFormed,
    /// It could not be checked here: what is needed is kept on a server, or it is of a form that is not known.
    NotResolved,
    /// It does not hold, or belongs to another manifest.
    Broken,
}

/// One name, as a statement gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct NamedAs {
    /// Such as `cawg.social_media`.
    pub kind: Option<Untrusted>,
    pub name: Untrusted,
    pub address: Option<Untrusted>,
    /// Who checked it, such as a social network.
    pub provider: Option<Untrusted>,
    /// RFC 3339, as it stands.
    pub verified_at: Option<Untrusted>,
}
