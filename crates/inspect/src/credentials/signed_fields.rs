//! What signed assertions say of the picture as a camera would: Exif, XMP and IPTC in JSON-LD (C2PA 2.2, section 18.15;
//! C2PA 1.3, sections 17.12 to 17.14; CAWG Metadata 1.1), flat.

use serde_json::Value;
use whence_model::{Untrusted, facts::provenance::SignedField};

use super::text;
use crate::limits::{MAX_SIGNED_DEPTH, MAX_SIGNED_FIELDS};

/// Of a `CreativeWork`, what metadata of a photograph have too (schema.org).
const OF_CREATIVE_WORK: &[&str] = &["author", "creator", "dateCreated", "locationCreated"];

/// Of the active manifest only: after an edit, the file's own metadata may well differ from those of the original.
pub fn of(active: &c2pa::Manifest) -> Vec<SignedField> {
    let mut fields = Vec::new();
    for assertion in active.assertions() {
        let (Ok(value), label) = (assertion.value(), assertion.label_with_instance()) else { continue };
        if let Some(wanted) = wanted(&label) {
            // The library's order is that of its hash tables, another one each time.
            let mut value = value.clone();
            value.sort_all_objects();
            flatten(&label, &value, wanted, &mut fields);
        }
    }
    fields
}

/// The names at the top of an assertion that are read, all where none are given; `None` for other assertions.
fn wanted(label: &str) -> Option<&'static [&'static str]> {
    let label = label.split("__").next()?;
    match label {
        "stds.schema-org.CreativeWork" => Some(OF_CREATIVE_WORK),
        "c2pa.assertion.metadata" | "org.contentauth.archive.metadata" => None,
        // Any maker may have one of its own (C2PA 2.2, section 18.15.3).
        _ if label.ends_with(".metadata") || label == "stds.exif" || label.starts_with("stds.iptc") => Some(&[]),
        _ => None,
    }
}

fn flatten(label: &str, assertion: &Value, wanted: &[&str], fields: &mut Vec<SignedField>) {
    let label = text(label);
    for (name, value) in assertion.as_object().into_iter().flatten() {
        if wanted.is_empty() || wanted.contains(&name.as_str()) {
            descend(&label, name, value, 0, fields);
        }
    }
}

/// Nested names with `/` between; the items of a list under the name of the list.
fn descend(label: &Untrusted, name: &str, value: &Value, depth: u8, fields: &mut Vec<SignedField>) {
    // Names of JSON-LD itself: contexts, types, identifiers.
    let own = name.rsplit('/').next().is_some_and(|last| last.starts_with('@'));
    if own || depth > MAX_SIGNED_DEPTH || fields.len() >= MAX_SIGNED_FIELDS {
        return;
    }
    let value = match value {
        Value::Null => return,
        Value::Array(items) => {
            return items.iter().for_each(|item| descend(label, name, item, depth.saturating_add(1), fields));
        }
        Value::Object(entries) => {
            for (inner, value) in entries {
                let name = match inner.as_str() {
                    "@value" | "@list" | "@set" => name.to_owned(),
                    inner => format!("{}/{}", text(name).raw(), inner),
                };
                descend(label, &name, value, depth.saturating_add(1), fields);
            }
            return;
        }
        Value::String(string) => text(string),
        plain => text(&plain.to_string()),
    };
    fields.push(SignedField { assertion: label.clone(), name: text(name), value });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::limits::MAX_CREDENTIAL_TEXT;

    fn read(label: &str, assertion: &Value) -> Vec<String> {
        let mut fields = Vec::new();
        if let Some(wanted) = wanted(label) {
            flatten(label, assertion, wanted, &mut fields);
        }
        fields.iter().map(|f| format!("{} {} = {}", f.assertion, f.name, f.value)).collect()
    }

    #[test]
    fn values_are_flat_and_names_of_json_ld_are_none() {
        let exif = json!({
            "@context": {"exif": "http://ns.adobe.com/exif/1.0/"},
            "exif:FNumber": 4.5,
            "exif:Flash": {"@type": "Struct", "exif:Fired": false},
            "exifEX:LensSpecification": {"@list": ["24/1", "70/1"]},
            "dc:creator": ["Ada", {"@value": "Bert", "@language": "en"}],
            "tiff:Make": null,
        });
        let mut expected = vec![
            "stds.exif__1 dc:creator = Ada",
            "stds.exif__1 dc:creator = Bert",
            "stds.exif__1 exif:FNumber = 4.5",
            "stds.exif__1 exif:Flash/exif:Fired = false",
            "stds.exif__1 exifEX:LensSpecification = 24/1",
            "stds.exif__1 exifEX:LensSpecification = 70/1",
        ];
        let mut read = read("stds.exif__1", &exif);
        expected.sort_unstable();
        read.sort_unstable();
        assert_eq!(read, expected);
    }

    #[test]
    fn assertions_that_are_about_the_picture_as_metadata() {
        let one = json!({"dc:creator": "Ada", "author": [{"@type": "Person", "name": "Bert"}], "headline": "x"});
        for label in ["c2pa.metadata", "cawg.metadata", "com.litware.metadata", "stds.iptc.photo-metadata"] {
            assert_eq!(read(label, &one).len(), 3, "{label}");
        }
        assert_eq!(read("stds.schema-org.CreativeWork", &one), ["stds.schema-org.CreativeWork author/name = Bert"]);
        for label in ["c2pa.actions", "c2pa.assertion.metadata", "c2pa.hash.data", "stds.exifs", ""] {
            assert_eq!(read(label, &one), [""; 0], "{label}");
        }
        assert_eq!(read("stds.exif", &json!(["no", "object"])), [""; 0]);
    }

    #[test]
    fn long_deep_and_many_values_are_cut() {
        let mut deep = json!("bottom");
        for _ in 0..200 {
            deep = json!([deep]);
        }
        assert_eq!(read("stds.exif", &json!({ "exif:Deep": deep })), [""; 0]);
        assert_eq!(read("stds.exif", &json!({"exif:Many": vec![1; 5000]})).len(), MAX_SIGNED_FIELDS);
        let mut fields = Vec::new();
        let long = "x".repeat(5000);
        flatten("stds.exif", &json!({ long.as_str(): long.as_str() }), &[], &mut fields);
        assert_eq!(
            (fields[0].name.raw().len(), fields[0].value.raw().len()),
            (MAX_CREDENTIAL_TEXT, MAX_CREDENTIAL_TEXT)
        );
    }
}
