use std::{
    fmt,
    io::Error,
    path::{Path, PathBuf},
};

use whence_model::{Lang, Text, Untrusted};

use crate::FOLDER_VARIABLE;

/// Why something could not be remembered or recalled: each says which file is meant and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The system names no folder for settings.
    NoFolder,
    /// The system does not let us read it; `why` in the system's words.
    Unreadable { file: PathBuf, why: String },
    /// It is not what Whence writes; where that is known, from this line and column on, both from 1.
    Damaged { file: PathBuf, at: Option<(usize, usize)> },
    /// A later version of Whence wrote it.
    Newer { file: PathBuf, schema: u64 },
    /// More bytes than we read, or write.
    TooLarge { file: PathBuf, limit: u64 },
    /// The system does not let us write it; what stood there before still stands.
    NotWritten { file: PathBuf, why: String },
}

impl StoreError {
    pub(crate) fn unreadable(file: &Path, why: &Error) -> Self {
        Self::Unreadable { file: file.into(), why: why.to_string() }
    }

    pub(crate) fn not_written(file: &Path, why: &Error) -> Self {
        Self::NotWritten { file: file.into(), why: why.to_string() }
    }

    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    fn text(&self) -> Text {
        match self {
            Self::NoFolder => Text::new(
                format!(
                    "The system names no folder for settings. Name one in the environment variable {FOLDER_VARIABLE}."
                ),
                format!(
                    "Le système n'indique aucun dossier de réglages. Nommez-en un dans la variable d'environnement {FOLDER_VARIABLE}."
                ),
            ),
            Self::Unreadable { file, why } => {
                let file = shown(file);
                Text::new(
                    format!(
                        "The file that holds whom you trust cannot be read: {file} ({why}). Give yourself the right to read it."
                    ),
                    format!(
                        "Le fichier qui retient à qui vous faites confiance ne peut pas être lu : {file} ({why}). Donnez-vous le droit de le lire."
                    ),
                )
            }
            Self::Damaged { file, at } => {
                let file = shown(file);
                let (en, fr) = at.map_or_else(Default::default, |(line, column)| {
                    (format!(" (line {line}, column {column})"), format!(" (ligne {line}, colonne {column})"))
                });
                Text::new(
                    format!(
                        "The file that holds whom you trust is damaged{en}: {file}. Whence leaves it as it is. Mend it or put a copy back; or move it away and pin again."
                    ),
                    format!(
                        "Le fichier qui retient à qui vous faites confiance est abîmé{fr} : {file}. Whence le laisse tel quel. Réparez-le ou remettez une copie ; ou déplacez-le et épinglez de nouveau."
                    ),
                )
            }
            Self::Newer { file, schema } => {
                let file = shown(file);
                Text::new(
                    format!(
                        "The file that holds whom you trust was written by a later version of Whence (schema {schema}): {file}. Update Whence, or move the file away."
                    ),
                    format!(
                        "Le fichier qui retient à qui vous faites confiance a été écrit par une version plus récente de Whence (schéma {schema}) : {file}. Mettez Whence à jour ou déplacez ce fichier."
                    ),
                )
            }
            Self::TooLarge { file, limit } => {
                let (file, limit) = (shown(file), limit >> 20);
                Text::new(
                    format!(
                        "The file that holds whom you trust may have {limit} MiB at most: {file}. Remove a list that you no longer need."
                    ),
                    format!(
                        "Le fichier qui retient à qui vous faites confiance peut peser {limit} Mio au plus : {file}. Retirez une liste dont vous n'avez plus besoin."
                    ),
                )
            }
            Self::NotWritten { file, why } => {
                let file = shown(file);
                Text::new(
                    format!(
                        "The file that holds whom you trust cannot be written: {file} ({why}). Nothing was changed. Free some space, or give yourself the right to write there."
                    ),
                    format!(
                        "Le fichier qui retient à qui vous faites confiance ne peut pas être écrit : {file} ({why}). Rien n'a été modifié. Libérez de la place ou donnez-vous le droit d'y écrire."
                    ),
                )
            }
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().in_lang(Lang::En))
    }
}

impl std::error::Error for StoreError {}

fn shown(file: &Path) -> Untrusted {
    file.to_string_lossy().into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_names_the_file_in_both_languages() {
        let file = PathBuf::from("/home/ada/\u{202e}trust.json");
        let why = "disk full".to_owned();
        for error in [
            StoreError::Unreadable { file: file.clone(), why: why.clone() },
            StoreError::Damaged { file: file.clone(), at: Some((3, 7)) },
            StoreError::Newer { file: file.clone(), schema: 9 },
            StoreError::TooLarge { file: file.clone(), limit: 8 << 20 },
            StoreError::NotWritten { file, why },
        ] {
            let both = [Lang::En, Lang::Fr].map(|lang| error.sentence(lang));
            assert_ne!(both[0], both[1]);
            assert!(both.iter().all(|told| told.contains("/home/ada/⟨U+202E⟩trust.json")), "{both:?}");
        }
        assert!(StoreError::NoFolder.sentence(Lang::Fr).contains("WHENCE_CONFIG"));
    }
}
