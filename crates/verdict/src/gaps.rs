//! What a person would expect to have been checked and was not.

use whence_model::{Family, Gap, Row, Status};

/// The comparison with known pictures by their looks. Where it does not apply (no list, no decoder, too little detail)
/// a copy of a known picture goes unseen.
const NEAR_COPY: &str = "known/near-copy";

/// In the order of the rows.
pub fn gaps(rows: &[Row]) -> Vec<Gap> {
    rows.iter().filter(|row| is_gap(row)).map(gap).collect()
}

/// What failed or was left out always is one. What does not apply is none (a PNG has no JPEG tables), unless it
/// looks at the picture itself: every image has one, so silence about it has to be explained.
fn is_gap(row: &Row) -> bool {
    match row.status {
        Status::Failed | Status::Skipped => true,
        Status::NotApplicable => row.family == Family::Pixel || row.check == NEAR_COPY,
        Status::Finding | Status::NothingFound => false,
    }
}

fn gap(row: &Row) -> Gap {
    Gap { check: row.check.clone(), title: row.title.clone(), status: row.status, reason: row.message.clone() }
}
