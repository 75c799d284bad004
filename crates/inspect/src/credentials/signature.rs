//! How a manifest was signed.

use c2pa::Manifest;
use whence_model::{
    Untrusted,
    facts::provenance::{Signature, TimeStamp},
};

use super::{certificate, pem, status::Status, text};
use crate::limits::{MAX_CERTIFICATE_BYTES, MAX_CHAIN};

/// What the library says before and after the name of a time-stamping authority.
const NAMES_AUTHORITY: &[&str] = &[
    "timestamp cert trusted: ",
    "legacy timestamp cert trusted: ",
    "timestamp message digest matched: ",
    "timestamp cert untrusted: ",
];
const AFTER_AUTHORITY: &str = ", trust list: ";

/// The signature of a manifest; `label` is the manifest's, and `active` whether it is the active one.
pub fn of(manifest: &Manifest, statuses: &[Status], label: &str, active: bool) -> Option<Signature> {
    let signature = manifest.signature_info()?;
    let authority = || statuses.iter().filter(|s| is_about(s, label, active)).find_map(authority);
    // No more of the text is looked at than a chain of this length can have.
    let chain = signature.cert_chain.get(..MAX_CHAIN * MAX_CERTIFICATE_BYTES * 3 / 2).unwrap_or(&signature.cert_chain);
    Some(Signature {
        algorithm: signature.alg.map(|alg| alg.to_string()),
        time_stamp: signature.time.as_deref().map(|time| TimeStamp { time: text(time), authority: authority() }),
        certificates: pem::read(chain).take(MAX_CHAIN).filter_map(|der| certificate::describe(&der?)).collect(),
    })
}

/// Statuses of time stamps do not always say which signature they are about; those of the active one are kept apart.
fn is_about(status: &Status, label: &str, active: bool) -> bool {
    let named = status.url.as_deref().is_some_and(|url| !label.is_empty() && url.contains(label));
    named || (active && !status.ingredient)
}

fn authority(status: &Status) -> Option<Untrusted> {
    let said = status.code.starts_with("timeStamp.").then_some(status.explanation.as_deref()?)?;
    let name = NAMES_AUTHORITY.iter().find_map(|before| said.strip_prefix(before))?;
    let name = name.split_once(AFTER_AUTHORITY).map_or(name, |(name, _)| name).trim();
    (!name.is_empty()).then(|| text(name))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::CodeKind;

    use super::*;

    fn status(code: &str, explanation: &str) -> Status {
        Status {
            code: code.into(),
            kind: CodeKind::Success,
            explanation: Some(explanation.into()),
            url: Some("self#jumbf=/c2pa/urn:c2pa:1/c2pa.signature".into()),
            list: None,
            ingredient: true,
        }
    }

    #[test]
    fn the_authority_is_named_as_the_library_names_it() {
        for (explanation, expected) in [
            ("timestamp cert trusted: DigiCert Timestamp 2023, trust list: C2PA TSA", Some("DigiCert Timestamp 2023")),
            ("legacy timestamp cert trusted: Truepic TSA", Some("Truepic TSA")),
            ("timestamp message digest matched: ", None),
            ("timestamp signature has expired", None),
        ] {
            assert_eq!(authority(&status("timeStamp.trusted", explanation)), expected.map(Into::into));
        }
        assert_eq!(authority(&status("claimSignature.validated", "timestamp cert trusted: X")), None);
    }

    #[test]
    fn a_status_belongs_to_one_signature() {
        let mut about = status("timeStamp.trusted", "");
        assert!(is_about(&about, "urn:c2pa:1", false) && !is_about(&about, "urn:c2pa:2", true));
        about = Status { url: None, ingredient: false, ..about };
        assert!(is_about(&about, "urn:c2pa:2", true) && !is_about(&about, "", false));
    }
}
