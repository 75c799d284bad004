//! What a hidden text says, parsed as if it stood in text fields.

use serde_json::Value;
use whence_model::facts::{
    generator::{Mark, MarkCarrier, MarkKind, Process},
    metadata::{Metadata, TextField},
};

use super::{super::json, Hidden};

/// The marks that `known` finds in a hidden text, or one that tells of the text alone.
pub fn marks(hidden: &Hidden, known: fn(&Metadata) -> Vec<Mark>) -> Vec<Mark> {
    let found = [whole, members].iter().map(|form| known(&fields(hidden, form(&hidden.text))));
    let found = found.into_iter().find(|marks| !marks.is_empty()).unwrap_or_else(|| vec![unknown(hidden)]);
    found.into_iter().map(|mark| Mark { carrier: hidden.carrier, ..mark }).collect()
}

/// One text, as A1111's family and SwarmUI hide it.
fn whole(text: &str) -> Vec<(String, String)> {
    vec![("parameters".into(), text.into())]
}

/// The members of an object, each a text field, as NovelAI hides them; a graph may be one as it is.
fn members(text: &str) -> Vec<(String, String)> {
    let said = json::object(text).into_iter().flatten().filter_map(|(name, value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Object(_) => Some((name, value.to_string())),
        _ => None,
    });
    said.collect()
}

fn fields(hidden: &Hidden, texts: Vec<(String, String)>) -> Metadata {
    let field = |(key, value): (String, String)| TextField {
        key: key.into(),
        value: value.into(),
        place: hidden.place.clone(),
        after_pixels: false,
    };
    Metadata { texts: texts.into_iter().map(field).collect(), ..Metadata::default() }
}

fn unknown(hidden: &Hidden) -> Mark {
    Mark {
        kind: MarkKind::HiddenData,
        tool: "stealth PNG info".into(),
        place: hidden.place.clone(),
        carrier: MarkCarrier::default(),
        raw: hidden.text.as_str().into(),
        process: Process::Unstated,
        settings: Vec::new(),
        unread: None,
        signature: None,
    }
}
