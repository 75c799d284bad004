//! What the user chose, in one file of JSON.

use std::{marker::PhantomData, path::PathBuf};

use serde::{Deserialize, Serialize};
use whence_model::Lang;

use crate::{Kept, Limits, StoreError, json_file::JsonFile};

/// What the user chose; every value has its default, so that an older file is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Absent where the window follows the system.
    pub language: Option<Lang>,
    pub theme: Theme,
    pub network: Network,
    /// Whether the system tells of a queue that has finished.
    pub notify: bool,
    /// Whether the names of examined files are remembered.
    pub remember_files: bool,
    /// Who examines and decides here; empty until somebody says so.
    pub by: String,
    /// Where the log is: `sqlite://PATH` or `postgres://USER@HOST/DATABASE`; empty for a file of one's own.
    pub store: String,
    /// Whether a small picture goes into the log with each report.
    pub keep_pictures: bool,
    /// Whether positions, serial numbers and owners' names go into the log; masked otherwise, as in reports.
    pub keep_private: bool,
    /// Whether the window logs every check, and not only those about which somebody decides.
    pub every_check: bool,
    /// How much of a file is read, and what that may cost.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            network: Network::default(),
            notify: true,
            remember_files: true,
            by: String::new(),
            store: String::new(),
            keep_pictures: true,
            keep_private: false,
            every_check: false,
            limits: Limits::default(),
        }
    }
}

/// Light or dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Which connections the window may open at all; each is opened on a click only, also where it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Network {
    /// Asking the server that a picture names for its credentials.
    pub credentials: bool,
    /// Opening a map site on a picture's position.
    pub maps: bool,
    /// Opening a search page.
    pub searches: bool,
}

/// Keeps [`Settings`] in `settings.json` of one folder.
#[derive(Clone, Debug)]
pub struct SettingsStore(JsonFile<Settings>);

impl SettingsStore {
    /// The folder is made when something is first chosen.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let (folder, kept, limit) = (folder.into(), Kept::Settings, 1 << 20);
        Self(JsonFile { folder, name: "settings", kept, schema: 1, limit, of: PhantomData })
    }

    /// What was chosen: the defaults where nothing was.
    ///
    /// # Errors
    /// The file is there and cannot be read, or not be understood.
    pub fn read(&self) -> Result<Settings, StoreError> {
        self.0.read()
    }

    /// Changes what was chosen, as it stands then, and gives it back. Others who change it wait meanwhile.
    ///
    /// # Errors
    /// Why it could not be read or written, or why `change` refuses. The file then stands as it stood.
    pub fn change<E: From<StoreError>>(
        &self,
        change: impl FnOnce(&mut Settings) -> Result<(), E>,
    ) -> Result<Settings, E> {
        self.0.change(|settings| {
            change(settings)?;
            Ok(settings.clone())
        })
    }

    /// Does what depends on what was chosen, while nobody chooses otherwise.
    ///
    /// # Errors
    /// Why it could not be read, or others not be kept from changing it.
    pub fn while_chosen<D>(&self, work: impl FnOnce(&Settings) -> D) -> Result<D, StoreError> {
        self.0.change(|settings| Ok(work(settings)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_chosen_is_chosen_the_next_time() {
        let folder = std::env::temp_dir().join(format!("whence-settings-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let store = SettingsStore::at(&folder);
        assert_eq!(store.read(), Ok(Settings::default()));
        let chosen = store.change::<StoreError>(|settings| {
            settings.by = "Ada".into();
            Ok(())
        });
        assert_eq!(chosen.unwrap().by, "Ada");
        assert_eq!(SettingsStore::at(&folder).read().unwrap(), Settings { by: "Ada".into(), ..Settings::default() });
        fs::write(folder.join("settings.json"), "{\"schema\": 1, \"by\": \"Bo\"}").unwrap();
        assert_eq!(store.read().unwrap(), Settings { by: "Bo".into(), ..Settings::default() }, "from an older version");
        fs::write(folder.join("settings.json"), r#"{"schema": 1, "language": "fr", "theme": "dark"}"#).unwrap();
        let read = store.read().unwrap();
        assert_eq!((read.language, read.theme, read.network), (Some(Lang::Fr), Theme::Dark, Network::default()));
        for nonsense in [
            r#""theme": "pink""#,
            r#""language": "de""#,
            r#""network": {"all": true}"#,
            r#""colour": 1"#,
            r#""limits": {"seconds": 0}"#,
        ] {
            fs::write(folder.join("settings.json"), format!(r#"{{"schema": 1, {nonsense}}}"#)).unwrap();
            let damaged = store.read();
            assert!(
                matches!(damaged, Err(StoreError::Damaged { kept: Kept::Settings, .. })),
                "{nonsense}: {damaged:?}"
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_refused_changes_nothing_and_nobody_chooses_while_others_rely_on_it() {
        let folder = std::env::temp_dir().join(format!("whence-settings-alone-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let store = SettingsStore::at(&folder);
        let refused = store.change(|settings| {
            settings.by = "Ada".into();
            Err(StoreError::NoFolder)
        });
        assert_eq!((refused, store.read()), (Err(StoreError::NoFolder), Ok(Settings::default())));
        store
            .while_chosen(|settings| {
                assert_eq!(*settings, Settings::default());
                let lock = fs::File::open(folder.join("settings.lock")).unwrap();
                assert!(lock.try_lock().is_err(), "others wait");
            })
            .unwrap();
        assert!(!folder.join("settings.json").exists(), "it changes nothing");
        fs::remove_dir_all(&folder).unwrap();
    }
}
