//! What stands in an X.509 certificate (RFC 5280).

use sha2::{Digest, Sha256};
use whence_model::{Untrusted, facts::provenance::Certificate};
use x509_parser::{
    certificate::X509Certificate,
    prelude::FromDer,
    time::ASN1Time,
    x509::{AttributeTypeAndValue, X509Name},
};

use super::text;
use crate::limits::MAX_CERTIFICATE_BYTES;

/// Reads a certificate from its DER bytes; absent where they are anything else, or more than one. Nothing is verified:
/// anybody can write any name into one.
pub fn describe(der: &[u8]) -> Option<Certificate> {
    let certificate = parse(der)?;
    let validity = certificate.validity();
    let (subject, issuer) = (certificate.subject(), certificate.issuer());
    Some(Certificate {
        organisation: first(subject.iter_organization()),
        common_name: first(subject.iter_common_name()),
        issuer: name(issuer),
        not_before: rfc3339(&validity.not_before),
        not_after: rfc3339(&validity.not_after),
        serial: crate::hex(certificate.raw_serial()),
        sha256: sha256(der),
        authority: certificate.is_ca(),
    })
}

/// Of the DER bytes, 64 lower-case hexadecimal digits.
pub fn sha256(der: &[u8]) -> String {
    crate::hex(&Sha256::digest(der))
}

/// Whether it may issue others (basicConstraints, section 4.2.1.9). What cannot be read may not.
pub fn is_authority(der: &[u8]) -> bool {
    parse(der).is_some_and(|certificate| certificate.is_ca())
}

/// Whether it may issue certificates for time stamps (extended key usage, section 4.2.1.12: without the extension, for
/// any use), and whether for signatures on anything else.
pub fn vouches_for_time_and_signers(der: &[u8]) -> (bool, bool) {
    let Some(certificate) = parse(der).filter(|certificate| certificate.is_ca()) else { return (false, false) };
    match certificate.extended_key_usage() {
        Ok(None) => (true, true),
        Ok(Some(usage)) => {
            let usage = usage.value;
            let others = usage.any || usage.email_protection || usage.code_signing || !usage.other.is_empty();
            (usage.any || usage.time_stamping, others || !usage.time_stamping)
        }
        Err(_) => (false, false),
    }
}

fn parse(der: &[u8]) -> Option<X509Certificate<'_>> {
    let der = (der.len() <= MAX_CERTIFICATE_BYTES).then_some(der)?;
    let (rest, certificate) = X509Certificate::from_der(der).ok()?;
    rest.is_empty().then_some(certificate)
}

fn name(name: &X509Name) -> Option<Untrusted> {
    first(name.iter_organization()).or_else(|| first(name.iter_common_name()))
}

fn first<'a>(mut attributes: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>) -> Option<Untrusted> {
    let attribute = attributes.next()?;
    // Strings of old certificates are in other alphabets; what is no UTF-8 in them becomes a replacement character.
    Some(text(
        attribute.as_str().map(Into::into).unwrap_or_else(|_| String::from_utf8_lossy(attribute.as_slice())).as_ref(),
    ))
}

fn rfc3339(time: &ASN1Time) -> String {
    let time = time.to_datetime();
    let (year, month, day) = time.to_calendar_date();
    let (hour, minute, second) = time.to_hms();
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month))
}

#[cfg(test)]
mod tests {
    use super::{super::pem, *};

    const SIGNERS: &str = include_str!("../../trust/c2pa-signers.pem");
    const STAMPS: &str = include_str!("../../trust/c2pa-tsa.pem");

    fn ders(text: &str) -> Vec<Vec<u8>> {
        pem::read(text).map(|der| der.expect("DER")).collect()
    }

    #[test]
    fn a_certificate_in_plain_words() {
        let der = &ders(SIGNERS)[0];
        let expected = Certificate {
            organisation: Some("Google LLC".into()),
            common_name: Some("Google C2PA Media Services 1P ICA G3".into()),
            issuer: Some("Google LLC".into()),
            not_before: "2025-05-08T22:36:26Z".into(),
            not_after: "2030-05-08T22:36:26Z".into(),
            serial: "41faa52147762158da7f9b2cff8dfd16091eee3e".into(),
            sha256: "".into(),
            authority: true,
        };
        let told = describe(der).expect("a certificate");
        assert_eq!(told.sha256.len(), 64);
        assert_eq!(Certificate { sha256: String::new(), ..told }, expected);
    }

    #[test]
    fn all_certificates_of_the_official_lists_may_issue() {
        for (list, time) in [(SIGNERS, false), (STAMPS, true)] {
            for der in ders(list) {
                assert!(is_authority(&der));
                let vouches = vouches_for_time_and_signers(&der);
                assert!(if time { vouches.0 } else { vouches.1 }, "{:?}", describe(&der));
            }
        }
        let only_time = ders(STAMPS).iter().filter(|der| vouches_for_time_and_signers(der) == (true, false)).count();
        assert!(only_time > 5, "{only_time}");
    }

    #[test]
    fn whoever_may_not_issue_is_no_authority() {
        let mut der = ders(SIGNERS).remove(0);
        let at = der.windows(5).position(|w| w == [0x06, 0x03, 0x55, 0x1d, 0x13]).expect("basicConstraints");
        let ca = at + der[at..].windows(4).position(|w| w == [0x30, 0x06, 0x01, 0x01]).expect("cA");
        der[ca + 4] = 0;
        assert!(!is_authority(&der), "cA FALSE");
        assert_eq!(vouches_for_time_and_signers(&der), (false, false));
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        let der = ders(SIGNERS).remove(0);
        assert_eq!(describe(b"no certificate"), None);
        assert_eq!(describe(&[&der[..], b"more"].concat()), None);
        assert_eq!(describe(&[0x30; MAX_CERTIFICATE_BYTES + 1]), None);
        // No length of it is read as a whole, and none is a panic.
        assert!((0..der.len()).all(|length| describe(&der[..length]).is_none()));
    }
}
