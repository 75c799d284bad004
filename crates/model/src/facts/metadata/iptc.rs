use serde::{Deserialize, Serialize};

use crate::{Place, Untrusted};

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
