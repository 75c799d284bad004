//! What is remembered between two launches: whom the user trusts, the user's lists of known pictures, and the log of
//! reports and decisions; the last two on a team's server too.
//!
//! It keeps what it is given and loses nothing: it does not ask what a certificate is, or whom to trust, and reads no
//! list.

mod error;
mod files;
mod folder;
mod json_file;
mod known;
pub mod ledger;
mod limits;
pub mod postgres;
mod recent;
mod settings;
pub mod team;
mod trust;
mod whole_file;

pub use error::{Kept, StoreError};
pub use folder::{FOLDER_VARIABLE, data_folder, folder};
pub use known::{Change, Did, Draft, KeptList, KnownBook, KnownStore, Staged};
pub use ledger::{LedgerError, LedgerStore, PostgresLedger, SqliteLedger};
pub use limits::Limits;
pub use postgres::PostgresLists;
pub use recent::{RecentFile, RecentStore};
pub use settings::{Network, Settings, SettingsStore, Theme};
pub use team::{TeamError, TeamLists};
pub use trust::TrustStore;
pub use whole_file::WholeFile;
