//! How files are read: within which limits, and in which room.

use std::io::{self, Write};

use whence_engine::{C2PA_VERSION, CATALOGUE, Limits, Settings, ledger::SettingsStore, protection, rooms};
use whence_model::{Isolation, Lang, Text, t};

use crate::{Exit, Surroundings};

/// What an engine begins with here. Where the settings cannot be read, files are read within the usual limits: that is
/// told on `err`, and holds nothing up.
pub fn settings(surroundings: &Surroundings, lang: Lang, err: &mut dyn Write) -> io::Result<Settings> {
    let limits = match surroundings.folder.as_ref().map(|folder| SettingsStore::at(folder).read()).transpose() {
        Ok(settings) => settings.map(|settings| settings.limits).unwrap_or_default(),
        Err(error) => {
            writeln!(err, "whence: {} {}", error.sentence(lang), USUAL.in_lang(lang))?;
            Limits::default()
        }
    };
    Ok(within(limits, surroundings))
}

/// The same within these limits.
pub fn within(limits: Limits, surroundings: &Surroundings) -> Settings {
    let room = surroundings.program.as_ref().map(|program| rooms(program, &limits));
    Settings { limits, room, ..Settings::default() }
}

const USUAL: Text = t("Files are read within the usual limits.", "Les fichiers sont lus dans les limites habituelles.");

/// What this program is, and what protects the reading of files here.
pub fn version(surroundings: &Surroundings, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let Settings { limits, room, .. } = settings(surroundings, lang, err)?;
    writeln!(out, "whence {}", env!("CARGO_PKG_VERSION"))?;
    let protection = room.as_ref().map_or(Ok(Isolation::None), protection);
    let (told, exit) = match &protection {
        Ok(isolation) => (isolation.sentence(lang), Exit::Done),
        Err(refusal) => (refusal.sentence(lang), Exit::Refused),
    };
    let Limits { file_mib, megapixels, memory_mib, seconds } = limits;
    match lang {
        Lang::En => writeln!(
            out,
            "{} checks, c2pa {C2PA_VERSION}\nProtection: {told}\nLimits for one file: {file_mib} MiB, {megapixels} million pixels, {memory_mib} MiB of memory, {seconds} s",
            CATALOGUE.len()
        )?,
        Lang::Fr => writeln!(
            out,
            "{} contrôles, c2pa {C2PA_VERSION}\nProtection : {told}\nLimites pour un fichier : {file_mib} Mio, {megapixels} millions de pixels, {memory_mib} Mio de mémoire, {seconds} s",
            CATALOGUE.len()
        )?,
    }
    Ok(exit)
}
