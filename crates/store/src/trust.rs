//! Whom the user trusts, in one file of JSON.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use whence_model::TrustBook;

use crate::{
    Kept, StoreError,
    files::{lock, read_bounded, replace},
};

/// Rises when what is written could not be read by who read it before.
const SCHEMA: u64 = 1;
/// More than this is neither read nor written: an engine parses all of it at its start. The lists that ship have 67 kB.
const MAX_BYTES: u64 = 8 << 20;

/// Keeps a [`TrustBook`] in `trust.json` of one folder.
///
/// A reader sees what stood before a change or what stands after it, never anything between, whenever the power goes:
/// the new book is written beside the old one, flushed, and takes its name. Whoever changes the book holds a lock on
/// `trust.lock` meanwhile, so that of two changes at once neither is lost.
#[derive(Clone, Debug)]
pub struct TrustStore {
    folder: PathBuf,
}

/// The file, whole.
#[derive(Serialize, Deserialize)]
struct Written {
    schema: u64,
    #[serde(flatten)]
    book: TrustBook,
}

impl TrustStore {
    /// The folder is made when something is first remembered.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The file that holds the book.
    pub fn file(&self) -> PathBuf {
        self.folder.join("trust.json")
    }

    /// What is remembered: an empty book where nothing is.
    ///
    /// # Errors
    /// The file is there and cannot be read, or not be understood.
    pub fn read(&self) -> Result<TrustBook, StoreError> {
        let file = self.file();
        match read_bounded(&file, MAX_BYTES) {
            Ok(bytes) if bytes.len() as u64 > MAX_BYTES => {
                Err(StoreError::TooLarge { kept: Kept::Trust, file, limit: MAX_BYTES })
            }
            Ok(bytes) => understood(&file, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(TrustBook::default()),
            Err(error) => Err(StoreError::unreadable(Kept::Trust, &file, &error)),
        }
    }

    /// Changes the book and gives back what `change` did. Others who change it wait meanwhile.
    ///
    /// # Errors
    /// What `change` says, or why the book could not be read or written. The file then stands as it stood.
    pub fn change<T, E: From<StoreError>>(&self, change: impl FnOnce(&mut TrustBook) -> Result<T, E>) -> Result<T, E> {
        let _lock = self.lock()?;
        let before = self.read()?;
        let mut book = before.clone();
        let done = change(&mut book)?;
        if book != before {
            self.write(&book)?;
        }
        Ok(done)
    }

    /// Alone until it is dropped; the system lets go of it when a process dies.
    fn lock(&self) -> Result<File, StoreError> {
        let file = self.folder.join("trust.lock");
        lock(&self.folder, &file).map_err(|error| StoreError::not_written(Kept::Trust, &file, &error))
    }

    fn write(&self, book: &TrustBook) -> Result<(), StoreError> {
        let file = self.file();
        let kept = Written { schema: SCHEMA, book: book.clone() };
        let written = serde_json::to_vec_pretty(&kept).map_err(io::Error::from).and_then(|mut bytes| {
            bytes.push(b'\n');
            if bytes.len() as u64 > MAX_BYTES {
                return Ok(false);
            }
            replace(&file, &self.folder.join("trust.json.new"), &bytes)?;
            Ok(true)
        });
        match written {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::TooLarge { kept: Kept::Trust, file, limit: MAX_BYTES }),
            Err(error) => Err(StoreError::not_written(Kept::Trust, &file, &error)),
        }
    }
}

fn understood(file: &Path, bytes: &[u8]) -> Result<TrustBook, StoreError> {
    let damaged = |at| StoreError::Damaged { kept: Kept::Trust, file: file.into(), at };
    let value: Value = serde_json::from_slice(bytes).map_err(|e| damaged(Some((e.line(), e.column()))))?;
    match value.get("schema").and_then(Value::as_u64) {
        Some(SCHEMA) => {}
        Some(schema) if schema > SCHEMA => {
            return Err(StoreError::Newer { kept: Kept::Trust, file: file.into(), schema });
        }
        _ => return Err(damaged(None)),
    }
    let kept = Written::deserialize(&value).map_err(|_| damaged(None))?;
    // What is not understood would be lost with the next change.
    let again = serde_json::to_value(&kept).map_err(|_| damaged(None))?;
    if again == value { Ok(kept.book) } else { Err(damaged(None)) }
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use whence_model::{ImportedList, Pin};

    use super::*;

    /// A store in a folder of its own, gone at the end.
    struct Place(TrustStore);

    impl Place {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("whence-store-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(TrustStore::at(folder))
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0.folder);
        }
    }

    fn pin(sha256: &str, note: &str) -> Pin {
        let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".into();
        Pin { sha256: sha256.into(), name: "Agence « É »".into(), pem, note: note.into(), date: "2026-11-24".into() }
    }

    fn add(store: &TrustStore, pin: Pin) -> Result<TrustBook, StoreError> {
        store.change(|book| {
            book.pins.push(pin);
            Ok(book.clone())
        })
    }

    #[test]
    fn what_is_remembered_is_recalled() {
        let Place(store) = &Place::new("round");
        assert_eq!(store.read(), Ok(TrustBook::default()), "nothing yet, and no folder");
        let list = ImportedList { name: "EBU".into(), pem: "…".into(), certificates: 2, ..ImportedList::default() };
        let written = store
            .change(|book| {
                book.pins.push(pin("ab", "met in Lyon\n\"quoted\""));
                book.lists.push(list.clone());
                Ok::<_, StoreError>(book.clone())
            })
            .unwrap();
        let again = TrustStore::at(&store.folder).read().unwrap();
        assert_eq!(again, written);
        assert_eq!((again.pins[0].note.as_str(), &again.lists[0]), ("met in Lyon\n\"quoted\"", &list));
        let text: Value = serde_json::from_slice(&fs::read(store.file()).unwrap()).unwrap();
        assert_eq!(text["schema"], 1);
    }

    #[test]
    fn a_refused_change_changes_nothing() {
        let Place(store) = &Place::new("refused");
        add(store, pin("ab", "")).unwrap();
        let before = fs::read(store.file()).unwrap();
        let refused = store.change(|book| {
            book.pins.clear();
            Err::<(), _>(StoreError::NoFolder)
        });
        assert_eq!(refused, Err(StoreError::NoFolder));
        assert_eq!(fs::read(store.file()).unwrap(), before);
    }

    /// Between the new file and its new name, a process was killed.
    #[test]
    fn a_half_written_book_is_never_read_and_never_in_the_way() {
        let Place(store) = &Place::new("killed");
        add(store, pin("ab", "")).unwrap();
        let left_over = store.folder.join("trust.json.new");
        fs::write(&left_over, b"{\"schema\": 1, \"pins\": [{\"sha2").unwrap();
        assert_eq!(store.read().unwrap().pins.len(), 1);
        assert_eq!(add(store, pin("cd", "")).unwrap().pins.len(), 2);
        assert_eq!(store.read().unwrap().pins.len(), 2);
        assert!(!left_over.exists());
    }

    /// Whoever reads while others write sees a whole book each time.
    #[test]
    fn of_many_changes_at_once_none_is_lost() {
        const WRITERS: usize = 8;
        const EACH: usize = 5;
        let Place(store) = &Place::new("race");
        add(store, pin("first", "")).unwrap();
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                scope.spawn(move || {
                    for n in 0..EACH {
                        TrustStore::at(&store.folder)
                            .change(|book| {
                                book.pins.push(pin(&format!("{writer}-{n}"), ""));
                                // Long enough for another to read the same book, if it could.
                                thread::sleep(std::time::Duration::from_millis(1));
                                Ok::<_, StoreError>(())
                            })
                            .unwrap();
                    }
                });
            }
            scope.spawn(|| (0..200).for_each(|_| assert!(!store.read().unwrap().pins.is_empty())));
        });
        assert_eq!(store.read().unwrap().pins.len(), 1 + WRITERS * EACH);
    }

    #[test]
    fn what_is_not_understood_is_named_and_left_alone() {
        let Place(store) = &Place::new("damaged");
        add(store, pin("ab", "")).unwrap();
        let sound = fs::read_to_string(store.file()).unwrap();
        let cut = sound.len() / 2;
        for (text, wanted) in [
            (&sound[..cut], "line"),
            ("", "damaged"),
            ("[]", "damaged"),
            ("{\"schema\": 0, \"pins\": [], \"lists\": []}", "damaged"),
            ("{\"schema\": \"1\", \"pins\": [], \"lists\": []}", "damaged"),
            ("{\"schema\": 1, \"pins\": []}", "damaged"),
            ("{\"schema\": 1, \"pins\": [], \"lists\": [], \"people\": [1]}", "damaged"),
            (&sound.replace("\"note\"", "\"seen\": 1, \"note\""), "damaged"),
            ("{\"schema\": 2, \"pins\": {}}", "later version of Whence (schema 2)"),
        ] {
            fs::write(store.file(), text).unwrap();
            let told = store.read().expect_err(text).to_string();
            assert!(told.contains(wanted) && told.contains("trust.json"), "{text}: {told}");
            assert!(add(store, pin("cd", "")).is_err(), "{text}");
            assert_eq!(fs::read_to_string(store.file()).unwrap(), text, "left alone");
        }
    }

    #[test]
    fn a_book_does_not_grow_without_end() {
        let Place(store) = &Place::new("large");
        add(store, pin("ab", "")).unwrap();
        let large = "x".repeat(MAX_BYTES as usize);
        let full = StoreError::TooLarge { kept: Kept::Trust, file: store.file(), limit: MAX_BYTES };
        assert_eq!(add(store, pin("cd", &large)), Err(full.clone()));
        assert_eq!(store.read().unwrap().pins.len(), 1);
        fs::write(store.file(), large + " ").unwrap();
        assert_eq!(store.read(), Err(full));
    }

    #[test]
    fn what_the_system_refuses_is_told() {
        let Place(store) = &Place::new("forbidden");
        fs::create_dir_all(store.file()).unwrap();
        assert!(matches!(store.read(), Err(StoreError::Unreadable { .. })));
        let in_a_file = TrustStore::at(std::env::current_exe().unwrap());
        let refused = in_a_file.change(|_| Ok::<_, StoreError>(()));
        assert!(matches!(refused, Err(StoreError::NotWritten { .. })), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_the_notes() {
        use std::os::unix::fs::PermissionsExt;
        let Place(store) = &Place::new("private");
        add(store, pin("ab", "our source in Lyon")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&store.file()), mode(&store.folder)), (0o600, 0o700));
    }

    #[test]
    fn nothing_is_written_where_nothing_changes() {
        let Place(store) = &Place::new("same");
        let told = store.change(|book| Ok::<_, StoreError>(book.clone()));
        assert_eq!(told, Ok(TrustBook::default()));
        assert!(!store.file().exists());
    }
}
