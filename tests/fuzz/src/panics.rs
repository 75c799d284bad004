//! Panics where the product catches some: those of decoders are damage, told as such, and no finding.

use std::{
    backtrace::Backtrace,
    cell::RefCell,
    collections::HashSet,
    panic::{self, AssertUnwindSafe},
    process,
    sync::Mutex,
};

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// libFuzzer's own hook ends the process before anybody can catch anything: takes its place.
pub fn keep() {
    let told: Mutex<HashSet<String>> = Mutex::default();
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // A trace of each would take longer than all the rest.
        if told.lock().is_ok_and(|mut told| told.insert(place)) {
            eprintln!("a panic, which may be caught: {panic}");
        }
        LAST.with_borrow_mut(|last| *last = format!("{panic}\n{}", Backtrace::force_capture()));
    }));
}

/// Does the work; what it does not catch itself is a finding.
pub fn uncaught<T>(work: impl FnOnce() -> T) -> T {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        eprintln!("{}", LAST.take());
        process::abort()
    })
}
