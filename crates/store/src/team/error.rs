use std::fmt;

use whence_model::{Lang, Text, Untrusted};

/// Why what a team keeps on its server could not be asked or changed. None holds a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamError {
    /// It is no address of a server that we can speak with.
    Address {
        why: Text,
    },
    /// The server is on another machine, and nothing was said that allows to speak with it unencrypted.
    Unencrypted {
        place: Untrusted,
    },
    /// Nobody answers, or not to the end; `why` in the system's or the server's words.
    Unreachable {
        place: Untrusted,
        why: Untrusted,
    },
    /// The server knows us and says no.
    Denied {
        place: Untrusted,
        why: Untrusted,
    },
    /// There are no lists in this database yet.
    NotSetUp {
        place: Untrusted,
    },
    /// What is there was made by a later version of Whence.
    Newer {
        place: Untrusted,
        schema: i32,
    },
    /// The server counts no bits: PostgreSQL does from 14 on.
    TooOld {
        place: Untrusted,
        version: u32,
    },
    NameTaken {
        name: Untrusted,
    },
    NoSuchList {
        name: Untrusted,
    },
    /// Somebody changed the list in between.
    Changed {
        name: Untrusted,
    },
    /// A character U+0000, which PostgreSQL keeps in no text.
    Nul,
    /// More bits than the bands find.
    TooWide {
        radius: u16,
    },
    /// It did not come to it in time, such as when somebody else writes for long.
    Busy {
        place: Untrusted,
        why: Untrusted,
    },
    /// The connection broke while what was written was being kept: whether it stands, nobody knows without looking.
    Unanswered {
        why: Box<Self>,
    },
    /// The server did not do what it was asked.
    Failed {
        place: Untrusted,
        why: Untrusted,
    },
}

impl TeamError {
    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    /// Whether other words would mend it: it is not about the server.
    pub fn is_of_words(&self) -> bool {
        use TeamError::{Address, NameTaken, NoSuchList, Nul, TooWide, Unencrypted};
        matches!(
            self,
            Address { .. } | Unencrypted { .. } | NameTaken { .. } | NoSuchList { .. } | Nul | TooWide { .. }
        )
    }

    fn text(&self) -> Text {
        match self {
            Self::Address { why } => Text::new(
                format!(
                    "The address of the team's server cannot be used: {}. Write postgres://USER@HOST/DATABASE.",
                    why.en
                ),
                format!(
                    "L'adresse du serveur de l'équipe est inutilisable : {}. Écrivez postgres://UTILISATEUR@HÔTE/BASE.",
                    why.fr
                ),
            ),
            Self::Unencrypted { place } => Text::new(
                format!(
                    "{place} is on another machine, and without encryption everybody in between could read what is sent and change the answers. Leave out sslmode, or say sslmode=disable if the way there is encrypted otherwise."
                ),
                format!(
                    "{place} est sur une autre machine, et sans chiffrement chacun en chemin pourrait lire ce qui est envoyé et changer les réponses. Retirez sslmode, ou indiquez sslmode=disable si le trajet est chiffré autrement."
                ),
            ),
            Self::Unreachable { place, why } => Text::new(
                format!("The team's server cannot be reached at {place} ({}).", why.short(WHY)),
                format!("Le serveur de l'équipe est injoignable à {place} ({}).", why.short(WHY)),
            ),
            Self::Denied { place, why } => Text::new(
                format!(
                    "{place} denies it ({}). Ask who keeps the server for the right, or give the password in PGPASSWORD.",
                    why.short(WHY)
                ),
                format!(
                    "{place} le refuse ({}). Demandez ce droit à qui tient le serveur, ou donnez le mot de passe dans PGPASSWORD.",
                    why.short(WHY)
                ),
            ),
            Self::NotSetUp { place } => Text::new(
                format!(
                    "There are no lists of Whence in {place} yet. The first `whence known import` or `add` there makes room for them, by somebody who may make a schema."
                ),
                format!(
                    "Il n'y a pas encore de listes de Whence dans {place}. Le premier `whence known import` ou `add` leur y fait place, par quelqu'un qui peut créer un schéma."
                ),
            ),
            Self::Newer { place, schema } => Text::new(
                format!(
                    "What {place} holds was laid out by a later version of Whence (schema {schema}). Update Whence."
                ),
                format!(
                    "Ce que contient {place} a été rangé par une version plus récente de Whence (schéma {schema}). Mettez Whence à jour."
                ),
            ),
            Self::TooOld { place, version } => Text::new(
                format!("{place} runs PostgreSQL {version}; Whence needs 14 or later."),
                format!(
                    "{place} fait tourner PostgreSQL {version} ; il faut à Whence la version 14 ou une plus récente."
                ),
            ),
            Self::NameTaken { name } => Text::new(
                format!(
                    "The team has a list under the name {name} already. With --replace this one takes its place; or give it another name."
                ),
                format!(
                    "L'équipe a déjà une liste sous le nom {name}. Avec --replace, celle-ci prend sa place ; ou donnez-lui un autre nom."
                ),
            ),
            Self::NoSuchList { name } => Text::new(
                format!("The team has no list under the name {name}. `whence known list` names those it has."),
                format!("L'équipe n'a aucune liste sous le nom {name}. `whence known list` nomme celles qu'elle a."),
            ),
            Self::Changed { name } => Text::new(
                format!("Somebody changed the list {name} in the meantime, and nothing was done. Try again."),
                format!("Quelqu'un a modifié la liste {name} entre-temps, et rien n'a été fait. Recommencez."),
            ),
            Self::Nul => Text::new(
                "A text holds the character U+0000, which the team's server cannot keep. Take it out.",
                "Un texte contient le caractère U+0000, que le serveur de l'équipe ne peut pas garder. Retirez-le.",
            ),
            Self::TooWide { radius } => Text::new(
                format!("The team's server finds what is 31 bits apart or less, and was asked for {radius}."),
                format!("Le serveur de l'équipe trouve ce qui est à 31 bits ou moins, et {radius} ont été demandés."),
            ),
            Self::Busy { place, why } => Text::new(
                format!(
                    "{place} did not come to it in time ({}): somebody else may be writing there. Nothing was changed. Try again.",
                    why.short(WHY)
                ),
                format!(
                    "{place} n'y est pas arrivé à temps ({}) : quelqu'un d'autre y écrit peut-être. Rien n'a été modifié. Recommencez.",
                    why.short(WHY)
                ),
            ),
            Self::Unanswered { why } => Text::new(
                format!(
                    "{} It happened while the change was being kept: it may stand or not. Look with `whence known list` before you make it again.",
                    why.sentence(Lang::En)
                ),
                format!(
                    "{} C'est arrivé pendant l'enregistrement de la modification : elle a peut-être pris effet, ou non. Regardez avec `whence known list` avant de la refaire.",
                    why.sentence(Lang::Fr)
                ),
            ),
            Self::Failed { place, why } => Text::new(
                format!("{place} did not do it ({}). Nothing was changed.", why.short(WHY)),
                format!("{place} ne l'a pas fait ({}). Rien n'a été modifié.", why.short(WHY)),
            ),
        }
    }
}

/// Characters of what a server says.
const WHY: usize = 300;

impl fmt::Display for TeamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().in_lang(Lang::En))
    }
}

impl std::error::Error for TeamError {}

#[cfg(test)]
mod tests {
    use whence_model::t;

    use super::*;

    #[test]
    fn each_is_told_in_both_languages_and_hides_nothing_strange() {
        let name = || Untrusted::from("a\u{202e}b");
        let (place, why) = (name, name);
        for error in [
            TeamError::Address { why: t("it is none", "ce n'en est pas une") },
            TeamError::Unencrypted { place: place() },
            TeamError::Unreachable { place: place(), why: why() },
            TeamError::Denied { place: place(), why: why() },
            TeamError::NotSetUp { place: place() },
            TeamError::Newer { place: place(), schema: 9 },
            TeamError::TooOld { place: place(), version: 13 },
            TeamError::NameTaken { name: name() },
            TeamError::NoSuchList { name: name() },
            TeamError::Changed { name: name() },
            TeamError::Nul,
            TeamError::TooWide { radius: 32 },
            TeamError::Busy { place: place(), why: why() },
            TeamError::Unanswered { why: Box::new(TeamError::Failed { place: place(), why: why() }) },
            TeamError::Failed { place: place(), why: why() },
        ] {
            let [en, fr] = [Lang::En, Lang::Fr].map(|lang| error.sentence(lang));
            assert!(en.len() > 20 && fr.len() > 20 && en != fr, "{en} / {fr}");
            assert!(!en.contains('\u{202e}') && !fr.contains('\u{202e}'), "{en}");
        }
    }
}
