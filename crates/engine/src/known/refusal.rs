use whence_known::Rejected;
use whence_model::{Lang, Refusal, Text, Untrusted, t};
use whence_store::{StoreError, TeamError};

use super::{EntryOverview, List, MAX_LIST_BYTES, MAX_NAME, MAX_WORDS};

/// Why a list was not taken in, changed or handed out: what was wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownRefusal {
    /// The file itself could not be read.
    File(Refusal),
    Store(StoreError),
    /// The team's lists could not be asked or changed.
    Team(TeamError),
    /// The lines on the team's server are not those that its digest is of.
    TeamListAltered {
        name: Untrusted,
    },
    /// A team's lists are not kept as they stood before, nor as they were imported.
    NotOfTeam,
    /// Lines of the list are wrong; none was taken.
    Rejected(Rejected),
    /// More than `MAX_LIST_BYTES`.
    TooLarge,
    /// Pictures that could not be read; none was taken. At least one.
    Pictures(Vec<(Untrusted, Refusal)>),
    /// Pictures of which nobody said what they are; none was taken. At least one.
    Unlabelled(Vec<Untrusted>),
    /// Empty, longer than `MAX_NAME`, or with characters that are not seen.
    BadName,
    /// The same of an owner or a licence, with `MAX_WORDS`.
    BadWords,
    NameTaken {
        name: Untrusted,
    },
    /// The list that ships can only be switched off and exported.
    Shipped,
    NoSuchList {
        name: Untrusted,
    },
    NoSuchEntry {
        asked: Untrusted,
    },
    /// Each of these is meant.
    Ambiguous {
        entries: Vec<EntryOverview>,
    },
    NothingToUndo,
    /// The change that is to be taken back is no longer the last one.
    ChangedSince {
        name: Untrusted,
    },
    /// The bytes of its file are gone: entries were added or removed here.
    Changed {
        name: Untrusted,
    },
}

impl KnownRefusal {
    /// Whether other words on the command line would mend it: it is not about what a file holds.
    pub fn is_of_words(&self) -> bool {
        if let Self::Team(error) = self {
            return error.is_of_words();
        }
        !matches!(
            self,
            Self::File(_)
                | Self::Store(_)
                | Self::TeamListAltered { .. }
                | Self::Rejected(_)
                | Self::TooLarge
                | Self::Pictures(_)
                | Self::Changed { .. }
                | Self::NothingToUndo
                | Self::ChangedSince { .. }
        )
    }

    /// What is wrong, and what to do. Lines, pictures and entries that it is about are listed by whoever shows it.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    fn text(&self) -> Text {
        match self {
            Self::File(refusal) => Text::new(refusal.sentence(Lang::En), refusal.sentence(Lang::Fr)),
            Self::Store(error) => Text::new(error.sentence(Lang::En), error.sentence(Lang::Fr)),
            Self::Team(error) => Text::new(error.sentence(Lang::En), error.sentence(Lang::Fr)),
            Self::TeamListAltered { name } => Text::new(
                format!(
                    "The lines of the team's list {name} are not those that its digest is of: somebody changed them without Whence. Import it anew with --replace."
                ),
                format!(
                    "Les lignes de la liste {name} de l'équipe ne correspondent pas à son empreinte : quelqu'un les a changées sans Whence. Importez-la de nouveau avec --replace."
                ),
            ),
            Self::NotOfTeam => t(
                "A team's lists are kept as they stand now, not as they stood before or came in. Take a change back with `whence known remove` or by an import with --replace; export as csv or ndjson.",
                "Les listes d'une équipe sont conservées telles qu'elles sont, non telles qu'elles étaient ou sont arrivées. Revenez en arrière par `whence known remove` ou par un import avec --replace ; exportez en csv ou en ndjson.",
            ),
            Self::Rejected(rejected) => match rejected.lines {
                1 => t(
                    "Nothing was imported: 1 line cannot be taken. Mend it and import again.",
                    "Rien n'a été importé : 1 ligne ne peut pas être prise. Corrigez-la et recommencez.",
                ),
                lines => Text::new(
                    format!("Nothing was imported: {lines} lines cannot be taken. Mend them and import again."),
                    format!(
                        "Rien n'a été importé : {lines} lignes ne peuvent pas être prises. Corrigez-les et recommencez."
                    ),
                ),
            },
            Self::TooLarge => Text::new(
                format!("A list may have {} GiB at most. Divide it into several.", MAX_LIST_BYTES >> 30),
                format!("Une liste peut peser {} Gio au plus. Divisez-la en plusieurs.", MAX_LIST_BYTES >> 30),
            ),
            Self::Pictures(pictures) => match pictures.len() {
                1 => t(
                    "Nothing was added: 1 picture could not be read. Leave it out or mend it.",
                    "Rien n'a été ajouté : 1 image n'a pas pu être lue. Laissez-la de côté ou réparez-la.",
                ),
                several => Text::new(
                    format!("Nothing was added: {several} pictures could not be read. Leave them out or mend them."),
                    format!(
                        "Rien n'a été ajouté : {several} images n'ont pas pu être lues. Laissez-les de côté ou réparez-les."
                    ),
                ),
            },
            Self::Unlabelled(pictures) => {
                let n = pictures.len();
                Text::new(
                    format!(
                        "Nothing was added: what the list says of {n} of the pictures is missing. Give --label for all of them, or a label for each in known.csv."
                    ),
                    format!(
                        "Rien n'a été ajouté : on ne sait pas ce que la liste dit de {n} des images. Indiquez --label pour toutes, ou un label pour chacune dans known.csv."
                    ),
                )
            }
            Self::BadName => Text::new(
                format!("A list's name has 1 to {MAX_NAME} characters, all of which are seen. Give it another."),
                format!("Le nom d'une liste a de 1 à {MAX_NAME} caractères, tous visibles. Donnez-lui-en un autre."),
            ),
            Self::BadWords => Text::new(
                format!(
                    "Owner and licence have up to {MAX_WORDS} characters each, all of which are seen. Give them with --owner and --licence."
                ),
                format!(
                    "Propriétaire et licence ont {MAX_WORDS} caractères au plus, tous visibles. Indiquez-les avec --owner et --licence."
                ),
            ),
            Self::NameTaken { name } => Text::new(
                format!(
                    "You have a list under the name {name} already. Let this one take its place (in the terminal: --replace), or give it another name."
                ),
                format!(
                    "Vous avez déjà une liste sous le nom {name}. Laissez celle-ci prendre sa place (dans le terminal : --replace), ou donnez-lui un autre nom."
                ),
            ),
            Self::Shipped => Text::new(
                format!(
                    "“{}” ships with Whence: it can be switched off and exported, and no other has its name.",
                    List::STARTER
                ),
                format!(
                    "« {} » est fournie avec Whence : on peut la désactiver et l'exporter, et aucune autre ne porte son nom.",
                    List::STARTER
                ),
            ),
            Self::NoSuchList { name } => Text::new(
                format!("You have no list under the name {name}. `whence known list` names those you have."),
                format!("Vous n'avez aucune liste sous le nom {name}. `whence known list` nomme celles que vous avez."),
            ),
            Self::NoSuchEntry { asked } => Text::new(
                format!(
                    "No entry of this list has {asked} as its id, its title, or the beginning of one of its hashes (4 digits at least). `whence known list LIST` shows them."
                ),
                format!(
                    "Aucune entrée de cette liste n'a {asked} pour id, pour titre ou pour début d'une de ses empreintes (4 chiffres au moins). `whence known list LISTE` les montre."
                ),
            ),
            Self::Ambiguous { entries } => Text::new(
                format!("{} entries or more are meant. Give an id, or more digits of one hash.", entries.len()),
                format!(
                    "{} entrées ou plus correspondent. Donnez un id, ou plus de chiffres d'une empreinte.",
                    entries.len()
                ),
            ),
            Self::NothingToUndo => t(
                "There is nothing to undo: your lists were not changed yet.",
                "Il n'y a rien à annuler : vos listes n'ont pas encore été modifiées.",
            ),
            Self::ChangedSince { name } => Text::new(
                format!(
                    "Your lists were changed since, and nothing was taken back. `whence known remove` takes an entry off the list {name}."
                ),
                format!(
                    "Vos listes ont été modifiées depuis, et rien n'a été annulé. `whence known remove` retire une entrée de la liste {name}."
                ),
            ),
            Self::Changed { name } => Text::new(
                format!(
                    "The list {name} was changed here: the file it was imported from is no longer kept. Export it as csv or ndjson."
                ),
                format!(
                    "La liste {name} a été modifiée ici : le fichier dont elle vient n'est plus conservé. Exportez-la en csv ou en ndjson."
                ),
            ),
        }
    }
}

impl From<Refusal> for KnownRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::File(refusal)
    }
}

impl From<StoreError> for KnownRefusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<TeamError> for KnownRefusal {
    fn from(error: TeamError) -> Self {
        Self::Team(error)
    }
}

impl From<Rejected> for KnownRefusal {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_in_both_languages() {
        let name = Untrusted::from("a\u{202e}b");
        let one = Rejected { lines: 1, shown: vec![t("line 1: x", "ligne 1 : x")] };
        for refusal in [
            KnownRefusal::File(Refusal::Missing),
            KnownRefusal::Store(StoreError::NoFolder),
            KnownRefusal::Rejected(one.clone()),
            KnownRefusal::Rejected(Rejected { lines: 7, ..one }),
            KnownRefusal::TooLarge,
            KnownRefusal::Pictures(vec![(name.clone(), Refusal::Empty)]),
            KnownRefusal::Pictures(vec![(name.clone(), Refusal::Empty), (name.clone(), Refusal::Empty)]),
            KnownRefusal::Unlabelled(vec![name.clone()]),
            KnownRefusal::BadName,
            KnownRefusal::BadWords,
            KnownRefusal::NameTaken { name: name.clone() },
            KnownRefusal::Shipped,
            KnownRefusal::NoSuchList { name: name.clone() },
            KnownRefusal::NoSuchEntry { asked: name.clone() },
            KnownRefusal::Ambiguous { entries: Vec::new() },
            KnownRefusal::NothingToUndo,
            KnownRefusal::ChangedSince { name: name.clone() },
            KnownRefusal::Team(TeamError::NoSuchList { name: name.clone() }),
            KnownRefusal::TeamListAltered { name: name.clone() },
            KnownRefusal::NotOfTeam,
            KnownRefusal::Changed { name },
        ] {
            let [en, fr] = [Lang::En, Lang::Fr].map(|lang| refusal.sentence(lang));
            assert!(en.len() > 20 && fr.len() > 20 && en != fr, "{en} / {fr}");
            assert!(!en.contains('\u{202e}') && !fr.contains('\u{202e}'), "{en}");
        }
    }
}
