//! The log of reports and decisions: append-only, each entry chained to the one before by its digest.
//!
//! What is not here: the checker. It is a crate of its own (`audit`), which shares no code with this one, and reads what
//! [`LedgerStore::walk`] gives. What an entry is, byte by byte, is told in `docs/ledger.md`.

mod append;
mod checkpoint;
mod error;
mod pack;
pub mod postgres;
mod question;
mod seal;
pub mod sqlite;

use std::{fmt, ops::ControlFlow};

use whence_model::ledger::{Decision, Erasure, Header, LoggedReport, Query, Seen, Stored, Summary};

pub use self::{
    checkpoint::SigningKey,
    error::LedgerError,
    pack::{MAX_CONTENT, unpack},
    postgres::PostgresLedger,
    sqlite::SqliteLedger,
};

/// Where a log is kept. Several people and programs may append at once: the chain stays one chain.
///
/// # Errors
/// Of every operation: the file or the server cannot be used ([`LedgerError`] says why). What was acknowledged stays.
pub trait LedgerStore: fmt::Debug + Send + Sync {
    /// For a person, without any password.
    fn place(&self) -> &str;

    /// Whether that is on another machine.
    fn is_elsewhere(&self) -> bool;

    /// Where the chain ends; absent while nothing is logged.
    fn head(&self) -> Result<Option<Head>, LedgerError>;

    /// Appends all of these or, where one cannot be, none. They are on the disk when this returns.
    ///
    /// # Errors
    /// A decision is about an entry that is not there, no report, or erased.
    fn append(&self, drafts: &[Draft]) -> Result<Vec<Appended>, LedgerError>;

    /// Appends the erasure and drops what it names.
    ///
    /// # Errors
    /// An entry that it names is not there, or is an erasure itself; or we may not. With [`LedgerError::Lingers`] it stands.
    fn erase(&self, erasure: &Erasure) -> Result<Appended, LedgerError>;

    /// Entries, the newest first, `most` of them. `among` keeps those that are one of these reports, or about one.
    fn list(&self, query: &Query, among: Option<&[u64]>, most: u32) -> Result<Vec<Summary>, LedgerError>;

    /// One entry as it is kept.
    fn entry(&self, position: u64) -> Result<Option<Stored>, LedgerError>;

    /// Reports on the same or a similar picture, nearest first, then newest; `most` of them.
    fn seen(&self, alike: &Alike, most: u32) -> Result<Vec<Seen>, LedgerError>;

    /// Every entry from a position on, in order, as they stand at one moment; until `each` breaks.
    fn walk(&self, from: u64, each: &mut dyn FnMut(&Stored) -> ControlFlow<()>) -> Result<(), LedgerError>;
}

/// The last entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The ledger's id.
    pub ledger: String,
    pub position: u64,
    pub digest: String,
    pub recorded_at: String,
}

impl Head {
    /// By its header; nothing where that cannot be read. Whether it is the one that was written, the checker says.
    fn of(position: u64, digest: String, recorded_at: String, header: &[u8]) -> Option<Self> {
        let header: Header = serde_json::from_slice(header).ok()?;
        Some(Self { ledger: header.ledger, position, digest, recorded_at })
    }
}

/// What is to be appended.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// With a small picture, JPEG, where one is to be kept.
    Report {
        logged: Box<LoggedReport>,
        picture: Option<Vec<u8>>,
    },
    Decision {
        about: About,
        decision: Decision,
    },
}

/// Which report a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Entry(u64),
    /// The entry that the draft before this one becomes.
    Before,
}

/// An entry that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    pub position: u64,
    pub digest: String,
    pub recorded_at: String,
}

/// What is known of the picture that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    pub sha256: Option<String>,
    pub pixels_sha256: Option<String>,
    /// Of the whole picture, turned and mirrored too: 16 at most.
    pub pdq: Vec<[u8; 32]>,
    /// Bits that a hash may differ by: 31 at most.
    pub radius: u16,
}
