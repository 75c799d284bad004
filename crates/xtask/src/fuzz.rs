//! The readers of hostile bytes under libFuzzer: tests/fuzz, told in docs/fuzzing.md.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::sh::{self, Done};

const FOLDER: &str = "tests/fuzz";
const SECONDS: u32 = 30;
const INSTALL: &str = "cargo-fuzz is not here: `cargo install cargo-fuzz --locked --version 0.13.2`";

/// Each target for so many seconds, all of them unless some are named: `[SECONDS] [TARGET…]`. One that crashes hides no other.
pub fn run(arguments: &[&str]) -> Done {
    if !cfg!(unix) || sh::output("cargo-fuzz", &["--version"]).is_none() {
        println!("not made: fuzzing: {}", if cfg!(unix) { INSTALL } else { "it is done on Linux and macOS alone" });
        return Ok(());
    }
    let number = arguments.first().and_then(|first| first.parse::<u32>().ok());
    let named = &arguments[usize::from(number.is_some())..];
    let all = targets()?;
    if let Some(unknown) = named.iter().find(|name| !all.iter().any(|target| target == *name)) {
        return Err(format!("{unknown} is no target; there are {}", all.join(", ")));
    }
    let wanted: Vec<&str> = if named.is_empty() { all.iter().map(String::as_str).collect() } else { named.to_vec() };
    let programs = build()?;
    seeds(&programs)?;
    let mut crashed = 0;
    for target in &wanted {
        let told = fuzz(&programs, target, number.unwrap_or(SECONDS))?;
        println!("{}: {target}: {}", if told.crashed { "failed" } else { "passed" }, told.how);
        crashed += usize::from(told.crashed);
    }
    if crashed == 0 { Ok(()) } else { Err(format!("of {} targets {crashed} crashed", wanted.len())) }
}

fn targets() -> Result<Vec<String>, String> {
    let folder = sh::root().join(FOLDER).join("fuzz_targets");
    let files = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let name = |file: PathBuf| Some(file.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<String> = files.flatten().filter_map(|file| name(file.path())).collect();
    names.sort();
    Ok(names)
}

/// Builds all of them, and gives the folder in which they stand.
fn build() -> Result<PathBuf, String> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target/fuzz".into(), PathBuf::from);
    let target = sh::root().join(target);
    let told = sh::output("rustc", &["-vV"]).ok_or("rustc cannot be asked what it builds for")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    // Assertions where the profile has them: cargo-fuzz alone would add them everywhere.
    // No sanitizer: those need a nightly compiler, and watch over unsafe code, of which there is none of ours in the readers.
    let arguments = ["fuzz", "build", "--fuzz-dir", FOLDER, "--sanitizer", "none", "--release", "--target", host];
    let mut command = sh::command("cargo-fuzz", &arguments, ".");
    command.env("CARGO_TARGET_DIR", &target);
    let paths = env::var_os("PATH").unwrap_or_default();
    let paths = [stand_in(&target)?].into_iter().chain(env::split_paths(&paths).collect::<Vec<_>>());
    command.env("PATH", env::join_paths(paths).map_err(|e| e.to_string())?);
    sh::run_with(command, &format!("cargo-fuzz {}", arguments.join(" ")))?;
    Ok(target.join(host).join("release"))
}

/// A folder with a `cargo` that builds as [`sh::cargo`] does: cargo-fuzz calls the first that it finds, and can hand it neither
/// flag.
fn stand_in(target: &Path) -> Result<PathBuf, String> {
    let real = env::var("CARGO").unwrap_or_else(|_| env!("CARGO").into());
    let script = format!(
        "#!/bin/sh\n[ \"$1\" = build ] && {{ shift; set -- build --ignore-rust-version --locked \"$@\"; }}\nexec '{real}' \"$@\"\n"
    );
    let folder = target.join("stand-in");
    let cargo = folder.join("cargo");
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&cargo, script));
    written.map_err(|e| format!("{}: {e}", cargo.display()))?;
    sh::run("chmod", &["+x", &cargo.to_string_lossy()], ".")?;
    Ok(folder)
}

/// What the targets begin with, made of the samples, and of the corpus that tests use where `WHENCE_CORPUS` names one.
fn seeds(programs: &Path) -> Done {
    let corpus = format!("{FOLDER}/corpus");
    let mut command = sh::command(&programs.join("seeds").to_string_lossy(), &[&corpus, "samples", "ui/fixtures"], ".");
    command.args(env::var_os("WHENCE_CORPUS"));
    sh::run_with(command, &format!("seeds {corpus} samples ui/fixtures"))
}

struct Told {
    crashed: bool,
    how: String,
}

fn fuzz(programs: &Path, target: &str, seconds: u32) -> Result<Told, String> {
    let [corpus, artifacts] = ["corpus", "artifacts"].map(|name| sh::root().join(FOLDER).join(name).join(target));
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let before = crashes(&artifacts);
    let [time, prefix] = [format!("-max_total_time={seconds}"), format!("-artifact_prefix={}/", artifacts.display())];
    let bounds = ["-rss_limit_mb=2560", "-timeout=25", "-print_final_stats=1"];
    let mut command = sh::command(&programs.join(target).to_string_lossy(), &bounds, ".");
    command.args([&time, &prefix]).arg(&corpus).env("RUST_BACKTRACE", "1").stdin(Stdio::null());
    let ended = command.output().map_err(|e| format!("{target} could not be started: {e}"))?;
    let log = artifacts.join("log.txt");
    fs::write(&log, &ended.stderr).map_err(|e| format!("{}: {e}", log.display()))?;
    let said = String::from_utf8_lossy(&ended.stderr);
    let number = |before: &str| {
        let line = said.lines().rev().find(|line| line.contains(before))?;
        line.split_once(before)?.1.split_whitespace().next().map(str::to_owned)
    };
    let number = |before| number(before).unwrap_or_else(|| "?".into());
    let (executed, pace) = (number("stat::number_of_executed_units:"), number("stat::average_exec_per_sec:"));
    let mut how = format!("{executed} executions, {pace} a second, {} features", number(" ft: "));
    let crashed = !ended.status.success();
    if crashed {
        let new: Vec<String> = crashes(&artifacts).into_iter().filter(|file| !before.contains(file)).collect();
        how += &format!("; ended with {}; {}; what it said: {}", ended.status, new.join(", "), log.display());
    }
    Ok(Told { crashed, how })
}

/// The inputs that were kept of those that crashed it, took too long or too much memory.
fn crashes(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let kept = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        ["crash-", "oom-", "timeout-"].iter().any(|begin| name.starts_with(begin))
    };
    files.filter(kept).map(|file| file.display().to_string()).collect()
}
