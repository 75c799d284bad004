use std::path::PathBuf;

use whence_engine::trust::{StoreError, TrustOverview, TrustRefusal, TrustStore};
use whence_model::TrustBook;

/// Whom the user trusts.
pub struct Trust {
    store: Result<TrustStore, StoreError>,
}

impl Trust {
    /// The book of a folder, or none where the system names no folder.
    pub fn new(folder: Result<PathBuf, StoreError>) -> Self {
        Self { store: folder.map(TrustStore::at) }
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

    /// The book as it now stands; another program may have changed it.
    pub fn read(&self) -> Result<TrustBook, StoreError> {
        self.store.as_ref().map_err(Clone::clone)?.read()
    }
}
