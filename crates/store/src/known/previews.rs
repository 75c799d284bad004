//! Small pictures of what stands on the user's lists, so that a match can be looked at side by side.
//!
//! A picture is named after the SHA-256 of the listed file, and is the same for every list that holds it. Beside the bytes of a
//! list a file says which pictures it wants. It is kept and swept with the list, so that an undone change finds them again.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::KnownStore;
use crate::{
    Kept, StoreError,
    files::{make_folder, read_bounded, replace},
};

/// Goes before each: searches of folders, ours among them, and programs that gather photographs shall not take it for a picture
/// of the user's.
const MAGIC: &[u8] = b"Whence preview 1\n";
/// More than this is neither kept nor read: 640 × 640 pixels without any compression have as much.
const MAX_PREVIEW_BYTES: u64 = 640 * 640 * 3;
/// Of what says which pictures a list wants: a million of them.
const MAX_WANTED_BYTES: u64 = 65 << 20;

/// The pictures of all lists, and what says which are wanted.
pub struct Previews<'a> {
    store: &'a Path,
}

impl KnownStore {
    /// The small picture of a listed file as JPEG, by the file's SHA-256; nothing where none is kept, or it cannot be read.
    pub fn preview(&self, sha256: &str) -> Option<Vec<u8>> {
        let bytes = read_bounded(&self.previews().file(sha256)?, MAX_PREVIEW_BYTES).ok()?;
        let jpeg = bytes.strip_prefix(MAGIC)?;
        (bytes.len() as u64 <= MAX_PREVIEW_BYTES && jpeg.starts_with(b"\xff\xd8\xff")).then(|| jpeg.to_vec())
    }

    pub(super) fn previews(&self) -> Previews<'_> {
        Previews { store: &self.folder }
    }
}

impl Previews<'_> {
    fn folder(&self) -> PathBuf {
        self.store.join("previews")
    }

    /// Where the picture of a file stands; nothing where this is no digest, and so no name for a file of ours.
    fn file(&self, sha256: &str) -> Option<PathBuf> {
        is_digest(sha256).then(|| self.folder().join(format!("{}.preview", sha256.to_ascii_lowercase())))
    }

    pub fn has(&self, sha256: &str) -> bool {
        self.file(sha256).is_some_and(|file| file.is_file())
    }

    /// What says which pictures the list of these bytes wants.
    pub fn wanted_file(&self, list: &str) -> PathBuf {
        self.store.join(format!("{list}.previews"))
    }

    /// Keeps one whole, unless it is kept already or too large. Nobody else reads it.
    pub fn keep(&self, sha256: &str, jpeg: &[u8]) -> Result<(), StoreError> {
        let bytes = [MAGIC, jpeg].concat();
        let Some(file) = self.file(sha256).filter(|_| bytes.len() as u64 <= MAX_PREVIEW_BYTES) else { return Ok(()) };
        if file.is_file() {
            return Ok(());
        }
        let written =
            make_folder(&self.folder()).and_then(|()| replace(&file, &self.folder().join("preview.new"), &bytes));
        written.map_err(|error| StoreError::not_written(Kept::Preview, &file, &error))
    }

    /// Says which pictures the list of these bytes wants, beside those that it wants already.
    pub fn want(&self, list: &str, pictures: &BTreeSet<String>) -> Result<(), StoreError> {
        if pictures.is_empty() {
            return Ok(());
        }
        let file = self.wanted_file(list);
        let wanted = self.wanted(list).unwrap_or_default();
        let lines: String = wanted.union(pictures).map(|sha256| format!("{sha256}\n")).collect();
        let written = replace(&file, &self.store.join("previews.new"), lines.as_bytes());
        written.map_err(|error| StoreError::not_written(Kept::Preview, &file, &error))
    }

    /// Takes away what none of these lists wants, and what a killed process left. Where one of them cannot be asked, all stay.
    pub fn sweep<'a>(&self, lists: impl Iterator<Item = &'a str>) {
        let Ok(there) = fs::read_dir(self.folder()) else { return };
        let mut wanted = BTreeSet::new();
        for list in lists {
            match self.wanted(list) {
                Some(pictures) => wanted.extend(pictures),
                None => return,
            }
        }
        let used: BTreeSet<PathBuf> = wanted.iter().filter_map(|sha256| self.file(sha256)).collect();
        for file in there.flatten().map(|entry| entry.path()).filter(|file| !used.contains(file)) {
            let _ = fs::remove_file(file);
        }
    }

    /// None where it cannot be read.
    fn wanted(&self, list: &str) -> Option<BTreeSet<String>> {
        let bytes = match read_bounded(&self.wanted_file(list), MAX_WANTED_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(BTreeSet::new()),
            read => read.ok().filter(|bytes| bytes.len() as u64 <= MAX_WANTED_BYTES)?,
        };
        let lines = String::from_utf8(bytes).ok()?;
        Some(lines.lines().map(str::to_owned).collect())
    }
}

fn is_digest(sha256: &str) -> bool {
    sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit())
}
