//! Signs a JPEG with C2PA credentials whose every byte is settled by its input.
//!
//! The c2pa library salts each assertion at random, so it cannot make the same file twice; this writes the same
//! structure (C2PA 2.1, sections 8 to 13; JUMBF of ISO 19566-5; COSE_Sign1 of RFC 9052) without salt. The key is made of a
//! sentence: everybody has it, and a signature by it is worth nothing.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};

use super::cbor::{Cbor, map};

/// What the credentials say.
pub struct Statement {
    pub title: &'static str,
    /// The last word of an IPTC digital source type.
    pub source_type: &'static str,
    pub software_agent: &'static str,
    /// Where both are pressed into the label: a UUID.
    pub uuid: &'static str,
}

const SENTENCE: &str = "Whence sample signer: worthless, anybody can sign with it";
pub(super) const SIGNER: &str = include_str!("../../../samples/keys/signer.pem");

/// The JPEG with credentials in an APP11 segment right behind its start.
pub fn signed(jpeg: &[u8], statement: &Statement) -> Vec<u8> {
    assert_eq!(jpeg[..2], [0xff, 0xd8], "not a JPEG");
    // The manifest's own length does not depend on the digest in it: the first one is only measured.
    let length = segment(&store(statement, &excluding(0, &[0; 32]))).len();
    let digest = Sha256::digest(jpeg);
    let signed = segment(&store(statement, &excluding(length, &digest)));
    assert_eq!(signed.len(), length);
    [&jpeg[..2], &signed, &jpeg[2..]].concat()
}

/// APP11 as ISO 19566-5 wants it: `JP`, box instance 1, packet 1, then the box.
pub(super) fn segment(manifest: &[u8]) -> Vec<u8> {
    let length = u16::try_from(2 + 2 + 2 + 4 + manifest.len()).expect("one segment holds the manifest");
    [&[0xff, 0xeb][..], &length.to_be_bytes(), b"JP", &1u16.to_be_bytes(), &1u32.to_be_bytes(), manifest].concat()
}

/// A manifest store with one manifest, bound to a file by `hash`.
pub(super) fn store(statement: &Statement, hash: &Cbor) -> Vec<u8> {
    store_with(statement, Vec::new(), hash)
}

/// The same with more assertions: label and box of each.
pub(super) fn store_with(statement: &Statement, more: Vec<(&str, Vec<u8>)>, hash: &Cbor) -> Vec<u8> {
    let label = format!("urn:c2pa:{}", statement.uuid);
    let mut boxes = vec![("c2pa.actions.v2", assertion("c2pa.actions.v2", &actions(statement)))];
    boxes.extend(more);
    boxes.push(("c2pa.hash.data", assertion("c2pa.hash.data", hash)));
    let claim = claim(statement, &label, &boxes).bytes();
    let boxes: Vec<u8> = boxes.into_iter().flat_map(|(_, boxed)| boxed).collect();
    let assertions = superbox(*b"c2as", "c2pa.assertions", &boxes);
    let claim_box = superbox(*b"c2cl", "c2pa.claim.v2", &bmff_box(*b"cbor", &claim));
    let signature = superbox(*b"c2cs", "c2pa.signature", &bmff_box(*b"cbor", &claim_signature(&claim)));
    let manifest = superbox(*b"c2ma", &label, &[assertions, claim_box, signature].concat());
    superbox(*b"c2pa", "c2pa", &manifest)
}

fn actions(statement: &Statement) -> Cbor {
    let source = format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", statement.source_type);
    let created = map([
        ("action", "c2pa.created".into()),
        ("digitalSourceType", Cbor::Text(source)),
        ("softwareAgent", map([("name", statement.software_agent.into())])),
    ]);
    map([("actions", Cbor::Array(vec![created]))])
}

/// A hash over the whole file: for credentials that stand elsewhere.
pub(super) fn over_all(digest: &[u8]) -> Cbor {
    map([
        ("name", "jumbf manifest".into()),
        ("alg", "sha256".into()),
        ("hash", Cbor::Bytes(digest.to_vec())),
        ("pad", Cbor::Bytes(Vec::new())),
    ])
}

/// A hash over the file without as many bytes behind the first two.
pub(super) fn excluding(excluded: usize, digest: &[u8]) -> Cbor {
    // Both numbers take the same room whatever they are, so that the first manifest can be measured.
    let exclusion = map([("start", Cbor::Int(2)), ("length", Cbor::Int(excluded.max(0x100) as i64))]);
    map([
        ("exclusions", Cbor::Array(vec![exclusion])),
        ("name", "jumbf manifest".into()),
        ("alg", "sha256".into()),
        ("hash", Cbor::Bytes(digest.to_vec())),
        ("pad", Cbor::Bytes(Vec::new())),
    ])
}

fn claim(statement: &Statement, label: &str, assertions: &[(&str, Vec<u8>)]) -> Cbor {
    let reference = |(name, boxed): &(&str, Vec<u8>)| {
        // C2PA 2.1, section 8.4.2.3: the digest leaves out the superbox's own header.
        let digest = Sha256::digest(&boxed[8..]).to_vec();
        map([("url", Cbor::Text(format!("self#jumbf=c2pa.assertions/{name}"))), ("hash", Cbor::Bytes(digest))])
    };
    map([
        ("instanceID", Cbor::Text(format!("xmp:iid:{}", statement.uuid))),
        ("claim_generator_info", map([("name", "Whence samples".into()), ("version", "1".into())])),
        ("signature", Cbor::Text(format!("self#jumbf=/c2pa/{label}/c2pa.signature"))),
        ("created_assertions", Cbor::Array(assertions.iter().map(reference).collect())),
        ("dc:title", statement.title.into()),
        ("alg", "sha256".into()),
    ])
}

/// COSE_Sign1 over the claim, Ed25519, the certificates in the protected header.
pub(super) fn claim_signature(claim: &[u8]) -> Vec<u8> {
    claim_signature_under(der(SIGNER), claim)
}

/// The same under another certificate (DER) of the same key.
pub(super) fn claim_signature_under(certificate: Vec<u8>, claim: &[u8]) -> Vec<u8> {
    const ALGORITHM: i64 = 1;
    const EDDSA: i64 = -8;
    const X5CHAIN: i64 = 33;
    let chain = Cbor::Array(vec![Cbor::Bytes(certificate)]);
    let protected = Cbor::Map(vec![(Cbor::Int(ALGORITHM), Cbor::Int(EDDSA)), (Cbor::Int(X5CHAIN), chain)]).bytes();
    let signed = Cbor::Array(vec![
        "Signature1".into(),
        Cbor::Bytes(protected.clone()),
        Cbor::Bytes(Vec::new()),
        Cbor::Bytes(claim.to_vec()),
    ]);
    let key = SigningKey::from_bytes(&Sha256::digest(SENTENCE).into());
    let signature = key.sign(&signed.bytes()).to_bytes().to_vec();
    let sign1 = [Cbor::Bytes(protected), Cbor::Map(Vec::new()), Cbor::Null, Cbor::Bytes(signature)];
    Cbor::Tag(18, Box::new(Cbor::Array(sign1.into()))).bytes()
}

pub(super) fn assertion(label: &str, value: &Cbor) -> Vec<u8> {
    superbox(*b"cbor", label, &bmff_box(*b"cbor", &value.bytes()))
}

/// A JUMBF superbox: its description box, then what it holds.
pub(super) fn superbox(kind: [u8; 4], label: &str, content: &[u8]) -> Vec<u8> {
    const ISO: [u8; 12] = [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];
    superbox_of(&[&kind[..], &ISO].concat(), label, content)
}

/// The same, of a type that is named by a whole UUID.
pub(super) fn superbox_of(uuid: &[u8], label: &str, content: &[u8]) -> Vec<u8> {
    const REQUESTABLE_WITH_LABEL: u8 = 3;
    let description = [uuid, &[REQUESTABLE_WITH_LABEL], label.as_bytes(), &[0]].concat();
    bmff_box(*b"jumb", &[bmff_box(*b"jumd", &description), content.to_vec()].concat())
}

pub(super) fn bmff_box(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&(8 + content.len() as u32).to_be_bytes()[..], &kind, content].concat()
}

pub(super) fn der(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body).expect("our own certificate")
}
