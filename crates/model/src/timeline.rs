use serde::{Deserialize, Serialize};

use crate::{Evidence, Moment};

/// Every date that stands in the file or in its name, in the report's language: never one “date taken”.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Timeline {
    /// Oldest first as their own clocks say, those without a possible date last; at most 256.
    pub dates: Vec<DateSeen>,
    /// Index in `dates` of the one that the others are held against; absent where there are not two to compare.
    pub reference: Option<u32>,
    /// A sentence: how they fit together.
    pub summary: String,
}

/// One date, with everything that is known of its clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct DateSeen {
    pub source: DateSource,
    /// The field's name in its block.
    pub field: String,
    pub event: DateEvent,
    /// What it is a date of, in words.
    pub label: String,
    /// Where it stands, and as it stands there.
    pub evidence: Evidence,
    /// Absent where what stands there is no possible date.
    pub moment: Option<Moment>,
    pub precision: Precision,
    pub zone: ZoneKnown,
    pub agreement: Agreement,
    /// How it stands to the reference, in words.
    pub note: String,
}

/// Which clock or writer a date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    Exif,
    Gps,
    MakerNote,
    SamsungTrailer,
    Xmp,
    XmpHistory,
    Iptc,
    Icc,
    Png,
    Credentials,
    TimeStamp,
    FileName,
}

/// What happened then, by what the field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateEvent {
    Captured,
    Digitised,
    Created,
    Saved,
    MetadataChanged,
    Edited,
    Signed,
    Received,
    ProfileMade,
    Named,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    None,
    Year,
    Month,
    Day,
    Minute,
    Second,
    SubSecond,
}

/// How the zone of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ZoneKnown {
    /// Written beside it.
    Stated,
    /// UTC by the format's rule.
    Utc,
    /// Nobody says.
    Unknown,
}

/// How a date stands to the reference. No agreement is a judgement of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It is the reference.
    Reference,
    /// The same moment, as far as both are precise.
    Agrees,
    /// Could be the same moment in another zone: whole quarter hours apart.
    ZoneApart,
    /// After the reference, as a later step is.
    Later,
    /// Before the reference.
    Earlier,
    /// No possible date, or a clock that was never set.
    Unusable,
}
