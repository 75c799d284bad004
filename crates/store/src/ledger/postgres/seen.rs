use postgres::{IsolationLevel, types::ToSql};
use whence_model::ledger::{Seen, SeenBy};

use super::{
    Fault, positive,
    read::{DIALECT, summaries},
};
use crate::{
    ledger::{Alike, question::Question},
    postgres::{bands, bits::Bits, session::Session},
};

/// What stands for the same bytes, and for the same pixels, where a distance stands otherwise.
const SHA256: i64 = -2;
const PIXELS: i64 = -1;

pub fn seen(session: &mut Session, alike: &Alike, most: u32) -> Result<Vec<Seen>, Fault> {
    let nearest = session.prepared.get(&mut session.client, &question())?;
    let at_once = session.client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let mut at_once = at_once.start()?;
    let rows = at_once.query(&nearest, &Values::of(alike, most).parameters())?;
    let nearest: Vec<(u64, SeenBy)> = rows.iter().map(|row| (positive(row.get(0)), by(row.get(1)))).collect();
    let positions: Vec<u64> = nearest.iter().map(|(position, _)| *position).collect();
    let entries = summaries(&mut at_once, &Question::these(&positions, &DIALECT))?;
    let entry = |position: u64| entries.iter().find(|entry| entry.position == position).cloned();
    Ok(nearest.into_iter().filter_map(|(position, by)| Some(Seen { entry: entry(position)?, by })).collect())
}

pub fn explain(session: &mut Session, alike: &Alike) -> Result<String, Fault> {
    let sql = format!("EXPLAIN (ANALYZE, COSTS OFF) {}", question());
    let lines = session.client.query(&sql, &Values::of(alike, 5).parameters())?;
    Ok(lines.iter().map(|row| row.get::<_, String>(0) + "\n").collect())
}

fn by(distance: i64) -> SeenBy {
    match distance {
        SHA256 => SeenBy::Sha256,
        PIXELS => SeenBy::Pixels,
        distance => SeenBy::Pdq { distance: u16::try_from(distance).unwrap_or(u16::MAX) },
    }
}

/// What stands in the question.
struct Values<'a> {
    pdq: Vec<Bits>,
    words: Vec<i16>,
    radius: i64,
    sha256: Option<&'a str>,
    pixels: Option<&'a str>,
    most: i64,
}

impl<'a> Values<'a> {
    fn of(alike: &'a Alike, most: u32) -> Self {
        Self {
            pdq: alike.pdq.iter().map(|hash| Bits(*hash)).collect(),
            words: alike.pdq.iter().flat_map(bands::words).collect(),
            radius: alike.radius.into(),
            sha256: alike.sha256.as_deref(),
            pixels: alike.pixels_sha256.as_deref(),
            most: most.into(),
        }
    }

    fn parameters(&self) -> [&(dyn ToSql + Sync); 6] {
        [&self.pdq, &self.words, &self.radius, &self.sha256, &self.pixels, &self.most]
    }
}

/// The nearest reports, each once, then the newest: `$1` the hashes, `$2` their words, `$3` the radius, `$4` and `$5` the
/// digests of file and pixels, `$6` how many at most.
fn question() -> String {
    let near = bands::near("$2", "q.i");
    format!(
        "SELECT f.position, min(f.distance) AS nearest \
         FROM (SELECT h.position, bit_count(h.pdq # q.pdq) AS distance \
               FROM unnest($1::bit(256)[]) WITH ORDINALITY AS q (pdq, i) JOIN whence_log.hash h ON ({near}) \
               WHERE bit_count(h.pdq # q.pdq) <= $3::bigint \
               UNION ALL SELECT position, {SHA256} FROM whence_log.term WHERE sha256 = $4::text \
               UNION ALL SELECT position, {PIXELS} FROM whence_log.term WHERE pixels_sha256 = $5::text) f \
         GROUP BY f.position ORDER BY nearest, f.position DESC LIMIT $6::bigint"
    )
}
