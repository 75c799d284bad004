//! The program itself, as it is started: who reads the files.
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_whence");

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/social-copy.jpg")
}

fn isolation(output: &Output) -> Value {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    report["engine"]["isolation"]["kind"].clone()
}

#[test]
fn files_are_read_in_the_room_unless_somebody_says_otherwise() {
    let examine = |more: &[&str]| {
        let mut program = Command::new(PROGRAM);
        program.args(["examine", "--format", "json"]).args(more).arg(sample()).output().unwrap()
    };
    assert_eq!(isolation(&examine(&[])), "room");
    assert_eq!(isolation(&examine(&["--no-isolation"])), "none");
}

#[test]
fn a_file_of_that_name_is_a_file() {
    let folder = std::env::temp_dir().join(format!("whence-isolation-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::copy(sample(), folder.join("--no-isolation")).unwrap();
    let mut program = Command::new(PROGRAM);
    let told =
        program.args(["examine", "--format", "json", "--", "--no-isolation"]).current_dir(&folder).output().unwrap();
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(isolation(&told), "room");
}

#[test]
fn the_version_says_what_protects_if_it_is_asked() {
    let version = |more: &[&str]| Command::new(PROGRAM).arg("--version").args(more).output().unwrap();
    let told = String::from_utf8(version(&["--verbose"]).stdout).unwrap();
    assert!(told.contains("Protection: Files are read in a locked room") && told.contains("30 s"), "{told}");
    let told = String::from_utf8(version(&["--verbose", "--no-isolation"]).stdout).unwrap();
    assert!(told.contains("outside the locked room"), "{told}");
    assert_eq!(String::from_utf8(version(&[]).stdout).unwrap().lines().count(), 1);
}

/// Without `/proc` the program does not find itself, and can open no room.
#[test]
fn where_there_is_no_room_nothing_is_read_until_somebody_says_so() {
    let without = |words: &str| {
        let script = format!("mount -t tmpfs none /proc && exec \"$0\" examine --format json {words} \"$1\"");
        Command::new("unshare").args(["-rm", "sh", "-c", &script, PROGRAM]).arg(sample()).output().unwrap()
    };
    let forced = without("--no-isolation");
    if !forced.status.success() && forced.stdout.is_empty() {
        // Past the harness, which would swallow it.
        let _ = writeln!(std::io::stderr(), "SKIPPED: this system does not let us take /proc away: {forced:?}");
        return;
    }
    assert_eq!(isolation(&forced), "none");
    let refused = without("");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0), "{said}");
    assert!(said.contains("The locked room") && said.contains("--no-isolation"), "{said}");
}
