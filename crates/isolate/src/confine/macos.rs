//! Written from the headers and the published kernel, and never run: `Protection::is_confined` believes what the calls return.

use std::{
    ffi::{CStr, c_char, c_int, c_void},
    fs,
    hash::RandomState,
    hint::black_box,
    io,
    os::unix::process::parent_id,
    process, ptr, thread,
    time::Duration,
};

use rustix::process::Resource;

use super::unix::{self, ANSWERS};
use crate::{Means, Protection};

/// Seatbelt's rules. Pipes that are open need none, and memory needs none.
const RULES: &CStr = c"(version 1)
(deny default)
; The default leaves these open. Without process-info*, others' arguments and environments could be read.
(deny process-info* file-map-executable iokit-get-properties)
(if (defined? 'nvram*) (deny nvram*))
; An abort is a signal to itself.
(allow signal (target self))
; What the processor can do: the crate cpufeatures, below the digests, panics where it is not told.
(allow sysctl-read (sysctl-name-prefix \"hw.optional.\"))
";

// The crate libc has no `sandbox_init`, and calls `proc_pid_rusage`'s buffer a pointer to pointers, as the header does.
#[allow(unsafe_code)]
unsafe extern "C" {
    fn close(descriptor: c_int) -> c_int;
    fn sandbox_init(profile: *const c_char, flags: u64, error: *mut *mut c_char) -> c_int;
    fn proc_pid_rusage(process: c_int, flavor: c_int, buffer: *mut c_void) -> c_int;
    fn proc_pidinfo(process: c_int, flavor: c_int, argument: u64, buffer: *mut c_void, size: c_int) -> c_int;
}

/// Takes files, network, programs, services of the system and more than `processor` seconds of the processor from this process.
/// Nothing is claimed for its memory: whoever started it holds it to that, by [`footprint`].
pub(crate) fn confine(memory: u64, processor: u64) -> Protection {
    die_with_parent();
    let is_alone = close_what_was_inherited().is_ok();
    // The keys of hash tables are drawn once, while whatever they come from can be reached.
    black_box(RandomState::new());
    // One lock more; nothing depends on it: the rules below leave neither files nor processes.
    unix::limit_all_but_memory(processor);
    // The kernel takes no limit below what is mapped, gigabytes of shared libraries among it. Since macOS 12 it holds a
    // process to such a limit; before, it took it and forgot it.
    if let Some(mapped) = mapped() {
        unix::limit(Resource::As, mapped.saturating_add(memory));
    }
    let closed = match (obey_rules(), is_alone) {
        (true, true) => Means::Whole,
        (true, false) => Means::Part,
        (false, _) => Means::Absent,
    };
    Protection { closed, calls: Means::Absent, memory: Means::Absent }
}

/// A parent that dies closes the pipes, which work that never ends does not notice. This system has no signal for it.
fn die_with_parent() {
    let parent = parent_id();
    let watch = move || {
        while parent_id() == parent {
            thread::sleep(Duration::from_secs(1));
        }
        process::exit(1);
    };
    let _ = thread::Builder::new().spawn(watch);
}

/// Files and connections that whoever started the program left open in it would still serve here: the rules are asked when
/// something is opened.
fn close_what_was_inherited() -> io::Result<()> {
    // An entry keeps the listing open, and a number does not.
    let numbered = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_str().and_then(|name| name.parse().ok()));
    let open = fs::read_dir("/dev/fd")?.map(numbered).collect::<io::Result<Vec<Option<i32>>>>()?;
    for descriptor in open.into_iter().flatten().filter(|descriptor| *descriptor > ANSWERS) {
        // SAFETY: this is called before the program opened anything of its own, so that nothing in it holds one of these
        // descriptors. The one by which they were listed is closed already, and to close it again does nothing.
        #[allow(unsafe_code)]
        unsafe {
            close(descriptor);
        }
    }
    Ok(())
}

/// From here on this process can open nothing. For good. Long deprecated, and what browsers stand on.
#[allow(unsafe_code)]
fn obey_rules() -> bool {
    let mut error = ptr::null_mut();
    // SAFETY: the rules end in a zero and outlive the call. What `error` points to then is left to the end of the process.
    unsafe { sandbox_init(RULES.as_ptr(), 0, &mut error) == 0 }
}

/// Bytes of address space that this process has taken so far, libraries that all processes share among them.
#[allow(unsafe_code)]
fn mapped() -> Option<u64> {
    /// `PROC_PIDTASKINFO`; its answer begins with the size and is twelve words long.
    const TASK: c_int = 4;
    let mut info = [0u64; 12];
    let (process, size) = (process::id() as c_int, size_of_val(&info) as c_int);
    // SAFETY: no more than `size` bytes are written, and any bytes are numbers.
    let written = unsafe { proc_pidinfo(process, TASK, 0, info.as_mut_ptr().cast(), size) };
    (written == size).then_some(info[0])
}

/// The memory of a process, in bytes, as the system counts it when it looks for whom to end: what is compressed or swapped is
/// in it, what is shared is not.
#[allow(unsafe_code)]
pub(crate) fn footprint(process: u32) -> Option<u64> {
    /// `RUSAGE_INFO_V2`, twenty words long; `ri_phys_footprint` is the tenth, after an identifier of two.
    const VERSION: c_int = 2;
    const FOOTPRINT: usize = 9;
    let mut info = [0u64; 20];
    // SAFETY: this version of the answer is as long as `info`, and any bytes are numbers.
    let result = unsafe { proc_pid_rusage(process as c_int, VERSION, info.as_mut_ptr().cast()) };
    (result == 0).then_some(info[FOOTPRINT])
}
