//! Trees that are built and signed here and now, by signers that nobody else trusts.

use std::io::Cursor;

use c2pa::{Builder, Context, EphemeralSigner, Settings};
use image::{ImageFormat, RgbImage};
use serde_json::{Value, json};
use whence_model::{
    Format, TrustBook, Untrusted,
    facts::{
        metadata::Metadata,
        provenance::{Action, Basis, ClaimKind, CredentialClass, Manifest, Provenance, SoftBinding, SourceType},
    },
};

use super::super::{Reader, Subject, Told};
use crate::limits::{
    CREDENTIAL_PREVIEW_SIDE, MAX_ACTIONS, MAX_CREDENTIAL_PICTURES, MAX_CREDENTIAL_TEXT, MAX_CREDENTIAL_VALUES,
    MAX_MANIFEST_DEPTH, MAX_MANIFESTS, MAX_RAW_JSON,
};

const TRAINED: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

fn picture(side: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(side, side).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// What a manifest is made from.
struct Definition<'a> {
    json: Value,
    /// Of one file each: what is said of it, and its bytes.
    ingredients: Vec<(Value, &'a [u8])>,
    thumbnail: Option<(&'a str, &'a [u8])>,
    resources: Vec<(&'a str, &'a [u8])>,
}

impl Definition<'_> {
    fn of(assertions: Value) -> Self {
        let json = json!({
            "claim_generator_info": [{"name": "whence tests", "version": "1"}],
            "title": "a tree",
            "assertions": assertions,
        });
        Self { json, ingredients: Vec::new(), thumbnail: None, resources: Vec::new() }
    }

    fn sign(self, signer: &EphemeralSigner) -> Vec<u8> {
        let settings = json!({"verify": {"verify_after_sign": false, "verify_after_reading": false}}).to_string();
        let settings = Settings::new().with_json(&settings).expect("settings");
        let context = Context::new().with_settings(settings).expect("context").into_shared();
        let mut builder = Builder::from_shared_context(&context).with_definition(self.json).expect("a manifest");
        for (said, bytes) in self.ingredients {
            builder
                .add_ingredient_from_stream(said.to_string(), "image/jpeg", &mut Cursor::new(bytes))
                .expect("taken in");
        }
        if let Some((format, bytes)) = self.thumbnail {
            builder.set_thumbnail(format, &mut Cursor::new(bytes)).expect("a thumbnail");
        }
        for (name, bytes) in self.resources {
            builder.add_resource(name, Cursor::new(bytes)).expect("a resource");
        }
        let mut signed = Cursor::new(Vec::new());
        let mut picture = Cursor::new(picture(8, ImageFormat::Jpeg));
        builder.sign(signer, "image/jpeg", &mut picture, &mut signed).expect("a signature");
        signed.into_inner()
    }
}

fn signer() -> EphemeralSigner {
    EphemeralSigner::new("Ada").expect("keys")
}

fn told(bytes: &[u8]) -> Told {
    let walk = crate::container::walk(Format::Jpeg, bytes);
    let metadata = Metadata::default();
    let subject = Subject { format: Format::Jpeg, bytes, walk: &walk, metadata: &metadata, detached: None };
    Reader::new(&TrustBook::default(), true).read(subject)
}

fn read(bytes: &[u8]) -> Provenance {
    told(bytes).provenance
}

fn created(more: Value) -> Value {
    let mut action = json!({"action": "c2pa.created", "digitalSourceType": "digitalCreation"});
    if let (Some(action), Some(more)) = (action.as_object_mut(), more.as_object()) {
        action.extend(more.clone());
    }
    json!([{"label": "c2pa.actions.v2", "created": true, "data": {"actions": [action]}}])
}

fn opening(title: &str, bytes: &[u8], more: Value) -> Vec<u8> {
    let actions = json!([{"action": "c2pa.opened", "parameters": {"ingredientIds": ["parent"]}}, more]);
    let assertions = json!([{"label": "c2pa.actions.v2", "created": true, "data": {"actions": actions}}]);
    let said = json!({"title": title, "relationship": "parentOf", "label": "parent"});
    Definition { ingredients: vec![(said, bytes)], ..Definition::of(assertions) }.sign(&signer())
}

#[test]
fn each_field_of_a_manifest() {
    let assertions = json!([
        {"label": "c2pa.actions.v2", "created": true, "data": {
            "allActionsIncluded": true,
            "softwareAgents": [{"name": "Painter"}],
            "actions": [
                {"action": "c2pa.created", "digitalSourceType": TRAINED, "softwareAgentIndex": 0, "description": "A duck"},
            ],
        }},
        {"label": "c2pa.actions.v2", "created": false, "data": {"actions": [{"action": "c2pa.edited"}]}},
        {"label": "c2pa.soft-binding", "data": {
            "alg": "com.adobe.trustmark.P", "blocks": [{"scope": {}, "value": "1"}],
        }},
        {"label": "c2pa.soft-binding", "data": {"alg": "org.example.mine", "blocks": [{"scope": {}, "value": "2"}]}},
    ]);
    let p = read(&Definition::of(assertions).sign(&signer()));
    let [manifest] = p.manifests.as_slice() else { panic!("{:?}", p.manifests) };
    assert_eq!(manifest.claim_version, Some(2));
    assert!(manifest.all_actions_included && !p.cut);
    let expected = Action {
        action: "c2pa.created".into(),
        software_agent: Some("Painter".into()),
        source_type: Some(TRAINED.into()),
        source: Some(SourceType::TrainedAlgorithmicMedia),
        description: Some("A duck".into()),
        ..Action::default()
    };
    assert_eq!(manifest.actions[0], expected);
    let gathered: Vec<_> = manifest.actions.iter().map(|a| (a.action.raw(), a.gathered)).collect();
    assert_eq!(gathered, [("c2pa.created", false), ("c2pa.edited", true)]);
    let binding = |algorithm: &str, registered: Option<&str>| SoftBinding {
        algorithm: algorithm.into(),
        registered: registered.map(Into::into),
    };
    assert_eq!(
        manifest.soft_bindings,
        [binding("com.adobe.trustmark.P", Some("Adobe TrustMark, variant P")), binding("org.example.mine", None),]
    );
    for label in ["c2pa.actions.v2", "c2pa.hash.data", "c2pa.soft-binding"] {
        assert!(manifest.assertions.contains(&label.into()), "{label}: {:?}", manifest.assertions);
    }
    let signature = manifest.signature.as_ref().expect("a signature");
    assert_eq!((signature.algorithm.as_deref(), signature.time_stamp.as_ref()), (Some("ed25519"), None));
    let names: Vec<_> =
        signature.certificates.iter().map(|c| (c.common_name.as_ref().map(Untrusted::raw), c.authority)).collect();
    assert_eq!((names[0], names.len(), names[1].1), ((Some("Ada"), false), 2, true));
    assert!(p.raw.raw()["manifests"].is_object());
}

#[test]
fn an_ai_claim_is_heard_from_far_inside() {
    let generated = Definition::of(created(json!({"digitalSourceType": TRAINED}))).sign(&signer());
    let cropped = opening("generated.jpg", &generated, json!({"action": "c2pa.cropped"}));
    let outer = opening("cropped.jpg", &cropped, json!({"action": "c2pa.published"}));
    let p = read(&outer);
    assert_eq!(p.manifests.iter().map(|m| m.parent).collect::<Vec<_>>(), [None, Some(0), Some(1)]);
    let [claim] = p.claims.as_slice() else { panic!("{:?}", p.claims) };
    assert_eq!((claim.kind, claim.basis, claim.at), (ClaimKind::AiGenerated, Basis::DigitalSourceType, 2));
    assert_eq!(claim.path, ["a tree".into(), "cropped.jpg".into(), "generated.jpg".into()]);
}

#[test]
fn a_claim_behind_a_long_history_is_heard() {
    let mut actions = vec![json!({"action": "c2pa.created", "digitalSourceType": "digitalCreation"})];
    actions.extend(vec![json!({"action": "c2pa.color_adjustments"}); 300]);
    actions.push(json!({"action": "c2pa.edited", "digitalSourceType": TRAINED}));
    let assertions = json!([{"label": "c2pa.actions.v2", "created": true, "data": {"actions": actions}}]);
    let p = read(&Definition::of(assertions).sign(&signer()));
    assert_eq!(p.manifests[0].actions.len(), MAX_ACTIONS);
    assert_eq!(p.claims.iter().map(|c| c.kind).collect::<Vec<_>>(), [ClaimKind::AiEdited]);
}

#[test]
fn a_tree_that_is_too_deep_is_cut_and_says_so() {
    let mut bytes = Definition::of(created(json!({}))).sign(&signer());
    for step in 1..=MAX_MANIFEST_DEPTH + 1 {
        bytes = opening("before", &bytes, json!({"action": "c2pa.edited"}));
        let deep = step > MAX_MANIFEST_DEPTH;
        if step >= MAX_MANIFEST_DEPTH {
            let p = read(&bytes);
            assert_eq!((p.manifests.len(), p.cut), (usize::from(MAX_MANIFEST_DEPTH) + 1, deep), "{step}");
        }
    }
}

#[test]
fn a_tree_that_is_too_wide_is_cut_and_its_pictures_are_few() {
    let small = picture(4, ImageFormat::Jpeg);
    let own = picture(1024, ImageFormat::Png);
    let placed = |at: usize| (json!({"title": format!("part {at}"), "relationship": "componentOf"}), small.as_slice());
    let of = |parts: usize| {
        let ingredients = (0..parts).map(placed).collect();
        let thumbnail = Some(("image/svg+xml", own.as_slice()));
        told(&Definition { ingredients, thumbnail, ..Definition::of(created(json!({}))) }.sign(&signer()))
    };
    let whole = of(MAX_MANIFESTS - 1).provenance;
    assert_eq!((whole.manifests.len(), whole.cut), (MAX_MANIFESTS, false));
    let Told { provenance, thumbnails, .. } = of(MAX_MANIFESTS);
    assert_eq!((provenance.manifests.len(), provenance.cut), (MAX_MANIFESTS, true));
    assert!(thumbnails.len() <= MAX_CREDENTIAL_PICTURES);
    let first = &thumbnails[0];
    assert_eq!((first.manifest, first.picture.width), (0, CREDENTIAL_PREVIEW_SIDE), "by its content, not its name");
    let Manifest { thumbnail: Some(thumbnail), .. } = &provenance.manifests[0] else { panic!("no thumbnail") };
    assert_eq!((thumbnail.width, thumbnail.height, thumbnail.made_by_taker), (Some(1024), Some(1024), false));
}

#[test]
fn the_taker_s_picture_is_told_from_the_maker_s() {
    let (small, drawing) = (picture(4, ImageFormat::Jpeg), b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    // Of a part that came without credentials.
    let thumbnail = json!({"format": "image/jpeg", "identifier": "of the part"});
    let mut definition = Definition::of(created(json!({})));
    definition.json["ingredients"] = json!([{"title": "part", "relationship": "componentOf", "thumbnail": thumbnail}]);
    definition.resources = vec![("of the part", small.as_slice())];
    definition.thumbnail = Some(("image/svg+xml", drawing.as_slice()));
    let Told { provenance, thumbnails, .. } = told(&definition.sign(&signer()));
    let of = |at: usize| provenance.manifests[at].thumbnail.as_ref().map(|t| (t.width, t.made_by_taker));
    assert_eq!((of(0), of(1)), (Some((None, false)), Some((Some(4), true))), "a drawing is not drawn");
    assert_eq!(thumbnails.iter().map(|t| t.manifest).collect::<Vec<_>>(), [1]);
}

#[test]
fn long_texts_are_cut_and_the_account_is_left_out() {
    let long = "é".repeat(MAX_RAW_JSON / 2 + 1);
    let p = read(&Definition::of(created(json!({"description": long}))).sign(&signer()));
    let description = p.manifests[0].actions[0].description.as_ref().expect("a description");
    assert_eq!(description.raw().len(), MAX_CREDENTIAL_TEXT);
    assert_eq!(p.raw.raw()["too_large"], true);
    assert!(serde_json::to_string(&p).expect("JSON").len() < 20_000);
}

#[test]
fn what_would_cost_too_much_is_not_read() {
    let p = read(&Definition::of(created(json!({"description": "x".repeat(MAX_CREDENTIAL_VALUES)}))).sign(&signer()));
    assert_eq!(p.class, CredentialClass::Unreadable);
    assert!(p.unreadable.is_some_and(|defect| defect.what.contains("more than 4 MiB are not read")));
}
