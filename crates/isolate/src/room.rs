use std::{
    ffi::OsStr,
    io::{ErrorKind, Read},
    ops::ControlFlow,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{Ended, Limits, frame, inside::ARGUMENT, kind, protection::Protection, starting::start};

/// What a dying process may say of it.
const MAX_LAST_WORDS: usize = 4096;
/// What a process takes to be gone after its pipes are: more only where the machine has no time for it.
const MAX_DYING: Duration = Duration::from_millis(500);
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
    /// What it says on its error output: read to the end, so that it never waits for a reader.
    words: Option<JoinHandle<String>>,
    pub(crate) protection: Protection,
    pub(crate) pieces: u32,
}

impl Room {
    /// Starts `program`, which begins with [`crate::serve_if_locked_in`], and waits until it has locked itself in: a
    /// room that the system does not confine is none.
    pub(crate) fn open(program: &OsStr, limits: &Limits) -> Result<Self, Ended> {
        let mut command = Command::new(program);
        command.arg(ARGUMENT).arg(limits.memory.to_string()).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = start(command).map_err(Ended::Unstarted)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(questions), Some(answers), Some(words)) = pipes else {
            return Err(Ended::Unstarted(ErrorKind::BrokenPipe.into()));
        };
        let words = thread::Builder::new().name("room words".into()).spawn(|| last_words(words));
        #[cfg(target_os = "linux")]
        for pipe in [std::os::fd::AsFd::as_fd(&questions), std::os::fd::AsFd::as_fd(&answers)] {
            // With the usual 64 kB the two wait for each other dozens of times a picture. A user's pipes are counted.
            let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
        }
        let (child, protection) = (Arc::new(Mutex::new(child)), Protection::default());
        let words = Some(words.map_err(Ended::Unstarted)?);
        let mut room = Self { child, questions, answers, words, protection, pieces: 0 };
        let protection = room.within(limits, |room| {
            let ready = frame::read(&mut room.answers, MAX_READY);
            let (kind::READY, said) = ready.map_err(|_| Ended::Garbled)? else { return Err(Ended::Garbled) };
            serde_json::from_slice(&said).map_err(|_| Ended::Garbled)
        });
        // Whatever kept it from being ready: no file has anything to do with it.
        room.protection = protection.map_err(|ended| Ended::Unconfined { missing: format!("not ready: {ended}") })?;
        if !room.protection.is_confined() {
            return Err(Ended::Unconfined { missing: room.protection.missing() });
        }
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

    /// Whether it has ended, unasked: the system may have wanted its memory.
    pub(crate) fn is_gone(&self) -> bool {
        !matches!(self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait(), Ok(None))
    }

    /// How it came to its end, where its answers did. One that lives on after that is stopped, and gave no answer.
    fn ended(&mut self, limits: &Limits) -> Ended {
        let mut waited = Duration::ZERO;
        while !self.is_gone() {
            if waited >= MAX_DYING {
                return Ended::Garbled;
            }
            let step = Duration::from_millis(2);
            thread::sleep(step);
            waited += step;
        }
        let status = self.child.lock().unwrap_or_else(PoisonError::into_inner).wait();
        let last_words = self.words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        status.map_or(Ended::Garbled, |status| reason(status, &last_words, limits))
    }
}

/// The end of all that it says.
fn last_words(mut said: ChildStderr) -> String {
    let (mut last, mut some) = (Vec::new(), [0; MAX_LAST_WORDS]);
    while let Ok(read @ 1..) = said.read(&mut some) {
        last.extend_from_slice(some.get(..read).unwrap_or_default());
        last.drain(..last.len().saturating_sub(MAX_LAST_WORDS));
    }
    String::from_utf8_lossy(&last).into_owned()
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
            // Not ours: the system has no memory left, or somebody ended it.
            9 => "the system killed it",
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
