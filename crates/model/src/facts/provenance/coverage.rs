use serde::{Deserialize, Serialize};

use crate::{Place, Untrusted};

/// How far a signature reaches into the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Coverage {
    pub binding: Binding,
    /// Parts of the file that the hash leaves out, beside the credentials' own place; at most 64.
    pub left_out: Vec<Place>,
    /// Whether Exif, XMP or IPTC stands in a part that is left out.
    pub metadata_left_out: bool,
    /// Whether something that the picture is drawn from may stand in a part that is left out: then the signature does not
    /// bind the picture itself.
    pub picture_left_out: bool,
}

/// By what credentials are bound to the file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// `c2pa.hash.data`: a hash over all bytes but some ranges.
    Data,
    /// `c2pa.hash.boxes`: a hash for each segment or chunk.
    Boxes,
    /// `c2pa.hash.bmff`: a hash over all ISO-BMFF boxes but some.
    Bmff,
}

/// One value that a signed assertion states, such as the camera's model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SignedField {
    /// Label of the assertion, such as `stds.exif`.
    pub assertion: Untrusted,
    /// As the assertion names it, such as `exif:Model`.
    pub name: Untrusted,
    pub value: Untrusted,
}
