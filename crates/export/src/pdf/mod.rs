//! A document as PDF: A4, text that can be selected and read aloud, its own fonts, no date, nothing to follow.
//!
//! Lines are broken first ([`text`]), then stacked ([`layout`]), then put on pages ([`pages`]), and drawn last ([`draw`]),
//! because each page says how many there are. Nothing is told by colour: a grey print says the same.

mod draw;
mod fonts;
mod layout;
mod pages;
mod text;

use std::{error::Error, fmt};

use crate::{Dossier, document::Document};

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// The small picture is no JPEG that a PDF can hold: what is wrong with it. Without it there is a PDF.
    Picture(String),
    /// The PDF library refused what it was given: our mistake.
    Writer(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Picture(what) => write!(f, "the small picture cannot stand in a PDF: {what}"),
            Self::Writer(what) => write!(f, "the PDF could not be written: {what}"),
        }
    }
}

impl Error for PdfError {}

/// The report and its decisions as PDF 1.7, tagged. The same dossier gives the same bytes.
///
/// # Errors
/// [`PdfError`]: the small picture cannot stand in it.
pub fn pdf(dossier: &Dossier<'_>) -> Result<Vec<u8>, PdfError> {
    let document = Document::new(dossier);
    let fonts = fonts::Fonts::new();
    let stack = layout::stack(&document, &fonts);
    let pages = pages::fill(&stack.strips);
    draw::draw(&document, &fonts, &stack, &pages)
}

/// Points.
mod page {
    pub const WIDTH: f32 = 595.28;
    pub const HEIGHT: f32 = 841.89;
    pub const MARGIN: f32 = 56.0;
    /// Between the margins.
    pub const MEASURE: f32 = WIDTH - 2.0 * MARGIN;
    /// Where the last line ends.
    pub const BOTTOM: f32 = HEIGHT - 64.0;
    /// The baseline of what stands under every page.
    pub const FOOT: f32 = HEIGHT - 36.0;
}

#[cfg(test)]
mod tests;
