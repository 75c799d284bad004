//! A team's lists in PostgreSQL, 14 or later, without extensions.
//!
//! Near hashes are found by sixteen bands of sixteen bits, each with an index: of two hashes 31 bits apart or less, one
//! band differs by one bit or none, so a look at 16 × 17 words misses nothing. What that costs stands in
//! `docs/known-lists-team.md`.

mod address;
mod ask;
pub(crate) mod bands;
pub(crate) mod bits;
mod change;
mod put;
pub(crate) mod schema;
pub(crate) mod session;
mod tls;

use std::fmt;

use postgres::{GenericClient, Row};

pub use self::address::Address;
use self::{
    schema::Schema,
    session::{Fault, Session, Sessions},
};
use crate::{
    TeamError,
    team::{Amended, Ask, Found, Put, TeamList, TeamLists, Write, key},
};

static SCHEMA: Schema = Schema {
    name: "whence",
    migrations: &[include_str!("migrations/1.sql")],
    // "whence" in ASCII.
    lock: 0x7768_656e_6365,
    // Names are taken for ours or the system's alone. A plan that is compiled, or reads whole tables, is slower here by
    // far; that a table is small is nothing to lose by.
    begin: "SET search_path = pg_catalog; SET jit = off; SET enable_seqscan = off; \
            SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s'",
};

/// A team's lists on one server.
pub struct PostgresLists {
    sessions: Sessions,
}

impl PostgresLists {
    /// Opens no connection yet.
    ///
    /// # Errors
    /// The address is none, or names certificates that cannot be used.
    pub fn at(address: &str) -> Result<Self, TeamError> {
        Ok(Self { sessions: Sessions::at(address, &SCHEMA)? })
    }

    /// How the server goes about [`TeamLists::candidates`], in its own words and with its own times: for whoever keeps it.
    ///
    /// # Errors
    /// As the question itself.
    pub fn explain(&self, ask: &Ask) -> Result<String, TeamError> {
        self.reading(|session| ask::explain(&mut session.client, ask))
    }

    fn reading<T>(&self, work: impl FnMut(&mut Session) -> Result<T, Fault>) -> Result<T, TeamError> {
        self.sessions.reading(work)?.ok_or_else(|| self.sessions.not_set_up())
    }
}

impl TeamLists for PostgresLists {
    fn place(&self) -> &str {
        self.sessions.address().place()
    }

    fn is_elsewhere(&self) -> bool {
        self.sessions.address().is_elsewhere()
    }

    fn lists(&self) -> Result<Vec<TeamList>, TeamError> {
        self.reading(|session| Ok(standing(&mut session.client, false)?.into_iter().map(|(_, list)| list).collect()))
    }

    fn put(&self, write: &mut Write<'_>) -> Result<Option<Put>, TeamError> {
        self.sessions.writing(|session| put::put(&mut session.client, write))
    }

    fn amend(&self, name: &str, amended: &Amended<'_>) -> Result<TeamList, TeamError> {
        self.sessions.writing(|session| put::amend(&mut session.client, name, amended))
    }

    fn remove(&self, name: &str) -> Result<TeamList, TeamError> {
        self.sessions.writing(|session| change::remove(&mut session.client, name))
    }

    fn switch(&self, names: &[&str], on: bool) -> Result<Vec<String>, TeamError> {
        self.sessions.writing(|session| change::switch(&mut session.client, names, on))
    }

    fn read(&self, name: &str, each: &mut dyn FnMut(u32, &str)) -> Result<TeamList, TeamError> {
        self.sessions
            .reading_once(|session| ask::read(&mut session.client, name, each))?
            .ok_or_else(|| self.sessions.not_set_up())
    }

    fn candidates(&self, ask: &Ask) -> Result<Found, TeamError> {
        self.reading(|session| ask::candidates(session, ask))
    }

    fn featured(&self) -> Result<Found, TeamError> {
        self.reading(|session| ask::featured(&mut session.client))
    }
}

impl fmt::Debug for PostgresLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PostgresLists").field(self.sessions.address()).finish()
    }
}

/// What `list_of` reads.
const LIST: &str = "id, name, owner, licence, sha256, entries, featured, enabled, put_by, \
                    to_char(put_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

fn list_of(row: &Row) -> (i32, TeamList) {
    let number = |at: usize| u64::try_from(row.get::<_, i64>(at)).unwrap_or(0);
    let list = TeamList {
        name: row.get(1),
        owner: row.get(2),
        licence: row.get(3),
        sha256: row.get(4),
        entries: number(5),
        featured: number(6),
        on: row.get(7),
        put_by: row.get(8),
        put_at: row.get(9),
    };
    (row.get(0), list)
}

/// The lists by name, and their numbers in the tables.
fn standing(client: &mut impl GenericClient, only_on: bool) -> Result<Vec<(i32, TeamList)>, Fault> {
    let sql = format!("SELECT {LIST} FROM whence.list WHERE enabled OR NOT $1 ORDER BY key");
    Ok(client.query(&sql, &[&only_on])?.iter().map(list_of).collect())
}

/// One list, which nobody else changes until the transaction ends where it is for a change.
fn one(client: &mut impl GenericClient, name: &str, change: bool) -> Result<(i32, TeamList), Fault> {
    let lock = if change { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT {LIST} FROM whence.list WHERE key = $1{lock}");
    let key = key(name);
    let mut found = client.query_opt(&sql, &[&sound(&key)?])?;
    if found.is_none() && change {
        // It waited for somebody who put another one in its place: the question is older than that one.
        found = client.query_opt(&sql, &[&key])?;
    }
    match found {
        Some(row) => Ok(list_of(&row)),
        None => Err(TeamError::NoSuchList { name: name.into() }.into()),
    }
}

/// PostgreSQL keeps every character in a text but U+0000.
fn sound(text: &str) -> Result<&str, TeamError> {
    if text.contains('\0') { Err(TeamError::Nul) } else { Ok(text) }
}
