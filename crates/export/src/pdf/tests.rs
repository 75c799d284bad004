use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};
use whence_model::{Lang, Report};

use super::{PdfError, fonts, pdf, text};
use crate::{
    document::{Block, Document},
    samples::{Folder, HOSTILE, RECORDED, recorded},
};

fn opened(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).unwrap()
}

/// The text of each page.
fn pages(bytes: &[u8]) -> Vec<String> {
    let read = opened(bytes);
    read.get_pages().keys().map(|page| read.extract_text(&[*page]).unwrap()).collect()
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All of the text, without spaces and without what stands under every page.
fn flowing(bytes: &[u8], running: &str) -> String {
    let pages = pages(bytes);
    let of = pages.len();
    let mut text = String::new();
    for (at, page) in pages.iter().enumerate() {
        let page = dense(page);
        let foot = dense(&format!("{running}{}/{of}", at + 1));
        text.push_str(page.strip_suffix(&foot).unwrap_or_else(|| panic!("{foot} is not under {page}")));
    }
    text
}

/// Every dictionary of the file.
fn dictionaries(read: &lopdf::Document) -> Vec<&Dictionary> {
    let mut open: Vec<&Object> = read.objects.values().collect();
    let mut found = Vec::new();
    while let Some(object) = open.pop() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            Object::Array(items) => {
                open.extend(items);
                continue;
            }
            _ => continue,
        };
        open.extend(dictionary.iter().map(|(_, value)| value));
        found.push(dictionary);
    }
    found
}

#[test]
fn a_reader_reads() {
    for (name, lang) in [("en", Lang::En), ("fr", Lang::Fr)] {
        let pages = pages(&pdf(&Folder::sample(lang).dossier()).unwrap()).join("\n--- page ---\n");
        let lines: Vec<&str> = pages.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

/// Both are written from one document; this one says all of it.
#[test]
fn every_word_of_the_document_is_in_it() {
    let fonts = fonts::Fonts::new();
    for lang in [Lang::En, Lang::Fr] {
        let recorded = RECORDED.map(|name| Folder::of(recorded(name, lang)));
        for folder in recorded.into_iter().chain([Folder::sample(lang), Folder::sample(lang).saying(HOSTILE)]) {
            let dossier = folder.dossier();
            let document = Document::new(&dossier);
            let drawn = |line: &str| {
                let named = line.chars().map(|c| match fonts.form(fonts::Face::Regular, c) {
                    None if c != '\n' => text::named(c),
                    _ => c.to_string(),
                });
                dense(&named.collect::<String>())
            };
            let bytes = pdf(&dossier).unwrap();
            let foot = text::lines(
                &document.running,
                &fonts,
                text::Setting { size: 7.5, plain: fonts::Face::Regular, width: super::page::MEASURE - 60.0 },
            );
            let foot: String = foot[0].0.iter().map(|run| run.text.as_str()).collect();
            let flowing = flowing(&bytes, &foot);
            let blocks = document.lead.iter().chain(document.sections.iter().flat_map(|section| &section.blocks));
            let words = blocks.flat_map(|block| match block {
                Block::Heading(words) | Block::Paragraph(words) => vec![words],
                Block::List(items) => items.iter().collect(),
                Block::Pairs(pairs) => pairs.iter().flat_map(|(name, told)| [name, told]).collect(),
                Block::Picture { .. } => Vec::new(),
            });
            let titles = document.sections.iter().map(|section| &section.title);
            for words in words.chain(titles).chain([&document.above, &document.headline]) {
                // Line by line: where two columns go on over a page, their lines take turns.
                for line in words.to_string().lines() {
                    assert!(flowing.contains(&drawn(line)), "{line} is not in it");
                }
            }
        }
    }
}

#[test]
fn a_report_that_was_written_down_gives_the_same_bytes() {
    for name in RECORDED {
        let first = Folder::of(recorded(name, Lang::En));
        let told = serde_json::to_string(&first.report).unwrap();
        let again = Folder { report: serde_json::from_str::<Report>(&told).unwrap(), ..first.clone() };
        assert!(pdf(&again.dossier()).unwrap() == pdf(&first.dossier()).unwrap(), "{name}");
    }
}

#[test]
fn no_word_becomes_an_action_or_a_place_to_go() {
    let keys = |text: &str| {
        let bytes = pdf(&Folder::sample(Lang::En).saying(text).dossier()).unwrap();
        let read = opened(&bytes);
        let mut keys = BTreeSet::new();
        for dictionary in dictionaries(&read) {
            keys.extend(dictionary.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()));
        }
        // Resources are counted.
        keys.retain(|key| !key.chars().any(|c| c.is_ascii_digit()));
        keys
    };
    let hostile = keys(HOSTILE);
    assert_eq!(hostile, keys(&"harmless ".repeat(16)));
    for never in ["URI", "JS", "JavaScript", "AA", "OpenAction", "Annots", "EmbeddedFiles", "AcroForm", "Names", "F"] {
        assert!(!hostile.contains(never), "{never}");
    }
    let bytes = pdf(&Folder::sample(Lang::En).saying(HOSTILE).dossier()).unwrap();
    let text = dense(&pages(&bytes).concat());
    let whole = dense("=cmd|' /C calc'!A0</script><script>alert(1)</script>\"><img src=x onerror=alert(2)>⟨U+202E⟩gpj");
    assert!(text.matches(&whole).count() > 80, "{} times", text.matches(&whole).count());
    let read = opened(&bytes);
    let metadata = read.objects.values().filter_map(|object| object.as_stream().ok());
    let metadata = metadata.filter(|stream| stream.dict.has_type(b"Metadata"));
    let metadata = metadata.map(|stream| String::from_utf8_lossy(&stream.content).into_owned()).collect::<String>();
    assert!(metadata.contains("&lt;script&gt;") && !metadata.contains("<script>"), "{metadata}");
}

#[test]
fn a_megabyte_comes_out_whole() {
    let mut folder = Folder::sample(Lang::En);
    folder.decisions[2].decision.as_mut().unwrap().reason = "0123456789\u{202e}".repeat(80_000);
    folder.report.verdict.headline = "many words ".repeat(2_000);
    let dossier = folder.dossier();
    let text = flowing(&pdf(&dossier).unwrap(), "SHA-256 df6f0aa9c997… · duck.png");
    assert_eq!(text.matches("0123456789⟨U+202E⟩").count(), 80_000);
    assert!(text.contains(&"manywords".repeat(2_000)));
}

#[test]
fn it_has_title_language_outline_and_tags() {
    let bytes = pdf(&Folder::sample(Lang::Fr).dossier()).unwrap();
    let read = opened(&bytes);
    let catalog = read.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"fr");
    let marked = catalog.get_deref(b"MarkInfo", &read).and_then(Object::as_dict).unwrap();
    assert!(marked.get(b"Marked").and_then(Object::as_bool).unwrap());
    let info = read.trailer.get_deref(b"Info", &read).and_then(Object::as_dict).unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "duck.png : Déclarée générée ou modifiée par IA");
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"));
    let text = |dictionary: &Dictionary, key: &[u8]| lopdf::decode_text_string(dictionary.get(key).ok()?).ok();
    let outlined: BTreeSet<String> = dictionaries(&read)
        .into_iter()
        .filter(|dictionary| dictionary.has(b"Parent") && dictionary.has(b"Title"))
        .filter_map(|dictionary| text(dictionary, b"Title"))
        .collect();
    for title in ["Déclarée générée ou modifiée par IA", "Ce qui a décidé", "Le canard", "Le fichier"] {
        assert!(outlined.contains(title), "{title}: {outlined:?}");
    }
    let alt: Vec<_> = dictionaries(&read).into_iter().filter_map(|dictionary| text(dictionary, b"Alt")).collect();
    assert_eq!(alt, ["Petite copie de duck.png"]);
}

#[test]
fn a_picture_that_cannot_be_held_is_told() {
    let mut folder = Folder::sample(Lang::En);
    // Its table of quantisation is none.
    let (table, frame) = (b"\xff\xdb\0\x05bad", b"\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0");
    folder.picture = [b"\xff\xd8", &table[..], frame, b"\xff\xda\0\x03\x01bits\xff\xd9"].concat();
    assert!(matches!(pdf(&folder.dossier()), Err(PdfError::Picture(_))));
    folder.picture = b"none".to_vec();
    let bytes = pdf(&folder.dossier()).unwrap();
    assert!(pages(&bytes)[0].contains("The small picture that was kept cannot be read."));
}
