//! The words of the log: what is written down of a check, what people decide about it, and how entries hang together.
//!
//! What stands in a ledger's entry, byte by byte, is told in `docs/ledger.md`. Nothing here reads or writes one.

mod content;
mod decision;
mod header;
mod query;
mod stored;
mod terms;
mod visible;

pub use content::{CheckPage, Erased, Erasure, LoggedReport};
pub use decision::{Context, Decision, DecisionKind, MediaReview};
pub use header::{EntryKind, Header, LEDGER_SCHEMA, NO_ENTRY, PartName, PartSeal};
pub use query::{DecisionSeen, Query, Seen, SeenBy, Summary};
pub use stored::{Stored, StoredColumns, StoredPart};
pub use terms::{Terms, words_of};
pub use visible::visible_lines;
