//! What the tables are, and that they are there.

use postgres::{Client, GenericClient};

use super::session::Fault;
use crate::TeamError;

/// Tables of ours, in a schema of their own.
pub struct Schema {
    pub name: &'static str,
    /// Each takes the schema from its place in the row to the next. What stands here is never changed: others ran it.
    pub migrations: &'static [&'static str],
    /// Held while the schema is laid out, so that two who begin at once do not both.
    pub lock: i64,
    /// Said at the beginning of each connection.
    pub begin: &'static str,
}

impl Schema {
    /// The version that is there, from 0, where nothing is, to ours.
    ///
    /// # Errors
    /// It is a later one, or we may not look.
    pub fn version<E: From<TeamError>>(&self, client: &mut impl GenericClient, place: &str) -> Result<i32, Fault<E>> {
        // By its tables: what the server remembers of a name may be from before somebody else made it.
        let there = "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                     WHERE n.nspname = $1 AND c.relname = 'migration')";
        let latest = format!("SELECT coalesce(max(version), 0) FROM {}.migration", self.name);
        let version = match client.query_one(there, &[&self.name])?.get(0) {
            true => client.query_one(&latest, &[])?.get(0),
            false => 0,
        };
        if version > self.migrations.len() as i32 {
            return Err(TeamError::Newer { place: place.into(), schema: version }.into());
        }
        Ok(version)
    }

    /// Whether a schema of this version has all that we read and write.
    pub fn is_ours(&self, version: i32) -> bool {
        version == self.migrations.len() as i32
    }

    /// Lays out what is missing.
    ///
    /// # Errors
    /// We may not, or somebody else laid out a later one.
    pub fn migrate<E: From<TeamError>>(&self, client: &mut Client, place: &str) -> Result<(), Fault<E>> {
        let mut change = client.transaction()?;
        change.execute("SELECT pg_advisory_xact_lock($1)", &[&self.lock])?;
        // Whoever held the lock before us may have done it.
        let version = self.version(&mut change, place)?;
        let record = format!("INSERT INTO {}.migration (version) VALUES ($1)", self.name);
        for (at, sql) in (1..).zip(self.migrations).filter(|(at, _)| *at > version) {
            change.batch_execute(sql)?;
            change.execute(&record, &[&at])?;
        }
        Ok(change.commit()?)
    }
}
