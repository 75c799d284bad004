//! The credentials as the library tells them: all of it as JSON, binary parts left out.

use serde_json::{Value, json};
use whence_model::facts::provenance::RawJson;

use crate::limits::MAX_RAW_JSON;

pub struct Account {
    pub json: Value,
    /// Bytes of the text that it was read from.
    length: usize,
}

impl Account {
    pub fn of(reader: &c2pa::Reader) -> Self {
        let text = reader.detailed_json();
        let mut json: Value = serde_json::from_str(&text).unwrap_or_default();
        // The library's order is that of its hash tables, another one each time.
        json.sort_all_objects();
        Self { json, length: text.len() }
    }

    /// For the report: of an account that nobody could read through, only how large it is.
    pub fn into_raw(self) -> RawJson {
        match self.length > MAX_RAW_JSON {
            true => json!({ "too_large": true, "bytes": self.length, "limit": MAX_RAW_JSON }).into(),
            false => self.json.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_too_large_to_keep_is_replaced_by_its_size() {
        let account = |length| Account { json: json!({"manifests": {}}), length };
        assert_eq!(account(MAX_RAW_JSON).into_raw().raw(), &json!({"manifests": {}}));
        let told = account(MAX_RAW_JSON + 1).into_raw();
        assert_eq!(told.raw()["bytes"], MAX_RAW_JSON + 1);
        assert_eq!(told.raw()["manifests"], Value::Null);
    }
}
