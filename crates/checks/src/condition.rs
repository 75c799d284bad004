use whence_model::{ConditionKind, FileCondition, Lang};

use crate::Case;

pub fn condition(_case: &Case, _lang: Lang) -> FileCondition {
    FileCondition { kind: ConditionKind::Unclear, headline: String::new(), meaning: String::new(), reasons: Vec::new() }
}
