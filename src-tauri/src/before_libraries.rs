//! The locked room begins before the libraries of the window do. WebKitGTK starts a thread of its own as it is loaded, before
//! `main`, and what a thread takes from itself it takes from no other: the kernel's rules for files and network would not bind it.

use std::{
    ffi::{CStr, c_char, c_int},
    process,
};

/// Called by the system's loader after the libraries are there, and before any of them does something (System V ABI, “Initialization
/// and Termination Functions”; what stands here belongs to the program alone).
#[used]
#[allow(unsafe_code)]
// SAFETY: the section holds functions of this form, to which the loader of the GNU C library gives what `main` gets.
#[unsafe(link_section = ".preinit_array")]
static BEFORE_LIBRARIES: extern "C" fn(c_int, *const *const c_char) = begin_if_locked_in;

extern "C" fn begin_if_locked_in(count: c_int, arguments: *const *const c_char) {
    if count < 2 || arguments.is_null() {
        return;
    }
    // SAFETY: there are at least two arguments, each a C string, and they live as long as the program.
    #[allow(unsafe_code)]
    let first = unsafe { CStr::from_ptr(*arguments.add(1)) };
    if first.to_bytes() == whence_engine::LOCKED_IN.as_bytes() {
        // SAFETY: the function that the loader would call later, with the same arguments. It never returns here: what it does is
        // answer until it is asked no more.
        #[allow(unsafe_code)]
        process::exit(unsafe { main(count, arguments) });
    }
}

#[allow(unsafe_code)]
// SAFETY: made by the compiler for every program, in this form.
unsafe extern "C" {
    fn main(count: c_int, arguments: *const *const c_char) -> c_int;
}
