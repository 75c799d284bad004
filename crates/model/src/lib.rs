//! The words of Whence as types: what is examined, what stands in it, what that may mean, and how it is answered.
//!
//! This is the ground that every other crate stands on. It does not read files, ask the time, wait, or decide
//! anything: it holds serde types, their meaning, and the few ways of looking into them that several floors share.

mod condition;
mod credentials_card;
mod drawn;
mod evidence;
mod exhibit;
pub mod facts;
mod features;
mod finding;
mod isolation;
pub mod ledger;
mod marks_card;
mod moment;
mod passed;
mod private;
mod reading;
mod refusal;
mod report;
mod row;
mod text;
mod timeline;
mod trust_book;
mod untrusted;
mod verdict;

pub use condition::{ConditionKind, ConditionReason, FileCondition};
pub use credentials_card::{Answer, CredentialsCard, HistoryStep, Tone, Topic};
pub use drawn::{drawn_jpeg, drawn_png};
pub use evidence::{Evidence, Place};
pub use exhibit::{Area, Exhibit, Format, Pdq, Trimmed};
pub use facts::Facts;
pub use features::{Descriptor, FeaturePoint, Features};
pub use finding::{Class, Direction, Family, Finding, Outcome, Strength};
pub use isolation::{Isolation, Wall};
pub use marks_card::{MarkSearch, MarkSeen, MarkTier, MarksCard, SettingSeen, WatermarkSeen};
pub use moment::Moment;
pub use passed::is_sound;
pub use private::{MASK, is_private};
pub use reading::{Defect, Reading};
pub use refusal::Refusal;
pub use report::{Engine, Report, SCHEMA};
pub use row::{Row, Status};
pub use text::{Lang, Text, t};
pub use timeline::{Agreement, DateEvent, DateSeen, DateSource, Precision, Timeline, ZoneKnown};
pub use trust_book::{ImportedList, Pin, TrustBook};
pub use untrusted::Untrusted;
pub use verdict::{Gap, Verdict, VerdictKind};

#[cfg(test)]
mod generated;
