//! A team's log in PostgreSQL, 14 or later, without extensions; how to set one up is told in `docs/ledger-team.md`.
//!
//! There is one end of the chain, so one appends at a time: an advisory lock is taken first, the end is read after it, and the
//! commit is on the server's disk before anybody is told. What is appended when the connection breaks may stand or not:
//! before the commit it does not, and from then on nobody can tell but by looking. Nothing is appended a second time by
//! itself.

mod any_case;
mod desk;
mod read;
mod seen;

use std::{fmt, ops::ControlFlow};

use postgres::IsolationLevel;
use whence_model::ledger::{Erasure, Query, Seen, Stored, Summary};

use self::desk::PostgresDesk;
use super::{
    Alike, Appended, Draft, Head, LedgerError, LedgerStore,
    append::{append, erase},
    seal::Prepared,
};
use crate::{
    TeamError,
    postgres::{
        schema::Schema,
        session::{self, Session, Sessions, is_lost, told},
    },
    team::MAX_RADIUS,
};

static SCHEMA: Schema = Schema {
    name: "whence_log",
    migrations: &[include_str!("migrations/1.sql")],
    // "whncelog" in ASCII.
    lock: 0x7768_6e63_656c_6f67,
    // Names are taken for ours or the system's alone. What is acknowledged is on the disk, whatever the server is told
    // otherwise; whoever stops in the middle of an append does not stop the others.
    begin: "SET search_path = pg_catalog; SET synchronous_commit = on; SET jit = off; SET enable_seqscan = off; \
            SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s'; \
            SET idle_in_transaction_session_timeout = '60s'",
};

type Fault = session::Fault<LedgerError>;

/// A log on a team's server. The tables are laid out with the first entry, by whoever may make a schema.
pub struct PostgresLedger {
    sessions: Sessions,
}

impl PostgresLedger {
    /// Opens no connection yet.
    ///
    /// # Errors
    /// The address is none, or names certificates that cannot be used.
    pub fn at(address: &str) -> Result<Self, LedgerError> {
        Ok(Self { sessions: Sessions::at(address, &SCHEMA)? })
    }

    /// How the server goes about the search for hashes in [`LedgerStore::seen`], in its own words: for whoever keeps it.
    ///
    /// # Errors
    /// As the question itself.
    pub fn explain(&self, alike: &Alike) -> Result<String, LedgerError> {
        Ok(self.sessions.reading::<_, LedgerError>(|session| seen::explain(session, alike))?.unwrap_or_default())
    }

    fn place(&self) -> &str {
        self.sessions.address().place()
    }

    /// All that `work` does stands on the server's disk when this returns, or nothing of it.
    fn writing(
        &self,
        work: impl FnOnce(&mut PostgresDesk<'_, '_>) -> Result<Vec<Appended>, LedgerError>,
    ) -> Result<Vec<Appended>, LedgerError> {
        self.sessions.writing(|session: &mut Session| {
            let Session { client, prepared, .. } = session;
            let change = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted);
            let mut change = change.read_only(false).start()?;
            let appended =
                PostgresDesk::alone(&mut change, prepared, self.place()).and_then(|mut desk| work(&mut desk));
            let appended = appended.map_err(Fault::Ours)?;
            change.commit().map_err(|error| match is_lost(&error) {
                true => {
                    let why = told(&error, self.place());
                    Fault::Ours(LedgerError::Unanswered { why })
                }
                false => Fault::Server(error),
            })?;
            Ok(appended)
        })
    }
}

impl LedgerStore for PostgresLedger {
    fn place(&self) -> &str {
        self.place()
    }

    fn is_elsewhere(&self) -> bool {
        self.sessions.address().is_elsewhere()
    }

    fn head(&self) -> Result<Option<Head>, LedgerError> {
        let found = self.sessions.reading(|session| {
            let row = session.client.query_opt(read::HEAD, &[])?;
            row.map(|row| read::head(&row, self.place()).map_err(Fault::Ours)).transpose()
        });
        Ok(found?.flatten())
    }

    fn append(&self, drafts: &[Draft]) -> Result<Vec<Appended>, LedgerError> {
        let prepared: Vec<Prepared> = drafts.iter().map(Prepared::of).collect::<Result<_, _>>()?;
        self.writing(|desk| append(desk, &prepared))
    }

    fn erase(&self, erasure: &Erasure) -> Result<Appended, LedgerError> {
        let mut appended = self.writing(|desk| erase(desk, erasure))?;
        let place = self.place().into();
        appended.pop().ok_or(LedgerError::Unusable { place, why: "nothing appended".into() })
    }

    fn list(&self, query: &Query, among: Option<&[u64]>, most: u32) -> Result<Vec<Summary>, LedgerError> {
        let found = self.sessions.reading(|session| read::list(&mut session.client, query, among, most));
        Ok(found?.unwrap_or_default())
    }

    fn entry(&self, position: u64) -> Result<Option<Stored>, LedgerError> {
        let found = self.sessions.reading(|session| {
            let mut found = None;
            read::entries(&mut session.client, position, Some(position), &mut |entry| {
                found = Some(entry.clone());
                ControlFlow::Continue(())
            })?;
            Ok::<_, Fault>(found)
        });
        Ok(found?.flatten())
    }

    fn seen(&self, alike: &Alike, most: u32) -> Result<Vec<Seen>, LedgerError> {
        if alike.radius > MAX_RADIUS {
            return Err(TeamError::TooWide { radius: alike.radius }.into());
        }
        Ok(self.sessions.reading(|session| seen::seen(session, alike, most))?.unwrap_or_default())
    }

    fn walk(&self, from: u64, each: &mut dyn FnMut(&Stored) -> ControlFlow<()>) -> Result<(), LedgerError> {
        self.sessions.alone(|session| read::entries(&mut session.client, from, None, each)).map(drop)
    }
}

impl fmt::Debug for PostgresLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PostgresLedger").field(self.sessions.address()).finish()
    }
}

/// PostgreSQL's numbers have a sign.
fn number(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn positive(number: i64) -> u64 {
    number.unsigned_abs()
}
