use std::io::{self, Read};

use serde::Serialize;
use sha2::{Digest, Sha256};
use whence_known::{Assumed, Entry, Hash256, scan};
use whence_model::{Lang, Untrusted, facts::known::Label};
use whence_store::{Kept, KeptList, KnownStore, StoreError};

use super::{KnownRefusal, List, MAX_LIST_BYTES, alike_names, damaged, position};

/// The lists that a person has.
#[derive(Clone, Debug, Serialize)]
pub struct KnownOverview {
    /// The one that ships first.
    pub lists: Vec<ListOverview>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ListOverview {
    pub name: Untrusted,
    /// Whether pictures are held against it.
    pub on: bool,
    pub origin: Origin,
    pub owner: Option<Untrusted>,
    pub licence: Option<Untrusted>,
    pub entries: u64,
    pub sha256: String,
    /// RFC 3339.
    pub imported_at: Option<String>,
    /// The name of the file or folder that it was made of.
    pub file: Option<Untrusted>,
    /// Who put or changed it last, where a team's server says it.
    pub by: Option<Untrusted>,
    /// Whether entries were added or removed since.
    pub changed: bool,
    /// Why it is left out, though it may be on.
    pub problem: Option<String>,
}

/// A list as somebody has to know it who wants to put a picture on one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListChoice {
    pub name: Untrusted,
    /// Whether pictures are held against it.
    pub on: bool,
    pub entries: u64,
    /// Whether it takes entries: the one that ships does not.
    pub takes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Shipped,
    Imported,
    /// Begun here, picture by picture.
    Made,
    /// On a team's server.
    Team,
}

/// One entry, as far as it is needed to tell it from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryOverview {
    pub id: Option<Untrusted>,
    pub sha256: Option<String>,
    pub pixels_sha256: Option<String>,
    pub pdq: Option<String>,
    pub title: Untrusted,
    pub label: Label,
    pub rating: Untrusted,
}

impl KnownOverview {
    /// Every list; that its bytes are still those that were kept is held against its digest.
    ///
    /// # Errors
    /// Which lists there are cannot be read.
    pub fn of(store: &KnownStore, lang: Lang) -> Result<Self, StoreError> {
        let book = store.read()?;
        let starter = List::starter();
        let entries = starter.len() as u64;
        let shipped = ListOverview {
            name: starter.name,
            on: !book.starter_off,
            origin: Origin::Shipped,
            owner: starter.owner,
            licence: starter.licence,
            entries,
            sha256: starter.sha256,
            imported_at: None,
            file: None,
            by: None,
            changed: false,
            problem: None,
        };
        let own = book.lists.iter().map(|kept| ListOverview::of(store, kept, lang));
        Ok(Self { lists: [shipped].into_iter().chain(own).collect() })
    }
}

/// Every list, the one that ships first. Their bytes are not read.
///
/// # Errors
/// Which lists there are cannot be read.
pub fn choices(store: &KnownStore) -> Result<Vec<ListChoice>, StoreError> {
    let book = store.read()?;
    let entries = List::starter().len() as u64;
    let shipped = ListChoice { name: List::STARTER.into(), on: !book.starter_off, entries, takes: false };
    let own = book.lists.into_iter().map(|kept| ListChoice {
        name: kept.name.into(),
        on: kept.on,
        entries: kept.entries,
        takes: true,
    });
    Ok([shipped].into_iter().chain(own).collect())
}

impl ListOverview {
    fn of(store: &KnownStore, kept: &KeptList, lang: Lang) -> Self {
        let word = |word: &Option<String>| word.as_deref().map(Untrusted::from);
        Self {
            name: kept.name.as_str().into(),
            on: kept.on,
            origin: if kept.origin.is_some() { Origin::Imported } else { Origin::Made },
            owner: word(&kept.owner),
            licence: word(&kept.licence),
            entries: kept.entries,
            sha256: kept.sha256.clone(),
            imported_at: Some(kept.imported_at.clone()),
            file: word(&kept.origin),
            by: None,
            changed: kept.changed && kept.origin.is_some(),
            problem: unchanged(store, kept).err().map(|error| error.sentence(lang)),
        }
    }
}

impl EntryOverview {
    pub(super) fn of(entry: &Entry) -> Self {
        let hex = |hash: Option<Hash256>| hash.map(|hash| hash.to_string());
        Self {
            id: entry.id.clone(),
            sha256: hex(entry.sha256),
            pixels_sha256: hex(entry.pixels_sha256),
            pdq: hex(entry.pdq.first().map(|pdq| pdq.hash)),
            title: entry.known.title.clone(),
            label: entry.known.label,
            rating: entry.known.rating.clone(),
        }
    }
}

/// The entries of one list, each handed on as it is read.
///
/// # Errors
/// There is no such list, or it is damaged.
pub fn entries(store: &KnownStore, name: &str, each: &mut dyn FnMut(&EntryOverview)) -> Result<(), KnownRefusal> {
    let mut tell = |entry: &Entry| each(&EntryOverview::of(entry));
    if alike_names(name, List::STARTER) {
        List::starter().entries().for_each(|entry| tell(&entry));
        return Ok(());
    }
    let lists = store.read()?.lists;
    let kept = &lists[position(&lists, name)?];
    unchanged(store, kept)?;
    scan(store.open(kept)?, &Assumed(kept.assumed.clone()), &mut |_, _, entry| tell(&entry))?;
    Ok(())
}

/// # Errors
/// The bytes of the list are not those that were kept.
pub(super) fn unchanged(store: &KnownStore, kept: &KeptList) -> Result<(), StoreError> {
    let file = store.file_of(&kept.sha256);
    let mut digest = Sha256::new();
    let mut bytes = store.open(kept)?.take(MAX_LIST_BYTES);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match bytes.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => digest.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(StoreError::Unreadable { kept: Kept::List, file, why: error.to_string() }),
        }
    }
    let sha256: String = digest.finalize().iter().map(|b| format!("{b:02x}")).collect();
    if sha256 == kept.sha256 { Ok(()) } else { Err(damaged(store, kept)) }
}
