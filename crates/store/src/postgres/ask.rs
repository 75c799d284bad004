//! Lines on their way out: of one list, and those that a picture may match.

use postgres::{Client, IsolationLevel, Row, Transaction, fallible_iterator::FallibleIterator, types::ToSql};

use super::{Fault, Session, bands, bits::Bits, one, standing};
use crate::{
    TeamError,
    team::{
        Ask, Bits256, Found, FoundLine, MAX_CANDIDATE_BYTES, MAX_CANDIDATES, MAX_FEATURED, MAX_FEATURED_BYTES,
        MAX_RADIUS, TeamList,
    },
};

pub fn read(client: &mut Client, name: &str, each: &mut dyn FnMut(u32, &str)) -> Result<TeamList, Fault> {
    let mut at_once = snapshot(client)?;
    // A long list to somebody who writes it out slowly.
    at_once.batch_execute("SET LOCAL statement_timeout = 0")?;
    let (id, list) = one(&mut at_once, name, false)?;
    let mut rows = at_once.query_raw("SELECT at, text FROM whence.line WHERE list_id = $1 ORDER BY at", [id])?;
    while let Some(row) = rows.next()? {
        each(u32::try_from(row.get::<_, i32>(0)).unwrap_or(0), row.get(1));
    }
    Ok(list)
}

pub fn candidates(session: &mut Session, ask: &Ask) -> Result<Found, Fault> {
    let values = Values::of(ask)?;
    let statement = session.prepared.get(&mut session.client, &question())?;
    let mut at_once = snapshot(&mut session.client)?;
    let lists = standing(&mut at_once, true)?;
    let mut total = 0;
    let found = gathered(&mut at_once, lists, &statement, values.parameters(), MAX_CANDIDATE_BYTES as u64, |row| {
        total = u64::try_from(row.get::<_, i64>(3)).unwrap_or(0);
    })?;
    at_once.commit()?;
    Ok(Found { left: total.saturating_sub(found.lines.len() as u64), ..found })
}

pub fn explain(client: &mut Client, ask: &Ask) -> Result<String, Fault> {
    let values = Values::of(ask)?;
    let sql = format!("EXPLAIN (ANALYZE, COSTS OFF) {}", question());
    let lines = client.query(&sql, &values.parameters())?;
    Ok(lines.iter().map(|row| row.get::<_, String>(0) + "\n").collect())
}

/// What stands in the question.
struct Values<'a> {
    pdq: Vec<Bits>,
    words: Vec<i16>,
    radius: i64,
    sha256: Option<&'a [u8]>,
    pixels: Option<&'a [u8]>,
    most: i64,
}

impl<'a> Values<'a> {
    fn of(ask: &'a Ask) -> Result<Self, TeamError> {
        if ask.radius > MAX_RADIUS {
            return Err(TeamError::TooWide { radius: ask.radius });
        }
        let digest = |hash: &'a Option<Bits256>| hash.as_ref().map(<[u8; 32]>::as_slice);
        Ok(Self {
            pdq: ask.pdq.iter().map(|hash| Bits(*hash)).collect(),
            words: ask.pdq.iter().flat_map(bands::words).collect(),
            radius: ask.radius.into(),
            sha256: digest(&ask.sha256),
            pixels: digest(&ask.pixels_sha256),
            most: MAX_CANDIDATES as i64,
        })
    }

    fn parameters(&self) -> [&(dyn ToSql + Sync); 6] {
        [&self.pdq, &self.words, &self.radius, &self.sha256, &self.pixels, &self.most]
    }
}

pub fn featured(client: &mut Client) -> Result<Found, Fault> {
    let mut at_once = snapshot(client)?;
    let lists = standing(&mut at_once, true)?;
    let total: u64 = lists.iter().map(|(_, list)| list.featured).sum();
    let sql = "SELECT n.list_id, n.at, n.text FROM whence.line n JOIN whence.list l ON l.id = n.list_id \
               WHERE n.featured AND l.enabled ORDER BY n.list_id, n.at LIMIT $1";
    let most = MAX_FEATURED as i64;
    let parameters: [&(dyn ToSql + Sync); 1] = [&most];
    let found = gathered(&mut at_once, lists, sql, parameters, MAX_FEATURED_BYTES, |_| ())?;
    at_once.commit()?;
    Ok(Found { left: total.saturating_sub(found.lines.len() as u64), ..found })
}

/// The lines that a question brings, each with its list and its number before it, until they are too many bytes.
fn gathered<'a>(
    at_once: &mut Transaction<'_>,
    lists: Vec<(i32, TeamList)>,
    sql: &(impl postgres::ToStatement + ?Sized),
    parameters: impl IntoIterator<Item = &'a (dyn ToSql + Sync), IntoIter: ExactSizeIterator>,
    most_bytes: u64,
    mut look: impl FnMut(&Row),
) -> Result<Found, Fault> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    let mut rows = at_once.query_raw(sql, parameters)?;
    while let Some(row) = rows.next()? {
        look(&row);
        let (list, at, text): (i32, i32, &str) = (row.get(0), row.get(1), row.get(2));
        bytes += text.len() as u64;
        if bytes > most_bytes {
            break;
        }
        if let Some(list) = lists.iter().position(|(id, _)| *id == list) {
            lines.push(FoundLine { list, at: u32::try_from(at).unwrap_or(0), text: text.to_owned() });
        }
    }
    drop(rows);
    Ok(Found { lists: lists.into_iter().map(|(_, list)| list).collect(), lines, left: 0 })
}

/// Lists and lines as they stood at one moment.
fn snapshot(client: &mut Client) -> Result<Transaction<'_>, Fault> {
    let at_once = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    Ok(at_once.start()?)
}

/// All the hashes of a picture in one question: `$1` the hashes, `$2` their words, one hash after the other, `$3` the
/// radius, `$4` and `$5` the digests of file and pixels, `$6` how many lines at most. Brings the list, the number of
/// the line, the line, and how many there are in all; the nearest come first.
fn question() -> String {
    let near = bands::near("$2", "q.i");
    format!(
        "SELECT f.list_id, f.at, n.text, f.total \
         FROM (SELECT e.list_id, e.at, min(e.distance) AS distance, count(*) OVER () AS total \
               FROM (SELECT h.list_id, h.at, bit_count(h.pdq # q.pdq) AS distance \
                     FROM unnest($1::bit(256)[]) WITH ORDINALITY AS q (pdq, i) JOIN whence.hash h ON ({near}) \
                     WHERE bit_count(h.pdq # q.pdq) <= $3::bigint \
                     UNION ALL SELECT list_id, at, -1 FROM whence.line WHERE sha256 = $4::bytea \
                     UNION ALL SELECT list_id, at, -1 FROM whence.line WHERE pixels_sha256 = $5::bytea) e \
               JOIN whence.list l ON l.id = e.list_id AND l.enabled \
               GROUP BY e.list_id, e.at ORDER BY distance, e.list_id, e.at LIMIT $6::bigint) f \
         JOIN whence.line n ON n.list_id = f.list_id AND n.at = f.at \
         ORDER BY f.distance, f.list_id, f.at"
    )
}
