use serde::{Deserialize, Serialize};

use crate::{Moment, Place, Untrusted};

/// The header of an ICC profile (ICC.1:2022, section 7.2), its description and its copyright.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Icc {
    pub place: Place,
    /// Bytes of the whole profile, as its header says.
    pub bytes: u32,
    pub description: Option<Untrusted>,
    pub copyright: Option<Untrusted>,
    pub created: Option<Moment>,
    /// Such as `4.3`.
    pub version: Option<String>,
    /// Four-letter signatures as they stand, without the spaces that fill them; absent where they are zero.
    pub device_class: Option<Untrusted>,
    pub colour_space: Option<Untrusted>,
    pub platform: Option<Untrusted>,
    pub manufacturer: Option<Untrusted>,
    pub model: Option<Untrusted>,
    pub creator: Option<Untrusted>,
}
