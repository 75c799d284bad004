//! What the person chose, as the page shows and changes it; and whether a connection may be opened.

use std::path::PathBuf;

use jiff::{Timestamp, Unit};
use serde::{Serialize, Serializer};
use whence_engine::{
    Limits,
    desk::{Network, RecentFile, Theme},
    ledger::{Choices, LogRefusal},
};
use whence_model::{Lang, Text, t};

use crate::{changes::Changes, failure::Failure, host::Host, log::shown};

/// All settings, as the page shows them. A password is never shown.
#[derive(Debug, Serialize)]
pub struct Settings {
    /// Absent where the window follows the system; the page says so by an empty word.
    #[serde(serialize_with = "or_empty")]
    pub language: Option<Lang>,
    pub theme: Theme,
    pub network: Network,
    pub notify: bool,
    pub remember_files: bool,
    pub by: String,
    pub keep_pictures: bool,
    pub keep_private: bool,
    pub every_check: bool,
    pub limits: Limits,
    /// Empty for a file of one's own.
    pub store: String,
    /// Where that is, for a person.
    pub place: String,
}

/// How the page begins, known before its first paint.
#[derive(Debug, Serialize)]
pub struct Beginning {
    #[serde(serialize_with = "or_empty")]
    pub language: Option<Lang>,
    pub theme: Theme,
}

/// Something for which a connection is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    Credentials,
    Maps,
    Searches,
}

impl Host {
    pub fn settings(&self) -> Result<Settings, LogRefusal> {
        Ok(self.told(self.log().choices()?))
    }

    fn told(&self, choices: Choices) -> Settings {
        Settings {
            store: shown(&choices.store),
            place: self.log().place(&choices),
            language: choices.language,
            theme: choices.theme,
            network: choices.network,
            notify: choices.notify,
            remember_files: choices.remember_files,
            by: choices.by,
            keep_pictures: choices.keep_pictures,
            keep_private: choices.keep_private,
            every_check: choices.every_check,
            limits: choices.limits,
        }
    }

    /// Chooses, and gives back what stands then.
    pub fn choose(&self, changes: Changes) -> Result<Settings, LogRefusal> {
        let forgets = changes.remember_files == Some(false);
        let choices = self.log().change(|choices| {
            changes.apply(choices)?;
            // Before the choice stands: where the names cannot be forgotten, nobody is told that they are not kept.
            if forgets {
                self.recent_files()?.clear()?;
            }
            Ok(())
        })?;
        Ok(self.told(choices))
    }

    /// Settings that cannot be read hold nothing up here: they are told where they are asked for.
    pub fn beginning(&self) -> Beginning {
        let choices = self.log().choices().unwrap_or_default();
        Beginning { language: choices.language, theme: choices.theme }
    }

    /// Remembers what was opened, where the person wants it; that it could not be remembered holds nobody up.
    pub fn remember(&self, paths: &[PathBuf]) {
        let Ok(recent) = self.recent_files() else { return };
        let now = Timestamp::now();
        let opened_at = now.round(Unit::Second).unwrap_or(now).to_string();
        let file =
            |path: &PathBuf| RecentFile { path: path.to_string_lossy().into_owned(), opened_at: opened_at.clone() };
        let files: Vec<RecentFile> = paths.iter().filter(|path| path.exists()).map(file).collect();
        if files.is_empty() {
            return;
        }
        // Whoever switches it off meanwhile waits, and then forgets these too. Where it is off, as by hand in the file, names
        // of before go now.
        let _ = self.log().while_chosen(|choices| match choices.remember_files {
            true => recent.opened(files),
            false => recent.clear(),
        });
    }

    /// Whether a connection may be opened for it.
    ///
    /// # Errors
    /// It is switched off, as it is at first; or what was chosen cannot be read.
    pub fn may(&self, feature: Feature, lang: Lang) -> Result<(), Failure> {
        let network = self.log().choices().map_err(|error| Failure::unlogged(&error.into(), lang))?.network;
        let on = match feature {
            Feature::Credentials => network.credentials,
            Feature::Maps => network.maps,
            Feature::Searches => network.searches,
        };
        if on { Ok(()) } else { Err(Failure::switched_off(&feature.switched_off(), lang)) }
    }
}

impl Feature {
    fn switched_off(self) -> Text {
        match self {
            Self::Credentials => t(
                "Asking servers for credentials is switched off. Switch it on in the settings.",
                "L'interrogation de serveurs pour des justificatifs est désactivée. Activez-la dans les réglages.",
            ),
            Self::Maps => t(
                "Opening map sites is switched off. Switch it on in the settings.",
                "L'ouverture de sites de cartes est désactivée. Activez-la dans les réglages.",
            ),
            Self::Searches => t(
                "Opening search pages is switched off. Switch it on in the settings.",
                "L'ouverture de pages de recherche est désactivée. Activez-la dans les réglages.",
            ),
        }
    }
}

fn or_empty<S: Serializer>(lang: &Option<Lang>, to: S) -> Result<S::Ok, S::Error> {
    match lang {
        Some(lang) => lang.serialize(to),
        None => "".serialize(to),
    }
}
