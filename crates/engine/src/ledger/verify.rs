use std::ops::ControlFlow;

use whence_audit::{Audit, Checkpoint, Verification};
use whence_store::LedgerError;

use super::Log;

/// Has the log checked from its first entry to its last, and held against checkpoints; nothing where `each` broke. `each`
/// hears how many entries were checked, and how many there are.
///
/// # Errors
/// The log cannot be read: that it disagrees with itself is no error.
pub fn verify(
    log: &Log,
    checkpoints: impl IntoIterator<Item = Checkpoint>,
    each: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Option<Verification>, LedgerError> {
    let total = log.head()?.map_or(0, |head| head.position);
    let mut audit = Audit::new();
    checkpoints.into_iter().for_each(|checkpoint| audit.watch(checkpoint));
    let (mut done, mut stopped) = (0, false);
    log.store().walk(1, &mut |entry| {
        audit.entry(entry);
        done += 1;
        let goes_on = each(done, total);
        stopped = goes_on.is_break();
        goes_on
    })?;
    Ok((!stopped).then(|| audit.finish()))
}
