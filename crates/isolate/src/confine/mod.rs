//! What a process takes from itself, for good, before the first byte of a file comes to it.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
pub(crate) use linux::{confine, take_stdout};

#[cfg(not(target_os = "linux"))]
pub(crate) fn take_stdout() -> std::io::Result<std::io::Stdout> {
    Ok(std::io::stdout())
}

/// Nothing is known of this system: nothing is promised for it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn confine(_memory: u64) -> crate::Protection {
    crate::Protection::default()
}
