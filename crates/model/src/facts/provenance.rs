//! Content Credentials (C2PA): what they say and in which state they are.

use serde::{Deserialize, Serialize};

use crate::{Defect, Place, Untrusted};

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
    IdentityNotResolved,
    RevocationNotChecked,
    Revoked,
    TimestampMissing,
    TimestampUntrusted,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Provenance {
    pub class: CredentialClass,
    pub flags: Vec<Flag>,
    /// Where the credentials stand in the file.
    pub place: Option<Place>,
    /// The signer of the active manifest. A name is only a claim unless the class is trusted.
    pub signer: Option<Signer>,
    /// The program that made the active manifest.
    pub claim_generator: Option<Untrusted>,
    pub title: Option<Untrusted>,
    /// The active manifest and everything it was made from, from the outside in; at most 64.
    pub manifests: Vec<Manifest>,
    /// What the manifests claim about the picture's making, wherever in the tree.
    pub claims: Vec<Claim>,
    /// Status codes of the validation, as the C2PA specification names them.
    pub codes: Vec<StatusCode>,
    /// The address of class `remote_not_fetched`.
    pub remote_url: Option<Untrusted>,
    /// Why, where the class is `unreadable`.
    pub unreadable: Option<Defect>,
    /// The trust lists that signers were held against.
    pub lists: Vec<TrustList>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Manifest {
    pub label: Untrusted,
    pub title: Option<Untrusted>,
    /// `parentOf`, `componentOf` or `inputTo`; absent for the active manifest.
    pub relationship: Option<String>,
    /// 0 for the active manifest, 1 for what it was made from, and so on.
    pub depth: u8,
    pub claim_generator: Option<Untrusted>,
    pub signer: Option<Untrusted>,
    pub actions: Vec<Action>,
    /// Failure codes of this ingredient, also those that a former tool recorded.
    pub problems: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Action {
    /// Such as `c2pa.created`.
    pub action: Untrusted,
    pub software_agent: Option<Untrusted>,
    pub source_type: Option<Untrusted>,
    pub when: Option<Untrusted>,
}

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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TrustList {
    pub name: String,
    /// `signer` or `timestamp`.
    pub purpose: String,
    /// The day the list was issued, `YYYY-MM-DD`.
    pub date: String,
    pub certificates: u32,
    pub sha256: String,
}
