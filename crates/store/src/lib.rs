//! What is remembered between two launches: whom the user trusts.
//!
//! It keeps what it is given and loses nothing: it does not ask what a certificate is, or whom to trust.

mod error;
mod folder;
mod trust;

pub use error::StoreError;
pub use folder::{FOLDER_VARIABLE, folder};
pub use trust::TrustStore;
