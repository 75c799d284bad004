//! Lines on their way in.

use postgres::{Client, Transaction, binary_copy::BinaryCopyInWriter, error::SqlState, types::Type};

use super::{Fault, bits::Bits, one, session::commit, sound};
use crate::{
    TeamError,
    team::{Amended, Line, Lines, Put, TeamList, Write, key},
};

/// Lines that are sent at once, and bytes of them.
const BATCH: usize = 8192;
const BATCH_BYTES: usize = 8 << 20;
/// From so many hashes on, and only where there are not more already, the indexes of the bands are made anew rather than
/// filled one by one: a million hashes take a tenth of the time. Readers wait for that.
const ANEW: u64 = 20_000;
const BANDS: usize = 16;

pub fn put(client: &mut Client, write: &mut Write<'_>) -> Result<Option<Put>, Fault> {
    let mut change = client.transaction()?;
    // However long the file takes to be read.
    change.batch_execute("SET LOCAL statement_timeout = 0")?;
    // No name begins with an end of line: nobody is in the way until the list has its own.
    let sql = "INSERT INTO whence.list (key, name, sha256, entries, featured) \
               VALUES (chr(10) || pg_current_xact_id()::text, '', '', 0, 0) RETURNING id";
    let id: i32 = change.query_one(sql, &[])?.get(0);
    let mut sent = Sent::begin(&mut change, id, 0)?;
    let new = match write(&mut sent) {
        Ok(Some(new)) => new,
        Ok(None) => return Ok(None),
        Err(error) => return Err(sent.failed.take().unwrap_or(error.into())),
    };
    let Counted { next, hashes, featured } = sent.finish()?;
    for text in [Some(&new.name), new.owner.as_ref(), new.licence.as_ref(), Some(&new.sha256)].into_iter().flatten() {
        sound(text)?;
    }
    let standing = one(&mut change, &new.name, true);
    let (replaced, on) = match (standing, new.replace) {
        (Ok(_), false) => return Err(TeamError::NameTaken { name: new.name.into() }.into()),
        (Ok((before, list)), true) => (Some(before), list.on),
        (Err(Fault::Ours(TeamError::NoSuchList { .. })), _) => (None, true),
        (Err(fault), _) => return Err(fault),
    };
    let anew = hashes >= ANEW && hashes >= standing_entries(&mut change)? && owns(&mut change)?;
    if anew {
        (0..BANDS).try_for_each(|band| change.batch_execute(&format!("DROP INDEX whence.hash_b{band}")))?;
    }
    if let Some(before) = replaced {
        forget(&mut change, before)?;
    }
    index(&mut change, id)?;
    if anew {
        let sql = |band| format!("CREATE INDEX hash_b{band} ON whence.hash (b{band})");
        (0..BANDS).try_for_each(|band| change.batch_execute(&sql(band)))?;
    }
    let sql = "UPDATE whence.list SET key = $2, name = $3, owner = $4, licence = $5, sha256 = $6, entries = $7, \
               featured = $8, enabled = $9 WHERE id = $1";
    let (entries, featured) = (i64::from(next), featured as i64);
    let named = change.execute(
        sql,
        &[&id, &key(&new.name), &new.name, &new.owner, &new.licence, &new.sha256, &entries, &featured, &on],
    );
    named.map_err(|error| match error.code() {
        // Somebody put one of this name while we did.
        Some(&SqlState::UNIQUE_VIOLATION) => TeamError::Changed { name: new.name.as_str().into() }.into(),
        _ => Fault::Server(error),
    })?;
    if hashes >= ANEW {
        // Of whoever does not own them, the server only warns.
        change.batch_execute("ANALYZE whence.line, whence.hash")?;
    }
    let (_, list) = one(&mut change, &new.name, false)?;
    commit(change)?;
    Ok(Some(Put { list, replaced: replaced.is_some() }))
}

pub fn amend(client: &mut Client, name: &str, amended: &Amended<'_>) -> Result<TeamList, Fault> {
    let mut change = client.transaction()?;
    let (id, list) = one(&mut change, name, true)?;
    if list.sha256 != amended.before {
        return Err(TeamError::Changed { name: name.into() }.into());
    }
    let remove: Vec<i32> = amended.remove.iter().map(|at| *at as i32).collect();
    change.execute("DELETE FROM whence.hash WHERE list_id = $1 AND at = ANY ($2)", &[&id, &remove])?;
    change.execute("DELETE FROM whence.line WHERE list_id = $1 AND at = ANY ($2)", &[&id, &remove])?;
    let last = "SELECT coalesce(max(at) + 1, 0) FROM whence.line WHERE list_id = $1";
    let first = change.query_one(last, &[&id])?.get(0);
    let mut sent = Sent::begin(&mut change, id, first)?;
    for line in amended.add {
        sent.write(line.clone()).map_err(|error| sent.failed.take().unwrap_or(error.into()))?;
    }
    sent.finish()?;
    index(&mut change, id)?;
    let sql = "UPDATE whence.list SET sha256 = $2, put_by = session_user, put_at = now(), \
               entries = (SELECT count(*) FROM whence.line WHERE list_id = $1), \
               featured = (SELECT count(*) FROM whence.line WHERE list_id = $1 AND featured) WHERE id = $1";
    change.execute(sql, &[&id, &sound(amended.after)?])?;
    let (_, list) = one(&mut change, name, false)?;
    commit(change)?;
    Ok(list)
}

/// Takes a list away with all that is its.
pub fn forget(change: &mut Transaction<'_>, id: i32) -> Result<(), Fault> {
    for table in ["hash", "line"] {
        change.execute(&format!("DELETE FROM whence.{table} WHERE list_id = $1"), &[&id])?;
    }
    change.execute("DELETE FROM whence.list WHERE id = $1", &[&id])?;
    Ok(())
}

/// The hashes that were sent, in their place.
fn index(change: &mut Transaction<'_>, id: i32) -> Result<(), Fault> {
    let sql = "INSERT INTO whence.hash (list_id, at, pdq) SELECT $1, at, pdq FROM pg_temp.whence_sent";
    change.execute(sql, &[&id])?;
    Ok(change.batch_execute("DROP TABLE pg_temp.whence_sent")?)
}

fn standing_entries(change: &mut Transaction<'_>) -> Result<u64, Fault> {
    let sql = "SELECT coalesce(sum(entries), 0)::bigint FROM whence.list";
    Ok(u64::try_from(change.query_one(sql, &[])?.get::<_, i64>(0)).unwrap_or(0))
}

/// Only an owner may make indexes.
fn owns(change: &mut Transaction<'_>) -> Result<bool, Fault> {
    let sql = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'whence.hash'::regclass";
    Ok(change.query_one(sql, &[])?.get(0))
}

/// Lines that are sent in batches: lines and their hashes cannot be sent at the same time.
struct Sent<'a, 'b> {
    change: &'a mut Transaction<'b>,
    list: i32,
    next: i32,
    batch: Vec<(i32, Line)>,
    bytes: usize,
    hashes: u64,
    featured: u64,
    /// What the server said: whoever writes only hears that it was something.
    failed: Option<Fault>,
}

struct Counted {
    /// The number that the next line would have.
    next: i32,
    hashes: u64,
    featured: u64,
}

impl<'a, 'b> Sent<'a, 'b> {
    /// Hashes wait in a table of their own, so that it is known how many there are before the first is indexed.
    fn begin(change: &'a mut Transaction<'b>, list: i32, next: i32) -> Result<Self, Fault> {
        change.batch_execute("CREATE TEMPORARY TABLE whence_sent (at integer, pdq bit(256)) ON COMMIT DROP")?;
        Ok(Self { change, list, next, batch: Vec::new(), bytes: 0, hashes: 0, featured: 0, failed: None })
    }

    fn flush(&mut self) -> Result<(), Fault> {
        let lines = self
            .change
            .copy_in("COPY whence.line (list_id, at, sha256, pixels_sha256, featured, text) FROM STDIN BINARY")?;
        let types = [Type::INT4, Type::INT4, Type::BYTEA, Type::BYTEA, Type::BOOL, Type::TEXT];
        let mut lines = BinaryCopyInWriter::new(lines, &types);
        for (at, line) in &self.batch {
            let [sha256, pixels] =
                [&line.sha256, &line.pixels_sha256].map(|hash| hash.as_ref().map(<[u8; 32]>::as_slice));
            lines.write(&[&self.list, at, &sha256, &pixels, &line.featured, &line.text])?;
        }
        lines.finish()?;
        let hashes = self.change.copy_in("COPY pg_temp.whence_sent (at, pdq) FROM STDIN BINARY")?;
        let mut hashes = BinaryCopyInWriter::new(hashes, &[Type::INT4, Type::BIT]);
        for (at, line) in &self.batch {
            line.pdq.iter().try_for_each(|pdq| hashes.write(&[at, &Bits(*pdq)]))?;
        }
        self.hashes += hashes.finish()?;
        self.batch.clear();
        self.bytes = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<Counted, Fault> {
        self.flush()?;
        Ok(Counted { next: self.next, hashes: self.hashes, featured: self.featured })
    }
}

impl Lines for Sent<'_, '_> {
    fn write(&mut self, line: Line) -> Result<(), TeamError> {
        sound(&line.text)?;
        self.featured += u64::from(line.featured);
        self.bytes += line.text.len();
        self.batch.push((self.next, line));
        self.next += 1;
        if self.batch.len() < BATCH && self.bytes < BATCH_BYTES {
            return Ok(());
        }
        self.flush().map_err(|fault| {
            self.failed = Some(fault);
            TeamError::Failed { place: Default::default(), why: Default::default() }
        })
    }
}
