use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use whence_engine::{
    Engine, Settings,
    trust::{StoreError, TrustOverview, TrustRefusal, TrustStore},
};
use whence_model::TrustBook;

/// Whom the user trusts, and an engine that knows it.
pub struct Trust {
    store: Result<TrustStore, StoreError>,
    latest: Mutex<Option<Arc<Trusting>>>,
}

/// An engine and the book that it was made with.
pub struct Trusting {
    pub engine: Engine,
    book: Result<TrustBook, StoreError>,
}

impl Trusting {
    /// Why the engine trusts nobody beside the lists that ship, where that is for want of a book that can be read.
    pub fn unread(&self) -> Option<&StoreError> {
        self.book.as_ref().err()
    }
}

impl Trust {
    /// The book of a folder, or none where the system names no folder.
    pub fn new(folder: Result<PathBuf, StoreError>) -> Self {
        Self { store: folder.map(TrustStore::at), latest: Mutex::default() }
    }

    /// The engine for the book as it now stands; another program may have changed it.
    ///
    /// A new one is made only where the book is another, since reading the lists takes long.
    pub fn engine(&self) -> Arc<Trusting> {
        let book = self.read();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some(trusting) if trusting.book == book => Arc::clone(trusting),
            _ => {
                let trust = book.as_ref().cloned().unwrap_or_default();
                let engine = Engine::new(Settings { trust, ..Settings::default() });
                Arc::clone(latest.insert(Arc::new(Trusting { engine, book })))
            }
        }
    }

    pub fn overview(&self) -> Result<TrustOverview, TrustRefusal> {
        Ok(TrustOverview::of(&self.read()?))
    }

    pub fn change(
        &self,
        change: impl FnOnce(&mut TrustBook) -> Result<(), TrustRefusal>,
    ) -> Result<TrustOverview, TrustRefusal> {
        self.store.as_ref().map_err(Clone::clone)?.change(|book| {
            change(book)?;
            Ok(TrustOverview::of(book))
        })
    }

    fn read(&self) -> Result<TrustBook, StoreError> {
        self.store.as_ref().map_err(Clone::clone)?.read()
    }
}
