use std::{path::Path, process::Command};

/// Naming the commands makes each one denied unless a capability lists `allow-<command>`.
const COMMANDS: &[&str] = &[
    "opened_paths",
    "expand",
    "examine",
    "paste",
    "cancel",
    "report",
    "bytes",
    "titles",
    "copy_preview",
    "open_search",
    "open_map",
    "explain",
    "trust",
    "pin",
    "unpin",
    "import_list",
    "remove_list",
    "known_lists",
    "add_known",
    "undo_known",
    "seen_before",
    "settings",
    "save_settings",
    "speak",
    "about",
    "go_without_isolation",
    "recent_files",
    "clear_recent_files",
    "samples",
    "queue_finished",
    "list_overview",
    "list_entries",
    "import_known",
    "export_known",
    "switch_known",
    "remove_known",
    "remove_known_entry",
    "undo_known_change",
    "decide",
    "log_report",
    "recorded",
    "log_entries",
    "log_entry",
    "decide_entry",
    "erase_entry",
    "verify_log",
    "cancel_log",
    "export_log",
    "export_entry",
    "export_report",
    "report_sentence",
    "report_text",
    "entry_sentence",
    "verify_file",
];

fn main() {
    build_page(Path::new("../ui"));
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and capabilities/ should be valid");
}

/// The page is built before the program that carries it: one command builds both.
fn build_page(ui: &Path) {
    for source in ["src", "index.html", "package-lock.json", "vite.config.ts"] {
        println!("cargo::rerun-if-changed={}", ui.join(source).display());
    }
    let changed = |file: &str| ui.join(file).metadata().and_then(|metadata| metadata.modified()).ok();
    if changed("node_modules/.package-lock.json") < changed("package-lock.json") {
        npm(ui, &["ci", "--no-audit", "--no-fund"]);
    }
    npm(ui, &["run", "build"]);
}

fn npm(ui: &Path, arguments: &[&str]) {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm).args(arguments).current_dir(ui).output();
    let output = output.unwrap_or_else(|e| panic!("npm builds the page: install Node.js 20.19 or later ({e})"));
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "npm {}:\n{}", arguments.join(" "), String::from_utf8_lossy(&said));
}
