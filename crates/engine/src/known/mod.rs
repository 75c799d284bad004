//! The user's lists of known pictures: taking them in, changing them, handing them out, and searching pictures for them.
//!
//! What is not here: what a list may hold (`known` reads and writes it) and where it is kept (`store` does).

mod change;
mod hand_out;
mod overview;
mod pictures;
mod refusal;
mod search;
mod shelf;
pub mod team;

use std::io::Read;

pub use whence_known::{Assumed, Column, LABELS, List, Record, Rejected};
use whence_model::Untrusted;
pub use whence_store::{Change, Did, KeptList, KnownStore, PostgresLists, TeamError, TeamLists};
use whence_store::{Kept, StoreError};

pub use self::{
    change::{Added, Import, Imported, add, import, import_records, remove_entry, remove_list, switch, undo},
    hand_out::{Form, HandedOut, export},
    overview::{EntryOverview, KnownOverview, ListOverview, Origin, entries},
    pictures::{Candidate, Caption, captions_in, described},
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
}

/// Reads every list that is on. What cannot be read is named and left out: one damaged file shall not keep a person
/// from examining pictures.
pub fn own(store: &KnownStore) -> Own {
    loop {
        let book = match store.read() {
            Ok(book) => book,
            Err(error) => {
                return Own { lists: vec![List::starter()], broken: vec![(Untrusted::default(), error.into())] };
            }
        };
        let mut own = Own { lists: Vec::new(), broken: Vec::new() };
        if !book.starter_off {
            own.lists.push(List::starter());
        }
        for kept in book.lists.iter().filter(|list| list.on) {
            match load(store, kept) {
                Ok(list) => own.lists.push(list),
                Err(why) => own.broken.push((kept.name.as_str().into(), why)),
            }
        }
        // A list that went while we read is not broken, but no longer there.
        if own.broken.is_empty() || store.read().is_ok_and(|now| now == book) {
            return own;
        }
    }
}

/// One list, if its bytes are still those that were kept.
fn load(store: &KnownStore, kept: &KeptList) -> Result<List, KnownRefusal> {
    let file = store.open(kept)?.take(MAX_LIST_BYTES);
    let list = List::read(&kept.name, file, &Assumed(kept.assumed.clone())).ok();
    let mut list = list.filter(|list| list.sha256 == kept.sha256).ok_or_else(|| damaged(store, kept))?;
    [list.owner, list.licence] = [&kept.owner, &kept.licence].map(|word| word.as_deref().map(Untrusted::from));
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

fn alike_names(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
