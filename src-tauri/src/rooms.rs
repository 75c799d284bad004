use std::{
    ffi::OsString,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use whence_engine::{Limits, Pool, protection, rooms};
use whence_model::{Isolation, Refusal};

/// The locked rooms in which the window has files read.
pub struct Rooms {
    /// Who locks itself in; absent, files are read by the window itself.
    program: Option<OsString>,
    /// Whether the person, who was asked, goes on without them: until the window is closed.
    without: AtomicBool,
    /// Those of the limits that were chosen last.
    open: Mutex<Option<(Limits, Pool)>>,
}

/// How files are read: what an engine is made with.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub limits: Limits,
    pub room: Option<Pool>,
}

impl Rooms {
    pub fn new(program: Option<OsString>) -> Self {
        Self { program, without: AtomicBool::default(), open: Mutex::default() }
    }

    pub fn reading(&self, limits: Limits) -> Reading {
        let program = self.program.as_ref().filter(|_| !self.without.load(Ordering::Relaxed));
        let room = program.map(|program| {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            match &*open {
                Some((of, pool)) if *of == limits => pool.clone(),
                _ => open.insert((limits, rooms(program, &limits))).1.clone(),
            }
        });
        Reading { limits, room }
    }

    /// The person was asked, and wants files read without the rooms: heard only where there are none to be had, since it is the
    /// page that says so.
    pub fn go_without(&self, limits: Limits) {
        if matches!(self.reading(limits).protection(), Err(Refusal::Unconfined { .. })) {
            self.without.store(true, Ordering::Relaxed);
        }
    }
}

impl Reading {
    /// Opens a room where none is open, so that the first file need not wait, and says what protects.
    ///
    /// # Errors
    /// [`Refusal::Unconfined`] where there is none to be had.
    pub fn protection(&self) -> Result<Isolation, Refusal> {
        self.room.as_ref().map_or(Ok(Isolation::None), protection)
    }

    /// Whether an engine that was made with `other` reads as this one would.
    pub fn is_as(&self, other: &Self) -> bool {
        self.limits == other.limits && self.room.is_some() == other.room.is_some()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn nobody_goes_without_a_room_that_can_be_had() {
        let goes = |program: &OsStr| {
            let rooms = Rooms::new(Some(program.into()));
            rooms.go_without(Limits::default());
            rooms.reading(Limits::default()).room.is_none()
        };
        assert!(goes("/bin/true".as_ref()), "it locks nobody in");
        // While somebody writes it, it cannot be started: that passes.
        let busy = std::env::temp_dir().join(format!("whence-busy-{}", std::process::id()));
        let mut open = std::fs::OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o700);
        let written = open.write(true).create(true).truncate(true).open(&busy).unwrap();
        assert!(!goes(busy.as_os_str()));
        drop(written);
        std::fs::remove_file(busy).unwrap();
    }
}
