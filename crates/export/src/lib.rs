//! What leaves Whence as a document: one report with what people decided about it, as HTML, PDF, text, CSV, JSON-LD
//! and a sentence.
//!
//! Pure functions: no files, no clock, no network, and the same dossier always gives the same bytes. Whatever a report or a
//! decision holds may have been made to mislead: markup, formulae, characters that reorder or hide, a megabyte of text. It
//! is shown, whole and harmless; nothing of it becomes an element, an attribute, an address to follow or a formula.

mod date;
mod document;
mod dossier;
mod html;
mod pdf;
mod schema_org;
mod sentence;
mod table;
mod text;

pub use dossier::{Decided, Dossier, Stamp};
pub use html::html;
pub use pdf::{PdfError, pdf};
pub use schema_org::{media_review, script_json};
pub use sentence::sentence;
pub use table::{COLUMNS, Table, TableRow};
pub use text::text;

#[cfg(test)]
mod samples;
