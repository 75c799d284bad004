//! What stays on the disk: files that nobody else can read, nothing forgotten, and settings that cannot be read hold nothing up.
#![cfg(unix)]

use std::{
    env,
    ffi::OsString,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use whence_cli::{Surroundings, run};

/// A person with a folder of their own, which is gone with them.
struct Person(PathBuf);

impl Person {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("whence-at-rest-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// The exit status, and what was said beside the answer.
    fn says(&self, words: &[&str]) -> (bool, String) {
        let at = |name| Some(self.0.join(name));
        let surroundings = Surroundings { folder: at("settings"), data: at("data"), ..Surroundings::default() };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let words = ["whence"].iter().chain(words).map(OsString::from);
        let exit = run(words, &surroundings, &b""[..], &mut out, &mut err);
        (format!("{exit:?}") == format!("{:?}", ExitCode::SUCCESS), String::from_utf8_lossy(&err).into_owned())
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample(name: &str) -> String {
    format!("{}/../samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Everything below a folder, with its permissions.
fn below(folder: &Path, found: &mut Vec<(PathBuf, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.metadata().unwrap().permissions().mode();
        if path.is_dir() {
            below(&path, found);
        }
        found.push((path, mode & 0o777));
    }
}

#[test]
fn nobody_else_reads_what_is_kept() {
    let person = Person::new("modes");
    let (jacket, signed) = (sample("puffer-jacket.jpg"), sample("signed.jpg"));
    for words in [
        &["examine", "--log", "--by", "Ada", &jacket][..],
        &["log", "decide", "1", "--decision", "do_not_use", "--by", "Ada", "--reason", "A drawing"],
        &["known", "add", &jacket, "--list", "Desk", "--label", "altered", "--rating", "False"],
        &["trust", "pin", &signed, "--note", "a test"],
        &["log", "key", "--name", "desk", "--output", person.0.join("settings/desk.key").to_str().unwrap()],
    ] {
        let (done, said) = person.says(words);
        assert!(done, "{words:?}: {said}");
    }
    let mut kept = Vec::new();
    for folder in ["settings", "data"] {
        below(&person.0.join(folder), &mut kept);
    }
    assert!(kept.len() > 6, "{kept:?}");
    let open: Vec<_> = kept.iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
    assert!(open.is_empty(), "{open:?}");
    let left: Vec<_> =
        kept.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "new" || e == "tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn settings_that_cannot_be_read_hold_nothing_up() {
    let person = Person::new("broken");
    let settings = person.0.join("settings");
    fs::create_dir_all(&settings).unwrap();
    let deep = "[".repeat(100_000);
    for broken in ["", "{", "\u{0}\u{0}", r#"{"schema": 1, "limits": {"seconds": 0}}"#, r#"{"schema": 99}"#, &deep] {
        fs::write(settings.join("settings.json"), broken).unwrap();
        let (done, said) = person.says(&["examine", &sample("camera.jpg")]);
        assert!(done, "{broken:.40}: {said}");
        assert!(said.contains("Files are read within the usual limits."), "{broken:.40}: {said}");
    }
    fs::write(settings.join("settings.json"), r#"{"schema": 1, "limits": {"megapixels": 1}}"#).unwrap();
    assert_eq!(person.says(&["examine", &sample("camera.jpg")]), (true, String::new()));
}
