use std::path::Path;

use crate::{
    machine::{For, prepare},
    sh::{self, Done},
};

/// Opens the window on the files; the page and the program are built first where they are not.
pub fn run(files: &[&str], yes: bool) -> Done {
    prepare(For::Running, yes)?;
    // The window is started from the project's root: names given from elsewhere must still hold.
    let here = std::env::current_dir().map_err(|e| e.to_string())?;
    let files: Vec<String> =
        files.iter().map(|file| here.join(Path::new(file)).to_string_lossy().into_owned()).collect();
    let mut arguments = vec!["--package", "whence-window", "--"];
    arguments.extend(files.iter().map(String::as_str));
    sh::cargo("run", &arguments)
}

/// The command line, built first where it is not; its exit status is ours.
pub fn cli(arguments: &[&str]) -> Done {
    let mut command = sh::command(
        "cargo",
        &["run", "--quiet", "--ignore-rust-version", "--locked", "--package", "whence-cli", "--"],
        ".",
    );
    command.args(arguments).current_dir(std::env::current_dir().map_err(|e| e.to_string())?);
    let status = command.status().map_err(|e| format!("cargo could not be started: {e}"))?;
    std::process::exit(status.code().unwrap_or(1))
}
