//! Tests with pictures that are signed here and now, by signers that nobody else trusts.

use std::{io::Cursor, sync::Arc};

use c2pa::{Builder, Context, EphemeralSigner, Settings, Signer, SigningAlg};
use image::{ImageFormat, RgbImage};
use whence_model::{
    Format,
    facts::{
        metadata::Metadata,
        provenance::{ClaimKind, CredentialClass, Flag, Provenance},
    },
};

use super::{Reader, TrustSettings, pinned::BEGIN};
use crate::container::Walk;

/// A signer with other certificates than its own.
struct Under<'a> {
    key: &'a EphemeralSigner,
    certificates: Vec<Vec<u8>>,
}

impl Signer for Under<'_> {
    fn sign(&self, data: &[u8]) -> c2pa::Result<Vec<u8>> {
        self.key.sign(data)
    }

    fn alg(&self) -> SigningAlg {
        self.key.alg()
    }

    fn certs(&self) -> c2pa::Result<Vec<Vec<u8>>> {
        Ok(self.certificates.clone())
    }

    fn reserve_size(&self) -> usize {
        self.key.reserve_size() + 2048
    }
}

fn signer(name: &str) -> EphemeralSigner {
    EphemeralSigner::new(name).expect("keys")
}

/// Signer's own, then its authority's.
fn certificates(signer: &EphemeralSigner) -> [Vec<u8>; 2] {
    signer.certs().expect("certificates").try_into().expect("two")
}

fn sign(signer: &dyn Signer) -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut picture, ImageFormat::Jpeg).expect("a picture");
    let source_type = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    let definition = serde_json::json!({
        "claim_generator_info": [{"name": "whence tests", "version": "1"}],
        "title": "eight by eight",
        "assertions": [{
            "label": "c2pa.actions",
            "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": source_type}]},
        }],
    });
    let settings = Settings::new().with_value("verify.verify_after_sign", false).expect("settings");
    let context: Arc<Context> = Context::new().with_settings(settings).expect("context").into_shared();
    let builder = Builder::from_shared_context(&context).with_definition(definition);
    let mut signed = Cursor::new(Vec::new());
    picture.set_position(0);
    builder.expect("a manifest").sign(signer, "image/jpeg", &mut picture, &mut signed).expect("a signature");
    signed.into_inner()
}

fn read(bytes: &[u8], pinned: &[&[u8]]) -> Provenance {
    let settings = TrustSettings { pinned: pinned.iter().map(|der| pem(der)).collect() };
    Reader::new(&settings).read(Format::Jpeg, bytes, &Walk::default(), &Metadata::default())
}

fn pem(der: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in der.chunks(3) {
        let bits = group.iter().chain(&[0, 0]).take(3).fold(0usize, |bits, byte| bits << 8 | usize::from(*byte));
        let digit = |at: usize| if at <= group.len() { DIGITS[bits >> (18 - 6 * at) & 63] as char } else { '=' };
        text.extend((0..4).map(digit));
    }
    format!("{BEGIN}\n{text}\n-----END CERTIFICATE-----\n")
}

#[test]
fn an_intact_picture_and_who_vouches_for_its_signer() {
    let ada = signer("Ada");
    let bytes = sign(&ada);
    let [own, authority] = certificates(&ada);

    let unknown = read(&bytes, &[]);
    assert_eq!(unknown.class, CredentialClass::UnknownSigner, "{:?}", unknown.codes);
    assert_eq!(unknown.flags, [Flag::RevocationNotChecked, Flag::TimestampMissing]);
    assert_eq!(unknown.title, Some("eight by eight".into()));
    assert_eq!(unknown.claim_generator, Some("whence tests 1".into()));
    assert_eq!(unknown.claims.iter().map(|c| (c.kind, c.active)).collect::<Vec<_>>(), [(ClaimKind::AiGenerated, true)]);
    let named = unknown.signer.expect("a signer");
    assert_eq!((named.common_name, named.found_on), (Some("Ada".into()), None));

    for pinned in [&own, &authority] {
        let trusted = read(&bytes, &[pinned]);
        assert_eq!(trusted.class, CredentialClass::TrustedPinned, "{:?}", trusted.codes);
        assert_eq!(trusted.signer.and_then(|s| s.found_on).as_deref(), Some("pinned"));
        assert_eq!(trusted.lists.len(), 3);
    }
    let [own, authority] = certificates(&signer("Bert"));
    assert_eq!(read(&bytes, &[&own, &authority]).class, CredentialClass::UnknownSigner, "of somebody else");
}

#[test]
fn one_byte_of_the_picture_or_of_the_credentials() {
    let bytes = sign(&signer("Ada"));
    let changed = |at: usize| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        read(&bytes, &[]).class
    };
    assert_eq!(changed(bytes.len() - 4), CredentialClass::ChangedAfterSigning);
    let claimed = bytes.windows(14).position(|w| w == b"eight by eight").expect("the title");
    assert_eq!(changed(claimed), CredentialClass::CredentialsAltered);
}

/// Whoever holds a signer's key must not be able to issue certificates in other names: the library did not ask until
/// version 0.91.
#[test]
fn a_signer_is_no_authority() {
    let (ada, rogue) = (signer("Ada"), signer("A Newsroom"));
    let [own, authority] = certificates(&ada);
    let issued = issue(&certificates(&rogue)[0], &own, &ada);
    let under = Under { key: &rogue, certificates: vec![issued, own.clone(), authority.clone()] };
    let bytes = sign(&under);
    for pinned in [&[&authority[..]][..], &[&own], &[&own, &authority]] {
        let provenance = read(&bytes, pinned);
        assert_eq!(provenance.class, CredentialClass::UnknownSigner, "{:?}", provenance.codes);
        let named = provenance.signer.expect("a signer");
        assert_eq!((named.common_name, named.found_on), (Some("A Newsroom".into()), None), "only a claim");
    }
    // What makes the test able to fail: the same certificates, issued by one who may.
    let honest = Under { key: &ada, certificates: vec![own, authority.clone()] };
    assert_eq!(read(&sign(&honest), &[&authority]).class, CredentialClass::TrustedPinned);

    // Without the chain, the pinned signer itself would be the anchor.
    let issued = issue(&certificates(&rogue)[0], &certificates(&ada)[0], &ada);
    let bytes = sign(&Under { key: &rogue, certificates: vec![issued] });
    assert_eq!(read(&bytes, &[&certificates(&ada)[0]]).class, CredentialClass::UnknownSigner);
}

/// `certificate` again, as if the holder of `issuer` had issued it.
fn issue(certificate: &[u8], issuer: &[u8], key: &EphemeralSigner) -> Vec<u8> {
    let fields = items(items(certificate)[0]);
    // Version, serial number, algorithm, issuer, validity, subject, …
    let subject = items(items(issuer)[0])[5];
    let mut body = fields[..3].concat();
    body.extend(subject);
    body.extend(fields[4..].concat());
    let body = sequence(&body);
    let signature = key.sign(&body).expect("a signature");
    let algorithm = items(certificate)[1];
    let bits = [&[0x03, signature.len() as u8 + 1, 0], signature.as_slice()].concat();
    sequence(&[&body, algorithm, &bits].concat())
}

/// The items of a DER sequence, each with its header.
fn items(der: &[u8]) -> Vec<&[u8]> {
    let (header, length) = measure(der);
    let mut rest = &der[header..header + length];
    let mut items = Vec::new();
    while !rest.is_empty() {
        let (header, length) = measure(rest);
        let (item, after) = rest.split_at(header + length);
        items.push(item);
        rest = after;
    }
    items
}

fn measure(der: &[u8]) -> (usize, usize) {
    match der[1] {
        0x82 => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
        0x81 => (3, usize::from(der[2])),
        short => (2, usize::from(short)),
    }
}

fn sequence(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("short").to_be_bytes();
    [&[0x30, 0x82, length[0], length[1]], body].concat()
}
