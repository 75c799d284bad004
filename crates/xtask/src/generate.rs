//! Files that are made from others and committed. Each is held against its source by a test; here the same test writes it.

use crate::sh::{self, Done};

pub fn catalogue() -> Done {
    bless(&["--package", "whence-tests", "--test", "house", "catalogue"])
}

pub fn bindings() -> Done {
    bless(&["--package", "whence-model", "generated"])
}

pub fn samples() -> Done {
    sh::cargo("run", &["--quiet", "--package", "whence-tests", "--bin", "make-samples"])
}

pub fn fixtures() -> Done {
    sh::cargo("run", &["--quiet", "--package", "whence-tests", "--bin", "record-fixtures"])
}

fn bless(test: &[&str]) -> Done {
    let mut command =
        sh::command("cargo", &[&["test", "--quiet", "--ignore-rust-version", "--locked"], test].concat(), ".");
    command.env("WHENCE_BLESS", "1");
    sh::run_with(command, &format!("cargo test {} (writing)", test.join(" ")))
}
