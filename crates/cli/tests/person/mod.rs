//! Somebody at a terminal: what they type, and what they and their scripts read. For tests alone.

use std::{ffi::OsString, fs, io, path::PathBuf, process::ExitCode};

use serde_json::Value;
use whence_cli::{Surroundings, run};

/// What the program said.
pub struct Told {
    exit: String,
    pub out: String,
    pub err: String,
}

impl Told {
    pub fn exits(self, code: u8) -> Self {
        // ExitCode cannot be compared, only shown.
        assert_eq!(self.exit, format!("{:?}", ExitCode::from(code)), "{}{}", self.out, self.err);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }
}

/// A person with a folder of their own, gone at the end; settings and log are in `settings` there.
pub struct Person {
    pub folder: PathBuf,
    /// What `WHENCE_STORE` says.
    pub store: Option<String>,
    pub columns: Option<usize>,
}

impl Person {
    /// `name` tells tests of one run apart.
    pub fn new(name: &str) -> Self {
        // As many digits at any time: the length of its path decides where lines break.
        let folder = std::env::temp_dir().join(format!("whence-{name}-{:05}", std::process::id() % 100_000));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder, store: None, columns: None }
    }

    pub fn whence(&self, args: &[&str]) -> Told {
        let folder = Some(self.folder.join("settings"));
        let surroundings = Surroundings {
            data: folder.clone(),
            folder,
            store: self.store.clone(),
            columns: self.columns,
            ..Surroundings::default()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = ["whence"].iter().chain(args).map(OsString::from);
        let exit = run(args, &surroundings, io::empty(), &mut out, &mut err);
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Told { exit: format!("{exit:?}"), out: text(out), err: text(err) }
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn sample(name: &str) -> String {
    // The tests of the whole house are a crate beside this one's folder.
    let house = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let house = house.ancestors().find(|folder| folder.join("samples").is_dir()).expect("the samples are there");
    house.join("samples").join(name).to_string_lossy().into_owned()
}
