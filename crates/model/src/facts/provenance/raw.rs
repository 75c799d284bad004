use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::Untrusted;

/// JSON that was made from a file, of any shape. Every string and name in it is shown as [`Untrusted`] is; a format that no person
/// reads carries them as they are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct RawJson(Value);

impl RawJson {
    /// As the file has it: to read from, never to show.
    pub fn raw(&self) -> &Value {
        &self.0
    }

    pub(crate) fn raw_mut(&mut self) -> &mut Value {
        &mut self.0
    }
}

impl From<Value> for RawJson {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            Visible(&self.0).serialize(serializer)
        } else {
            self.0.serialize(serializer)
        }
    }
}

struct Visible<'a>(&'a Value);

impl Serialize for Visible<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => Untrusted::from(text.as_str()).serialize(serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Visible)),
            Value::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(&Untrusted::from(name.as_str()), &Visible(value))?;
                }
                map.end()
            }
            plain => plain.serialize(serializer),
        }
    }
}

#[cfg(test)]
impl ts_rs::TS for RawJson {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "unknown".into()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "unknown".into()
    }
}

#[cfg(test)]
impl schemars::JsonSchema for RawJson {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawJson".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn strings_and_names_are_made_visible_wherever_they_stand() {
        let raw = RawJson::from(json!({"a\u{202e}": ["\u{1b}[2J", {"b": 1.5, "c": null, "d": true}]}));
        let shown = serde_json::to_string(&raw).unwrap();
        assert_eq!(shown, r#"{"a⟨U+202E⟩":["␛[2J",{"b":1.5,"c":null,"d":true}]}"#);
        assert_eq!(raw.raw()["a\u{202e}"][0], "\u{1b}[2J");
    }
}
