//! From inside the room, everything that it keeps from happening is tried. The program starts itself again as what is locked
//! in, so it brings a harness of its own: a line for each test, and the exit code.

#[cfg(target_os = "linux")]
#[path = "room/linux.rs"]
mod linux;

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
}
