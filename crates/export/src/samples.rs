//! Dossiers for the tests: the reports that the window's fixtures were recorded with, one of our own that says a little of
//! everything, and what a hostile file would say.

mod report;

pub use report::report;

use serde_json::Value;
use whence_model::{
    Lang, Report,
    ledger::{CheckPage, Context, Decision, DecisionKind, MediaReview},
};

use crate::{Decided, Dossier, Stamp};

/// What no reader may take for anything but text.
pub const HOSTILE: &str = "=cmd|' /C calc'!A0</script><script>alert(1)</script>\"><img src=x onerror=alert(2)>\u{202e}gpj\0\x1b[2J\r\n=1+1;=2\t]]>--><!-- \u{200b}end";

pub fn recorded(name: &str, lang: Lang) -> Report {
    let path = format!("{}/../../ui/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut told: Value = serde_json::from_str(&text).unwrap();
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

/// The page of the check that decided in [`report`].
pub fn page(lang: Lang) -> CheckPage {
    let say = |en: &str, fr: &str| if lang == Lang::Fr { fr } else { en }.to_owned();
    CheckPage {
        id: "declared/duck-settings".into(),
        family: whence_model::Family::Declared,
        class: None,
        title: say("Settings of a generator", "Réglages d'un générateur"),
        looks_at: say("Text fields.", "Les champs de texte."),
        matters: say("Ducks writes them.", "Ducks les écrit."),
        innocent: vec![say("Copied in.", "Recopiés."), say("A joke.", "Une blague.")],
        sources: vec!["https://ducks.example/spec".into()],
        rate: say("Not measured.", "Non mesuré."),
        seen_in_the_wild: false,
    }
}

/// The pages of the checks that spoke in a report, as they were recorded.
pub fn pages(report: &Report) -> Vec<CheckPage> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/fixtures/pages.json");
    let mut told: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let lang = serde_json::to_value(report.language).unwrap();
    let pages: Vec<CheckPage> = serde_json::from_value(told[lang.as_str().unwrap()].take()).unwrap();
    let spoke = |page: &CheckPage| report.rows.iter().any(|row| row.check == page.id && !row.evidence.is_empty());
    pages.into_iter().filter(spoke).collect()
}

/// A small copy of the picture that was recorded.
pub fn jpeg() -> Vec<u8> {
    let picture = image::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/fixtures/declared_ai.png")).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.to_rgb8().write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
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

/// A dossier that owns what it is made of.
#[derive(Clone)]
pub struct Folder {
    pub report: Report,
    pub pages: Vec<CheckPage>,
    pub picture: Vec<u8>,
    pub entry: Stamp,
    pub decisions: Vec<Decided>,
}

impl Folder {
    /// Of [`report`], with a decision, one that it took over from, and one that was erased.
    pub fn sample(lang: Lang) -> Self {
        Self { pages: vec![page(lang)], ..Self::of(report(lang)) }
    }

    pub fn of(report: Report) -> Self {
        let lang = report.language;
        let mut earlier = decided(lang);
        earlier.decision = earlier.decision.map(|decision| Decision {
            kind: DecisionKind::Escalate,
            media_review: None,
            context: Context::default(),
            links: Vec::new(),
            ..decision
        });
        let decisions = vec![Decided { decision: None, ..earlier.clone() }, earlier, decided(lang)];
        Self { pages: pages(&report), report, picture: jpeg(), entry: stamp(), decisions }
    }

    pub fn dossier(&self) -> Dossier<'_> {
        let Self { report, pages, picture, entry, decisions } = self;
        Dossier { report, pages, picture: Some(picture), entry: Some(entry.clone()), decisions }
    }

    /// Every string in it that need not be one of a few words says `text` instead.
    pub fn saying(&self, text: &str) -> Self {
        let mut decisions = self.decisions.clone();
        for decided in &mut decisions {
            decided.decision = decided.decision.as_ref().map(|decision| saying(decision, text));
            stamp_saying(&mut decided.stamp, text);
        }
        let mut entry = self.entry.clone();
        stamp_saying(&mut entry, text);
        Self {
            report: saying(&self.report, text),
            pages: saying(&self.pages, text),
            picture: self.picture.clone(),
            entry,
            decisions,
        }
    }
}

fn stamp_saying(stamp: &mut Stamp, text: &str) {
    for field in [&mut stamp.ledger, &mut stamp.digest, &mut stamp.recorded_at, &mut stamp.by] {
        *field = text.into();
    }
}

/// A string may say anything if it can be read back so.
fn saying<T: serde::Serialize + serde::de::DeserializeOwned>(told: &T, text: &str) -> T {
    let mut json = serde_json::to_value(told).unwrap();
    let mut ways = std::collections::BTreeSet::new();
    strings(&mut json, &mut Vec::new(), &mut |way, _| _ = ways.insert(way.to_vec()));
    for way in ways {
        let mut changed = json.clone();
        strings(&mut changed, &mut Vec::new(), &mut |at, string| {
            if at == way {
                *string = text.to_owned();
            }
        });
        if serde_json::from_value::<T>(changed.clone()).is_ok() {
            json = changed;
        }
    }
    serde_json::from_value(json).unwrap()
}

/// Every string with the names of the fields that lead to it.
fn strings(json: &mut Value, way: &mut Vec<String>, found: &mut dyn FnMut(&[String], &mut String)) {
    match json {
        Value::String(text) => found(way, text),
        Value::Array(items) => items.iter_mut().for_each(|item| strings(item, way, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                way.push(name.clone());
                strings(value, way, found);
                way.pop();
            }
        }
        _ => {}
    }
}
