use postgres::{Row, Transaction, types::ToSql};
use whence_model::ledger::{EntryKind, Stored};

use super::{number, positive, read};
use crate::{
    ledger::{Head, LedgerError, append::Desk},
    postgres::{
        bits::Bits,
        session::{Prepared, told},
    },
};

/// Whoever appends holds it until the transaction ends, so that the chain has one end: "whnc.log" in ASCII.
const LOCK: i64 = 0x7768_6e63_2e6c_6f67;

/// The tables while nobody else appends.
pub struct PostgresDesk<'a, 'b> {
    change: &'a mut Transaction<'b>,
    prepared: &'a mut Prepared,
    place: &'a str,
}

impl<'a, 'b> PostgresDesk<'a, 'b> {
    /// Waits until nobody else appends. The transaction sees at each question what stands then (`READ COMMITTED`): one that
    /// sees what stood when it began would see the end of the chain from before the wait.
    pub fn alone(
        change: &'a mut Transaction<'b>,
        prepared: &'a mut Prepared,
        place: &'a str,
    ) -> Result<Self, LedgerError> {
        let mut desk = Self { change, prepared, place };
        desk.rows("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
        Ok(desk)
    }

    fn rows(&mut self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, LedgerError> {
        let asked = self.prepared.get(self.change, sql).and_then(|statement| self.change.query(&statement, values));
        asked.map_err(|error| told(&error, self.place).into())
    }

    fn last(&mut self, sql: &str, value: &(dyn ToSql + Sync)) -> Result<Option<u64>, LedgerError> {
        Ok(self.rows(sql, &[value])?.first().and_then(|row| row.get(0)).map(positive))
    }
}

impl Desk for PostgresDesk<'_, '_> {
    fn head(&mut self) -> Result<Option<Head>, LedgerError> {
        let rows = self.rows(read::HEAD, &[])?;
        rows.first().map(|row| read::head(row, self.place)).transpose()
    }

    fn now(&mut self) -> Result<String, LedgerError> {
        let sql = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
        Ok(self.rows(sql, &[])?.first().map(|row| row.get(0)).unwrap_or_default())
    }

    fn standing(&mut self, position: u64) -> Result<Option<(EntryKind, bool)>, LedgerError> {
        let sql = "SELECT kind, EXISTS (SELECT FROM whence_log.term t WHERE t.position = e.position) \
                   FROM whence_log.entry e WHERE e.position = $1";
        let rows = self.rows(sql, &[&number(position)])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (kind, whole): (&str, bool) = (row.get(0), row.get(1));
        Ok(EntryKind::ALL.into_iter().find(|one| one.code() == kind).map(|kind| (kind, whole)))
    }

    fn report_on(&mut self, sha256: &str) -> Result<Option<u64>, LedgerError> {
        self.last("SELECT max(position) FROM whence_log.term WHERE sha256 = $1", &sha256)
    }

    fn decision_about(&mut self, report: u64) -> Result<Option<u64>, LedgerError> {
        let sql = "SELECT max(position) FROM whence_log.entry WHERE about = $1 AND kind = 'decision'";
        self.last(sql, &number(report))
    }

    fn insert(&mut self, entry: &Stored) -> Result<(), LedgerError> {
        let position = number(entry.position);
        let header = String::from_utf8_lossy(&entry.header);
        let columns = &entry.columns;
        let (about, earlier) = (columns.about.map(number), columns.earlier.map(number));
        let (names, parts): (Vec<&str>, Vec<&[u8]>) =
            entry.parts.iter().map(|part| (part.name.code(), part.bytes.as_slice())).unzip();
        // One way to the server and back, however far it is.
        let sql = "WITH parts AS (INSERT INTO whence_log.part (position, name, bytes) \
                   SELECT $1, p.* FROM unnest($8::text[], $9::bytea[]) AS p) \
                   INSERT INTO whence_log.entry (position, digest, header, recorded_at, kind, about, earlier) \
                   VALUES ($1::bigint, $2, $3, $4, $5, $6, $7)";
        self.rows(
            sql,
            &[&position, &entry.digest, &header, &columns.recorded_at, &columns.kind, &about, &earlier, &names, &parts],
        )?;
        let Some(terms) = &entry.terms else { return Ok(()) };
        let hashes: Vec<Bits> = terms.pdq.iter().map(|pdq| Bits(*pdq)).collect();
        let sql = "WITH words AS (INSERT INTO whence_log.word (word, position) SELECT w, $1 FROM unnest($8::text[]) AS w), \
                   hashes AS (INSERT INTO whence_log.hash (position, at, pdq) \
                   SELECT $1, h.n - 1, h.pdq FROM unnest($9::bit(256)[]) WITH ORDINALITY AS h (pdq, n)) \
                   INSERT INTO whence_log.term (position, name, sha256, pixels_sha256, verdict, decision, by_name) \
                   VALUES ($1::bigint, $2, $3, $4, $5, $6, $7)";
        let t = terms;
        self.rows(
            sql,
            &[&position, &t.name, &t.sha256, &t.pixels_sha256, &t.verdict, &t.decision, &t.by, &t.words, &hashes],
        )?;
        Ok(())
    }

    fn drop_picture(&mut self, position: u64) -> Result<(), LedgerError> {
        let sql = "DELETE FROM whence_log.part WHERE position = $1 AND name = 'picture'";
        self.rows(sql, &[&number(position)]).map(drop)
    }

    fn drop_all(&mut self, position: u64) -> Result<(), LedgerError> {
        ["part", "term", "word", "hash"].into_iter().try_for_each(|table| {
            let sql = format!("DELETE FROM whence_log.{table} WHERE position = $1");
            self.rows(&sql, &[&number(position)]).map(drop)
        })
    }
}
