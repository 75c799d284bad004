use std::{
    any::Any,
    env, io,
    mem::ManuallyDrop,
    panic::{self, AssertUnwindSafe, catch_unwind},
    process,
};

use crate::{confine, frame, kind, protection::Protection};

/// The first argument by which a program knows that it is to be locked in. Nobody types it.
pub const ARGUMENT: &str = "--locked-room";

/// What is done inside: it gets the bytes of a question and may tell something on the way; what it returns is the answer.
pub type Work = dyn Fn(&[u8], &mut dyn FnMut(&[u8])) -> Vec<u8>;

/// Does `work` for the process that started this one, if one did so for this, and never returns then. To be called before all
/// else: a program that has begun has files open and threads running. A library may have started one before `main`: it can make as
/// few calls as this one, and what binds one thread alone is told as a part.
pub fn serve_if_locked_in(work: &Work) {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == ARGUMENT) {
        let mut number = || arguments.next().and_then(|number| number.to_str()?.parse().ok()).unwrap_or(0);
        let (memory, processor) = (number(), number());
        process::exit(serve(memory, processor, work));
    }
}

fn serve(memory: u64, processor: u64, work: &Work) -> i32 {
    // The usual report of a panic opens files to name the lines of its way.
    panic::set_hook(Box::new(|_| {}));
    let mut questions = io::stdin().lock();
    // What a library prints must not stand among the answers.
    let Ok(answers) = confine::take_stdout() else { return 1 };
    // The system closes it in the end: the library asks before whether it is open, which it may no longer.
    let mut answers = ManuallyDrop::new(answers);
    let protection: Protection = confine::confine(memory, processor);
    let said = serde_json::to_vec(&protection).unwrap_or_default();
    if frame::write(&mut *answers, kind::READY, &[&said]).is_err() {
        return 1;
    }
    // The other side holds its questions to its own limits; it is not the one to be feared here.
    while let Ok((kind::QUESTION, question)) = frame::read(&mut questions, u64::MAX) {
        let answer = catch_unwind(AssertUnwindSafe(|| {
            // Where nobody listens any more, the end of the answers is noticed below.
            work(&question, &mut |told| drop(frame::write(&mut *answers, kind::TOLD, &[told])))
        }));
        let (kind, bytes) = match answer {
            Ok(answer) => (kind::ANSWER, answer),
            Err(panic) => (kind::BROKE, said_by(panic.as_ref()).into_bytes()),
        };
        if frame::write(&mut *answers, kind, &[&bytes]).is_err() {
            return 1;
        }
    }
    0
}

fn said_by(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason given").to_owned()
}
