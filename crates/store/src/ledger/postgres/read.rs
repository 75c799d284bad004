use std::ops::ControlFlow;

use postgres::{
    Client, GenericClient, IsolationLevel, Row,
    fallible_iterator::FallibleIterator,
    types::{ToSql, Type},
};
use whence_model::{
    ledger::{Query, Stored, StoredColumns, StoredPart, Summary, Terms},
    t,
};

use super::{Fault, any_case::any_case, number, positive};
use crate::{
    ledger::{
        Head, LedgerError,
        pack::part_named,
        question::{Cells, Dialect, Holding, Question, summary},
    },
    postgres::bits::Bits,
};

pub const DIALECT: Dialect = Dialect { schema: "whence_log.", holding };

/// A server may know capitals of ASCII alone, whatever it was built with and for: of other letters it is handed all forms.
fn holding(text: &str) -> Holding {
    if !text.is_ascii() {
        return Holding { sql: ["", " ~ ", ""], value: any_case(text) };
    }
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    Holding { sql: ["lower(", ") LIKE ", " ESCAPE '!'"], value: pattern + "%" }
}

pub const HEAD: &str =
    "SELECT position, digest, recorded_at, header FROM whence_log.entry ORDER BY position DESC LIMIT 1";

/// Where the chain ends. The id of the ledger is in its header: a head without one is no head of ours.
pub fn head(row: &Row, place: &str) -> Result<Head, LedgerError> {
    let header: &str = row.get(3);
    Head::of(positive(row.get(0)), row.get(1), row.get(2), header.as_bytes()).ok_or_else(|| LedgerError::Broken {
        place: place.into(),
        why: t("its last entry has no header that could be read", "sa dernière entrée n'a pas d'en-tête lisible"),
    })
}

pub fn list(
    client: &mut impl GenericClient,
    query: &Query,
    among: Option<&[u64]>,
    most: u32,
) -> Result<Vec<Summary>, Fault> {
    summaries(client, &Question::list(query, among, most, &DIALECT))
}

pub fn summaries(client: &mut impl GenericClient, question: &Question) -> Result<Vec<Summary>, Fault> {
    let values: Vec<&(dyn ToSql + Sync)> = question.values.iter().map(|value| value as _).collect();
    let rows = client.query(&question.sql, &values)?;
    Ok(rows.iter().map(summary).collect::<Result<_, _>>()?)
}

impl Cells for Row {
    type Error = postgres::Error;

    fn text(&self, at: usize) -> Result<Option<String>, postgres::Error> {
        self.try_get(at)
    }

    fn number(&self, at: usize) -> Result<Option<i64>, postgres::Error> {
        match *self.columns()[at].type_() {
            Type::INT4 => Ok(self.try_get::<_, Option<i32>>(at)?.map(i64::from)),
            _ => self.try_get(at),
        }
    }
}

/// Entries as they are kept, in order, up to one or to the end, as they stand at one moment: one question, and an answer that
/// is read as it comes.
pub fn entries(
    client: &mut Client,
    from: u64,
    to: Option<u64>,
    each: &mut dyn FnMut(&Stored) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let sql = "SELECT e.position, e.digest, e.header, e.recorded_at, e.kind, e.about, e.earlier, \
               t.position, t.name, t.sha256, t.pixels_sha256, t.verdict, t.decision, t.by_name, \
               ARRAY(SELECT p.name FROM whence_log.part p WHERE p.position = e.position ORDER BY p.name), \
               ARRAY(SELECT p.bytes FROM whence_log.part p WHERE p.position = e.position ORDER BY p.name), \
               ARRAY(SELECT w.word FROM whence_log.word w WHERE w.position = e.position ORDER BY w.word), \
               ARRAY(SELECT h.pdq FROM whence_log.hash h WHERE h.position = e.position ORDER BY h.at) \
               FROM whence_log.entry e LEFT JOIN whence_log.term t ON t.position = e.position \
               WHERE e.position BETWEEN $1 AND $2 ORDER BY e.position";
    let at_once = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let mut at_once = at_once.start()?;
    // However long the log, and however slowly it is looked at.
    at_once.batch_execute("SET LOCAL statement_timeout = 0")?;
    let mut rows = at_once.query_raw(sql, [number(from), to.map_or(i64::MAX, number)])?;
    while let Some(row) = rows.next()? {
        if each(&stored(&row)?).is_break() {
            break;
        }
    }
    Ok(())
}

fn stored(row: &Row) -> Result<Stored, postgres::Error> {
    let optional = |at: usize| Ok::<_, postgres::Error>(row.try_get::<_, Option<i64>>(at)?.map(positive));
    let header: &str = row.try_get(2)?;
    let (kind, names, parts): (&str, Vec<&str>, Vec<&[u8]>) = (row.try_get(4)?, row.try_get(14)?, row.try_get(15)?);
    let parts =
        names.iter().zip(parts).map(|(name, bytes)| StoredPart { name: part_named(name, kind), bytes: bytes.to_vec() });
    let (words, hashes): (Vec<String>, Vec<Bits>) = (row.try_get(16)?, row.try_get(17)?);
    let mut entry = Stored {
        position: positive(row.try_get(0)?),
        digest: row.try_get(1)?,
        header: header.as_bytes().to_vec(),
        columns: StoredColumns {
            recorded_at: row.try_get(3)?,
            kind: kind.into(),
            about: optional(5)?,
            earlier: optional(6)?,
        },
        parts: parts.collect(),
        terms: None,
    };
    // What is left of them without the rest is told too.
    if optional(7)?.is_some() || !words.is_empty() || !hashes.is_empty() {
        entry.terms = Some(Terms {
            name: row.try_get(8)?,
            sha256: row.try_get(9)?,
            pixels_sha256: row.try_get(10)?,
            verdict: row.try_get(11)?,
            decision: row.try_get(12)?,
            by: row.try_get(13)?,
            pdq: hashes.into_iter().map(|hash| hash.0).collect(),
            words,
        });
    }
    Ok(entry)
}
