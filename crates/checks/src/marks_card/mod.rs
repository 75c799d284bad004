//! What generators left in the picture, shown in plain words: the marks as they were parsed, and the public watermark's
//! score. It weighs nothing: the rows do.
//!
//! What is not here: labels and signed claims. Rows tell them; the card only says that they are there where nothing
//! else is.

mod card;
mod searches;
mod settings;
#[cfg(test)]
mod tests;
mod tiers;
mod watermark;
mod words;

use whence_model::{
    Lang, MarkSeen, MarksCard,
    facts::generator::{Mark, Process},
};

use crate::Case;

/// The card in one language.
pub fn marks_card(case: &Case, lang: Lang) -> MarksCard {
    let marks = strongest_first(&case.facts.generator.marks);
    let watermark = watermark::Watermark::of(case);
    let (headline, meaning) = card::said(case, marks.first().map(|(_, mark)| *mark), watermark.as_ref());
    MarksCard {
        headline: headline.in_lang(lang).into(),
        meaning: meaning.in_lang(lang).into(),
        marks: marks.into_iter().map(|(at, mark)| seen(at, mark, lang)).collect(),
        watermark: watermark.map(|watermark| watermark.seen(lang)),
        searches: searches::all(case, lang),
        deeper: watermark::deeper(case),
    }
}

/// With the index of each. That a program only processed the picture says least of how it was made.
fn strongest_first(marks: &[Mark]) -> Vec<(usize, &Mark)> {
    let mut marks: Vec<_> = marks.iter().enumerate().collect();
    marks.sort_by_key(|(_, mark)| (mark.process == Process::Processed, tiers::tier(mark)));
    marks
}

fn seen(at: usize, mark: &Mark, lang: Lang) -> MarkSeen {
    MarkSeen {
        mark: at as u32,
        tier: tiers::tier(mark),
        headline: words::headline(mark).in_lang(lang).into(),
        worth: tiers::worth(mark).in_lang(lang).into(),
        settings: settings::shown(mark, lang),
    }
}
