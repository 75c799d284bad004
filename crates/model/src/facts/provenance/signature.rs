use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// The signer of the active manifest, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Signer {
    /// Subject organisation of the signing certificate.
    pub organisation: Option<Untrusted>,
    pub common_name: Option<Untrusted>,
    /// The time stamp, RFC 3339, where one stands in the signature.
    pub signed_at: Option<Untrusted>,
    pub algorithm: Option<String>,
    /// The list that the signer was found on.
    pub found_on: Option<String>,
    /// What the user wrote beside the pin, where the signer is pinned.
    pub note: Option<String>,
}

/// How a manifest was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Signature {
    /// Such as `es256`.
    pub algorithm: Option<String>,
    pub time_stamp: Option<TimeStamp>,
    /// From the signer's own outwards; at most 8.
    pub certificates: Vec<Certificate>,
}

/// A statement by a time-stamping authority (RFC 3161) of when the signature existed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TimeStamp {
    /// RFC 3339.
    pub time: Untrusted,
    /// The authority's name, as its certificate has it.
    pub authority: Option<Untrusted>,
}

/// What stands in an X.509 certificate (RFC 5280).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Certificate {
    pub organisation: Option<Untrusted>,
    pub common_name: Option<Untrusted>,
    /// Organisation or, failing that, common name of who issued it.
    pub issuer: Option<Untrusted>,
    /// RFC 3339, UTC.
    pub not_before: String,
    pub not_after: String,
    /// Hexadecimal.
    pub serial: String,
    /// Of the DER bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Whether it may issue others.
    pub authority: bool,
}
