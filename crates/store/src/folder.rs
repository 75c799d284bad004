//! Where things are remembered.

use std::{env, ffi::OsString, path::PathBuf};

use crate::StoreError;

/// The environment variable that names another folder than the system's: for a case of its own, or for tests.
pub const FOLDER_VARIABLE: &str = "WHENCE_CONFIG";

/// The folder that [`FOLDER_VARIABLE`] names or, failing that, `whence` in the system's folder for settings:
/// `$XDG_CONFIG_HOME` or `~/.config` (XDG Base Directory Specification), `~/Library/Application Support` on macOS,
/// `%APPDATA%` on Windows. It need not exist.
///
/// # Errors
/// [`StoreError::NoFolder`] where the system names none.
pub fn folder() -> Result<PathBuf, StoreError> {
    chosen(env::var_os(FOLDER_VARIABLE), dirs::config_dir())
}

/// Where the log is kept: the folder that [`FOLDER_VARIABLE`] names or, failing that, `whence` in the system's folder for
/// data: `$XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
///
/// # Errors
/// [`StoreError::NoFolder`] where the system names none.
pub fn data_folder() -> Result<PathBuf, StoreError> {
    chosen(env::var_os(FOLDER_VARIABLE), dirs::data_dir())
}

/// An empty variable is none, as the XDG specification has it.
fn chosen(named: Option<OsString>, settings: Option<PathBuf>) -> Result<PathBuf, StoreError> {
    match named.filter(|path| !path.is_empty()) {
        Some(path) => Ok(path.into()),
        None => settings.map(|folder| folder.join("whence")).ok_or(StoreError::NoFolder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_goes_before_the_systems() {
        let settings = || Some(PathBuf::from("/home/ada/.config"));
        assert_eq!(chosen(Some("/cases/7".into()), settings()), Ok("/cases/7".into()));
        assert_eq!(chosen(Some("/cases/7".into()), None), Ok("/cases/7".into()));
        assert_eq!(chosen(None, settings()), Ok("/home/ada/.config/whence".into()));
        assert_eq!(chosen(Some("".into()), settings()), Ok("/home/ada/.config/whence".into()));
        assert_eq!(chosen(None, None), Err(StoreError::NoFolder));
    }
}
