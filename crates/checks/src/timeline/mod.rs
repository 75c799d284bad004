//! Every date that stands in a file, held against one of them. It judges nothing: that a date differs is told, and what
//! it may mean is for the checks.

mod compare;
mod sources;
mod summary;

use whence_model::{Agreement, DateEvent, DateSeen, DateSource, Lang, Moment, Timeline};

use crate::Case;
use sources::Found;

/// More dates than this are not listed: an editing history alone may hold 256.
const MAX_DATES: usize = 256;

/// The timeline of a file, in one language.
pub fn timeline(case: &Case, lang: Lang) -> Timeline {
    let mut found = sources::all(case);
    // Oldest first by each date's own clock; those without a possible date go last.
    found.sort_by_key(|date| date.moment.map_or(i64::MAX, |moment| moment.clock_seconds()));
    found.truncate(MAX_DATES);
    let reference = reference(&found);
    let compared: Vec<compare::Compared> =
        found.iter().enumerate().map(|(at, date)| compare::to_reference(at, date, reference, &found)).collect();
    let summary = summary::sentence(&found, &compared, reference).in_lang(lang).to_owned();
    let dates = found.into_iter().zip(compared).map(|(date, compared)| seen(date, compared, lang)).collect();
    Timeline { dates, reference: reference.map(|at| at as u32), summary }
}

fn seen(date: Found, compared: compare::Compared, lang: Lang) -> DateSeen {
    DateSeen {
        source: date.source,
        field: date.field,
        event: date.event,
        label: summary::label(date.source, date.event).in_lang(lang).to_owned(),
        evidence: date.evidence,
        moment: date.moment,
        precision: date.precision,
        zone: date.zone,
        agreement: compared.agreement,
        note: compared.note.in_lang(lang).to_owned(),
    }
}

/// The date that the others are held against: the capture as the camera wrote it, failing that as another block names
/// it, failing that the oldest. Without a second usable date there is nothing to compare.
fn reference(found: &[Found]) -> Option<usize> {
    let usable = |date: &&Found| date.usable().is_some();
    if found.iter().filter(usable).count() < 2 {
        return None;
    }
    let position = |wanted: &dyn Fn(&Found) -> bool| found.iter().position(|d| usable(&d) && wanted(d));
    position(&|d| d.source == DateSource::Exif && d.event == DateEvent::Captured)
        .or_else(|| position(&|d| d.event == DateEvent::Captured))
        .or_else(|| position(&|d| matches!(d.event, DateEvent::Created | DateEvent::Digitised)))
        .or_else(|| position(&|_| true))
}

impl Found {
    /// The moment where a clock can have shown it.
    fn usable(&self) -> Option<Moment> {
        self.moment.filter(|_| !self.unset)
    }
}

/// Whether a date tells of the capture itself, so that it should be the reference's moment.
fn of_capture(date: &Found) -> bool {
    matches!(date.event, DateEvent::Captured | DateEvent::Digitised | DateEvent::Created | DateEvent::Named)
}

fn agrees(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Reference | Agreement::Agrees | Agreement::ZoneApart)
}

#[cfg(test)]
mod tests;
