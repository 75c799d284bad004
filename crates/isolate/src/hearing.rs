//! Reading and writing that whoever waits for an answer can break off: a pipe alone keeps him for as long as its other side likes.

#[cfg(any(target_os = "linux", target_os = "macos"))]
use std::os::fd::AsFd as Pipe;
use std::{
    io::{self, ErrorKind, Read, Write},
    ops::ControlFlow,
    time::{Duration, Instant},
};

use crate::Ended;

/// How long whoever may want no more of it is left unasked.
const SILENCE: Duration = Duration::from_millis(100);

/// Whoever waits for an answer. It is given what is told on the way, and nothing from time to time.
pub(crate) struct Hearer<'a> {
    hear: &'a mut dyn FnMut(Option<&[u8]>) -> ControlFlow<()>,
    heard: Instant,
    has_stopped: bool,
}

/// What a pipe is ready for.
#[derive(Clone, Copy)]
enum Ready {
    Read,
    Write,
}

/// A pipe that is used in parts, between which the hearer is asked.
pub(crate) struct Heard<'a, 'b, P> {
    pipe: &'a mut P,
    hearer: &'a mut Hearer<'b>,
}

impl<'b> Hearer<'b> {
    pub(crate) fn new(hear: &'b mut dyn FnMut(Option<&[u8]>) -> ControlFlow<()>) -> Self {
        Self { hear, heard: Instant::now(), has_stopped: false }
    }

    pub(crate) fn at<'a, P>(&'a mut self, pipe: &'a mut P) -> Heard<'a, 'b, P> {
        Heard { pipe, hearer: self }
    }

    /// # Errors
    /// It wants no more.
    pub(crate) fn tell(&mut self, told: Option<&[u8]>) -> io::Result<()> {
        self.has_stopped = (self.hear)(told).is_break();
        self.heard = Instant::now();
        if self.has_stopped { Err(ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }

    /// Why a pipe had no frame.
    pub(crate) fn ended(&self) -> Ended {
        if self.has_stopped { Ended::Stopped } else { Ended::Garbled }
    }

    /// Waits for a pipe to be ready, its end among that; on a system without means to wait for it, it is taken to be.
    fn wait(&mut self, pipe: &impl Pipe, ready: Ready) -> io::Result<()> {
        loop {
            // Also where something comes all the time.
            if self.heard.elapsed() >= SILENCE {
                self.tell(None)?;
            }
            if is_ready(pipe, ready)? {
                return Ok(());
            }
        }
    }
}

impl<P: Read + Pipe> Read for Heard<'_, '_, P> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.hearer.wait(self.pipe, Ready::Read)?;
        self.pipe.read(bytes)
    }
}

/// For a pipe that does not block: it takes at once what there is room for.
impl<P: Write + Pipe> Write for Heard<'_, '_, P> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            self.hearer.wait(self.pipe, Ready::Write)?;
            match self.pipe.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn is_ready(pipe: &impl Pipe, ready: Ready) -> io::Result<bool> {
    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        io::Errno,
    };
    let flags = match ready {
        Ready::Read => PollFlags::IN,
        Ready::Write => PollFlags::OUT,
    };
    match poll(&mut [PollFd::new(pipe, flags)], Timespec::try_from(SILENCE).ok().as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Any: nothing is asked of it here.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) trait Pipe {}
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
impl<P> Pipe for P {}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn is_ready(_pipe: &impl Pipe, _ready: Ready) -> io::Result<bool> {
    Ok(true)
}
