//! The label of China's GB 45438-2025 for generated content, as JSON in XMP (`TC260:AIGC`), in a PNG text `AIGC`, or
//! in Exif as `{"AIGC": {…}}`. Label 1 says generated, 2 possibly, 3 suspected.

use serde_json::Value;
use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    json, settings,
    written::{Field, Written},
};

/// One mark, of the first field that carries the label.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mark = written.iter().find_map(|w| {
        let object = json::object(w.text).filter(|_| may_carry(w))?;
        let label = match object.get("AIGC") {
            Some(Value::Object(inner)) => inner.clone(),
            // Some writers put the label's JSON into a string.
            Some(Value::String(inner)) => json::object(inner)?,
            _ => object,
        };
        let says = ["Label", "ContentProducer"].iter().any(|name| label.get(*name).and_then(json::plain).is_some());
        says.then(|| w.mark(MarkKind::AigcLabel, "GB 45438-2025", settings(json::members(&label))))
    });
    mark.into_iter().collect()
}

/// Whether a field is the label's own, or a free one whose text names it.
fn may_carry(w: &Written) -> bool {
    match w.field {
        Field::Xmp("TC260:AIGC") | Field::Text("AIGC") => true,
        _ => w.is_free_text() && w.text.contains("\"AIGC\""),
    }
}
