use std::{collections::BTreeSet, fmt::Write};

use base64::{Engine, engine::general_purpose::STANDARD};
use html5ever::{parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use sha2::{Digest, Sha256};
use whence_model::{Lang, Report};

use super::{CSS, POLICY, html};
use crate::samples::{Folder, HOSTILE, RECORDED, recorded};

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

/// Every element as a browser finds it, in their order.
fn elements(page: &str) -> Vec<Element> {
    let page = parse_document(RcDom::default(), Default::default()).one(page);
    let mut open = vec![page.document.clone()];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().rev().cloned());
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            found.push(Element { name: name.local.to_string(), attributes, text: text_of(&node) });
        }
    }
    found
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_of).collect(),
    }
}

/// Elements in their order, with the names of their attributes.
fn shape(page: &str) -> Vec<(String, Vec<String>)> {
    let names = |e: Element| (e.name, e.attributes.into_iter().map(|(name, _)| name).collect());
    elements(page).into_iter().map(names).collect()
}

/// What a reader reads, a line for each block.
fn read(page: &str) -> String {
    let mut text = String::new();
    for Element { name, attributes, text: said } in elements(page) {
        let said = said.replace('\n', " ↵ ");
        match name.as_str() {
            "h1" => writeln!(text, "# {said}").unwrap(),
            "h2" => writeln!(text, "\n## {said}").unwrap(),
            "h3" => writeln!(text, "### {said}").unwrap(),
            "li" => writeln!(text, "- {said}").unwrap(),
            "dt" => write!(text, "[{said}] ").unwrap(),
            "p" | "dd" => writeln!(text, "{said}").unwrap(),
            "img" => {
                let (_, alt) = attributes.iter().find(|(name, _)| name == "alt").unwrap();
                writeln!(text, "(picture: {alt})").unwrap();
            }
            _ => {}
        }
    }
    text
}

#[test]
fn a_reader_reads() {
    insta::assert_snapshot!("en", read(&html(&Folder::sample(Lang::En).dossier())));
    insta::assert_snapshot!("fr", read(&html(&Folder::sample(Lang::Fr).dossier())));
}

#[test]
fn the_policy_names_this_style_sheet() {
    let digest = STANDARD.encode(Sha256::digest(CSS));
    assert!(POLICY.contains(&format!("'sha256-{digest}'")), "put {digest} into POLICY");
    let page = html(&Folder::sample(Lang::En).dossier());
    assert!(page.contains(&format!("<style>{CSS}</style>")));
}

#[test]
fn a_report_that_was_written_down_gives_the_same_page() {
    for name in RECORDED {
        for lang in [Lang::En, Lang::Fr] {
            let first = Folder::of(recorded(name, lang));
            let told = serde_json::to_string(&first.report).unwrap();
            let again = Folder { report: serde_json::from_str::<Report>(&told).unwrap(), ..first.clone() };
            assert!(html(&again.dossier()) == html(&first.dossier()), "{name}");
        }
    }
    let mut fresh = Folder::sample(Lang::En);
    fresh.report.exhibit.name = HOSTILE.repeat(400).into();
    fresh.report.rows[0].evidence[0].value = HOSTILE.repeat(400).into();
    let told = serde_json::to_string(&fresh.report).unwrap();
    let again = Folder { report: serde_json::from_str(&told).unwrap(), ..fresh.clone() };
    assert!(html(&again.dossier()) == html(&fresh.dossier()));
}

#[test]
fn no_word_becomes_an_element_or_an_attribute() {
    for folder in [Folder::sample(Lang::En), Folder::of(recorded("known_match", Lang::Fr))] {
        let harmless = shape(&html(&folder.saying("harmless").dossier()));
        let page = html(&folder.saying(HOSTILE).dossier());
        assert_eq!(shape(&page), harmless);
        let names: BTreeSet<&str> = harmless.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names.into_iter().collect::<Vec<_>>().join(" "),
            "body code dd div dl dt footer h1 h2 h3 head header html img li main meta p section strong style title ul"
        );
        assert!(!page.contains(|c: char| c.is_control() && c != '\n') && !page.contains('\u{202e}'));
        let text = read(&page);
        let whole =
            "=cmd|' /C calc'!A0</script><script>alert(1)</script>\"><img src=x onerror=alert(2)>⟨U+202E⟩gpj␀␛[2J";
        assert!(text.matches(whole).count() > 100, "{} times", text.matches(whole).count());
    }
}

#[test]
fn a_megabyte_comes_out_whole() {
    let mut folder = Folder::sample(Lang::En);
    let long = "<b>0123456789</b>\u{202e}".repeat(50_000);
    folder.report.verdict.meaning = long.clone();
    folder.decisions[2].decision.as_mut().unwrap().reason = long;
    let text = read(&html(&folder.dossier()));
    assert_eq!(text.matches("<b>0123456789</b>⟨U+202E⟩").count(), 100_000);
}

#[test]
fn nothing_is_promised_that_no_file_can_prove() {
    const NEVER: [&str; 12] = [
        "real",
        "fake",
        "authentic",
        "genuine",
        "safe",
        "true",
        "vraie",
        "vrai",
        "faux",
        "fausse",
        "authentique",
        "sûre",
    ];
    for lang in [Lang::En, Lang::Fr] {
        let text = read(&html(&Folder::sample(lang).dossier())).to_lowercase();
        let found = text.split(|c: char| !c.is_alphabetic()).find(|word| NEVER.contains(word));
        assert_eq!(found, None);
        assert!(!text.contains('%'));
    }
}
