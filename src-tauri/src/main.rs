#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
mod before_libraries;

fn main() {
    whence_engine::serve_if_locked_in();
    #[cfg(target_os = "linux")]
    without_dmabuf();
    whence_window::run();
}

/// WebKitGTK shows an empty window with some graphics drivers unless it is kept from DMA-BUF, and reads this variable
/// as it starts. Setting a variable of a running process is unsafe, so the program takes its own place with it set;
/// somebody who has set it, to whatever, is left alone.
#[cfg(target_os = "linux")]
fn without_dmabuf() {
    use std::{env, os::unix::process::CommandExt, process::Command};
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if let (None, Ok(program)) = (env::var_os(VARIABLE), env::current_exe()) {
        // It comes back only where it failed; then the window opens as it would have.
        let _ = Command::new(program).args(env::args_os().skip(1)).env(VARIABLE, "1").exec();
    }
}
