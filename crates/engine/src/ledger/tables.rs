//! Many entries at once, for spreadsheets and programs.

use std::{
    io::{self, Write},
    ops::ControlFlow,
};

use serde::Serialize;
use whence_export::{Table, TableRow};
use whence_model::{
    Text,
    ledger::{Decision, Erasure, LoggedReport, PartName, Query, Summary},
};

use super::{Log, LogRefusal, entry::content};

/// How entries are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    Csv,
    /// One array.
    Json,
    /// An entry a line.
    Ndjson,
}

/// What a program gets of an entry: with the exact bytes of its header, whose SHA-256 is its digest.
#[derive(Serialize)]
struct Exported {
    #[serde(flatten)]
    summary: Summary,
    header: String,
    logged: Option<LoggedReport>,
    /// The decision that it is; `decision` above says which one stands about a report.
    decided: Option<Decision>,
    erasure: Option<Erasure>,
    /// Whether something that it holds cannot be read: `log verify` says more. The rest is handed out all the same.
    unreadable: bool,
}

/// Entries read at once.
const PAGE: u32 = 200;

/// Writes the entries that a query wants, newest first; gives back how many, and nothing where `each` broke. `each` hears
/// how many were written.
///
/// # Errors
/// The log cannot be read, or `out` not be written.
pub fn table(
    log: &Log,
    query: &Query,
    among: Option<&[u64]>,
    form: TableForm,
    out: &mut dyn Write,
    each: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<u64>, LogRefusal> {
    let selection = Selection { log, query, among };
    if form == TableForm::Csv {
        let mut csv = Table::new(out).map_err(not_written)?;
        let written = selection.each(each, &mut |read| {
            let standing = read.standing(log)?;
            let report = read.logged.as_ref().map(|logged| &logged.report);
            let decision = read.decided.as_ref().or(standing.as_ref());
            csv.entry(&TableRow { summary: &read.summary, report, decision }).map_err(not_written)
        })?;
        csv.finish().map_err(not_written)?;
        return Ok(written);
    }
    let (begin, between, end) = if form == TableForm::Json { ("[\n", ",\n", "\n]\n") } else { ("", "\n", "\n") };
    let mut put = begin;
    let written = selection.each(each, &mut |read| {
        let line = serde_json::to_string(read).unwrap_or_default();
        let done = write!(out, "{put}{line}");
        put = between;
        done.map_err(not_written)
    })?;
    // Of nothing, an array says so and lines do not.
    let end = if written == Some(0) { if form == TableForm::Json { "[]\n" } else { "" } } else { end };
    write!(out, "{end}").and_then(|()| out.flush()).map_err(not_written)?;
    Ok(written)
}

struct Selection<'a> {
    log: &'a Log,
    query: &'a Query,
    among: Option<&'a [u64]>,
}

impl Selection<'_> {
    /// Reads entry by entry; gives back how many, and nothing where `heard` broke.
    fn each(
        &self,
        heard: &mut dyn FnMut(u64) -> ControlFlow<()>,
        each: &mut dyn FnMut(&Exported) -> Result<(), LogRefusal>,
    ) -> Result<Option<u64>, LogRefusal> {
        let (mut query, mut done) = (self.query.clone(), 0);
        loop {
            let (page, more) = self.log.list(&query, self.among, PAGE)?;
            let last = page.last().map(|summary| summary.position);
            for summary in page {
                each(&Exported::read(self.log, summary)?)?;
                done += 1;
                if heard(done).is_break() {
                    return Ok(None);
                }
            }
            match last {
                Some(last) if more => query.before = Some(last),
                _ => return Ok(Some(done)),
            }
        }
    }
}

impl Exported {
    fn read(log: &Log, summary: Summary) -> Result<Self, LogRefusal> {
        let stored = log.stored(summary.position)?;
        let (logged, decided) = (content(&stored, PartName::Report), content(&stored, PartName::Decision));
        let erasure = content(&stored, PartName::Erasure);
        Ok(Self {
            header: String::from_utf8_lossy(&stored.header).into_owned(),
            unreadable: logged.is_err() || decided.is_err() || erasure.is_err(),
            logged: logged.unwrap_or_default(),
            decided: decided.unwrap_or_default(),
            erasure: erasure.unwrap_or_default(),
            summary,
        })
    }

    /// Of a report, the decision that stands about it.
    fn standing(&self, log: &Log) -> Result<Option<Decision>, LogRefusal> {
        match &self.summary.decision {
            Some(last) if self.decided.is_none() => {
                Ok(content(&log.stored(last.position)?, PartName::Decision).unwrap_or_default())
            }
            _ => Ok(None),
        }
    }
}

fn not_written(error: io::Error) -> LogRefusal {
    LogRefusal::Words(Text::new(
        format!("The export cannot be written ({error}). Free some space, or name another file."),
        format!("L'export ne peut pas être écrit ({error}). Libérez de la place ou nommez un autre fichier."),
    ))
}
