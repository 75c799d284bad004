use std::{cmp::Reverse, collections::BTreeMap, ops::ControlFlow};

use rusqlite::{Connection, OptionalExtension, Row, functions::FunctionFlags, params_from_iter, types::ValueRef};
use whence_model::{
    ledger::{Query, Seen, SeenBy, Stored, StoredColumns, StoredPart, Summary, Terms},
    t,
};

use super::number;
use crate::ledger::{
    Alike, Head, LedgerError,
    pack::part_named,
    question::{COLUMNS, Cells, Dialect, Holding, Question, folded, summary},
};

const DIALECT: Dialect =
    Dialect { schema: "", holding: |text| Holding { sql: ["holds(", ", ", ")"], value: text.to_owned() } };

/// Adds what the dialect names: whether a text holds another, which is folded already.
pub fn add_holds(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds", 2, flags, |of| {
        let (Ok(text), Ok(sought)) = (of.get_raw(0).as_str(), of.get_raw(1).as_str()) else { return Ok(false) };
        // Most names are ASCII, which is folded faster.
        Ok(if text.is_ascii() { text.to_ascii_lowercase().contains(sought) } else { folded(text).contains(sought) })
    })
}

/// Where the chain ends. The id of the ledger is in its header: a head without one is no head of ours.
pub fn head(connection: &Connection, place: &str) -> Result<Option<Head>, LedgerError> {
    let unusable =
        |error: rusqlite::Error| LedgerError::Unusable { place: place.into(), why: error.to_string().into() };
    let sql = "SELECT position, digest, recorded_at, header FROM entry ORDER BY position DESC LIMIT 1";
    let found = connection.prepare_cached(sql).and_then(|mut last| {
        last.query_row([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_bytes()?.to_vec()))
        })
        .optional()
    });
    let Some((position, digest, recorded_at, header)) = found.map_err(unusable)? else { return Ok(None) };
    Head::of(position.unsigned_abs(), digest, recorded_at, &header).map(Some).ok_or_else(|| LedgerError::Broken {
        place: place.into(),
        why: t("its last entry has no header that could be read", "sa dernière entrée n'a pas d'en-tête lisible"),
    })
}

pub fn list(
    connection: &Connection,
    query: &Query,
    among: Option<&[u64]>,
    most: u32,
) -> rusqlite::Result<Vec<Summary>> {
    summaries(connection, &Question::list(query, among, most, &DIALECT))
}

fn summaries(connection: &Connection, question: &Question) -> rusqlite::Result<Vec<Summary>> {
    let mut statement = connection.prepare_cached(&question.sql)?;
    debug_assert_eq!(statement.column_count(), COLUMNS);
    let rows = statement.query_map(params_from_iter(&question.values), |row| summary(row))?;
    rows.collect()
}

impl Cells for Row<'_> {
    type Error = rusqlite::Error;

    fn text(&self, at: usize) -> rusqlite::Result<Option<String>> {
        self.get(at)
    }

    fn number(&self, at: usize) -> rusqlite::Result<Option<i64>> {
        self.get(at)
    }
}

/// Entries as they are kept, in order, up to one or to the end.
pub fn entries(
    connection: &Connection,
    from: u64,
    to: Option<u64>,
    each: &mut dyn FnMut(&Stored) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT e.position, e.digest, e.header, e.recorded_at, e.kind, e.about, e.earlier, \
               t.position, t.name, t.sha256, t.pixels_sha256, t.verdict, t.decision, t.by_name \
               FROM entry e LEFT JOIN term t ON t.position = e.position WHERE e.position BETWEEN ?1 AND ?2 ORDER BY e.position";
    let mut entries = connection.prepare_cached(sql)?;
    let mut parts = connection.prepare_cached("SELECT name, bytes FROM part WHERE position = ?1 ORDER BY name")?;
    let mut words = connection.prepare_cached("SELECT word FROM word WHERE position = ?1 ORDER BY word")?;
    let mut hashes = connection.prepare_cached("SELECT pdq FROM hash WHERE position = ?1 ORDER BY at")?;
    let mut rows = entries.query([number(from), to.map_or(i64::MAX, number)])?;
    while let Some(row) = rows.next()? {
        let position: i64 = row.get(0)?;
        let optional = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(i64::unsigned_abs));
        let mut entry = Stored {
            position: position.unsigned_abs(),
            digest: text(row, 1)?.unwrap_or_default(),
            header: bytes(row, 2)?,
            columns: StoredColumns {
                recorded_at: text(row, 3)?.unwrap_or_default(),
                kind: text(row, 4)?.unwrap_or_default(),
                about: optional(5)?,
                earlier: optional(6)?,
            },
            ..Stored::default()
        };
        for part in parts.query_map([position], |part| Ok((text(part, 0)?.unwrap_or_default(), bytes(part, 1)?)))? {
            let (name, bytes) = part?;
            let name = part_named(&name, &entry.columns.kind);
            entry.parts.push(StoredPart { name, bytes });
        }
        let words = words.query_map([position], |row| Ok(text(row, 0)?.unwrap_or_default()))?;
        let words: Vec<String> = words.collect::<Result<_, _>>()?;
        let hashes: Vec<Vec<u8>> = hashes.query_map([position], |row| bytes(row, 0))?.collect::<Result<_, _>>()?;
        // One that is none is missed.
        let hashes: Vec<[u8; 32]> = hashes.into_iter().filter_map(|hash| hash.try_into().ok()).collect();
        // What is left of them without the rest is told too.
        if optional(7)?.is_some() || !words.is_empty() || !hashes.is_empty() {
            entry.terms = Some(Terms {
                name: text(row, 8)?,
                sha256: text(row, 9)?,
                pixels_sha256: text(row, 10)?,
                verdict: text(row, 11)?,
                decision: text(row, 12)?,
                by: text(row, 13)?,
                pdq: hashes,
                words,
            });
        }
        if each(&entry).is_break() {
            break;
        }
    }
    Ok(())
}

/// A text as it stands, also where it is no UTF-8 or no text any more: whoever checks the log is to see it, and not that it
/// cannot be read.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    })
}

/// Bytes, likewise.
fn bytes(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
        _ => Vec::new(),
    })
}

pub fn seen(connection: &Connection, alike: &Alike, most: u32) -> rusqlite::Result<Vec<Seen>> {
    let mut nearest: BTreeMap<u64, SeenBy> = BTreeMap::new();
    let mut note = |position: i64, by: SeenBy| {
        let standing = nearest.entry(position.unsigned_abs()).or_insert(by);
        *standing = by.min(*standing);
    };
    let digests = [("sha256", &alike.sha256, SeenBy::Sha256), ("pixels_sha256", &alike.pixels_sha256, SeenBy::Pixels)];
    for (column, digest, by) in digests {
        let Some(digest) = digest else { continue };
        let mut found = connection.prepare_cached(&format!("SELECT position FROM term WHERE {column} = ?1"))?;
        let mut rows = found.query([digest])?;
        while let Some(row) = rows.next()? {
            note(row.get(0)?, by);
        }
    }
    if !alike.pdq.is_empty() {
        let asked: Vec<_> = alike.pdq.iter().map(words).collect();
        let mut hashes = connection.prepare_cached("SELECT position, pdq FROM hash")?;
        let mut rows = hashes.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(kept) = <[u8; 32]>::try_from(row.get_ref(1)?.as_bytes()?) else { continue };
            let kept = words(&kept);
            if let Some(distance) = asked.iter().filter_map(|asked| near(asked, &kept, alike.radius)).min() {
                note(row.get(0)?, SeenBy::Pdq { distance });
            }
        }
    }
    let mut nearest: Vec<(u64, SeenBy)> = nearest.into_iter().collect();
    nearest.sort_by_key(|(position, by)| (*by, Reverse(*position)));
    nearest.truncate(most as usize);
    let positions: Vec<u64> = nearest.iter().map(|(position, _)| *position).collect();
    let entries = summaries(connection, &Question::these(&positions, &DIALECT))?;
    let entry = |position: u64| entries.iter().find(|entry| entry.position == position).cloned();
    Ok(nearest.into_iter().filter_map(|(position, by)| Some(Seen { entry: entry(position)?, by })).collect())
}

fn words(hash: &[u8; 32]) -> [u64; 4] {
    std::array::from_fn(|at| {
        let bytes = hash.chunks_exact(8).nth(at).and_then(|bytes| bytes.try_into().ok());
        u64::from_be_bytes(bytes.unwrap_or_default())
    })
}

/// The bits in which two hashes differ, where these are no more than the radius: most are too many after two words.
fn near(one: &[u64; 4], other: &[u64; 4], radius: u16) -> Option<u16> {
    let mut distance = 0;
    for (a, b) in one.iter().zip(other) {
        distance += (a ^ b).count_ones() as u16;
        if distance > radius {
            return None;
        }
    }
    Some(distance)
}
