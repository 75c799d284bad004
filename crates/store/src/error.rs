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
    Unreadable { kept: Kept, file: PathBuf, why: String },
    /// It is not what Whence writes; where that is known, from this line and column on, both from 1.
    Damaged { kept: Kept, file: PathBuf, at: Option<(usize, usize)> },
    /// A later version of Whence wrote it.
    Newer { kept: Kept, file: PathBuf, schema: u64 },
    /// More bytes than we read, or write.
    TooLarge { kept: Kept, file: PathBuf, limit: u64 },
    /// The system does not let us write it; what stood there before still stands.
    NotWritten { kept: Kept, file: PathBuf, why: String },
    /// Another program changes it, and does not come to an end; `file` is what it holds meanwhile.
    Busy { kept: Kept, file: PathBuf },
}

/// What a file of ours holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Trust,
    /// Which lists of known pictures there are.
    Lists,
    /// One of them.
    List,
    /// The small picture of one of their entries.
    Preview,
    /// The log of reports and decisions.
    Ledger,
    /// What the user chose.
    Settings,
    /// The files that were opened last.
    Recent,
}

impl Kept {
    /// The file, in English and in French.
    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::Trust => ("The file that holds whom you trust", "Le fichier qui retient à qui vous faites confiance"),
            Self::Lists => (
                "The file that says which known lists you have",
                "Le fichier qui dit quelles listes d'images connues vous avez",
            ),
            Self::List => ("The file of one of your known lists", "Le fichier d'une de vos listes d'images connues"),
            Self::Preview => (
                "The small picture of an entry of your known lists",
                "Le fichier de la petite image d'une entrée de vos listes d'images connues",
            ),
            Self::Ledger => ("The file of your log", "Le fichier de votre registre"),
            Self::Settings => ("The file of your settings", "Le fichier de vos réglages"),
            Self::Recent => ("The list of recent files", "Le fichier des fichiers récents"),
        }
    }

    /// What has to be done again where it is lost.
    fn again(self) -> (&'static str, &'static str) {
        match self {
            Self::Trust => ("pin again", "épinglez de nouveau"),
            Self::Lists => ("import your lists again", "importez vos listes de nouveau"),
            Self::List => ("import the list again", "importez la liste de nouveau"),
            Self::Preview => ("add the picture again", "ajoutez l'image de nouveau"),
            Self::Ledger => ("put a copy back", "remettez une copie"),
            Self::Settings => ("choose again", "choisissez de nouveau"),
            Self::Recent => ("open them again", "ouvrez-les de nouveau"),
        }
    }
}

impl StoreError {
    pub(crate) fn unreadable(kept: Kept, file: &Path, why: &Error) -> Self {
        Self::Unreadable { kept, file: file.into(), why: why.to_string() }
    }

    pub(crate) fn not_written(kept: Kept, file: &Path, why: &Error) -> Self {
        Self::NotWritten { kept, file: file.into(), why: why.to_string() }
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
            Self::Unreadable { kept, file, why } => {
                let ((en, fr), file) = (kept.named(), shown(file));
                Text::new(
                    format!("{en} cannot be read: {file} ({why}). Give yourself the right to read it."),
                    format!("{fr} ne peut pas être lu : {file} ({why}). Donnez-vous le droit de le lire."),
                )
            }
            Self::Damaged { kept, file, at } => {
                let ((en, fr), file) = (kept.named(), shown(file));
                let (again_en, again_fr) = kept.again();
                let (at_en, at_fr) = at.map_or_else(Default::default, |(line, column)| {
                    (format!(" (line {line}, column {column})"), format!(" (ligne {line}, colonne {column})"))
                });
                Text::new(
                    format!(
                        "{en} is damaged{at_en}: {file}. Whence leaves it as it is. Mend it or put a copy back; or move it away and {again_en}."
                    ),
                    format!(
                        "{fr} est abîmé{at_fr} : {file}. Whence le laisse tel quel. Réparez-le ou remettez une copie ; ou déplacez-le et {again_fr}."
                    ),
                )
            }
            Self::Newer { kept, file, schema } => {
                let ((en, fr), file) = (kept.named(), shown(file));
                Text::new(
                    format!(
                        "{en} was written by a later version of Whence (schema {schema}): {file}. Update Whence, or move the file away."
                    ),
                    format!(
                        "{fr} a été écrit par une version plus récente de Whence (schéma {schema}) : {file}. Mettez Whence à jour ou déplacez ce fichier."
                    ),
                )
            }
            Self::TooLarge { kept, file, limit } => {
                let ((en, fr), file, limit) = (kept.named(), shown(file), limit >> 20);
                Text::new(
                    format!("{en} may have {limit} MiB at most: {file}. Remove a list that you no longer need."),
                    format!(
                        "{fr} peut peser {limit} Mio au plus : {file}. Retirez une liste dont vous n'avez plus besoin."
                    ),
                )
            }
            Self::Busy { kept, file } => {
                let ((en, fr), file) = (kept.named(), shown(file));
                Text::new(
                    format!(
                        "{en} is being changed by another program of Whence, which holds {file}. Nothing was changed. Try again when that one is done, or close it."
                    ),
                    format!(
                        "{fr} est en cours de modification par un autre programme Whence, qui tient {file}. Rien n'a été modifié. Recommencez quand il aura fini, ou fermez-le."
                    ),
                )
            }
            Self::NotWritten { kept, file, why } => {
                let ((en, fr), file) = (kept.named(), shown(file));
                Text::new(
                    format!(
                        "{en} cannot be written: {file} ({why}). Nothing was changed. Free some space, or give yourself the right to write there."
                    ),
                    format!(
                        "{fr} ne peut pas être écrit : {file} ({why}). Rien n'a été modifié. Libérez de la place ou donnez-vous le droit d'y écrire."
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
        let kept = Kept::Trust;
        for error in [
            StoreError::Unreadable { kept, file: file.clone(), why: why.clone() },
            StoreError::Damaged { kept, file: file.clone(), at: Some((3, 7)) },
            StoreError::Newer { kept, file: file.clone(), schema: 9 },
            StoreError::TooLarge { kept, file: file.clone(), limit: 8 << 20 },
            StoreError::NotWritten { kept, file: file.clone(), why },
            StoreError::Busy { kept, file },
        ] {
            let both = [Lang::En, Lang::Fr].map(|lang| error.sentence(lang));
            assert_ne!(both[0], both[1]);
            assert!(both.iter().all(|told| told.contains("/home/ada/⟨U+202E⟩trust.json")), "{both:?}");
        }
        assert!(StoreError::NoFolder.sentence(Lang::Fr).contains("WHENCE_CONFIG"));
    }
}
