use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// The state of a file's credentials, computed from the validation's status codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CredentialClass {
    /// No credentials in the file.
    #[default]
    None,
    /// The file names an address where its credentials are kept; nobody asked there.
    RemoteNotFetched,
    /// Credentials are there and could not be read.
    Unreadable,
    /// Intact; the signer is on the C2PA trust list.
    TrustedOfficial,
    /// Intact; the signer is on the closed interim list.
    TrustedInterim,
    /// Intact; the user pinned this signer.
    TrustedPinned,
    /// Intact; who signed is not proven.
    UnknownSigner,
    /// Intact; the certificate has expired and no usable time stamp proves that it had not when it signed.
    SigningDateUnprovable,
    /// Intact; the certificate may not be used for signing.
    BadCertificate,
    /// The file's bytes are not those that were signed.
    ChangedAfterSigning,
    /// The credentials themselves are not those that were signed.
    CredentialsAltered,
}

impl CredentialClass {
    /// The signature holds and the signer is on a list.
    pub fn is_trusted(self) -> bool {
        matches!(self, Self::TrustedOfficial | Self::TrustedInterim | Self::TrustedPinned)
    }

    /// The bytes are those that were signed, whoever signed them.
    pub fn is_intact(self) -> bool {
        self.is_trusted() || matches!(self, Self::UnknownSigner | Self::SigningDateUnprovable | Self::BadCertificate)
    }

    /// Credentials were found and read, in whatever state.
    pub fn is_present(self) -> bool {
        !matches!(self, Self::None | Self::RemoteNotFetched | Self::Unreadable)
    }
}

/// What holds beside the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Something that the picture was made from has credentials with a problem, now or as a former tool recorded it.
    IngredientProblem,
    /// The signature leaves out more of the file than the credentials' own place.
    PartNotCovered,
    /// A named statement inside the credentials could not be checked here.
    IdentityNotResolved,
    RevocationNotChecked,
    Revoked,
    TimestampMissing,
    TimestampUntrusted,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct StatusCode {
    /// Such as `assertion.dataHash.mismatch`.
    pub code: String,
    pub kind: CodeKind,
    pub explanation: Option<Untrusted>,
    /// Whether an ingredient, and not the active manifest, is meant.
    pub ingredient: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    Success,
    Informational,
    Failure,
}
