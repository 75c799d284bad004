use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// Where something stands in a file: the way to it by the format's own names, and its bytes where they are known.
///
/// `path` reads from the outside in, ` › ` between the steps: `JPEG › APP1 Exif › IFD0 › ModifyDate`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Place {
    pub path: Untrusted,
    /// First byte, counted from the start of the file.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub offset: Option<u64>,
    /// How many bytes.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub length: Option<u64>,
}

impl Place {
    pub fn path(path: impl Into<Untrusted>) -> Self {
        Self { path: path.into(), offset: None, length: None }
    }

    pub fn bytes(path: impl Into<Untrusted>, offset: u64, length: u64) -> Self {
        Self { path: path.into(), offset: Some(offset), length: Some(length) }
    }
}

/// A place in the file and the value found there: what a finding stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Evidence {
    pub place: Place,
    pub value: Untrusted,
}

impl Evidence {
    pub fn new(place: Place, value: impl Into<Untrusted>) -> Self {
        Self { place, value: value.into() }
    }
}
