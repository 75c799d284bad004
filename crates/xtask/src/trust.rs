//! C2PA's trust lists, as a crate of the registry carries them.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::sh::{self, Done};

/// Carries the two lists unchanged, with their addresses and digests.
const CRATE: &str = "encypher-c2pa";
const FOLDER: &str = "crates/inspect/trust";

/// Takes the lists from the newest version of the crate. Cargo fetches it and holds it against the registry's checksum; the
/// test that judges whether a list may ship holds the lists against the crate's digests, and writes them.
pub fn run() -> Done {
    let version = fetch()?;
    let lists = unpacked(&version)?.join("src/default_trust");
    if !lists.join("sources.json").exists() {
        return Err(format!("{CRATE} {version} no longer has its lists in src/default_trust: see {FOLDER}/README.md"));
    }
    let test = ["--package", "whence-inspect", "--lib", "official_lists_are_whole"];
    let arguments = [&["test", "--quiet", "--ignore-rust-version", "--locked"], &test[..], &["--", "--nocapture"]];
    let mut command = sh::command("cargo", &arguments.concat(), ".");
    command.env("WHENCE_TRUST_FROM", &lists);
    sh::run_with(command, &format!("cargo test {} (taking the lists of {CRATE} {version})", test.join(" ")))?;
    note_version(&version)
}

/// Has cargo look up the newest version and fetch it.
fn fetch() -> Result<String, String> {
    // From a folder without a lock file, which would hold it to a version, and a compiler that is old enough for none.
    let told = sh::output("cargo", &["info", "--quiet", "--registry", "crates-io", CRATE])
        .ok_or(format!("`cargo info {CRATE}` failed: is there a connection?"))?;
    let version = told.lines().find_map(|line| line.strip_prefix("version: "));
    // Cargo may add that a newer one exists, which this compiler cannot build.
    let version = version.and_then(|line| line.split_whitespace().next());
    version.map(str::to_owned).ok_or(format!("`cargo info {CRATE}` names no version:\n{told}"))
}

/// Where cargo unpacked it.
fn unpacked(version: &str) -> Result<PathBuf, String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).ok_or("no home folder")?;
    let sources = home.join("registry/src");
    let registries = fs::read_dir(&sources).map_err(|e| format!("{}: {e}", sources.display()))?;
    let folders = registries.filter_map(|entry| Some(entry.ok()?.path().join(format!("{CRATE}-{version}"))));
    // The file is the last that cargo writes.
    let mut whole = folders.filter(|folder| folder.join(".cargo-ok").exists());
    whole.next().ok_or(format!("{CRATE} {version} is not below {}", sources.display()))
}

/// The line of the README that says which version it was.
fn note_version(version: &str) -> Done {
    let file = sh::root().join(FOLDER).join("README.md");
    let text = fs::read_to_string(&file).map_err(|e| told(&file, &e))?;
    let old =
        text.split_once("`encypher-c2pa` ").and_then(|(_, rest)| rest.split_once(' ')).map(|(version, _)| version);
    let old = old.ok_or_else(|| format!("{}: it names no version of {CRATE}", file.display()))?;
    let new = text.replace(&format!("`{CRATE}` {old} "), &format!("`{CRATE}` {version} "));
    fs::write(&file, new).map_err(|e| told(&file, &e))
}

fn told(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
