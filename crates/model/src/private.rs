//! What in a report tells where a person was and which device is theirs: it is made unreadable until somebody asks for it.
//! Reports are passed on, and the person in the picture is seldom the one who passes them on.

use serde_json::Value as Json;

use crate::{
    Evidence, Reading, Report, Untrusted,
    facts::metadata::{Field, Value},
};

/// What stands instead.
pub const MASK: &str = "●●●";

/// Whether a field of this name, in whichever block, holds a position, a device's serial number or its owner's name.
///
/// Prefixes (`exif:`, `aux:`) and the way to it are passed over: the last word counts. When and how a position was
/// measured is not private, nor on which side of the equator.
pub fn is_private(name: &str) -> bool {
    let last = name.rsplit([':', '/', '›', ' ', '.']).next().unwrap_or(name);
    PRIVATE.iter().any(|word| last.eq_ignore_ascii_case(word)) || last.to_ascii_lowercase().ends_with("serialnumber")
}

const PRIVATE: &[&str] = &[
    "GPSLatitude",
    "GPSLongitude",
    "GPSAltitude",
    "GPSDestLatitude",
    "GPSDestLongitude",
    "GPSDestBearing",
    "GPSDestDistance",
    "GPSImgDirection",
    "GPSAreaInformation",
    "GPSPosition",
    "CameraOwnerName",
    "OwnerName",
    "CameraSerialNumber",
    "MCC_Data",
];

impl Report {
    /// Makes every private value unreadable, wherever the report repeats it, and counts the fields that held one.
    #[must_use]
    pub fn masked(mut self) -> Self {
        let metadata = &mut self.facts.metadata;
        let mut count = 0;
        if let Reading::Read(exif) = &mut metadata.exif {
            let note = exif.maker_note.iter_mut().flat_map(|note| &mut note.fields);
            for field in exif.fields.iter_mut().chain(note).filter(|field| is_private(&field.name)) {
                mask_field(field);
                count += 1;
            }
        }
        if let Reading::Read(xmp) = &mut metadata.xmp {
            for property in xmp.properties.iter_mut().filter(|property| is_private(&property.name)) {
                property.value = MASK.into();
                count += 1;
            }
        }
        if let Reading::Read(samsung) = &mut metadata.samsung {
            for entry in samsung.entries.iter_mut().filter(|entry| is_private(entry.name.raw())) {
                entry.value = entry.value.is_some().then(|| MASK.into());
                count += 1;
            }
        }
        let provenance = &mut self.facts.provenance;
        for field in provenance.signed_fields.iter_mut().filter(|field| is_private(field.name.raw())) {
            field.value = MASK.into();
            count += 1;
        }
        count += mask_json(provenance.raw.raw_mut());
        self.masked = count;
        let rows = self.rows.iter_mut().flat_map(|row| &mut row.evidence);
        let reasons = self.condition.reasons.iter_mut().filter_map(|reason| reason.evidence.as_mut());
        rows.chain(reasons).for_each(mask_evidence);
        self
    }
}

fn mask_field(field: &mut Field) {
    field.shown = MASK.into();
    field.value = match field.value {
        Value::Text(_) => Value::Text(MASK.into()),
        Value::Numbers(_) => Value::Numbers(Vec::new()),
        Value::Bytes(length) => Value::Bytes(length),
    };
}

fn mask_evidence(evidence: &mut Evidence) {
    if is_private(evidence.place.path.raw()) {
        evidence.value = Untrusted::from(MASK);
    }
}

/// In the credentials' own account, whatever its shape: how many values were masked.
fn mask_json(value: &mut Json) -> u32 {
    match value {
        Json::Object(entries) => entries
            .iter_mut()
            .map(|(name, value)| {
                if !is_private(name) {
                    return mask_json(value);
                }
                *value = Json::String(MASK.into());
                1
            })
            .sum(),
        Json::Array(items) => items.iter_mut().map(mask_json).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{is_private, mask_json};

    #[test]
    fn positions_serial_numbers_and_owners_are_private() {
        for name in [
            "GPSLatitude",
            "exif:GPSLongitude",
            "JPEG › APP1 Exif › GPS › GPSLatitude",
            "aux:SerialNumber",
            "BodySerialNumber",
            "InternalSerialNumber",
            "CameraOwnerName",
            "MCC_Data",
        ] {
            assert!(is_private(name), "{name}");
        }
        for name in ["GPSDateStamp", "GPSLatitudeRef", "GPSVersionID", "Model", "Artist", "SerialNumberFormat", ""] {
            assert!(!is_private(name), "{name}");
        }
    }

    #[test]
    fn whatever_the_shape_of_the_credentials() {
        let mut json =
            json!({"a": [{"exif:GPSLatitude": "48,51.5N", "exif:Model": "x"}], "aux:SerialNumber": {"deep": 1}});
        assert_eq!(mask_json(&mut json), 2);
        assert_eq!(json, json!({"a": [{"exif:GPSLatitude": "●●●", "exif:Model": "x"}], "aux:SerialNumber": "●●●"}));
    }
}
