//! The checker of a ledger: takes entries as a store holds them, in order, and says where they first disagree with
//! themselves, with each other, or with a checkpoint.
//!
//! It shares no code with what writes a ledger, opens no store, and believes nothing that it is handed. It mends
//! nothing, and accuses nobody: a disk that failed leaves the same traces as a person.
//!
//! Entries that were rewritten from one on to the last, with all digests made again, agree with each other, and so do
//! those that remain where the last were cut off: against both helps only a [`Checkpoint`] that was kept elsewhere.

mod audit;
mod chain;
mod checkpoint;
mod disagreement;
mod entry;
mod erasures;
mod note;
mod part;
mod passed;
mod shape;
mod terms;
mod verification;
mod words;

pub use audit::Audit;
pub use checkpoint::Checkpoint;
pub use disagreement::{Column, Disagreement, What};
pub use note::{NoteError, VerifierKey};
pub use verification::{CheckedCheckpoint, Held, Verification};
