//! The record that ByteDance's apps (Dreamina, CapCut) leave in an export, as JSON in Exif. The name of the app alone
//! says nothing: they cut and filter too.

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    json, settings,
    written::{Field, Written},
};

/// One mark, of the first record that says that content was generated.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mark = written.iter().find_map(|w| {
        let may_carry = matches!(w.field, Field::Exif("ImageDescription" | "UserComment"));
        let record = json::object(w.text).filter(|_| may_carry)?;
        let said = json::members(&record).map(|(name, value)| (name.to_owned(), value));
        let label = label(&record).map(|label| ("aigc_label_type".to_owned(), label));
        let tool = if is(&record, "product", "dreamina") { "Dreamina" } else { "ByteDance" };
        let exported = tool == "Dreamina" && is(&record, "exportType", "generation");
        (exported || label.is_some()).then(|| w.mark(MarkKind::AppExport, tool, settings(said.chain(label))))
    });
    mark.into_iter().collect()
}

fn is(record: &Map<String, Value>, name: &str, value: &str) -> bool {
    record.get(name).and_then(Value::as_str).is_some_and(|said| said.eq_ignore_ascii_case(value))
}

/// `aigc_info.aigc_label_type`, where it is 1 or 2; 0 leaves it open. The inner record may be a string.
fn label(record: &Map<String, Value>) -> Option<String> {
    let of = |inner: &Map<String, Value>| json::plain(inner.get("aigc_label_type")?);
    let label = match record.get("aigc_info")? {
        Value::Object(inner) => of(inner),
        Value::String(inner) => of(&json::object(inner)?),
        _ => None,
    };
    label.filter(|label| matches!(label.as_str(), "1" | "2"))
}
