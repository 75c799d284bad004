//! Connections to a team's server, whatever is kept there: opened when they are needed, kept, and opened again when
//! they broke.

use std::{
    collections::HashMap,
    error::Error as _,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use postgres::{Client, GenericClient, Statement, Transaction, error::SqlState};
use whence_model::Text;

use super::{Address, schema::Schema, tls::Tls};
use crate::TeamError;

/// Connections at once: more pictures than that are decoded in the time of one question.
const CONNECTIONS: usize = 4;
/// So long nobody tries again where no connection came about: a folder of pictures would wait for each.
const DOWN: Duration = Duration::from_secs(30);

/// Connections to one server, for what one schema holds.
pub struct Sessions {
    address: Address,
    tls: Tls,
    schema: &'static Schema,
    sessions: [Mutex<Option<Session>>; CONNECTIONS],
    next: AtomicUsize,
    down: Mutex<Option<(Instant, TeamError)>>,
}

/// One connection.
pub struct Session {
    pub client: Client,
    pub prepared: Prepared,
    version: i32,
}

/// Questions that the server was given once on this connection.
#[derive(Default)]
pub struct Prepared(HashMap<String, Statement>);

impl Prepared {
    pub fn get(&mut self, client: &mut impl GenericClient, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.0.get(sql) {
            return Ok(statement.clone());
        }
        let statement = client.prepare(sql)?;
        self.0.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// What stopped the work.
pub enum Fault<E = TeamError> {
    Server(postgres::Error),
    /// The connection broke while what was written was being kept.
    Unanswered(postgres::Error),
    Ours(E),
}

impl<E> From<postgres::Error> for Fault<E> {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl<E: From<TeamError>> From<TeamError> for Fault<E> {
    fn from(error: TeamError) -> Self {
        Self::Ours(error.into())
    }
}

impl Sessions {
    /// Opens no connection yet.
    ///
    /// # Errors
    /// The address is none, or names certificates that cannot be used.
    pub fn at(address: &str, schema: &'static Schema) -> Result<Self, TeamError> {
        let address = Address::parse(address)?;
        let tls = Tls::new(address.root_cert.as_deref())
            .map_err(|why| TeamError::Address { why: Text::new(why.clone(), why) })?;
        let sessions = Default::default();
        Ok(Self { address, tls, schema, sessions, next: AtomicUsize::new(0), down: Mutex::default() })
    }

    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Work that only reads: it is begun once more where an old connection turns out to be gone. Nothing where nobody laid
    /// out the tables yet.
    pub fn reading<T, E: From<TeamError>>(
        &self,
        mut work: impl FnMut(&mut Session) -> Result<T, Fault<E>>,
    ) -> Result<Option<T>, E> {
        let mut slot = self.slot();
        let reused = slot.is_some();
        let done = match self.done(&mut slot, false, &mut work) {
            Err(Fault::Server(error)) if reused && is_lost(&error) => self.done(&mut slot, false, work),
            done => done,
        };
        done.map_err(|fault| self.told(fault))
    }

    /// Work that only reads and cannot be begun again: that the connection is still there is asked first.
    pub fn reading_once<T, E: From<TeamError>>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Fault<E>>,
    ) -> Result<Option<T>, E> {
        let mut slot = self.valid_slot();
        self.done(&mut slot, false, work).map_err(|fault| self.told(fault))
    }

    /// Work that writes, once: that the connection is still there is asked first. Lays out the tables where they are missing.
    pub fn writing<T, E: From<TeamError>>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Fault<E>>,
    ) -> Result<T, E> {
        let mut slot = self.valid_slot();
        let done = self.done(&mut slot, true, work).and_then(|done| Ok(done.ok_or_else(|| self.not_set_up())?));
        done.map_err(|fault| self.told(fault))
    }

    /// Work that only reads, on a connection of its own, so that nobody waits for it.
    pub fn alone<T, E: From<TeamError>>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Fault<E>>,
    ) -> Result<Option<T>, E> {
        self.done(&mut None, false, work).map_err(|fault| self.told(fault))
    }

    pub fn not_set_up(&self) -> TeamError {
        TeamError::NotSetUp { place: self.address.place().into() }
    }

    fn done<T, E: From<TeamError>>(
        &self,
        slot: &mut Option<Session>,
        writes: bool,
        work: impl FnOnce(&mut Session) -> Result<T, Fault<E>>,
    ) -> Result<Option<T>, Fault<E>> {
        let mut session = match slot.take() {
            Some(session) => session,
            None => self.connect()?,
        };
        let done = match self.ready(&mut session, writes) {
            Ok(true) => work(&mut session).map(Some),
            Ok(false) => Ok(None),
            Err(fault) => Err(fault),
        };
        if !session.client.is_closed() {
            *slot = Some(session);
        }
        done
    }

    /// A connection that nobody uses, or the one that is free next.
    fn slot(&self) -> MutexGuard<'_, Option<Session>> {
        let free = self.sessions.iter().find_map(|session| session.try_lock().ok());
        free.unwrap_or_else(|| {
            let at = self.next.fetch_add(1, Ordering::Relaxed) % CONNECTIONS;
            self.sessions[at].lock().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn valid_slot(&self) -> MutexGuard<'_, Option<Session>> {
        let mut slot = self.slot();
        if slot.as_mut().is_some_and(|session| session.client.is_valid(Duration::from_secs(5)).is_err()) {
            *slot = None;
        }
        slot
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
        client.batch_execute(self.schema.begin)?;
        let version: String = client.query_one("SELECT current_setting('server_version_num')", &[])?.get(0);
        let version = version.parse().unwrap_or(0) / 10_000;
        if version < 14 {
            return Err(TeamError::TooOld { place: self.address.place().into(), version }.into());
        }
        let version = self.schema.version(&mut client, self.address.place())?;
        Ok(Session { client, prepared: Prepared::default(), version })
    }

    /// Whoever writes lays out the tables where they are missing. Says whether they are there.
    fn ready<E: From<TeamError>>(&self, session: &mut Session, writes: bool) -> Result<bool, Fault<E>> {
        if self.schema.is_ours(session.version) {
            return Ok(true);
        }
        let place = self.address.place();
        if writes {
            self.schema.migrate(&mut session.client, place)?;
        }
        // Somebody may have laid them out since we came.
        session.version = self.schema.version(&mut session.client, place)?;
        match session.version {
            version if self.schema.is_ours(version) => Ok(true),
            0 => Ok(false),
            _ => Err(self.not_set_up().into()),
        }
    }

    fn told<E: From<TeamError>>(&self, fault: Fault<E>) -> E {
        match fault {
            Fault::Ours(error) => error,
            Fault::Server(error) => told(&error, self.address.place()).into(),
            Fault::Unanswered(error) => {
                TeamError::Unanswered { why: Box::new(told(&error, self.address.place())) }.into()
            }
        }
    }
}

/// Keeps what was written.
pub fn commit(change: Transaction<'_>) -> Result<(), Fault> {
    change.commit().map_err(|error| if is_lost(&error) { Fault::Unanswered(error) } else { Fault::Server(error) })
}

/// What the server or the way to it said.
pub fn told(error: &postgres::Error, place: &str) -> TeamError {
    let place = place.into();
    let Some(said) = error.as_db_error() else {
        // The library's sentence is short, and what was the matter stands in its source.
        let why = error.source().map_or_else(|| error.to_string(), ToString::to_string).into();
        return TeamError::Unreachable { place, why };
    };
    let why = said.message().into();
    match *said.code() {
        SqlState::INSUFFICIENT_PRIVILEGE
        | SqlState::INVALID_PASSWORD
        | SqlState::INVALID_AUTHORIZATION_SPECIFICATION
        | SqlState::READ_ONLY_SQL_TRANSACTION => TeamError::Denied { place, why },
        SqlState::QUERY_CANCELED | SqlState::LOCK_NOT_AVAILABLE => TeamError::Busy { place, why },
        SqlState::UNDEFINED_DATABASE => TeamError::Unreachable { place, why },
        _ if is_lost(error) => TeamError::Unreachable { place, why },
        _ => TeamError::Failed { place, why },
    }
}

/// Nobody answers, or not to the end: too many clients, shutting down, broken off.
pub fn is_lost(error: &postgres::Error) -> bool {
    error.code().is_none_or(|code| {
        // Of their class, but said by a server that is there and took too long.
        *code != SqlState::QUERY_CANCELED && ["53", "57", "08"].iter().any(|class| code.code().starts_with(class))
    })
}
