use std::{
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use whence_model::Lang;
use whence_store::{Change, KeptList, KnownStore, PostgresLists, StoreError, TeamError, TeamLists};

use super::{
    Added, EntryOverview, Form, HandedOut, Import, Imported, KnownOverview, KnownRefusal, NewEntry, Record, add,
    entries, export, import, import_records, remove_entry, remove_list, switch, team, undo,
};

/// Where lists are kept: a person's own on this machine, or a team's on its server. The same can be done with both, except
/// that a team's lists cannot be brought back as they stood.
pub enum Shelf {
    Own(KnownStore),
    Team(Arc<dyn TeamLists>),
}

impl Shelf {
    /// A team's, by the address of its server: `postgres://USER@HOST/DATABASE`. Nothing is opened yet.
    ///
    /// # Errors
    /// It is no address that we can use.
    pub fn at(address: &str) -> Result<Self, TeamError> {
        Ok(Self::Team(Arc::new(PostgresLists::at(address)?)))
    }

    /// Where a team's lists are, for a person; without a password.
    pub fn place(&self) -> Option<&str> {
        match self {
            Self::Own(_) => None,
            Self::Team(lists) => Some(lists.place()),
        }
    }

    pub fn overview(&self, lang: Lang) -> Result<KnownOverview, KnownRefusal> {
        match self {
            Self::Own(store) => KnownOverview::of(store, lang).map_err(|error: StoreError| error.into()),
            Self::Team(lists) => team::overview(&**lists),
        }
    }

    pub fn entries(&self, name: &str, each: &mut dyn FnMut(&EntryOverview)) -> Result<(), KnownRefusal> {
        match self {
            Self::Own(store) => entries(store, name, each),
            Self::Team(lists) => team::entries(&**lists, name, each),
        }
    }

    pub fn import(&self, file: &Path, how: &Import, on_entries: &mut dyn FnMut(u64)) -> Result<Imported, KnownRefusal> {
        match self {
            Self::Own(store) => import(store, file, how, on_entries),
            Self::Team(lists) => team::import(&**lists, file, how, on_entries),
        }
    }

    pub fn import_records(&self, folder: &Path, added: &[NewEntry], how: &Import) -> Result<Imported, KnownRefusal> {
        match self {
            Self::Own(store) => import_records(store, folder, added, how),
            Self::Team(lists) => team::import_records(&**lists, folder, &records(added), how),
        }
    }

    pub fn add(&self, name: &str, added: &[NewEntry]) -> Result<Added, KnownRefusal> {
        match self {
            Self::Own(store) => add(store, name, added),
            Self::Team(lists) => team::add(&**lists, name, &records(added)),
        }
    }

    pub fn export(&self, name: &str, form: Form, to: &mut dyn Write) -> Result<io::Result<HandedOut>, KnownRefusal> {
        match self {
            Self::Own(store) => export(store, name, form, to),
            Self::Team(lists) => team::export(&**lists, name, form, to),
        }
    }

    pub fn switch(&self, names: &[String], on: bool) -> Result<Vec<String>, KnownRefusal> {
        match self {
            Self::Own(store) => switch(store, names, on),
            Self::Team(lists) => team::switch(&**lists, names, on),
        }
    }

    pub fn remove_list(&self, name: &str) -> Result<KeptList, KnownRefusal> {
        match self {
            Self::Own(store) => remove_list(store, name),
            Self::Team(lists) => team::remove(&**lists, name),
        }
    }

    pub fn remove_entry(&self, name: &str, asked: &str) -> Result<(KeptList, EntryOverview), KnownRefusal> {
        match self {
            Self::Own(store) => remove_entry(store, name, asked),
            Self::Team(lists) => team::remove_entry(&**lists, name, asked),
        }
    }

    pub fn undo(&self) -> Result<Change, KnownRefusal> {
        match self {
            Self::Own(store) => undo(store),
            Self::Team(_) => Err(KnownRefusal::NotOfTeam),
        }
    }
}

/// A team's lists keep no pictures.
fn records(added: &[NewEntry]) -> Vec<Record> {
    added.iter().map(|new| new.record.clone()).collect()
}
