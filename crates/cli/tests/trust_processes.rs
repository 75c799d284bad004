//! The program itself, as the system starts it.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

fn whence(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whence"));
    command.env("WHENCE_CONFIG", folder).env("LC_ALL", "C").stdout(Stdio::null());
    command
}

/// Several at once import a list each: all are remembered, in the folder that WHENCE_CONFIG names.
#[test]
fn of_many_processes_at_once_none_is_lost() {
    const PROCESSES: usize = 12;
    let folder = std::env::temp_dir().join(format!("whence-processes-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/keys/root.pem");
    let started: Vec<_> = (0..PROCESSES)
        .map(|n| whence(&folder).args(["trust", "import"]).arg(&root).args(["--name", &format!("list {n}")]).spawn())
        .collect();
    for process in started {
        assert!(process.unwrap().wait().unwrap().success());
    }
    let told = whence(&folder).args(["trust", "list", "--format", "json"]).stdout(Stdio::piped()).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let imported = told["lists"].as_array().unwrap().iter().filter(|list| list["origin"] == "imported").count();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(imported, PROCESSES);
}
