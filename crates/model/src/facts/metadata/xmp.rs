use serde::{Deserialize, Serialize};

use crate::{Defect, Place, Untrusted};

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
    /// What the action was done with, such as `from image/tiff to image/jpeg`.
    pub parameters: Option<Untrusted>,
}
