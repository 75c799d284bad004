//! What others wrote and Whence is built of, held against deny.toml, the lock files and the registries.

use std::fs;

use serde_json::Value;

use crate::sh::{self, Done};

const INSTALL: &str = "cargo-deny is not here: `cargo install cargo-deny --locked --version 0.20.2`";
const REGISTRY: &str = "https://registry.npmjs.org/";

/// Terms that ask for a notice, or for nothing.
const PERMISSIVE: &[&str] =
    &["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0"];
/// Other terms, with how the names of the packages begin that may have them. Neither is in anything that ships: one tests
/// accessibility, the other makes the page's styles smaller.
const EXCEPTIONS: &[(&str, &str)] = &[("axe-core", "MPL-2.0"), ("lightningcss", "MPL-2.0")];

enum Outcome {
    Passed(String),
    Failed(String),
    /// Who would know the answer cannot be reached.
    NotMade(String),
}
use Outcome::{Failed, NotMade, Passed};

/// Every check there is; none that fails hides another. `offline` lets pass that some were not made.
pub fn run(offline: bool) -> Done {
    let checks = [
        ("Rust, licences, bans and sources", rust_policy()),
        ("Rust, advisories and yanked versions", rust_advisories()),
        ("page, digests and sources", page_sources()),
        ("page, licences", page_licences()),
        ("page, advisories", page_advisories()),
        ("page, signatures of the registry", page_signatures()),
    ];
    let of = checks.len();
    let (mut failed, mut not_made) = (0, 0);
    for (what, outcome) in checks {
        let (word, how) = match outcome {
            Passed(how) => ("passed", how),
            Failed(why) => ("failed", why),
            NotMade(why) => ("not made", why),
        };
        println!("{word}: {what}: {how}");
        failed += usize::from(word == "failed");
        not_made += usize::from(word == "not made");
    }
    let counted = format!("of {of} checks {failed} failed and {not_made} were not made");
    match (failed, not_made) {
        (0, 0) => Ok(()),
        (0, _) if offline => {
            println!("{counted}; --offline lets that pass");
            Ok(())
        }
        _ => Err(counted),
    }
}

fn rust_policy() -> Outcome {
    deny(&["licenses", "bans", "sources"], "as deny.toml asks")
}

fn rust_advisories() -> Outcome {
    // First by itself: `check` ends in the same way when it finds something and when it cannot look.
    let fetch = ["deny", "--locked", "fetch", "db", "index"];
    match sh::command("cargo", &fetch, ".").output() {
        Ok(fetched) if has_deny() && !fetched.status.success() => {
            let told = String::from_utf8_lossy(&fetched.stderr);
            let last = told.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            NotMade(format!("RustSec's database or crates.io's index cannot be fetched ({})", last.trim()))
        }
        _ => deny(&["--deny", "index-failure", "advisories"], "none but those that deny.toml explains"),
    }
}

fn deny(which: &[&str], passed: &str) -> Outcome {
    if !has_deny() {
        return Failed(INSTALL.into());
    }
    // Its warnings are left out: they name each crate that stands twice, and fail nothing.
    let begin = ["deny", "--locked", "--log-level", "error", "check", "--hide-inclusion-graph"];
    outcome(sh::run("cargo", &[&begin, which].concat(), "."), passed)
}

fn has_deny() -> bool {
    sh::output("cargo", &["deny", "--version"]).is_some()
}

fn outcome(done: Done, passed: &str) -> Outcome {
    done.map_or_else(Failed, |()| Passed(passed.into()))
}

fn page_sources() -> Outcome {
    let done = each_package(|_, package| {
        let from = &package["resolved"];
        // Without an address npm asks the registry that it is set to; the digest holds either way.
        let registry = from.is_null() || from.as_str().is_some_and(|from| from.starts_with(REGISTRY));
        registry && package["integrity"].as_str().is_some_and(|digest| digest.starts_with("sha512-"))
    });
    outcome(done, "each package has its SHA-512, none is from elsewhere than the registry")
}

fn page_licences() -> Outcome {
    let done = each_package(|name, package| {
        let terms = package["license"].as_str().unwrap_or_default();
        let excepted = |(begin, other): &(&str, &str)| name.starts_with(begin) && terms == *other;
        permissive(terms) || EXCEPTIONS.iter().any(excepted)
    });
    outcome(done, "permissive, or excepted with a reason")
}

fn permissive(terms: &str) -> bool {
    let mut alternatives = terms.trim_matches(['(', ')']).split(" OR ");
    alternatives.any(|all| all.split(" AND ").all(|term| PERMISSIVE.contains(&term)))
}

/// Holds each package of the page's lock file against a rule, and names those that break it.
fn each_package(keeps: impl Fn(&str, &Value) -> bool) -> Done {
    let file = sh::root().join("ui/package-lock.json");
    let text = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lock: Value = serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let all = lock["packages"].as_object().ok_or("ui/package-lock.json names no packages")?;
    // What stands outside of node_modules is the page itself.
    let named = all.iter().filter_map(|(path, package)| Some((path.rsplit_once("node_modules/")?.1, package)));
    let broken: Vec<&str> = named.filter(|(name, package)| !keeps(name, package)).map(|(name, _)| name).collect();
    if broken.is_empty() { Ok(()) } else { Err(broken.join(", ")) }
}

fn page_advisories() -> Outcome {
    // Also of what only builds: to npm the page's own packages are `dev` too, and without those it would ask about none.
    let answer = npm(&["audit", "--json", "--package-lock-only", "--include=dev"]);
    match (answer["metadata"]["vulnerabilities"]["total"].as_u64(), answer["vulnerabilities"].as_object()) {
        (Some(0), Some(_)) => Passed("none".into()),
        (Some(_), Some(found)) => Failed(found.keys().cloned().collect::<Vec<_>>().join(", ")),
        _ => NotMade(format!("npm's registry does not tell ({})", answer["message"].as_str().unwrap_or("no answer"))),
    }
}

fn page_signatures() -> Outcome {
    if !sh::root().join("ui/node_modules").exists() {
        return Failed("npm looks at what is installed: `npm ci` in ui".into());
    }
    let answer = npm(&["audit", "signatures", "--json", "--include=dev"]);
    let (Some(wrong), Some(missing)) = (answer["invalid"].as_array(), answer["missing"].as_array()) else {
        let why = answer["error"]["summary"].as_str().unwrap_or("no answer");
        return NotMade(format!("the keys or signatures cannot be fetched ({why})"));
    };
    let names: Vec<_> = wrong.iter().chain(missing).filter_map(|package| package["name"].as_str()).collect();
    if names.is_empty() { Passed("all hold".into()) } else { Failed(format!("wrong or missing: {}", names.join(", "))) }
}

/// What npm says, however it ends.
fn npm(arguments: &[&str]) -> Value {
    eprintln!("· npm {}", arguments.join(" "));
    let output = sh::command("npm", arguments, "ui").output();
    output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok()).unwrap_or_default()
}
