use std::{
    fs,
    io::{self, ErrorKind},
};

use landlock::{ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::{
    param::page_size,
    process::{DumpableBehavior, Resource, Signal, set_dumpable_behavior, set_parent_process_death_signal},
};

use super::{
    calls,
    unix::{self, ANSWERS},
};
use crate::{Means, Protection};

/// The rules of Landlock that are asked for; an older kernel takes those that it knows.
const RULES: ABI = ABI::V6;

/// Takes files, network, programs, threads and memory beyond `memory` bytes from this process, and the processor beyond
/// so many seconds.
pub(crate) fn confine(memory: u64, processor: u64) -> Protection {
    be_ended_first();
    // Each of the two is one lock more; nothing depends on them.
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let alone = close_what_was_inherited();
    // Each forbids what those before it need.
    let most = taken().unwrap_or(0) + memory;
    // The rules of files and network bind the thread that asks for them; the list of calls binds all.
    let others = threads().is_none_or(|threads| threads > 1);
    let closed = close().unwrap_or_default();
    let closed = if others { closed.min(Means::Part) } else { closed };
    let memory = limit(most, processor);
    let calls = match calls::allow_only_ours() {
        Ok(()) if alone => Means::Whole,
        // What was open can be read without another call.
        Ok(()) => Means::Part,
        Err(_) => Means::Absent,
    };
    Protection { closed, calls, memory }
}

/// Where the system's memory is short, its kernel ends this process before any other: a limit holds each of these processes, and
/// nothing all of them together. It takes no right, but must be said before the process is made one that cannot be dumped. Where it
/// cannot be said, as in a container that shows no such files, the kernel chooses as it always does, and no lock is open for that.
fn be_ended_first() {
    let _ = fs::write("/proc/self/oom_score_adj", "1000");
}

/// Files and connections that whoever started the program left open in it would still serve here. Whether all are closed.
fn close_what_was_inherited() -> bool {
    let first = ANSWERS + 1;
    // SAFETY: this is called before the program opened anything of its own, so that nothing in it holds one of these
    // descriptors; what the standard library uses is below.
    #[allow(unsafe_code)]
    let closed = unsafe { libc::syscall(libc::SYS_close_range, first, libc::c_uint::MAX, 0) } == 0;
    // Kernels before 5.9, and containers whose own list of calls is older.
    closed || close_one_by_one(first).is_ok()
}

fn close_one_by_one(first: i32) -> io::Result<()> {
    let open: Vec<i32> = fs::read_dir("/proc/self/fd")?
        .map(|entry| {
            entry?.file_name().to_str().and_then(|name| name.parse().ok()).ok_or(ErrorKind::InvalidData.into())
        })
        .collect::<io::Result<_>>()?;
    for descriptor in open.into_iter().filter(|descriptor| *descriptor >= first) {
        // SAFETY: as above. Among them is the one that this list was read from, closed by now.
        #[allow(unsafe_code)]
        unsafe {
            libc::close(descriptor);
        }
    }
    Ok(())
}

/// How many threads this process has: libraries may start some before the program begins.
fn threads() -> Option<usize> {
    Some(fs::read_dir("/proc/self/task").ok()?.count())
}

/// Bytes that the program takes as it starts, its libraries above all. They are not counted against its limit: they differ
/// between terminal and window.
fn taken() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split_whitespace().next()?.parse::<u64>().ok()? * page_size() as u64)
}

fn limit(most: u64, processor: u64) -> Means {
    let others = unix::limit_all_but_memory(processor);
    match (unix::limit(Resource::As, most), others) {
        (true, true) => Means::Whole,
        (true, false) => Means::Part,
        (false, _) => Means::Absent,
    }
}

/// No file can be opened and nothing connected to, nobody outside be signalled.
fn close() -> Result<Means, landlock::RulesetError> {
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(RULES))?
        .handle_access(AccessNet::from_all(RULES))?
        .scope(Scope::from_all(RULES))?;
    Ok(match rules.create()?.restrict_self()?.ruleset {
        RulesetStatus::FullyEnforced => Means::Whole,
        RulesetStatus::PartiallyEnforced => Means::Part,
        RulesetStatus::NotEnforced => Means::Absent,
    })
}

#[cfg(test)]
mod tests {
    use std::{
        env,
        fs::File,
        io::Error,
        net::{TcpListener, TcpStream},
        os::fd::IntoRawFd,
        process::{self, Command},
        thread,
    };

    use super::*;

    #[test]
    fn where_all_cannot_be_closed_at_once_each_is() {
        let open = File::open("/etc/passwd").unwrap();
        // Above what other tests open at the same time.
        let kept = rustix::io::fcntl_dupfd_cloexec(&open, 700).unwrap();
        let number = kept.into_raw_fd();
        close_one_by_one(700).unwrap();
        assert!(!fs::exists(format!("/proc/self/fd/{number}")).unwrap());
        assert!(open.metadata().is_ok(), "what is below stays");
    }

    /// The rules bind the thread that asks for them, so that a test can be without the list of calls, which would end it.
    #[test]
    fn the_rules_of_the_kernel_alone_close_files_network_and_programs() {
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = open.local_addr().unwrap();
        let new = env::temp_dir().join(format!("whence-closed-{}", process::id()));
        let program = env::current_exe().unwrap();
        let tried = {
            let (new, program) = (new.clone(), program.clone());
            thread::spawn(move || {
                let held = close().unwrap();
                let failed = |tried: Result<(), Error>| tried.err().map(|error| error.kind());
                let tried = [
                    failed(File::open(&program).map(drop)),
                    failed(File::create(&new).map(drop)),
                    failed(fs::read_dir("/").map(drop)),
                    failed(TcpStream::connect(address).map(drop)),
                    failed(TcpListener::bind("127.0.0.1:0").map(drop)),
                    failed(Command::new(&program).arg("--list").output().map(drop)),
                ];
                (held, tried)
            })
        };
        let (held, tried) = tried.join().unwrap();
        if held == Means::Absent {
            return eprintln!("SKIPPED: this kernel has no Landlock");
        }
        // Older kernels know the rules for files and programs, and not yet those for the network.
        let told = if held == Means::Whole { &tried[..] } else { &tried[..3] };
        assert!(told.iter().all(|kind| *kind == Some(ErrorKind::PermissionDenied)), "{held:?}: {tried:?}");
        assert!(File::open(&program).is_ok() && !new.exists(), "other threads go on, and nothing was made");
    }
}
