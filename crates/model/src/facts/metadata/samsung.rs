use serde::{Deserialize, Serialize};

use crate::{Moment, Place, Untrusted};

/// The block that Samsung's phones append to a picture: a directory `SEFH … SEFT` of named data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SamsungTrailer {
    pub place: Place,
    /// In the directory's order; at most 64.
    pub entries: Vec<TrailerEntry>,
    /// `Image_UTC_Data`: when the phone took the picture by its own clock, UTC, whole seconds.
    pub taken: Option<Moment>,
}

impl SamsungTrailer {
    pub fn entry(&self, name: &str) -> Option<&TrailerEntry> {
        self.entries.iter().find(|e| e.name.raw() == name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TrailerEntry {
    pub name: Untrusted,
    /// The data where they are a short text; at most 256 bytes, of the editor's record 64 KiB.
    pub value: Option<Untrusted>,
    pub place: Place,
}
