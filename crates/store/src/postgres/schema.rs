//! What the tables are, and that they are there.

use postgres::{Client, GenericClient};

use super::Fault;
use crate::TeamError;

/// Each takes the schema from its place in the row to the next. What stands here is never changed: others ran it.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/1.sql")];
/// Held while a schema is laid out, so that two who begin at once do not both: "whence" in ASCII.
const LOCK: i64 = 0x7768_656e_6365;

/// The version that is there, from 0, where nothing is, to ours.
///
/// # Errors
/// It is a later one, or we may not look.
pub fn version(client: &mut impl GenericClient, place: &str) -> Result<i32, Fault> {
    // By its tables: what the server remembers of a name may be from before somebody else made it.
    let there = "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = 'whence' AND c.relname = 'migration')";
    let version = match client.query_one(there, &[])?.get(0) {
        true => client.query_one("SELECT coalesce(max(version), 0) FROM whence.migration", &[])?.get(0),
        false => 0,
    };
    if version > MIGRATIONS.len() as i32 {
        return Err(TeamError::Newer { place: place.into(), schema: version }.into());
    }
    Ok(version)
}

/// Whether a schema of this version has all that we read and write.
pub fn is_ours(version: i32) -> bool {
    version == MIGRATIONS.len() as i32
}

/// Lays out what is missing.
///
/// # Errors
/// We may not, or somebody else laid out a later one.
pub fn migrate(client: &mut Client, place: &str) -> Result<(), Fault> {
    let mut change = client.transaction()?;
    change.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    // Whoever held the lock before us may have done it.
    let version = self::version(&mut change, place)?;
    for (at, sql) in (1..).zip(MIGRATIONS).filter(|(at, _)| *at > version) {
        change.batch_execute(sql)?;
        change.execute("INSERT INTO whence.migration (version) VALUES ($1)", &[&at])?;
    }
    Ok(change.commit()?)
}
