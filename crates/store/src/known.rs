//! The user's lists of known pictures: each in a file of its own as it was given, and one file that says which there are.

mod previews;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Kept, StoreError,
    files::{flush_folder, lock, private, read_bounded, replace},
};

/// Rises when what is written could not be read by who read it before.
const SCHEMA: u64 = 1;
/// More than this is neither read nor written: a list needs about 500 bytes in it.
const MAX_BYTES: u64 = 4 << 20;

/// Keeps lists in the folder `known`.
///
/// A file of a list is named after its digest and never changed: another list, or the same with an entry more, is
/// another file. `lists.json` says which of them stand, and which stood before the last change; it takes its name whole,
/// as the trust book does. So a kill at any moment leaves the lists of before or those of after, and the last change
/// can be undone.
#[derive(Clone, Debug)]
pub struct KnownStore {
    folder: PathBuf,
}

/// Which lists there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBook {
    pub lists: Vec<KeptList>,
    /// Whether the list that ships is left out.
    pub starter_off: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptList {
    pub name: String,
    pub on: bool,
    pub owner: Option<String>,
    pub licence: Option<String>,
    /// Of the list's bytes, 64 lower-case hexadecimal digits: the name of its file.
    pub sha256: String,
    pub entries: u64,
    /// The name of the file or folder that it was made of; absent where it was begun here.
    pub origin: Option<String>,
    /// RFC 3339.
    pub imported_at: String,
    /// Whether entries were added or removed here: its bytes are ours then, and not those of `origin`.
    pub changed: bool,
    /// What was said of all its lines when it was imported, by column.
    pub assumed: BTreeMap<String, String>,
}

/// What was done last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub did: Did,
    pub list: String,
    /// RFC 3339.
    pub at: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Did {
    Import,
    Replace,
    Add,
    RemoveEntry,
    Remove,
    Enable,
    Disable,
}

/// The file, whole.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    schema: u64,
    #[serde(flatten)]
    book: KnownBook,
    before: Option<Before>,
}

/// What stood before the last change.
#[derive(Clone, Serialize, Deserialize)]
struct Before {
    change: Change,
    #[serde(flatten)]
    book: KnownBook,
}

/// A change that is being made.
pub struct Draft<'a> {
    pub book: KnownBook,
    store: &'a KnownStore,
}

/// A list that is being written, beside those that stand.
pub struct Staged {
    file: PathBuf,
    to: BufWriter<File>,
}

impl KnownStore {
    /// The folder is made when a list is first kept.
    pub fn at(folder: impl AsRef<Path>) -> Self {
        Self { folder: folder.as_ref().join("known") }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Which lists there are: none where nothing was kept.
    ///
    /// # Errors
    /// `lists.json` is there and cannot be read, or not be understood.
    pub fn read(&self) -> Result<KnownBook, StoreError> {
        Ok(self.written()?.book)
    }

    /// The bytes of a list. They may have been changed by somebody else: whoever reads them holds them against
    /// [`KeptList::sha256`].
    ///
    /// # Errors
    /// Why the system does not open the file.
    pub fn open(&self, list: &KeptList) -> Result<File, StoreError> {
        let file = self.file_of(&list.sha256);
        File::open(&file).map_err(|error| StoreError::unreadable(Kept::List, &file, &error))
    }

    /// Where the bytes of a list stand.
    pub fn file_of(&self, sha256: &str) -> PathBuf {
        self.folder.join(format!("{sha256}.list"))
    }

    /// Makes a change; `make` gives back what was done and something for its caller. Others who change wait meanwhile;
    /// whoever reads does not.
    ///
    /// # Errors
    /// What `make` says, or why something could not be read or written. The lists then stand as they stood.
    pub fn change<T, E: From<StoreError>>(
        &self,
        make: impl FnOnce(&mut Draft) -> Result<(Change, T), E>,
    ) -> Result<T, E> {
        let _lock = self.lock()?;
        let before = self.written()?;
        self.sweep(&before);
        let mut draft = Draft { book: before.book.clone(), store: self };
        let (change, done) = make(&mut draft)?;
        if draft.book != before.book {
            let before = Some(Before { change, book: before.book });
            self.write(&Written { schema: SCHEMA, book: draft.book, before })?;
        }
        Ok(done)
    }

    /// Brings back what stood before the last change, whichever that was: a second time, it takes itself back. Gives
    /// back what was undone, and nothing where there is nothing to undo.
    ///
    /// # Errors
    /// Why something could not be read or written.
    pub fn undo(&self) -> Result<Option<Change>, StoreError> {
        self.undo_if(|_, _| true)
    }

    /// The same, if the lists as they stand and the last change are those that are meant.
    ///
    /// # Errors
    /// As [`KnownStore::undo`].
    pub fn undo_if(&self, meant: impl FnOnce(&KnownBook, &Change) -> bool) -> Result<Option<Change>, StoreError> {
        let _lock = self.lock()?;
        let Written { book, before, .. } = self.written()?;
        let Some(before) = before.filter(|before| meant(&book, &before.change)) else { return Ok(None) };
        let after = Before { change: before.change.clone(), book };
        self.write(&Written { schema: SCHEMA, book: before.book, before: Some(after) })?;
        Ok(Some(before.change))
    }

    fn index(&self) -> PathBuf {
        self.folder.join("lists.json")
    }

    fn lock(&self) -> Result<File, StoreError> {
        let file = self.folder.join("lists.lock");
        lock(Kept::Lists, &self.folder, &file)
    }

    fn written(&self) -> Result<Written, StoreError> {
        let file = self.index();
        match read_bounded(&file, MAX_BYTES) {
            Ok(bytes) if bytes.len() as u64 > MAX_BYTES => {
                Err(StoreError::TooLarge { kept: Kept::Lists, file, limit: MAX_BYTES })
            }
            Ok(bytes) => understood(&file, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Written::default()),
            Err(error) => Err(StoreError::unreadable(Kept::Lists, &file, &error)),
        }
    }

    fn write(&self, written: &Written) -> Result<(), StoreError> {
        let file = self.index();
        let not_written = |error: &io::Error| StoreError::not_written(Kept::Lists, &file, error);
        let mut bytes = serde_json::to_vec_pretty(written).map_err(|error| not_written(&error.into()))?;
        bytes.push(b'\n');
        if bytes.len() as u64 > MAX_BYTES {
            return Err(StoreError::TooLarge { kept: Kept::Lists, file, limit: MAX_BYTES });
        }
        replace(&file, &self.folder.join("lists.json.new"), &bytes).map_err(|error| not_written(&error))?;
        self.sweep(written);
        Ok(())
    }

    /// Takes away what no list is any more, and what a killed process left; under the lock, nobody else is writing.
    /// What cannot be taken away, as a file that is being read on Windows, is met again the next time.
    fn sweep(&self, standing: &Written) {
        let books = [Some(&standing.book), standing.before.as_ref().map(|before| &before.book)];
        let digests = || books.iter().flatten().flat_map(|book| &book.lists).map(|list| list.sha256.as_str());
        let used: BTreeSet<PathBuf> = digests().map(|list| self.file_of(list)).collect();
        // What is kept beside a list goes with it.
        let stands = |file: &Path| used.contains(&file.with_extension("list"));
        let ours = ["list", "index", "rows", "previews", "new"];
        for file in fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if ours.iter().any(|ours| file.extension().is_some_and(|e| e == *ours)) && !stands(&file) {
                let _ = fs::remove_file(file);
            }
        }
        self.previews().sweep(digests());
    }
}

impl Draft<'_> {
    /// Whose lists are changed.
    pub fn store(&self) -> &KnownStore {
        self.store
    }

    /// A new file to write a list into.
    ///
    /// # Errors
    /// Why the system makes none.
    pub fn stage(&self) -> Result<Staged, StoreError> {
        let file = self.store.folder.join("list.new");
        let made = private().read(true).write(true).create(true).truncate(true).open(&file);
        let to = made.map_err(|error| StoreError::not_written(Kept::List, &file, &error))?;
        Ok(Staged { file, to: BufWriter::with_capacity(1 << 16, to) })
    }

    /// Keeps the small picture of a file that is to be on a list, as JPEG; who keeps the list says that it is wanted.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn keep_preview(&self, sha256: &str, jpeg: &[u8]) -> Result<(), StoreError> {
        self.store.previews().keep(sha256, jpeg)
    }

    /// Whether the small picture of this file is kept.
    pub fn has_preview(&self, sha256: &str) -> bool {
        self.store.previews().has(sha256)
    }

    /// Keeps what was staged under the digest of its bytes; `previews` are the files on it whose small pictures are kept
    /// as long as it is.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn keep(&self, staged: Staged, sha256: &str, previews: &BTreeSet<String>) -> Result<(), StoreError> {
        self.store.previews().want(sha256, previews)?;
        let Staged { file, to } = staged;
        let kept = self.store.file_of(sha256);
        let renamed = to.into_inner().map_err(io::IntoInnerError::into_error).and_then(|written| {
            written.sync_all()?;
            drop(written);
            fs::rename(&file, &kept)
        });
        renamed.map_err(|error| StoreError::not_written(Kept::List, &file, &error))?;
        flush_folder(&kept);
        Ok(())
    }
}

impl Staged {
    /// What was written so far, to be read from its beginning.
    ///
    /// # Errors
    /// Why it could not be written to its end, or not be opened.
    pub fn reopen(&mut self) -> Result<File, StoreError> {
        let opened = self.to.flush().and_then(|()| File::open(&self.file));
        opened.map_err(|error| StoreError::not_written(Kept::List, &self.file, &error))
    }

    /// Why writing into it failed, for a person.
    pub fn failed(&self, error: &io::Error) -> StoreError {
        StoreError::not_written(Kept::List, &self.file, error)
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn understood(file: &Path, bytes: &[u8]) -> Result<Written, StoreError> {
    let damaged = |at| StoreError::Damaged { kept: Kept::Lists, file: file.into(), at };
    let value: Value = serde_json::from_slice(bytes).map_err(|e| damaged(Some((e.line(), e.column()))))?;
    match value.get("schema").and_then(Value::as_u64) {
        Some(SCHEMA) => {}
        Some(schema) if schema > SCHEMA => {
            return Err(StoreError::Newer { kept: Kept::Lists, file: file.into(), schema });
        }
        _ => return Err(damaged(None)),
    }
    let written = Written::deserialize(&value).map_err(|_| damaged(None))?;
    // What is not understood would be lost with the next change.
    let again = serde_json::to_value(&written).map_err(|_| damaged(None))?;
    let books = [Some(&written.book), written.before.as_ref().map(|before| &before.book)];
    // It becomes the name of a file.
    let named = |list: &KeptList| list.sha256.len() == 64 && list.sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let sound = again == value && books.into_iter().flatten().all(|book| book.lists.iter().all(named));
    if sound { Ok(written) } else { Err(damaged(None)) }
}

#[cfg(test)]
mod tests;
