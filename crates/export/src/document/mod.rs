//! What a document says, in its order, before it is HTML or PDF: both are written from this, and so say the same.
//!
//! Every word goes through [`Words`] and is made visible there: the writers meet nothing that could move or hide.

mod credentials;
mod decision;
mod finding;
mod identity;
mod known;
mod marks;
mod pages;
mod passage;
mod picture;
mod provenance;
mod quiet;
mod verdict;
mod words;

use whence_model::Lang;

pub use words::{Style, Words};

use crate::Dossier;

#[derive(Clone, Debug, PartialEq)]
pub struct Document<'a> {
    pub lang: Lang,
    /// For a list of documents: the picture's name and the answer.
    pub title: Words,
    /// What of it stands on every page: the picture's name, and the first digits of its SHA-256.
    pub running: Words,
    /// One line above the headline.
    pub above: Words,
    pub headline: Words,
    pub lead: Vec<Block<'a>>,
    pub sections: Vec<Section<'a>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    pub title: Words,
    /// Whether it is for looking up, not for reading.
    pub small: bool,
    pub blocks: Vec<Block<'a>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block<'a> {
    /// A heading inside of a section.
    Heading(Words),
    Paragraph(Words),
    List(Vec<Words>),
    /// A name and what stands under it.
    Pairs(Vec<(Words, Words)>),
    Picture {
        jpeg: &'a [u8],
        /// Pixels across and down: none is 0.
        size: (u32, u32),
        /// What is said where it cannot be seen.
        alt: Words,
    },
}

impl<'a> Document<'a> {
    pub fn new(dossier: &Dossier<'a>) -> Self {
        let report = dossier.report;
        let lang = report.language;
        let sections = [
            decision::section(dossier),
            finding::decided(report),
            verdict::next(report),
            verdict::would_change(report),
            verdict::gaps(report),
            credentials::section(report),
            known::section(report),
            passage::condition(report),
            passage::timeline(report),
            marks::section(report),
            finding::others(report),
            quiet::section(report),
            pages::section(dossier.pages, lang),
            identity::section(report),
            provenance::section(report),
            provenance::log(dossier),
        ];
        Self {
            lang,
            title: verdict::title(report),
            running: identity::running(report),
            above: verdict::above(report),
            headline: Words::line(&report.verdict.headline),
            lead: verdict::lead(dossier),
            sections: sections.into_iter().flatten().collect(),
        }
    }
}

impl<'a> Section<'a> {
    fn new(title: &str, blocks: Vec<Block<'a>>) -> Self {
        Self { title: Words::line(title), small: false, blocks }
    }
}

/// One of two sentences, side by side.
fn say(lang: Lang, en: &'static str, fr: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// A whole number as the language groups its digits.
fn number(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(if lang == Lang::Fr { '\u{a0}' } else { ',' });
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(number(0, Lang::En), "0");
        assert_eq!(number(161_735, Lang::En), "161,735");
        assert_eq!(number(u64::MAX, Lang::Fr).replace('\u{a0}', " "), "18 446 744 073 709 551 615");
    }
}
