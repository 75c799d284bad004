//! Starting processes that shall not outlive this one.

use std::{
    io,
    process::{Child, Command},
    sync::{Mutex, OnceLock, PoisonError, mpsc},
    thread,
};

type Started = (Command, mpsc::Sender<io::Result<Child>>);

/// Starts a program from a thread that lives as long as this process: on Linux a child that wants to die with its parent dies
/// with the thread that started it.
pub fn start(command: Command) -> io::Result<Child> {
    static ASKED: OnceLock<Option<Mutex<mpsc::Sender<Started>>>> = OnceLock::new();
    let asked = ASKED.get_or_init(|| {
        let (asked, commands) = mpsc::channel::<Started>();
        let work = move || {
            for (mut command, answer) in commands {
                let _ = answer.send(command.spawn());
            }
        };
        thread::Builder::new().name("room keeper".into()).spawn(work).ok().map(|_| Mutex::new(asked))
    });
    let (answer, started) = mpsc::channel();
    let asked = asked.as_ref().ok_or(io::ErrorKind::WouldBlock)?;
    let sent = asked.lock().unwrap_or_else(PoisonError::into_inner).send((command, answer));
    sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
    started.recv().unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))
}
