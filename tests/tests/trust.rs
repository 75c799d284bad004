//! What a pinned certificate changes, and what it does not.

use std::{fs, ops::ControlFlow, path::PathBuf};

use whence_engine::{Engine, Settings, Source, TrustSettings};
use whence_model::{Lang, Report, VerdictKind, facts::provenance::CredentialClass};

fn report(sample: &str, pinned: &[&str]) -> Report {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let read = |name: &&str| fs::read_to_string(samples.join("keys").join(name)).unwrap();
    let trust = TrustSettings { pinned: pinned.iter().map(read).collect() };
    let engine = Engine::new(Settings { trust, ..Settings::default() });
    let source = Source::File(samples.join(sample));
    engine.examine(&source, &mut |_| ControlFlow::Continue(())).unwrap().report(Lang::En)
}

#[test]
fn a_pinned_signer_is_trusted_whether_by_root_or_by_certificate() {
    for pinned in [["root.pem"], ["signer.pem"]] {
        let report = report("signed.jpg", &pinned);
        assert_eq!(report.facts.provenance.class, CredentialClass::TrustedPinned, "{pinned:?}");
        assert_eq!(report.verdict.kind, VerdictKind::ProvenanceVerified);
        assert_eq!(report.verdict.because, ["provenance/signed-by-trusted-signer"]);
    }
    assert_eq!(report("signed.jpg", &[]).facts.provenance.class, CredentialClass::UnknownSigner);
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
    let report = report("altered-after-signing.jpg", &["root.pem"]);
    assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning);
    assert_eq!(report.verdict.kind, VerdictKind::ChangedAfterSigning);
}
