//! Credentials with a history: a picture that was captured, edited and cropped, each step signed and each with its
//! small picture (C2PA 2.1, sections 10.3 and 18; embedded files of ISO 19566-5, annex B.5).

use sha2::{Digest, Sha256};

use super::{
    cbor::{Cbor, map},
    credentials::{assertion, bmff_box, claim_signature, excluding, segment, superbox, superbox_of},
};

/// What happened to the picture in one program.
pub struct Step {
    pub title: &'static str,
    pub program: &'static str,
    pub uuid: &'static str,
    /// Such as `c2pa.cropped`, each with the last word of a digital source type where it gives one.
    pub actions: &'static [(&'static str, Option<&'static str>)],
    /// JPEG of how it looked then.
    pub thumbnail: Vec<u8>,
    /// Title of a file that was placed into it and came without credentials.
    pub placed: Option<&'static str>,
}

/// The JPEG with the credentials of all steps, the first of which came first.
pub fn signed(jpeg: &[u8], steps: &[Step]) -> Vec<u8> {
    assert_eq!(jpeg[..2], [0xff, 0xd8], "not a JPEG");
    let length = segment(&store(steps, 0, &[0; 32])).len();
    let signed = segment(&store(steps, length, &Sha256::digest(jpeg)));
    assert_eq!(signed.len(), length);
    [&jpeg[..2], &signed, &jpeg[2..]].concat()
}

fn store(steps: &[Step], excluded: usize, digest: &[u8]) -> Vec<u8> {
    let mut manifests: Vec<Signed> = Vec::new();
    for step in steps {
        manifests.push(manifest(step, steps.iter().zip(&manifests).next_back(), &excluding(excluded, digest)));
    }
    superbox(*b"c2pa", "c2pa", &manifests.into_iter().flat_map(|m| m.boxed).collect::<Vec<u8>>())
}

/// A manifest and what the next one needs to refer to it.
struct Signed {
    label: String,
    boxed: Vec<u8>,
    signature: Vec<u8>,
}

fn manifest(step: &Step, parent: Option<(&Step, &Signed)>, hash: &Cbor) -> Signed {
    let label = format!("urn:c2pa:{}", step.uuid);
    let mut assertions = vec![("c2pa.thumbnail.claim".to_owned(), jpeg_file("c2pa.thumbnail.claim", &step.thumbnail))];
    let mut taken = Vec::new();
    if let Some((before, signed)) = parent {
        let thumbnail = ("c2pa.thumbnail.ingredient", &before.thumbnail);
        let boxed = jpeg_file(thumbnail.0, thumbnail.1);
        let ingredient = assertion("c2pa.ingredient.v3", &edited(before, signed, &reference(thumbnail.0, &boxed)));
        assertions.push((thumbnail.0.into(), boxed));
        taken.push(reference("c2pa.ingredient.v3", &ingredient));
        assertions.push(("c2pa.ingredient.v3".into(), ingredient));
    }
    if let Some(title) = step.placed {
        let name = "c2pa.ingredient.v3__1";
        let ingredient = assertion(name, &placed(title));
        taken.push(reference(name, &ingredient));
        assertions.push((name.into(), ingredient));
    }
    assertions.push(("c2pa.actions.v2".into(), assertion("c2pa.actions.v2", &actions(step, &taken))));
    assertions.push(("c2pa.hash.data".into(), assertion("c2pa.hash.data", hash)));
    let claim = map([
        ("instanceID", Cbor::Text(format!("xmp:iid:{}", step.uuid))),
        ("claim_generator_info", map([("name", step.program.into()), ("version", "1".into())])),
        ("signature", Cbor::Text(format!("self#jumbf=/c2pa/{label}/c2pa.signature"))),
        ("created_assertions", Cbor::Array(assertions.iter().map(|(name, boxed)| reference(name, boxed)).collect())),
        ("dc:title", step.title.into()),
        ("alg", "sha256".into()),
    ]);
    let claim = claim.bytes();
    let signature = superbox(*b"c2cs", "c2pa.signature", &bmff_box(*b"cbor", &claim_signature(&claim)));
    let boxes: Vec<u8> = assertions.into_iter().flat_map(|(_, boxed)| boxed).collect();
    let parts = [
        superbox(*b"c2as", "c2pa.assertions", &boxes),
        superbox(*b"c2cl", "c2pa.claim.v2", &bmff_box(*b"cbor", &claim)),
        signature.clone(),
    ];
    Signed { boxed: superbox(*b"c2ma", &label, &parts.concat()), label, signature }
}

fn actions(step: &Step, taken: &[Cbor]) -> Cbor {
    let action = |(name, source): &(&'static str, Option<&'static str>)| {
        let mut entries = vec![("action".into(), (*name).into())];
        if let Some(word) = source {
            let uri = format!("http://cv.iptc.org/newscodes/digitalsourcetype/{word}");
            entries.push(("digitalSourceType".into(), Cbor::Text(uri)));
        }
        entries.push(("softwareAgent".into(), map([("name", step.program.into())])));
        let of = match *name {
            "c2pa.opened" => taken.first(),
            "c2pa.placed" => taken.last(),
            _ => None,
        };
        if let Some(of) = of {
            entries.push(("parameters".into(), map([("ingredients", Cbor::Array(vec![of.clone()]))])));
        }
        Cbor::Map(entries)
    };
    map([("actions", Cbor::Array(step.actions.iter().map(action).collect()))])
}

/// The picture that was opened, and that its credentials held then.
fn edited(before: &Step, signed: &Signed, thumbnail: &Cbor) -> Cbor {
    let uri = format!("self#jumbf=/c2pa/{}", signed.label);
    let signature = format!("{uri}/c2pa.signature");
    let digest = |boxed: &[u8]| Cbor::Bytes(Sha256::digest(&boxed[8..]).to_vec());
    let held = |code: &'static str| map([("code", code.into()), ("url", Cbor::Text(signature.clone()))]);
    let codes = map([
        ("success", Cbor::Array(vec![held("claimSignature.validated"), held("claimSignature.insideValidity")])),
        ("informational", Cbor::Array(Vec::new())),
        ("failure", Cbor::Array(vec![held("signingCredential.untrusted")])),
    ]);
    map([
        ("dc:title", before.title.into()),
        ("dc:format", "image/jpeg".into()),
        ("relationship", "parentOf".into()),
        ("validationResults", map([("activeManifest", codes)])),
        ("activeManifest", map([("url", Cbor::Text(uri)), ("hash", digest(&signed.boxed))])),
        ("claimSignature", map([("url", Cbor::Text(signature.clone())), ("hash", digest(&signed.signature))])),
        ("thumbnail", thumbnail.clone()),
    ])
}

fn placed(title: &'static str) -> Cbor {
    map([("dc:title", title.into()), ("dc:format", "image/png".into()), ("relationship", "componentOf".into())])
}

/// A hashed URI of an assertion in the same manifest.
fn reference(name: &str, boxed: &[u8]) -> Cbor {
    let digest = Sha256::digest(&boxed[8..]).to_vec();
    map([("url", Cbor::Text(format!("self#jumbf=c2pa.assertions/{name}"))), ("hash", Cbor::Bytes(digest))])
}

fn jpeg_file(label: &str, bytes: &[u8]) -> Vec<u8> {
    const EMBEDDED_FILE: [u8; 16] = *b"\x40\xcb\x0c\x32\xbb\x8a\x48\x9d\xa7\x0b\x2a\xd6\xf4\x7f\x43\x69";
    let description = bmff_box(*b"bfdb", b"\0image/jpeg\0");
    superbox_of(&EMBEDDED_FILE, label, &[description, bmff_box(*b"bidb", bytes)].concat())
}
