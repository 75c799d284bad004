//! A program that is killed while it appends: whatever it was told of as appended stands, and the chain is whole.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use whence_model::ledger::DecisionKind;
use whence_store::{LedgerStore, PostgresLedger, SqliteLedger, ledger::About};

use crate::{
    postgres,
    server::Server,
    sqlite::Place,
    suite,
    words::{decided, logged},
};

const STORE: &str = "WHENCE_TEST_KILLED";

/// How often, unless `WHENCE_TEST_KILLS` asks for something else.
fn rounds(else_so_often: u32) -> u32 {
    env::var("WHENCE_TEST_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(else_so_often)
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

/// Appends by `victim`, a test of this program, until it is `killed` or what it writes to is, at moments that differ, and looks
/// at the log after each.
pub fn killed_again_and_again(
    victim: &str,
    store: &str,
    rounds: u32,
    killed: &mut dyn FnMut(&mut Child),
    open: &dyn Fn() -> Box<dyn LedgerStore>,
) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let (mut acknowledged, mut before) = (Vec::new(), 0);
    for round in 0..rounds {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", victim, "--nocapture"])
            .env(STORE, store)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let (begun, has_begun) = mpsc::channel();
        let reader = thread::spawn(move || {
            let acknowledged = lines.lines().map_while(Result::ok).filter(|line| line.starts_with("ack "));
            acknowledged.inspect(|_| begun.send(()).unwrap_or(())).collect::<Vec<_>>()
        });
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // From before the log is opened to many entries later; two of three times it has at least begun.
        if round % 3 != 0 {
            has_begun.recv_timeout(Duration::from_secs(60)).expect("it appends");
        }
        thread::sleep(Duration::from_micros(state % 120_000));
        killed(&mut child);
        child.wait().unwrap();
        let told = reader.join().unwrap();
        acknowledged.extend(told.iter().filter_map(|line| {
            let (position, digest) = line.strip_prefix("ack ")?.split_once(' ')?;
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
    eprintln!("{victim}, {rounds} kills: {before} entries, {} of them acknowledged, none lost", acknowledged.len());
    assert!(!acknowledged.is_empty(), "it was never killed late enough");
}

fn kill(child: &mut Child) {
    child.kill().unwrap();
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
    killed_again_and_again("killed::sqlite_victim", &place.file().to_string_lossy(), rounds(12), &mut kill, &open);
}

/// Not a test of its own: the victim of the next, and of a server that is killed under it.
#[test]
fn postgres_victim() {
    if let Ok(address) = env::var(STORE) {
        append_for_ever(&PostgresLedger::at(&address).unwrap());
    }
}

#[test]
fn postgres_keeps_all_that_it_acknowledged() {
    let address = postgres::server().database();
    let open = || Box::new(PostgresLedger::at(&address).unwrap()) as Box<dyn LedgerStore>;
    killed_again_and_again("killed::postgres_victim", &address, rounds(12), &mut kill, &open);
}

/// The server itself, in the middle of its work, with a setting by which it would answer before it wrote: ours goes before.
#[test]
fn a_server_that_is_killed_keeps_all_that_it_acknowledged() {
    let server = Server::start("fsync=on\nfull_page_writes=on\nsynchronous_commit=off");
    let address = server.database();
    let open = || Box::new(PostgresLedger::at(&address).unwrap()) as Box<dyn LedgerStore>;
    let mut killed = |_: &mut Child| {
        server.kill();
        server.control("start");
    };
    killed_again_and_again("killed::postgres_victim", &address, rounds(3), &mut killed, &open);
}
