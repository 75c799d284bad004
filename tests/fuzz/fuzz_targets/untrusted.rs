#![no_main]

use whence_model::{Report, Untrusted, ledger::LoggedReport};

/// What could move, hide or reorder the text around it, in any form that a person sees.
fn is_seen(shown: &str) {
    let hides = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    assert!(!shown.contains(hides), "not made visible: {shown:?}");
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"{") {
        // A report from elsewhere: read, then said again as it is.
        if let Ok(report) = serde_json::from_slice::<Report>(bytes) {
            let said = serde_json::to_string(&report).expect("a report has a form in JSON");
            let again: Report = serde_json::from_str(&said).expect("what was said can be read");
            assert!(serde_json::to_string(&again).is_ok_and(|again| again == said), "it is said otherwise");
        }
        let _ = serde_json::from_slice::<LoggedReport>(bytes);
        return;
    }
    let raw = String::from_utf8_lossy(bytes).into_owned();
    let text = Untrusted::new(raw.as_str());
    let json = serde_json::to_string(&text).expect("a text has a form in JSON");
    for shown in [&text.to_string(), &text.visible(), &text.short(40), &json] {
        is_seen(shown);
    }
    let again: Untrusted = serde_json::from_str(&json).expect("what was said can be read");
    assert!(serde_json::to_string(&again).is_ok_and(|again| again == json), "it is said otherwise");
    let passed: Untrusted = rmp_serde::from_slice(&whence_fuzz::passes(&text)).expect("it was read before");
    assert!(passed.raw() == raw, "it arrives as something else");
});
