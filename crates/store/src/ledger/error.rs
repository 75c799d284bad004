use std::fmt;

use whence_model::{Lang, Text, Untrusted};

use crate::{StoreError, TeamError};

/// Why the log could not be read or written. None holds a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// There is no place to keep it in.
    Store(StoreError),
    /// The team's server cannot be used.
    Team(TeamError),
    /// The connection broke while what was appended was being kept: whether it stands, nobody knows without looking.
    Unanswered {
        why: TeamError,
    },
    /// It is no address of a log.
    Address {
        why: Text,
    },
    /// The file is no log, or was damaged so that it cannot be opened; `why` in SQLite's words.
    Unusable {
        place: Untrusted,
        why: Untrusted,
    },
    /// It does not stand as it should, and nothing was appended: what is wrong, in a sentence's half.
    Broken {
        place: Untrusted,
        why: Text,
    },
    /// A later version of Whence made it.
    Newer {
        place: Untrusted,
        schema: i64,
    },
    NoSuchEntry {
        position: u64,
    },
    /// A decision is about reports alone.
    NoReport {
        position: u64,
    },
    /// What the entry held was erased.
    Erased {
        position: u64,
    },
    /// It was erased, and a copy of it may stand beside the file still: why it was not overwritten, in a sentence's half.
    Lingers {
        place: Untrusted,
        why: Text,
    },
    /// An erasure stays.
    IsErasure {
        position: u64,
    },
    /// More than an entry may hold, in bytes.
    TooLarge {
        limit: u64,
    },
    /// The report could not be read again, once written.
    Unkeepable,
    /// What an entry holds cannot be read; `log verify` tells more.
    Unreadable {
        position: u64,
    },
}

impl LedgerError {
    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    /// Whether other words would mend it: the log itself is well.
    pub fn is_of_words(&self) -> bool {
        match self {
            Self::Team(error) => error.is_of_words(),
            Self::Address { .. }
            | Self::NoSuchEntry { .. }
            | Self::NoReport { .. }
            | Self::Erased { .. }
            | Self::IsErasure { .. }
            | Self::TooLarge { .. } => true,
            _ => false,
        }
    }

    fn text(&self) -> Text {
        match self {
            Self::Store(error) => both(|lang| error.sentence(lang)),
            Self::Team(error) => both(|lang| error.sentence(lang)),
            Self::Unanswered { why } => Text::new(
                format!(
                    "{} It happened while the log was being written: the entry may stand in it or not. Look with `whence log list` before you append it again.",
                    why.sentence(Lang::En)
                ),
                format!(
                    "{} C'est arrivé pendant l'écriture du registre : l'entrée y figure peut-être, ou non. Regardez avec `whence log list` avant de l'ajouter à nouveau.",
                    why.sentence(Lang::Fr)
                ),
            ),
            Self::Address { why } => Text::new(
                format!(
                    "The address of the log cannot be used: {}. Write sqlite://PATH or postgres://USER@HOST/DATABASE.",
                    why.en
                ),
                format!(
                    "L'adresse du registre est inutilisable : {}. Écrivez sqlite://CHEMIN ou postgres://UTILISATEUR@HÔTE/BASE.",
                    why.fr
                ),
            ),
            Self::Unusable { place, why } => Text::new(
                format!(
                    "The log cannot be used: {place} ({}). Nothing was written. Look whether the disk is full or the file damaged, and keep a copy of it before anything else.",
                    why.short(WHY)
                ),
                format!(
                    "Le registre est inutilisable : {place} ({}). Rien n'a été écrit. Regardez si le disque est plein ou le fichier abîmé, et gardez-en une copie avant toute chose.",
                    why.short(WHY)
                ),
            ),
            Self::Broken { place, why } => Text::new(
                format!(
                    "The log does not stand as it should: {} ({place}). Nothing was appended. Keep a copy of it and run `whence log verify`.",
                    why.en
                ),
                format!(
                    "Le registre n'est pas tel qu'il devrait être : {} ({place}). Rien n'a été ajouté. Gardez-en une copie et lancez `whence log verify`.",
                    why.fr
                ),
            ),
            Self::Newer { place, schema } => Text::new(
                format!("The log was made by a later version of Whence (schema {schema}): {place}. Update Whence."),
                format!(
                    "Le registre a été fait par une version plus récente de Whence (schéma {schema}) : {place}. Mettez Whence à jour."
                ),
            ),
            Self::NoSuchEntry { position } => Text::new(
                format!("The log has no entry {position}. `whence log list` shows those it has."),
                format!("Le registre n'a pas d'entrée {position}. `whence log list` montre celles qu'il a."),
            ),
            Self::NoReport { position } => Text::new(
                format!("Entry {position} is no report. Name the entry of the report that the decision is about."),
                format!("L'entrée {position} n'est pas un rapport. Nommez l'entrée du rapport visé par la décision."),
            ),
            Self::Erased { position } => Text::new(
                format!("What entry {position} held was erased. Its erasure says when, by whom and why."),
                format!("Le contenu de l'entrée {position} a été effacé. L'effacement dit quand, par qui et pourquoi."),
            ),
            Self::Lingers { place, why } => Text::new(
                format!(
                    "It was erased, and its erasure stands in the log. But a copy may still stand in the file that ends in -wal, beside {place}: {}. Close every program that has this log open; the copy goes with the last of them, where the disk has room.",
                    why.en
                ),
                format!(
                    "C'est effacé, et l'effacement figure au registre. Mais une copie peut encore se trouver dans le fichier terminé par -wal, à côté de {place} : {}. Fermez tous les programmes qui tiennent ce registre ouvert ; la copie disparaît avec le dernier, si le disque a de la place.",
                    why.fr
                ),
            ),
            Self::IsErasure { position } => Text::new(
                format!("Entry {position} says what was erased, and cannot be erased itself."),
                format!("L'entrée {position} dit ce qui a été effacé, et ne peut pas l'être elle-même."),
            ),
            Self::TooLarge { limit } => {
                let mib = limit >> 20;
                Text::new(
                    format!("An entry of the log holds {mib} MiB at most. Nothing was appended."),
                    format!("Une entrée du registre contient {mib} Mio au plus. Rien n'a été ajouté."),
                )
            }
            Self::Unkeepable => Text::new(
                "This report cannot be kept: the file's credentials are nested more deeply than can be read again. Nothing was appended. Save the report as a file instead.",
                "Ce rapport ne peut pas être gardé : les justificatifs du fichier sont imbriqués plus profondément qu'on ne saurait les relire. Rien n'a été ajouté. Enregistrez plutôt le rapport dans un fichier.",
            ),
            Self::Unreadable { position } => Text::new(
                format!(
                    "What entry {position} of the log holds cannot be read. `whence log verify` says where the log disagrees with itself."
                ),
                format!(
                    "Le contenu de l'entrée {position} du registre est illisible. `whence log verify` dit où le registre se contredit."
                ),
            ),
        }
    }
}

/// Characters of what a store says.
const WHY: usize = 300;

fn both(sentence: impl Fn(Lang) -> String) -> Text {
    Text::new(sentence(Lang::En), sentence(Lang::Fr))
}

impl From<StoreError> for LedgerError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<TeamError> for LedgerError {
    fn from(error: TeamError) -> Self {
        Self::Team(error)
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().in_lang(Lang::En))
    }
}

impl std::error::Error for LedgerError {}

#[cfg(test)]
mod tests {
    use whence_model::t;

    use super::*;

    #[test]
    fn each_is_told_in_both_languages_and_hides_nothing_strange() {
        let place = || Untrusted::from("/home/ada/a\u{202e}b");
        for error in [
            LedgerError::Store(StoreError::NoFolder),
            LedgerError::Team(TeamError::Nul),
            LedgerError::Unanswered { why: TeamError::Unreachable { place: place(), why: place() } },
            LedgerError::Address { why: t("it is none", "ce n'en est pas une") },
            LedgerError::Unusable { place: place(), why: place() },
            LedgerError::Broken { place: place(), why: t("two ends", "deux bouts") },
            LedgerError::Newer { place: place(), schema: 9 },
            LedgerError::NoSuchEntry { position: 7 },
            LedgerError::NoReport { position: 7 },
            LedgerError::Erased { position: 7 },
            LedgerError::Lingers { place: place(), why: t("somebody reads", "quelqu'un lit") },
            LedgerError::IsErasure { position: 7 },
            LedgerError::TooLarge { limit: 1 << 20 },
            LedgerError::Unkeepable,
            LedgerError::Unreadable { position: 7 },
        ] {
            let [en, fr] = [Lang::En, Lang::Fr].map(|lang| error.sentence(lang));
            assert!(en.len() > 20 && fr.len() > 20 && en != fr, "{en} / {fr}");
            assert!(!en.contains('\u{202e}') && !fr.contains('\u{202e}'), "{en}");
        }
    }
}
