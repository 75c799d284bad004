//! A signed picture whose every string is chosen to do harm (`samples/hostile-strings.jpg`), in every output.

use std::{ffi::OsString, sync::OnceLock};

use serde_json::Value;
use whence_cli::{Surroundings, run};
use whence_engine::{Engine, Settings, Source};
use whence_model::{Facts, Lang, Report, Untrusted, facts::provenance::Provenance};

fn picture() -> Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let make = || {
        let made = whence_tests::samples::all().into_iter().find(|sample| sample.file == "hostile-strings.jpg");
        made.expect("a sample of this name").bytes
    };
    MADE.get_or_init(make).clone()
}

/// What `whence examine` prints of the picture.
fn printed(lang: &str, format: &str) -> String {
    let args = ["whence", "--lang", lang, "examine", "--format", format, "-"].map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    run(args, &Surroundings::default(), picture().as_slice(), &mut out, &mut err);
    assert_eq!(String::from_utf8(err), Ok(String::new()));
    String::from_utf8(out).expect("UTF-8")
}

fn report(lang: Lang) -> Report {
    let source = Source::Bytes { name: "hostile-strings.jpg".into(), bytes: picture() };
    let examined = Engine::new(Settings::default()).examine(&source, &mut |_| std::ops::ControlFlow::Continue(()));
    examined.unwrap_or_else(|refusal| panic!("{}", refusal.sentence(Lang::En))).report(lang)
}

/// Characters that steer a terminal, or move, hide or reorder what stands around them.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || ('\u{e0000}'..='\u{e0fff}').contains(&c)
}

/// Without this the other tests would say nothing: the strings do reach the facts, as they stand.
#[test]
fn the_strings_are_read() {
    let Report { facts: Facts { provenance: p, .. }, .. } = report(Lang::En);
    assert!(p.class.is_present() && p.class.is_intact(), "{:?}: {:?}", p.class, p.codes);
    let Provenance { signer, claim_generator, title, manifests, .. } = &p;
    let signer = signer.as_ref().expect("a signer");
    let ingredient = manifests.get(1).expect("an ingredient");
    let actions = &manifests[0].actions;
    let read = [
        ("title", title.as_ref()),
        ("claim generator", claim_generator.as_ref()),
        ("organisation", signer.organisation.as_ref()),
        ("ingredient's title", ingredient.title.as_ref()),
        ("software agent", actions[0].software_agent.as_ref()),
        ("action", Some(&actions[2].action)),
    ];
    for (name, string) in read {
        let raw = string.unwrap_or_else(|| panic!("no {name}")).raw();
        assert!(raw.contains('\u{1b}'), "{name}: {raw:?}");
    }
    assert!(signer.common_name.as_ref().is_some_and(|name| name.raw().contains("<script>")));
    assert!(p.raw.raw().to_string().contains("@SUM"), "the assertion of its own");
}

#[test]
fn a_terminal_is_not_steered() {
    for lang in ["en", "fr"] {
        let told = printed(lang, "text");
        let bad: Vec<&str> = told.lines().filter(|line| line.contains(misleads)).collect();
        assert!(bad.is_empty(), "{bad:#?}");
        assert!(told.contains("␛[2J") && told.contains("⟨U+202E⟩"), "they are shown, and are seen: {told}");
        let wide: Vec<&str> = told.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{wide:#?}");
        let formulae: Vec<&str> = told.lines().filter(|line| line.starts_with(['=', '+', '@'])).collect();
        assert!(formulae.is_empty(), "a line that a spreadsheet would run: {formulae:#?}");
        assert!(told.lines().count() < 250, "{} lines", told.lines().count());
    }
}

#[test]
fn json_holds_no_raw_control_anywhere() {
    for format in ["json", "ndjson"] {
        let told = printed("en", format);
        assert!(format == "json" || told.lines().count() == 1);
        let mut bad = Vec::new();
        walk("", &serde_json::from_str(&told).expect("JSON"), &mut |path, string| {
            if string.contains(misleads) {
                bad.push(format!("{path}: {string:?}"));
            }
            assert!(string.chars().count() < Untrusted::MAX_CHARS * 9, "{path}");
        });
        assert!(bad.is_empty(), "{bad:#?}");
        let raw = &serde_json::from_str::<Value>(&told).expect("JSON")["facts"]["provenance"]["raw"];
        assert!(raw.to_string().contains("⟨U+202E⟩"), "raw is shown, and seen");
    }
}

#[test]
fn no_sentence_of_the_card_grows_without_bound() {
    for lang in [Lang::En, Lang::Fr] {
        let card = serde_json::to_value(report(lang).credentials).expect("JSON");
        walk("", &card, &mut |path, string| assert!(string.chars().count() < 2500, "{path}: {string}"));
        let signer = &card["answers"][2];
        let said = signer["answer"].as_str().expect("an answer");
        assert!(
            said.starts_with("Claims to be “R") || said.starts_with("Se dit « R"),
            "a name is only a claim: {said}"
        );
        assert_eq!(signer["tone"], "said");
    }
}

/// Every string below, and every name of a member.
fn walk(path: &str, value: &Value, hear: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(string) => hear(path, string),
        Value::Array(items) => items.iter().for_each(|item| walk(path, item, hear)),
        Value::Object(members) => members.iter().for_each(|(name, item)| {
            hear(path, name);
            walk(&format!("{path}/{name}"), item, hear);
        }),
        _ => {}
    }
}
