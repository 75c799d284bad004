//! What Linux and macOS have in common.

use std::{
    fs::File,
    io,
    os::fd::{FromRawFd, OwnedFd},
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The descriptor of the pipe for answers: the first that is not one of the usual three.
pub(super) const ANSWERS: i32 = 3;

/// The pipe for answers; what is printed from now on goes to the error output.
#[allow(unsafe_code)]
pub(crate) fn take_stdout() -> io::Result<File> {
    // SAFETY: whatever an ancestor left open under this number is closed, and nothing in this process holds it.
    let mut answers = unsafe { OwnedFd::from_raw_fd(ANSWERS) };
    rustix::io::dup2(io::stdout(), &mut answers)?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(answers.into())
}

/// No dump of its memory, no file that grows, no further process, no further descriptor, and so many seconds of the processor.
pub(super) fn limit_all_but_memory(processor: u64) -> bool {
    let others = [
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nproc, 0),
        (Resource::Nofile, 4),
        (Resource::Cpu, processor),
    ];
    others.map(|(resource, most)| limit(resource, most)).iter().all(|is_set| *is_set)
}

/// For good: it cannot be raised again. Nor can what whoever started the program has set lower.
pub(super) fn limit(resource: Resource, most: u64) -> bool {
    let most = getrlimit(resource).maximum.map_or(most, |set| set.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
}
