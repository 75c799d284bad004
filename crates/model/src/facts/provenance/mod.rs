//! Content Credentials (C2PA): what they say and in which state they are.

mod claim;
mod coverage;
mod fetch;
mod identity;
mod manifest;
mod raw;
mod signature;
mod source_type;
mod status;
mod trust_list;

use serde::{Deserialize, Serialize};

pub use claim::{Basis, Claim, ClaimKind};
pub use coverage::{Binding, Coverage, SignedField};
pub use fetch::{Fetch, FetchFailure};
pub use identity::{Identity, IdentityKind, IdentityState, NamedAs};
pub use manifest::{Action, Manifest, SoftBinding, Thumbnail};
pub use raw::RawJson;
pub use signature::{Certificate, Signature, Signer, TimeStamp};
pub use source_type::SourceType;
pub use status::{CodeKind, CredentialClass, Flag, StatusCode};
pub use trust_list::{ListOrigin, TrustList};

use crate::{Defect, Place, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Provenance {
    pub class: CredentialClass,
    pub flags: Vec<Flag>,
    /// Where the credentials that were read came from.
    pub carrier: Carrier,
    /// Where the credentials stand in the file; absent where they came from elsewhere.
    pub place: Option<Place>,
    /// The signer of the active manifest. A name is only a claim unless the class is trusted.
    pub signer: Option<Signer>,
    /// The program that made the active manifest.
    pub claim_generator: Option<Untrusted>,
    pub title: Option<Untrusted>,
    /// The active manifest and everything it was made from, from the outside in; at most 64.
    pub manifests: Vec<Manifest>,
    /// Whether there are more manifests than are listed, or deeper ones.
    pub cut: bool,
    /// What the manifests claim about the picture's making, wherever in the tree.
    pub claims: Vec<Claim>,
    /// What the hash over the file's bytes leaves out; absent where that could not be told.
    pub coverage: Option<Coverage>,
    /// What signed assertions of the active manifest say of the picture as a camera would: to be held against the file's own Exif.
    pub signed_fields: Vec<SignedField>,
    /// Statements by named persons or organisations inside the active manifest (CAWG identity assertions). They never change the class.
    pub identities: Vec<Identity>,
    /// Status codes of the validation, as the C2PA specification names them.
    pub codes: Vec<StatusCode>,
    /// The address of class `remote_not_fetched`, also after its credentials were fetched.
    pub remote_url: Option<Untrusted>,
    /// What became of asking there; absent where nobody asked.
    pub fetch: Option<Fetch>,
    /// Why, where the class is `unreadable`.
    pub unreadable: Option<Defect>,
    /// The trust lists that signers were held against.
    pub lists: Vec<TrustList>,
    /// All of it as the library tells it, for a person who looks for something that is not above.
    pub raw: RawJson,
}

/// Where credentials came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Carrier {
    /// The file itself, or nowhere.
    #[default]
    File,
    /// A file of the same name with the ending `.c2pa` beside it.
    Sidecar { name: Untrusted },
    /// A file that the user named.
    Given { name: Untrusted },
    /// The address in `remote_url`, because the user asked for it.
    Server,
}
