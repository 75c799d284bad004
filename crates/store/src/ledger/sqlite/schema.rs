//! What the tables are, and that they are there.

use std::{
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::{Fault, PATIENCE};
use crate::whole_file::take_free;

/// Each takes the schema from its place in the row to the next. What stands here is never changed: others ran it.
const MIGRATIONS: &[&str] = &[include_str!("migrations/1.sql")];
/// "Whnc": what kind of SQLite file this is.
const APPLICATION: i64 = 0x5768_6e63;

/// Every connection is set up so. What was committed outlasts a power cut; what was dropped is overwritten; nothing in a
/// hostile file runs.
const SETTINGS: &str = "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; \
                        PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; \
                        PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY";

/// Sets the connection up and brings the file to our schema.
pub fn ready(connection: &mut Connection, file: &Path) -> Result<(), Fault> {
    connection.execute_batch(SETTINGS)?;
    write_ahead(connection)?;
    migrate(connection, file, MIGRATIONS)
}

/// Gives the file its write-ahead log. To change that, one must be alone with the file, and SQLite refuses at once where
/// somebody else looks at it, whatever its busy timeout: two programs that begin a log at the same moment would otherwise
/// have one of them told that it is locked.
fn write_ahead(connection: &Connection) -> Result<(), Fault> {
    let begun = Instant::now();
    let mode = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    loop {
        // A file keeps its mode: only the first has to change it.
        let changed = match mode("PRAGMA journal_mode")?.as_str() {
            "wal" => return Ok(()),
            _ => mode("PRAGMA journal_mode = WAL"),
        };
        match changed {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            // Where it cannot have one, its rollback journal waits for the disk all the same.
            changed => return Ok(changed.map(drop)?),
        }
    }
}

/// Runs what is missing, each in one transaction. A file that holds something already is copied first, to
/// `FILE.before-N`, where N is the schema that it is brought to.
fn migrate(connection: &mut Connection, file: &Path, migrations: &[&str]) -> Result<(), Fault> {
    let ours = migrations.len() as i64;
    loop {
        // Both numbers as of one moment: somebody else may be writing them.
        let at_once = connection.transaction()?;
        let version = self::version(&at_once)?;
        at_once.commit()?;
        if version > ours {
            return Err(Fault::Newer(version));
        }
        if version == ours {
            return Ok(());
        }
        if version > 0 {
            copy(connection, &backup(file, version + 1))?;
        }
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Somebody else may have been faster.
        if self::version(&change)? == version {
            if version == 0
                && change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))? > 0
            {
                return Err(Fault::NotWritten("it is a database of another program".into()));
            }
            change.execute_batch(migrations[version as usize])?;
            change.pragma_update(None, "application_id", APPLICATION)?;
            change.pragma_update(None, "user_version", version + 1)?;
        }
        change.commit()?;
    }
}

/// The schema of the file, 0 where it has none.
fn version(connection: &Connection) -> Result<i64, Fault> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    match (application, version) {
        (APPLICATION, version) | (0, version @ 0) => Ok(version),
        _ => Err(Fault::NotWritten("it is a database of another program".into())),
    }
}

fn backup(file: &Path, to: i64) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-{to}"));
    name.into()
}

/// A whole copy: under its name at once, or not there. Whoever else makes one meanwhile has a beginning of their own.
fn copy(connection: &Connection, to: &Path) -> Result<(), Fault> {
    if to.exists() {
        return Ok(());
    }
    let mut new = to.as_os_str().to_owned();
    new.push(format!(".{}.new", std::process::id()));
    let new = PathBuf::from(new);
    let _ = std::fs::remove_file(&new);
    let not_written = |error: std::io::Error| Fault::NotWritten(format!("{}: {error}", to.display()));
    // An empty file is written into, with the rights that it has.
    crate::files::private().write(true).create_new(true).open(&new).map_err(not_written)?;
    connection.execute("VACUUM INTO ?1", [new.to_string_lossy()])?;
    let taken = std::fs::File::open(&new).and_then(|copied| copied.sync_all()).and_then(|()| take_free(&new, to));
    let _ = std::fs::remove_file(&new);
    match taken {
        // That of somebody who was faster is older, and holds what stood before.
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(not_written(error)),
        _ => {
            crate::files::flush_folder(to);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("whence-schema-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder.join("ledger.sqlite")
    }

    fn opened(file: &Path) -> Connection {
        let connection = Connection::open(file).unwrap();
        connection.execute_batch(SETTINGS).unwrap();
        assert!(write_ahead(&connection).is_ok());
        connection
    }

    /// With these two, SQLite waits for the disk at each commit (sqlite.org/pragma.html#pragma_synchronous).
    #[test]
    fn a_commit_waits_for_the_disk() {
        let file = place("waits");
        let mut connection = Connection::open(&file).unwrap();
        assert!(ready(&mut connection, &file).is_ok());
        let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        let [synchronous, fullfsync] = ["synchronous", "fullfsync"]
            .map(|name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap());
        assert_eq!((mode.as_str(), synchronous, fullfsync), ("wal", 2, 1));
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }

    #[test]
    fn before_a_migration_the_file_is_copied_once() {
        let file = place("copy");
        let migrations = [MIGRATIONS[0], "ALTER TABLE entry ADD COLUMN note TEXT"];
        let mut connection = opened(&file);
        assert!(migrate(&mut connection, &file, &migrations[..1]).is_ok());
        assert!(!backup(&file, 1).exists(), "of nothing there is no copy");
        let entry =
            "INSERT INTO entry (position, digest, header, recorded_at, kind) VALUES (1, 'd', 'h', 't', 'report')";
        connection.execute(entry, []).unwrap();
        assert!(migrate(&mut connection, &file, &migrations).is_ok());
        let copied = opened(&backup(&file, 2));
        let count =
            |of: &Connection| of.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((count(&connection), count(&copied)), (1, 1));
        assert!(matches!((version(&copied), version(&connection)), (Ok(1), Ok(2))));
        assert!(matches!(migrate(&mut connection, &file, &migrations[..1]), Err(Fault::Newer(2))));
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }

    #[test]
    fn another_programs_file_is_left_alone() {
        let file = place("other");
        let mut connection = opened(&file);
        connection.execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
        assert!(matches!(migrate(&mut connection, &file, MIGRATIONS), Err(Fault::NotWritten(_))));
        connection.pragma_update(None, "user_version", 3).unwrap();
        assert!(matches!(migrate(&mut connection, &file, MIGRATIONS), Err(Fault::NotWritten(_))));
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }

    #[test]
    fn an_entry_is_neither_changed_nor_taken_away_by_mistake() {
        let file = place("stays");
        let mut connection = opened(&file);
        assert!(migrate(&mut connection, &file, MIGRATIONS).is_ok());
        let entry =
            "INSERT INTO entry (position, digest, header, recorded_at, kind) VALUES (1, 'd', 'h', 't', 'report')";
        connection.execute(entry, []).unwrap();
        for change in ["UPDATE entry SET digest = 'e'", "DELETE FROM entry", "REPLACE INTO entry SELECT * FROM entry"] {
            assert!(connection.execute(change, []).is_err(), "{change}");
        }
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }
}
