use super::*;

/// A store in a folder of its own, gone at the end.
struct Place(KnownStore);

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("whence-known-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(KnownStore::at(folder))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0.folder.parent().unwrap());
    }
}

fn digest(letter: &str) -> String {
    letter.repeat(64)
}

fn imported(list: &str) -> Change {
    Change { did: Did::Import, list: list.into(), at: "2026-11-24T00:00:00Z".into() }
}

/// Keeps a list whose bytes are its name, under a digest of this digit.
fn add(store: &KnownStore, name: &str, letter: &str) -> Result<(), StoreError> {
    store.change(|draft| {
        let mut staged = draft.stage()?;
        staged.write_all(name.as_bytes()).map_err(|e| staged.failed(&e))?;
        let mut read = String::new();
        io::Read::read_to_string(&mut staged.reopen()?, &mut read).unwrap();
        assert_eq!(read, name);
        draft.keep(staged, &digest(letter), &BTreeSet::new())?;
        draft.book.lists.push(KeptList { name: name.into(), on: true, sha256: digest(letter), ..KeptList::default() });
        Ok((imported(name), ()))
    })
}

fn names(store: &KnownStore) -> Vec<String> {
    store.read().unwrap().lists.into_iter().map(|list| list.name).collect()
}

fn files(store: &KnownStore) -> Vec<String> {
    let found = fs::read_dir(&store.folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    let mut found: Vec<_> = found.filter(|name| !name.starts_with("lists.")).map(|name| name[..1].to_owned()).collect();
    found.sort();
    found
}

#[test]
fn what_is_kept_is_found_again() {
    let Place(store) = &Place::new("round");
    assert_eq!(store.read(), Ok(KnownBook::default()), "nothing yet, and no folder");
    add(store, "a", "a").unwrap();
    add(store, "b", "b").unwrap();
    assert_eq!(names(store), ["a", "b"]);
    let mut read = String::new();
    io::Read::read_to_string(&mut store.open(&store.read().unwrap().lists[1]).unwrap(), &mut read).unwrap();
    assert_eq!(read, "b");
}

#[test]
fn the_last_change_is_undone_and_the_undoing_too() {
    let Place(store) = &Place::new("undo");
    assert_eq!(store.undo(), Ok(None));
    add(store, "a", "a").unwrap();
    add(store, "b", "b").unwrap();
    assert_eq!(store.undo(), Ok(Some(imported("b"))));
    assert_eq!((names(store), files(store)), (vec!["a".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(store.undo(), Ok(Some(imported("b"))));
    assert_eq!(names(store), ["a", "b"]);
    store
        .change(|draft| {
            draft.book.lists.clear();
            Ok::<_, StoreError>((imported("all"), ()))
        })
        .unwrap();
    assert_eq!((names(store).len(), files(store).len()), (0, 2), "both can still come back");
    assert_eq!(store.undo(), Ok(Some(imported("all"))));
    assert_eq!(names(store), ["a", "b"]);
}

#[test]
fn what_no_list_is_any_more_goes() {
    let Place(store) = &Place::new("sweep");
    add(store, "a", "a").unwrap();
    let drop_all = || {
        store.change(|draft| {
            draft.book.lists.clear();
            Ok::<_, StoreError>((imported("all"), ()))
        })
    };
    drop_all().unwrap();
    assert_eq!(files(store), ["a"]);
    add(store, "b", "b").unwrap();
    assert_eq!(files(store), ["b"], "neither now nor before");
}

/// At each step of keeping a list, a process was killed: the old lists stand, and the next change goes through.
#[test]
fn a_kill_leaves_the_lists_of_before() {
    let Place(store) = &Place::new("killed");
    add(store, "a", "a").unwrap();
    for left in ["list.new", "lists.json.new", &format!("{}.list", digest("f"))] {
        fs::write(store.folder.join(left), b"{\"schema\": 1, \"lists\": [").unwrap();
    }
    assert_eq!(names(store), ["a"]);
    add(store, "b", "b").unwrap();
    assert_eq!((names(store), files(store)), (vec!["a".into(), "b".into()], vec!["a".into(), "b".into()]));
    let refused = store.change(|draft| {
        let mut staged = draft.stage()?;
        staged.write_all(b"half").map_err(|e| staged.failed(&e))?;
        draft.keep(staged, &digest("c"), &BTreeSet::new())?;
        draft.book.lists.clear();
        Err::<(Change, ()), _>(StoreError::NoFolder)
    });
    assert_eq!((refused, names(store).len()), (Err(StoreError::NoFolder), 2));
}

#[test]
fn of_many_changes_at_once_none_is_lost() {
    let Place(store) = &Place::new("race");
    add(store, "first", "f").unwrap();
    std::thread::scope(|scope| {
        for letter in ["0", "1", "2", "3", "4", "5"] {
            scope.spawn(move || add(store, letter, letter).unwrap());
        }
        scope.spawn(|| (0..100).for_each(|_| assert_eq!(store.read().unwrap().lists[0].name, "first")));
    });
    assert_eq!((names(store).len(), files(store).len()), (7, 7));
}

#[test]
fn what_is_not_understood_is_named_and_left_alone() {
    let Place(store) = &Place::new("damaged");
    add(store, "a", "a").unwrap();
    let sound = fs::read_to_string(store.index()).unwrap();
    for (text, wanted) in [
        (sound[..sound.len() / 2].to_owned(), "line"),
        (String::new(), "damaged"),
        ("{\"schema\": 0}".into(), "damaged"),
        (sound.replace("\"on\"", "\"seen\": 1, \"on\""), "damaged"),
        (sound.replace(&digest("a"), "../../../etc/passwd"), "damaged"),
        (sound.replace("\"schema\": 1", "\"schema\": 2"), "later version of Whence (schema 2)"),
    ] {
        fs::write(store.index(), &text).unwrap();
        let told = store.read().expect_err(&text).to_string();
        assert!(told.contains(wanted) && told.contains("lists.json") && told.contains("known lists"), "{text}: {told}");
        assert!(add(store, "b", "b").is_err() && store.undo().is_err(), "{text}");
        assert_eq!(fs::read_to_string(store.index()).unwrap(), text, "left alone");
    }
    fs::write(store.index(), sound).unwrap();
    assert_eq!(files(store), ["a"]);
}

#[test]
fn nothing_is_written_where_nothing_changes() {
    let Place(store) = &Place::new("same");
    add(store, "a", "a").unwrap();
    let before = fs::read(store.index()).unwrap();
    store.change(|_| Ok::<_, StoreError>((imported("nothing"), ()))).unwrap();
    assert_eq!(fs::read(store.index()).unwrap(), before, "the change before is still the one to undo");
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_lists() {
    use std::os::unix::fs::PermissionsExt;
    let Place(store) = &Place::new("private");
    add(store, "a", "a").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&store.folder), mode(&store.index()), mode(&store.file_of(&digest("a")))), (0o700, 0o600, 0o600));
}

const JPEG: &[u8] = b"\xff\xd8\xff a small picture";

/// Keeps a list of one picture, whose file has the same digest as the list.
fn add_with_preview(store: &KnownStore, letter: &str) -> Result<(), StoreError> {
    store.change(|draft| {
        let sha256 = digest(letter);
        assert!(!draft.has_preview(&sha256));
        draft.keep_preview(&sha256, JPEG)?;
        assert!(draft.has_preview(&sha256));
        draft.keep(draft.stage()?, &sha256, &BTreeSet::from([sha256.clone()]))?;
        draft.book.lists.push(KeptList { name: letter.into(), on: true, sha256, ..KeptList::default() });
        Ok((imported(letter), ()))
    })
}

fn has(store: &KnownStore, letter: &str) -> bool {
    store.preview(&digest(letter)).is_some_and(|jpeg| jpeg == JPEG)
}

#[test]
fn a_small_picture_stays_as_long_as_a_list_wants_it_or_may_come_back() {
    let Place(store) = &Place::new("previews");
    add_with_preview(store, "a").unwrap();
    add_with_preview(store, "b").unwrap();
    assert!(has(store, "a") && has(store, "b") && !has(store, "c"));
    let remove = |name: &'static str| {
        store.change(|draft| {
            draft.book.lists.retain(|list| list.name != name);
            Ok::<_, StoreError>((imported(name), ()))
        })
    };
    remove("a").unwrap();
    assert!(has(store, "a"), "it can still be undone");
    store.undo().unwrap();
    remove("b").unwrap();
    assert!(has(store, "a") && has(store, "b"));
    add(store, "c", "c").unwrap();
    assert!(has(store, "a") && !has(store, "b"), "neither now nor before");
    assert_eq!(files(store).concat(), "aacp", "a list, what it wants, another list, and the folder");
}

#[test]
fn a_small_picture_that_no_list_came_to_want_goes_and_no_name_leads_elsewhere() {
    let Place(store) = &Place::new("orphans");
    add_with_preview(store, "a").unwrap();
    let killed = store.change(|draft| {
        draft.keep_preview(&digest("b"), JPEG)?;
        draft.keep_preview("../../evil", JPEG)?;
        Err::<(Change, ()), _>(StoreError::NoFolder)
    });
    assert_eq!((killed, has(store, "b")), (Err(StoreError::NoFolder), true));
    let pictures = store.folder.join("previews");
    fs::write(pictures.join("preview.new"), JPEG).unwrap();
    fs::copy(pictures.join(format!("{}.preview", digest("a"))), store.folder.join("evil.preview")).unwrap();
    assert_eq!(store.preview("../evil"), None);
    assert!(!store.folder.parent().unwrap().join("evil.preview").exists());
    add(store, "c", "c").unwrap();
    let left: Vec<_> = fs::read_dir(&pictures).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [format!("{}.preview", digest("a")).as_str()]);

    // What a list wants cannot be asked: better too many pictures than too few.
    fs::write(store.folder.join(format!("{}.previews", digest("a"))), b"\xff").unwrap();
    add(store, "d", "d").unwrap();
    assert!(has(store, "a"));
    fs::write(pictures.join(format!("{}.preview", digest("a"))), JPEG).unwrap();
    assert_eq!(store.preview(&digest("a")), None, "not written by us");
}

#[cfg(unix)]
#[test]
fn nobody_else_sees_the_pictures() {
    use std::os::unix::fs::PermissionsExt;
    let Place(store) = &Place::new("private-previews");
    add_with_preview(store, "a").unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = store.folder.join("previews");
    assert_eq!((mode(folder.clone()), mode(folder.join(format!("{}.preview", digest("a"))))), (0o700, 0o600));
    assert_eq!(mode(store.folder.join(format!("{}.previews", digest("a")))), 0o600);
}
