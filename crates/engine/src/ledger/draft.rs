//! What is kept of an examination.

use whence_model::{
    Lang, Text,
    ledger::{Decision, LoggedReport, visible_lines},
    t,
};
use whence_store::{Settings as Choices, ledger::Draft};

use super::documents::pages;
use crate::Examination;

/// What goes into the log with a report, and who examined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Empty where nobody said.
    pub by: String,
    /// Whether a small picture goes along.
    pub picture: bool,
    /// Whether positions, serial numbers and owners' names do.
    pub private: bool,
}

impl From<&Choices> for Keep {
    fn from(choices: &Choices) -> Self {
        Self { by: choices.by.clone(), picture: choices.keep_pictures, private: choices.keep_private }
    }
}

/// # Errors
/// In a sentence: the name of who examined is too long.
pub fn report(examination: &Examination, lang: Lang, keep: &Keep) -> Result<Draft, Text> {
    let report = if keep.private { examination.report_unmasked(lang) } else { examination.report(lang) };
    let pages = pages(&report);
    let picture = examination.copies().filter(|_| keep.picture).map(|copies| copies.for_list().to_vec());
    let by = visible_lines(keep.by.trim());
    if by.chars().nth(Decision::MAX_NAME).is_some() {
        let most = Decision::MAX_NAME;
        return Err(Text::new(
            format!("The name of who examines has {most} characters at most."),
            format!("Le nom de qui examine a {most} caractères au plus."),
        ));
    }
    Ok(Draft::Report { logged: Box::new(LoggedReport { by, report, pages }), picture })
}

/// Reason and name of an erasure, required and bounded as a decision's are.
///
/// # Errors
/// In a sentence: which of them is missing, or too long.
pub fn erasure(reason: &str, by: &str) -> Result<(String, String), Text> {
    if reason.trim().is_empty() {
        return Err(t(
            "An erasure needs a reason: write why, and at whose request.",
            "Un effacement demande un motif : écrivez pourquoi, et à la demande de qui.",
        ));
    }
    if by.trim().is_empty() {
        return Err(t(
            "An erasure needs a name: write who erases.",
            "Un effacement demande un nom : écrivez qui efface.",
        ));
    }
    let words = Decision { reason: reason.into(), by: by.into(), ..Decision::default() }.tidy()?;
    Ok((words.reason, words.by))
}
