//! How entries come to stand, the same on every store: what one of them must do for it is a [`Desk`].

use whence_model::ledger::{EntryKind, Erased, Erasure, Stored};

use super::{
    About, Appended, Head, LedgerError,
    pack::random,
    seal::{Prepared, Standing},
};

/// A store while nobody else appends: all that is done between its beginning and its end stands, or nothing of it.
pub trait Desk {
    fn head(&mut self) -> Result<Option<Head>, LedgerError>;
    /// RFC 3339, UTC, whole seconds.
    fn now(&mut self) -> Result<String, LedgerError>;
    /// What an entry is, and whether its content is still there.
    fn standing(&mut self, position: u64) -> Result<Option<(EntryKind, bool)>, LedgerError>;
    /// The last report on these bytes.
    fn report_on(&mut self, sha256: &str) -> Result<Option<u64>, LedgerError>;
    /// The last decision about this report.
    fn decision_about(&mut self, report: u64) -> Result<Option<u64>, LedgerError>;
    fn insert(&mut self, entry: &Stored) -> Result<(), LedgerError>;
    /// Drops the small picture of an entry.
    fn drop_picture(&mut self, position: u64) -> Result<(), LedgerError>;
    /// Drops all parts of an entry, and all that it is found by.
    fn drop_all(&mut self, position: u64) -> Result<(), LedgerError>;
}

pub fn append(desk: &mut impl Desk, prepared: &[Prepared]) -> Result<Vec<Appended>, LedgerError> {
    let (mut head, now) = (desk.head()?, desk.now()?);
    let ledger = match &head {
        Some(head) => head.ledger.clone(),
        None => random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let mut appended = Vec::new();
    for entry in prepared {
        let about = match entry.about {
            Some(About::Entry(position)) => Some(position),
            Some(About::Before) => head.as_ref().map(|head| head.position),
            None => None,
        };
        if let Some(position) = about {
            match desk.standing(position)? {
                None => return Err(LedgerError::NoSuchEntry { position }),
                Some((EntryKind::Report, true)) => {}
                Some((EntryKind::Report, false)) => return Err(LedgerError::Erased { position }),
                Some(_) => return Err(LedgerError::NoReport { position }),
            }
        }
        let earlier = match (about, &entry.terms.sha256) {
            (Some(report), _) => desk.decision_about(report)?,
            (None, Some(sha256)) => desk.report_on(sha256)?,
            (None, None) => None,
        };
        let stored = entry.sealed(Standing { head, ledger: ledger.clone(), recorded_at: now.clone(), about, earlier });
        desk.insert(&stored)?;
        let (position, digest, recorded_at) = (stored.position, stored.digest, stored.columns.recorded_at);
        appended.push(Appended { position, digest: digest.clone(), recorded_at: recorded_at.clone() });
        head = Some(Head { ledger: ledger.clone(), position, digest, recorded_at });
    }
    Ok(appended)
}

pub fn erase(desk: &mut impl Desk, erasure: &Erasure) -> Result<Vec<Appended>, LedgerError> {
    for position in &erasure.entries {
        match desk.standing(*position)? {
            None => return Err(LedgerError::NoSuchEntry { position: *position }),
            Some((EntryKind::Erasure, _)) => return Err(LedgerError::IsErasure { position: *position }),
            Some((_, false)) => return Err(LedgerError::Erased { position: *position }),
            Some((_, true)) => {}
        }
    }
    let appended = append(desk, &[Prepared::of_erasure(erasure)?])?;
    for position in &erasure.entries {
        match erasure.what {
            Erased::Picture => desk.drop_picture(*position)?,
            Erased::Everything => desk.drop_all(*position)?,
        }
    }
    Ok(appended)
}
