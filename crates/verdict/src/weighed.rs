//! Findings with the strength that the policy lets them have.

use whence_model::{Direction, Family, Row, Status, Strength};

/// A row that is a finding, after the caps.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    pub row: &'a Row,
    pub family: Family,
    pub direction: Direction,
    pub strength: Strength,
}

impl Weighed<'_> {
    /// Unsigned or signed, the file itself says that AI made or edited it.
    pub fn declares_ai(&self) -> bool {
        self.family == Family::Declared && matches!(self.direction, Direction::AiGenerated | Direction::Edited)
    }

    /// Seen, not declared: the file does not say it of itself.
    pub fn shows_editing(&self) -> bool {
        self.family != Family::Declared && self.direction == Direction::Edited
    }
}

/// The most that a family may carry: pixels are read by methods that are often wrong, and a model's score more so.
fn cap(family: Family) -> Strength {
    match family {
        Family::Pixel => Strength::Moderate,
        Family::Model => Strength::Weak,
        _ => Strength::Cryptographic,
    }
}

/// All findings, the weightiest first; those of one strength stay in the catalogue's order.
pub fn weigh(rows: &[Row]) -> Vec<Weighed<'_>> {
    let mut found: Vec<_> = rows
        .iter()
        .filter(|row| row.status == Status::Finding)
        .filter_map(|row| {
            let (direction, strength) = (row.direction?, row.strength?);
            Some(Weighed { row, family: row.family, direction, strength: strength.min(cap(row.family)) })
        })
        .collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.strength));
    found
}
