//! The label of China's GB 45438-2025 for generated content, as JSON in XMP (`TC260:AIGC`), in a PNG text `AIGC`, bare
//! in a segment of JPEG, or in Exif as `{"AIGC": {…}}`. Label 1 says generated, 2 possibly, 3 suspected.

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    json, settings,
    written::{Field, Written},
};

const STANDARD: &str = "GB 45438-2025";

/// One mark, of the first field that carries the label; one that can be read goes before others.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let marks = || written.iter().filter(|w| is_own(w) || is_named(w)).filter_map(mark);
    marks().find(|mark| mark.unread.is_none()).or_else(|| marks().next()).into_iter().collect()
}

fn mark(w: &Written) -> Option<Mark> {
    let text = w.text.trim_start();
    let text = text.strip_prefix("AIGC").filter(|rest| json::begins(rest)).unwrap_or(text);
    let object = match json::begins(text).then(|| json::parse(text))? {
        Ok(object) => object,
        // Of a text that may be anything, the beginning must name it.
        Err(why) => {
            let named = is_own(w) || crate::metadata::cut(w.text, 64).contains("AIGC");
            return named.then(|| w.unread(MarkKind::AigcLabel, STANDARD, why));
        }
    };
    let label = match object.get("AIGC") {
        Some(Value::Object(inner)) => inner.clone(),
        // Some writers put the label's JSON into a string.
        Some(Value::String(inner)) => json::object(inner)?,
        _ if is_own(w) || text.len() < w.text.trim_start().len() => object,
        _ => return None,
    };
    says(&label).then(|| w.mark(MarkKind::AigcLabel, STANDARD, settings(json::members(&label))))
}

/// By the names of the standard, or by those that Tencent uses.
fn says(label: &Map<String, Value>) -> bool {
    let has = |name: &str| label.get(name).and_then(json::plain).is_some();
    ["Label", "ContentProducer", "ServiceProvider"].into_iter().any(has)
}

/// Whether a field is the label's own.
fn is_own(w: &Written) -> bool {
    matches!(w.field, Field::Xmp("TC260:AIGC") | Field::Text("AIGC"))
}

/// Whether it is a free one whose text names the label at its beginning.
fn is_named(w: &Written) -> bool {
    let start = w.text.trim_start();
    w.is_free_text() && (start.starts_with("AIGC{") || json::begins(start) && start.contains("\"AIGC\""))
}
