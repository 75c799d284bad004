//! A team's lists on their way in, and what is added to and taken from them.

use std::{
    collections::HashSet,
    fs::File,
    io::{Read, Seek, Take},
    path::Path,
};

use whence_known::{Entry, Hash256, Preamble, Record, scan};
use whence_model::{Refusal, Text};
use whence_store::{
    KeptList, TeamError, TeamLists,
    team::{Amended, Line, NewList, Put, TeamList},
};

use super::{ListDigest, Read as Kept, altered, entry_of, find, line_of, preamble_of};
use crate::{
    known::{
        Added, EntryOverview, Import, Imported, KnownRefusal, List, MAX_LIST_BYTES, alike_names,
        change::{MAX_AMBIGUOUS, STEP, is_meant, named_after, opened, sound_name, sound_words},
    },
    source::refused,
};

/// Tries to change a list that others change at the same time.
const TRIES: usize = 5;

/// Takes in a file as [`crate::known::import`] does. It is read twice: nothing is sent of a list with a wrong line.
///
/// # Errors
/// The file cannot be read, a line of it cannot be taken, the name is no name for it, or the server does not take it.
pub fn import(
    lists: &dyn TeamLists,
    file: &Path,
    how: &Import,
    on_entries: &mut dyn FnMut(u64),
) -> Result<Imported, KnownRefusal> {
    let mut input = opened(file)?;
    let told = scan(from_its_beginning(&mut input)?, &how.assumed, &mut |_, _, _| {})?;
    let new = named(how, &told.preamble, &named_after(file).1)?;
    let mut entries = 0;
    let done = put(lists, &new, how.replace, &mut |each| {
        let again = scan(from_its_beginning(&mut input)?, &how.assumed, &mut |_, record, entry| {
            each(record, &entry);
            entries += 1;
            if entries % STEP == 0 {
                on_entries(entries);
            }
        })?;
        match again.sha256 == told.sha256 {
            true => Ok(()),
            false => Err(Refusal::ReadFailed { detail: "it changed while it was read".into() }.into()),
        }
    })?;
    Ok(Imported { list: kept(&done.list), replaced: done.replaced, formulae: told.formulae })
}

/// Takes in entries that were made of the pictures of a folder.
///
/// # Errors
/// As [`import`].
pub fn import_records(
    lists: &dyn TeamLists,
    folder: &Path,
    records: &[Record],
    how: &Import,
) -> Result<Imported, KnownRefusal> {
    let new = named(how, &Preamble::default(), &named_after(folder).1)?;
    let entries = entries(records)?;
    let done = put(lists, &new, how.replace, &mut |each| {
        records.iter().zip(&entries).for_each(|(record, entry)| each(record, entry));
        Ok(())
    })?;
    Ok(Imported { list: kept(&done.list), replaced: done.replaced, formulae: 0 })
}

/// Adds entries to a list as [`crate::known::add`] does. Where somebody else was faster, theirs stand and ours come
/// behind them.
///
/// # Errors
/// Its name is no name, an entry is none, its lines are not those that were kept, or the server does not take it.
pub fn add(lists: &dyn TeamLists, name: &str, records: &[Record]) -> Result<Added, KnownRefusal> {
    not_shipped(name)?;
    let entries = entries(records)?;
    again(|| {
        let list = match find(lists, name) {
            // Where nothing is yet, this is the beginning of it.
            Err(TeamError::NoSuchList { .. } | TeamError::NotSetUp { .. }) => None,
            list => Some(list?),
        };
        let mut seen: HashSet<Hash256> = HashSet::new();
        let mut digest = None;
        if let Some(list) = &list {
            let read = digested(lists, list, &mut |_, text| {
                seen.extend(entry_of(text).and_then(|read| read.entry.sha256));
            })?;
            digest = Some(read);
        }
        let mut is_new = |entry: &Entry| entry.sha256.is_none_or(|sha256| seen.insert(sha256));
        let added: Vec<usize> = (0..records.len()).filter(|at| is_new(&entries[*at])).collect();
        let (Some(list), Some(mut digest)) = (list, digest) else {
            let new = Preamble { name: Some(sound_name(name)?), ..Preamble::default() };
            let done = put(lists, &new, false, &mut |each| {
                added.iter().for_each(|at| each(&records[*at], &entries[*at]));
                Ok(())
            })?;
            return Ok(Added { list: kept(&done.list), added, begun: true });
        };
        if added.is_empty() {
            return Ok(Added { list: kept(&list), added, begun: false });
        }
        let lines: Vec<Line> = added.iter().map(|at| line_of(&records[*at], &entries[*at])).collect();
        lines.iter().for_each(|line| digest.line(&line.text));
        let amended = Amended { before: &list.sha256, after: &digest.hex(), add: &lines, remove: &[] };
        Ok(Added { list: kept(&lists.amend(name, &amended)?), added, begun: false })
    })
}

/// Takes out the entry with this id or title, or with a hash that begins so.
///
/// # Errors
/// No entry is meant, or more than one, or there is no such list.
pub fn remove_entry(lists: &dyn TeamLists, name: &str, asked: &str) -> Result<(KeptList, EntryOverview), KnownRefusal> {
    not_shipped(name)?;
    again(|| {
        let list = find(lists, name)?;
        let mut found: Vec<(u32, Entry)> = Vec::new();
        digested(lists, &list, &mut |at, text| {
            if let Some(Kept { entry, .. }) = entry_of(text)
                && found.len() < MAX_AMBIGUOUS
                && is_meant(&entry, asked)
            {
                found.push((at, entry));
            }
        })?;
        // An id is one entry's alone, whatever else begins so.
        if let Some(at) = found.iter().position(|(_, entry)| entry.id.as_ref().is_some_and(|id| id.raw() == asked)) {
            found = vec![found.swap_remove(at)];
        }
        let (at, entry) = match found.as_slice() {
            [] => return Err(KnownRefusal::NoSuchEntry { asked: asked.into() }),
            [(at, entry)] => (*at, EntryOverview::of(entry)),
            _ => {
                let entries = found.iter().map(|(_, entry)| EntryOverview::of(entry)).collect();
                return Err(KnownRefusal::Ambiguous { entries });
            }
        };
        let mut digest = ListDigest::of(&preamble_of(&list));
        let read = lists.read(name, &mut |line, text| {
            if line != at {
                digest.line(text);
            }
        })?;
        if read.sha256 != list.sha256 {
            return Err(TeamError::Changed { name: name.into() }.into());
        }
        let amended = Amended { before: &list.sha256, after: &digest.hex(), add: &[], remove: &[at] };
        Ok((kept(&lists.amend(name, &amended)?), entry))
    })
}

/// # Errors
/// There is no such list.
pub fn remove(lists: &dyn TeamLists, name: &str) -> Result<KeptList, KnownRefusal> {
    not_shipped(name)?;
    Ok(kept(&lists.remove(name)?))
}

/// Switches lists on or off for everybody; gives back their names as they are written.
///
/// # Errors
/// There is no list of one of these names; none is switched then.
pub fn switch(lists: &dyn TeamLists, names: &[String], on: bool) -> Result<Vec<String>, KnownRefusal> {
    names.iter().try_for_each(|name| not_shipped(name))?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Ok(lists.switch(&names, on)?)
}

/// Hands on every entry.
type Write<'a> = dyn FnMut(&mut dyn FnMut(&Record, &Entry)) -> Result<(), KnownRefusal> + 'a;

/// Puts a list, or nothing where `write` fails.
fn put(lists: &dyn TeamLists, new: &Preamble, replace: bool, write: &mut Write) -> Result<Put, KnownRefusal> {
    let mut refused = None;
    let done = lists.put(&mut |to| {
        let (mut digest, mut failed) = (ListDigest::of(new), None);
        let written = write(&mut |record, entry| {
            if failed.is_none() {
                let line = line_of(record, entry);
                digest.line(&line.text);
                failed = to.write(line).err();
            }
        });
        refused = written.err();
        match failed {
            Some(error) => Err(error),
            None if refused.is_some() => Ok(None),
            None => Ok(Some(NewList {
                name: new.name.clone().unwrap_or_default(),
                owner: new.owner.clone(),
                licence: new.licence.clone(),
                sha256: digest.hex(),
                replace,
            })),
        }
    });
    match (done?, refused) {
        (Some(put), _) => Ok(put),
        (None, Some(refusal)) => Err(refusal),
        (None, None) => unreachable!("it was named, or refused"),
    }
}

/// Does it again where somebody changed the list in between.
fn again<T>(mut change: impl FnMut() -> Result<T, KnownRefusal>) -> Result<T, KnownRefusal> {
    let mut tries = 1;
    loop {
        match change() {
            Err(KnownRefusal::Team(TeamError::Changed { .. } | TeamError::NameTaken { .. })) if tries < TRIES => {
                tries += 1
            }
            done => return done,
        }
    }
}

/// Reads a list from its beginning, and gives back the digest of what was read, to be continued.
///
/// # Errors
/// Its lines are not those that were kept, or somebody changed it since it was found.
pub(super) fn digested(
    lists: &dyn TeamLists,
    list: &TeamList,
    each: &mut dyn FnMut(u32, &str),
) -> Result<ListDigest, KnownRefusal> {
    let mut digest = ListDigest::of(&preamble_of(list));
    let now = lists.read(&list.name, &mut |at, text| {
        digest.line(text);
        each(at, text);
    })?;
    if now.sha256 != list.sha256 {
        return Err(TeamError::Changed { name: list.name.as_str().into() }.into());
    }
    if digest.clone().hex() == list.sha256 { Ok(digest) } else { Err(altered(list)) }
}

/// Every record as an entry.
fn entries(records: &[Record]) -> Result<Vec<Entry>, KnownRefusal> {
    let mut rejected = whence_known::Rejected::default();
    let mut fault = |at: usize, reason: &Text| rejected.add(at as u64 + 1, reason);
    let entries: Vec<Entry> = records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| record.entry().map_err(|reason| fault(at, &reason)).ok())
        .collect();
    if rejected.lines == 0 { Ok(entries) } else { Err(rejected.into()) }
}

/// What a list will say of itself.
fn named(how: &Import, said: &Preamble, stem: &str) -> Result<Preamble, KnownRefusal> {
    let name = sound_name(how.name.as_deref().or(said.name.as_deref()).unwrap_or(stem))?;
    not_shipped(&name)?;
    Ok(Preamble {
        name: Some(name),
        owner: sound_words(how.owner.clone().or(said.owner.clone()))?,
        licence: sound_words(how.licence.clone().or(said.licence.clone()))?,
    })
}

fn not_shipped(name: &str) -> Result<(), KnownRefusal> {
    if alike_names(name, List::STARTER) { Err(KnownRefusal::Shipped) } else { Ok(()) }
}

fn from_its_beginning(input: &mut File) -> Result<Take<File>, KnownRefusal> {
    let begun = input.rewind().and_then(|()| input.try_clone());
    Ok(begun.map_err(|e| refused(&e))?.take(MAX_LIST_BYTES))
}

/// In the words of a person's own lists.
fn kept(list: &TeamList) -> KeptList {
    KeptList {
        name: list.name.clone(),
        on: list.on,
        owner: list.owner.clone(),
        licence: list.licence.clone(),
        sha256: list.sha256.clone(),
        entries: list.entries,
        imported_at: list.put_at.clone(),
        ..KeptList::default()
    }
}
