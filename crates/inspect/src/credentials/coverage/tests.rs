//! Coverage of files that the library signs here, and of accounts that it gives of others.

use std::{io::Cursor, sync::Arc};

use c2pa::{Builder, Context, EphemeralSigner, Settings};
use image::{ImageFormat, RgbImage};
use serde_json::json;
use whence_model::facts::{
    metadata::{Iptc, Metadata},
    provenance::Flag,
    structure::Part,
};

use super::*;
use crate::container::{Block, Walk, walk};

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut picture, format).expect("a picture");
    picture.into_inner()
}

fn signed(picture: Vec<u8>, mime: &str) -> Vec<u8> {
    let settings = Settings::new().with_value("verify.verify_after_sign", false).expect("settings");
    let context: Arc<Context> = Context::new().with_settings(settings).expect("context").into_shared();
    let definition = json!({"claim_generator_info": [{"name": "whence tests"}], "assertions": []});
    let signer = EphemeralSigner::new("Ada").expect("keys");
    let mut signed = Cursor::new(Vec::new());
    let mut picture = Cursor::new(picture);
    let builder = Builder::from_shared_context(&context).with_definition(definition);
    builder.expect("a manifest").sign(&signer, mime, &mut picture, &mut signed).expect("a signature");
    signed.into_inner()
}

fn account(bytes: &[u8], mime: &str) -> (Value, String) {
    let context = Context::new().into_shared();
    let reader =
        c2pa::Reader::from_shared_context(&context).with_stream(mime, Cursor::new(bytes)).expect("credentials");
    let label = reader.active_label().expect("a manifest").to_owned();
    (serde_json::from_str(&reader.detailed_json()).expect("JSON"), label)
}

#[test]
fn what_the_library_signs_is_signed_as_a_whole() {
    // Signature, file type, and a codestream of 64 × 64 pixels that breaks off behind its header.
    let jxl = b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl \0\0\0\x0cjxlc\xff\x0a\x4f\0";
    for (format, picture, mime) in [
        (Format::Jpeg, encoded(ImageFormat::Jpeg), "image/jpeg"),
        (Format::Png, encoded(ImageFormat::Png), "image/png"),
        (Format::WebP, encoded(ImageFormat::WebP), "image/webp"),
        (Format::Gif, encoded(ImageFormat::Gif), "image/gif"),
        (Format::Tiff, encoded(ImageFormat::Tiff), "image/tiff"),
        (Format::Jxl, jxl.to_vec(), "image/jxl"),
    ] {
        let bytes = signed(picture, mime);
        let (detailed, label) = account(&bytes, mime);
        let (walk, metadata) = (walk(format, &bytes), Metadata::default());
        let subject = Subject { format, bytes: &bytes, walk: &walk, metadata: &metadata, detached: None };
        let coverage = of(&detailed, &label, subject).unwrap_or_else(|| panic!("{format:?}: {detailed:#}"));
        assert_eq!((coverage.left_out, coverage.metadata_left_out), (vec![], false), "{format:?}");
    }
}

/// A JPEG of 300 bytes: Exif of 98 behind the start, then 50 of credentials, 20 of Photoshop, a table.
fn jpeg() -> Walk<'static> {
    let part = |name: &str, holds: Option<&str>, offset, length| Part {
        name: name.into(),
        holds: holds.map(Into::into),
        offset,
        length,
        depth: 0,
    };
    let block = |kind, offset, length| Block {
        kind,
        data: (&[][..]).into(),
        place: Place::bytes("JPEG › APP", offset, length),
        after_pixels: false,
    };
    let mut walk = Walk::default();
    walk.structure.parts = vec![
        part("SOI", None, 0, 2),
        part("APP1", Some("Exif"), 2, 98),
        part("APP11", Some("C2PA/JUMBF"), 100, 30),
        part("APP11", Some("C2PA/JUMBF"), 130, 20),
        part("APP13", Some("Photoshop"), 150, 20),
        part("DQT", None, 170, 130),
    ];
    walk.blocks = vec![block(BlockKind::Exif, 12, 88), block(BlockKind::Photoshop, 164, 6)];
    walk
}

/// Coverage by a manifest `m` with this hash, and what stands beside it.
fn by(hash: Value, metadata: &Metadata, more: Value) -> Option<Coverage> {
    let mut detailed = json!({"manifests": {"m": {"assertion_store": {"c2pa.hash.data": hash}}}});
    for (label, manifest) in more.as_object().into_iter().flatten() {
        detailed["manifests"][label] = manifest.clone();
    }
    let label = if more.is_null() { "m" } else { "update" };
    let walk = jpeg();
    of(&detailed, label, Subject { format: Format::Jpeg, bytes: &[], walk: &walk, metadata, detached: None })
}

fn excluding(ranges: &[(u64, u64)]) -> Value {
    let ranges: Vec<Value> = ranges.iter().map(|(start, length)| json!({"start": start, "length": length})).collect();
    json!({ "exclusions": ranges })
}

#[test]
fn parts_beside_the_credentials_are_named() {
    let of = |ranges: &[(u64, u64)]| by(excluding(ranges), &Metadata::default(), Value::Null).expect("it is told");
    let own = of(&[(100, 50)]);
    assert_eq!((own.binding, own.left_out, own.metadata_left_out), (Binding::Data, vec![], false));
    let head = of(&[(0, 150)]);
    assert_eq!((head.left_out, head.metadata_left_out), (vec![Place::bytes("JPEG › APP1 Exif", 2, 98)], true));
    assert!(!head.picture_left_out && !own.picture_left_out);
    let two = of(&[(100, 50), (180, 10)]);
    assert_eq!((two.left_out, two.metadata_left_out), (vec![Place::bytes("JPEG › DQT", 180, 10)], false));
    assert!(two.picture_left_out, "another table draws another picture");
    let photoshop = [(100, 70)];
    assert!(!of(&photoshop).metadata_left_out, "no IPTC in it");
    let metadata = Metadata { iptc: Reading::Read(Iptc::default()), ..Metadata::default() };
    assert!(by(excluding(&photoshop), &metadata, Value::Null).is_some_and(|c| c.metadata_left_out));
}

#[test]
fn numbers_that_do_not_fit_the_file_tell_nothing() {
    for ranges in [&[(20, 50)][..], &[(110, 50)], &[], &[(100, 50), (u64::MAX, 2)]] {
        assert_eq!(by(excluding(ranges), &Metadata::default(), Value::Null), None, "{ranges:?}");
    }
    assert_eq!(by(Value::Null, &Metadata::default(), Value::Null), None);
}

#[test]
fn an_update_is_covered_by_what_it_updates() {
    let ingredient = |url: &str| json!({"relationship": "parentOf", "activeManifest": {"url": url}});
    let over = |url: &str| json!({"update": {"assertion_store": {"c2pa.ingredient.v3": ingredient(url)}}});
    // Signed when the credentials had 30 bytes; the 20 of the update have moved what came behind them.
    let hash = excluding(&[(100, 30), (130, 20)]);
    let coverage = by(hash.clone(), &Metadata::default(), over("self#jumbf=/c2pa/m")).expect("the parent's hash");
    assert_eq!(coverage.left_out, [Place::bytes("JPEG › APP13 Photoshop", 150, 20)]);
    assert_eq!(by(hash.clone(), &Metadata::default(), over("self#jumbf=/c2pa/update")), None, "a circle");
    assert_eq!(by(hash, &Metadata::default(), over("https://example.org/m")), None);
}

#[test]
fn credentials_kept_elsewhere_may_leave_out_nothing() {
    let detached = super::super::Detached { bytes: Vec::new(), carrier: Default::default() };
    let (walk, metadata) = (jpeg(), Metadata::default());
    let subject =
        Subject { format: Format::Jpeg, bytes: &[], walk: &walk, metadata: &metadata, detached: Some(&detached) };
    let detailed = json!({"manifests": {"m": {"assertion_store": {"c2pa.hash.data": {"hash": "x"}}}}});
    assert_eq!(of(&detailed, "m", subject).expect("it is told").left_out, []);
}

#[test]
fn which_assertion_binds() {
    assert_eq!(binding("c2pa.hash.data"), Some(Binding::Data));
    assert_eq!(binding("c2pa.hash.boxes__1"), Some(Binding::Boxes));
    assert_eq!(binding("c2pa.hash.bmff.v3"), Some(Binding::Bmff));
    for other in ["c2pa.hash.data.part", "c2pa.hash.multi-asset", "c2pa.hash.collection.data", "c2pa.actions"] {
        assert_eq!(binding(other), None, "{other}");
    }
    let two = json!({"c2pa.hash.data": excluding(&[(100, 50)]), "c2pa.hash.boxes": {"boxes": []}});
    assert_eq!(hash(&json!({"manifests": {"m": {"assertion_store": two}}}), "m"), None);
}

#[test]
fn the_flag_follows() {
    let coverage = |left_out: &[Place]| {
        let left_out = left_out.to_vec();
        Some(Coverage { binding: Binding::Data, left_out, metadata_left_out: false, picture_left_out: false })
    };
    let flagged = |coverage: Option<Coverage>, flags: &[Flag]| {
        let mut flags = flags.to_vec();
        flag(coverage.as_ref(), &mut flags);
        flags
    };
    let place = [Place::path("JPEG › DQT")];
    use Flag::{IngredientProblem, PartNotCovered, Revoked};
    assert_eq!(flagged(coverage(&place), &[Revoked]), [PartNotCovered, Revoked]);
    assert_eq!(flagged(coverage(&place), &[IngredientProblem, Revoked]), [IngredientProblem, PartNotCovered, Revoked]);
    assert_eq!(flagged(coverage(&place), &[PartNotCovered]), [PartNotCovered]);
    assert_eq!(flagged(coverage(&[]), &[PartNotCovered, Revoked]), [Revoked]);
    assert_eq!(flagged(None, &[PartNotCovered]), [PartNotCovered]);
}

fn plain() -> Structure {
    let part = |name: &str, offset, length| Part { name: name.into(), holds: None, offset, length, depth: 0 };
    let parts = vec![part("SOI", 0, 2), part("APP1", 2, 98), part("APP11", 100, 50), part("DQT", 160, 60)];
    Structure { parts, ..Structure::default() }
}

#[test]
fn metadata_may_be_left_out_and_tables_may_not() {
    for (range, expected) in
        [((0, 150), true), ((20, 120), true), ((0, 160), false), ((0, 161), false), ((160, 220), false)]
    {
        assert_eq!(is_metadata(range, &plain()), expected, "{range:?}");
    }
    assert!(!is_metadata((0, 150), &Structure::default()), "nothing is known of the file");
}

#[test]
fn exclusions_that_make_no_sense_are_none() {
    assert_eq!(exclusions(&json!({"exclusions": [{"start": 2, "length": 5}]})), Some(vec![(2, 7)]));
    assert_eq!(exclusions(&json!({"exclusions": [{"start": u64::MAX, "length": 5}]})), None);
    assert_eq!(exclusions(&json!({"exclusions": [{"start": -1, "length": 5}]})), None);
    assert_eq!(exclusions(&json!({})), None);
}

#[test]
fn the_address_of_an_assertion() {
    let url = "self#jumbf=/c2pa/com.truepic:urn:uuid:1/c2pa.assertions/c2pa.hash.data";
    assert_eq!(split(url), Some(("com.truepic:urn:uuid:1", "c2pa.hash.data")));
    assert_eq!(split("self#jumbf=c2pa.assertions/c2pa.hash.data"), None);
}
