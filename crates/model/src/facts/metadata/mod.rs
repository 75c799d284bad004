//! EXIF, XMP, IPTC, ICC, Photoshop's and Samsung's blocks, and plain text fields, as they stand.

mod exif;
mod icc;
mod iptc;
mod photoshop;
mod samsung;
mod xmp;

use serde::{Deserialize, Serialize};

pub use self::{
    exif::{Exif, Field, Ifd, MakerNote, Value},
    icc::Icc,
    iptc::{Dataset, Iptc},
    photoshop::{IptcDigest, Photoshop, Resource},
    samsung::{SamsungTrailer, TrailerEntry},
    xmp::{HistoryEvent, Property, Xmp},
};
use crate::{Place, Reading, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Metadata {
    pub exif: Reading<Exif>,
    pub xmp: Reading<Xmp>,
    pub iptc: Reading<Iptc>,
    pub photoshop: Reading<Photoshop>,
    pub icc: Reading<Icc>,
    pub samsung: Reading<SamsungTrailer>,
    /// PNG text chunks, JPEG and GIF comments, in file order; at most 512.
    pub texts: Vec<TextField>,
}

impl Metadata {
    /// An XMP property, by its customary prefix and name.
    pub fn xmp(&self, name: &str) -> Option<&Property> {
        self.xmp.read()?.property(name)
    }

    /// Whether nothing tells of a capture or of a making: colour profiles do not.
    pub fn is_absent(&self) -> bool {
        let Self { exif, xmp, iptc, photoshop: _, icc: _, samsung, texts } = self;
        let absent = *exif == Reading::Absent && *xmp == Reading::Absent && *iptc == Reading::Absent;
        absent && *samsung == Reading::Absent && texts.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TextField {
    /// PNG keyword; `Comment` for JPEG COM and GIF comments.
    pub key: Untrusted,
    pub value: Untrusted,
    pub place: Place,
    /// Written after the pixels, where many readers do not look.
    pub after_pixels: bool,
}
