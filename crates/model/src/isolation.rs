use serde::{Deserialize, Serialize};

use crate::{Lang, Text, t};

/// What kept the reading of a file from doing harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Isolation {
    /// Nothing: Whence read it itself, as somebody asked for. So did every version that had no locked room.
    #[default]
    None,
    /// The locked room: a process of its own, of which the system takes files, network, programs, and memory and time
    /// beyond its limits. `missing` are those of its means that this system has not, or only in part; the others hold.
    Room { missing: Vec<Wall> },
}

/// One of the means by which the system confines a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Wall {
    /// Rules that name what files and connections it may open: none.
    Files,
    /// A list of the calls to the system that it may make.
    Calls,
    /// Limits of what it may take.
    Resources,
}

impl Isolation {
    /// What protected, in a sentence or two.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::None => NONE.in_lang(lang).into(),
            Self::Room { missing } => {
                let told = [ROOM].into_iter().chain(missing.iter().map(|wall| wall.missing()));
                told.map(|text| text.in_lang(lang).to_owned()).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

const NONE: Text = t(
    "Files are read outside the locked room, by Whence itself: one that was made to attack it could do here what its user can do.",
    "Les fichiers sont lus hors de la chambre close, par Whence lui-même : un fichier conçu pour l'attaquer pourrait faire ici ce que peut faire son utilisateur.",
);
const ROOM: Text = t(
    "Files are read in a locked room: a process of its own that can open no file, reach no network and start no program, and whose memory and time are limited.",
    "Les fichiers sont lus dans une chambre close : un processus à part qui ne peut ni ouvrir un fichier, ni joindre un réseau, ni lancer un programme, et dont la mémoire et le temps sont limités.",
);

impl Wall {
    const fn missing(self) -> Text {
        match self {
            Self::Files => t(
                "This system knows only some of the rules for files and network, or none; the list of allowed calls to the system closes both.",
                "Ce système ne connaît qu'une partie des règles pour les fichiers et le réseau, ou aucune ; la liste des appels système autorisés ferme les deux.",
            ),
            Self::Calls => t(
                "This system has no list of allowed calls; its other rules close files, network and programs.",
                "Ce système n'a pas de liste d'appels autorisés ; ses autres règles ferment fichiers, réseau et programmes.",
            ),
            Self::Resources => t(
                "This system does not hold it to all of its limits.",
                "Ce système ne lui impose pas toutes ses limites.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_beside_what_holds() {
        let whole = Isolation::Room { missing: Vec::new() };
        let older = Isolation::Room { missing: vec![Wall::Files] };
        for lang in [Lang::En, Lang::Fr] {
            assert!(older.sentence(lang).starts_with(&whole.sentence(lang)));
            assert!(older.sentence(lang).len() > whole.sentence(lang).len() + 50);
            assert_ne!(Isolation::None.sentence(lang), whole.sentence(lang));
        }
        assert_eq!(serde_json::to_value(&older).unwrap(), serde_json::json!({"kind": "room", "missing": ["files"]}));
    }
}
