use std::path::PathBuf;

use whence_engine::{
    Examination, List,
    known::{self, Added, Candidate, Column, KnownBook, KnownRefusal, KnownStore, ListChoice, Record},
    trust::StoreError,
};
use whence_model::{Lang, Untrusted};

use crate::known_commands::NewEntry;

/// The user's lists of known pictures.
pub struct Known {
    store: Result<KnownStore, StoreError>,
}

/// The lists that pictures are held against, and of which state of the store they are.
pub struct Loaded {
    pub lists: Vec<List>,
    book: Result<KnownBook, StoreError>,
    broken: Vec<(Untrusted, KnownRefusal)>,
}

impl Default for Loaded {
    /// None, of no store.
    fn default() -> Self {
        Self { lists: Vec::new(), book: Ok(KnownBook::default()), broken: Vec::new() }
    }
}

impl Known {
    /// The lists of a folder, or none where the system names no folder.
    pub fn new(folder: Result<PathBuf, StoreError>) -> Self {
        Self { store: folder.map(KnownStore::at) }
    }

    /// Which lists there are now; another program may have changed them.
    pub fn book(&self) -> Result<KnownBook, StoreError> {
        self.store()?.read()
    }

    /// Reads every list that is on.
    pub fn load(&self) -> Loaded {
        match &self.store {
            Ok(store) => {
                let known::Own { lists, broken, book } = known::own(store);
                Loaded { lists, book, broken }
            }
            // Where the system names no folder, nothing can have been remembered.
            Err(error) => Loaded { lists: vec![List::starter()], book: Err(error.clone()), broken: Vec::new() },
        }
    }

    pub fn choices(&self) -> Result<Vec<ListChoice>, KnownRefusal> {
        Ok(known::choices(self.store()?)?)
    }

    /// Puts an examined picture on a list. Nothing of the file is read again.
    pub fn add(&self, examination: &Examination, list: &str, words: &Record) -> Result<Added, KnownRefusal> {
        known::add(self.store()?, list, &[known::described(&Candidate::from(examination), words)])
    }

    pub fn undo_added(&self, list: &str, sha256: &str) -> Result<(), KnownRefusal> {
        known::undo_added(self.store()?, list, sha256).map(drop)
    }

    /// The small picture of a listed file, as JPEG.
    pub fn preview(&self, sha256: &str) -> Option<Vec<u8>> {
        self.store.as_ref().ok()?.preview(sha256)
    }

    pub fn store(&self) -> Result<&KnownStore, StoreError> {
        self.store.as_ref().map_err(Clone::clone)
    }
}

impl Loaded {
    /// Whether these are the lists of `book`. One that could not be read may have been mended meanwhile.
    pub fn is_of(&self, book: &Result<KnownBook, StoreError>) -> bool {
        self.book == *book && self.broken.is_empty()
    }

    /// Each list that is left out, and why, in a sentence.
    pub fn left_out(&self, lang: Lang) -> Vec<String> {
        self.broken.iter().map(|(name, why)| known::left_out(name, why, lang)).collect()
    }
}

impl NewEntry {
    /// Its words, as they stand in the columns of a list.
    pub fn record(&self) -> Record {
        let mut record = Record::default();
        for (column, text) in [
            (Column::Title, &self.title),
            (Column::Label, &self.label),
            (Column::Rating, &self.rating),
            (Column::What, &self.what),
            (Column::SourceUrl, &self.source),
            (Column::FactCheckUrl, &self.fact_check),
            (Column::Date, &self.date),
            (Column::Notes, &self.note),
        ] {
            record.set(column, text.trim());
        }
        record
    }
}
