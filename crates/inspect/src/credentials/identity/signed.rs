//! Tests with statements of identity that are made here and now.

use std::io::Cursor;

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD, Engine};
use c2pa::{
    Builder, Context, EphemeralSigner, RawSigner, RawSignerError, Settings, Signer, SigningAlg,
    identity::{
        SignerPayload,
        builder::{CredentialHolder, IdentityAssertionBuilder, IdentityAssertionSigner, IdentityBuilderError},
        x509::X509CredentialHolder,
    },
};
use image::{ImageFormat, RgbImage};
use serde_json::{Value, json};
use whence_model::{
    Format, Pin, TrustBook,
    facts::{
        metadata::Metadata,
        provenance::{CredentialClass, Flag, Identity, IdentityKind, IdentityState, Provenance},
    },
};

use super::super::{Reader, Subject, pem};
use crate::{
    container::Walk,
    limits::{MAX_IDENTITIES, MAX_IDENTITY_STEPS},
};

struct Key(EphemeralSigner);

impl Key {
    fn of(name: &str) -> Self {
        Self(EphemeralSigner::new(name).expect("keys"))
    }

    fn certificates(&self) -> Vec<Vec<u8>> {
        self.0.certs().expect("certificates")
    }

    /// Ed25519, as it stands behind its object identifier in the certificate (RFC 8410).
    fn public(&self) -> Vec<u8> {
        let certificate = self.certificates().swap_remove(0);
        let before = b"\x06\x03\x2b\x65\x70\x03\x21\x00";
        let at = certificate.windows(before.len()).position(|w| w == before).expect("a key") + before.len();
        certificate[at..at + 32].to_vec()
    }
}

impl RawSigner for Key {
    fn sign(&self, data: &[u8]) -> Result<Vec<u8>, RawSignerError> {
        Signer::sign(&self.0, data).map_err(|error| RawSignerError::InternalError(error.to_string()))
    }

    fn alg(&self) -> SigningAlg {
        Signer::alg(&self.0)
    }

    fn max_signature_size(&self) -> usize {
        64
    }
}

/// A statement by the holder of a certificate.
fn by_certificate(key: Key) -> X509CredentialHolder {
    let certificates = key.certificates();
    X509CredentialHolder::from_raw_signer(Box::new(key), certificates)
}

/// A service that says which accounts somebody has.
struct Aggregator {
    key: Key,
    /// Its name; absent where the name is its key.
    web: Option<&'static str>,
    /// It speaks of another picture.
    elsewhere: bool,
}

impl CredentialHolder for Aggregator {
    fn sig_type(&self) -> &'static str {
        "cawg.identity_claims_aggregation"
    }

    fn reserve_size(&self) -> usize {
        4096
    }

    fn sign(&self, about: &SignerPayload) -> Result<Vec<u8>, IdentityBuilderError> {
        let mut asset = json!(about);
        for reference in asset["referenced_assertions"].as_array_mut().expect("references") {
            let hash: Vec<u8> = serde_json::from_value(reference["hash"].take()).expect("bytes");
            let hash = if self.elsewhere { vec![7; hash.len()] } else { hash };
            reference["hash"] = BASE64_STANDARD.encode(hash).into();
        }
        let statement = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://cawg.io/identity/1.1/ica/context/"],
            "type": ["VerifiableCredential", "IdentityClaimsAggregationCredential"],
            "issuer": self.web.map_or_else(|| self.did(), str::to_owned),
            "validFrom": "2025-01-01T00:00:00Z",
            "credentialSubject": {
                "verifiedIdentities": [{
                    "type": "cawg.social_media",
                    "username": "ada\u{202e}1815",
                    "uri": "https://net.example/ada1815",
                    "verifiedAt": "2025-01-01T00:00:00Z",
                    "provider": {"id": "https://net.example", "name": "Net"},
                }],
                "c2paAsset": asset,
            },
        });
        let statement = statement.to_string().into_bytes();
        // {1: -8, 3: "application/vc"}: EdDSA, and what is signed (RFC 9052).
        let header = [b"\xa2\x01\x27\x03\x6e".as_slice(), b"application/vc"].concat();
        let signed = [b"\x84\x6aSignature1".to_vec(), bytes(&header), bytes(b""), bytes(&statement)].concat();
        let signature = RawSigner::sign(&self.key, &signed).expect("a signature");
        Ok([b"\xd2\x84".to_vec(), bytes(&header), b"\xa0".to_vec(), bytes(&statement), bytes(&signature)].concat())
    }
}

impl Aggregator {
    fn did(&self) -> String {
        let public = BASE64_URL_SAFE_NO_PAD.encode(self.key.public());
        let mut key = json!({"kty": "OKP", "crv": "Ed25519", "x": public}).to_string();
        // The library wants padding, which no such name may have.
        while !key.len().is_multiple_of(3) {
            key.push(' ');
        }
        format!("did:jwk:{}", BASE64_URL_SAFE.encode(key))
    }
}

/// A byte string of CBOR, its length as short as can be.
fn bytes(bytes: &[u8]) -> Vec<u8> {
    let head = match bytes.len() {
        length @ ..24 => vec![0x40 | length as u8],
        length @ ..256 => vec![0x58, length as u8],
        length => vec![0x59, (length >> 8) as u8, length as u8],
    };
    [head.as_slice(), bytes].concat()
}

fn sign(holder: Option<IdentityAssertionBuilder>, assertions: &[Value]) -> Vec<u8> {
    let newsroom = Key::of("A Newsroom");
    let certificates = newsroom.certificates();
    let mut signer = IdentityAssertionSigner::new(Box::new(newsroom), certificates);
    if let Some(holder) = holder {
        signer.add_identity_assertion(holder);
    }
    let created = json!({"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.created"}]}});
    let assertions: Vec<&Value> = [&created].into_iter().chain(assertions).collect();
    let settings = Settings::new().with_value("verify.verify_after_sign", false).expect("settings");
    let context = Context::new().with_settings(settings).expect("context").into_shared();
    let builder = Builder::from_shared_context(&context).with_definition(json!({"assertions": assertions}));
    let (mut picture, mut signed) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    RgbImage::new(8, 8).write_to(&mut picture, ImageFormat::Jpeg).expect("a picture");
    picture.set_position(0);
    builder.expect("a manifest").sign(&signer, "image/jpeg", &mut picture, &mut signed).expect("a signature");
    signed.into_inner()
}

fn signed_by(holder: impl CredentialHolder + Send + Sync + 'static) -> Vec<u8> {
    sign(Some(IdentityAssertionBuilder::for_credential_holder(holder)), &[])
}

fn read(bytes: &[u8]) -> Provenance {
    read_with(bytes, &[])
}

fn read_with(bytes: &[u8], pinned: &[&[u8]]) -> Provenance {
    let pins = pinned.iter().map(|der| Pin { pem: pem::write(der), ..Pin::default() }).collect();
    let book = TrustBook { pins, ..TrustBook::default() };
    let (walk, metadata) = (Walk::default(), Metadata::default());
    let subject = Subject { format: Format::Jpeg, bytes, walk: &walk, metadata: &metadata, detached: None };
    Reader::new(&book, false).read(subject).provenance
}

/// The one statement, after it was seen that class and flags are those of a picture without any.
fn only(bytes: &[u8]) -> Identity {
    let (plain, told) = (read(&sign(None, &[])), read(bytes));
    assert_eq!(plain.identities, []);
    assert_eq!((told.class, plain.class), (CredentialClass::UnknownSigner, CredentialClass::UnknownSigner));
    let flags: Vec<Flag> = told.flags.iter().copied().filter(|flag| *flag != Flag::IdentityNotResolved).collect();
    assert_eq!(flags, plain.flags);
    assert!(told.codes.iter().all(|status| !status.code.starts_with("cawg.")), "{:?}", told.codes);
    let [identity] = told.identities.try_into().expect("one identity");
    let unresolved = identity.state == IdentityState::NotResolved;
    assert_eq!(told.flags.contains(&Flag::IdentityNotResolved), unresolved, "{identity:?}");
    identity
}

/// The statement in a signed picture, as JSON.
fn statement(bytes: &[u8]) -> Value {
    let settings = Settings::new().with_value("core.decode_identity_assertions", false).expect("settings");
    let context = Context::new().with_settings(settings).expect("context").into_shared();
    let reader = c2pa::Reader::from_shared_context(&context).with_stream("image/jpeg", Cursor::new(bytes));
    let reader = reader.expect("credentials");
    let assertions = reader.active_manifest().expect("a manifest").assertions();
    assertions.iter().find(|a| a.label() == "cawg.identity").expect("a statement").value().expect("JSON").clone()
}

fn stated(data: Value) -> Value {
    json!({"label": "cawg.identity", "data": data})
}

#[test]
fn the_holder_of_a_certificate() {
    let bytes = signed_by(by_certificate(Key::of("Ada")));
    let ada = only(&bytes);
    assert_eq!((ada.kind, ada.state), (IdentityKind::X509, IdentityState::WellFormed), "{:?}", ada.codes);
    assert_eq!(ada.label, "cawg.identity".into());
    assert!(ada.names.iter().any(|n| n.name == "Ada".into() && n.kind == Some("commonName".into())), "{ada:?}");
    assert!(ada.codes.iter().any(|code| code == "cawg.x509.credential.untrusted"), "{:?}", ada.codes);

    let mut changed = bytes;
    let end = changed.len() - 4;
    changed[end] ^= 1;
    let changed = read(&changed);
    assert_eq!(changed.class, CredentialClass::ChangedAfterSigning);
    assert_eq!(changed.identities, [ada], "what is said of a name is no matter of the file's bytes");
}

#[test]
fn a_pinned_certificate_vouches_for_itself_alone() {
    let key = Key::of("Ada");
    let [own, authority] = key.certificates().try_into().expect("two");
    let bytes = signed_by(by_certificate(key));
    for (pinned, state) in [(&own, IdentityState::Trusted), (&authority, IdentityState::WellFormed)] {
        let told = read_with(&bytes, &[pinned]);
        assert_eq!(told.identities[0].state, state, "{:?}", told.identities[0].codes);
        assert_eq!(told.class, CredentialClass::UnknownSigner, "who speaks in it has not signed the whole");
    }
}

#[test]
fn a_statement_that_was_made_for_another_picture() {
    let other = statement(&signed_by(by_certificate(Key::of("Ada"))));
    let copied = only(&sign(None, &[stated(other.clone())]));
    assert_eq!((copied.kind, copied.state), (IdentityKind::X509, IdentityState::Broken), "{:?}", copied.codes);
    assert!(copied.codes.iter().any(|code| code == "cawg.identity.assertion.mismatch"), "{:?}", copied.codes);

    // Its references put right, its signature is still that over others.
    struct Copied(Vec<u8>);
    impl CredentialHolder for Copied {
        fn sig_type(&self) -> &'static str {
            "cawg.x509.cose"
        }
        fn reserve_size(&self) -> usize {
            self.0.len() + 1000
        }
        fn sign(&self, _: &SignerPayload) -> Result<Vec<u8>, IdentityBuilderError> {
            Ok(self.0.clone())
        }
    }
    let signature = serde_json::from_value(other["signature"].clone()).expect("bytes");
    let forged = only(&signed_by(Copied(signature)));
    assert_eq!(forged.state, IdentityState::Broken, "{:?}", forged.codes);
    assert!(forged.codes.iter().any(|code| code == "cawg.x509.signature.mismatch"), "{:?}", forged.codes);
}

#[test]
fn accounts_that_a_service_vouches_for() {
    let service = |web, elsewhere| Aggregator { key: Key::of("Service"), web, elsewhere };
    for (web, elsewhere, state, code) in [
        (None, false, IdentityState::WellFormed, "cawg.ica.untrusted_issuer"),
        (Some("did:web:service.example"), false, IdentityState::NotResolved, "cawg.ica.did_unavailable"),
        (Some("did:unheard:of"), false, IdentityState::NotResolved, "cawg.ica.invalid_issuer"),
        (None, true, IdentityState::Broken, "cawg.ica.signer_payload.mismatch"),
        (Some("did:web:service.example"), true, IdentityState::Broken, "cawg.ica.signer_payload.mismatch"),
    ] {
        let identity = only(&signed_by(service(web, elsewhere)));
        assert_eq!((identity.kind, identity.state), (IdentityKind::Aggregated, state), "{:?}", identity.codes);
        assert!(identity.codes.iter().any(|seen| seen == code), "{:?}", identity.codes);
        let [ada] = identity.names.try_into().expect("one name");
        assert_eq!(ada.name.to_string(), "ada⟨U+202E⟩1815");
        assert_eq!(ada.provider, Some("Net".into()));
        assert_eq!(ada.verified_at, Some("2025-01-01T00:00:00Z".into()));
        let issuer = identity.issuer.expect("an issuer");
        assert!(issuer.raw().starts_with(web.unwrap_or("did:jwk:")), "{issuer:?}");
    }
}

#[test]
fn statements_that_nobody_can_read() {
    let nonsense = only(&sign(None, &[stated(json!({"no": "payload"}))]));
    assert_eq!((nonsense.kind, nonsense.state), (IdentityKind::Unknown, IdentityState::Broken));
    assert_eq!(nonsense.codes, ["cawg.identity.cbor.invalid"]);

    struct Unheard;
    impl CredentialHolder for Unheard {
        fn sig_type(&self) -> &'static str {
            "com.example.unheard"
        }
        fn reserve_size(&self) -> usize {
            1000
        }
        fn sign(&self, _: &SignerPayload) -> Result<Vec<u8>, IdentityBuilderError> {
            Ok(vec![0; 8])
        }
    }
    let unheard = only(&signed_by(Unheard));
    assert_eq!((unheard.kind, unheard.state), (IdentityKind::Unknown, IdentityState::NotResolved));

    let many = vec![stated(json!({"no": "payload"})); MAX_IDENTITIES + 4];
    let many = read(&sign(None, &many));
    assert_eq!(many.identities.len(), MAX_IDENTITIES);
    assert_eq!(many.class, CredentialClass::UnknownSigner);
    let labels: Vec<String> = many.identities[..2].iter().map(|i| i.label.to_string()).collect();
    assert_ne!(labels[0], labels[1]);
}

#[test]
fn a_statement_about_very_many_assertions_costs_nothing() {
    let mut data = statement(&signed_by(by_certificate(Key::of("Ada"))));
    let reference = data["signer_payload"]["referenced_assertions"][0].take();
    data["signer_payload"]["referenced_assertions"] = vec![reference; MAX_IDENTITY_STEPS / 2].into();
    let identity = only(&sign(None, &[stated(data)]));
    assert_eq!((identity.state, identity.codes), (IdentityState::NotResolved, Vec::new()));
}
