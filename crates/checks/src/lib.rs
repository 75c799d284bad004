//! Facts to findings. A check is a pure function with a page that explains it; the catalogue lists them in order.
//!
//! What is not here: reading files, asking the time, weighing one check against another.

mod catalogue;
mod check;
mod condition;
mod credentials_card;
mod declared;
mod known;
mod marks_card;
mod metadata;
mod pixels;
mod provenance;
pub mod rates;
#[cfg(test)]
mod specimen;
mod structure;
mod timeline;

pub use catalogue::CATALOGUE;
pub use check::{Case, Check, Page};
pub use condition::condition;
pub use credentials_card::credentials_card;
pub use marks_card::marks_card;
pub use metadata::UNMEASURED;
pub use timeline::timeline;

use whence_model::{Lang, Row};

/// One row for each check of the catalogue, in its order.
pub fn run(case: &Case, lang: Lang) -> Vec<Row> {
    let condition = condition::of(case).kind;
    CATALOGUE.iter().map(|check| check.row(case, condition, lang)).collect()
}

/// The check of this id.
pub fn find(id: &str) -> Option<&'static Check> {
    CATALOGUE.iter().copied().find(|check| check.id == id)
}
