//! Dossiers for the tests: the reports that the window's fixtures were recorded with, and what a hostile file would say.

use whence_model::{
    Lang, Report,
    ledger::{CheckPage, Context, Decision, DecisionKind, MediaReview},
};

use crate::{Decided, Stamp};

/// What no reader may take for anything but text.
pub const HOSTILE: &str = "=cmd|' /C calc'!A0</script><script>alert(1)</script>\"><img src=x onerror=alert(2)>\u{202e}gpj\0\x1b[2J\r\n=1+1;=2\t]]>--><!-- \u{200b}end";

pub fn recorded(name: &str, lang: Lang) -> Report {
    let path = format!("{}/../../ui/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut told: serde_json::Value = serde_json::from_str(&text).unwrap();
    let report = match lang {
        Lang::En => told["examined"]["report"].take(),
        Lang::Fr => told["fr"].take(),
    };
    serde_json::from_value(report).unwrap()
}

pub const RECORDED: [&str; 7] = [
    "changed_after_signing",
    "declared_ai",
    "history",
    "inconclusive",
    "known_match",
    "known_page",
    "signs_of_editing",
];

pub fn report(lang: Lang) -> Report {
    recorded("declared_ai", lang)
}

/// The pages of the checks that spoke in a report, as they were recorded.
pub fn pages(report: &Report) -> Vec<CheckPage> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/fixtures/pages.json");
    let mut told: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let lang = serde_json::to_value(report.language).unwrap();
    let pages: Vec<CheckPage> = serde_json::from_value(told[lang.as_str().unwrap()].take()).unwrap();
    let spoke = |page: &CheckPage| report.rows.iter().any(|row| row.check == page.id && !row.evidence.is_empty());
    pages.into_iter().filter(spoke).collect()
}

pub fn stamp() -> Stamp {
    Stamp {
        ledger: "0123456789abcdef0123456789abcdef".into(),
        position: 41,
        digest: "11".repeat(32),
        recorded_at: "2026-11-23T12:00:01Z".into(),
        by: "Ada Example".into(),
    }
}

pub fn decided(lang: Lang) -> Decided {
    let decision = Decision {
        kind: DecisionKind::UseWithContext,
        reason: match lang {
            Lang::En => "The maker says so himself.\nWe show it with that label.",
            Lang::Fr => "L'auteur le dit lui-même.\nNous la montrons avec cette mention.",
        }
        .into(),
        by: "Ada Example".into(),
        links: vec!["https://example.org/post/1".into()],
        media_review: Some(MediaReview::TransformedContent),
        context: Context {
            seen_at: "https://social.example/p/9".into(),
            claim: "A duck on the moon".into(),
            claimed_date: "July 1969".into(),
            claimed_place: "Sea of Tranquility".into(),
            sent_by: "a reader".into(),
        },
    };
    let stamp = Stamp { position: 42, digest: "22".repeat(32), recorded_at: "2026-11-26T09:00:00Z".into(), ..stamp() };
    Decided { stamp, decision: Some(decision) }
}
