//! What is PostgreSQL's own: who may what, what happens when the server goes, which plan it takes.

use std::{
    env,
    ops::ControlFlow,
    process::Command,
    sync::{Barrier, OnceLock},
    thread,
    time::Instant,
};

use whence_model::{
    Lang,
    ledger::{DecisionKind, Erased, Query, SeenBy},
};
use whence_store::{
    LedgerError, LedgerStore, PostgresLedger, PostgresLists, TeamError, TeamLists,
    ledger::{About, Alike},
};

use crate::{
    server::{Server, database_of},
    suite,
    words::{decided, erasure, hash, logged},
};

pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(""))
}

fn open(address: &str) -> PostgresLedger {
    PostgresLedger::at(address).unwrap()
}

/// A log of one entry, in a database of its own.
fn begun() -> (String, PostgresLedger) {
    let address = server().database();
    let log = open(&address);
    log.append(&[logged("one.jpg", 1)]).unwrap();
    (address, log)
}

fn is_denied<T: std::fmt::Debug>(done: Result<T, LedgerError>) {
    assert!(matches!(done, Err(LedgerError::Team(TeamError::Denied { .. }))), "{done:?}");
}

#[test]
fn it_does_what_every_store_does() {
    for (name, test) in suite::ALL {
        eprintln!("{name}");
        let address = server().database();
        test(&|| Box::new(open(&address)));
    }
}

/// Whatever the server was built with: names are compared without its help.
#[test]
fn names_are_found_without_collations_of_the_server() {
    let (address, log) = begun();
    let sql = "DELETE FROM pg_collation WHERE collname NOT IN ('default', 'C', 'POSIX')";
    server().sql(database_of(&address), &format!("SET allow_system_table_mods = on; {sql}"));
    log.append(&[logged("Été_ÉLODIE Σίσυφος 100%.jpg", 2)]).unwrap();
    for name in ["élodie", "ÉTÉ_é", "ΣΊΣΥΦΟΣ", "σίσυφος 100%", "100%.JPG"] {
        let found = open(&address).list(&Query { name: name.into(), ..Query::default() }, None, 9).unwrap();
        assert_eq!(found.iter().map(|entry| entry.position).collect::<Vec<_>>(), [2], "{name}");
    }
}

#[test]
fn two_who_begin_at_once_lay_it_out_once() {
    let address = server().database();
    let connected = Barrier::new(6);
    thread::scope(|scope| {
        for n in 0..6 {
            let (address, connected) = (&address, &connected);
            scope.spawn(move || {
                let log = open(address);
                assert_eq!(log.head().unwrap(), None);
                connected.wait();
                log.append(&[logged("p.jpg", n)]).unwrap();
            });
        }
    });
    let entries = suite::all(&open(&address));
    assert_eq!((entries.len(), suite::disagreement(&entries)), (6, None));
    assert_eq!(server().sql(database_of(&address), "SELECT count(*) FROM whence_log.migration"), "1");
}

#[test]
fn looking_lays_out_nothing() {
    let address = server().database();
    let log = open(&address);
    assert_eq!(log.head().unwrap(), None);
    assert_eq!(log.list(&Query::default(), None, 9).unwrap(), []);
    let schemas = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'whence%'";
    assert_eq!(server().sql(database_of(&address), schemas), "0");
}

#[test]
fn it_stands_beside_the_lists() {
    let (address, log) = begun();
    let lists = PostgresLists::at(&address).unwrap();
    assert!(matches!(lists.lists(), Err(TeamError::NotSetUp { .. })), "a log is no list");
    assert_eq!(log.head().unwrap().unwrap().position, 1);
}

#[test]
fn what_a_later_version_laid_out_is_left_alone() {
    let (address, _) = begun();
    server().sql(database_of(&address), "INSERT INTO whence_log.migration VALUES (9)");
    let log = open(&address);
    let newer = |error| matches!(error, LedgerError::Team(TeamError::Newer { schema: 9, .. }));
    assert!(newer(log.head().unwrap_err()));
    assert!(newer(log.append(&[logged("two.jpg", 2)]).unwrap_err()));
}

/// Not a test of its own: what the programs below run.
#[test]
fn writer_of_many_processes() {
    let Ok(address) = env::var(WRITER) else { return };
    let log = open(&address);
    (0..12).for_each(|n| drop(log.append(&[logged("p.jpg", u64::from(std::process::id()) * 100 + n)]).unwrap()));
}

const WRITER: &str = "WHENCE_TEST_LEDGER_ADDRESS";

#[test]
fn eight_programs_at_once_lose_nothing() {
    let address = server().database();
    let programs: Vec<_> = (0..8)
        .map(|_| {
            Command::new(env::current_exe().unwrap())
                .args(["--exact", "postgres::writer_of_many_processes"])
                .env(WRITER, &address)
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    programs.into_iter().for_each(|mut one| assert!(one.wait().unwrap().success()));
    let entries = suite::all(&open(&address));
    assert_eq!((entries.len(), suite::disagreement(&entries)), (96, None));
}

/// The rights are those that docs/ledger-team.md gives.
#[test]
fn a_reader_reads_a_writer_appends_and_only_an_eraser_erases() {
    let (address, _) = begun();
    let database = database_of(&address);
    let page = include_str!("../../../../docs/ledger-team.md");
    let grants =
        page.split("```sql").find(|part| part.contains("CREATE ROLE whence_log_reader")).unwrap().split("```").next();
    server().sql(database, grants.unwrap());
    for (name, role) in
        [("rita", "whence_log_reader"), ("ward", "whence_log_writer"), ("edda", "whence_log_eraser"), ("stella", "")]
    {
        server().sql(database, &format!("CREATE ROLE {name} LOGIN"));
        if !role.is_empty() {
            server().sql(database, &format!("GRANT {role} TO {name}"));
        }
    }
    let [reader, writer, eraser, stranger] =
        ["rita", "ward", "edda", "stella"].map(|name| open(&server().address(name, database)));
    assert_eq!(reader.list(&Query::default(), None, 9).unwrap().len(), 1);
    assert_eq!(reader.entry(1).unwrap().unwrap().position, 1);
    is_denied(reader.append(&[logged("r.jpg", 2)]));
    writer.append(&[logged("w.jpg", 2), decided(About::Before, DecisionKind::DoNotUse, "Ward", "no")]).unwrap();
    let refused = writer.erase(&erasure(&[2], Erased::Everything)).unwrap_err();
    assert!(refused.sentence(Lang::En).contains("denies it"), "{refused:?}");
    is_denied::<()>(Err(refused));
    assert_eq!(writer.head().unwrap().unwrap().position, 3, "nothing says that it was erased");
    eraser.erase(&erasure(&[2], Erased::Everything)).unwrap();
    eraser.append(&[logged("e.jpg", 3)]).unwrap();
    is_denied(stranger.head());
    is_denied(stranger.append(&[logged("s.jpg", 4)]));
    let entries = suite::all(&reader);
    assert_eq!((entries.len(), suite::disagreement(&entries)), (5, None));
    // In the server's own words, past us.
    for (name, sql, may) in [
        ("edda", "DELETE FROM whence_log.part WHERE position = 5", true),
        ("ward", "DELETE FROM whence_log.part", false),
        ("ward", "UPDATE whence_log.term SET by_name = 'x'", false),
        ("edda", "UPDATE whence_log.part SET bytes = ''", false),
        ("edda", "DELETE FROM whence_log.entry", false),
        ("edda", "TRUNCATE whence_log.word", false),
        ("ward", "INSERT INTO whence_log.migration VALUES (9)", false),
        ("rita", "INSERT INTO whence_log.word VALUES ('x', 1)", false),
    ] {
        assert_eq!(server().does(name, database, sql), may, "{name}: {sql}");
    }
    let told = suite::disagreement(&suite::all(&reader)).unwrap();
    assert!(told.contains('5'), "what no entry says was erased is told: {told}");
}

#[test]
fn an_entry_is_neither_changed_nor_taken_away_by_mistake() {
    let (address, log) = begun();
    for sql in [
        "UPDATE whence_log.entry SET digest = 'e'",
        "DELETE FROM whence_log.entry",
        "TRUNCATE whence_log.entry",
        "UPDATE whence_log.part SET bytes = ''",
        "SET session_replication_role = replica; DELETE FROM whence_log.entry",
        "INSERT INTO whence_log.entry SELECT * FROM whence_log.entry",
    ] {
        assert!(!server().does("whence", database_of(&address), sql), "{sql}");
    }
    assert_eq!(suite::disagreement(&suite::all(&log)), None);
}

#[test]
fn a_connection_that_breaks_is_opened_anew_for_the_next() {
    let (address, log) = begun();
    let others = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'whence'";
    let broken = || assert_ne!(server().sql(database_of(&address), others), "0");
    broken();
    assert_eq!(log.head().unwrap().unwrap().position, 1, "a question is put again");
    broken();
    assert_eq!(log.append(&[logged("two.jpg", 2)]).unwrap()[0].position, 2);
}

/// While somebody holds the end of the chain, another waits; when the first is gone without a word, the other goes on.
#[test]
fn whoever_breaks_off_in_the_middle_of_an_append_leaves_nothing() {
    let (address, log) = begun();
    let database = database_of(&address);
    let lock = 0x7768_6e63_2e6c_6f67_u64;
    let held = format!("SELECT pg_advisory_xact_lock({lock}), pg_sleep(60)");
    thread::scope(|scope| {
        let holder = scope.spawn(|| server().does("whence", database, &held));
        let waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = \
                     (SELECT oid FROM pg_database WHERE datname = current_database())";
        let comes = |many: &str| {
            let begun = Instant::now();
            while server().sql(database, waits) != many {
                assert!(begun.elapsed().as_secs() < 30, "nobody waits");
            }
        };
        comes("1");
        let writer = scope.spawn(|| log.append(&[logged("two.jpg", 2)]));
        comes("2");
        assert!(!writer.is_finished());
        let end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = \
                   (SELECT oid FROM pg_database WHERE datname = current_database())";
        server().sql(database, end);
        assert!(!holder.join().unwrap());
        assert_eq!(writer.join().unwrap().unwrap()[0].position, 2);
    });
}

#[test]
fn a_walk_ends_where_it_is_broken_off() {
    let (_, log) = begun();
    log.append(&(2..=300).map(|n| logged("p.jpg", n)).collect::<Vec<_>>()).unwrap();
    let mut seen = Vec::new();
    log.walk(3, &mut |entry| {
        seen.push(entry.position);
        // Whoever appends meanwhile is not kept waiting, and is not seen.
        if entry.position == 3 {
            log.append(&[logged("late.jpg", 301)]).unwrap();
        }
        if seen.len() == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!(seen, [3, 4, 5, 6, 7]);
    assert_eq!(suite::all(&log).len(), 301);
}

#[test]
fn what_is_too_far_is_refused_and_not_left_out() {
    let (_, log) = begun();
    let wide = Alike { pdq: vec![hash(1)], radius: 32, ..Alike::default() };
    assert_eq!(log.seen(&wide, 5), Err(LedgerError::Team(TeamError::TooWide { radius: 32 })));
}

/// Everything within the radius, held against counting the bits of all.
#[test]
fn nothing_near_is_missed() {
    let (_, log) = begun();
    log.append(&(2..=60).map(|n| logged("p.jpg", n)).collect::<Vec<_>>()).unwrap();
    for n in 0..200_u64 {
        let (of, bits) = (1 + n % 60, n % 36);
        let mut near = hash(of);
        // So spread that no band has two more than another.
        (0..bits).for_each(|bit| near[(bit * 2 % 32 + (bit / 16)) as usize] ^= 1 << (n * 7 % 8));
        let distance: u32 = near.iter().zip(hash(of)).map(|(a, b)| (a ^ b).count_ones()).sum();
        let found = log.seen(&Alike { pdq: vec![near], radius: 31, ..Alike::default() }, 5).unwrap();
        let found: Vec<_> = found.iter().map(|seen| (seen.entry.position, seen.by)).collect();
        match distance {
            0..=31 => assert_eq!(found, [(of, SeenBy::Pdq { distance: distance as u16 })]),
            _ => assert_eq!(found, []),
        }
    }
}

/// Sixteen indexes are asked and nothing else is read: in a log of one entry, in a long one whose figures nobody gathered
/// yet, and after they were.
#[test]
fn the_plan_is_a_bitmap_or() {
    let (address, log) = begun();
    let database = database_of(&address);
    server().sql(database, "ALTER TABLE whence_log.hash SET (autovacuum_enabled = off)");
    let held = |when: &str| {
        for hashes in [1, 16] {
            let alike =
                Alike { pdq: (0..hashes).map(|n| hash(1_000_000 + n)).collect(), radius: 31, ..Alike::default() };
            let plan = log.explain(&alike).unwrap();
            assert_eq!(plan.matches("Bitmap Index Scan on hash_b").count(), 16, "{when}: {plan}");
            assert!(plan.contains("BitmapOr") && !plan.contains("Seq Scan on hash"), "{when}: {plan}");
        }
    };
    held("one entry");
    let sql = "INSERT INTO whence_log.hash (position, at, pdq) \
               SELECT n, 0, (SELECT string_agg(('x' || md5(n::text || k))::bit(128)::text, '') FROM generate_series(1, 2) k)::bit(256) \
               FROM generate_series(1000, 31000) n";
    server().sql(database, sql);
    held("before the figures");
    server().sql(database, "ANALYZE whence_log.hash");
    held("after");
    let found = log.seen(&Alike { pdq: vec![hash(1)], radius: 31, ..Alike::default() }, 5).unwrap();
    assert_eq!(found.iter().map(|seen| seen.entry.position).collect::<Vec<_>>(), [1]);
}
