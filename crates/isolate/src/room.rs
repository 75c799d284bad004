use std::{
    ffi::OsStr,
    io::ErrorKind,
    ops::ControlFlow,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{
    Ended, Limits, Means, Protection, confine::footprint, frame, hearing::Hearer, inside::ARGUMENT, kind,
    starting::start, words,
};

/// What a process takes to be gone after its pipes are: more only where the machine has no time for it.
const MAX_DYING: Duration = Duration::from_millis(500);
/// How often its memory is looked at, where its kernel does not hold it to a limit.
const LOOK: Duration = Duration::from_millis(50);
/// What it says of its protection is shorter.
const MAX_READY: u64 = 1024;
/// How often it may tell something on the way: each is carried on to whoever waits. Reading a picture tells less than ten times.
const MAX_TOLD: u32 = 64;

/// Bytes that wait in a pipe: what the kernel grants anybody.
#[cfg(target_os = "linux")]
const PIPE: usize = 1 << 20;

/// The number of SIGABRT.
#[cfg(unix)]
const ABORT: i32 = 6;

/// For the C library of Linux, glibc; others do not know it. What a picture was decoded into goes back to the system after it, and
/// a process that does little else would fetch it again page by page: most of what a room costs at 12 megapixels. So it takes
/// large pages where there are some, and no less than 16 MiB at once.
const ALLOCATION: (&str, &str) = ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=16777216");

/// One locked-in process, seen from outside. It does not outlive this.
pub(crate) struct Room {
    child: Arc<Mutex<Child>>,
    questions: ChildStdin,
    answers: ChildStdout,
    /// What it says on its error output: read to the end, so that it never waits for a reader, and ended where it says too much.
    words: Option<JoinHandle<Option<String>>>,
    /// Bytes of that since it was given its last piece.
    said: Arc<AtomicUsize>,
    /// Bytes of memory that the program itself took as it started, where they are looked at from here.
    taken: u64,
    pub(crate) protection: Protection,
    pub(crate) pieces: u32,
}

impl Room {
    /// Starts `program`, which begins with [`crate::serve_if_locked_in`], and waits until it has locked itself in: a
    /// room that the system does not confine is none.
    pub(crate) fn open(program: &OsStr, limits: &Limits) -> Result<Self, Ended> {
        let mut command = Command::new(program);
        command.arg(ARGUMENT).args([limits.memory, limits.processor()].map(|most| most.to_string()));
        command.env_clear().env(ALLOCATION.0, ALLOCATION.1);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = start(command).map_err(Ended::Unstarted)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(questions), Some(answers), Some(mut errors)) = pipes else {
            return Err(Ended::Unstarted(ErrorKind::BrokenPipe.into()));
        };
        #[cfg(target_os = "linux")]
        for pipe in [std::os::fd::AsFd::as_fd(&questions), std::os::fd::AsFd::as_fd(&answers)] {
            // With the usual 64 kB the two wait for each other dozens of times a picture. A user's pipes are counted.
            let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
        }
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        // A question is written in the parts that there is room for. The other end of the pipe still blocks.
        let _ = rustix::io::ioctl_fionbio(&questions, true);
        let (child, protection) = (Arc::new(Mutex::new(child)), Protection::default());
        let (speaker, said) = (Arc::clone(&child), Arc::new(AtomicUsize::new(0)));
        let so_far = Arc::clone(&said);
        let listen = move || {
            let last = words::last(&mut errors, &so_far);
            if last.is_none() {
                kill(&speaker);
            }
            last
        };
        let words = match thread::Builder::new().name("room words".into()).spawn(listen) {
            Ok(words) => Some(words),
            Err(error) => {
                kill(&child);
                return Err(Ended::Unstarted(error));
            }
        };
        let mut room = Self { child, questions, answers, words, said, taken: 0, protection, pieces: 0 };
        let protection = room.within(limits, |room| {
            let ready = frame::read(&mut room.answers, MAX_READY);
            let (kind::READY, said) = ready.map_err(|_| Ended::Garbled)? else { return Err(Ended::Garbled) };
            serde_json::from_slice(&said).map_err(|_| Ended::Garbled)
        });
        // Whatever kept it from being ready: no file has anything to do with it.
        room.protection = protection.map_err(|ended| Ended::Unconfined { missing: format!("not ready: {ended}") })?;
        if let Some(taken) = footprint(lock(&room.child).id()) {
            room.taken = taken;
            // Too late by one look: more than nothing, less than what a kernel does.
            if room.protection.memory == Means::Absent {
                room.protection.memory = Means::Part;
            }
        }
        if !room.protection.is_confined() {
            return Err(Ended::Unconfined { missing: room.protection.missing() });
        }
        Ok(room)
    }

    /// Has `question` answered; `hear` is given what is told on the way, nothing from time to time while nothing is, and stops the
    /// work by breaking. After an error the room is closed.
    pub(crate) fn ask(
        &mut self,
        question: &[&[u8]],
        limits: &Limits,
        hear: &mut dyn FnMut(Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<Vec<u8>, Ended> {
        self.pieces += 1;
        self.said.store(0, Ordering::Relaxed);
        let mut hearer = Hearer::new(hear);
        self.within(limits, |room| {
            let written = frame::write(&mut hearer.at(&mut room.questions), kind::QUESTION, question);
            match written.map_err(|error| (error.kind(), hearer.ended())) {
                Err((ErrorKind::InvalidInput, _)) => return Err(Ended::Unstarted(ErrorKind::InvalidInput.into())),
                Err((_, Ended::Stopped)) => return Err(Ended::Stopped),
                // Where it died over the question, it is the end of its answers that tells.
                _ => {}
            }
            let (mut left, mut told) = (limits.answer, 0);
            loop {
                let (kind, bytes) = frame::read(&mut hearer.at(&mut room.answers), left).map_err(|_| hearer.ended())?;
                left -= bytes.len() as u64;
                match kind {
                    kind::TOLD if told == MAX_TOLD => return Err(Ended::Garbled),
                    kind::TOLD => {
                        hearer.tell(Some(&bytes)).map_err(|_| hearer.ended())?;
                        told += 1;
                    }
                    kind::ANSWER => return Ok(bytes),
                    kind::BROKE => return Err(Ended::Broke { said: String::from_utf8_lossy(&bytes).into_owned() }),
                    _ => return Err(Ended::Garbled),
                }
            }
        })
    }

    /// Does `work` with the process, which is stopped when its time is over or its memory is.
    fn within<T>(&mut self, limits: &Limits, work: impl FnOnce(&mut Self) -> Result<T, Ended>) -> Result<T, Ended> {
        let (child, allowed, taken) = (Arc::clone(&self.child), *limits, self.taken);
        let (done, waiting) = mpsc::channel::<()>();
        let clock = move || watch(&child, &waiting, &allowed, taken);
        let clock = thread::Builder::new().name("room clock".into()).spawn(clock).map_err(Ended::Unstarted)?;
        let answer = work(self);
        drop(done);
        match (clock.join().unwrap_or(None), answer) {
            (Some(ended), _) => Err(ended),
            (None, Err(Ended::Garbled)) => Err(self.ended(limits)),
            (None, answer) => answer,
        }
    }

    /// Whether it has ended, unasked: the system may have wanted its memory.
    pub(crate) fn is_gone(&self) -> bool {
        !matches!(lock(&self.child).try_wait(), Ok(None))
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
        let status = lock(&self.child).wait();
        // Where it said too much, it was ended for that, and nothing that it said counts.
        let last_words = self.words.take().and_then(|words| words.join().ok()).flatten();
        let Some(last_words) = last_words else { return Ended::Garbled };
        status.map_or(Ended::Garbled, |status| reason(status, &last_words, limits))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        kill(&self.child);
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

fn kill(child: &Mutex<Child>) {
    let mut child = lock(child);
    let _ = child.kill();
    let _ = child.wait();
}

/// Waits until the work is done, and stops the process if a limit is reached before that: which one is told.
fn watch(child: &Mutex<Child>, waiting: &Receiver<()>, limits: &Limits, taken: u64) -> Option<Ended> {
    let (began, process, most) = (Instant::now(), lock(child).id(), taken.saturating_add(limits.memory));
    loop {
        let footprint = footprint(process);
        let left = limits.time.saturating_sub(began.elapsed());
        let ended = if footprint.is_some_and(|bytes| bytes > most) {
            Ended::OutOfMemory { limit: limits.memory }
        } else {
            // Where there is nothing to look at meanwhile, one wait is enough.
            match waiting.recv_timeout(footprint.map_or(left, |_| left.min(LOOK))) {
                Err(RecvTimeoutError::Timeout) if began.elapsed() < limits.time => continue,
                Err(RecvTimeoutError::Timeout) => Ended::OutOfTime { limit: limits.time },
                _ => return None,
            }
        };
        kill(child);
        return Some(ended);
    }
}

/// The library of Rust says on the error output why it aborts; the kernel says the rest by the signal or the exit code. What
/// has been taken over may write the same words: they count where it ended as that library ends it, and nothing worse was seen.
fn reason(status: ExitStatus, last_words: &str, limits: &Limits) -> Ended {
    #[cfg(unix)]
    let (signal, aborted) = {
        let signal = std::os::unix::process::ExitStatusExt::signal(&status);
        (signal, signal == Some(ABORT))
    };
    #[cfg(not(unix))]
    let aborted = true;
    if aborted && last_words.contains("memory allocation of") {
        return Ended::OutOfMemory { limit: limits.memory };
    }
    if aborted && last_words.contains("has overflowed its stack") {
        return Ended::StackOverflow;
    }
    #[cfg(unix)]
    if let Some(signal) = signal {
        let name = match signal {
            4 => "illegal instruction",
            // How the libraries of Apple abort.
            #[cfg(target_os = "macos")]
            5 => "it stopped itself",
            ABORT => "it stopped itself",
            #[cfg(target_os = "linux")]
            7 => "bus error",
            8 => "arithmetic error",
            // Not ours: the system has no memory left, its time of the processor is over, or somebody ended it.
            9 => "the system killed it",
            #[cfg(target_os = "macos")]
            10 => "bus error",
            11 => "fault in memory",
            // A call that the system does not know, a file that grows. What the rules refuse is an error there, and no signal.
            #[cfg(target_os = "macos")]
            12 | 25 => return Ended::Forbidden,
            #[cfg(target_os = "linux")]
            31 => return Ended::Forbidden,
            _ => return Ended::Crashed { signal: format!("signal {signal}") },
        };
        return Ended::Crashed { signal: name.into() };
    }
    match status.code() {
        Some(code) if code != 0 => exited(code, limits),
        _ => Ended::Garbled,
    }
}

/// Where there are no signals, on Windows, the kernel leaves its own number for what it stopped a process for.
fn exited(code: i32, limits: &Limits) -> Ended {
    let name = match code.cast_unsigned() {
        0xc000_0005 => "fault in memory",
        // No memory, no room for more of it.
        0xc000_0017 | 0xc000_012d => return Ended::OutOfMemory { limit: limits.memory },
        0xc000_001d => "illegal instruction",
        0xc000_0094 => "arithmetic error",
        0xc000_00fd => return Ended::StackOverflow,
        0xc000_0374 => "its heap was damaged",
        // To fail fast: how an abort ends, too.
        0xc000_0409 => "it stopped itself",
        _ => return Ended::Crashed { signal: format!("exit code {code}") },
    };
    Ended::Crashed { signal: name.into() }
}
