use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// Whom the user trusts beside the lists that ship.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TrustBook {
    /// Signers, one by one.
    pub pins: Vec<Pin>,
    pub lists: Vec<ImportedList>,
}

/// A certificate that the user pinned: it is trusted when it signs, and vouches for nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Pin {
    /// Of the DER bytes, 64 lower-case hexadecimal digits: what names the pin.
    pub sha256: String,
    /// Organisation or, failing that, common name of the certificate.
    pub name: Untrusted,
    /// PEM of the one certificate.
    pub pem: String,
    /// Why, in the user's words; may be empty.
    pub note: String,
    /// The day it was pinned, `YYYY-MM-DD`.
    pub date: String,
}

/// A list of certificates that the user imported. Authorities on it vouch for what they issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ImportedList {
    /// What names the list: no two have the same.
    pub name: String,
    /// PEM of its certificates.
    pub pem: String,
    /// Of the file that was imported, 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub certificates: u32,
    /// The day the list says it was issued or, failing that, was imported, `YYYY-MM-DD`.
    pub date: String,
}
