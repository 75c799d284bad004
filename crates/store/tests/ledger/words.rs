//! What the tests log.

use std::sync::LazyLock;

use whence_model::{
    Report,
    ledger::{Context, Decision, DecisionKind, Erased, Erasure, LoggedReport},
};
use whence_store::ledger::{About, Draft};

/// A report as it was recorded for the window.
static RECORDED: LazyLock<Report> = LazyLock::new(|| {
    let recorded = include_str!("../../../../ui/fixtures/inconclusive.json");
    let recorded: serde_json::Value = serde_json::from_str(recorded).unwrap();
    serde_json::from_value(recorded["examined"]["report"].clone()).unwrap()
});

/// A report on a picture of this name; the number makes its digests and hashes.
pub fn report(name: &str, number: u64) -> LoggedReport {
    let mut report = RECORDED.clone();
    report.exhibit.name = name.into();
    report.exhibit.sha256 = format!("{number:064x}");
    report.exhibit.pixels_sha256 = Some(format!("{:064x}", number + (1 << 32)));
    let mut pdq = report.exhibit.pdq.take().expect("it was decoded");
    (pdq.hash, pdq.nearest512, pdq.quality) = (hex(&hash(number)), hex(&hash(number)), 100);
    report.exhibit.pdq = Some(pdq);
    LoggedReport { by: "Rita".into(), report, pages: Vec::new() }
}

/// Hashes of two numbers differ in about half of their bits.
pub fn hash(number: u64) -> [u8; 32] {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d;
    std::array::from_fn(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn logged(name: &str, number: u64) -> Draft {
    Draft::Report { logged: Box::new(report(name, number)), picture: None }
}

pub fn decision(kind: DecisionKind, by: &str, reason: &str) -> Decision {
    let context = Context { seen_at: "https://social.example/p/7".into(), ..Context::default() };
    Decision { kind, by: by.into(), reason: reason.into(), context, ..Decision::default() }.tidy().unwrap()
}

pub fn decided(about: About, kind: DecisionKind, by: &str, reason: &str) -> Draft {
    Draft::Decision { about, decision: decision(kind, by, reason) }
}

pub fn erasure(entries: &[u64], what: Erased) -> Erasure {
    Erasure { entries: entries.into(), what, reason: "Asked by the person shown".into(), by: "Edda".into() }
}
