//! Marks that generators leave in metadata, parsed. A mark is what the file says: anybody can add or remove one.

use serde::{Deserialize, Serialize};

use crate::{Place, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Generator {
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Mark {
    pub kind: MarkKind,
    /// The program or family that writes such a mark.
    pub tool: Untrusted,
    pub place: Place,
    /// The mark as it stands.
    pub raw: Untrusted,
    /// What it says, in its own words and order: prompt, model, seed, steps, …; at most 64.
    pub settings: Vec<Setting>,
}

impl Mark {
    pub fn setting(&self, name: &str) -> Option<&Untrusted> {
        self.settings.iter().find(|s| s.name.raw().eq_ignore_ascii_case(name)).map(|s| &s.value)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Setting {
    pub name: Untrusted,
    pub value: Untrusted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The text block of AUTOMATIC1111 and its family (Forge, SD.Next, Fooocus in that scheme, Civitai).
    Parameters,
    /// A ComfyUI graph with a sampler in it.
    NodeGraph,
    /// A ComfyUI graph without a sampler: it may only load and resize a picture.
    ProcessingGraph,
    /// InvokeAI's metadata of any generation.
    InvokeAi,
    /// NovelAI's text fields.
    NovelAi,
    /// Settings of another program as JSON (Fooocus, SwarmUI, Easy Diffusion, Draw Things).
    SettingsJson,
    /// Midjourney's description with its job id.
    Midjourney,
    /// A field that names a generator (Software, Make, Credit).
    Name,
    /// The label of China's GB 45438-2025.
    AigcLabel,
}
