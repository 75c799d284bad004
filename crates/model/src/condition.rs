use serde::{Deserialize, Serialize};

use crate::Evidence;

/// What the file looks like it went through, in the report's language. It says which checks can tell anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct FileCondition {
    pub kind: ConditionKind,
    pub headline: String,
    /// What that means for what can be checked.
    pub meaning: String,
    /// At least one unless the kind is `unclear`.
    pub reasons: Vec<ConditionReason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// As files leave a camera.
    OriginalLike,
    /// Written again by a program.
    Resaved,
    /// As platforms and messengers pass pictures on.
    PlatformLike,
    /// As captures of a screen are.
    ScreenshotLike,
    /// Too few pixels to tell much.
    TooSmall,
    /// Nothing tells.
    Unclear,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ConditionReason {
    pub text: String,
    pub evidence: Option<Evidence>,
}
