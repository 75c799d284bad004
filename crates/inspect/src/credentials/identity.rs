//! Statements by named persons and organisations (CAWG Identity Assertion 1.x), in a pass of their own.
//!
//! It runs once the state of the credentials is known, with a log of its own for each statement, so that nothing which
//! stands in a statement can change that state. Issuers that are only known by an address on the web (`did:web`) are
//! not looked up: the library has no HTTP client.

use std::{
    cell::RefCell,
    pin::pin,
    task::{self, Poll, Waker},
};

use base64::prelude::{BASE64_STANDARD, Engine};
use c2pa::{
    Context, ManifestAssertion, Reader, Settings,
    dynamic_assertion::{AsyncPostValidator, PartialClaim, PostValidator},
    identity::validator::CawgValidator,
    settings::{TrustAnchor, TrustListKind},
    status_tracker::{LogKind, StatusTracker},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use whence_model::{
    Pin, Untrusted,
    facts::provenance::{Flag, Identity, IdentityKind, IdentityState, NamedAs, Provenance},
};

use super::{pem, text};
use crate::limits::{MAX_IDENTITIES, MAX_IDENTITY_NAMES, MAX_IDENTITY_STEPS, MAX_STATUS_CODES};

/// Reads statements of identity. No list of their signers ships, so that only a pinned certificate is ever trusted.
pub struct Identities {
    /// `None` where the library takes no such settings: then no statement can be checked.
    context: Option<Context>,
}

impl Identities {
    pub fn new(pins: &[Pin]) -> Self {
        Self { context: context(pins) }
    }

    /// Adds what the active manifest's identity assertions say, and the flag where one could not be checked. Nothing
    /// else of `told` changes.
    pub fn tell(&self, reader: &mut Reader, told: &mut Provenance) {
        let named = |assertion: &ManifestAssertion| is_identity(assertion.label());
        if !reader.active_manifest().is_some_and(|active| active.assertions().iter().any(named)) {
            return;
        }
        let active = reader.active_label().unwrap_or_default().to_owned();
        if let Some(context) = self.context.as_ref().filter(|_| steps(reader) <= MAX_IDENTITY_STEPS) {
            let pass = Pass { validator: CawgValidator::new(context), active, identities: RefCell::default() };
            // The pass itself never fails; what the library does around it can, and then nothing was told.
            let _ = reader.post_validate(&pass);
            told.identities = pass.identities.into_inner();
        }
        let unresolved = |identity: &Identity| identity.state == IdentityState::NotResolved;
        if told.identities.is_empty() || told.identities.iter().any(unresolved) {
            told.flags.push(Flag::IdentityNotResolved);
        }
    }
}

fn context(pins: &[Pin]) -> Option<Context> {
    let settings = json!({
        "verify": { "remote_manifest_fetch": false, "ocsp_fetch": false, "ocsp_fetch_should_override": false },
        "core": { "allowed_network_hosts": [], "allow_redirects": false, "decode_identity_assertions": false },
    });
    let mut settings = Settings::new().with_json(&settings.to_string()).ok()?;
    // By digest, so that a pinned signer vouches for nobody else.
    let pinned = pins.iter().flat_map(|pin| pem::read(&pin.pem)).flatten();
    let digests: String = pinned.map(|der| BASE64_STANDARD.encode(Sha256::digest(der)) + "\n").collect();
    let anchor = TrustAnchor {
        allowed_list: Some(digests).filter(|digests| !digests.is_empty()),
        trust_kind: TrustListKind::CAWG,
        ..TrustAnchor::default()
    };
    settings.trust.anchors = Some(vec![anchor]);
    Context::new().with_settings(settings).ok()
}

fn is_identity(label: &str) -> bool {
    label == "cawg.identity" || label.starts_with("cawg.identity__")
}

/// What the library goes through: it meets a manifest as often as it is an ingredient, with all its assertions.
fn steps(reader: &Reader) -> usize {
    let ingredients = reader.manifests().values().flat_map(|manifest| manifest.ingredients());
    let met = ingredients.filter_map(|ingredient| reader.get_manifest(ingredient.active_manifest()?));
    met.map(|manifest| manifest.assertion_references().count()).sum()
}

struct Pass<'a> {
    validator: CawgValidator<'a>,
    active: String,
    identities: RefCell<Vec<Identity>>,
}

impl PostValidator for Pass<'_> {
    /// Called with every assertion of every manifest.
    fn validate(
        &self,
        label: &str,
        assertion: &ManifestAssertion,
        uri: &str,
        claim: &PartialClaim,
        _: &mut StatusTracker,
    ) -> c2pa::Result<Option<Value>> {
        let in_active = || uri == format!("self#jumbf=/c2pa/{}/c2pa.assertions/{label}", self.active);
        let mut identities = self.identities.borrow_mut();
        if is_identity(label) && in_active() && identities.len() < MAX_IDENTITIES {
            let mut log = StatusTracker::default();
            let bounded = references(assertion).saturating_mul(claim.assertions().count()) <= MAX_IDENTITY_STEPS;
            let read = || at_once(self.validator.validate(label, assertion, uri, claim, &mut log));
            let read = bounded.then(read).flatten();
            identities.push(identity(assertion, read, &log));
        }
        Ok(None)
    }
}

/// How many assertions it is about. The library looks for each among all there are.
fn references(assertion: &ManifestAssertion) -> usize {
    let said = assertion.value().ok().and_then(|value| value.pointer("/signer_payload/referenced_assertions"));
    said.and_then(Value::as_array).map_or(0, Vec::len)
}

/// The library has this check as a future only. Without an HTTP client no step of it ever waits.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn identity(assertion: &ManifestAssertion, read: Option<c2pa::Result<Option<Value>>>, log: &StatusTracker) -> Identity {
    let logged = log.logged_items().iter();
    let logged = logged.filter_map(|item| Some((item.kind == LogKind::Failure, item.validation_status.as_deref()?)));
    let mut codes: Vec<(bool, &str)> =
        logged.filter(|(_, code)| code.starts_with("cawg.")).take(MAX_STATUS_CODES).collect();
    if matches!(read, Some(Err(_))) {
        codes.push((true, "cawg.identity.cbor.invalid"));
    }
    let said = read.and_then(Result::ok).flatten();
    let stated_kind = assertion.value().ok().and_then(|value| value.pointer("/signer_payload/sig_type")?.as_str());
    let kind = match stated_kind {
        Some("cawg.x509.cose") => IdentityKind::X509,
        Some("cawg.identity_claims_aggregation") => IdentityKind::Aggregated,
        _ => IdentityKind::Unknown,
    };
    let names = match (kind, &said) {
        (IdentityKind::X509, Some(said)) => certificate_names(&said["signature_info"]),
        (IdentityKind::Aggregated, Some(said)) => verified_identities(&said["verifiedIdentities"]),
        _ => Vec::new(),
    };
    Identity {
        label: text(&assertion.label_with_instance()),
        kind,
        state: state(&codes, said.is_some()),
        names,
        issuer: said.as_ref().and_then(|said| string(&said["issuer"])),
        codes: codes.into_iter().map(|(_, code)| code.to_owned()).collect(),
    }
}

/// It was not made for this manifest, or not by whom it says.
const BROKEN: &[&str] = &[
    "cawg.ica.invalid_cose_sign1",
    "cawg.ica.signature_mismatch",
    "cawg.ica.signer_payload.mismatch",
    "cawg.identity.assertion.duplicate",
    "cawg.identity.assertion.mismatch",
    "cawg.identity.cbor.invalid",
    "cawg.identity.hard_binding_missing",
    "cawg.identity.pad.invalid",
    "cawg.x509.signature.mismatch",
];

/// The signature holds; who made it, or when, is not proven.
const UNPROVEN: &[&str] = &[
    "cawg.ica.time_stamp.invalid",
    "cawg.ica.valid_from.invalid",
    "cawg.ica.valid_from.missing",
    "cawg.ica.valid_until.invalid",
    "cawg.x509.credential.invalid",
    "cawg.x509.credential.untrusted",
    "cawg.x509.signature.outside_validity",
];

const TRUSTED: &[&str] = &["cawg.ica.credential_valid", "cawg.x509.credential.trusted"];

/// From status codes, each with whether it is a failure, and whether the statement could be read to its end. A failure
/// that stands on no list above leaves it unresolved: neither trust nor blame for what nobody knows.
fn state(codes: &[(bool, &str)], read: bool) -> IdentityState {
    let mut failures = codes.iter().filter(|(failure, _)| *failure).map(|(_, code)| *code).peekable();
    let failed = failures.peek().is_some();
    let failures: Vec<&str> = failures.collect();
    if failures.iter().any(|code| BROKEN.contains(code)) {
        IdentityState::Broken
    } else if !read || failures.iter().any(|code| !UNPROVEN.contains(code)) {
        IdentityState::NotResolved
    } else if !failed && codes.iter().any(|(_, code)| TRUSTED.contains(code)) {
        IdentityState::Trusted
    } else {
        IdentityState::WellFormed
    }
}

/// The subject of an X.509 certificate, by the names of X.520.
fn certificate_names(signature: &Value) -> Vec<NamedAs> {
    let attributes = [("organizationName", "issuer"), ("commonName", "common_name")];
    let named = attributes.into_iter().filter_map(|(kind, key)| {
        let name = string(&signature[key])?;
        Some(NamedAs { kind: Some(kind.into()), name, address: None, provider: None, verified_at: None })
    });
    named.collect()
}

/// `verifiedIdentities` of an identity claims aggregation (CAWG Identity Assertion 1.1, section 8.1.2).
fn verified_identities(said: &Value) -> Vec<NamedAs> {
    let one = |said: &Value| {
        let address = string(&said["uri"]).or_else(|| string(&said["address"]));
        let names = [string(&said["name"]), string(&said["username"])];
        let name = match names {
            [Some(name), Some(user)] if name != user => format!("{} ({})", name.raw(), user.raw()).into(),
            [name, user] => name.or(user).or_else(|| address.clone())?,
        };
        let (kind, verified_at) = (string(&said["type"]), string(&said["verifiedAt"]));
        let provider = said.pointer("/provider/name").and_then(string);
        Some(NamedAs { kind, name, address, provider, verified_at })
    };
    said.as_array().into_iter().flatten().filter_map(one).take(MAX_IDENTITY_NAMES).collect()
}

fn string(value: &Value) -> Option<Untrusted> {
    value.as_str().filter(|value| !value.trim().is_empty()).map(text)
}

#[cfg(test)]
mod signed;

#[cfg(test)]
mod tests {
    use IdentityState::{Broken, NotResolved, Trusted, WellFormed};

    use super::*;

    #[test]
    fn states_from_codes() {
        let untrusted = (true, "cawg.x509.credential.untrusted");
        /// Codes with whether each is a failure, whether the statement was read, what it comes to.
        type Case<'a> = (&'a [(bool, &'a str)], bool, IdentityState);
        let cases: &[Case] = &[
            (&[untrusted, (false, "cawg.x509.signature.validated")], true, WellFormed),
            (&[(true, "cawg.x509.signature.outside_validity"), untrusted], true, WellFormed),
            (&[(false, "cawg.ica.untrusted_issuer")], true, WellFormed),
            (&[(true, "cawg.ica.valid_until.invalid")], true, WellFormed),
            (&[(false, "cawg.x509.credential.trusted")], true, Trusted),
            (&[(false, "cawg.ica.credential_valid")], true, Trusted),
            (&[(false, "cawg.x509.credential.trusted"), untrusted], true, WellFormed),
            (&[(true, "cawg.ica.did_unavailable")], true, NotResolved),
            (&[(true, "cawg.identity.sig_type.unknown")], false, NotResolved),
            (&[(true, "cawg.ica.what_nobody_knows")], true, NotResolved),
            (&[], false, NotResolved),
            (&[untrusted], false, NotResolved),
            (&[(true, "cawg.ica.did_unavailable"), (true, "cawg.ica.signer_payload.mismatch")], true, Broken),
            (&[(true, "cawg.x509.signature.mismatch")], false, Broken),
            (&[(true, "cawg.identity.assertion.mismatch"), (false, "cawg.x509.credential.trusted")], true, Broken),
        ];
        for (codes, read, expected) in cases {
            assert_eq!(state(codes, *read), *expected, "{codes:?}");
        }
    }

    #[test]
    fn names_of_an_aggregation() {
        let provider = serde_json::json!({"id": "https://net.example", "name": "Net"});
        let said = serde_json::json!([
            {"type": "cawg.social_media", "name": "Ada", "username": "ada1815", "uri": "https://net.example/ada1815",
             "verifiedAt": "2025-04-09T22:45:26Z", "provider": provider},
            {"type": "cawg.crypto_wallet", "address": "0x1234", "name": " ", "provider": 7},
            {"type": "cawg.affiliation"},
        ]);
        let names = verified_identities(&said);
        let shown: Vec<_> = names.iter().map(|n| [Some(&n.name), n.address.as_ref(), n.provider.as_ref()]).collect();
        let (ada, wallet) = (&"Ada (ada1815)".into(), &"0x1234".into());
        let (uri, net) = (&"https://net.example/ada1815".into(), &"Net".into());
        assert_eq!(shown, [[Some(ada), Some(uri), Some(net)], [Some(wallet), Some(wallet), None]]);
        assert_eq!(names[0].verified_at, Some("2025-04-09T22:45:26Z".into()));
        let many: Vec<Value> = (0..100).map(|n| serde_json::json!({"name": n.to_string().repeat(2000)})).collect();
        let names = verified_identities(&many.into());
        assert_eq!(names.len(), MAX_IDENTITY_NAMES);
        assert!(names.iter().all(|n| n.name.raw().len() <= crate::limits::MAX_CREDENTIAL_TEXT));
    }
}
