//! `whence known`: lists of known pictures, and the search for what is on them.

mod bring;
mod page;
mod search;
mod team;

use std::{
    io::{self, Read, Write},
    path::Path,
};

use whence_engine::{
    List, WholeFile,
    known::{self, Form, HandedOut, KnownRefusal, KnownStore, Rejected, Shelf},
    trust::StoreError,
};
use whence_model::{Lang, Refusal, Text, Untrusted, t};

pub use self::team::{holds_no_lists, of_team};
use self::{page::Page, team::shelf};
use crate::{
    Exit, Surroundings,
    arguments::{Known, KnownCommand, ListFormat, TeamStore},
};

/// Characters of one name.
const NAME: usize = 120;

/// Shows or changes the lists of known pictures, or searches pictures for them.
pub fn run(
    what: Known,
    lang: Lang,
    surroundings: &Surroundings,
    stdin: impl Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let desk = Desk { lang, surroundings, store: &what.team };
    if let KnownCommand::Search { paths, format, jobs } = &what.command {
        return search::run(&desk, paths, *format, *jobs, stdin, out, err);
    }
    let store = match (shelf(desk.store, surroundings), &surroundings.folder) {
        (Ok(Some(team)), _) => team,
        (Ok(None), Some(folder)) => Shelf::Own(KnownStore::at(folder)),
        (Ok(None), None) => return refused(&StoreError::NoFolder.into(), &Untrusted::default(), lang, err),
        (Err(error), _) => return refused(&error.into(), &Untrusted::default(), lang, err),
    };
    let mut page = Page { out, lang, width: surroundings.width(), place: store.place() };
    let told = match what.command {
        KnownCommand::List { list: None, format } => store.overview(lang).map(|told| page.lists(&told, format)),
        KnownCommand::List { list: Some(list), format } => page.entries(&store, &list, format),
        KnownCommand::Import(import) => return bring::import(&desk, &store, &import, &mut page, err),
        KnownCommand::Add(add) => return bring::add(&desk, &store, &add, stdin, &mut page, err),
        KnownCommand::Export { list, output, format } => {
            return export(&store, &list, output.as_deref(), format, lang, page.out, err);
        }
        KnownCommand::Enable { lists } => store.switch(&lists, true).map(|done| page.switched(&done, true)),
        KnownCommand::Disable { lists } => store.switch(&lists, false).map(|done| page.switched(&done, false)),
        KnownCommand::Remove { list, entry: None } => store.remove_list(&list).map(|removed| page.removed(&removed)),
        KnownCommand::Remove { list, entry: Some(entry) } => {
            store.remove_entry(&list, &entry).map(|(list, entry)| page.removed_entry(&list, &entry))
        }
        KnownCommand::Undo => store.undo().map(|undone| page.undone(&undone)),
        KnownCommand::Search { .. } => Ok(Ok(())),
    };
    match told {
        Ok(written) => written.map(|()| Exit::Done),
        Err(refusal) => refused(&refusal, &Untrusted::default(), lang, err),
    }
}

/// Where and for whom the work is done.
struct Desk<'a> {
    lang: Lang,
    surroundings: &'a Surroundings,
    store: &'a TeamStore,
}

impl Desk<'_> {
    /// Says how far it is, where somebody watches; `None` wipes it away.
    fn progress(&self, far: Option<&str>, err: &mut dyn Write) -> io::Result<()> {
        if !self.surroundings.progress {
            return Ok(());
        }
        write!(err, "\r\x1b[2K{}", far.unwrap_or_default())?;
        err.flush()
    }
}

/// The lists that pictures are held against; those that cannot be read are named on `err` and left out.
pub fn own(surroundings: &Surroundings, lang: Lang, err: &mut dyn Write) -> io::Result<Vec<List>> {
    // Where the system names no folder, nothing can have been remembered.
    let Some(folder) = &surroundings.folder else { return Ok(vec![List::starter()]) };
    let own = known::own(&KnownStore::at(folder));
    for (name, why) in &own.broken {
        writeln!(err, "whence: {}", known::left_out(name, why, lang))?;
    }
    Ok(own.lists)
}

/// Every reason that is told, and how many lines more there are.
pub fn rejected(rejected: &Rejected, file: &Untrusted, lang: Lang, err: &mut dyn Write) -> io::Result<()> {
    for reason in &rejected.shown {
        writeln!(err, "whence: {file}: {}", reason.in_lang(lang))?;
    }
    let more = rejected.lines - rejected.shown.len() as u64;
    match (more, lang) {
        (0, _) => Ok(()),
        (more, Lang::En) => writeln!(err, "whence: {file}: and {more} more lines"),
        (more, Lang::Fr) => writeln!(err, "whence: {file} : et {more} lignes de plus"),
    }
}

/// Usage is what another word on the command line would mend.
fn refused(refusal: &KnownRefusal, file: &Untrusted, lang: Lang, err: &mut dyn Write) -> io::Result<Exit> {
    match refusal {
        KnownRefusal::Rejected(lines) => rejected(lines, file, lang, err)?,
        KnownRefusal::Pictures(pictures) => {
            for (picture, why) in pictures {
                writeln!(err, "whence: {picture}: {}", why.sentence(lang))?;
            }
        }
        KnownRefusal::Unlabelled(pictures) => {
            for picture in pictures.iter().take(Rejected::SHOWN) {
                writeln!(err, "  {picture}")?;
            }
        }
        _ => {}
    }
    let about = if file.is_empty() { String::new() } else { format!("{file}: ") };
    match refusal {
        KnownRefusal::File(why) => writeln!(err, "whence: {about}{}", why.sentence(lang))?,
        other => writeln!(err, "whence: {}", other.sentence(lang))?,
    }
    if let KnownRefusal::Ambiguous { entries } = refusal {
        for entry in entries {
            writeln!(err, "  {}", page::one_line(entry))?;
        }
    }
    Ok(if refusal.is_of_words() { Exit::Usage } else { Exit::Refused })
}

fn export(
    store: &Shelf,
    list: &str,
    output: Option<&Path>,
    format: Option<ListFormat>,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let form = match format {
        None => Form::Kept,
        Some(ListFormat::Original) => Form::Original,
        Some(ListFormat::Csv) => Form::Csv,
        Some(ListFormat::Ndjson) => Form::Ndjson,
    };
    let written = match output {
        None => match store.export(list, form, out) {
            Ok(written) => Ok(Ok(written?)),
            Err(refusal) => Err(refusal),
        },
        Some(file) => to_file(store, list, form, file),
    };
    match written {
        Ok(Ok(HandedOut { formulae: 0, .. })) => Ok(Exit::Done),
        Ok(Ok(HandedOut { formulae, .. })) => {
            writeln!(err, "whence: {}", page::formulae(formulae).in_lang(lang))?;
            Ok(Exit::Done)
        }
        Ok(Err(why)) => {
            let file = output.map(|file| Untrusted::from(file.to_string_lossy().into_owned())).unwrap_or_default();
            writeln!(err, "whence: {file}: {}", why.in_lang(lang))?;
            Ok(Exit::Refused)
        }
        Err(refusal) => refused(&refusal, &Untrusted::default(), lang, err),
    }
}

/// A file that is not there yet: whole in the end, or not there.
fn to_file(store: &Shelf, list: &str, form: Form, file: &Path) -> Result<Result<HandedOut, Text>, KnownRefusal> {
    let not_written = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => t(
            "there is a file of this name already; nothing was written",
            "un fichier de ce nom existe déjà ; rien n'a été écrit",
        ),
        _ => Text::new(format!("it cannot be written ({error})"), format!("il ne peut pas être écrit ({error})")),
    };
    let mut to = match WholeFile::new_at(file) {
        Ok(to) => to,
        Err(error) => return Ok(Err(not_written(&error))),
    };
    let written = store.export(list, form, &mut to)?;
    Ok(written.and_then(|told| to.finish().map(|()| told)).map_err(|error| not_written(&error)))
}

/// As a picture was named, with why it could not be read.
type Unread = (Untrusted, Refusal);
