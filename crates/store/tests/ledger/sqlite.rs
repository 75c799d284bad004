//! What is SQLite's own: the file, its rights, what erasing leaves in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use whence_model::ledger::{DecisionKind, Erased};
use whence_store::{
    LedgerError, LedgerStore, SqliteLedger,
    ledger::{About, Draft},
};

use crate::{
    suite,
    words::{decided, erasure, logged, report},
};

/// A folder of its own, gone at the end.
pub struct Place(PathBuf);

impl Place {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("whence-ledger-{}-{next}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("ledger.sqlite")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn it_does_what_every_store_does() {
    for (name, test) in suite::ALL {
        eprintln!("{name}");
        let place = Place::new();
        test(&|| Box::new(SqliteLedger::at(place.file())));
    }
}

#[test]
fn looking_makes_no_file() {
    let place = Place::new();
    let log = SqliteLedger::at(place.file());
    assert_eq!(log.head().unwrap(), None);
    assert!(!place.file().exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let log = SqliteLedger::at(place.file());
    log.append(&[logged("one.jpg", 1)]).unwrap();
    for file in fs::read_dir(&place.0).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
    assert_eq!(fs::metadata(&place.0).unwrap().permissions().mode() & 0o777, 0o700);
}

/// Digits of the picture, words of the decision: not in the file, not in what stands beside it.
#[test]
fn what_was_erased_is_nowhere_in_the_files() {
    let place = Place::new();
    let log = SqliteLedger::at(place.file());
    let secret = "chloeuniqueword";
    log.append(&[logged("uniquename.jpg", 0xabcd), decided(About::Before, DecisionKind::DoNotUse, "Ada", secret)])
        .unwrap();
    let contains = |text: &str| {
        let holds = |file: &Path| fs::read(file).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes());
        fs::read_dir(&place.0).unwrap().any(|file| holds(&file.unwrap().path()))
    };
    let digest = format!("{:064x}", 0xabcd);
    assert!(contains(secret) && contains("uniquename") && contains(&digest));
    log.erase(&erasure(&[1, 2], Erased::Everything)).unwrap();
    assert!(!contains(secret) && !contains("uniquename") && !contains(&digest));
}

#[test]
fn a_file_that_is_none_of_ours_is_told_and_left_alone() {
    let place = Place::new();
    fs::create_dir_all(&place.0).unwrap();
    fs::write(place.file(), b"no database at all, but a text of some length, which SQLite would not take for its own")
        .unwrap();
    let before = fs::read(place.file()).unwrap();
    let log = SqliteLedger::at(place.file());
    assert!(matches!(log.head(), Err(LedgerError::Unusable { .. })));
    assert!(matches!(log.append(&[logged("one.jpg", 1)]), Err(LedgerError::Unusable { .. })));
    assert_eq!(fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_file_taken_away_is_begun_anew_and_not_written_into_the_air() {
    let place = Place::new();
    let log = SqliteLedger::at(place.file());
    log.append(&[logged("one.jpg", 1)]).unwrap();
    fs::remove_dir_all(&place.0).unwrap();
    assert_eq!(log.append(&[logged("two.jpg", 2)]).unwrap()[0].position, 1);
    assert_eq!(suite::all(&SqliteLedger::at(place.file())).len(), 1);
}

/// A copy from before is put back while a program has the log open, and what SQLite keeps beside it is taken away.
#[cfg(unix)]
#[test]
fn a_file_that_took_the_place_of_the_open_one_is_written_to() {
    let place = Place::new();
    let copy = place.0.join("copy.sqlite");
    let opened = || SqliteLedger::at(place.file());
    opened().append(&[logged("one.jpg", 1)]).unwrap();
    fs::copy(place.file(), &copy).unwrap();
    let log = opened();
    log.append(&[logged("two.jpg", 2), logged("three.jpg", 3)]).unwrap();
    for beside in ["-wal", "-shm"] {
        fs::remove_file(place.0.join(format!("ledger.sqlite{beside}"))).unwrap();
    }
    fs::rename(&copy, place.file()).unwrap();
    assert_eq!(log.append(&[logged("four.jpg", 4)]).unwrap()[0].position, 2);
    assert_eq!(opened().append(&[logged("five.jpg", 5)]).unwrap()[0].position, 3);
    drop(log);
    let entries = suite::all(&opened());
    assert_eq!((entries.len(), suite::disagreement(&entries)), (3, None));
}

const WRITER: &str = "WHENCE_TEST_LEDGER_FILE";

/// Not a test of its own: what the two programs below run.
#[test]
fn writer_of_two_processes() {
    let Some(file) = env::var_os(WRITER) else { return };
    let log = SqliteLedger::at(file);
    (0..40).for_each(|n| drop(log.append(&[logged("p.jpg", u64::from(std::process::id()) * 100 + n)]).unwrap()));
}

/// Begun anew some times: a file has neither a write-ahead log nor tables at first, and both come to make them.
#[test]
fn two_programs_at_once_lose_nothing() {
    for _ in 0..10 {
        let place = Place::new();
        let program = || {
            Command::new(env::current_exe().unwrap())
                .args(["--exact", "sqlite::writer_of_two_processes", "--nocapture"])
                .env(WRITER, place.file())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        for one in [program(), program()].map(|one| one.wait_with_output().unwrap()) {
            assert!(one.status.success(), "{}", String::from_utf8_lossy(&one.stderr));
        }
        let entries = suite::all(&SqliteLedger::at(place.file()));
        assert_eq!((entries.len(), suite::disagreement(&entries)), (80, None));
    }
}

/// Four entries: a report with a picture, a decision, another report, an erasure of nothing that the others need.
fn four(place: &Place) {
    let log = SqliteLedger::at(place.file());
    let picture = Some(b"\xff\xd8\xff\xe0 small".to_vec());
    log.append(&[
        Draft::Report { logged: Box::new(report("one two.jpg", 1)), picture },
        decided(About::Before, DecisionKind::DoNotUse, "Ada", "made up"),
        logged("three.jpg", 3),
    ])
    .unwrap();
    log.erase(&erasure(&[3], Erased::Picture)).unwrap();
}

/// Whoever can write the file changes one value in it, whichever: the entry that it belongs to is named.
#[test]
fn every_value_in_the_file_is_held_against_the_others() {
    let place = Place::new();
    four(&place);
    let (file, copy) = (place.file(), place.0.join("copy.sqlite"));
    let tables = [
        ("entry", vec!["position", "digest", "header", "recorded_at", "kind", "about", "earlier"]),
        ("part", vec!["position", "name", "bytes"]),
        ("term", vec!["position", "name", "sha256", "pixels_sha256", "verdict", "decision", "by_name"]),
        ("word", vec!["word", "position"]),
        // `at` only tells the two hashes of an entry apart.
        ("hash", vec!["position", "pdq"]),
    ];
    let mut changed = 0;
    for (table, columns) in tables {
        let of = |connection: &rusqlite::Connection| -> Vec<u64> {
            let sql = format!("SELECT position FROM {table} ORDER BY 1, {}", columns[columns.len() - 1]);
            let mut rows = connection.prepare(&sql).unwrap();
            let all = rows.query_map([], |row| row.get::<_, i64>(0)).unwrap();
            all.map(|position| position.unwrap().unsigned_abs()).collect()
        };
        let rows = of(&rusqlite::Connection::open(&file).unwrap());
        for (at, position) in rows.iter().enumerate() {
            let which = format!(
                "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY position, {}) AS at_row FROM {table}) WHERE at_row = {}",
                columns[columns.len() - 1],
                at + 1
            );
            for column in columns.iter().map(|column| Some(*column)).chain([None]) {
                fs::copy(&file, &copy).unwrap();
                let other = rusqlite::Connection::open(&copy).unwrap();
                for trigger in ["entry_stays", "entry_unchanged", "part_unchanged"] {
                    other.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
                }
                // The row by all its values, so that each table is asked alike.
                let same = columns.iter().map(|name| format!("t.{name} IS w.{name}")).collect::<Vec<_>>().join(" AND ");
                let row = format!("EXISTS (SELECT 1 FROM ({which}) w WHERE {same})");
                let sql = match column {
                    None => format!("DELETE FROM {table} AS t WHERE {row}"),
                    Some(column) => format!(
                        "UPDATE {table} AS t SET {column} = CASE typeof({column}) \
                         WHEN 'integer' THEN {column} + 100 WHEN 'null' THEN {} WHEN 'blob' THEN CAST(substr({column}, 1, length({column}) - 1) || \
                         CASE substr({column}, -1) WHEN x'07' THEN x'08' ELSE x'07' END AS BLOB) \
                         ELSE substr({column}, 1, length({column}) - 1) || '~' END WHERE {row}",
                        if matches!(column, "about" | "earlier") { "1" } else { "'~'" }
                    ),
                };
                // The two hashes of the picture are alike here.
                assert!((1..=2).contains(&other.execute(&sql, []).unwrap()), "{sql}");
                drop(other);
                let entries = suite::all(&SqliteLedger::at(&copy));
                let mut audit = whence_audit::Audit::new();
                entries.iter().for_each(|entry| audit.entry(entry));
                let told = audit.finish().disagreement;
                let what = column.unwrap_or("deleted");
                match told {
                    Some(told) => assert_eq!(told.position, *position, "{table}.{what} of {position}"),
                    // The last entry deleted whole: what is left agrees, and only a checkpoint tells.
                    None => {
                        assert!(table == "entry" && column.is_none() && *position == 4, "{table}.{what} of {position}")
                    }
                }
                changed += 1;
            }
        }
    }
    assert!(changed > 100, "{changed}");
}
