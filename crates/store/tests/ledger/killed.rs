//! A program that is killed while it appends: whatever it was told of as appended stands, and the chain is whole.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use whence_model::ledger::DecisionKind;
use whence_store::{LedgerStore, SqliteLedger, ledger::About};

use crate::{
    sqlite::Place,
    suite,
    words::{decided, logged},
};

const STORE: &str = "WHENCE_TEST_KILLED";
/// Rounds of the test; `WHENCE_TEST_KILLS` asks for others.
const ROUNDS: u32 = 12;

fn rounds() -> u32 {
    env::var("WHENCE_TEST_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

/// Appends until it is killed, a line for each acknowledged append: the victim.
pub fn append_for_ever(log: &dyn LedgerStore) {
    let mut out = std::io::stdout();
    for n in 0.. {
        let drafts = [logged("p.jpg", n), decided(About::Before, DecisionKind::Escalate, "Ada", "killed or not")];
        for entry in log.append(&drafts).unwrap() {
            // One write: a line is there or not.
            out.write_all(format!("ack {} {}\n", entry.position, entry.digest).as_bytes()).unwrap();
        }
        out.flush().unwrap();
    }
}

/// Kills `victim`, a test of this program, at moments that differ, and looks at the log after each.
pub fn killed_again_and_again(victim: &str, store: &str, open: &dyn Fn() -> Box<dyn LedgerStore>) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let (mut acknowledged, mut before) = (Vec::new(), 0);
    for round in 0..rounds() {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", victim, "--nocapture"])
            .env(STORE, store)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let reader = thread::spawn(move || lines.lines().map_while(Result::ok).collect::<Vec<_>>());
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // From before the file is opened to many entries later.
        thread::sleep(Duration::from_micros(state % 250_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = reader.join().unwrap();
        acknowledged.extend(told.iter().filter_map(|line| line.strip_prefix("ack ")).filter_map(|line| {
            let (position, digest) = line.split_once(' ')?;
            (digest.len() == 64).then(|| (position.parse::<usize>().unwrap(), digest.to_owned()))
        }));
        let entries = suite::all(&*open());
        for (position, digest) in &acknowledged {
            assert_eq!(entries.get(position - 1).map(|entry| &entry.digest), Some(digest), "round {round}");
        }
        assert!(
            entries.len() >= before && entries.len().is_multiple_of(2),
            "report and decision stand together or not at all"
        );
        assert_eq!(suite::disagreement(&entries), None, "round {round}");
        before = entries.len();
    }
    eprintln!("{} kills: {} entries, {} of them acknowledged, none lost", rounds(), before, acknowledged.len());
    assert!(!acknowledged.is_empty(), "it was never killed late enough");
}

/// Not a test of its own: the victim of the next.
#[test]
fn sqlite_victim() {
    if let Some(file) = env::var_os(STORE) {
        append_for_ever(&SqliteLedger::at(file));
    }
}

#[test]
fn sqlite_keeps_all_that_it_acknowledged() {
    let place = Place::new();
    let open = || Box::new(SqliteLedger::at(place.file())) as Box<dyn LedgerStore>;
    killed_again_and_again("killed::sqlite_victim", &place.file().to_string_lossy(), &open);
}
