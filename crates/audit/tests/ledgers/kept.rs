//! A ledger as the first version wrote it: every later one must read it and agree, or what was logged is lost.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use whence_model::ledger::{PartName, Stored, StoredColumns, StoredPart, Terms};

use crate::audit;

const KEPT: &str = include_str!("kept-2026-11.json");

fn kept() -> Vec<Stored> {
    let entries: Vec<Value> = serde_json::from_str(KEPT).unwrap();
    entries.iter().map(stored).collect()
}

fn stored(entry: &Value) -> Stored {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let named = |name: &str| PartName::ALL.into_iter().find(|part| part.code() == name).unwrap();
    let parts = entry["parts"].as_object().unwrap().iter().map(|(name, bytes)| StoredPart {
        name: named(name),
        bytes: BASE64_STANDARD.decode(bytes.as_str().unwrap()).unwrap(),
    });
    let mut parts: Vec<StoredPart> = parts.collect();
    parts.sort_by_key(|part| part.name.code());
    let hash = |hex: &Value| -> [u8; 32] {
        std::array::from_fn(|at| u8::from_str_radix(&hex.as_str().unwrap()[2 * at..2 * at + 2], 16).unwrap())
    };
    let terms = entry["terms"].as_object().map(|terms| Terms {
        name: text(&terms["name"]),
        sha256: text(&terms["sha256"]),
        pixels_sha256: text(&terms["pixels_sha256"]),
        verdict: text(&terms["verdict"]),
        pdq: terms["pdq"].as_array().unwrap().iter().map(hash).collect(),
        decision: text(&terms["decision"]),
        by: text(&terms["by"]),
        words: terms["words"].as_array().unwrap().iter().filter_map(text).collect(),
    });
    Stored {
        position: entry["position"].as_u64().unwrap(),
        digest: text(&entry["digest"]).unwrap(),
        header: text(&entry["header"]).unwrap().into_bytes(),
        columns: StoredColumns {
            recorded_at: text(&entry["recorded_at"]).unwrap(),
            kind: text(&entry["kind"]).unwrap(),
            about: entry["about"].as_u64(),
            earlier: entry["earlier"].as_u64(),
        },
        parts,
        terms,
    }
}

#[test]
fn what_the_first_version_wrote_is_read_and_agrees() {
    let entries = kept();
    let told = audit(&entries);
    assert_eq!((told.disagreement, told.entries, told.erased), (None, 6, 1));
    assert_eq!(entries.iter().filter(|entry| entry.terms.is_some()).count(), 5);
}
