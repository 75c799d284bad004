//! What is generated from these types and committed: TypeScript for the window, a JSON Schema for scripts.

use std::{fs, path::Path};

use ts_rs::TS;

use crate::{
    Refusal, Report, TrustBook,
    ledger::{Decision, Erasure, LoggedReport, MediaReview, Query, Seen},
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// `WHENCE_BLESS=1` writes what otherwise must already stand there.
fn hold_against(committed: &str, fresh: &str) {
    let path = Path::new(ROOT).join(committed);
    if std::env::var_os("WHENCE_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, fresh).unwrap();
    }
    let standing = fs::read_to_string(&path).unwrap_or_default();
    assert!(standing == fresh, "{committed} is not what crates/model says: run `cargo xtask bindings`");
}

#[test]
fn the_typescript_types_are_fresh() {
    let folder = std::env::temp_dir().join(format!("whence-bindings-{}", std::process::id()));
    let config = ts_rs::Config::new().with_out_dir(&folder);
    Report::export_all(&config).unwrap();
    Refusal::export_all(&config).unwrap();
    TrustBook::export_all(&config).unwrap();
    LoggedReport::export_all(&config).unwrap();
    Decision::export_all(&config).unwrap();
    Erasure::export_all(&config).unwrap();
    MediaReview::export_all(&config).unwrap();
    Query::export_all(&config).unwrap();
    Seen::export_all(&config).unwrap();
    let mut names: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut all = String::from("// Generated from crates/model by `cargo xtask bindings`. Do not edit.\n");
    for name in names {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        for line in text.lines().filter(|l| !l.starts_with("import ") && !l.starts_with("// This file was generated")) {
            all.push_str(line);
            all.push('\n');
        }
    }
    fs::remove_dir_all(&folder).unwrap();
    let tidy = all.replace("\n\n\n", "\n\n");
    hold_against("ui/bindings/model.ts", &tidy);
}

#[test]
fn the_json_schema_is_fresh() {
    let schema = sorted(serde_json::to_value(schemars::schema_for!(Report)).unwrap());
    hold_against("crates/model/report.schema.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}

/// Keys in their order, whether or not another crate of the build asks serde_json to keep theirs.
fn sorted(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            let ordered: std::collections::BTreeMap<_, _> = map.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            ordered.into_iter().collect()
        }
        serde_json::Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}
