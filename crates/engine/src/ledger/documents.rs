//! One report as a document: from the log, or as it was just made.

use whence_export::{Decided, Dossier, PdfError, Stamp, html, media_review, pdf, script_json, sentence, text};
use whence_model::{
    Lang, Report, Status, Text, Untrusted,
    ledger::{CheckPage, EntryKind, Summary},
    t,
};
use whence_store::LedgerError;

use super::{LogEntry, LogRefusal, entry::DecidedEntry};
use crate::{Copies, Examination, explain, ledger::Log};

/// What a report is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentForm {
    Html,
    Pdf,
    /// From the log: the entry, whole. Else the report.
    Json,
    /// MediaReview and ClaimReview of the decision that stands (schema.org).
    JsonLd,
    /// A sentence for an article.
    Sentence,
    /// Plain text, for a message.
    Text,
}

/// A report that stands in the log, in the language in which it was written down.
///
/// # Errors
/// There is no entry at this position, what it held was erased, or cannot be made into this.
pub fn document(log: &Log, position: u64, form: DocumentForm) -> Result<Vec<u8>, LogRefusal> {
    let entry = log.entry(position)?;
    if form == DocumentForm::Json {
        return Ok(json(&entry));
    }
    let report = entry.summary.about.unwrap_or(position);
    let of_report = log.summary(report)?;
    if of_report.kind != EntryKind::Report {
        return Err(LedgerError::NoReport { position }.into());
    }
    let Some(logged) = &entry.logged else { return Err(LedgerError::Erased { position: report }.into()) };
    let decisions = decided(&entry);
    let picture = log.picture(report)?;
    let dossier = Dossier {
        report: &logged.report,
        pages: &logged.pages,
        picture: picture.as_deref(),
        entry: Some(stamp(&entry, &of_report)),
        decisions: &decisions,
    };
    made(&dossier, form)
}

/// A report as it was just made; `lang` is that of every sentence in it.
///
/// # Errors
/// It cannot be made into this.
pub fn document_of(
    examination: &Examination,
    lang: Lang,
    form: DocumentForm,
    private: bool,
) -> Result<Vec<u8>, LogRefusal> {
    let report = if private { examination.report_unmasked(lang) } else { examination.report(lang) };
    if form == DocumentForm::Json {
        return Ok(json(&report));
    }
    let pages = pages(&report);
    let picture = examination.copies().map(Copies::for_list);
    let dossier = Dossier { report: &report, pages: &pages, picture, entry: None, decisions: &[] };
    made(&dossier, form)
}

/// Whether a file is the one that an entry speaks of, in a sentence.
pub fn same_file(file: &str, same: bool, entry: u64, lang: Lang) -> String {
    let file = Untrusted::from(file);
    match (lang, same) {
        (Lang::En, true) => format!("{file} is the file that entry {entry} speaks of: every byte is the same."),
        (Lang::En, false) => format!(
            "{file} is not the file that entry {entry} speaks of. It may look the same: re-saving alone changes the bytes."
        ),
        (Lang::Fr, true) => format!("{file} est le fichier dont parle l'entrée {entry} : chaque octet est le même."),
        (Lang::Fr, false) => format!(
            "{file} n'est pas le fichier dont parle l'entrée {entry}. Il peut lui ressembler : un simple réenregistrement change les octets."
        ),
    }
}

/// The pages of the checks that spoke, in the report's language.
pub fn pages(report: &Report) -> Vec<CheckPage> {
    let spoke = report.rows.iter().filter(|row| row.status == Status::Finding);
    spoke.filter_map(|row| explain(&row.check, report.language)).collect()
}

fn made(dossier: &Dossier<'_>, form: DocumentForm) -> Result<Vec<u8>, LogRefusal> {
    match form {
        DocumentForm::Html => Ok(html(dossier).into_bytes()),
        DocumentForm::Pdf => paper(dossier),
        DocumentForm::JsonLd => match media_review(dossier) {
            Some(review) => Ok(script_json(&review).into_bytes()),
            None => Err(LogRefusal::Words(t(
                "Nobody has decided about this report yet, and a review says what a person decided. Record a decision first.",
                "Personne n'a encore pris de décision sur ce rapport, et un avis dit ce qu'une personne a décidé. Enregistrez d'abord une décision.",
            ))),
        },
        DocumentForm::Sentence => Ok(sentence(dossier.report, dossier.decisions.last()).into_bytes()),
        DocumentForm::Text => Ok(text(dossier).into_bytes()),
        DocumentForm::Json => Ok(json(dossier.report)),
    }
}

/// Without the small picture where that alone cannot stand in it.
fn paper(dossier: &Dossier<'_>) -> Result<Vec<u8>, LogRefusal> {
    let made = match pdf(dossier) {
        Err(PdfError::Picture(_)) => pdf(&Dossier { picture: None, ..dossier.clone() }),
        made => made,
    };
    made.map_err(|error| {
        LogRefusal::Words(Text::new(
            format!("No PDF could be made of it ({error}). The HTML holds the same, and prints."),
            format!("Aucun PDF n'a pu en être fait ({error}). Le HTML dit la même chose, et s'imprime."),
        ))
    })
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

fn stamp(entry: &LogEntry, report: &Summary) -> Stamp {
    Stamp {
        ledger: entry.ledger.clone(),
        position: report.position,
        digest: report.digest.clone(),
        recorded_at: report.recorded_at.clone(),
        by: report.by.clone().unwrap_or_default(),
    }
}

fn decided(entry: &LogEntry) -> Vec<Decided> {
    let one = |DecidedEntry { position, digest, recorded_at, decision }: &DecidedEntry| Decided {
        stamp: Stamp {
            ledger: entry.ledger.clone(),
            position: *position,
            digest: digest.clone(),
            recorded_at: recorded_at.clone(),
            by: decision.as_ref().map(|decision| decision.by.clone()).unwrap_or_default(),
        },
        decision: decision.clone(),
    };
    entry.history.iter().map(one).collect()
}
