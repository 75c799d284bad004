use serde::{Serialize, de::DeserializeOwned};
use whence_model::ledger::{
    Decision, EntryKind, Erased, Erasure, Header, LoggedReport, PartName, Query, Stored, Summary,
};
use whence_store::{LedgerError, ledger::unpack};

use super::Log;

/// Decisions about one report, and reports on one picture, that are shown.
const MOST: u32 = 1_000;

/// An entry with all that is kept of it, and what else the log has about the same picture.
#[derive(Clone, Debug, Serialize)]
pub struct LogEntry {
    pub summary: Summary,
    /// The ledger's id.
    pub ledger: String,
    /// The canonical bytes: their SHA-256 is the entry's digest.
    pub header: String,
    /// Of a report, or of the one that a decision is about.
    pub logged: Option<LoggedReport>,
    pub decision: Option<Decision>,
    pub erasure: Option<Erasure>,
    /// Every decision about the report, oldest first: the last one stands.
    pub history: Vec<DecidedEntry>,
    /// Other reports on the same bytes, newest first.
    pub looks: Vec<Summary>,
    /// The erasure that names it, where something of it was erased.
    pub erased_by: Option<u64>,
}

/// A decision as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecidedEntry {
    pub position: u64,
    pub digest: String,
    pub recorded_at: String,
    /// Absent once it was erased.
    pub decision: Option<Decision>,
}

impl Log {
    /// An entry, whole.
    ///
    /// # Errors
    /// There is none at this position, or what it holds cannot be read.
    pub fn entry(&self, position: u64) -> Result<LogEntry, LedgerError> {
        let stored = self.stored(position)?;
        let summary = self.summary(position)?;
        let header: Header =
            serde_json::from_slice(&stored.header).map_err(|_| LedgerError::Unreadable { position })?;
        let report = summary.about.unwrap_or(position);
        let of_report = if report == position { stored.clone() } else { self.stored(report)? };
        let sha256 = summary.sha256.as_deref();
        let looks = sha256.map_or(Ok(Vec::new()), |sha256| reports_on(self, sha256))?;
        let sealed: Vec<PartName> = header.parts.iter().map(|part| part.name).collect();
        Ok(LogEntry {
            ledger: header.ledger,
            header: String::from_utf8_lossy(&stored.header).into_owned(),
            logged: content(&of_report, PartName::Report)?,
            decision: content(&stored, PartName::Decision)?,
            erasure: content(&stored, PartName::Erasure)?,
            history: if summary.kind == EntryKind::Erasure { Vec::new() } else { self.history(report)? },
            looks: looks.into_iter().filter(|look| look.position != report).collect(),
            erased_by: self.erasure_of(&stored, &sealed)?,
            summary,
        })
    }

    /// Whether the entry of this digest stands there, with what it holds: the file of a log can be moved away, an older copy
    /// of it be put back, and somebody else may have erased the entry.
    pub fn holds(&self, position: u64, digest: &str) -> Result<bool, LedgerError> {
        match self.summary(position) {
            Ok(entry) => Ok(entry.digest == digest && !entry.erased),
            Err(LedgerError::NoSuchEntry { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The small picture of a report, JPEG.
    ///
    /// # Errors
    /// There is no entry at this position.
    pub fn picture(&self, position: u64) -> Result<Option<Vec<u8>>, LedgerError> {
        let stored = self.stored(position)?;
        let picture = stored.parts.iter().find(|part| part.name == PartName::Picture);
        Ok(picture.and_then(|part| unpack(&part.bytes)))
    }

    /// Every decision about a report, oldest first.
    pub fn history(&self, report: u64) -> Result<Vec<DecidedEntry>, LedgerError> {
        let query = Query { kind: Some(EntryKind::Decision), about: Some(report), ..Query::default() };
        let (found, _) = self.list(&query, None, MOST)?;
        let decided = found.into_iter().rev().map(|summary| {
            let decision = content(&self.stored(summary.position)?, PartName::Decision)?;
            let Summary { position, digest, recorded_at, .. } = summary;
            Ok(DecidedEntry { position, digest, recorded_at, decision })
        });
        decided.collect()
    }

    pub(super) fn stored(&self, position: u64) -> Result<Stored, LedgerError> {
        self.store().entry(position)?.ok_or(LedgerError::NoSuchEntry { position })
    }

    pub(super) fn summary(&self, position: u64) -> Result<Summary, LedgerError> {
        let query = Query { before: position.checked_add(1), ..Query::default() };
        let found = self.store().list(&query, None, 1)?.into_iter().find(|entry| entry.position == position);
        found.ok_or(LedgerError::NoSuchEntry { position })
    }

    /// Which erasure says that something of it is gone; asked only where something is.
    fn erasure_of(&self, stored: &Stored, sealed: &[PartName]) -> Result<Option<u64>, LedgerError> {
        if stored.parts.len() == sealed.len() {
            return Ok(None);
        }
        let all = stored.parts.is_empty();
        let query = Query { kind: Some(EntryKind::Erasure), ..Query::default() };
        for summary in self.list(&query, None, u32::MAX - 1)?.0 {
            let erasure: Option<Erasure> = content(&self.stored(summary.position)?, PartName::Erasure)?;
            let names = |erasure: &Erasure| {
                erasure.entries.contains(&stored.position) && (!all || erasure.what == Erased::Everything)
            };
            if erasure.as_ref().is_some_and(names) {
                return Ok(Some(summary.position));
            }
        }
        Ok(None)
    }
}

/// Reports on the same bytes, newest first.
pub fn reports_on(log: &Log, sha256: &str) -> Result<Vec<Summary>, LedgerError> {
    let query = Query { kind: Some(EntryKind::Report), sha256: sha256.into(), ..Query::default() };
    Ok(log.list(&query, None, MOST)?.0)
}

/// What a part says; nothing where the entry has none of this name.
///
/// # Errors
/// It is there and cannot be read.
pub fn content<T: DeserializeOwned>(entry: &Stored, name: PartName) -> Result<Option<T>, LedgerError> {
    let Some(part) = entry.parts.iter().find(|part| part.name == name) else { return Ok(None) };
    let read = unpack(&part.bytes).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.map(Some).ok_or(LedgerError::Unreadable { position: entry.position })
}
