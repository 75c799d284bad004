//! What the user's own trust changes, and what it does not.

use std::{fs, ops::ControlFlow, path::PathBuf};

use whence_engine::{Engine, Settings, Source};
use whence_model::{
    ImportedList, Lang, Pin, Report, TrustBook, VerdictKind,
    facts::provenance::{CredentialClass, ListOrigin, Signer, TrustList},
};

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

fn key(name: &str) -> String {
    fs::read_to_string(samples().join("keys").join(name)).unwrap()
}

fn report_with(sample: &str, trust: TrustBook) -> Report {
    let engine = Engine::new(Settings { trust, ..Settings::default() });
    let source = Source::File(samples().join(sample));
    engine.examine(&source, &mut |_| ControlFlow::Continue(())).unwrap().report(Lang::En)
}

fn report(sample: &str, pinned: &[&str]) -> Report {
    let pin = |name: &&str| Pin { pem: key(name), ..Pin::default() };
    report_with(sample, TrustBook { pins: pinned.iter().map(pin).collect(), lists: Vec::new() })
}

fn list(name: &str, key_name: &str) -> ImportedList {
    ImportedList {
        name: name.into(),
        pem: key(key_name),
        sha256: "5".repeat(64),
        certificates: 1,
        date: "2026-10-01".into(),
    }
}

fn imported(list: ImportedList) -> TrustBook {
    TrustBook { pins: Vec::new(), lists: vec![list] }
}

fn signer(report: &Report) -> &Signer {
    report.facts.provenance.signer.as_ref().unwrap()
}

#[test]
fn a_pinned_signer_is_trusted_whether_by_root_or_by_certificate() {
    for pinned in [["root.pem"], ["signer.pem"]] {
        let report = report("signed.jpg", &pinned);
        assert_eq!(report.facts.provenance.class, CredentialClass::TrustedPinned, "{pinned:?}");
        assert_eq!(report.verdict.kind, VerdictKind::ProvenanceVerified);
        assert_eq!(report.verdict.because, ["provenance/signed-by-trusted-signer"]);
        assert_eq!(signer(&report).found_on.as_deref(), Some("pinned"));
    }
    assert_eq!(report("signed.jpg", &[]).facts.provenance.class, CredentialClass::UnknownSigner, "unpinned again");
}

#[test]
fn the_note_beside_a_pin_stands_in_the_report() {
    let noted = |note: &str| {
        let pin = Pin { pem: key("signer.pem"), note: note.into(), date: "2026-11-02".into(), ..Pin::default() };
        report_with("signed.jpg", TrustBook { pins: vec![pin], lists: Vec::new() })
    };
    let report = noted("our own photographer");
    assert_eq!(signer(&report).note.as_deref(), Some("our own photographer"));
    let list = report.facts.provenance.lists.last().unwrap();
    assert_eq!((list.origin, list.certificates, &*list.date), (ListOrigin::Pinned, 1, "2026-11-02"));
    assert_eq!(signer(&noted("")).note, None);
}

#[test]
fn a_note_never_stands_beside_what_does_not_hold() {
    let pin = Pin { pem: key("signer.pem"), note: "our own photographer".into(), ..Pin::default() };
    let report = report_with("altered-after-signing.jpg", TrustBook { pins: vec![pin], lists: Vec::new() });
    assert_eq!((&signer(&report).note, &signer(&report).found_on), (&None, &None));
}

#[test]
fn an_imported_list_is_named_and_told_from_pins() {
    for key_name in ["root.pem", "signer.pem"] {
        let report = report_with("signed.jpg", imported(list("Agency list", key_name)));
        let provenance = &report.facts.provenance;
        assert_eq!(provenance.class, CredentialClass::TrustedPinned, "{key_name}");
        assert_eq!(signer(&report).found_on.as_deref(), Some("Agency list"));
        let told = provenance.lists.last().unwrap();
        assert_eq!((told.origin, told.certificates, &*told.date), (ListOrigin::Imported, 1, "2026-10-01"));
    }
    let without = report_with("signed.jpg", TrustBook::default());
    assert_eq!(without.facts.provenance.class, CredentialClass::UnknownSigner, "not there any more");
}

#[test]
fn an_imported_list_cannot_pass_for_c2pas_own() {
    let official = report("signed.jpg", &[]).facts.provenance.lists.remove(0);
    let report = report_with("signed.jpg", imported(list(&official.name, "root.pem")));
    assert_eq!(report.facts.provenance.class, CredentialClass::TrustedPinned);
    assert_ne!(signer(&report).found_on, Some(official.name));
}

#[test]
fn every_report_names_its_lists() {
    for sample in ["signed.jpg", "altered-after-signing.jpg"] {
        let report = report(sample, &[]);
        let lists = &report.facts.provenance.lists;
        let told: Vec<(ListOrigin, &str)> = lists.iter().map(|list| (list.origin, &*list.purpose)).collect();
        let [official, interim] = [ListOrigin::Official, ListOrigin::Interim];
        assert_eq!(told, [(official, "signer"), (official, "timestamp"), (interim, "signer")]);
        let whole = |list: &TrustList| {
            list.sha256.len() == 64 && list.date.len() == 10 && !list.source.is_empty() && !list.licence.is_empty()
        };
        assert!(lists.iter().all(whole), "{lists:?}");
        assert!(!report.engine.c2pa.is_empty());
    }
}

#[test]
fn another_name_or_digest_is_another_report() {
    let of = |list| report_with("signed.jpg", imported(list)).facts.provenance;
    let one = of(list("Agency list", "root.pem"));
    assert_eq!(one, of(list("Agency list", "root.pem")));
    assert_ne!(one, of(list("Agency list of May", "root.pem")));
    assert_ne!(one, of(ImportedList { sha256: "6".repeat(64), ..list("Agency list", "root.pem") }));
}

#[test]
fn a_trusted_declaration_of_ai_is_strong() {
    let report = report("signed-ai.jpg", &["root.pem"]);
    assert_eq!(report.verdict.kind, VerdictKind::DeclaredAi);
    let row = report.rows.iter().find(|row| row.check == "declared/signed-ai-generation").unwrap();
    assert_eq!(row.strength, Some(whence_model::Strength::Strong));
}

#[test]
fn trust_does_not_mend_what_changed() {
    for trust in [
        imported(list("Agency list", "root.pem")),
        TrustBook { pins: vec![Pin { pem: key("root.pem"), ..Pin::default() }], lists: Vec::new() },
    ] {
        let report = report_with("altered-after-signing.jpg", trust);
        assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning);
        assert_eq!(report.verdict.kind, VerdictKind::ChangedAfterSigning);
    }
}

#[test]
fn the_signing_certificate_can_be_pinned_from_the_file_itself() {
    let examine = |trust| {
        let engine = Engine::new(Settings { trust, ..Settings::default() });
        engine.examine(&Source::File(samples().join("signed.jpg")), &mut |_| ControlFlow::Continue(())).unwrap()
    };
    let examined = examine(TrustBook::default());
    let pem = examined.signer_certificate().unwrap().to_owned();
    let pinned = examine(TrustBook { pins: vec![Pin { pem, ..Pin::default() }], lists: Vec::new() });
    assert_eq!(pinned.report(Lang::En).facts.provenance.class, CredentialClass::TrustedPinned);
}
