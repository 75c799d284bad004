use whence_model::{Lang, Report};

use super::{Block, Section, Words, number, say};

/// Characters of a name that stand on every page.
const RUNNING_NAME: usize = 60;
/// Digits of a digest that stand on every page.
const RUNNING_DIGITS: usize = 12;

/// By what the file is known again.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let exhibit = &report.exhibit;
    let bytes = number(exhibit.bytes, lang);
    let dimensions = match (exhibit.width, exhibit.height) {
        (Some(width), Some(height)) => format!("{width} × {height} pixels"),
        _ => say(lang, "not given by the file", "non indiquées par le fichier").to_owned(),
    };
    let pixels = match &exhibit.pixels_sha256 {
        Some(sha256) => Words::code(sha256),
        None => Words::plain(say(
            lang,
            "none: the pixels could not be decoded whole",
            "aucun : les pixels n'ont pas pu être décodés en entier",
        )),
    };
    let mut pairs = vec![
        (say(lang, "Name", "Nom"), Words::from(&exhibit.name)),
        ("SHA-256", Words::code(&exhibit.sha256)),
        (say(lang, "SHA-256 of the pixels", "SHA-256 des pixels"), pixels),
        (say(lang, "Format", "Format"), Words::plain(exhibit.format.name())),
        (
            say(lang, "Size", "Taille"),
            Words::plain(&match lang {
                Lang::En => format!("{bytes} bytes"),
                Lang::Fr => format!("{bytes} octets"),
            }),
        ),
        (say(lang, "Dimensions", "Dimensions"), Words::plain(&dimensions)),
    ];
    if let Some(pdq) = &exhibit.pdq {
        let quality = match lang {
            Lang::En => format!("\nquality {} of 100", pdq.quality),
            Lang::Fr => format!("\nqualité {} sur 100", pdq.quality),
        };
        pairs.push(("PDQ", Words::code(&pdq.hash).and(&quality)));
    }
    let pairs = pairs.into_iter().map(|(name, words)| (Words::plain(name), words)).collect();
    Some(Section::new(say(lang, "The file", "Le fichier"), vec![Block::Pairs(pairs)]))
}

pub fn running(report: &Report) -> Words {
    let name = report.exhibit.name.to_string();
    let cut: String = name.chars().take(RUNNING_NAME).collect();
    let more = if cut.len() < name.len() { "…" } else { "" };
    let digits: String = report.exhibit.sha256.chars().take(RUNNING_DIGITS).collect();
    Words::line(&format!("SHA-256 {digits}… · {cut}{more}"))
}
