//! Whom the user trusts beside the lists that ship: pins and imported lists, and the book that holds them.
//!
//! The functions that take a [`TrustBook`] are meant for [`TrustStore::change`].

mod overview;
mod refusal;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use whence_inspect::Unusable;
use whence_model::{
    ImportedList, Pin, Refusal, TrustBook, Untrusted,
    facts::provenance::{Certificate, CredentialClass},
};
pub use whence_store::{StoreError, TrustStore, folder};

pub use self::{
    overview::{ListOverview, OLD_AFTER_DAYS, PinOverview, TrustOverview},
    refusal::TrustRefusal,
};
use crate::{Engine, Examination, Source};

/// Characters of a note.
pub const MAX_NOTE: usize = 1000;
/// Characters of a list's name.
pub const MAX_NAME: usize = 80;
/// Characters of a certificate's name that are kept with its pin.
const MAX_SIGNER_NAME: usize = 200;
/// Digits that name a pin at least.
const MIN_PREFIX: usize = 4;
/// What reports call all pins together.
const PINNED: &str = "pinned";

/// A pin of who signed this picture, or of the one certificate (PEM or DER) that the file is.
///
/// # Errors
/// As [`pin_from`] and [`pin_certificate`].
pub fn pin_file(source: &Source, note: &str, engine: &Engine) -> Result<Pin, TrustRefusal> {
    match engine.examine(source, &mut |_| std::ops::ControlFlow::Continue(())) {
        Ok(examination) => pin_from(&examination, note),
        Err(Refusal::NotAnImage { .. }) => pin_certificate(&source.read()?, note),
        Err(refusal) => Err(refusal.into()),
    }
}

/// A pin of who signed an examined picture: the certificate that made the signature of the active manifest.
///
/// # Errors
/// Nobody signed it, or the signature does not hold: then nothing shows that this certificate made it.
pub fn pin_from(examination: &Examination, note: &str) -> Result<Pin, TrustRefusal> {
    let pem = examination.signer_certificate().ok_or(TrustRefusal::NoSigner)?;
    if examination.provenance().class == CredentialClass::CredentialsAltered {
        return Err(TrustRefusal::SignatureBroken);
    }
    pin_certificate(pem.as_bytes(), note)
}

/// A pin of one certificate, in PEM or DER.
///
/// # Errors
/// There is none, or more than one, or it is an authority's: those sign no pictures.
pub fn pin_certificate(bytes: &[u8], note: &str) -> Result<Pin, TrustRefusal> {
    let note = note.trim();
    if note.chars().count() > MAX_NOTE {
        return Err(TrustRefusal::LongNote);
    }
    let mut found = whence_inspect::certificates(bytes)?;
    let several = found.len();
    let (pem, certificate) = match (found.pop(), several) {
        (Some(one), 1) => one,
        (None, _) => return Err(Unusable::NoCertificate.into()),
        _ => return Err(TrustRefusal::Several { found: several }),
    };
    let name = name_of(&certificate);
    if certificate.authority {
        return Err(TrustRefusal::Authority { name });
    }
    Ok(Pin { sha256: certificate.sha256, name, pem, note: note.into(), date: today() })
}

/// A list of the certificates in `bytes`: PEM, or the JSON of a List of Trusted Entities (ETSI TS 119 602).
///
/// # Errors
/// The name could be taken for another, or there is no certificate.
pub fn import_list(name: &str, bytes: &[u8]) -> Result<ImportedList, TrustRefusal> {
    let name = name.trim();
    let shown = Untrusted::from(name);
    if name.is_empty() || name.chars().count() > MAX_NAME || shown.to_string() != name {
        return Err(TrustRefusal::BadName);
    }
    // A report tells lists apart by their names.
    if overview::lists(&TrustBook::default()).iter().any(|list| alike(&list.name, name)) || alike(name, PINNED) {
        return Err(TrustRefusal::ShippedName { name: shown });
    }
    let found = whence_inspect::certificates(bytes)?;
    Ok(ImportedList {
        name: name.into(),
        certificates: found.len() as u32,
        pem: found.into_iter().map(|(pem, _)| pem).collect(),
        sha256: Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect(),
        date: whence_inspect::list_issued(bytes).unwrap_or_else(today),
    })
}

/// As [`import_list`], from a file. Without a name, the list is named after it.
///
/// # Errors
/// As [`import_list`], or why the file cannot be read.
pub fn import_file(name: Option<&str>, source: &Source) -> Result<ImportedList, TrustRefusal> {
    let file = source.name();
    let stem = file.raw().rsplit_once('.').map_or(file.raw(), |(stem, _)| stem);
    import_list(name.unwrap_or(stem), &source.read()?)
}

/// Adds a pin; gives back the one of the same certificate that it replaces.
pub fn add_pin(book: &mut TrustBook, pin: Pin) -> Option<Pin> {
    match book.pins.iter_mut().find(|standing| standing.sha256 == pin.sha256) {
        Some(standing) => Some(std::mem::replace(standing, pin)),
        None => {
            book.pins.push(pin);
            None
        }
    }
}

/// Takes out the pin whose digest begins so, or whose name this is.
///
/// # Errors
/// No pin is meant, or more than one.
pub fn unpin(book: &mut TrustBook, asked: &str) -> Result<Pin, TrustRefusal> {
    let digits: String = asked.chars().filter(|c| *c != ':').collect::<String>().to_ascii_lowercase();
    let meant = |pin: &Pin| {
        (digits.len() >= MIN_PREFIX && pin.sha256.starts_with(&digits)) || alike(&pin.name.to_string(), asked.trim())
    };
    let found: Vec<usize> = book.pins.iter().enumerate().filter(|(_, pin)| meant(pin)).map(|(at, _)| at).collect();
    match found[..] {
        [] => Err(TrustRefusal::NoSuchPin { asked: asked.into() }),
        [one] => Ok(book.pins.remove(one)),
        _ => Err(TrustRefusal::Ambiguous { pins: found.into_iter().map(|at| book.pins[at].clone()).collect() }),
    }
}

/// # Errors
/// Another list has this name.
pub fn add_list(book: &mut TrustBook, list: ImportedList) -> Result<(), TrustRefusal> {
    if book.lists.iter().any(|standing| alike(&standing.name, &list.name)) {
        return Err(TrustRefusal::NameTaken { name: list.name.into() });
    }
    book.lists.push(list);
    Ok(())
}

/// Takes out the imported list of this name.
///
/// # Errors
/// There is none.
pub fn remove_list(book: &mut TrustBook, name: &str) -> Result<ImportedList, TrustRefusal> {
    match book.lists.iter().position(|list| alike(&list.name, name.trim())) {
        Some(at) => Ok(book.lists.remove(at)),
        None => Err(TrustRefusal::NoSuchList { name: name.into() }),
    }
}

/// What stands in each certificate of a pin or of an imported list; nothing where the book was changed by hand and they
/// cannot be read.
pub fn certificates(pem: &str) -> Vec<Certificate> {
    let found = whence_inspect::certificates(pem.as_bytes()).unwrap_or_default();
    found.into_iter().map(|(_, certificate)| certificate).collect()
}

fn name_of(certificate: &Certificate) -> Untrusted {
    let name = certificate.organisation.as_ref().or(certificate.common_name.as_ref());
    name.map(|name| name.short(MAX_SIGNER_NAME).into()).unwrap_or_default()
}

fn alike(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNER: &str = include_str!("../../../../samples/keys/signer.pem");
    const ROOT: &str = include_str!("../../../../samples/keys/root.pem");

    fn pinned(sha256: &str, name: &str) -> Pin {
        Pin { sha256: sha256.into(), name: name.into(), ..Pin::default() }
    }

    #[test]
    fn a_pin_is_one_signers_certificate() {
        let pin = pin_certificate(SIGNER.as_bytes(), "  met in Lyon ").unwrap();
        assert_eq!((pin.name.raw(), pin.note.as_str(), pin.date.len()), ("Whence samples", "met in Lyon", 10));
        assert_eq!(certificates(&pin.pem)[0].sha256, pin.sha256);
        let refused = |bytes: &[u8]| pin_certificate(bytes, "").unwrap_err();
        assert_eq!(refused([SIGNER, ROOT].concat().as_bytes()), TrustRefusal::Several { found: 2 });
        assert_eq!(refused(ROOT.as_bytes()), TrustRefusal::Authority { name: "Whence samples".into() });
        for nothing in [&b""[..], b"hello", b"\xff\xd8\xff"] {
            assert_eq!(refused(nothing), Unusable::NoCertificate.into());
        }
        let long = |length| pin_certificate(SIGNER.as_bytes(), &"é".repeat(length)).map(|pin| pin.note.chars().count());
        assert_eq!((long(MAX_NOTE), long(MAX_NOTE + 1)), (Ok(MAX_NOTE), Err(TrustRefusal::LongNote)));
    }

    #[test]
    fn a_list_is_not_taken_for_another() {
        let list = import_list(" EBU ", [SIGNER, ROOT].concat().as_bytes()).unwrap();
        assert_eq!((list.name.as_str(), list.certificates, certificates(&list.pem).len()), ("EBU", 2, 2));
        assert_eq!((list.sha256.len(), list.date), (64, today()));
        let refused = |name: &str| import_list(name, ROOT.as_bytes()).unwrap_err();
        for name in ["", "  ", "a\u{202e}b", "a\nb", &"x".repeat(MAX_NAME + 1)] {
            assert_eq!(refused(name), TrustRefusal::BadName, "{name:?}");
        }
        let shipped = overview::lists(&TrustBook::default());
        assert!(!shipped.is_empty());
        for name in shipped.iter().map(|list| list.name.to_uppercase()).chain(["Pinned".into()]) {
            assert_eq!(refused(&name), TrustRefusal::ShippedName { name: name.as_str().into() });
        }
        assert_eq!(import_list("EBU", b"hello"), Err(Unusable::NoCertificate.into()));
    }

    #[test]
    fn a_list_says_when_it_was_issued() {
        let body: String = ROOT.lines().filter(|line| !line.starts_with('-')).collect();
        let json = format!(
            r#"{{"LoTE": {{"ListAndSchemeInformation": {{"ListIssueDateTime": "2026-08-05T00:11:47Z"}},
            "TrustedEntitiesList": [{{"TrustedEntityServices": [{{"ServiceInformation": {{"ServiceDigitalIdentity":
            {{"X509Certificates": [{{"val": "{body}"}}]}}}}}}]}}]}}}}"#
        );
        let list = import_list("EBU", json.as_bytes()).unwrap();
        assert_eq!((list.date.as_str(), list.certificates), ("2026-08-05", 1));
        assert_eq!(certificates(&list.pem), certificates(ROOT));
    }

    #[test]
    fn the_same_certificate_is_pinned_once() {
        let mut book = TrustBook::default();
        let with = |note: &str| Pin { note: note.into(), ..pinned("abcd", "Ada") };
        assert_eq!(add_pin(&mut book, with("first")), None);
        assert_eq!(add_pin(&mut book, with("second")), Some(with("first")));
        assert_eq!(book.pins, [with("second")]);
    }

    #[test]
    fn only_the_one_that_is_meant_is_unpinned() {
        let pins = vec![pinned("aabbcc11", "Ada"), pinned("aabbcc22", "Bert"), pinned("ffee0011", "Ada")];
        let mut book = TrustBook { pins, lists: Vec::new() };
        let mut asked = |asked: &str| unpin(&mut book, asked).map(|pin| pin.sha256);
        for nobody in ["", "aab", "f", "Charles", "bb:cc", "aabbcc112"] {
            assert_eq!(asked(nobody), Err(TrustRefusal::NoSuchPin { asked: nobody.into() }));
        }
        for both in ["aabbcc", "ada"] {
            assert!(matches!(asked(both), Err(TrustRefusal::Ambiguous { pins }) if pins.len() == 2), "{both}");
        }
        assert_eq!(asked("AA:BB:CC:22").as_deref(), Ok("aabbcc22"));
        assert_eq!(asked("aabbcc").as_deref(), Ok("aabbcc11"), "now there is only one");
        assert_eq!(asked(" ADA ").as_deref(), Ok("ffee0011"));
        assert_eq!(book.pins, []);
    }

    #[test]
    fn lists_have_different_names() {
        let mut book = TrustBook::default();
        let list = |name: &str| ImportedList { name: name.into(), ..ImportedList::default() };
        assert_eq!(add_list(&mut book, list("EBU")), Ok(()));
        assert_eq!(add_list(&mut book, list("ebu")), Err(TrustRefusal::NameTaken { name: "ebu".into() }));
        assert_eq!(remove_list(&mut book, "EB"), Err(TrustRefusal::NoSuchList { name: "EB".into() }));
        assert_eq!(remove_list(&mut book, "Ebu"), Ok(list("EBU")));
        assert_eq!(book, TrustBook::default());
    }
}
