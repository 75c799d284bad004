//! What the person chose, as the page shows and changes it; and whether a connection may be opened.

use std::path::PathBuf;

use jiff::{Timestamp, Unit};
use serde::{Deserialize, Serialize};
use whence_engine::{
    Limits,
    desk::{Network, RecentFile, Theme},
    ledger::{LedgerError, LogRefusal},
};
use whence_model::{Lang, Text, t};

use crate::{failure::Failure, host::Host, log::shown};

/// All settings. A password is never shown: the address of a store comes back as it was, unless it is changed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Absent where the window follows the system; the page says so by an empty word.
    #[serde(with = "or_empty")]
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
    #[serde(default)]
    pub place: String,
}

/// How the page begins, known before its first paint.
#[derive(Debug, Serialize)]
pub struct Beginning {
    #[serde(with = "or_empty")]
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
        let log = self.log();
        let choices = log.choices()?;
        let place = log.log().map(|log| log.place().to_owned()).unwrap_or_default();
        let store = if choices.store.is_empty() { String::new() } else { shown(&choices.store, &place) };
        Ok(Settings {
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
            store,
            place,
        })
    }

    /// Chooses, and gives back what stands then.
    pub fn choose(&self, chosen: Settings) -> Result<Settings, LogRefusal> {
        let before = self.settings()?;
        let store = chosen.store.trim();
        let store = (store != before.store).then(|| store.to_owned());
        let forgets = before.remember_files && !chosen.remember_files;
        self.log().change(store, |choices| {
            choices.language = chosen.language;
            choices.theme = chosen.theme;
            choices.network = chosen.network;
            choices.notify = chosen.notify;
            choices.remember_files = chosen.remember_files;
            choices.by = chosen.by;
            choices.keep_pictures = chosen.keep_pictures;
            choices.keep_private = chosen.keep_private;
            choices.every_check = chosen.every_check;
            choices.limits = chosen.limits;
        })?;
        if forgets {
            self.recent_files().map_err(LedgerError::from)?.clear().map_err(LedgerError::from)?;
        }
        self.settings()
    }

    /// Settings that cannot be read hold nothing up here: they are told where they are asked for.
    pub fn beginning(&self) -> Beginning {
        let choices = self.log().choices().unwrap_or_default();
        Beginning { language: choices.language, theme: choices.theme }
    }

    /// Remembers what was opened, where the person wants it; that it could not be remembered holds nobody up.
    pub fn remember(&self, paths: &[PathBuf]) {
        if !self.log().choices().is_ok_and(|choices| choices.remember_files) {
            return;
        }
        let Ok(recent) = self.recent_files() else { return };
        let now = Timestamp::now();
        let opened_at = now.round(Unit::Second).unwrap_or(now).to_string();
        let file =
            |path: &PathBuf| RecentFile { path: path.to_string_lossy().into_owned(), opened_at: opened_at.clone() };
        let files: Vec<RecentFile> = paths.iter().filter(|path| path.exists()).map(file).collect();
        if !files.is_empty() {
            let _ = recent.opened(files);
        }
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

mod or_empty {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use whence_model::Lang;

    pub fn serialize<S: Serializer>(lang: &Option<Lang>, to: S) -> Result<S::Ok, S::Error> {
        match lang {
            Some(lang) => lang.serialize(to),
            None => "".serialize(to),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Lang>, D::Error> {
        match String::deserialize(from)?.as_str() {
            "" => Ok(None),
            "en" => Ok(Some(Lang::En)),
            "fr" => Ok(Some(Lang::Fr)),
            other => Err(D::Error::custom(format!("no language is called {other}"))),
        }
    }
}
