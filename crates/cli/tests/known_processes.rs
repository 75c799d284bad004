//! The program itself, stopped in the middle.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

fn whence(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whence"));
    command.env("WHENCE_CONFIG", folder).env("LC_ALL", "C").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Names and digests of the lists, as they are shown; every one of them is sound.
fn lists(folder: &Path) -> Vec<(String, String)> {
    let told = whence(folder).args(["known", "list", "--format", "json"]).stdout(Stdio::piped()).output().unwrap();
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let lists = told["lists"].as_array().unwrap().iter().skip(1);
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    lists
        .map(|list| {
            assert_eq!(list["problem"], Value::Null);
            (word(&list["name"]), word(&list["sha256"]))
        })
        .collect()
}

/// An import is killed at different moments: the lists are those of before or those of after, and the next goes through.
#[test]
fn a_kill_leaves_the_lists_of_before_or_of_after() {
    let folder = std::env::temp_dir().join(format!("whence-known-kill-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let list = |name: &str, rows: u64| {
        let file = folder.join(name);
        let mut to = std::io::BufWriter::new(fs::File::create(&file).unwrap());
        writeln!(to, "sha256,title,label").unwrap();
        (0..rows).for_each(|row| writeln!(to, "{row:064x},Row {row},other").unwrap());
        to.flush().unwrap();
        file
    };
    let (small, large) = (list("small.csv", 3), list("large.csv", 40_000));
    let import = |file: &Path| {
        let mut command = whence(&folder);
        command.args(["known", "import", "--name", "A", "--replace"]).arg(file);
        command
    };
    assert!(import(&small).status().unwrap().success());
    let before = lists(&folder);
    let mut killed = 0;
    for wait in [0, 5, 20, 50, 100, 200, 400, 800] {
        let mut process = import(&large).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait));
        killed += u32::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
        let now = lists(&folder);
        assert_eq!(now.len(), 1);
        if now != before {
            assert!(whence(&folder).args(["known", "undo"]).status().unwrap().success());
        }
        assert_eq!(lists(&folder), before, "after {wait} ms");
    }
    assert!(killed > 0, "none was stopped in time");
    assert!(import(&large).status().unwrap().success());
    assert_ne!(lists(&folder), before);
    let left: Vec<_> = fs::read_dir(folder.join("known")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "two lists, the index and its lock: {left:?}");
    fs::remove_dir_all(&folder).unwrap();
}
