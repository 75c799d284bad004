//! The program itself, where there is no room for what it hands out.
#![cfg(unix)]

use std::{
    fs,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Command, Output},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_whence");

/// Does all of it in `folder`; `first` is what a shell does before.
fn whence(folder: &Path, first: &str, args: &[&str]) -> Output {
    let script = format!("{first} exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, PROGRAM]).args(args).current_dir(folder);
    command.env("WHENCE_CONFIG", folder.join("settings")).env("LC_ALL", "C").env_remove("WHENCE_STORE");
    command.output().unwrap()
}

/// A process that is killed, and one that finds the disk full, leave nothing under the name that the next one takes. The
/// list is so short that all of it is written at the very end.
#[test]
fn what_was_not_written_whole_has_no_name() {
    let folder = std::env::temp_dir().join(format!("whence-exports-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("short.csv"), format!("sha256,title,label\n{:064x},Row,other\n", 7)).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let (camera, jacket) = (samples.join("camera.jpg"), samples.join("puffer-jacket.jpg"));
    let pictures = [camera.to_str().unwrap(), jacket.to_str().unwrap()];
    let goes = |args: &[&str]| {
        let told = whence(&folder, "", args);
        assert!(told.status.success(), "{told:?}");
        told.stdout
    };
    goes(&["known", "import", "short.csv"]);
    goes(&[&["examine", "--no-isolation", "--log", "--format", "ndjson"], &pictures[..]].concat());

    // Blocks that a file may have; one more write ends the process, or is refused where the signal is ignored.
    for (export, blocks) in [(&["log", "export", "--format", "json"][..], 64), (&["known", "export", "short"][..], 0)] {
        let name = format!("{}.out", export[0]);
        let to_file = [export, &["--output", &name]].concat();
        let refused = whence(&folder, &format!("trap '' XFSZ; ulimit -f {blocks};"), &to_file);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code().is_some_and(|code| code > 0) && said.contains("cannot be written"), "{said}");
        assert_eq!(left(&folder), Vec::<String>::new(), "{name}: after a full disk");
        let killed = whence(&folder, &format!("ulimit -c 0; ulimit -f {blocks};"), &to_file);
        assert!(killed.status.signal().is_some(), "{killed:?}");
        assert!(!folder.join(&name).exists(), "{name}: after a kill");
        goes(&to_file);
        assert_eq!(fs::read(folder.join(&name)).unwrap(), goes(export), "{name}: the next");
        left(&folder).iter().for_each(|name| fs::remove_file(folder.join(name)).unwrap());
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// What was not there before an export.
fn left(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|there| there.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !["settings", "short.csv"].contains(&name.as_str())).collect()
}
