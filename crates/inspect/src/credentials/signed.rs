//! Tests with pictures that are signed here and now, by signers that nobody else trusts.

use std::{io::Cursor, sync::Arc};

use c2pa::{Builder, Context, EphemeralSigner, Settings, Signer, SigningAlg};
use image::{ImageFormat, RgbImage};
use whence_model::{
    Format, ImportedList, Pin, TrustBook,
    facts::{
        metadata::Metadata,
        provenance::{ClaimKind, CredentialClass, Flag, Provenance},
    },
};

use super::{Reader, Subject, certificate, lists::Lists, pem};

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
    let pins = pinned.iter().map(|der| pin(der)).collect();
    read_against(&Lists::shipped(), &TrustBook { pins, lists: Vec::new() }, bytes)
}

fn read_against(lists: &Lists, book: &TrustBook, bytes: &[u8]) -> Provenance {
    let walk = crate::container::walk(Format::Jpeg, bytes);
    let metadata = Metadata::default();
    let subject = Subject { format: Format::Jpeg, bytes, walk: &walk, metadata: &metadata, detached: None };
    Reader::against(lists, book, false).read(subject).provenance
}

fn pin(der: &[u8]) -> Pin {
    Pin { pem: pem::write(der), note: "met in Oslo".into(), ..Pin::default() }
}

fn imported(ders: &[&[u8]]) -> ImportedList {
    let pem = ders.iter().map(|der| pem::write(der)).collect();
    ImportedList { name: "Agency".into(), pem, ..ImportedList::default() }
}

/// The lists that ship, with an interim list of these rows.
fn interim(rows: &[(&str, &[u8])]) -> Lists {
    let row = |(kind, der): &(&str, &[u8])| format!("{kind}\t\t\t\t\t{}\n", certificate::sha256(der));
    let mut lists = Lists::shipped();
    lists.interim.text = rows.iter().map(row).collect::<String>().into();
    lists
}

/// Class, the list it was found on, and the note.
fn told(provenance: Provenance) -> (CredentialClass, Option<String>, Option<String>) {
    let signer = provenance.signer.expect("a signer");
    (provenance.class, signer.found_on, signer.note)
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
        assert_eq!(trusted.lists.len(), 4);
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

#[test]
fn each_list_answers_for_itself() {
    use CredentialClass::{TrustedInterim, TrustedOfficial, TrustedPinned, UnknownSigner};
    let ada = signer("Ada");
    let bytes = sign(&under(&ada));
    let [own, authority] = certificates(&ada);
    let nobody = TrustBook::default();
    let shipped = Lists::shipped();
    let note = Some("met in Oslo".to_owned());
    let name = shipped.interim.facts.name.clone();
    let of_interim = || (TrustedInterim, Some(name.clone()), None);
    let of_agency = || (TrustedPinned, Some("Agency".to_owned()), None);
    let of_pin = || (TrustedPinned, Some("pinned".to_owned()), note.clone());
    let book = |pins: &[&[u8]], list: &[&[u8]]| TrustBook {
        pins: pins.iter().map(|der| pin(der)).collect(),
        lists: if list.is_empty() { Vec::new() } else { vec![imported(list)] },
    };
    let by_root = interim(&[("anchor", &authority)]);
    let by_leaf = interim(&[("end_entity", &own)]);
    let read = |lists: &Lists, book: &TrustBook| told(read_against(lists, book, &bytes));

    assert_eq!(read(&shipped, &nobody), (UnknownSigner, None, None));
    assert_eq!(read(&by_root, &nobody), of_interim());
    assert_eq!(read(&by_leaf, &nobody), of_interim());
    assert_eq!(read(&shipped, &book(&[], &[&authority])), of_agency());
    assert_eq!(read(&shipped, &book(&[], &[&own])), of_agency());
    assert_eq!(read(&shipped, &book(&[&own], &[])), of_pin());
    assert_eq!(read(&shipped, &book(&[&authority], &[])), of_pin());
    // Official before imported before pinned before interim, by whichever certificate.
    for lists in [&by_root, &by_leaf] {
        assert_eq!(read(lists, &book(&[&own], &[])), of_pin());
        assert_eq!(read(lists, &book(&[&authority], &[])), of_pin());
        assert_eq!(read(lists, &book(&[], &[&authority])), of_agency());
        assert_eq!(read(lists, &book(&[], &[&own])), of_agency());
    }
    assert_eq!(read(&shipped, &book(&[&authority], &[&authority])), of_agency());
    for lists in [interim(&[]), by_root, by_leaf] {
        let mut lists = lists;
        lists.signers.text = pem::write(&authority).into();
        let official = Some(lists.signers.facts.name.clone());
        assert_eq!(read(&lists, &nobody), (TrustedOfficial, official.clone(), None));
        assert_eq!(read(&lists, &book(&[&own], &[])), (TrustedOfficial, official, note.clone()), "with the note");
    }
}

#[test]
fn an_authority_for_time_stamps_vouches_for_no_signer() {
    let ada = signer("Ada");
    let bytes = sign(&under(&ada));
    let mut lists = Lists::shipped();
    lists.stamps.text = pem::write(&certificates(&ada)[1]).into();
    assert_eq!(read_against(&lists, &TrustBook::default(), &bytes).class, CredentialClass::UnknownSigner);
}

#[test]
fn an_interim_anchor_must_stand_in_the_file() {
    let ada = signer("Ada");
    let [own, authority] = certificates(&ada);
    let lists = interim(&[("anchor", &authority)]);
    let without = sign(&Under { key: &ada, certificates: vec![own.clone()] });
    assert_eq!(read_against(&lists, &TrustBook::default(), &without).class, CredentialClass::UnknownSigner);
    // That another file brought it before changes nothing.
    let reader = Reader::against(&lists, &TrustBook::default(), false);
    let classes = [sign(&under(&ada)), without].map(|bytes| {
        let (walk, metadata) = (crate::container::walk(Format::Jpeg, &bytes), Metadata::default());
        let subject = Subject { format: Format::Jpeg, bytes: &bytes, walk: &walk, metadata: &metadata, detached: None };
        reader.read(subject).provenance.class
    });
    assert_eq!(classes, [CredentialClass::TrustedInterim, CredentialClass::UnknownSigner]);
}

#[test]
fn another_list_is_another_report() {
    let bytes = sign(&signer("Ada"));
    let report = |lists: &Lists| read_against(lists, &TrustBook::default(), &bytes).lists;
    let shipped = Lists::shipped();
    let mut renamed = shipped.clone();
    renamed.signers.facts.name = "Another Trust List".into();
    assert_ne!(report(&shipped), report(&renamed));
    let mut grown = shipped.clone();
    grown.signers.facts.sha256 = certificate::sha256(b"another list");
    assert_ne!(report(&shipped), report(&grown));
    assert_eq!(report(&shipped), report(&shipped.clone()));
}

/// Whoever holds a signer's key must not be able to issue certificates in other names: the library did not ask until
/// version 0.91.
#[test]
fn a_signer_is_no_authority() {
    let (ada, rogue) = (signer("Ada"), signer("A Newsroom"));
    let [own, authority] = certificates(&ada);
    let issued = issue(&certificates(&rogue)[0], &own, &ada);
    let chain = vec![issued.clone(), own.clone(), authority.clone()];
    let bytes = sign(&Under { key: &rogue, certificates: chain });
    for trusted in [&[&authority[..]][..], &[&own], &[&own, &authority]] {
        let provenance = read(&bytes, trusted);
        assert_eq!(provenance.class, CredentialClass::UnknownSigner, "{:?}", provenance.codes);
        let named = provenance.signer.expect("a signer");
        assert_eq!((named.common_name, named.found_on), (Some("A Newsroom".into()), None), "only a claim");
        let book = TrustBook { pins: Vec::new(), lists: vec![imported(trusted)] };
        assert_eq!(read_against(&Lists::shipped(), &book, &bytes).class, CredentialClass::UnknownSigner);
    }
    for rows in [
        &[("anchor", &authority[..])][..],
        &[("anchor", &own)],
        &[("end_entity", &own)],
        &[("anchor", &own), ("end_entity", &own), ("anchor", &authority)],
    ] {
        let provenance = read_against(&interim(rows), &TrustBook::default(), &bytes);
        assert_eq!(provenance.class, CredentialClass::UnknownSigner, "{rows:?}");
    }
    // The chain may leave the pinned signer out, so that the library meets it as an anchor only.
    let bytes = sign(&Under { key: &rogue, certificates: vec![issued.clone()] });
    assert_eq!(read(&bytes, &[&own]).class, CredentialClass::UnknownSigner);
    let rows = interim(&[("anchor", &own), ("end_entity", &own)]);
    assert_eq!(read_against(&rows, &TrustBook::default(), &bytes).class, CredentialClass::UnknownSigner);
    // Were it not for the issuer, the picture would be fine: the forged certificate, pinned itself, is trusted.
    assert_eq!(read(&bytes, &[&issued]).class, CredentialClass::TrustedPinned);
}

/// With its authority's certificate in the chain.
fn under(key: &EphemeralSigner) -> Under<'_> {
    Under { key, certificates: certificates(key).into() }
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
