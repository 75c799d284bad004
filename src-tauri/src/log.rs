use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use whence_engine::{
    Examination,
    ledger::{Choices, Keep, LedgerError, Log, LogRefusal, Recorded, SettingsStore, alike},
    trust::StoreError,
};
use whence_model::{
    Lang, Text, Untrusted,
    ledger::{Decision, Seen, visible_lines},
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
    /// Where examinations of this session stand in the log, by its address and their ids.
    recorded: Mutex<HashMap<(String, String), u64>>,
    /// Whether checking or exporting is to stop.
    stop: AtomicBool,
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

    /// Changes what was chosen, and with `store` where the log is kept: a log that cannot be there is refused.
    pub fn change(&self, store: Option<String>, change: impl FnOnce(&mut Choices)) -> Result<(), LogRefusal> {
        if let Some(address) = store.as_ref().filter(|address| !address.is_empty()) {
            Log::at(address)?;
        }
        let settings = self.settings.as_ref().map_err(|error| LedgerError::from(error.clone()))?;
        let changed = settings.change(|choices| {
            change(choices);
            choices.by = visible_lines(choices.by.trim()).replace('\n', " ");
            if let Some(store) = store {
                choices.store = store;
            }
        });
        changed.map_err(LedgerError::from)?;
        Ok(())
    }

    /// The log that the settings name; opened once.
    pub fn log(&self) -> Result<Log, LedgerError> {
        Ok(self.named()?.1)
    }

    fn named(&self) -> Result<(String, Log), LedgerError> {
        let address = self.choices()?.store;
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

    /// Where this examination stands in the log, if it was written down.
    pub fn recorded(&self, id: &str) -> Result<Option<u64>, LedgerError> {
        let key = (self.named()?.0, id.to_owned());
        Ok(self.recorded.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied())
    }

    /// Writes an examination down, once, and a decision about it.
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
        if let Some(report) = recorded.get(&key).copied() {
            let decision = decision.map(|decision| log.decide(report, decision)).transpose()?;
            return Ok(Recorded { report, decision: decision.map(|entry| entry.position) });
        }
        let done = log.record(examination, lang, &Keep::from(&self.choices()?), decision)?;
        if recorded.len() >= REMEMBERED {
            recorded.clear();
        }
        recorded.insert(key, done.report);
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

/// An address without the password that may stand in it.
pub fn shown(address: &str, place: &str) -> String {
    if address.starts_with("sqlite://") { address.to_owned() } else { place.to_owned() }
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
    let mut new = file.as_os_str().to_owned();
    new.push(".part");
    let new = PathBuf::from(new);
    let mut to = BufWriter::new(File::create_new(&new).map_err(not_written)?);
    let done = write(&mut to);
    let finished = match &done {
        Ok(Some(_)) => to.into_inner().map_err(io::IntoInnerError::into_error).and_then(|written| {
            written.sync_all()?;
            std::fs::rename(&new, file)
        }),
        _ => Ok(()),
    };
    if !matches!((&done, &finished), (Ok(Some(_)), Ok(()))) {
        let _ = std::fs::remove_file(&new);
    }
    finished.map_err(not_written)?;
    done
}
