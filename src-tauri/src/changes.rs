use serde::Deserialize;
use whence_engine::{
    desk::Theme,
    ledger::{Choices, Log, LogRefusal},
};
use whence_model::{Lang, Text, ledger::visible_lines, t};

use crate::log::shown;

/// What the page wants chosen otherwise. What is absent stays as it stands by then, whoever chose it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    language: Option<Language>,
    theme: Option<Theme>,
    network: NetworkChanges,
    notify: Option<bool>,
    pub remember_files: Option<bool>,
    by: Option<String>,
    keep_pictures: Option<bool>,
    keep_private: Option<bool>,
    every_check: Option<bool>,
    limits: LimitChanges,
    /// Empty for a file of one's own.
    store: Option<String>,
}

/// A language, or that of the system.
#[derive(Debug, Deserialize)]
enum Language {
    #[serde(rename = "")]
    System,
    #[serde(rename = "en")]
    English,
    #[serde(rename = "fr")]
    French,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct NetworkChanges {
    credentials: Option<bool>,
    maps: Option<bool>,
    searches: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LimitChanges {
    file_mib: Option<u32>,
    megapixels: Option<u32>,
    memory_mib: Option<u32>,
    seconds: Option<u32>,
}

impl Changes {
    /// # Errors
    /// No log can be at the address, or a limit is out of its range; `choices` are then no choices.
    pub fn apply(self, choices: &mut Choices) -> Result<(), LogRefusal> {
        if let Some(language) = self.language {
            choices.language = match language {
                Language::System => None,
                Language::English => Some(Lang::En),
                Language::French => Some(Lang::Fr),
            };
        }
        set(&mut choices.theme, self.theme);
        set(&mut choices.network.credentials, self.network.credentials);
        set(&mut choices.network.maps, self.network.maps);
        set(&mut choices.network.searches, self.network.searches);
        set(&mut choices.notify, self.notify);
        set(&mut choices.remember_files, self.remember_files);
        set(&mut choices.by, self.by.map(|by| visible_lines(by.trim()).replace('\n', " ")));
        set(&mut choices.keep_pictures, self.keep_pictures);
        set(&mut choices.keep_private, self.keep_private);
        set(&mut choices.every_check, self.every_check);
        set(&mut choices.limits.file_mib, self.limits.file_mib);
        set(&mut choices.limits.megapixels, self.limits.megapixels);
        set(&mut choices.limits.memory_mib, self.limits.memory_mib);
        set(&mut choices.limits.seconds, self.limits.seconds);
        if !choices.limits.is_sound() {
            return Err(OUT_OF_RANGE.into());
        }
        let store = self.store.map(|store| store.trim().to_owned());
        // As it was shown: the password that stands in it is not lost.
        let store = store.filter(|store| store.is_empty() || *store != shown(&choices.store));
        if let Some(address) = store.as_ref().filter(|address| !address.is_empty()) {
            Log::at(address)?;
        }
        set(&mut choices.store, store);
        Ok(())
    }
}

const OUT_OF_RANGE: Text = t(
    "A limit is out of its range. Nothing was changed. Choose one within the range that the settings name.",
    "Une limite est hors de sa plage. Rien n'a été modifié. Choisissez-la dans la plage que nomment les réglages.",
);

fn set<T>(standing: &mut T, chosen: Option<T>) {
    if let Some(chosen) = chosen {
        *standing = chosen;
    }
}
