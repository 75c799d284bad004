//! A team's lists on their way out.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use whence_known::{Written, top};
use whence_model::Untrusted;
use whence_store::{TeamLists, team::TeamList};

use super::{change::digested, entry_of, find, preamble_of};
use crate::known::{
    EntryOverview, Form, HandedOut, KnownOverview, KnownRefusal, ListOverview, Origin, hand_out::Records,
};

/// The team's lists.
///
/// # Errors
/// The server cannot be reached, or has none.
pub fn overview(lists: &dyn TeamLists) -> Result<KnownOverview, KnownRefusal> {
    Ok(KnownOverview { lists: lists.lists()?.into_iter().map(of).collect() })
}

/// The entries of one list, each handed on as it is read.
///
/// # Errors
/// There is no such list, or its lines are not those that were kept.
pub fn entries(lists: &dyn TeamLists, name: &str, each: &mut dyn FnMut(&EntryOverview)) -> Result<(), KnownRefusal> {
    let list = find(lists, name)?;
    digested(lists, &list, &mut |_, text| {
        if let Some(read) = entry_of(text) {
            each(&EntryOverview::of(&read.entry));
        }
    })?;
    Ok(())
}

/// Writes a list to `to`: as it is kept, which is NDJSON in our columns, or as CSV.
///
/// # Errors
/// There is no such list; or it is wanted as it was imported, which is not kept; or, when it was written already, its lines
/// were not those that were kept. Within: why `to` took no more.
pub fn export(
    lists: &dyn TeamLists,
    name: &str,
    form: Form,
    to: &mut dyn Write,
) -> Result<io::Result<HandedOut>, KnownRefusal> {
    let list = find(lists, name)?;
    match form {
        Form::Original => Err(KnownRefusal::NotOfTeam),
        Form::Kept | Form::Ndjson => {
            let mut written = to.write_all(top(&preamble_of(&list)).as_bytes());
            digested(lists, &list, &mut |_, text| {
                if written.is_ok() {
                    written = to.write_all(text.as_bytes()).and_then(|()| to.write_all(b"\n"));
                }
            })?;
            let done = written.and_then(|()| to.flush());
            Ok(done.map(|()| HandedOut { entries: list.entries, formulae: 0 }))
        }
        Form::Csv => {
            let mut more = BTreeSet::new();
            digested(lists, &list, &mut |_, text| {
                more.extend(entry_of(text).into_iter().flat_map(|read| read.record.more).map(|(name, _)| name));
            })?;
            let mut records = Records::begin(to, Written::Csv, &preamble_of(&list), &Vec::from_iter(more));
            let mut formulae = 0;
            digested(lists, &list, &mut |_, text| {
                if let Some(read) = entry_of(text) {
                    formulae += read.formulae;
                    records.write(&read.record);
                }
            })?;
            Ok(records.finish().map(|()| HandedOut { entries: list.entries, formulae }))
        }
    }
}

fn of(list: TeamList) -> ListOverview {
    ListOverview {
        name: list.name.into(),
        on: list.on,
        origin: Origin::Team,
        owner: list.owner.map(Untrusted::from),
        licence: list.licence.map(Untrusted::from),
        entries: list.entries,
        sha256: list.sha256,
        imported_at: Some(list.put_at),
        file: None,
        by: Some(list.put_by.into()),
        changed: false,
        problem: None,
    }
}
