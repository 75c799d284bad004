use std::{
    ffi::OsString,
    fmt,
    ops::ControlFlow,
    sync::{Mutex, PoisonError},
};

use crate::{Ended, Limits, Protection, room::Room};

/// Locked rooms of one program, ready for the next piece of work. Each does one piece at a time; as many are open as pieces are
/// asked for at once. One that failed in any way is never used again.
pub struct Pool {
    program: OsString,
    limits: Limits,
    idle: Mutex<Vec<Room>>,
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Pool").field("program", &self.program).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Pool {
    /// `program` begins with [`crate::serve_if_locked_in`].
    pub fn new(program: impl Into<OsString>, limits: Limits) -> Self {
        Self { program: program.into(), limits, idle: Mutex::new(Vec::new()) }
    }

    /// Opens a room where none is ready, so that the first piece of work need not wait, and says what protects from it.
    ///
    /// # Errors
    /// Where no process could be started.
    pub fn protection(&self) -> Result<Protection, Ended> {
        let room = self.take()?;
        let protection = room.protection;
        self.give_back(room);
        Ok(protection)
    }

    /// Has the parts of `question`, one after the other, answered in a room. `hear` is given what is told on the way, and stops
    /// the work by breaking. The answer is as little to be trusted as the question.
    ///
    /// # Errors
    /// Why there is no answer. [`Ended::Unconfined`] where the system does not confine the process: nothing of the question
    /// was given to it then.
    pub fn ask(&self, question: &[&[u8]], hear: &mut dyn FnMut(&[u8]) -> ControlFlow<()>) -> Result<Vec<u8>, Ended> {
        let mut room = self.take()?;
        if !room.protection.is_confined() {
            return Err(Ended::Unconfined { missing: room.protection.missing() });
        }
        let answer = room.ask(question, &self.limits, hear)?;
        if room.pieces < self.limits.pieces {
            self.give_back(room);
        }
        Ok(answer)
    }

    fn take(&self) -> Result<Room, Ended> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Room::open(&self.program, &self.limits), Ok)
    }

    fn give_back(&self, room: Room) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(room);
    }
}
