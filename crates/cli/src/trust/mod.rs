mod page;

use std::{
    io::{self, Write},
    path::Path,
};

use whence_engine::{
    Engine, Settings, Source,
    trust::{self, StoreError, TrustOverview, TrustRefusal, TrustStore},
};
use whence_model::{ImportedList, Lang, Pin, TrustBook, t};

use self::page::Page;
use crate::{
    Exit, Surroundings,
    arguments::{Trust, TrustCommand},
    reading,
};

/// Characters of one name.
const NAME: usize = 120;

/// Shows or changes whom the user trusts.
pub fn run(
    what: &Trust,
    lang: Lang,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let mut page = Page { out, lang, width: surroundings.width() };
    // A picture is read only where its signer is to be pinned.
    let settings = match what.command {
        TrustCommand::Pin { .. } => reading::settings(surroundings, lang, err)?,
        _ => Settings::default(),
    };
    match told(what, surroundings, settings, &mut page) {
        Ok(written) => written.map(|()| Exit::Done),
        Err(refusal) => refused(&refusal, lang, err),
    }
}

fn told(
    what: &Trust,
    surroundings: &Surroundings,
    settings: Settings,
    page: &mut Page,
) -> Result<io::Result<()>, TrustRefusal> {
    let store = surroundings.folder.as_ref().map(TrustStore::at).ok_or(StoreError::NoFolder)?;
    Ok(match &what.command {
        TrustCommand::List { format } => page.list(&TrustOverview::of(&store.read()?), *format),
        TrustCommand::Import { file, name } => page.imported(&import(&store, file, name.as_deref())?),
        TrustCommand::Remove { name } => page.removed(&store.change(|book| trust::remove_list(book, name))?),
        TrustCommand::Pin { file, note } => {
            let (pin, replaced) = pin(&store, file, note, settings)?;
            page.pinned(&pin, replaced, &store.file())
        }
        TrustCommand::Unpin { which } => page.unpinned(&store.change(|book| trust::unpin(book, which))?),
    })
}

/// Whom the user trusts, for `whence examine`; absent, and told on `err`, where that cannot be read. Going on without
/// would give a picture by a pinned signer another answer, and a script would not see why.
pub fn own(surroundings: &Surroundings, lang: Lang, err: &mut dyn Write) -> io::Result<Option<TrustBook>> {
    // Where the system names no folder, nothing can have been remembered.
    let Some(folder) = &surroundings.folder else { return Ok(Some(TrustBook::default())) };
    match TrustStore::at(folder).read() {
        Ok(book) => Ok(Some(book)),
        Err(error) => {
            let without = t(
                "With --no-own-trust, pictures are examined without it.",
                "Avec --no-own-trust, les images sont examinées sans lui.",
            );
            writeln!(err, "whence: {} {}", error.sentence(lang), without.in_lang(lang))?;
            Ok(None)
        }
    }
}

fn import(store: &TrustStore, file: &Path, name: Option<&str>) -> Result<ImportedList, TrustRefusal> {
    let list = trust::import_file(name, &Source::File(file.into()))?;
    store.change(|book| trust::add_list(book, list.clone()))?;
    Ok(list)
}

/// The pin, and whether it replaces one of the same certificate.
fn pin(store: &TrustStore, file: &Path, note: &str, settings: Settings) -> Result<(Pin, bool), TrustRefusal> {
    let pin =
        trust::pin_file(&Source::File(file.into()), note, &Engine::new(Settings { previews: false, ..settings }))?;
    let replaced = store.change(|book| Ok::<_, StoreError>(trust::add_pin(book, pin.clone())))?;
    Ok((pin, replaced.is_some()))
}

/// Usage is what another word on the command line would mend.
fn refused(refusal: &TrustRefusal, lang: Lang, err: &mut dyn Write) -> io::Result<Exit> {
    writeln!(err, "whence: {}", refusal.sentence(lang))?;
    if let TrustRefusal::Ambiguous { pins } = refusal {
        for pin in pins {
            writeln!(err, "  {}  {}", pin.sha256, pin.name.short(NAME))?;
        }
    }
    Ok(if refusal.is_of_words() { Exit::Usage } else { Exit::Refused })
}
