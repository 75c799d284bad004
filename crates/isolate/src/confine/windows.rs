//! What a process of Windows can take from itself. This does not close the room: it can still read what the person's files
//! say and connect, for only whoever starts a process can put it into a container of its own (AppContainer). So it counts as
//! not confined, is given no work, and the person is asked before anything is read without a room. Never run so far.

use std::{
    fs::File,
    hash::RandomState,
    hint::black_box,
    io,
    os::windows::io::{AsHandle, AsRawHandle},
    ptr,
};

use windows_sys::Win32::{
    Foundation::CloseHandle,
    Security::{
        CreateWellKnownSid, GetLengthSid, SECURITY_MAX_SID_SIZE, SID_AND_ATTRIBUTES, SetTokenInformation,
        TOKEN_ADJUST_DEFAULT, TOKEN_MANDATORY_LABEL, TOKEN_QUERY, TokenIntegrityLevel, WinUntrustedLabelSid,
    },
    System::{
        Console::{STD_OUTPUT_HANDLE, SetStdHandle},
        JobObjects::{
            AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
            JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
            JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
        },
        ProcessStatus::{K32GetProcessMemoryInfo, PROCESS_MEMORY_COUNTERS},
        SystemServices::SE_GROUP_INTEGRITY,
        Threading::{
            GetCurrentProcess, OpenProcessToken, PROCESS_MITIGATION_POLICY, ProcessChildProcessPolicy,
            ProcessDynamicCodePolicy, ProcessExtensionPointDisablePolicy, ProcessImageLoadPolicy,
            ProcessStrictHandleCheckPolicy, SetProcessMitigationPolicy,
        },
    },
};

use crate::{Means, Protection};

/// Policies, and the bits that are asked of each. None can be taken back. Without the calls of windows and drawing a library
/// that is loaded already may fail in ways nobody has seen, so that they stay.
const POLICIES: [(PROCESS_MITIGATION_POLICY, u32); 5] = [
    // Memory that code could be written to and run from.
    (ProcessDynamicCodePolicy, 1),
    // A handle that is none ends the process; and so it stays.
    (ProcessStrictHandleCheckPolicy, 1 | 2),
    // Libraries that other programs would have loaded into every process.
    (ProcessExtensionPointDisablePolicy, 1),
    // Libraries from the network, and such as a process like this one wrote.
    (ProcessImageLoadPolicy, 1 | 2),
    (ProcessChildProcessPolicy, 1),
];

/// The pipe for answers; what is printed from now on goes to the error output.
#[allow(unsafe_code)]
pub(crate) fn take_stdout() -> io::Result<File> {
    let answers = io::stdout().as_handle().try_clone_to_owned()?;
    // SAFETY: the handle of the error output is never closed.
    match unsafe { SetStdHandle(STD_OUTPUT_HANDLE, io::stderr().as_raw_handle()) } {
        0 => Err(io::Error::last_os_error()),
        _ => Ok(answers.into()),
    }
}

/// Takes programs, memory beyond `memory` bytes, and the writing of whatever belongs to somebody from this process. Of
/// the processor's time nothing: it is given no work.
pub(crate) fn confine(memory: u64, _processor: u64) -> Protection {
    // The keys of hash tables are drawn once, while the device that they come from can be opened.
    black_box(RandomState::new());
    let has_job = limit(taken().saturating_add(memory));
    // Each is one lock more; nothing depends on them, and an older system knows fewer.
    POLICIES.iter().for_each(|(policy, bits)| forbid(*policy, *bits));
    let closed = if lower() && has_job { Means::Part } else { Means::Absent };
    let memory = if has_job { Means::Whole } else { Means::Absent };
    Protection { closed, calls: Means::Absent, memory }
}

/// Bytes that the program takes as it starts. They are not counted against its limit.
#[allow(unsafe_code)]
fn taken() -> u64 {
    let mut counters = PROCESS_MEMORY_COUNTERS::default();
    // SAFETY: as many bytes are written as it is long.
    unsafe { K32GetProcessMemoryInfo(GetCurrentProcess(), &mut counters, size_of_val(&counters) as u32) };
    counters.PagefileUsage as u64
}

/// Puts the process into a job of its own, which lasts as long as it. The handle is closed at once: by it, whoever had taken the
/// process over could raise the limits again, and the job has no name by which it could be found.
#[allow(unsafe_code)]
fn limit(most: u64) -> bool {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.ProcessMemoryLimit = usize::try_from(most).unwrap_or(usize::MAX);
    let (kind, size) = (JobObjectExtendedLimitInformation, size_of_val(&limits) as u32);
    // SAFETY: `limits` is of the kind that is told and as long; the job is used by nothing else.
    unsafe {
        let job = CreateJobObjectW(ptr::null(), ptr::null());
        let is_set = SetInformationJobObject(job, kind, (&raw const limits).cast(), size) != 0
            && AssignProcessToJobObject(job, GetCurrentProcess()) != 0;
        CloseHandle(job);
        is_set
    }
}

#[allow(unsafe_code)]
fn forbid(policy: PROCESS_MITIGATION_POLICY, bits: u32) {
    // SAFETY: each of these policies is one word of bits.
    unsafe { SetProcessMitigationPolicy(policy, (&raw const bits).cast(), size_of_val(&bits)) };
}

/// To the lowest level of integrity: whatever is of a higher one, as nearly all is, can be read by it and not written.
#[allow(unsafe_code)]
fn lower() -> bool {
    let mut untrusted = [0u32; SECURITY_MAX_SID_SIZE as usize / size_of::<u32>()];
    let (sid, mut size) = (untrusted.as_mut_ptr().cast(), SECURITY_MAX_SID_SIZE);
    let label = TOKEN_MANDATORY_LABEL { Label: SID_AND_ATTRIBUTES { Sid: sid, Attributes: SE_GROUP_INTEGRITY as u32 } };
    let mut token = ptr::null_mut();
    // SAFETY: no identifier is longer than `untrusted`, which outlives `label`; the token is used by nothing else.
    unsafe {
        if CreateWellKnownSid(WinUntrustedLabelSid, ptr::null_mut(), sid, &mut size) == 0
            || OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_DEFAULT | TOKEN_QUERY, &mut token) == 0
        {
            return false;
        }
        let size = size_of_val(&label) as u32 + GetLengthSid(sid);
        let is_lowered = SetTokenInformation(token, TokenIntegrityLevel, (&raw const label).cast(), size) != 0;
        CloseHandle(token);
        is_lowered
    }
}
