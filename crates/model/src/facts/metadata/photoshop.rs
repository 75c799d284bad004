use serde::{Deserialize, Serialize};

use crate::{Place, Untrusted};

/// Photoshop image resources (Adobe Photoshop File Formats Specification, “Image Resources Section”).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Photoshop {
    pub place: Place,
    /// In file order; at most 256.
    pub resources: Vec<Resource>,
    /// The digest that was kept of the IPTC data, beside that of the data as they stand; absent without either.
    pub iptc_digest: Option<IptcDigest>,
    /// What the writer says of its JPEG quality (resource 0x0406), as it stands: Photoshop's own 0 to 12 are −4 to 8.
    pub quality: Option<i16>,
}

impl Photoshop {
    pub fn resource(&self, id: u16) -> Option<&Resource> {
        self.resources.iter().find(|r| r.id == id)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Resource {
    pub id: u16,
    /// The specification's name for it, where it is one of the common ones.
    pub name: Option<String>,
    /// The name that the file gives it; mostly none.
    pub given_name: Option<Untrusted>,
    /// Bytes of its data.
    pub bytes: u32,
    pub place: Place,
}

/// MD5 of the IPTC data (resource 0x0404): as resource 0x0425 has it, and as it is. 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct IptcDigest {
    pub stated: String,
    pub computed: String,
    /// Of resource 0x0425.
    pub place: Place,
}
