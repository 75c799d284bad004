//! Whom the user trusts, in one file of JSON.

use std::{marker::PhantomData, path::PathBuf};

use whence_model::TrustBook;

use crate::{Kept, StoreError, json_file::JsonFile};

/// An engine parses all of it at its start. The lists that ship have 67 kB.
const MAX_BYTES: u64 = 8 << 20;

/// Keeps a [`TrustBook`] in `trust.json` of one folder.
#[derive(Clone, Debug)]
pub struct TrustStore(JsonFile<TrustBook>);

impl TrustStore {
    /// The folder is made when something is first remembered.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let (folder, kept, limit) = (folder.into(), Kept::Trust, MAX_BYTES);
        Self(JsonFile { folder, name: "trust", kept, schema: 1, limit, of: PhantomData })
    }

    /// The file that holds the book.
    pub fn file(&self) -> PathBuf {
        self.0.file()
    }

    /// What is remembered: an empty book where nothing is.
    ///
    /// # Errors
    /// The file is there and cannot be read, or not be understood.
    pub fn read(&self) -> Result<TrustBook, StoreError> {
        self.0.read()
    }

    /// Changes the book and gives back what `change` did. Others who change it wait meanwhile.
    ///
    /// # Errors
    /// What `change` says, or why the book could not be read or written. The file then stands as it stood.
    pub fn change<T, E: From<StoreError>>(&self, change: impl FnOnce(&mut TrustBook) -> Result<T, E>) -> Result<T, E> {
        self.0.change(change)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path, thread};

    use serde_json::Value;
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
            let _ = fs::remove_dir_all(&(self.0).0.folder);
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
        let again = TrustStore::at(&store.0.folder).read().unwrap();
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
        let left_over = store.0.folder.join("trust.json.new");
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
                        TrustStore::at(&store.0.folder)
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
        assert_eq!((mode(&store.file()), mode(&store.0.folder)), (0o600, 0o700));
    }

    #[test]
    fn nothing_is_written_where_nothing_changes() {
        let Place(store) = &Place::new("same");
        let told = store.change(|book| Ok::<_, StoreError>(book.clone()));
        assert_eq!(told, Ok(TrustBook::default()));
        assert!(!store.file().exists());
    }
}
