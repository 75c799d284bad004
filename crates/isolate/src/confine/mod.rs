//! What a process takes from itself, for good, before the first byte of a file comes to it.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub(crate) use linux::confine;
#[cfg(target_os = "macos")]
pub(crate) use macos::{confine, footprint};
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(crate) use unix::take_stdout;
#[cfg(windows)]
pub(crate) use windows::{confine, take_stdout};

/// The memory of a process, in bytes, where whoever started it has to hold it to a limit: elsewhere its kernel does.
#[cfg(not(target_os = "macos"))]
pub(crate) fn footprint(_process: u32) -> Option<u64> {
    None
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn take_stdout() -> std::io::Result<std::io::Stdout> {
    Ok(std::io::stdout())
}

/// Nothing is known of this system: nothing is promised for it.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn confine(_memory: u64, _processor: u64) -> crate::Protection {
    crate::Protection::default()
}
