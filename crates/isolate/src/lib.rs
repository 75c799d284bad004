//! The locked room: work on bytes that somebody may have made to attack whoever reads them, in a process of its own that can
//! open no file, reach no network, start no program and take no more memory and time than it was given. It is the same
//! executable, started again; it gets bytes and answers with bytes, and what it answers is as little trusted as what it was
//! given.
//!
//! This has been tried on Linux, and there alone. For macOS it is written: Seatbelt's rules, and a limit of memory that is held
//! from outside. For Windows a part is written: what a process can take from itself there leaves it the reading of files and the
//! network, so that it counts as not confined and is given no work. The types of both were checked against what those systems
//! declare, on Linux; neither has ever been run. Elsewhere the process says that nothing confines it, and is given no work.
//!
//! What the work is stands elsewhere: this crate knows no picture.

mod confine;
mod ended;
mod frame;
mod hearing;
mod idle;
mod inside;
mod limits;
mod pool;
mod protection;
mod room;
mod starting;
mod words;

pub use ended::Ended;
pub use inside::{ARGUMENT, Work, serve_if_locked_in};
pub use limits::Limits;
pub use pool::{Pool, this_program};
pub use protection::{Means, Protection};

/// What a frame is.
mod kind {
    /// From within, once, before any question: what protection there is.
    pub const READY: u8 = 0;
    pub const QUESTION: u8 = 1;
    /// Something on the way to the answer.
    pub const TOLD: u8 = 2;
    pub const ANSWER: u8 = 3;
    /// The work panicked.
    pub const BROKE: u8 = 4;
}
