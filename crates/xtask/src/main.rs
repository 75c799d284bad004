//! `cargo xtask …`: what a person types, so that nobody has to know which packages, flags and folders it takes.
//!
//! It builds and runs; it is no part of the product, and stands on no crate of it.

mod fuzz;
mod generate;
mod machine;
mod new_check;
mod run;
mod sbom;
mod sh;
mod supply;
mod test;
mod trust;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [FILE…]          install what is missing, build, open the window (on the files)
cargo xtask test                 install what is missing, run every test there is, the window's included
cargo xtask cli ARGUMENTS…       the command line, `whence`
cargo xtask new-check FAMILY/NAME  begin a check: its file, its line in the catalogue
cargo xtask catalogue            write crates/checks/CATALOGUE.md from the checks' pages
cargo xtask bindings             write ui/bindings and the JSON Schema from crates/model
cargo xtask samples              make samples/ again, byte for byte
cargo xtask fixtures             record ui/fixtures from the samples
cargo xtask screenshots          draw every view in the real window into target/screenshots, and renew the README's
cargo xtask rates DIR [--write]  how often each check speaks on a folder of genuine pictures; --write keeps it for the pages
cargo xtask watermark DIR [--write]  how often the public watermark is found again in a folder's pictures, marked and processed
cargo xtask known LIST DIR…      how often pictures of the folder LIST are known again in copies, and how near others come
cargo xtask trust                take C2PA's newest trust lists from the crate encypher-c2pa
cargo xtask supply [--offline]   hold all dependencies against deny.toml and the registries; --offline lets pass what cannot be asked
cargo xtask fuzz [SECONDS] [TARGET…]  the readers of hostile bytes under libFuzzer, each for 30 seconds or so many
cargo xtask sbom FOLDER          write what the programs and their page are built of, as CycloneDX

--yes installs system packages without asking; in CI nobody is asked.";

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let asked = args.len();
    args.retain(|arg| arg != "--yes");
    let yes = args.len() < asked || std::env::var_os("CI").is_some();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", files @ ..] => run::run(files, yes),
        ["test"] => test::run(yes),
        ["cli", arguments @ ..] => run::cli(arguments),
        ["new-check", id] => new_check::run(id),
        ["catalogue"] => generate::catalogue(),
        ["bindings"] => generate::bindings(),
        ["samples"] => generate::samples(),
        ["fixtures"] => generate::fixtures(),
        ["screenshots"] => generate::screenshots(),
        ["rates", folder] => generate::rates(folder, false),
        ["rates", folder, "--write"] => generate::rates(folder, true),
        ["watermark", folder] => generate::watermark(folder, false),
        ["watermark", folder, "--write"] => generate::watermark(folder, true),
        ["known", list, others @ ..] => generate::known(list, others),
        ["trust"] => trust::run(),
        ["supply"] => supply::run(false),
        ["supply", "--offline"] => supply::run(true),
        ["fuzz", arguments @ ..] => fuzz::run(arguments),
        ["sbom", folder] => sbom::run(folder),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
