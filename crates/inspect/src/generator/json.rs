//! JSON as generators write it.

use serde_json::{Map, Value};
use whence_model::facts::generator::Unread;

/// Bytes of one document that are parsed; a value takes about ten times its text in memory.
const MAX_JSON_BYTES: usize = 2 << 20;

/// Bytes of one value that are kept as a setting.
const MAX_SETTING_BYTES: usize = 16 << 10;

/// An object; `None` where the text is none, or cannot be read.
pub fn object(text: &str) -> Option<Map<String, Value>> {
    begins(text).then(|| parse(text).ok()).flatten()
}

/// Whether the text begins as an object does.
pub fn begins(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// An object, at most 128 deep (serde_json's own limit), or why it cannot be read. Python writes `NaN` and
/// `Infinity`, which are no JSON: they are read as null.
pub fn parse(text: &str) -> Result<Map<String, Value>, Unread> {
    let text = text.trim();
    if text.len() > MAX_JSON_BYTES {
        return Err(Unread::TooLong);
    }
    match serde_json::from_str(text).or_else(|_| serde_json::from_str(&without_nan(text))) {
        Ok(Value::Object(object)) => Ok(object),
        // The library has no category of its own for its limit.
        Err(error) if error.to_string().starts_with("recursion limit") => Err(Unread::TooDeep),
        Ok(_) | Err(_) => Err(Unread::Damaged),
    }
}

/// A text, number or truth value as text; for a list of those, its items.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(crate::metadata::cut(text, MAX_SETTING_BYTES).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(items) => {
            let items: Option<Vec<_>> =
                items.iter().take(16).map(|i| if i.is_array() { None } else { plain(i) }).collect();
            items.map(|items| items.join(", "))
        }
        Value::Null | Value::Object(_) => None,
    }
}

/// The members that are plain, in the document's order as far as it is kept.
pub fn members(object: &Map<String, Value>) -> impl Iterator<Item = (&str, String)> {
    object.iter().filter_map(|(name, value)| Some((name.as_str(), plain(value)?)))
}

fn without_nan(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => string_length(rest),
            'N' | 'I' | '-' => match ["-Infinity", "Infinity", "NaN"].iter().find(|word| rest.starts_with(**word)) {
                Some(word) => {
                    out.push_str("null");
                    rest = &rest[word.len()..];
                    continue;
                }
                None => c.len_utf8(),
            },
            c => c.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Bytes of the string at the start of `text`, its quotes included.
pub fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (length, byte) in (1..).zip(text.bytes()).skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return length,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_writes_is_read() {
        let read = object(r#" {"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \" NaN", "d": -1} "#).unwrap();
        assert_eq!(read["a"], Value::Null);
        assert_eq!(read["c"], "NaN \" NaN");
        assert_eq!(read["d"], -1);
    }

    #[test]
    fn what_is_no_object_is_nothing() {
        for text in ["", "[1]", "12", "{", r#"{"a": "b"#, "{\"a\": NaN, \"é"] {
            assert!(object(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(parse(&format!("{{\"a\": {}", "[".repeat(100_000))), Err(Unread::TooDeep));
        assert_eq!(parse(&format!("{{{}}}", " ".repeat(MAX_JSON_BYTES))), Err(Unread::TooLong));
        for text in [r#"{"a": "b"#, "{\"a\": [[[", "[1]", ""] {
            assert_eq!(parse(text), Err(Unread::Damaged), "{text:?}");
        }
    }

    #[test]
    fn members_are_those_that_are_plain() {
        let read =
            object(r#"{"seed": 18446744073709551615, "o": {}, "list": ["a", 1], "t": true, "n": null}"#).unwrap();
        let mut said: Vec<_> = members(&read).collect();
        said.sort();
        let text = |n, v: &str| (n, v.to_owned());
        assert_eq!(said, [text("list", "a, 1"), text("seed", "18446744073709551615"), text("t", "true")]);
    }
}
