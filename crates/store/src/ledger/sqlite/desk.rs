use rusqlite::{OptionalExtension, Transaction, params};
use whence_model::ledger::{EntryKind, Stored};

use super::{number, read};
use crate::ledger::{Head, LedgerError, append::Desk};

/// The file while nobody else writes.
pub struct SqliteDesk<'a> {
    pub change: &'a Transaction<'a>,
    pub place: &'a str,
}

impl SqliteDesk<'_> {
    fn told(&self, error: &rusqlite::Error) -> LedgerError {
        LedgerError::Unusable { place: self.place.into(), why: error.to_string().into() }
    }

    fn do_each<T>(
        &self,
        sql: &str,
        each: impl IntoIterator<Item = T>,
        values: impl Fn(&mut rusqlite::CachedStatement<'_>, T) -> rusqlite::Result<usize>,
    ) -> Result<(), LedgerError> {
        let done = self
            .change
            .prepare_cached(sql)
            .and_then(|mut statement| each.into_iter().try_for_each(|one| values(&mut statement, one).map(drop)));
        done.map_err(|error| self.told(&error))
    }

    fn last(&self, sql: &str, value: impl rusqlite::ToSql) -> Result<Option<u64>, LedgerError> {
        let found = self
            .change
            .prepare_cached(sql)
            .and_then(|mut last| last.query_row([value], |row| row.get::<_, Option<i64>>(0)));
        Ok(found.map_err(|error| self.told(&error))?.map(i64::unsigned_abs))
    }
}

impl Desk for SqliteDesk<'_> {
    fn head(&mut self) -> Result<Option<Head>, LedgerError> {
        read::head(self.change, self.place)
    }

    fn now(&mut self) -> Result<String, LedgerError> {
        let now = "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
        self.change.query_row(now, [], |row| row.get(0)).map_err(|error| self.told(&error))
    }

    fn standing(&mut self, position: u64) -> Result<Option<(EntryKind, bool)>, LedgerError> {
        let sql = "SELECT kind, EXISTS (SELECT 1 FROM term t WHERE t.position = e.position) FROM entry e WHERE e.position = ?1";
        let found = self.change.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_row([number(position)], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))
                .optional()
        });
        let found = found.map_err(|error| self.told(&error))?;
        Ok(found.and_then(|(kind, whole)| Some((EntryKind::ALL.into_iter().find(|one| one.code() == kind)?, whole))))
    }

    fn report_on(&mut self, sha256: &str) -> Result<Option<u64>, LedgerError> {
        self.last("SELECT max(position) FROM term WHERE sha256 = ?1", sha256)
    }

    fn decision_about(&mut self, report: u64) -> Result<Option<u64>, LedgerError> {
        self.last("SELECT max(position) FROM entry WHERE about = ?1 AND kind = 'decision'", number(report))
    }

    fn insert(&mut self, entry: &Stored) -> Result<(), LedgerError> {
        let position = number(entry.position);
        let header = String::from_utf8_lossy(&entry.header);
        let columns = &entry.columns;
        let sql = "INSERT INTO entry (position, digest, header, recorded_at, kind, about, earlier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.do_each(sql, [()], |statement, ()| {
            let (about, earlier) = (columns.about.map(number), columns.earlier.map(number));
            statement.execute(params![
                position,
                entry.digest,
                header,
                columns.recorded_at,
                columns.kind,
                about,
                earlier
            ])
        })?;
        let sql = "INSERT INTO part (position, name, bytes) VALUES (?1, ?2, ?3)";
        self.do_each(sql, &entry.parts, |statement, part| {
            statement.execute(params![position, part.name.code(), part.bytes])
        })?;
        let Some(terms) = &entry.terms else { return Ok(()) };
        let sql = "INSERT INTO term (position, name, sha256, pixels_sha256, verdict, decision, by_name) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.do_each(sql, [terms], |statement, t| {
            statement.execute(params![position, t.name, t.sha256, t.pixels_sha256, t.verdict, t.decision, t.by])
        })?;
        let sql = "INSERT INTO word (word, position) VALUES (?1, ?2)";
        self.do_each(sql, &terms.words, |statement, word| statement.execute(params![word, position]))?;
        let sql = "INSERT INTO hash (position, at, pdq) VALUES (?1, ?2, ?3)";
        let hashes = (0_i64..).zip(&terms.pdq);
        self.do_each(sql, hashes, |statement, (at, pdq)| statement.execute(params![position, at, pdq.as_slice()]))
    }

    fn drop_picture(&mut self, position: u64) -> Result<(), LedgerError> {
        let sql = "DELETE FROM part WHERE position = ?1 AND name = 'picture'";
        self.do_each(sql, [number(position)], |statement, position| statement.execute([position]))
    }

    fn drop_all(&mut self, position: u64) -> Result<(), LedgerError> {
        ["part", "term", "word", "hash"].into_iter().try_for_each(|table| {
            let sql = format!("DELETE FROM {table} WHERE position = ?1");
            self.do_each(&sql, [number(position)], |statement, position| statement.execute([position]))
        })
    }
}
