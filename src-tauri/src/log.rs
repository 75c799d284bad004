use std::{
    collections::HashMap,
    io::{self, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use whence_engine::{
    Examination, WholeFile,
    ledger::{Choices, Keep, LedgerError, Log, LogRefusal, Recorded, SettingsStore, alike},
    trust::StoreError,
};
use whence_model::{
    Lang, Text, Untrusted,
    ledger::{Decision, Seen},
};

/// Earlier reports that are shown beside a report.
const SEEN: u32 = 20;
/// Examinations of this session of which it is remembered where they stand in the log.
const REMEMBERED: usize = 4_096;

/// The log of reports and decisions, and what the user chose about it.
pub struct LogDesk {
    settings: Result<SettingsStore, StoreError>,
    data: Result<PathBuf, StoreError>,
    /// The log that was opened last, by its address.
    open: Mutex<Option<(String, Log)>>,
    /// Which entries examinations of this session became, by the log's address and their ids.
    recorded: Mutex<HashMap<(String, String), LoggedAt>>,
    /// Whether checking or exporting is to stop.
    stop: AtomicBool,
}

/// The entry that a report became. Another may stand at its position later, and in another log.
#[derive(Clone)]
struct LoggedAt {
    position: u64,
    digest: String,
}

impl LogDesk {
    /// `folder` holds the settings, `data` one's own log.
    pub fn new(folder: Result<PathBuf, StoreError>, data: Result<PathBuf, StoreError>) -> Self {
        let settings = folder.map(SettingsStore::at);
        Self { settings, data, open: Mutex::default(), recorded: Mutex::default(), stop: AtomicBool::default() }
    }

    /// What was chosen.
    ///
    /// # Errors
    /// The file of settings cannot be read: with the defaults, an entry could go into another log than was chosen.
    pub fn choices(&self) -> Result<Choices, LedgerError> {
        // Where the system names no folder, nothing can have been chosen.
        let Ok(settings) = &self.settings else { return Ok(Choices::default()) };
        Ok(settings.read()?)
    }

    /// Changes what was chosen, as it stands then, whoever chose it; gives it back.
    pub fn change(&self, change: impl FnOnce(&mut Choices) -> Result<(), LogRefusal>) -> Result<Choices, LogRefusal> {
        self.settings.as_ref().map_err(Clone::clone)?.change(change)
    }

    /// Does what depends on what was chosen, while nobody chooses otherwise.
    pub fn while_chosen<D>(&self, work: impl FnOnce(&Choices) -> D) -> Result<D, StoreError> {
        self.settings.as_ref().map_err(Clone::clone)?.while_chosen(work)
    }

    /// The log that the settings name; opened once.
    pub fn log(&self) -> Result<Log, LedgerError> {
        Ok(self.named()?.1)
    }

    fn named(&self) -> Result<(String, Log), LedgerError> {
        self.at(self.choices()?.store)
    }

    /// Where the log of these choices is, for a person.
    pub fn place(&self, choices: &Choices) -> String {
        self.at(choices.store.clone()).map(|(_, log)| log.place().to_owned()).unwrap_or_default()
    }

    fn at(&self, address: String) -> Result<(String, Log), LedgerError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match &*open {
            Some((standing, log)) if *standing == address => Ok((address, log.clone())),
            _ => {
                let log = match address.as_str() {
                    "" => Log::in_folder(self.data.as_ref().map_err(|error| LedgerError::from(error.clone()))?),
                    address => Log::at(address)?,
                };
                *open = Some((address.clone(), log.clone()));
                Ok((address, log))
            }
        }
    }

    /// Where this examination stands in the log, if it was written down and stands there still.
    pub fn recorded(&self, id: &str) -> Result<Option<u64>, LedgerError> {
        let (address, log) = self.named()?;
        let key = (address, id.to_owned());
        let logged = self.recorded.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        Ok(standing(&log, logged.as_ref())?.map(|logged| logged.position))
    }

    /// Writes an examination down, once, and a decision about it: anew where what was written stands there no longer.
    pub fn record(
        &self,
        id: &str,
        examination: &Examination,
        lang: Lang,
        decision: Option<Decision>,
    ) -> Result<Recorded, LogRefusal> {
        let (address, log) = self.named()?;
        // Held, so that of two at once one writes the report down and the other decides about it.
        let mut recorded = self.recorded.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (address, id.to_owned());
        if let Some(LoggedAt { position, digest }) = standing(&log, recorded.get(&key))?.cloned() {
            let decision = decision.map(|decision| log.decide(position, decision)).transpose()?;
            return Ok(Recorded { report: position, digest, decision: decision.map(|entry| entry.position) });
        }
        let done = log.record(examination, lang, &Keep::from(&self.choices()?), decision)?;
        if recorded.len() >= REMEMBERED {
            recorded.clear();
        }
        recorded.insert(key, LoggedAt { position: done.report, digest: done.digest.clone() });
        Ok(done)
    }

    /// Writes an examination down where every check is to be.
    pub fn every_check(&self, id: &str, examination: &Examination, lang: Lang) -> Result<(), LogRefusal> {
        if self.choices()?.every_check {
            self.record(id, examination, lang, None)?;
        }
        Ok(())
    }

    /// Earlier reports on the same or a similar picture; not that of this very examination.
    pub fn seen(&self, id: &str, examination: &Examination) -> Result<Vec<Seen>, LedgerError> {
        let own = self.recorded(id)?;
        let seen = self.log()?.seen(&alike(examination.exhibit()), SEEN)?;
        Ok(seen.into_iter().filter(|seen| Some(seen.entry.position) != own).collect())
    }

    /// Begins work that [`LogDesk::stop`] ends.
    pub fn begin(&self) {
        self.stop.store(false, Ordering::Relaxed);
    }

    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn goes_on(&self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A report that was logged, where the log still has it.
fn standing<'a>(log: &Log, logged: Option<&'a LoggedAt>) -> Result<Option<&'a LoggedAt>, LedgerError> {
    match logged {
        Some(at) if log.holds(at.position, &at.digest)? => Ok(logged),
        _ => Ok(None),
    }
}

/// An address without the password that may stand in it; empty where it is none, as for a file of one's own.
pub fn shown(address: &str) -> String {
    if address.starts_with("sqlite://") {
        return address.to_owned();
    }
    Log::at(address).map(|log| log.place().to_owned()).unwrap_or_default()
}

/// Writes a file that the person named in the system's dialog, whole or not at all: what stood there stays until then.
/// Where `write` gives nothing, nothing is written.
pub fn written<T>(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<Option<T>, LogRefusal>,
) -> Result<Option<T>, LogRefusal> {
    let not_written = |error: io::Error| {
        let file = Untrusted::from(file.to_string_lossy().into_owned());
        LogRefusal::Words(Text::new(
            format!("{file} cannot be written ({error}). Choose another folder."),
            format!("{file} ne peut pas être écrit ({error}). Choisissez un autre dossier."),
        ))
    };
    let mut to = WholeFile::replacing(file).map_err(not_written)?;
    let Some(done) = write(&mut to)? else { return Ok(None) };
    to.finish().map_err(not_written)?;
    Ok(Some(done))
}
