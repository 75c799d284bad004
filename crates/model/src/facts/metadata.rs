//! EXIF, XMP, IPTC, ICC and plain text fields, as they stand.

use serde::{Deserialize, Serialize};

use crate::{Defect, Moment, Place, Reading, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Metadata {
    pub exif: Reading<Exif>,
    pub xmp: Reading<Xmp>,
    pub iptc: Reading<Iptc>,
    pub icc: Reading<Icc>,
    /// PNG text chunks, JPEG and GIF comments, in file order; at most 512.
    pub texts: Vec<TextField>,
}

impl Metadata {
    /// An XMP property, by its customary prefix and name.
    pub fn xmp(&self, name: &str) -> Option<&Property> {
        self.xmp.read()?.property(name)
    }

    pub fn is_absent(&self) -> bool {
        let Self { exif, xmp, iptc, icc: _, texts } = self;
        *exif == Reading::Absent && *xmp == Reading::Absent && *iptc == Reading::Absent && texts.is_empty()
    }
}

/// A TIFF block with Exif in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Exif {
    /// The TIFF block.
    pub place: Place,
    pub big_endian: bool,
    /// At most 2,000, in file order.
    pub fields: Vec<Field>,
    pub maker_note: Option<MakerNote>,
    /// The JPEG thumbnail of IFD1.
    pub thumbnail: Option<Place>,
    pub defects: Vec<Defect>,
}

impl Exif {
    /// A field by its Exif name: of IFD0, Exif or GPS, never of the thumbnail (IFD1).
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.ifd != Ifd::Thumbnail && f.name == name)
    }

    /// Text that is there and not blank, trimmed.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.value {
            Value::Text(text) => Some(text.raw().trim_matches(['\0', ' '])).filter(|t| !t.is_empty()),
            _ => None,
        }
    }

    /// The first number of a field; a rational with a zero denominator is no number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.numbers(name).first().copied()
    }

    /// All numbers of a field.
    pub fn numbers(&self, name: &str) -> &[f64] {
        match self.field(name).map(|f| &f.value) {
            Some(Value::Numbers(numbers)) => numbers,
            _ => &[],
        }
    }

    /// A date field, with the zone of its `OffsetTime…` field where there is one.
    pub fn moment(&self, name: &str) -> Option<Moment> {
        self.field(name)?.moment
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ifd {
    /// The picture itself.
    Main,
    Exif,
    Gps,
    Interop,
    /// IFD1.
    Thumbnail,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Field {
    pub ifd: Ifd,
    pub tag: u16,
    /// The Exif name, or `0x9c9c` where the standard has none.
    pub name: String,
    pub value: Value,
    /// What the value says, for a person.
    pub shown: Untrusted,
    /// For date fields that hold a possible date.
    pub moment: Option<Moment>,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    Text(Untrusted),
    /// At most 64; rationals divided, those with a zero denominator left out.
    Numbers(Vec<f64>),
    /// How many bytes of a value that is neither text nor number.
    Bytes(u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MakerNote {
    pub place: Place,
    /// Its first bytes as text, where they are letters.
    pub header: Option<Untrusted>,
    /// The maker whose known header it begins with, as written in the Exif field Make.
    pub maker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Xmp {
    pub place: Place,
    /// How many packets; their properties stand together.
    pub packets: u32,
    /// `x:xmptk`: the library that wrote the packet.
    pub toolkit: Option<Untrusted>,
    /// Simple properties, and the items of lists one by one, under customary prefixes whatever the file calls them;
    /// at most 2,000.
    pub properties: Vec<Property>,
    /// `xmpMM:History`, oldest first as written; at most 256.
    pub history: Vec<HistoryEvent>,
    pub defects: Vec<Defect>,
}

impl Xmp {
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|p| p.name == name)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Property {
    /// Such as `xmp:CreatorTool`; nested ones with `/` between: `xmpMM:DerivedFrom/stRef:documentID`.
    pub name: String,
    pub value: Untrusted,
    pub place: Place,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct HistoryEvent {
    pub action: Option<Untrusted>,
    pub when: Option<Untrusted>,
    pub software_agent: Option<Untrusted>,
    pub changed: Option<Untrusted>,
}

/// IPTC-IIM 4.2 in a Photoshop resource 0x0404.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Iptc {
    pub place: Place,
    /// At most 512.
    pub datasets: Vec<Dataset>,
}

impl Iptc {
    /// The first value of a dataset of record 2.
    pub fn value(&self, dataset: u8) -> Option<&Untrusted> {
        self.datasets.iter().find(|d| d.record == 2 && d.dataset == dataset).map(|d| &d.value)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Dataset {
    pub record: u8,
    pub dataset: u8,
    pub name: Option<String>,
    pub value: Untrusted,
}

/// The header of an ICC profile (ICC.1:2022, section 7.2) and its description.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Icc {
    pub place: Place,
    pub description: Option<Untrusted>,
    pub created: Option<Moment>,
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
