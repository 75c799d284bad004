//! Records of services and apps, and signatures that nobody can check.

use whence_model::{
    Place, Reading,
    facts::{
        generator::{MarkKind, MarkSignature},
        metadata::{Metadata, SamsungTrailer, TrailerEntry},
    },
};

use super::{exif, one, setting, texts};

const ID: &str = "2b6e053b-0a1b-4c2d-8e3f-0123456789ab";

#[test]
fn groks_signature_stands_in_two_fields_beside_a_uuid() {
    let signature = format!("Signature: {}==", "aB3/".repeat(20));
    let grok =
        |first: &str, second: &str| exif(&[("ImageDescription", first), ("UserComment", second), ("Artist", ID)]);
    let whole = one(&grok(&signature, &signature));
    assert_eq!((whole.kind, whole.signature), (MarkKind::GrokSignature, Some(MarkSignature::NoKey)));
    assert_eq!((whole.tool.raw(), setting(&whole, "Artist")), ("xAI Grok", ID));
    for broken in ["Signature: aB3/", "Signature: not base64 at all, but long enough to be taken for it: ////////////"]
    {
        assert_eq!(one(&grok(broken, &signature)).signature, Some(MarkSignature::Malformed), "{broken}");
    }
    for field in ["UserComment", "ImageDescription"] {
        assert_eq!(super::super::read(&exif(&[(field, &signature), ("Artist", ID)]), None).marks, []);
    }
    let named = exif(&[("ImageDescription", &signature), ("UserComment", &signature), ("Artist", "J. Doe")]);
    assert_eq!(super::super::read(&named, None).marks, []);
}

#[test]
fn exports_of_bytedances_apps_are_marks_where_they_say_that_content_was_generated() {
    let exported =
        one(&exif(&[("UserComment", r#"{"product": "dreamina", "exportType": "generation", "os": "web"}"#)]));
    assert_eq!((exported.kind, exported.tool.raw(), exported.settings.len()), (MarkKind::AppExport, "Dreamina", 3));
    for record in [r#"{"aigc_info": {"aigc_label_type": 1}}"#, r#"{"aigc_info": "{\"aigc_label_type\": 1}"}"#] {
        let labelled = one(&exif(&[("ImageDescription", record)]));
        assert_eq!((labelled.kind, setting(&labelled, "aigc_label_type")), (MarkKind::AppExport, "1"));
    }
}

fn edited(record: &str) -> Metadata {
    let entry = |name: &str, value: &str| TrailerEntry {
        name: name.into(),
        value: Some(value.into()),
        place: Place::path(format!("JPEG › Samsung trailer › {name}")),
    };
    let entries = vec![entry("Image_UTC_Data", "1700513181420"), entry("PhotoEditor_Re_Edit_Data", record)];
    let trailer = SamsungTrailer { entries, ..SamsungTrailer::default() };
    Metadata { samsung: Reading::Read(trailer), ..Metadata::default() }
}

#[test]
fn samsungs_edit_is_a_mark_where_its_type_is_not_zero() {
    let mark = one(&edited(r#"{"originalPath": "/x.jpg", "genAIType": 3, "isCrop": true}"#));
    assert_eq!((mark.kind, setting(&mark, "genAIType")), (MarkKind::SamsungEdit, "3"));
    assert_eq!(mark.place.path.raw(), "JPEG › Samsung trailer › PhotoEditor_Re_Edit_Data");
    assert_eq!(setting(&one(&edited(r#"{"genAIType":-1"#)), "genAIType"), "-1");
    for none in [r#"{"genAIType": 0}"#, r#"{"genAIType":"00"}"#, r#"{"isCrop": true}"#, "genAIType"] {
        assert_eq!(super::super::read(&edited(none), None).marks, [], "{none}");
    }
}

#[test]
fn a_jobs_number_is_a_hint() {
    let hint = one(&texts(&[("hf-job-id", ID)]));
    assert_eq!((hint.kind, setting(&hint, "hf-job-id")), (MarkKind::Hint, ID));
}
