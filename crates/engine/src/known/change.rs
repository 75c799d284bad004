//! Lists on their way in, and what is added to and taken from them.

use std::{
    collections::{BTreeSet, HashSet},
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use jiff::{Timestamp, Unit};
use whence_known::{Assumed, Column, Entry, Hash256, Preamble, Record, Summary, Written, scan};
use whence_model::{Refusal, Text, Untrusted, t};
use whence_store::{Change, Did, Draft, KeptList, KnownStore, Staged};

use super::{
    EntryOverview, KnownRefusal, List, MAX_LIST_BYTES, MAX_NAME, MAX_WORDS, NewEntry, alike_names, damaged,
    hand_out::{Records, preamble_of},
    position,
};
use crate::source::refused;

/// Digits that name an entry at least.
const MIN_PREFIX: usize = 4;
/// Entries that are named where more than one is meant.
pub(super) const MAX_AMBIGUOUS: usize = 20;
/// Entries between two words of progress.
pub(super) const STEP: u64 = 10_000;

/// How a list is to be taken in.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Without one, it is named as it says itself, or after its file.
    pub name: Option<String>,
    pub owner: Option<String>,
    pub licence: Option<String>,
    /// Whether it takes the place of one of the same name.
    pub replace: bool,
    pub assumed: Assumed,
}

/// A list that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub list: KeptList,
    pub replaced: bool,
    /// Texts that a spreadsheet takes for formulae.
    pub formulae: u64,
}

/// What became of pictures that were added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub list: KeptList,
    /// Which of those that were given are on the list now for the first time, in their order.
    pub added: Vec<usize>,
    pub begun: bool,
}

/// Takes in a file as it is: whole, or not at all. `on_entries` hears how many entries were read so far.
///
/// # Errors
/// The file cannot be read, a line of it cannot be taken, or the name is no name for it.
pub fn import(
    store: &KnownStore,
    file: &Path,
    how: &Import,
    on_entries: &mut dyn FnMut(u64),
) -> Result<Imported, KnownRefusal> {
    let input = opened(file)?;
    take_in(store, &named_after(file), how, |_, staged| {
        let (mut entries, mut copied) = (0, Copied { input, to: staged, bytes: 0, failed: None });
        let told = scan(&mut copied, &how.assumed, &mut |_, _, _| {
            entries += 1;
            if entries % STEP == 0 {
                on_entries(entries);
            }
        });
        let Copied { to: staged, bytes, failed, .. } = copied;
        match failed {
            Some(error) => Err(staged.failed(&error).into()),
            // It grew while it was read.
            None if bytes > MAX_LIST_BYTES => Err(KnownRefusal::TooLarge),
            None => Ok((told?, BTreeSet::new())),
        }
    })
}

/// A file that is small enough for a list.
pub(super) fn opened(file: &Path) -> Result<File, KnownRefusal> {
    let metadata = fs::metadata(file).map_err(|e| refused(&e))?;
    // A pipe or device is not opened: opening alone may wait for ever.
    if !metadata.is_file() {
        return Err(Refusal::NotAFile.into());
    }
    if metadata.len() > MAX_LIST_BYTES {
        return Err(KnownRefusal::TooLarge);
    }
    Ok(File::open(file).map_err(|e| refused(&e))?)
}

/// Takes in entries that were made of the pictures of a folder.
///
/// # Errors
/// As [`import`].
pub fn import_records(
    store: &KnownStore,
    folder: &Path,
    entries: &[NewEntry],
    how: &Import,
) -> Result<Imported, KnownRefusal> {
    let named = named_after(folder);
    let preamble = Preamble {
        name: Some(sound_name(how.name.as_ref().unwrap_or(&named.1))?),
        owner: sound_words(how.owner.clone())?,
        licence: sound_words(how.licence.clone())?,
    };
    take_in(store, &named, how, |draft, staged| {
        let records = || entries.iter().map(|entry| &entry.record);
        let more = BTreeSet::from_iter(records().flat_map(|record| record.more.iter().map(|(name, _)| name)));
        let more: Vec<String> = more.into_iter().cloned().collect();
        let mut to = Records::begin(&mut *staged, Written::Csv, &preamble, &more);
        records().for_each(|record| to.write(record));
        to.finish().map_err(|error| staged.failed(&error))?;
        read_back(draft, staged, entries)
    })
}

/// Adds entries to a list, which is begun where there is none of this name. Of entries with the same SHA-256, those
/// that stand already and the first of those that come are kept.
///
/// # Errors
/// The list is damaged, its name is no name, or an entry is none.
pub fn add(store: &KnownStore, name: &str, entries: &[NewEntry]) -> Result<Added, KnownRefusal> {
    store.change(|draft| {
        let at = match position(&draft.book.lists, name) {
            Ok(at) => Some(at),
            Err(KnownRefusal::NoSuchList { .. }) => None,
            Err(refusal) => return Err(refusal),
        };
        let mut seen: HashSet<Hash256> = HashSet::new();
        let standing = match at {
            Some(at) => Some(read(draft, &draft.book.lists[at], &mut |_, _, entry| seen.extend(entry.sha256))?),
            None => None,
        };
        let mut is_new =
            |record: &Record| Hash256::from_hex(record.get(Column::Sha256)).is_none_or(|sha| seen.insert(sha));
        let added: Vec<usize> = (0..entries.len()).filter(|at| is_new(&entries[*at].record)).collect();
        let mut list = match at {
            Some(at) => draft.book.lists[at].clone(),
            None => KeptList { name: sound_name(name)?, on: true, imported_at: now(), ..KeptList::default() },
        };
        if !added.is_empty() {
            let new: Vec<NewEntry> = added.iter().map(|at| entries[*at].clone()).collect();
            rewrite(draft, &mut list, standing.as_ref(), &new, None)?;
            match at {
                Some(at) => draft.book.lists[at] = list.clone(),
                None => draft.book.lists.push(list.clone()),
            }
        }
        Ok((change(Did::Add, &list.name), Added { list, added, begun: at.is_none() }))
    })
}

/// Takes out the entry with this id or title, or with a hash that begins so.
///
/// # Errors
/// No entry is meant, or more than one, or there is no such list.
pub fn remove_entry(store: &KnownStore, name: &str, asked: &str) -> Result<(KeptList, EntryOverview), KnownRefusal> {
    store.change(|draft| {
        let at = position(&draft.book.lists, name)?;
        let mut list = draft.book.lists[at].clone();
        let mut found: Vec<(u64, EntryOverview)> = Vec::new();
        let standing = read(draft, &list, &mut |line, _, entry| {
            if found.len() < MAX_AMBIGUOUS && is_meant(&entry, asked) {
                found.push((line, EntryOverview::of(&entry)));
            }
        })?;
        // An id is one entry's alone, whatever else begins so.
        if let Some(at) = found.iter().position(|(_, entry)| entry.id.as_ref().is_some_and(|id| id.raw() == asked)) {
            found = vec![found.swap_remove(at)];
        }
        match found.as_slice() {
            [] => return Err(KnownRefusal::NoSuchEntry { asked: asked.into() }),
            [(line, _)] => rewrite(draft, &mut list, Some(&standing), &[], Some(*line))?,
            _ => {
                let entries = found.into_iter().map(|(_, entry)| entry).collect();
                return Err(KnownRefusal::Ambiguous { entries });
            }
        }
        draft.book.lists[at] = list.clone();
        let (_, entry) = found.remove(0);
        Ok((change(Did::RemoveEntry, &list.name), (list, entry)))
    })
}

/// # Errors
/// There is no such list.
pub fn remove_list(store: &KnownStore, name: &str) -> Result<KeptList, KnownRefusal> {
    store.change(|draft| {
        let at = position(&draft.book.lists, name)?;
        let list = draft.book.lists.remove(at);
        Ok((change(Did::Remove, &list.name), list))
    })
}

/// Switches lists on or off; gives back their names as they are written.
///
/// # Errors
/// There is no list of one of these names; none is switched then.
pub fn switch(store: &KnownStore, names: &[String], on: bool) -> Result<Vec<String>, KnownRefusal> {
    store.change(|draft| {
        let mut switched = Vec::new();
        for name in names {
            if alike_names(name, List::STARTER) {
                draft.book.starter_off = !on;
                switched.push(List::STARTER.to_owned());
                continue;
            }
            let at = position(&draft.book.lists, name)?;
            let list = &mut draft.book.lists[at];
            list.on = on;
            switched.push(list.name.clone());
        }
        let did = if on { Did::Enable } else { Did::Disable };
        Ok((change(did, &switched.join(", ")), switched))
    })
}

/// A change in words, before the name of its list: “the import of”.
pub fn did_words(did: Did) -> Text {
    match did {
        Did::Import => t("the import of", "l'import de"),
        Did::Replace => t("the import in place of", "l'import à la place de"),
        Did::Add => t("what was added to", "l'ajout à"),
        Did::RemoveEntry => t("the removal of an entry of", "le retrait d'une entrée de"),
        Did::Remove => t("the removal of", "le retrait de"),
        Did::Enable => t("the switching on of", "l'activation de"),
        Did::Disable => t("the switching off of", "la désactivation de"),
    }
}

/// Brings back the lists of before the last change.
///
/// # Errors
/// There was none, or the lists cannot be read or written.
pub fn undo(store: &KnownStore) -> Result<Change, KnownRefusal> {
    store.undo()?.ok_or(KnownRefusal::NothingToUndo)
}

/// Takes back an addition, after which the list had these bytes: nothing else, if the lists were changed since.
///
/// # Errors
/// They were changed since, or cannot be read or written.
pub fn undo_added(store: &KnownStore, list: &str, sha256: &str) -> Result<Change, KnownRefusal> {
    let undone = store.undo_if(|book, change| {
        let stands = book.lists.iter().any(|kept| kept.name == list && kept.sha256 == sha256);
        stands && change.did == Did::Add && change.list == list
    })?;
    undone.ok_or_else(|| KnownRefusal::ChangedSince { name: list.into() })
}

/// Stages a list, and keeps it if it is sound and has a name of its own.
fn take_in(
    store: &KnownStore,
    (origin, stem): &(String, String),
    how: &Import,
    write: impl FnOnce(&Draft, &mut Staged) -> Result<(Summary, BTreeSet<String>), KnownRefusal>,
) -> Result<Imported, KnownRefusal> {
    store.change(|draft| {
        // Before the work, where it is known already.
        if let Some(name) = &how.name {
            place(draft, &sound_name(name)?, how.replace)?;
        }
        let mut staged = draft.stage()?;
        let (told, previews) = write(draft, &mut staged)?;
        let preamble = told.preamble;
        let name = sound_name(how.name.as_ref().or(preamble.name.as_ref()).unwrap_or(stem))?;
        let standing = place(draft, &name, how.replace)?;
        let list = KeptList {
            name,
            on: standing.is_none_or(|at| draft.book.lists[at].on),
            owner: sound_words(how.owner.clone().or(preamble.owner))?,
            licence: sound_words(how.licence.clone().or(preamble.licence))?,
            sha256: told.sha256,
            entries: told.entries,
            origin: Some(origin.clone()),
            imported_at: now(),
            changed: false,
            assumed: how.assumed.0.clone(),
        };
        draft.keep(staged, &list.sha256, &previews)?;
        let did = match standing {
            Some(at) => {
                draft.book.lists[at] = list.clone();
                Did::Replace
            }
            None => {
                draft.book.lists.push(list.clone());
                Did::Import
            }
        };
        let done = Imported { replaced: did == Did::Replace, formulae: told.formulae, list };
        Ok((change(did, &done.list.name), done))
    })
}

/// Where a list of this name stands that this one may replace.
fn place(draft: &Draft, name: &str, replace: bool) -> Result<Option<usize>, KnownRefusal> {
    match position(&draft.book.lists, name) {
        Ok(at) if replace => Ok(Some(at)),
        Ok(_) => Err(KnownRefusal::NameTaken { name: name.into() }),
        Err(KnownRefusal::NoSuchList { .. }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Writes a list anew in its canonical form, with `new` entries and without that of the line `without`, and keeps it.
/// `standing` is what it held before; absent where it is begun.
fn rewrite(
    draft: &Draft,
    list: &mut KeptList,
    standing: Option<&Summary>,
    new: &[NewEntry],
    without: Option<u64>,
) -> Result<(), KnownRefusal> {
    let more = standing.map_or(&[][..], |told| &told.more);
    let mut staged = draft.stage()?;
    let mut to = Records::begin(&mut staged, Written::Csv, &preamble_of(list), more);
    if standing.is_some() {
        read(draft, list, &mut |line, record, _| {
            if Some(line) != without {
                to.write(record);
            }
        })?;
    }
    new.iter().for_each(|entry| to.write(&entry.record));
    to.finish().map_err(|error| staged.failed(&error))?;
    let (told, previews) = read_back(draft, &mut staged, new)?;
    draft.keep(staged, &told.sha256, &previews)?;
    (list.sha256, list.entries, list.changed) = (told.sha256, told.entries, true);
    // It says all by itself now.
    list.assumed.clear();
    Ok(())
}

/// What is kept reads back, or is not kept. Keeps the small pictures of `new` entries too, and tells of which entries there are
/// some.
fn read_back(
    draft: &Draft,
    staged: &mut Staged,
    new: &[NewEntry],
) -> Result<(Summary, BTreeSet<String>), KnownRefusal> {
    for NewEntry { record, preview } in new {
        if let Some(jpeg) = preview {
            draft.keep_preview(record.get(Column::Sha256), jpeg)?;
        }
    }
    let mut previews = BTreeSet::new();
    let told = scan(staged.reopen()?, &Assumed::default(), &mut |_, _, entry| {
        let sha256 = entry.sha256.map(|hash| hash.to_string());
        previews.extend(sha256.filter(|sha256| draft.has_preview(sha256)));
    })?;
    Ok((told, previews))
}

/// Reads a list that is kept. What `each` heard is worth nothing if its bytes are not those that were kept.
fn read(draft: &Draft, kept: &KeptList, each: &mut dyn FnMut(u64, &Record, Entry)) -> Result<Summary, KnownRefusal> {
    let file = draft.store().open(kept)?.take(MAX_LIST_BYTES);
    let told = scan(file, &Assumed(kept.assumed.clone()), each).ok().filter(|told| told.sha256 == kept.sha256);
    told.ok_or_else(|| damaged(draft.store(), kept).into())
}

pub(super) fn is_meant(entry: &Entry, asked: &str) -> bool {
    let digits = asked.trim().to_ascii_lowercase();
    let hex = digits.len() >= MIN_PREFIX && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let mut hashes =
        [entry.sha256, entry.pixels_sha256].into_iter().flatten().chain(entry.pdq.iter().map(|pdq| pdq.hash));
    entry.id.as_ref().is_some_and(|id| id.raw() == asked.trim())
        || alike_names(entry.known.title.raw(), asked)
        || (hex && hashes.any(|hash| hash.to_string().starts_with(&digits)))
}

/// Its name, and its name without what says its format.
pub(super) fn named_after(file: &Path) -> (String, String) {
    let lossy = |name: Option<&std::ffi::OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let stem = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    (lossy(whole.file_name()), lossy(stem))
}

pub(super) fn sound_name(name: &str) -> Result<String, KnownRefusal> {
    let name = name.trim();
    if name.is_empty() || !is_seen(name, MAX_NAME) { Err(KnownRefusal::BadName) } else { Ok(name.to_owned()) }
}

pub(super) fn sound_words(words: Option<String>) -> Result<Option<String>, KnownRefusal> {
    let words = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    if words.as_ref().is_none_or(|words| is_seen(words, MAX_WORDS)) { Ok(words) } else { Err(KnownRefusal::BadWords) }
}

/// Whether it says on a page what it holds, on one line.
fn is_seen(words: &str, most: usize) -> bool {
    words.chars().count() <= most && Untrusted::from(words).to_string() == words
}

fn change(did: Did, list: &str) -> Change {
    Change { did, list: list.to_owned(), at: now() }
}

fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}

/// What is read is written beside; one byte over the limit at most.
struct Copied<'a> {
    input: File,
    to: &'a mut Staged,
    bytes: u64,
    failed: Option<io::Error>,
}

impl Read for Copied<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failed.is_some() || self.bytes > MAX_LIST_BYTES {
            return Ok(0);
        }
        let read = self.input.read(buffer)?;
        self.bytes += read as u64;
        if let Err(error) = self.to.write_all(&buffer[..read]) {
            self.failed = Some(error);
            return Ok(0);
        }
        Ok(read)
    }
}
