//! Lists in CycloneDX of what the two programs and their page are built of. The Rust half is written here: the tool there is,
//! cargo-cyclonedx, also lists what only tests switch on, and writes beside every Cargo.toml.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use serde_json::{Value, json};

use crate::sh::{self, Done};

const SHIPPED: [&str; 2] = ["whence-cli", "whence-window"];
/// That of every crate of ours.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Name and version.
type Package = (String, String);

/// Writes both lists into a folder, for the platform that it runs on.
pub fn run(folder: &str) -> Done {
    let folder = env::current_dir().map_err(|e| e.to_string())?.join(folder);
    fs::create_dir_all(&folder).map_err(|e| told(&folder, &e))?;
    for (file, list) in [("whence-rust.cdx.json", rust()?), ("whence-page.cdx.json", page()?)] {
        let file = folder.join(file);
        fs::write(&file, format!("{list:#}\n")).map_err(|e| told(&file, &e))?;
        println!("{}: {} components", file.display(), each(&list["components"]).count());
    }
    Ok(())
}

fn rust() -> Result<Value, String> {
    let platform = output("rustc", &["--print", "host-tuple"], ".")?;
    let all = tree(&platform, "normal,build")?;
    // Macros and build scripts run while building: listed, as what no program contains.
    let linked = tree(&platform, "normal,no-proc-macro")?;
    let metadata = ["metadata", "--locked", "--format-version", "1", "--filter-platform", &platform];
    let metadata = parsed(&output("cargo", &metadata, ".")?)?;
    let lock = sh::root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(|e| told(&lock, &e))?;
    let digests = digests(&lock);

    let mut references = BTreeMap::new();
    let mut components = Vec::new();
    for package in each(&metadata["packages"]) {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        let key: Package = (name.into(), version.into());
        if !all.contains(&key) {
            continue;
        }
        let reference = format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"));
        // Older crates write `/` for `OR`.
        let terms: Vec<&str> = text(&package["license"]).split('/').map(str::trim).collect();
        let mut component = json!({
            "type": if SHIPPED.contains(&name) { "application" } else { "library" },
            "bom-ref": reference,
            "name": name,
            "version": version,
            "scope": if linked.contains(&key) { "required" } else { "excluded" },
            "licenses": [{ "expression": terms.join(" OR ") }],
        });
        // Ours are in no registry: under their names there could be somebody else's.
        if !package["source"].is_null() {
            let digest = digests.get(&key).ok_or_else(|| format!("Cargo.lock has no digest of {name} {version}"))?;
            component["purl"] = json!(reference);
            component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
        }
        components.push(component);
        references.insert(text(&package["id"]), reference);
    }
    if components.len() != all.len() {
        return Err(format!("cargo tree shows {} packages, cargo metadata {} of them", all.len(), components.len()));
    }

    let programs = SHIPPED.map(|name| format!("pkg:cargo/{name}@{VERSION}"));
    let mut dependencies = vec![json!({ "ref": "whence", "dependsOn": programs })];
    for node in each(&metadata["resolve"]["nodes"]) {
        let Some(reference) = references.get(text(&node["id"])) else { continue };
        let needed = each(&node["deps"]).filter(|dep| each(&dep["dep_kinds"]).any(|kind| kind["kind"] != "dev"));
        let needed: BTreeSet<&String> = needed.filter_map(|dep| references.get(text(&dep["pkg"]))).collect();
        dependencies.push(json!({ "ref": reference, "dependsOn": needed }));
    }
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": { "type": "application", "bom-ref": "whence", "name": "whence", "version": VERSION },
            "properties": [{ "name": "cdx:rustc:sbom:target:triple", "value": platform }],
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// What cargo builds the shipped programs of, along edges of these kinds.
fn tree(platform: &str, edges: &str) -> Result<BTreeSet<Package>, String> {
    let whole = ["tree", "--locked", "--prefix", "none", "--format", "{p}", "--target", platform, "--edges", edges];
    let shown = output("cargo", &[&whole[..], &["--package", SHIPPED[0], "--package", SHIPPED[1]]].concat(), ".")?;
    // `name v1.2.3`, and behind it what it is and where it stands.
    let package = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    Ok(shown.lines().filter_map(package).collect())
}

/// The SHA-256 that Cargo.lock holds each package to.
fn digests(lock: &str) -> BTreeMap<Package, &str> {
    let entry = |entry| {
        let value = |key| str::lines(entry).find_map(|line| line.strip_prefix(key)?.strip_suffix('"'));
        let package = (value("name = \"")?.to_owned(), value("version = \"")?.to_owned());
        Some((package, value("checksum = \"")?))
    };
    lock.split("[[package]]").filter_map(entry).collect()
}

/// npm's list of all that the page is built with; `required` is what the built page says that it contains.
fn page() -> Result<Value, String> {
    let built = sh::root().join("ui/dist/licences.md");
    let built = fs::read_to_string(&built).map_err(|e| told(&built, &e) + ": build the page first")?;
    let heads = built.lines().filter_map(|line| line.strip_prefix("## ")?.split_once(" ("));
    let mut contained: BTreeSet<String> = heads.map(|(package, _)| package.replace(" - ", "@")).collect();

    // npm asks for a version of the page, which ours has not: from a folder where it has one.
    let (ui, folder) = (sh::root().join("ui"), env::temp_dir().join(format!("whence-sbom-{}", std::process::id())));
    let copied = || {
        let mut package: Value = serde_json::from_slice(&fs::read(ui.join("package.json"))?)?;
        package["version"] = json!(VERSION);
        fs::create_dir(&folder)?;
        fs::write(folder.join("package.json"), package.to_string())?;
        fs::copy(ui.join("package-lock.json"), folder.join("package-lock.json"))
    };
    // All of them: to npm those that the page contains are `dev` like the tools, and `--omit dev` would list none.
    let arguments = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--include=dev"];
    let listed = copied().map_err(|e| told(&folder, &e));
    let listed = listed.and_then(|_| output("npm", &arguments, &folder.to_string_lossy()));
    fs::remove_dir_all(&folder).ok();

    let mut list = parsed(&listed?)?;
    let page = &mut list["metadata"]["component"];
    page["name"] = json!("whence-page");
    page.as_object_mut().and_then(|page| page.remove("purl"));
    for component in list["components"].as_array_mut().into_iter().flatten() {
        let inside = contained.remove(text(&component["bom-ref"]));
        component["scope"] = json!(if inside { "required" } else { "excluded" });
    }
    if contained.is_empty() { Ok(list) } else { Err(format!("the page was built with {contained:?}: build it again")) }
}

fn output(program: &str, arguments: &[&str], folder: &str) -> Result<String, String> {
    let shown = format!("{program} {}", arguments.join(" "));
    let output = sh::command(program, arguments, folder).output().map_err(|e| format!("`{shown}`: {e}"))?;
    let error = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("`{shown}` ended with {}: {}", output.status, error.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn parsed(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn told(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
