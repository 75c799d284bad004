//! The log on both stores, measured: `cargo bench --ignore-rust-version -p whence-store --bench ledger [ENTRIES] [sqlite|postgres]`.
//!
//! Prints tables for docs/ledger.md. A hundred thousand entries take some minutes a store. Needs the package `postgresql` for
//! the second, which waits for the disk at each commit, as one that holds a log does.

#[path = "../tests/team_lists/server.rs"]
mod server;
#[path = "../tests/ledger/words.rs"]
#[allow(dead_code, reason = "the tests need more of them")]
mod words;

use std::{
    env, fs,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

use whence_audit::Audit;
use whence_model::{
    Lang, VerdictKind,
    ledger::{DecisionKind, Query},
};
use whence_store::{
    LedgerStore, PostgresLedger, SqliteLedger,
    ledger::{About, Alike, Draft},
};

use crate::{
    server::{Server, database_of},
    words::{decision, hash, report},
};

const QUESTIONS: usize = 21;
/// Entries appended one by one, and in batches of a hundred.
const ONE_BY_ONE: u64 = 1_000;
const BATCH: u64 = 100;

fn main() {
    let entries: u64 = env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let asked = |store: &str| {
        env::args().any(|word| word == store) || !env::args().any(|word| word == "sqlite" || word == "postgres")
    };
    if asked("sqlite") {
        let folder = env::temp_dir().join(format!("whence-ledger-bench-{}", std::process::id()));
        let file = folder.join("ledger.sqlite");
        measured("SQLite", &SqliteLedger::at(&file), entries, &|| size(&folder));
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
    if asked("postgres") {
        let server = Server::start("shared_buffers=1GB\nmax_wal_size=8GB\nfsync=on\nfull_page_writes=on");
        let address = server.database();
        let database = database_of(&address);
        println!("{}", server.sql(database, "SELECT version()"));
        let log = PostgresLedger::at(&address).expect("the address is one");
        let size = || server.sql(database, "SELECT pg_database_size(current_database())").parse().unwrap_or(0);
        measured("PostgreSQL", &log, entries, &size);
    }
}

fn measured(name: &str, log: &dyn LedgerStore, entries: u64, size: &dyn Fn() -> u64) {
    println!("\n{name}: {entries} entries, one in ten of them a decision\n");
    log.append(&drafts(0..1)).expect("it appends");
    let empty = size();
    let begun = Instant::now();
    let mut numbers = 1..entries - ONE_BY_ONE.min(entries / 2);
    let batches = numbers.end;
    while numbers.start < batches {
        let batch = numbers.start..(numbers.start + BATCH).min(batches);
        numbers.start = batch.end;
        log.append(&drafts(batch)).expect("it appends");
    }
    let rate = batches as f64 / begun.elapsed().as_secs_f64();
    println!("{:<44}{rate:>10.0} entries a second", "appended in batches of 100");
    let mut times: Vec<f64> = (batches..entries)
        .map(|n| {
            let draft = drafts(n..n + 1);
            let begun = Instant::now();
            log.append(&draft).expect("it appends");
            ms(begun.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    println!("{:<44}{:>10.2} ms, {:.2} ms at the 99th of a hundred", "appended one by one", at(50), at(99));
    println!("{:<44}{:>10.2} KB an entry", "on the disk", (size() - empty) as f64 / 1e3 / entries as f64);

    let begun = Instant::now();
    let mut walked = 0;
    log.walk(1, &mut |_| {
        walked += 1;
        ControlFlow::Continue(())
    })
    .expect("it is read");
    let read = begun.elapsed();
    let begun = Instant::now();
    let mut audit = Audit::new();
    log.walk(1, &mut |entry| {
        audit.entry(entry);
        ControlFlow::Continue(())
    })
    .expect("it is read");
    let told = audit.finish();
    println!("{:<44}{:>10.2} s", "read from the first entry to the last", read.as_secs_f64());
    println!("{:<44}{:>10.2} s", "read and checked", begun.elapsed().as_secs_f64());
    assert!(told.disagreement.is_none(), "{:?}", told.disagreement.map(|told| told.sentence(Lang::En)));
    assert_eq!((walked, told.entries), (entries, entries));

    println!("\n{:<44}{:>10}{:>10}{:>10}", "search, 50 entries at most", "median ms", "worst ms", "found");
    for (what, query) in queries(entries) {
        asked(what, || log.list(&query, None, 50).expect("it answers").len());
    }
    let alike = |hashes: u64| Alike {
        sha256: Some(format!("{:064x}", 1_u64 << 40)),
        pixels_sha256: Some(format!("{:064x}", 1_u64 << 41)),
        pdq: (0..hashes).map(|n| if n == 0 { hash(entries / 2 + 1) } else { hash((1 << 40) + n) }).collect(),
        radius: 31,
    };
    asked("seen before: one hash", || log.seen(&alike(1), 50).expect("it answers").len());
    asked("seen before: sixteen hashes", || log.seen(&alike(16), 50).expect("it answers").len());
    asked("one entry", || usize::from(log.entry(entries / 2).expect("it answers").is_some()));
    asked("the end of the log", || usize::from(log.head().expect("it answers").is_some()));
}

fn asked(what: &str, mut ask: impl FnMut() -> usize) {
    let mut found = ask();
    let mut times: Vec<f64> = (0..QUESTIONS)
        .map(|_| {
            let begun = Instant::now();
            found = ask();
            ms(begun.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<44}{:>10.2}{:>10.2}{found:>10}", times[QUESTIONS / 2], times[QUESTIONS - 1]);
}

/// Each tenth is a decision about the report before. Names, people and words as a desk would have them: some everywhere, some
/// once.
fn drafts(numbers: std::ops::Range<u64>) -> Vec<Draft> {
    const PEOPLE: [&str; 7] = ["Ada", "Bo", "Chloé", "Dana", "Élodie Brun", "Femi", "Gül"];
    const KINDS: [DecisionKind; 3] = [DecisionKind::DoNotUse, DecisionKind::UseWithContext, DecisionKind::Escalate];
    let person = |n: u64| if n % 9_973 == 7 { "Zoé Rare" } else { PEOPLE[(n / 10 % 7) as usize] };
    let one = |n: u64| match n % 10 {
        9 => {
            let reason =
                format!("The agency says case{n} is from {}, and that the place is another one.", 1990 + n % 35);
            let reason = if n % 4_999 == 9 { reason + " Confirmed by telephone." } else { reason };
            Draft::Decision {
                about: About::Entry(n),
                decision: decision(KINDS[(n / 10 % 3) as usize], person(n), &reason),
            }
        }
        _ => {
            let name = if n % 7_001 == 5 { format!("Éruption_{n}.JPG") } else { format!("IMG_{n:06}.JPG") };
            let mut logged = report(&name, n);
            logged.by = person(n).into();
            if n % 500 == 3 {
                logged.report.verdict.kind = VerdictKind::KnownMatch;
            }
            Draft::Report { logged: Box::new(logged), picture: None }
        }
    };
    numbers.map(one).collect()
}

fn queries(entries: u64) -> Vec<(&'static str, Query)> {
    let with = |change: &dyn Fn(&mut Query)| {
        let mut query = Query::default();
        change(&mut query);
        query
    };
    vec![
        ("the newest", with(&|_| ())),
        ("a page in the middle", with(&|q| q.before = Some(entries / 2))),
        ("by verdict, common", with(&|q| q.verdicts = vec![VerdictKind::Inconclusive])),
        ("by verdict, one in 500", with(&|q| q.verdicts = vec![VerdictKind::KnownMatch])),
        ("by verdict, none", with(&|q| q.verdicts = vec![VerdictKind::DeclaredAi])),
        ("by decision, common", with(&|q| q.decisions = vec![DecisionKind::DoNotUse])),
        ("by decision, none", with(&|q| q.decisions = vec![DecisionKind::ClearedToUse])),
        ("undecided", with(&|q| q.undecided = true)),
        ("by person, common", with(&|q| q.by = "chloé".into())),
        ("by person, rare", with(&|q| q.by = "rare".into())),
        ("by person, none", with(&|q| q.by = "nobody".into())),
        ("by date, all", with(&|q| q.from = "2020-01-01".into())),
        ("by date, none", with(&|q| q.to = "2020-01-01".into())),
        ("by name, common", with(&|q| q.name = "img_".into())),
        ("by name, rare", with(&|q| q.name = "éruption".into())),
        ("by name, none", with(&|q| q.name = "no such name".into())),
        ("by SHA-256, whole", with(&|q| q.sha256 = format!("{:064x}", entries / 2 + 1))),
        ("by SHA-256, none", with(&|q| q.sha256 = "f".into())),
        ("by words, common", with(&|q| q.words = "agency place".into())),
        ("by words, rare", with(&|q| q.words = "telephone confirmed".into())),
        ("by words, one common and one rare", with(&|q| q.words = "agency telephone".into())),
        ("by words, none", with(&|q| q.words = "nothing".into())),
        ("by the beginning of a word", with(&|q| q.words = "case1".into())),
        ("decisions about one report", with(&|q| q.about = Some(entries / 2 / 10 * 10 + 9))),
        (
            "by person, words and verdict",
            with(&|q| {
                (q.by, q.words) = ("dana".into(), "agency".into());
                q.verdicts = vec![VerdictKind::Inconclusive];
            }),
        ),
        (
            "undecided, by person, with a rare verdict",
            with(&|q| {
                (q.by, q.undecided) = ("chloé".into(), true);
                q.verdicts = vec![VerdictKind::KnownMatch];
            }),
        ),
    ]
}

fn size(folder: &Path) -> u64 {
    fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|file| Some(file.metadata().ok()?.len())).sum()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
