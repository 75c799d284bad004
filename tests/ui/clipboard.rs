//! Somebody else who has copied something: on X11 the clipboard is whatever a running program offers, so it is the
//! test program once more, in a process of its own on the tests' screen.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use arboard::{Clipboard, ImageData};

use crate::driver::SCREEN;

const WHAT: &str = "WHENCE_COPIED";
const READY: &str = "offered";

/// Keeps the clipboard until it is dropped.
pub struct Copied(Child);

impl Copied {
    /// The path of a file, or the name of none for a red picture of 40 × 20 pixels.
    pub fn new(what: &str) -> Self {
        let mut owner = Command::new(env::current_exe().unwrap())
            .args(["--exact", "clipboard::offers_what_was_copied", "--ignored", "--nocapture"])
            .env("DISPLAY", &SCREEN.display)
            .env_remove("WAYLAND_DISPLAY")
            .env(WHAT, what)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(owner.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains(READY)), "{what} should be on the clipboard");
        Self(owner)
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "the other program of `a_copied_picture_is_pasted`, which starts it"]
fn offers_what_was_copied() {
    let what = env::var(WHAT).expect("a test names what is copied");
    let mut clipboard = Clipboard::new().unwrap();
    if what.is_empty() {
        let red = [255, 0, 0, 255].repeat(40 * 20);
        clipboard.set_image(ImageData { width: 40, height: 20, bytes: red.into() }).unwrap();
    } else {
        clipboard.set().file_list(&[what]).unwrap();
    }
    println!("{READY}");
    thread::sleep(Duration::from_secs(240));
}
