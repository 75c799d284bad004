//! The log: what is written into it of an examination, what is read from it, and that it is checked.
//!
//! What is not here: how entries are kept (`store`), whether they agree (`audit`), what a document looks like (`export`).

mod checkpoint;
mod documents;
mod draft;
mod entry;
mod refusal;
mod seen;
mod tables;
mod verify;

use std::{path::Path, sync::Arc};

pub use whence_audit::{Checkpoint, Verification, VerifierKey};
pub use whence_export::Decided;
use whence_model::{
    Lang,
    ledger::{Decision, Erased, Erasure, Query, Seen, Summary},
};
use whence_store::ledger::{About, Draft};
pub use whence_store::{
    LedgerError, LedgerStore, Settings as Choices, SettingsStore, SqliteLedger, data_folder,
    ledger::{Alike, Appended, Head, PostgresLedger, SigningKey},
};

pub use self::{
    checkpoint::new_key,
    documents::{DocumentForm, document, document_of, same_file},
    draft::Keep,
    entry::{DecidedEntry, LogEntry, reports_on},
    refusal::LogRefusal,
    seen::alike,
    tables::{TableForm, table},
    verify::verify,
};
use crate::Examination;

/// The name of the log's file in its folder.
pub const FILE: &str = "ledger.sqlite";

/// A log, wherever it is kept.
#[derive(Clone, Debug)]
pub struct Log {
    store: Arc<dyn LedgerStore>,
}

/// What stands in the log of an examination.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Recorded {
    /// The position of its report.
    pub report: u64,
    /// The digest of that entry: no other has it, whatever stands there later.
    pub digest: String,
    /// The position of the decision that was recorded with it.
    pub decision: Option<u64>,
}

impl Log {
    /// One's own, in this folder. Nothing is opened yet.
    pub fn in_folder(folder: &Path) -> Self {
        Self { store: Arc::new(SqliteLedger::at(folder.join(FILE))) }
    }

    /// By its address: `sqlite://PATH`, or a team's, `postgres://USER@HOST/DATABASE`. Nothing is opened yet.
    ///
    /// # Errors
    /// It is no address that we can use.
    pub fn at(address: &str) -> Result<Self, LedgerError> {
        if let Some(path) = address.strip_prefix("sqlite://").filter(|path| !path.is_empty()) {
            return Ok(Self { store: Arc::new(SqliteLedger::at(path)) });
        }
        if ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
            return Ok(Self { store: Arc::new(PostgresLedger::at(address)?) });
        }
        Err(LedgerError::Address {
            why: whence_model::t(
                "it begins with neither sqlite:// nor postgres://",
                "elle ne commence ni par sqlite:// ni par postgres://",
            ),
        })
    }

    /// Where it is, for a person; without a password.
    pub fn place(&self) -> &str {
        self.store.place()
    }

    /// Whether that is on another machine.
    pub fn is_elsewhere(&self) -> bool {
        self.store.is_elsewhere()
    }

    /// Whether several people share it, on a server.
    pub fn is_team(&self) -> bool {
        self.store.place().starts_with("postgres://")
    }

    pub fn head(&self) -> Result<Option<Head>, LedgerError> {
        self.store.head()
    }

    /// Writes a report into the log and, with it or alone about one that stands there, a decision.
    ///
    /// # Errors
    /// In a sentence: what the decision lacks, or why nothing could be appended.
    pub fn record(
        &self,
        examination: &Examination,
        lang: Lang,
        keep: &Keep,
        decision: Option<Decision>,
    ) -> Result<Recorded, LogRefusal> {
        let decision = decision.map(Decision::tidy).transpose()?;
        let mut drafts = vec![draft::report(examination, lang, keep)?];
        drafts.extend(decision.map(|decision| Draft::Decision { about: About::Before, decision }));
        let mut appended = self.store.append(&drafts)?.into_iter();
        let report = appended.next().ok_or_else(|| LedgerError::Unusable {
            place: self.store.place().into(),
            why: "nothing was appended".into(),
        })?;
        let decision = appended.next().map(|entry| entry.position);
        Ok(Recorded { report: report.position, digest: report.digest, decision })
    }

    /// Writes a decision about a report that stands in the log.
    ///
    /// # Errors
    /// As [`Log::record`].
    pub fn decide(&self, report: u64, decision: Decision) -> Result<Appended, LogRefusal> {
        let draft = Draft::Decision { about: About::Entry(report), decision: decision.tidy()? };
        let mut appended = self.store.append(&[draft])?;
        Ok(appended.pop().ok_or(LedgerError::NoSuchEntry { position: report })?)
    }

    /// Erases what entries hold; their headers, and so the chain, stay. A report and the decisions about it are entries
    /// of their own.
    ///
    /// # Errors
    /// No reason or no name; or why it could not be done.
    pub fn erase(&self, entries: &[u64], what: Erased, reason: &str, by: &str) -> Result<Appended, LogRefusal> {
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        entries.dedup();
        let (reason, by) = draft::erasure(reason, by)?;
        Ok(self.store.erase(&Erasure { entries, what, reason, by })?)
    }

    /// Entries that are wanted, newest first, and whether there are more than `most`.
    pub fn list(&self, query: &Query, among: Option<&[u64]>, most: u32) -> Result<(Vec<Summary>, bool), LedgerError> {
        let mut entries = self.store.list(query, among, most.saturating_add(1))?;
        let more = entries.len() > most as usize;
        entries.truncate(most as usize);
        Ok((entries, more))
    }

    /// Earlier reports on the same or a similar picture, nearest first.
    pub fn seen(&self, alike: &Alike, most: u32) -> Result<Vec<Seen>, LedgerError> {
        self.store.seen(alike, most)
    }

    pub fn store(&self) -> &dyn LedgerStore {
        &*self.store
    }
}
