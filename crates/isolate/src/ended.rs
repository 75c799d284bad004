use std::{fmt, io, time::Duration};

/// Why a piece of work has no answer. The room that it was done in is closed; the next piece gets another.
#[derive(Debug)]
pub enum Ended {
    /// No process could be started.
    Unstarted(io::Error),
    /// A process was started, and the system does not confine it: `missing` says what it has not.
    Unconfined { missing: String },
    /// It panicked: a fault of ours, found by the work itself.
    Broke { said: String },
    /// It tried something that it may not: a file, a connection, a program, a thread.
    Forbidden,
    /// It asked for more memory than it may have.
    OutOfMemory { limit: u64 },
    /// It called itself too often.
    StackOverflow,
    /// It had no answer in time.
    OutOfTime { limit: Duration },
    /// The system stopped it for a fault in its memory, or it stopped itself; `signal` names how.
    Crashed { signal: String },
    /// What it answered is no answer.
    Garbled,
    /// Whoever waited for it wanted it no more.
    Stopped,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unstarted(error) => write!(f, "no process could be started: {error}"),
            Self::Unconfined { missing } => write!(f, "the system does not confine it: {missing}"),
            Self::Broke { said } => write!(f, "it panicked: {said}"),
            Self::Forbidden => write!(f, "it tried something that it may not"),
            Self::OutOfMemory { limit } => write!(f, "it wanted more than {limit} bytes of memory"),
            Self::StackOverflow => write!(f, "it called itself too often"),
            Self::OutOfTime { limit } => write!(f, "it had no answer after {} s", limit.as_secs_f32()),
            Self::Crashed { signal } => write!(f, "it crashed: {signal}"),
            Self::Garbled => write!(f, "its answer is no answer"),
            Self::Stopped => write!(f, "it was stopped"),
        }
    }
}

impl std::error::Error for Ended {}
