//! `whence known import` and `whence known add`.

use std::{
    io::{self, Read, Write},
    ops::ControlFlow,
    path::Path,
};

use whence_engine::{
    Engine, Settings, images_in,
    known::{self, Added, Assumed, Candidate, Column, Import, KnownRefusal, NewEntry, Record, Shelf},
};
use whence_model::{Exhibit, Refusal, Text, Untrusted, t};

use super::{Desk, Unread, page::Page, refused};
use crate::{
    Exit,
    arguments::{HashKind, KnownAdd, KnownImport, Words},
    in_order::{in_order, jobs},
    input::{Input, gather},
    reading,
};

pub fn import(
    desk: &Desk,
    store: &Shelf,
    what: &KnownImport,
    page: &mut Page,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let words = words(&what.words, what.label, what.rating.as_deref());
    if let Err(reason) = words.words() {
        return unsound(desk, &reason, err);
    }
    let mut how = Import {
        name: what.name.clone(),
        owner: what.owner.clone(),
        licence: what.licence.clone(),
        replace: what.replace,
        assumed: Assumed::default(),
    };
    let file = Untrusted::from(what.path.to_string_lossy().into_owned());
    let done = if what.path.is_dir() {
        from_folder(desk, &what.path, &words, err)?.and_then(|(entries, twice)| {
            let done = store.import_records(&what.path, &entries, &how)?;
            Ok((done, twice))
        })
    } else {
        for column in Column::ALL.into_iter().filter(|column| !words.get(*column).is_empty()) {
            how.assumed.set(column, words.get(column));
        }
        if let Some(kind) = what.hashes {
            let column = if kind == HashKind::Pdq { Column::Pdq } else { Column::Sha256 };
            how.assumed.0.insert(Assumed::HASHES.into(), column.name().into());
        }
        let mut failed = Ok(());
        let done = store.import(&what.path, &how, &mut |entries| {
            failed = desk.progress(Some(&format!("{entries} ")), err);
        });
        failed?;
        desk.progress(None, err)?;
        done.map(|done| (done, 0))
    };
    match done {
        Ok((done, twice)) => page.imported(&done, twice).map(|()| Exit::Done),
        Err(refusal) => refused(&refusal, &file, desk.lang, err),
    }
}

/// The entries of a folder's pictures, and how many were left out because the same bytes were there already.
fn from_folder(
    desk: &Desk,
    folder: &Path,
    words: &Record,
    err: &mut dyn Write,
) -> io::Result<Result<(Vec<NewEntry>, usize), KnownRefusal>> {
    let found = match images_in(folder) {
        Ok(found) => found,
        Err(why) => return Ok(Err(why.into())),
    };
    if !found.refused.is_empty() {
        let shown = |(path, why): (std::path::PathBuf, Refusal)| (path.to_string_lossy().into_owned().into(), why);
        return Ok(Err(KnownRefusal::Pictures(found.refused.into_iter().map(shown).collect())));
    }
    // Before the pictures are read: a wrong line is told at once.
    let captions = match known::captions_in(folder, &found.images) {
        Ok(captions) => captions,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let said: Vec<Record> = captions
        .into_iter()
        .map(|caption| {
            let mut record = caption.map(|caption| caption.record).unwrap_or_default();
            for column in Column::ALL {
                record.default_to(column, words.get(column));
            }
            record
        })
        .collect();
    let mute = found.images.iter().zip(&said).filter(|(_, record)| record.get(Column::Label).trim().is_empty());
    let mute: Vec<Untrusted> = mute.map(|(path, _)| path.to_string_lossy().into_owned().into()).collect();
    if !mute.is_empty() {
        return Ok(Err(KnownRefusal::Unlabelled(mute)));
    }
    let (inputs, _) = gather(&found.images, io::empty());
    let pictures = match read(desk, inputs, err)? {
        Ok(pictures) => pictures,
        Err(unread) => return Ok(Err(KnownRefusal::Pictures(unread))),
    };
    let mut entries: Vec<NewEntry> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (picture, said) in pictures.iter().zip(&said) {
        if seen.insert(&picture.exhibit.sha256) {
            entries.push(known::described(picture, said));
        }
    }
    let twice = pictures.len() - entries.len();
    Ok(Ok((entries, twice)))
}

pub fn add(
    desk: &Desk,
    store: &Shelf,
    what: &KnownAdd,
    stdin: impl Read,
    page: &mut Page,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let mut words = words(&what.words, Some(what.label), Some(&what.rating));
    words.set(Column::Title, what.title.as_deref().unwrap_or_default());
    if let Err(reason) = words.words() {
        return unsound(desk, &reason, err);
    }
    let (inputs, left_out) = gather(&what.files, stdin);
    if what.title.is_some() && inputs.len() != 1 {
        let reason = t("--title is the title of one picture", "--title est le titre d'une seule image");
        return unsound(desk, &reason, err);
    }
    let pictures = match read(desk, inputs, err)? {
        Ok(pictures) => pictures,
        Err(unread) => return refused(&KnownRefusal::Pictures(unread), &Untrusted::default(), desk.lang, err),
    };
    let entries: Vec<NewEntry> = pictures.iter().map(|picture| known::described(picture, &words)).collect();
    match store.add(&what.list, &entries) {
        Ok(Added { list, added, begun }) => {
            let new: Vec<&Exhibit> = added.iter().map(|at| &pictures[*at].exhibit).collect();
            page.added(&list, begun, &new, pictures.len() - new.len())?;
            if left_out > 0 {
                writeln!(err, "whence: {}", crate::text::left_out(left_out, desk.lang))?;
            }
            Ok(Exit::Done)
        }
        Err(refusal) => refused(&refusal, &Untrusted::default(), desk.lang, err),
    }
}

/// The hashes and small previews of every picture, or all that could not be read.
fn read(desk: &Desk, inputs: Vec<Input>, err: &mut dyn Write) -> io::Result<Result<Vec<Candidate>, Vec<Unread>>> {
    let settings =
        Settings { known: Vec::new(), features: true, ..reading::settings(desk.surroundings, desk.lang, err)? };
    let engine = Engine::new(settings);
    let total = inputs.len();
    let (mut pictures, mut unread) = (Vec::new(), Vec::new());
    in_order(
        inputs,
        jobs(None),
        |Input { shown, source }| {
            let examined = source.and_then(|source| engine.examine(&source, &mut |_| ControlFlow::Continue(())));
            (shown, examined.map(|examination| Candidate::from(&examination)))
        },
        |done, (shown, read)| {
            match read {
                Ok(picture) => pictures.push(picture),
                Err(why) => unread.push((shown, why)),
            }
            desk.progress(Some(&format!("{done}/{total} ")), err)
        },
    )?;
    desk.progress(None, err)?;
    Ok(if unread.is_empty() { Ok(pictures) } else { Err(unread) })
}

fn words(said: &Words, label: Option<&str>, rating: Option<&str>) -> Record {
    let mut record = Record::default();
    let pairs = [
        (Column::Label, label),
        (Column::Rating, rating),
        (Column::What, said.what.as_deref()),
        (Column::SourceUrl, said.source.as_deref()),
        (Column::FactCheckUrl, said.fact_check.as_deref()),
        (Column::Date, said.date.as_deref()),
        (Column::Language, said.language.as_deref()),
        (Column::Notes, said.note.as_deref()),
    ];
    for (column, text) in pairs {
        record.set(column, text.unwrap_or_default());
    }
    record
}

fn unsound(desk: &Desk, reason: &Text, err: &mut dyn Write) -> io::Result<Exit> {
    writeln!(err, "whence: {}", reason.in_lang(desk.lang))?;
    Ok(Exit::Usage)
}
