//! Certificates from a file that the user gives: to pin one, or to import a list.

use std::collections::HashSet;

use serde_json::Value;
use whence_model::{Text, facts::provenance::Certificate, t};

use super::{certificate::describe, pem};
use crate::limits::{MAX_LIST_BYTES, MAX_LIST_CERTIFICATES};

/// Why no certificates were taken from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// More bytes than any list has.
    TooLarge { limit: usize },
    /// More certificates than any list has.
    TooMany { limit: usize },
    /// Nothing in it is a certificate.
    NoCertificate,
    /// JSON, and no list of trusted entities.
    NoList,
    /// The certificate of this number, from 1 on, cannot be read.
    Broken { number: usize },
}

impl Unusable {
    /// What was wrong and what to do.
    pub fn told(&self) -> Text {
        match self {
            Self::TooLarge { limit } => Text::new(
                format!("The file is larger than {} MiB: no list of certificates is.", limit >> 20),
                format!("Le fichier dépasse {} Mio : aucune liste de certificats n'est si grande.", limit >> 20),
            ),
            Self::TooMany { limit } => Text::new(
                format!("The file has more than {limit} certificates. Import a shorter list."),
                format!("Le fichier contient plus de {limit} certificats. Importez une liste plus courte."),
            ),
            Self::NoCertificate => t(
                "There is no certificate in this file. PEM, DER or a C2PA trust list in JSON can be read.",
                "Il n'y a pas de certificat dans ce fichier. Whence lit le PEM, le DER ou une liste de confiance C2PA en JSON.",
            ),
            Self::NoList => t(
                "This JSON is no list of trusted entities (ETSI TS 119 602), the form of C2PA's own trust lists.",
                "Ce JSON n'est pas une liste d'entités de confiance (ETSI TS 119 602), la forme des listes du C2PA.",
            ),
            Self::Broken { number } => Text::new(
                format!(
                    "Certificate {number} of this file cannot be read. It may be cut off or damaged; nothing was taken."
                ),
                format!(
                    "Le certificat {number} de ce fichier est illisible. Il est peut-être tronqué ou abîmé ; rien n'a été repris."
                ),
            ),
        }
    }
}

/// The certificates in a file, each once, in its order: PEM with what it says. Reads PEM (several), DER (one), and
/// JSON lists of trusted entities (ETSI TS 119 602), of which those that are not in force are left out.
///
/// All or nothing: a list of which a part is missing would be no list that anybody published.
pub fn certificates(file: &[u8]) -> Result<Vec<(String, Certificate)>, Unusable> {
    if file.len() > MAX_LIST_BYTES {
        return Err(Unusable::TooLarge { limit: MAX_LIST_BYTES });
    }
    let ders: Vec<Option<Vec<u8>>> = match std::str::from_utf8(file) {
        Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') => {
            entities(&json(file).ok_or(Unusable::NoList)?).ok_or(Unusable::NoList)?
        }
        Ok(text) => pem::read(text).take(MAX_LIST_CERTIFICATES + 1).collect(),
        Err(_) => vec![Some(file.to_vec()).filter(|der| describe(der).is_some())],
    };
    match ders.as_slice() {
        [] => return Err(Unusable::NoCertificate),
        // Bytes that are no text, and no certificate either.
        [None] if std::str::from_utf8(file).is_err() => return Err(Unusable::NoCertificate),
        many if many.len() > MAX_LIST_CERTIFICATES => {
            return Err(Unusable::TooMany { limit: MAX_LIST_CERTIFICATES });
        }
        _ => {}
    }
    let mut seen = HashSet::new();
    let mut taken = Vec::new();
    for (number, der) in (1..).zip(&ders) {
        let told = der.as_deref().and_then(|der| Some((pem::write(der), describe(der)?)));
        let (pem, told) = told.ok_or(Unusable::Broken { number })?;
        if seen.insert(told.sha256.clone()) {
            taken.push((pem, told));
        }
    }
    Ok(taken)
}

/// The day on which a JSON list says that it was issued, `YYYY-MM-DD`.
pub fn list_issued(file: &[u8]) -> Option<String> {
    let list = json(file.get(..MAX_LIST_BYTES.min(file.len()))?)?;
    let issued = list.pointer("/LoTE/ListAndSchemeInformation/ListIssueDateTime")?.as_str()?.get(..10)?;
    let well_formed =
        issued.bytes().enumerate().all(|(at, c)| if matches!(at, 4 | 7) { c == b'-' } else { c.is_ascii_digit() });
    well_formed.then(|| issued.to_owned())
}

fn json(file: &[u8]) -> Option<Value> {
    serde_json::from_slice(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)).ok()
}

/// Certificates of the services that are in force.
fn entities(list: &Value) -> Option<Vec<Option<Vec<u8>>>> {
    let entities = list.pointer("/LoTE/TrustedEntitiesList")?.as_array()?;
    let services = entities.iter().filter_map(|entity| entity.get("TrustedEntityServices")?.as_array()).flatten();
    let in_force =
        services.filter_map(|service| service.get("ServiceInformation")).filter(|service| is_in_force(service));
    let certificates =
        in_force.filter_map(|s| s.pointer("/ServiceDigitalIdentity/X509Certificates")?.as_array()).flatten();
    let ders = certificates.map(|certificate| certificate.get("val").and_then(Value::as_str).and_then(pem::base64));
    Some(ders.take(MAX_LIST_CERTIFICATES + 1).collect())
}

/// Lists that say nothing of status name only what is in force.
fn is_in_force(service: &Value) -> bool {
    let status = service.get("ServiceStatus").map(|status| status.as_str().unwrap_or_default());
    status.is_none_or(|status| status.ends_with("/trusted") || status.ends_with("/granted"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SIGNERS: &str = include_str!("../../trust/c2pa-signers.pem");

    fn ders() -> Vec<Vec<u8>> {
        pem::read(SIGNERS).map(|der| der.expect("DER")).collect()
    }

    fn service(der: &[u8], status: Option<&str>) -> Value {
        let pem = pem::write(der);
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut service = json!({"ServiceDigitalIdentity": {"X509Certificates": [{"val": body}]}});
        if let Some(status) = status {
            service["ServiceStatus"] = status.into();
        }
        json!({ "ServiceInformation": service })
    }

    fn list(services: Vec<Value>) -> Vec<u8> {
        let scheme = json!({"ListIssueDateTime": "2026-08-05T00:11:47Z"});
        let entity = json!({"TrustedEntityServices": services});
        json!({"LoTE": {"ListAndSchemeInformation": scheme, "TrustedEntitiesList": [entity]}}).to_string().into_bytes()
    }

    fn digests(read: Result<Vec<(String, Certificate)>, Unusable>) -> Vec<String> {
        read.expect("certificates").into_iter().map(|(_, told)| told.sha256).collect()
    }

    #[test]
    fn three_forms_of_the_same_certificates() {
        let ders = ders();
        let from_pem = certificates(SIGNERS.as_bytes()).expect("certificates");
        assert_eq!(from_pem.len(), 30);
        assert_eq!(from_pem[0].1.organisation, Some("Google LLC".into()));
        assert_eq!(pem::read(&from_pem[0].0).next(), Some(Some(ders[0].clone())));
        let trusted = Some("http://c2pa.org/conformance/trust-list/trusted");
        let lote = list(ders.iter().map(|der| service(der, trusted)).collect());
        assert_eq!(digests(certificates(&lote)), digests(Ok(from_pem.clone())));
        assert_eq!(list_issued(&lote).as_deref(), Some("2026-08-05"));
        assert_eq!(list_issued(SIGNERS.as_bytes()), None);
        assert_eq!(digests(certificates(&ders[3])), [from_pem[3].1.sha256.as_str()]);
    }

    #[test]
    fn each_once_and_only_what_is_in_force() {
        let ders = ders();
        let twice = [pem::write(&ders[0]), pem::write(&ders[1]), pem::write(&ders[0])].concat();
        assert_eq!(digests(certificates(twice.as_bytes())).len(), 2);
        let lote = list(vec![
            service(&ders[0], Some("http://c2pa.org/conformance/trust-list/withdrawn")),
            service(&ders[1], None),
        ]);
        assert_eq!(digests(certificates(&lote)), [super::super::certificate::sha256(&ders[1])]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let broken = SIGNERS.replacen("MIIC3DCC", "MIIC3DCCAAAA", 1);
        let none = list(vec![]);
        let many = list(vec![service(&ders()[0], None); MAX_LIST_CERTIFICATES + 1]);
        let cases: &[(&[u8], Unusable)] = &[
            (b"", Unusable::NoCertificate),
            (b"hello", Unusable::NoCertificate),
            (b"\x30\x82\xff\xff no certificate", Unusable::NoCertificate),
            (&none, Unusable::NoCertificate),
            (broken.as_bytes(), Unusable::Broken { number: 1 }),
            (b"{\"a\": 1}", Unusable::NoList),
            (b"{", Unusable::NoList),
            (&[b' '; MAX_LIST_BYTES + 1], Unusable::TooLarge { limit: MAX_LIST_BYTES }),
            (&many, Unusable::TooMany { limit: MAX_LIST_CERTIFICATES }),
        ];
        for (file, expected) in cases {
            assert_eq!(certificates(file).as_ref(), Err(expected), "{}", file.len());
            assert!(!expected.told().en.is_empty() && !expected.told().fr.is_empty());
        }
    }
}
