//! From inside the room, everything that it keeps from happening is tried. The program starts itself again as what is locked
//! in, so it begins before the harness does.

#[cfg(target_os = "linux")]
#[path = "room/linux.rs"]
mod linux;

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
}
