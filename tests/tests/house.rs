//! Tests of the house itself: floors, catalogue, generated pages. Conventions are kept by `cargo test`, not by reviewers.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use whence_engine::{CATALOGUE, Check};
use whence_model::{Family, Lang, Text};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Which crates of ours each crate may stand on. `model` is the ground; siblings know only the ground.
const FLOORS: &[(&str, &[&str])] = &[
    ("whence-model", &[]),
    ("whence-inspect", &["whence-model"]),
    ("whence-checks", &["whence-model"]),
    ("whence-verdict", &["whence-model"]),
    ("whence-known", &["whence-model"]),
    ("whence-store", &["whence-model"]),
    ("whence-audit", &["whence-model"]),
    ("whence-fetch", &["whence-model"]),
    ("whence-export", &["whence-model"]),
    ("whence-isolate", &[]),
    (
        "whence-engine",
        &[
            "whence-model",
            "whence-inspect",
            "whence-isolate",
            "whence-checks",
            "whence-verdict",
            "whence-known",
            "whence-store",
            "whence-fetch",
            "whence-audit",
            "whence-export",
        ],
    ),
    ("whence-cli", &["whence-model", "whence-engine"]),
    ("whence-window", &["whence-model", "whence-engine"]),
    ("xtask", &[]),
];

/// Libraries that only one crate may name: what reads files stands behind one door.
const DOORS: &[(&str, &str)] = &[
    ("image", "whence-inspect"),
    ("kamadak-exif", "whence-inspect"),
    ("c2pa", "whence-inspect"),
    ("ureq", "whence-fetch"),
    ("postgres", "whence-store"),
    ("rusqlite", "whence-store"),
    ("tokio-rustls", "whence-store"),
    ("krilla", "whence-export"),
    ("landlock", "whence-isolate"),
    ("rmp-serde", "whence-engine"),
    ("seccompiler", "whence-isolate"),
    ("maud", "whence-export"),
    ("tauri", "whence-window"),
    ("clap", "whence-cli"),
];

#[test]
fn the_floors_hold() {
    let uses = dependencies();
    for (name, may) in FLOORS {
        let ours: BTreeSet<&str> =
            uses[*name].iter().map(String::as_str).filter(|d| d.starts_with("whence-") || *d == "xtask").collect();
        let more: Vec<_> = ours.difference(&may.iter().copied().collect()).copied().collect();
        assert!(more.is_empty(), "{name} stands on {more:?}: see crates/ARCHITECTURE.md for who may know whom");
    }
    let known: BTreeSet<&str> = FLOORS.iter().map(|(name, _)| *name).chain(["whence-tests"]).collect();
    let unlisted: Vec<_> = uses.keys().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unlisted.is_empty(), "{unlisted:?} has no floor: give it one in FLOORS");
}

#[test]
fn each_door_has_one_keeper() {
    for (name, used) in dependencies() {
        for (library, keeper) in DOORS {
            // The maker of samples writes files with the libraries that read them.
            let allowed = name == *keeper || name == "whence-tests";
            assert!(allowed || !used.contains(*library), "{name} names {library}: only {keeper} may");
        }
    }
}

/// Normal dependencies of each crate of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("cargo metadata is JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let packages = told["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let used = package["dependencies"].as_array().unwrap().iter();
            (text(&package["name"]), used.filter(|d| d["kind"].is_null()).map(|d| text(&d["name"])).collect())
        })
        .collect()
}

#[test]
fn every_check_in_the_folders_is_in_the_catalogue() {
    let listed: Vec<&str> = CATALOGUE.iter().map(|check| check.id).collect();
    let mut on_disk = Vec::new();
    for family in ["provenance", "declared", "known", "metadata", "structure"] {
        for entry in fs::read_dir(root().join("crates/checks/src").join(family)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && fs::read_to_string(&path).unwrap().contains("pub static CHECK: Check") {
                let name = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
                on_disk.push(format!("{family}/{name}"));
            }
        }
    }
    let listed_set: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed_set.len(), listed.len(), "a check is listed twice");
    assert_eq!(
        listed_set,
        on_disk.iter().map(String::as_str).collect(),
        "the folders and catalogue.rs list the same checks"
    );
}

#[test]
fn every_page_is_written_in_both_languages() {
    for check in CATALOGUE {
        let page = &check.page;
        let said = |text: &Text, what: &str| {
            for lang in [Lang::En, Lang::Fr] {
                assert!(text.in_lang(lang).len() > 2, "{}: {what} is empty in {lang:?}", check.id);
            }
            let both_alike = text.en == text.fr && text.en.contains(' ') && text.en.len() > 30;
            assert!(!both_alike, "{}: {what} is not translated", check.id);
        };
        said(&check.title, "title");
        said(&check.nothing, "nothing");
        said(&page.looks_at, "looks_at");
        said(&page.matters, "matters");
        said(&page.rate, "rate");
        assert!(!page.innocent.is_empty(), "{}: no innocent cause", check.id);
        page.innocent.iter().for_each(|cause| said(cause, "an innocent cause"));
        assert!(!page.sources.is_empty(), "{}: no source", check.id);
        let family = serde_json::to_value(check.family).unwrap();
        assert_eq!(check.id.split_once('/').unwrap().0, family, "{}: folder and family differ", check.id);
    }
}

/// Words that say more than a file can prove.
#[test]
fn no_check_claims_too_much() {
    const NEVER: [&[&str]; 2] =
        [&["fake", "authentic", "is real", "is safe"], &["faux", "fausse", "authentique", "est vraie", "est sûre"]];
    for check in CATALOGUE {
        for (lang, never) in [Lang::En, Lang::Fr].into_iter().zip(NEVER) {
            for text in [&check.title, &check.nothing, &check.page.looks_at, &check.page.matters] {
                let said = text.in_lang(lang).to_lowercase();
                for word in never {
                    let found = said
                        .split(|c: char| !c.is_alphanumeric() && c != ' ')
                        .any(|part| format!(" {part} ").contains(&format!(" {word} ")));
                    assert!(!found, "{}: says `{word}`: {said}", check.id);
                }
            }
        }
    }
}

#[test]
fn no_source_file_is_too_long() {
    let lines = |file: &PathBuf| fs::read_to_string(file).unwrap().lines().count();
    let files = sources(&["crates", "tests", "src-tauri", "ui/src"]).into_iter();
    let long: Vec<String> = files.filter(|file| lines(file) > 600).map(|file| file.display().to_string()).collect();
    assert!(long.is_empty(), "one file, one concept: {long:#?}");
}

/// Every source file of these folders.
fn sources(folders: &[&str]) -> Vec<PathBuf> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                if !matches!(entry.file_name().to_str(), Some("target" | "node_modules" | "gen")) {
                    open.push(path);
                }
            } else if matches!(path.extension().and_then(|e| e.to_str()), Some("rs" | "ts" | "svelte")) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn the_catalogue_page_is_fresh() {
    let path = root().join("crates/checks/CATALOGUE.md");
    let fresh = catalogue_page();
    if std::env::var_os("WHENCE_BLESS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let standing = fs::read_to_string(&path).unwrap_or_default();
    assert!(standing == fresh, "crates/checks/CATALOGUE.md is not what the checks say: run `cargo xtask catalogue`");
}

#[test]
fn the_page_of_the_rates_is_fresh() {
    let path = root().join("crates/checks/README.md");
    let fresh = whence_tests::rates::page();
    if std::env::var_os("WHENCE_BLESS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let standing = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        standing == fresh,
        "crates/checks/README.md is not what rates.tsv says: run `cargo xtask rates DIR --write`"
    );
}

#[test]
fn every_check_of_metadata_and_structure_has_a_class() {
    for check in CATALOGUE {
        let needs = matches!(check.family, Family::Metadata | Family::Structure);
        assert_eq!(check.class.is_some(), needs, "{}", check.id);
    }
}

#[test]
fn the_recorded_reports_are_fresh() {
    for (file, bytes) in whence_tests::fixtures::all() {
        let standing = fs::read(root().join("ui/fixtures").join(&file)).unwrap_or_default();
        assert!(standing == bytes, "ui/fixtures/{file} is not what the engine says: run `cargo xtask fixtures`");
    }
}

fn catalogue_page() -> String {
    let mut page =
        String::from("# The checks\n\nWritten by `cargo xtask catalogue` from the pages in `src/`. Do not edit.\n");
    let mut family = "";
    for check in CATALOGUE {
        let (of, name) = check.id.split_once('/').unwrap();
        if of != family {
            family = of;
            write!(page, "\n## {of}\n\n| check | what is seen | on genuine camera files | file |\n|---|---|---|---|\n")
                .unwrap();
        }
        let Check { title, page: told, .. } = check;
        let file = format!("src/{of}/{}.rs", name.replace('-', "_"));
        let unseen = if told.seen_in_the_wild { "" } else { " Not yet seen in the wild." };
        let rate = whence_engine::explain(check.id, Lang::En).unwrap().rate;
        writeln!(page, "| `{}` | {} | {rate}{unseen} | [{file}]({file}) |", check.id, title.en).unwrap();
    }
    page
}

/// A check that was never seen to speak, or never to be silent, is not tested.
#[test]
fn every_check_is_tested_speaking_and_silent() {
    let mut wanting = Vec::new();
    for check in CATALOGUE.iter().filter(|check| check.class.is_some()) {
        let (family, name) = check.id.split_once('/').unwrap();
        let file = root().join("crates/checks/src").join(family).join(format!("{}.rs", name.replace('-', "_")));
        let source = fs::read_to_string(&file).unwrap();
        let tests = source.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests);
        let speaks = tests.contains("insta::assert_snapshot!");
        let silent = ["nothing found", "not applicable", "Context Info"].iter().any(|word| tests.contains(word));
        if !(speaks && silent) {
            wanting.push(check.id);
        }
    }
    assert!(wanting.is_empty(), "no test in which it speaks and one in which it does not: {wanting:?}");
}

/// What is written in passing can stay behind, and others may read it: nothing of the product writes anything but where it belongs.
#[test]
fn nothing_of_the_product_makes_temporary_files() {
    let product = |path: &Path| {
        let path = path.to_string_lossy();
        path.contains("/src/") && !["test", "/xtask/", "generated.rs"].iter().any(|part| path.contains(part))
    };
    for file in sources(&["crates", "src-tauri"]).into_iter().filter(|path| product(path)) {
        let code = fs::read_to_string(&file).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        assert!(!code.contains("temp_dir") && !code.contains("tempfile"), "{}", file.display());
    }
}

/// A panic on a hostile file is caught where its row is made: only a program that unwinds can do so.
#[test]
fn releases_unwind_and_check_arithmetic() {
    let manifest: toml::Value = toml::from_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    for (name, profile) in manifest["profile"].as_table().unwrap() {
        assert!(profile.get("panic").is_none(), "{name}");
    }
    assert_eq!(manifest["profile"]["release"]["overflow-checks"].as_bool(), Some(true));
}
