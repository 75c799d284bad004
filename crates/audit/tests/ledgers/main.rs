//! Ledgers that agree with themselves, and ledgers in which something was changed: what the checker says of each.

mod changes;
mod checkpoints;
mod disagreements;
mod kept;
mod writer;

use whence_audit::{Audit, Checkpoint, Verification};
use whence_model::ledger::Stored;

fn audit(entries: &[Stored]) -> Verification {
    audit_with(entries, [])
}

fn audit_with(entries: &[Stored], checkpoints: impl IntoIterator<Item = Checkpoint>) -> Verification {
    let mut audit = Audit::new();
    checkpoints.into_iter().for_each(|checkpoint| audit.watch(checkpoint));
    entries.iter().for_each(|entry| audit.entry(entry));
    audit.finish()
}
