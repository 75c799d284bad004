//! `whence examine --format html|pdf`: a document for each picture.

use std::{
    io::{self, Write},
    path::Path,
};

use whence_engine::{
    Examination,
    ledger::{DocumentForm, Log, LogRefusal, document, document_of},
};
use whence_model::{Lang, Text, Untrusted};

use crate::log::output::written_to;

/// Characters of a picture's name in that of its document.
const NAME: usize = 60;
/// Documents of one name.
const SAME: u32 = 1_000;

pub struct Documents<'a> {
    pub form: DocumentForm,
    /// Without a folder, the one document goes to standard output.
    pub folder: Option<&'a Path>,
    pub lang: Lang,
    pub private: bool,
}

impl Documents<'_> {
    /// Writes the document; of an entry of the log, with where it stands there. Gives back where it was written to.
    ///
    /// # Errors
    /// In a sentence: it could not be made, or not be written.
    pub fn write(
        &self,
        examination: &Examination,
        standing: Option<(&Log, u64)>,
        out: &mut dyn Write,
    ) -> Result<io::Result<Option<String>>, LogRefusal> {
        let made = match standing {
            Some((log, position)) => document(log, position, self.form)?,
            None => document_of(examination, self.lang, self.form, self.private)?,
        };
        let Some(folder) = self.folder else { return Ok(out.write_all(&made).map(|()| None)) };
        std::fs::create_dir_all(folder).map_err(|error| {
            let shown = Untrusted::from(folder.to_string_lossy().into_owned());
            Text::new(
                format!("the folder {shown} cannot be made ({error})"),
                format!("le dossier {shown} ne peut pas être créé ({error})"),
            )
        })?;
        let exhibit = examination.exhibit();
        let (stem, digits) = (harmless(exhibit.name.raw()), exhibit.sha256.get(..8).unwrap_or_default());
        let ending = if self.form == DocumentForm::Pdf { "pdf" } else { "html" };
        let names = (1..SAME).map(|n| if n == 1 { String::new() } else { format!("-{n}") });
        let mut files = names.map(|n| folder.join(format!("{stem}-{digits}{n}.{ending}")));
        let file = files.find(|file| !file.exists()).unwrap_or_else(|| folder.join(format!("{stem}.{ending}")));
        written_to(&file, |to| to.write_all(&made))?;
        let shown = Untrusted::from(file.to_string_lossy().into_owned()).to_string();
        Ok(Ok(Some(format!("→ {shown}"))))
    }
}

/// A name that leads nowhere else and means nothing to a shell.
fn harmless(name: &str) -> String {
    let ending = |ending: &str| ending.chars().all(char::is_alphanumeric);
    let stem = name.rsplit_once('.').filter(|(_, after)| ending(after)).map_or(name, |(stem, _)| stem);
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let plain: String = stem.chars().map(plain).take(NAME).collect();
    match plain.trim_start_matches(['_', '-']) {
        "" => "picture".into(),
        stem => stem.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_leads_nowhere_else() {
        for (name, plain) in [
            ("plage été.jpg", "plage_été"),
            ("../../etc/passwd", "etc_passwd"),
            ("--help.png", "help"),
            ("$(rm -rf).jpg", "rm_-rf_"),
            ("\u{202e}gpj.exe", "gpj"),
            ("\n", "picture"),
            ("clipboard", "clipboard"),
        ] {
            assert_eq!(harmless(name), plain, "{name}");
        }
        assert_eq!(harmless(&"a".repeat(300)).len(), 60);
    }
}
