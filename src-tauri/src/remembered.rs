use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use whence_engine::{Engine, List, Settings, trust::StoreError};
use whence_model::{Lang, TrustBook};

use crate::{
    known::{Known, Loaded},
    rooms::Reading,
    samples,
    trust::Trust,
};

/// What the user remembers, and an engine that knows it.
pub struct Remembered {
    pub trust: Trust,
    pub known: Known,
    latest: Mutex<Option<Arc<Knowing>>>,
    /// Its engine knows the samples and nothing that the user remembers.
    of_samples: Mutex<Option<Arc<Knowing>>>,
}

/// An engine, and what it was made with.
pub struct Knowing {
    pub engine: Engine,
    reading: Reading,
    book: Result<TrustBook, StoreError>,
    /// Its lists went into the engine.
    known: Loaded,
}

impl Knowing {
    /// Why the engine trusts nobody beside the lists that ship, where that is for want of a book that can be read.
    pub fn untrusting(&self, lang: Lang) -> Option<String> {
        self.book.as_ref().err().map(|error| error.sentence(lang))
    }

    /// The known lists that it does not ask, and why, in a sentence each.
    pub fn left_out(&self, lang: Lang) -> Vec<String> {
        self.known.left_out(lang)
    }
}

impl Remembered {
    pub fn new(folder: &Result<PathBuf, StoreError>) -> Self {
        Self {
            trust: Trust::new(folder.clone()),
            known: Known::new(folder.clone()),
            latest: Mutex::default(),
            of_samples: Mutex::default(),
        }
    }

    /// The engine for the pictures that ship, which gives everybody the same answer.
    pub fn engine_of_samples(&self, reading: Reading) -> Arc<Knowing> {
        let mut made = self.of_samples.lock().unwrap_or_else(PoisonError::into_inner);
        match &*made {
            Some(knowing) if knowing.reading.is_as(&reading) => Arc::clone(knowing),
            _ => {
                let known = vec![List::starter(), samples::list()];
                let engine = Engine::new(Settings { known, ..settings(&reading) });
                let (book, known) = (Ok(TrustBook::default()), Loaded::default());
                Arc::clone(made.insert(Arc::new(Knowing { engine, reading, book, known })))
            }
        }
    }

    /// The engine for trust book and known lists as they now stand; another program may have changed them.
    ///
    /// A new one is made only where they are others, or it reads otherwise, since reading the lists takes long.
    pub fn engine(&self, reading: Reading) -> Arc<Knowing> {
        let (book, lists) = (self.trust.read(), self.known.book());
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some(knowing) if knowing.reading.is_as(&reading) && knowing.book == book && knowing.known.is_of(&lists) => {
                Arc::clone(knowing)
            }
            _ => {
                let trust = book.as_ref().cloned().unwrap_or_default();
                let mut known = self.known.load();
                let lists = std::mem::take(&mut known.lists);
                let engine = Engine::new(Settings { known: lists, trust, ..settings(&reading) });
                Arc::clone(latest.insert(Arc::new(Knowing { engine, reading, book, known })))
            }
        }
    }
}

/// Features, so that any picture can be put on a list without reading it again.
fn settings(Reading { limits, room }: &Reading) -> Settings {
    Settings { features: true, limits: *limits, room: room.clone(), ..Settings::default() }
}
