use std::time::Instant;

use crate::{
    fuzz,
    machine::{For, prepare},
    sh::{self, Done},
};

/// Every test there is. The first that fails ends it.
pub fn run(yes: bool) -> Done {
    let begun = Instant::now();
    prepare(For::Testing, yes)?;
    sh::run("cargo", &["fmt", "--all", "--check"], ".")?;

    sh::run("npm", &["ci", "--no-audit", "--no-fund"], "ui")?;
    sh::run("npm", &["run", "check"], "ui")?;
    sh::run("npm", &["test"], "ui")?;
    sh::run("npm", &["run", "build"], "ui")?;
    sh::run("npm", &["run", "axe"], "ui")?;

    sh::cargo("clippy", &["--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    sh::cargo("test", &["--workspace"])?;
    // Where cargo-fuzz is: ten seconds a target find what a change broke at once.
    fuzz::run(&["10"])?;
    eprintln!("Everything passed in {} s.", begun.elapsed().as_secs());
    Ok(())
}
