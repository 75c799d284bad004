//! The files that somebody opened last, in one file of JSON.

use std::{
    marker::PhantomData,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{Kept, StoreError, json_file::JsonFile};

/// More than a person looks through.
const MOST: usize = 20;

/// A file or folder that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    pub path: String,
    /// RFC 3339.
    pub opened_at: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    /// The latest first.
    files: Vec<RecentFile>,
}

/// Keeps them in `recent.json` of one folder.
#[derive(Clone, Debug)]
pub struct RecentStore(JsonFile<Recent>);

impl RecentStore {
    /// The folder is made when something is first kept.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let (folder, kept, limit) = (folder.into(), Kept::Recent, 1 << 20);
        Self(JsonFile { folder, name: "recent", kept, schema: 1, limit, of: PhantomData })
    }

    /// The latest first, each once; not those that are gone.
    ///
    /// # Errors
    /// What is kept cannot be read.
    pub fn files(&self) -> Result<Vec<RecentFile>, StoreError> {
        let files = self.0.read()?.files;
        Ok(files.into_iter().filter(|file| Path::new(&file.path).exists()).collect())
    }

    /// Puts files before those that were opened earlier; of many, the first ones.
    ///
    /// # Errors
    /// What is kept cannot be read or written.
    pub fn opened(&self, files: Vec<RecentFile>) -> Result<(), StoreError> {
        self.0.change(|recent| {
            let earlier = std::mem::take(&mut recent.files);
            for file in files.into_iter().chain(earlier) {
                if recent.files.len() < MOST && !recent.files.iter().any(|kept| kept.path == file.path) {
                    recent.files.push(file);
                }
            }
            Ok(())
        })
    }

    /// # Errors
    /// What is kept cannot be read or written.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.0.change(|recent| {
            recent.files.clear();
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_latest_come_first_and_each_once() {
        let folder = std::env::temp_dir().join(format!("whence-recent-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let file = |n: usize| {
            let path = folder.join(format!("{n}.jpg"));
            fs::write(&path, "").unwrap();
            RecentFile { path: path.to_string_lossy().into_owned(), opened_at: format!("2026-11-27T00:00:{n:02}Z") }
        };
        let store = RecentStore::at(&folder);
        assert_eq!(store.files(), Ok(Vec::new()));
        (0..30).for_each(|n| store.opened(vec![file(n)]).unwrap());
        store.opened(vec![file(12), file(40)]).unwrap();
        let files = store.files().unwrap();
        assert_eq!((files.len(), &files[0], &files[1], &files[2]), (20, &file(12), &file(40), &file(29)));
        assert_eq!(files.iter().filter(|kept| kept.path == file(12).path).count(), 1);
        fs::remove_file(folder.join("40.jpg")).unwrap();
        assert!(store.files().unwrap().iter().all(|kept| !kept.path.ends_with("40.jpg")), "gone");
        store.clear().unwrap();
        assert_eq!(store.files(), Ok(Vec::new()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
