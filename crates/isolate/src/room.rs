use std::{
    ffi::OsStr,
    io::{ErrorKind, Read},
    ops::ControlFlow,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
};

use crate::{Ended, Limits, frame, inside::ARGUMENT, kind, protection::Protection};

/// What a dying process may say of it.
const MAX_LAST_WORDS: u64 = 4096;
/// What it says of its protection is shorter.
const MAX_READY: u64 = 1024;

/// Bytes that wait in a pipe: what the kernel grants anybody.
#[cfg(target_os = "linux")]
const PIPE: usize = 1 << 20;

/// One locked-in process, seen from outside. It does not outlive this.
pub(crate) struct Room {
    child: Arc<Mutex<Child>>,
    questions: ChildStdin,
    answers: ChildStdout,
    pub(crate) protection: Protection,
    pub(crate) pieces: u32,
}

impl Room {
    /// Starts `program`, which begins with [`crate::serve_if_locked_in`], and waits until it has locked itself in.
    pub(crate) fn open(program: &OsStr, limits: &Limits) -> Result<Self, Ended> {
        let mut command = Command::new(program);
        command.arg(ARGUMENT).arg(limits.memory.to_string()).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(Ended::Unstarted)?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Ended::Unstarted(ErrorKind::BrokenPipe.into()));
        };
        #[cfg(target_os = "linux")]
        for pipe in [std::os::fd::AsFd::as_fd(&questions), std::os::fd::AsFd::as_fd(&answers)] {
            // With the usual 64 kB the two wait for each other dozens of times a picture. A user's pipes are counted.
            let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
        }
        let (child, protection) = (Arc::new(Mutex::new(child)), Protection::default());
        let mut room = Self { child, questions, answers, protection, pieces: 0 };
        room.protection = room.within(limits, |room| {
            let ready = frame::read(&mut room.answers, MAX_READY);
            let (kind::READY, said) = ready.map_err(|_| Ended::Garbled)? else { return Err(Ended::Garbled) };
            serde_json::from_slice(&said).map_err(|_| Ended::Garbled)
        })?;
        Ok(room)
    }

    /// Has `question` answered; `hear` is given what is told on the way, and stops the work by breaking. After an error the
    /// room is closed.
    pub(crate) fn ask(
        &mut self,
        question: &[&[u8]],
        limits: &Limits,
        hear: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<Vec<u8>, Ended> {
        self.pieces += 1;
        self.within(limits, |room| {
            let written = frame::write(&mut room.questions, kind::QUESTION, question);
            if written.as_ref().is_err_and(|error| error.kind() == ErrorKind::InvalidInput) {
                return Err(Ended::Unstarted(ErrorKind::InvalidInput.into()));
            }
            // Where it died over the question, it is the end of its answers that tells.
            let mut left = limits.answer;
            loop {
                let (kind, bytes) = frame::read(&mut room.answers, left).map_err(|_| Ended::Garbled)?;
                left -= bytes.len() as u64;
                match kind {
                    kind::TOLD if hear(&bytes).is_break() => return Err(Ended::Stopped),
                    kind::TOLD => {}
                    kind::ANSWER => return Ok(bytes),
                    kind::BROKE => return Err(Ended::Broke { said: String::from_utf8_lossy(&bytes).into_owned() }),
                    _ => return Err(Ended::Garbled),
                }
            }
        })
    }

    /// Does `work` with the process, which is stopped when its time is over.
    fn within<T>(&mut self, limits: &Limits, work: impl FnOnce(&mut Self) -> Result<T, Ended>) -> Result<T, Ended> {
        let (child, limit) = (Arc::clone(&self.child), limits.time);
        let (done, waiting) = mpsc::channel::<()>();
        let clock = move || {
            let is_over = waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
            if is_over {
                kill(&child);
            }
            is_over
        };
        let clock = thread::Builder::new().name("room clock".into()).spawn(clock).map_err(Ended::Unstarted)?;
        let answer = work(self);
        drop(done);
        match (clock.join().unwrap_or(false), answer) {
            (true, _) => Err(Ended::OutOfTime { limit }),
            (false, Err(Ended::Garbled)) => Err(self.ended(limits)),
            (false, answer) => answer,
        }
    }

    /// How it came to its end, where its answers did. One that lives on after that is stopped, and gave no answer.
    fn ended(&mut self, limits: &Limits) -> Ended {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // What ended by itself keeps its own reason.
        let _ = child.kill();
        let Ok(status) = child.wait() else { return Ended::Garbled };
        let mut last_words = String::new();
        if let Some(said) = child.stderr.take() {
            let _ = said.take(MAX_LAST_WORDS).read_to_string(&mut last_words);
        }
        reason(status, &last_words, limits)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        kill(&self.child);
    }
}

fn kill(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

/// The library of Rust says on the error output why it aborts; the kernel says the rest by the signal.
fn reason(status: ExitStatus, last_words: &str, limits: &Limits) -> Ended {
    if last_words.contains("memory allocation of") {
        return Ended::OutOfMemory { limit: limits.memory };
    }
    if last_words.contains("has overflowed its stack") {
        return Ended::StackOverflow;
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let name = match signal {
            4 => "illegal instruction",
            6 => "it stopped itself",
            #[cfg(target_os = "linux")]
            7 => "bus error",
            8 => "arithmetic error",
            // Ours, after an answer that was none.
            9 => return Ended::Garbled,
            11 => "fault in memory",
            #[cfg(target_os = "linux")]
            31 => return Ended::Forbidden,
            _ => return Ended::Crashed { signal: format!("signal {signal}") },
        };
        return Ended::Crashed { signal: name.into() };
    }
    match status.code() {
        Some(code) if code != 0 => Ended::Crashed { signal: format!("exit code {code}") },
        _ => Ended::Garbled,
    }
}
