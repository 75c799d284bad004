//! Files that are made from others and committed. Each is held against its source by a test; here the same test writes it.

use crate::sh::{self, Done};

/// The views that the README shows.
const SHOWN: [&str; 4] = ["start-en-light.png", "queue-en-light.png", "conflicting-fr-dark.png", "lists-en-light.png"];

pub fn catalogue() -> Done {
    bless(&["--package", "whence-tests", "--test", "house", "page"])
}

pub fn bindings() -> Done {
    bless(&["--package", "whence-model", "generated"])
}

pub fn samples() -> Done {
    sh::cargo("run", &["--quiet", "--package", "whence-tests", "--bin", "make-samples"])
}

pub fn fixtures() -> Done {
    sh::cargo("run", &["--quiet", "--package", "whence-tests", "--bin", "record-fixtures"])
}

/// Draws every view in the real window, and keeps those that the README shows.
pub fn screenshots() -> Done {
    sh::cargo("test", &["--workspace", "--test", "window", "--", "shots::"])?;
    let (drawn, kept) = (sh::root().join("target/screenshots"), sh::root().join("ui/screenshots"));
    std::fs::create_dir_all(&kept).map_err(|e| e.to_string())?;
    for name in SHOWN {
        std::fs::copy(drawn.join(name), kept.join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    eprintln!("All of them are in {}.", drawn.display());
    Ok(())
}

/// Measures on a folder; where it is kept, the pages that quote it are written too.
pub fn rates(folder: &str, write: bool) -> Done {
    measured("measure-rates", folder, write)
}

/// The same of the public watermark.
pub fn watermark(folder: &str, write: bool) -> Done {
    measured("measure-watermark", folder, write)
}

fn measured(program: &str, folder: &str, write: bool) -> Done {
    let folder = std::env::current_dir().map_err(|e| e.to_string())?.join(folder);
    let folder = folder.to_string_lossy();
    let mut arguments = vec!["--quiet", "--package", "whence-tests", "--bin", program, "--", &*folder];
    let today = sh::output("date", &["-u", "+%F"]).ok_or("the program `date` is not there")?;
    if write {
        arguments.extend(["--write", &today]);
    }
    sh::cargo("run", &arguments)?;
    if write { catalogue() } else { Ok(()) }
}

/// Writes nothing: a measurement for a person to read.
pub fn known(list: &str, others: &[&str]) -> Done {
    let here = std::env::current_dir().map_err(|e| e.to_string())?;
    let folders: Vec<_> = [list].iter().chain(others).map(|f| here.join(f).to_string_lossy().into_owned()).collect();
    let folders = folders.iter().map(String::as_str);
    let args = ["--quiet", "--package", "whence-tests", "--bin", "measure-known", "--"].into_iter().chain(folders);
    sh::cargo("run", &args.collect::<Vec<_>>())
}

fn bless(test: &[&str]) -> Done {
    let mut command =
        sh::command("cargo", &[&["test", "--quiet", "--ignore-rust-version", "--locked"], test].concat(), ".");
    command.env("WHENCE_BLESS", "1");
    sh::run_with(command, &format!("cargo test {} (writing)", test.join(" ")))
}
