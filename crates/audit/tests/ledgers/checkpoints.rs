//! Checkpoints, signed by a signer of the tests' own.

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use whence_audit::{Checkpoint, Held, NoteError, VerifierKey};
use whence_model::{
    Lang,
    ledger::{NO_ENTRY, Stored},
};

use crate::{
    audit, audit_with,
    writer::{LEDGER, Writer, hex},
};

const NAME: &str = "desk.example/ledger";

fn key() -> (SigningKey, Vec<u8>, VerifierKey) {
    let key = SigningKey::from_bytes(&[3; 32]);
    let public = [&[1], &key.verifying_key().to_bytes()[..]].concat();
    let id = Sha256::digest([NAME.as_bytes(), b"\n", &public].concat())[..4].to_vec();
    let verifier = format!("{NAME}+{}+{}", hex(&id), BASE64_STANDARD.encode(&public)).parse().unwrap();
    (key, id, verifier)
}

fn signed(text: &str) -> String {
    let (key, id, _) = key();
    let signature = [&id[..], &key.sign(text.as_bytes()).to_bytes()].concat();
    format!("{text}\n— {NAME} {}\n", BASE64_STANDARD.encode(signature))
}

fn text(ledger: &str, entries: u64, head: &str) -> String {
    let head: Vec<u8> = (0..64).step_by(2).map(|at| u8::from_str_radix(&head[at..at + 2], 16).unwrap()).collect();
    let head = BASE64_STANDARD.encode(head);
    format!("whence-ledger/{ledger}\n{entries}\n{head}\n2026-11-30T10:00:00Z\n")
}

fn opened(text: &str) -> Checkpoint {
    Checkpoint::open(signed(text).as_bytes(), &key().2).unwrap()
}

/// Of so many of these entries.
pub fn checkpoint(entries: &[Stored], count: u64) -> Checkpoint {
    let head = count.checked_sub(1).map_or(NO_ENTRY, |last| &entries[last as usize].digest);
    opened(&text(LEDGER, count, head))
}

fn three() -> Vec<Stored> {
    let mut writer = Writer::default();
    writer.report(1, false);
    writer.decide(1);
    writer.report(2, false);
    writer.entries
}

fn held(entries: &[Stored], checkpoint: Checkpoint) -> (Held, [String; 2]) {
    let seen = audit_with(entries, [checkpoint]);
    let checked = &seen.checkpoints[0];
    assert_eq!(seen.agrees(), seen.disagreement.is_none() && checked.held == Held::Agrees);
    (checked.held.clone(), [Lang::En, Lang::Fr].map(|lang| checked.sentence(lang)))
}

#[test]
fn a_ledger_that_grew_still_agrees() {
    let entries = three();
    for count in 0..=3 {
        let (held, [en, fr]) = held(&entries, checkpoint(&entries, count));
        assert_eq!(held, Held::Agrees);
        assert!(en.contains("what it was") && fr.contains("à la signature"), "{en} {fr}");
    }
    assert_eq!(held(&[], checkpoint(&[], 0)).0, Held::Agrees);
}

#[test]
fn a_ledger_that_lost_its_last_entries_is_told() {
    let entries = three();
    let (held, [en, fr]) = held(&entries[..2], checkpoint(&entries, 3));
    assert_eq!(held, Held::TailCut { entries: 2 });
    assert!(en.contains("cut off") && en.contains("compare") && fr.contains("coupées"), "{en} {fr}");
}

#[test]
fn another_ledger_is_told() {
    let entries = three();
    let other = "ff".repeat(16);
    for count in [0, 1] {
        let head = if count == 0 { NO_ENTRY } else { &entries[0].digest };
        let (held, sentences) = held(&entries, opened(&text(&other, count, head)));
        assert_eq!(held, Held::OtherLedger { found: LEDGER.into() });
        assert!(sentences.iter().all(|told| told.contains(LEDGER) && told.contains(&other)), "{sentences:?}");
    }
}

#[test]
fn behind_a_break_nothing_is_told() {
    let mut entries = three();
    let (second, third) = (checkpoint(&entries, 2), checkpoint(&entries, 3));
    entries[1].header[20] ^= 1;
    for checkpoint in [second, third] {
        let (held, [en, fr]) = held(&entries, checkpoint);
        assert_eq!(held, Held::Broken { position: 2 });
        assert!(en.contains("cannot be told") && fr.contains("rompt"), "{en} {fr}");
    }
    let before = checkpoint(&entries, 1);
    assert_eq!(held(&entries, before).0, Held::Agrees);
}

#[test]
fn a_part_that_was_changed_breaks_no_chain() {
    let mut entries = three();
    entries[0].parts[0].bytes[40] ^= 1;
    let seen = audit_with(&entries, [checkpoint(&entries, 3)]);
    assert_eq!(seen.disagreement.as_ref().unwrap().position, 1);
    assert_eq!(seen.checkpoints[0].held, Held::Agrees);
    assert!(!seen.agrees());
}

#[test]
fn a_head_that_differs_is_told_with_both_digests() {
    let entries = three();
    let (held, sentences) = held(&entries, opened(&text(LEDGER, 2, &entries[2].digest)));
    assert_eq!(held, Held::Differs { found: entries[1].digest.clone() });
    for told in sentences {
        assert!(told.contains(&entries[1].digest) && told.contains(&entries[2].digest), "{told}");
    }
}

#[test]
fn without_a_checkpoint_it_is_said_what_that_leaves_open() {
    let entries = three();
    let seen = audit(&entries);
    assert!(seen.agrees());
    assert!(seen.sentence(Lang::En).contains("only a checkpoint kept elsewhere can show"));
    assert!(seen.sentence(Lang::Fr).contains("seul un point de contrôle"));
    let with = audit_with(&entries, [checkpoint(&entries, 3)]).sentence(Lang::En);
    assert!(with.contains(&entries[2].digest) && !with.contains("elsewhere"), "{with}");
}

#[test]
fn what_the_key_did_not_sign_is_no_checkpoint() {
    let (_, _, verifier) = key();
    let note = signed(&text(LEDGER, 1, &"ab".repeat(32)));
    assert!(Checkpoint::open(note.as_bytes(), &verifier).is_ok());
    let wrong = NoteError::WrongSignature { key: verifier.to_string() };
    assert_eq!(Checkpoint::open(note.replace("\n1\n", "\n2\n").as_bytes(), &verifier), Err(wrong));
    let no_checkpoint = signed("something else\n");
    assert_eq!(Checkpoint::open(no_checkpoint.as_bytes(), &verifier), Err(NoteError::NoCheckpoint));
}
