//! A team's lists in PostgreSQL, 14 or later, without extensions.
//!
//! Near hashes are found by sixteen bands of sixteen bits, each with an index: of two hashes 31 bits apart or less, one
//! band differs by one bit or none, so a look at 16 × 17 words misses nothing. What that costs stands in
//! `docs/known-lists-team.md`.

mod address;
mod ask;
mod bits;
mod change;
mod put;
mod schema;
mod tls;

use std::{
    error::Error as _,
    fmt,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use postgres::{Client, GenericClient, Row, Statement, error::SqlState};

pub use self::address::Address;
use self::tls::Tls;
use crate::{
    TeamError,
    team::{Amended, Ask, Found, Put, TeamList, TeamLists, Write, key},
};

/// Connections at once: more pictures than that are decoded in the time of one question.
const CONNECTIONS: usize = 4;
/// So long nobody tries again where no connection came about: a folder of pictures would wait for each.
const DOWN: Duration = Duration::from_secs(30);
/// Said at the beginning of each connection. Names are taken for ours or the system's alone. A plan that is compiled, or reads
/// whole tables, is slower here by far; that a table is small is nothing to lose by.
const BEGIN: &str = "SET search_path = pg_catalog; SET jit = off; SET enable_seqscan = off; \
                     SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s'";

/// A team's lists on one server.
pub struct PostgresLists {
    address: Address,
    tls: Tls,
    sessions: [Mutex<Option<Session>>; CONNECTIONS],
    next: AtomicUsize,
    down: Mutex<Option<(Instant, TeamError)>>,
}

/// One connection.
struct Session {
    client: Client,
    schema: i32,
    /// The question for candidates, once it was put.
    ask: Option<Statement>,
}

/// What stopped the work.
enum Fault {
    Server(postgres::Error),
    Ours(TeamError),
}

impl PostgresLists {
    /// Opens no connection yet.
    ///
    /// # Errors
    /// The address is none, or names certificates that cannot be used.
    pub fn at(address: &str) -> Result<Self, TeamError> {
        let address = Address::parse(address)?;
        let tls = Tls::new(address.root_cert.as_deref())
            .map_err(|why| TeamError::Address { why: whence_model::Text::new(why.clone(), why) })?;
        Ok(Self { address, tls, sessions: Default::default(), next: AtomicUsize::new(0), down: Mutex::default() })
    }

    /// How the server goes about [`TeamLists::candidates`], in its own words and with its own times: for whoever keeps it.
    ///
    /// # Errors
    /// As the question itself.
    pub fn explain(&self, ask: &Ask) -> Result<String, TeamError> {
        self.reading(|session| ask::explain(&mut session.client, ask))
    }

    /// Work that only reads: it is begun once more where an old connection turns out to be gone.
    fn reading<T>(&self, mut work: impl FnMut(&mut Session) -> Result<T, Fault>) -> Result<T, TeamError> {
        let mut slot = self.slot();
        let reused = slot.is_some();
        match self.done(&mut slot, false, &mut work) {
            Err(TeamError::Unreachable { .. }) if reused => self.done(&mut slot, false, work),
            done => done,
        }
    }

    /// Work that cannot be begun again: that the connection is still there is asked first.
    fn once<T>(&self, writes: bool, work: impl FnOnce(&mut Session) -> Result<T, Fault>) -> Result<T, TeamError> {
        let mut slot = self.slot();
        if slot.as_mut().is_some_and(|session| session.client.is_valid(Duration::from_secs(5)).is_err()) {
            *slot = None;
        }
        self.done(&mut slot, writes, work)
    }

    fn done<T>(
        &self,
        slot: &mut Option<Session>,
        writes: bool,
        work: impl FnOnce(&mut Session) -> Result<T, Fault>,
    ) -> Result<T, TeamError> {
        let mut session = match slot.take() {
            Some(session) => session,
            None => self.connect()?,
        };
        let done = self.ready(&mut session, writes).and_then(|()| work(&mut session));
        if !session.client.is_closed() {
            *slot = Some(session);
        }
        done.map_err(|fault| self.told(fault))
    }

    /// A connection that nobody uses, or the one that is free next.
    fn slot(&self) -> MutexGuard<'_, Option<Session>> {
        let free = self.sessions.iter().find_map(|session| session.try_lock().ok());
        free.unwrap_or_else(|| {
            let at = self.next.fetch_add(1, Ordering::Relaxed) % CONNECTIONS;
            self.sessions[at].lock().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn connect(&self) -> Result<Session, TeamError> {
        let mut down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((since, why)) = &*down
            && since.elapsed() < DOWN
        {
            return Err(why.clone());
        }
        let connected = self.connected().map_err(|fault| self.told(fault));
        *down = connected.as_ref().err().map(|why| (Instant::now(), why.clone()));
        connected
    }

    fn connected(&self) -> Result<Session, Fault> {
        let mut client = self.address.config.connect(self.tls.clone())?;
        client.batch_execute(BEGIN)?;
        let version: String = client.query_one("SELECT current_setting('server_version_num')", &[])?.get(0);
        let version = version.parse().unwrap_or(0) / 10_000;
        if version < 14 {
            return Err(TeamError::TooOld { place: self.place().into(), version }.into());
        }
        let schema = schema::version(&mut client, self.place())?;
        Ok(Session { client, schema, ask: None })
    }

    /// Whoever writes lays out the tables where they are missing.
    fn ready(&self, session: &mut Session, writes: bool) -> Result<(), Fault> {
        if schema::is_ours(session.schema) {
            return Ok(());
        }
        if writes {
            schema::migrate(&mut session.client, self.place())?;
        }
        // Somebody may have laid them out since we came.
        session.schema = schema::version(&mut session.client, self.place())?;
        match schema::is_ours(session.schema) {
            true => Ok(()),
            false => Err(TeamError::NotSetUp { place: self.place().into() }.into()),
        }
    }

    fn told(&self, fault: Fault) -> TeamError {
        let error = match fault {
            Fault::Ours(error) => return error,
            Fault::Server(error) => error,
        };
        let place = self.place().into();
        let Some(said) = error.as_db_error() else {
            // The library's sentence is short, and what was the matter stands in its source.
            let why = error.source().map_or_else(|| error.to_string(), ToString::to_string).into();
            return TeamError::Unreachable { place, why };
        };
        let (code, why) = (said.code(), said.message().into());
        match *code {
            SqlState::INSUFFICIENT_PRIVILEGE
            | SqlState::INVALID_PASSWORD
            | SqlState::INVALID_AUTHORIZATION_SPECIFICATION
            | SqlState::READ_ONLY_SQL_TRANSACTION => TeamError::Denied { place, why },
            SqlState::UNDEFINED_DATABASE => TeamError::Unreachable { place, why },
            // Too many clients, shutting down, broken off.
            ref code if ["53", "57", "08"].iter().any(|class| code.code().starts_with(class)) => {
                TeamError::Unreachable { place, why }
            }
            _ => TeamError::Failed { place, why },
        }
    }
}

impl TeamLists for PostgresLists {
    fn place(&self) -> &str {
        self.address.place()
    }

    fn is_elsewhere(&self) -> bool {
        self.address.is_elsewhere()
    }

    fn lists(&self) -> Result<Vec<TeamList>, TeamError> {
        self.reading(|session| Ok(standing(&mut session.client, false)?.into_iter().map(|(_, list)| list).collect()))
    }

    fn put(&self, write: &mut Write<'_>) -> Result<Option<Put>, TeamError> {
        self.once(true, |session| put::put(&mut session.client, write))
    }

    fn amend(&self, name: &str, amended: &Amended<'_>) -> Result<TeamList, TeamError> {
        self.once(true, |session| put::amend(&mut session.client, name, amended))
    }

    fn remove(&self, name: &str) -> Result<TeamList, TeamError> {
        self.once(true, |session| change::remove(&mut session.client, name))
    }

    fn switch(&self, names: &[&str], on: bool) -> Result<Vec<String>, TeamError> {
        self.once(true, |session| change::switch(&mut session.client, names, on))
    }

    fn read(&self, name: &str, each: &mut dyn FnMut(u32, &str)) -> Result<TeamList, TeamError> {
        self.once(false, |session| ask::read(&mut session.client, name, each))
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
        f.debug_tuple("PostgresLists").field(&self.address).finish()
    }
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl From<TeamError> for Fault {
    fn from(error: TeamError) -> Self {
        Self::Ours(error)
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
    match client.query_opt(&sql, &[&sound(&key(name))?])? {
        Some(row) => Ok(list_of(&row)),
        None => Err(TeamError::NoSuchList { name: name.into() }.into()),
    }
}

/// PostgreSQL keeps every character in a text but U+0000.
fn sound(text: &str) -> Result<&str, TeamError> {
    if text.contains('\0') { Err(TeamError::Nul) } else { Ok(text) }
}
