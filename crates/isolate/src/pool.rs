use std::{ffi::OsString, fmt, ops::ControlFlow, sync::Arc};

use crate::{Ended, Limits, Protection, idle::Idle, room::Room};

/// Locked rooms of one program, ready for the next piece of work. Each does one piece at a time; as many are open as pieces are
/// asked for at once. One that failed in any way is never used again, and none waits long. A clone asks in the same rooms.
#[derive(Clone)]
pub struct Pool(Arc<Rooms>);

struct Rooms {
    program: OsString,
    limits: Limits,
    idle: Arc<Idle>,
}

/// This program, as it runs: where its file was replaced meanwhile, still the one that runs.
pub fn this_program() -> OsString {
    #[cfg(target_os = "linux")]
    return "/proc/self/exe".into();
    // Where it cannot be found, no room can be opened, and that is told.
    #[cfg(not(target_os = "linux"))]
    return std::env::current_exe().unwrap_or_default().into_os_string();
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Pool").field("program", &self.0.program).field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

impl Pool {
    /// `program` begins with [`crate::serve_if_locked_in`].
    pub fn new(program: impl Into<OsString>, limits: Limits) -> Self {
        Self(Arc::new(Rooms { program: program.into(), limits, idle: Idle::new(limits.idle) }))
    }

    /// What one piece of work may cost.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Opens a room where none is ready, so that the first piece of work need not wait, and says what protects from it.
    ///
    /// # Errors
    /// [`Ended::Unstarted`] and [`Ended::Unconfined`], or how the process came to its end before it was asked anything.
    pub fn protection(&self) -> Result<Protection, Ended> {
        let room = self.take()?;
        let protection = room.protection;
        self.0.idle.keep(room);
        Ok(protection)
    }

    /// Has the parts of `question`, one after the other, answered in a room. `hear` is given what is told on the way, nothing from
    /// time to time while nothing is, and stops the work by breaking. The answer is as little to be trusted as the question;
    /// what protected from it comes beside it.
    ///
    /// # Errors
    /// Why there is no answer. [`Ended::Unconfined`] where the system does not confine the process: nothing of the question
    /// was given to it then.
    pub fn ask(
        &self,
        question: &[&[u8]],
        hear: &mut dyn FnMut(Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<(Vec<u8>, Protection), Ended> {
        let mut room = self.take()?;
        let (answer, protection) = (room.ask(question, self.limits(), hear)?, room.protection);
        if room.pieces < self.limits().pieces {
            self.0.idle.keep(room);
        }
        Ok((answer, protection))
    }

    fn take(&self) -> Result<Room, Ended> {
        loop {
            match self.0.idle.take() {
                Some(room) if room.is_gone() => {}
                Some(room) => return Ok(room),
                None => return Room::open(&self.0.program, self.limits()),
            }
        }
    }
}
