use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Unexpected, Visitor},
    ser::SerializeMap,
};
use serde_json::{Map, Value};

use crate::Untrusted;

/// JSON that was made from a file, of any shape. Every string and name in it is shown, and passes, as [`Untrusted`] is.
#[derive(Clone, Debug, Default, PartialEq)]
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
        Strings(&self.0).serialize(serializer)
    }
}

/// With each string as [`Untrusted`] writes it.
struct Strings<'a>(&'a Value);

impl Serialize for Strings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => Untrusted::from(text.as_str()).serialize(serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Strings)),
            Value::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(&Untrusted::from(name.as_str()), &Strings(value))?;
                }
                map.end()
            }
            plain => plain.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON, its strings as bytes or as text")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, told: bool) -> Result<Value, E> {
        Ok(told.into())
    }

    fn visit_u64<E: Error>(self, told: u64) -> Result<Value, E> {
        Ok(told.into())
    }

    fn visit_i64<E: Error>(self, told: i64) -> Result<Value, E> {
        Ok(told.into())
    }

    fn visit_f64<E: Error>(self, told: f64) -> Result<Value, E> {
        Ok(told.into())
    }

    fn visit_str<E: Error>(self, told: &str) -> Result<Value, E> {
        Ok(told.into())
    }

    fn visit_bytes<E: Error>(self, told: &[u8]) -> Result<Value, E> {
        str::from_utf8(told).map(Value::from).map_err(|_| E::invalid_value(Unexpected::Bytes(told), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut told: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(RawJson(item)) = told.next_element()? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut told: A) -> Result<Value, A::Error> {
        let mut entries = Map::new();
        while let Some((name, RawJson(value))) = told.next_entry::<Untrusted, RawJson>()? {
            entries.insert(name.raw().to_owned(), value);
        }
        Ok(entries.into())
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

    #[test]
    fn every_shape_passes_from_one_process_to_the_next() {
        let shapes = json!({"a\u{202e}": ["\u{1b}", null, true, 0, -1, u64::MAX, i64::MIN, 1.5, [], {}, {"": [[1]]}]});
        let raw = RawJson::from(shapes);
        let passed = rmp_serde::to_vec_named(&raw).unwrap();
        assert!(crate::is_sound(&passed), "strings of a file are bytes there");
        assert_eq!(rmp_serde::from_slice::<RawJson>(&passed).unwrap(), raw);
        let told: RawJson = serde_json::from_str(&serde_json::to_string(&raw).unwrap()).unwrap();
        assert_eq!(told.raw()["a⟨U+202E⟩"][0], "␛");
    }
}
