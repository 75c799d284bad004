//! Files that are written whole or not at all, and small ones that are read.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use whence_engine::WholeFile;
use whence_model::{Text, Untrusted};

/// A key or a checkpoint has some hundred bytes.
const SMALL: u64 = 1 << 20;

/// A file that is not there yet: whole in the end, or not there. Nobody else may read it, since what leaves the log holds
/// names and notes.
///
/// # Errors
/// In a sentence: there is one of this name already, or it cannot be written.
pub fn written_to(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Text> {
    let shown = Untrusted::from(file.to_string_lossy().into_owned());
    let written = WholeFile::new_at(file).and_then(|mut to| {
        write(&mut to)?;
        to.finish()
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Text::new(
            format!("{shown}: there is a file of this name already; nothing was written"),
            format!("{shown} : un fichier de ce nom existe déjà ; rien n'a été écrit"),
        ),
        _ => Text::new(
            format!("{shown}: it cannot be written ({error})"),
            format!("{shown} : il ne peut pas être écrit ({error})"),
        ),
    })
}

/// # Errors
/// In a sentence: it cannot be read, or is too large.
pub fn read_small(file: &Path) -> Result<Vec<u8>, Text> {
    let shown = Untrusted::from(file.to_string_lossy().into_owned());
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|opened| opened.take(SMALL + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 <= SMALL => Ok(bytes),
        Ok(_) => Err(Text::new(
            format!("{shown} is no key and no checkpoint: it has over a mebibyte"),
            format!("{shown} n'est ni une clé ni un point de contrôle : il dépasse un mébioctet"),
        )),
        Err(error) => Err(Text::new(
            format!("{shown} cannot be read ({error})"),
            format!("{shown} ne peut pas être lu ({error})"),
        )),
    }
}
