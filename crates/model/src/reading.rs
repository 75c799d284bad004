use serde::{Deserialize, Serialize};

use crate::Place;

/// What became of looking for one thing in a file. Absence is an answer, and so is damage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "state", content = "value", rename_all = "snake_case")]
pub enum Reading<T> {
    /// The file has no such thing.
    #[default]
    Absent,
    /// It stands there, and this is it (with its own list of defects where part of it could not be read).
    Read(T),
    /// It stands there and nothing of it could be read.
    Unreadable(Defect),
}

impl<T> Reading<T> {
    pub fn read(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            _ => None,
        }
    }
}

/// Something that is not as its format's standard says, in technical terms (English, as in the standards).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Defect {
    pub place: Place,
    pub what: String,
}
