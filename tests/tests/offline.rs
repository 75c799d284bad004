//! Nothing that a report says comes from a network: without any, the same report comes out.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use serde_json::Value;
use whence_cli::{Surroundings, run};

/// Where the program that this test starts writes its reports.
const REPORTS: &str = "WHENCE_TEST_REPORTS";

#[test]
fn the_same_report_comes_out_without_any_network() {
    if let Some(path) = std::env::var_os(REPORTS) {
        return write_reports(Path::new(&path));
    }
    let Some(alone) = [&["unshare", "-rn"], &["unshare", "-n"]].into_iter().find(|unshare| {
        Command::new(unshare[0]).args(&unshare[1..]).arg("true").output().is_ok_and(|told| told.status.success())
    }) else {
        // Past the harness, which would swallow it.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the_same_report_comes_out_without_any_network: this system does not let us take the network away"
        );
        return;
    };
    let (networks, without) = reports("without", Some(alone));
    assert_eq!(networks, ["lo"], "there was a network after all");
    let (_, with) = reports("with", None);
    assert!(with.len() > 8, "{} reports", with.len());
    let signed = |report: &&Value| report["facts"]["provenance"]["class"] == "unknown_signer";
    assert!(with.iter().filter(signed).count() > 1, "signed pictures are among them");
    assert_eq!(with.len(), without.len());
    for (with, without) in with.iter().zip(&without) {
        assert!(with == without, "{} is told otherwise without a network", with["exhibit"]["name"]);
    }
}

/// The network devices there were, and a report of each sample.
fn reports(name: &str, under: Option<&[&str; 2]>) -> (Vec<String>, Vec<Value>) {
    let path = std::env::temp_dir().join(format!("whence-offline-{name}-{}", std::process::id()));
    let this = std::env::current_exe().unwrap();
    let mut command = match under {
        Some([unshare, how]) => {
            let mut command = Command::new(unshare);
            command.arg(how).arg(this);
            command
        }
        None => Command::new(this),
    };
    let test = "the_same_report_comes_out_without_any_network";
    let told = command.args(["--exact", test]).env(REPORTS, &path).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    let written = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let mut lines = written.lines();
    let networks = lines.next().unwrap().split(' ').map(str::to_owned).collect();
    let report = |line| {
        let mut report: Value = serde_json::from_str(line).unwrap();
        assert_eq!(report["engine"]["online"], false);
        report["examined_at"].take();
        report["facts"]["examined_at"].take();
        report
    };
    (networks, lines.map(report).collect())
}

fn write_reports(path: &Path) {
    // Each line of this table begins with a name; its first two lines are its head.
    let table = fs::read_to_string("/proc/net/dev").unwrap();
    let devices: Vec<&str> = table.lines().skip(2).filter_map(|line| Some(line.split_once(':')?.0.trim())).collect();
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["whence", "examine", "--format", "ndjson"].map(OsString::from).into_iter().chain([samples.into()]);
    let exit = run(args, &Surroundings::default(), &b""[..], &mut out, &mut err);
    assert_eq!(format!("{exit:?}"), format!("{:?}", ExitCode::SUCCESS), "{}", String::from_utf8_lossy(&err));
    fs::write(path, [devices.join(" ").as_bytes(), b"\n", &out].concat()).unwrap();
}
