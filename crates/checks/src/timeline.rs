use whence_model::{Lang, Timeline};

use crate::Case;

pub fn timeline(_case: &Case, _lang: Lang) -> Timeline {
    Timeline::default()
}
