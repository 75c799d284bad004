//! The user's lists of known pictures: taking them in, changing them, handing them out, and searching pictures for them.
//!
//! What is not here: what a list may hold (`known` reads and writes it) and where it is kept (`store` does).

mod change;
mod hand_out;
mod listed;
mod overview;
mod pictures;
mod refusal;
mod search;
mod shelf;
pub mod team;

use std::io::Read;

pub use whence_known::{Assumed, Column, LABELS, List, Record, Rejected};
use whence_model::{Lang, Untrusted};
pub use whence_store::{Change, Did, KeptList, KnownBook, KnownStore, PostgresLists, TeamError, TeamLists};
use whence_store::{Kept, StoreError};

pub use self::{
    change::{
        Added, Import, Imported, add, did_words, import, import_records, remove_entry, remove_list, switch, undo,
        undo_added,
    },
    hand_out::{Form, HandedOut, export},
    listed::{ListedEntry, ListedPage, page},
    overview::{EntryOverview, KnownOverview, ListChoice, ListOverview, Origin, choices, entries},
    pictures::{Candidate, Caption, NewEntry, captions_in, described},
    refusal::KnownRefusal,
    search::{Alike, alike},
    shelf::Shelf,
    team::{Team, TeamProblem},
};

/// Characters of a list's name.
pub const MAX_NAME: usize = 80;
/// Characters of its owner, and of its licence.
pub const MAX_WORDS: usize = 200;
/// Bytes of one list: ten million rows as they are usual have about 2 GB.
pub const MAX_LIST_BYTES: u64 = 2 << 30;

/// The lists that pictures are held against.
#[derive(Debug)]
pub struct Own {
    /// Those that are on: the one that ships first, then the user's own.
    pub lists: Vec<List>,
    /// Those that are on and cannot be read; without a name, it is the file that says which there are.
    pub broken: Vec<(Untrusted, KnownRefusal)>,
    /// Which lists there were when they were read.
    pub book: Result<KnownBook, StoreError>,
}

/// Reads every list that is on. What cannot be read is named and left out: one damaged file shall not keep a person
/// from examining pictures.
pub fn own(store: &KnownStore) -> Own {
    loop {
        let book = match store.read() {
            Ok(book) => book,
            Err(error) => {
                let broken = vec![(Untrusted::default(), error.clone().into())];
                return Own { lists: vec![List::starter()], broken, book: Err(error) };
            }
        };
        let (mut lists, mut broken) = (Vec::new(), Vec::new());
        if !book.starter_off {
            lists.push(List::starter());
        }
        for kept in book.lists.iter().filter(|list| list.on) {
            match load(store, kept) {
                Ok(list) => lists.push(list),
                Err(why) => broken.push((kept.name.as_str().into(), why)),
            }
        }
        // A list that went while we read is not broken, but no longer there.
        if broken.is_empty() || store.read().is_ok_and(|now| now == book) {
            return Own { lists, broken, book: Ok(book) };
        }
    }
}

/// Entries from which on a list is read once, and found by what was kept of it from then on: reading a million of them
/// takes some seconds and a gigabyte.
const LONG: u64 = 20_000;

/// One list, if its bytes are still those that were kept.
fn load(store: &KnownStore, kept: &KeptList) -> Result<List, KnownRefusal> {
    let mut list = if kept.entries < LONG { short(store, kept)? } else { long(store, kept)? };
    [list.owner, list.licence] = [&kept.owner, &kept.licence].map(|word| word.as_deref().map(Untrusted::from));
    Ok(list)
}

fn short(store: &KnownStore, kept: &KeptList) -> Result<List, KnownRefusal> {
    let file = store.open(kept)?.take(MAX_LIST_BYTES);
    let list = List::read(&kept.name, file, &Assumed(kept.assumed.clone())).ok();
    Ok(list.filter(|list| list.sha256 == kept.sha256).ok_or_else(|| damaged(store, kept))?)
}

/// What is kept beside it is made where it is not there, or does not fit; where it cannot be kept, the list is read anew
/// each time.
fn long(store: &KnownStore, kept: &KeptList) -> Result<List, KnownRefusal> {
    let (aside, assumed) = (store.file_of(&kept.sha256), Assumed(kept.assumed.clone()));
    let rows = store.open(kept)?;
    overview::unchanged(store, kept)?;
    if let Ok(list) = List::open_long(&kept.name, &aside, &kept.sha256, rows, &assumed) {
        return Ok(list);
    }
    let (file, rows) = (store.open(kept)?.take(MAX_LIST_BYTES), store.open(kept)?);
    let list = List::read_long(&kept.name, file, rows, &assumed).ok();
    let list = list.filter(|list| list.sha256 == kept.sha256).ok_or_else(|| damaged(store, kept))?;
    let _ = list.save_long(&aside, &assumed);
    Ok(list)
}

/// Its bytes are not those that were kept.
fn damaged(store: &KnownStore, kept: &KeptList) -> StoreError {
    StoreError::Damaged { kept: Kept::List, file: store.file_of(&kept.sha256), at: None }
}

/// # Errors
/// No list has this name, or it is the one that ships.
fn position(lists: &[KeptList], name: &str) -> Result<usize, KnownRefusal> {
    if alike_names(name, List::STARTER) {
        return Err(KnownRefusal::Shipped);
    }
    let found = lists.iter().position(|list| alike_names(&list.name, name));
    found.ok_or_else(|| KnownRefusal::NoSuchList { name: name.into() })
}

/// Why a list is left out of examinations, naming it.
pub fn left_out(name: &Untrusted, why: &KnownRefusal, lang: Lang) -> String {
    let (name, named, why) = (name.short(MAX_NAME), !name.is_empty(), why.sentence(lang));
    match (named, lang) {
        (false, Lang::En) => format!("Your known lists are left out. {why}"),
        (false, Lang::Fr) => format!("Vos listes d'images connues sont laissées de côté. {why}"),
        (true, Lang::En) => format!("The known list “{name}” is left out. {why}"),
        (true, Lang::Fr) => format!("La liste « {name} » est laissée de côté. {why}"),
    }
}

fn alike_names(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
