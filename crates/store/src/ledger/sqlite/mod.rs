//! A log in one file of SQLite: its own, on this machine.
//!
//! Write-ahead log with full synchronisation: what was acknowledged outlasts a kill and a power cut. Whoever appends has
//! the file alone for that moment; others wait for up to half a minute.

mod desk;
mod read;
mod schema;

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use whence_model::{
    Text,
    ledger::{Erasure, Query, Seen, Stored, Summary},
    t,
};

use super::{
    Alike, Appended, Draft, Head, LedgerError, LedgerStore,
    append::{append, erase},
    seal::Prepared,
};
use crate::{
    StoreError,
    files::{make_folder, private},
};

/// How long one waits for another who writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A log in one file. The file is made with the first entry.
pub struct SqliteLedger {
    file: PathBuf,
    place: String,
    open: Mutex<Option<Open>>,
}

/// A connection, and which file it is to.
struct Open {
    connection: Connection,
    file: Identity,
}

impl SqliteLedger {
    /// Opens nothing yet.
    pub fn at(file: impl Into<PathBuf>) -> Self {
        let file = file.into();
        let place = file.to_string_lossy().into_owned();
        Self { file, place, open: Mutex::default() }
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Work on the open file; where there is none yet, only `making` makes one.
    fn with<T>(
        &self,
        making: bool,
        work: impl FnOnce(&mut Connection) -> Result<T, Fault>,
    ) -> Result<Option<T>, LedgerError> {
        let mut slot = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that was taken away under us, or that another took the place of, is no longer the log.
        if slot.as_ref().is_some_and(|open| identity(&self.file) != Some(open.file)) {
            *slot = None;
        }
        let open = match &mut *slot {
            Some(open) => open,
            None => match self.open(making)? {
                Some(open) => slot.insert(open),
                None => return Ok(None),
            },
        };
        work(&mut open.connection).map(Some).map_err(|fault| self.told(fault))
    }

    fn open(&self, making: bool) -> Result<Option<Open>, LedgerError> {
        let mut standing = identity(&self.file);
        if standing.is_none() && making {
            self.make().map_err(|error| StoreError::NotWritten {
                kept: crate::Kept::Ledger,
                file: self.file.clone(),
                why: error.to_string(),
            })?;
            standing = identity(&self.file);
        }
        let Some(file) = standing else { return Ok(None) };
        self.opened().map(|connection| Some(Open { connection, file })).map_err(|fault| self.told(fault))
    }

    /// An empty file that nobody else may read: SQLite gives its own files beside it the same rights.
    fn make(&self) -> std::io::Result<()> {
        if let Some(folder) = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            make_folder(folder)?;
        }
        private().write(true).create(true).truncate(false).open(&self.file).map(drop)
    }

    fn opened(&self) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        schema::ready(&mut connection, &self.file)?;
        read::add_holds(&connection)?;
        Ok(connection)
    }

    fn told(&self, fault: Fault) -> LedgerError {
        let place = self.place.as_str().into();
        match fault {
            Fault::Ours(error) => error,
            Fault::Sqlite(error) => LedgerError::Unusable { place, why: error.to_string().into() },
            Fault::Newer(schema) => LedgerError::Newer { place, schema },
            Fault::NotWritten(why) => LedgerError::Unusable { place, why: why.into() },
        }
    }

    /// All that `work` does stands on the disk when this returns, or nothing of it.
    fn writing(
        &self,
        work: impl FnOnce(&mut desk::SqliteDesk<'_>) -> Result<Vec<Appended>, LedgerError>,
    ) -> Result<Vec<Appended>, LedgerError> {
        let appended = self.with(true, |connection| {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let appended = work(&mut desk::SqliteDesk { change: &change, place: &self.place })?;
            change.commit()?;
            Ok(appended)
        })?;
        Ok(appended.unwrap_or_default())
    }
}

impl LedgerStore for SqliteLedger {
    fn place(&self) -> &str {
        &self.place
    }

    fn is_elsewhere(&self) -> bool {
        false
    }

    fn head(&self) -> Result<Option<Head>, LedgerError> {
        Ok(self.with(false, |connection| Ok(read::head(connection, &self.place)?))?.flatten())
    }

    fn append(&self, drafts: &[Draft]) -> Result<Vec<Appended>, LedgerError> {
        let prepared: Vec<Prepared> = drafts.iter().map(Prepared::of).collect::<Result<_, _>>()?;
        self.writing(|desk| append(desk, &prepared))
    }

    fn erase(&self, erasure: &Erasure) -> Result<Appended, LedgerError> {
        let mut appended = self.writing(|desk| erase(desk, erasure))?;
        // What was dropped still stands in the write-ahead log until that is emptied, which waits for whoever reads.
        let is_busy = self.with(false, |connection| {
            Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0)))
        })?;
        let why = match is_busy {
            None | Some(Ok(false)) => None,
            Some(Ok(true)) => Some(t("another program reads the log", "un autre programme lit le registre")),
            Some(Err(error)) => Some(Text::new(error.to_string(), error.to_string())),
        };
        if let Some(why) = why {
            return Err(LedgerError::Lingers { place: self.place.as_str().into(), why });
        }
        appended
            .pop()
            .ok_or(LedgerError::Unusable { place: self.place.as_str().into(), why: "nothing appended".into() })
    }

    fn list(&self, query: &Query, among: Option<&[u64]>, most: u32) -> Result<Vec<Summary>, LedgerError> {
        let found = self.with(false, |connection| Ok(read::list(connection, query, among, most)?))?;
        Ok(found.unwrap_or_default())
    }

    fn entry(&self, position: u64) -> Result<Option<Stored>, LedgerError> {
        let mut found = None;
        self.with(false, |connection| {
            Ok(read::entries(connection, position, Some(position), &mut |entry| {
                found = Some(entry.clone());
                ControlFlow::Break(())
            })?)
        })?;
        Ok(found)
    }

    fn seen(&self, alike: &Alike, most: u32) -> Result<Vec<Seen>, LedgerError> {
        Ok(self.with(false, |connection| Ok(read::seen(connection, alike, most)?))?.unwrap_or_default())
    }

    fn walk(&self, from: u64, each: &mut dyn FnMut(&Stored) -> ControlFlow<()>) -> Result<(), LedgerError> {
        // On a connection of its own: nobody waits meanwhile.
        let Some(mut open) = self.open(false)? else { return Ok(()) };
        let walked = open
            .connection
            .transaction()
            .map_err(Fault::from)
            .and_then(|at_once| Ok(read::entries(&at_once, from, None, each)?));
        walked.map_err(|fault| self.told(fault))
    }
}

impl std::fmt::Debug for SqliteLedger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SqliteLedger").field(&self.file).finish()
    }
}

/// What stopped the work.
enum Fault {
    Sqlite(rusqlite::Error),
    Ours(LedgerError),
    Newer(i64),
    NotWritten(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Ours(error)
    }
}

/// What tells a file from another that takes its name.
#[cfg(unix)]
type Identity = (u64, u64);

/// Where an open file keeps its name, only that it is there.
#[cfg(not(unix))]
type Identity = ();

fn identity(file: &Path) -> Option<Identity> {
    let found = file.metadata().ok()?;
    #[cfg(unix)]
    return Some((std::os::unix::fs::MetadataExt::dev(&found), std::os::unix::fs::MetadataExt::ino(&found)));
    #[cfg(not(unix))]
    Some(drop(found))
}

/// SQLite's numbers have a sign.
fn number(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use whence_model::ledger::{Erased, LoggedReport};

    use super::*;

    fn report() -> Draft {
        let recorded = include_str!("../../../../../ui/fixtures/inconclusive.json");
        let recorded: serde_json::Value = serde_json::from_str(recorded).unwrap();
        let report = serde_json::from_value(recorded["examined"]["report"].clone()).unwrap();
        Draft::Report { logged: Box::new(LoggedReport { by: "Rita".into(), report, pages: Vec::new() }), picture: None }
    }

    /// Another program reads meanwhile, and holds what it began to read.
    #[test]
    fn what_was_erased_and_stands_beside_the_file_still_is_told() {
        let folder = std::env::temp_dir().join(format!("whence-lingers-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let log = SqliteLedger::at(folder.join("ledger.sqlite"));
        let erasure = |position: u64| Erasure {
            entries: vec![position],
            what: Erased::Everything,
            reason: "asked for".into(),
            by: "Edda".into(),
        };
        log.append(&[report(), report()]).unwrap();
        let mut other = log.opened().unwrap_or_else(|_| panic!("it opens"));
        let reads = other.transaction().unwrap();
        reads.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).unwrap();
        let impatient = |connection: &mut Connection| Ok(connection.busy_timeout(Duration::ZERO)?);
        log.with(false, impatient).unwrap();
        assert!(matches!(log.erase(&erasure(1)), Err(LedgerError::Lingers { .. })));
        assert_eq!(log.head().unwrap().unwrap().position, 3, "it was erased all the same");
        drop(reads);
        assert_eq!(log.erase(&erasure(2)).unwrap().position, 4);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
