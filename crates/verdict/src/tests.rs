//! The policy read aloud: on the left what the rows are, on the right the answer.

use whence_model::{
    Direction, Family, Lang, Row, Status, Strength,
    VerdictKind::{
        self, ChangedAfterSigning, Conflicting, DeclaredAi, Inconclusive, KnownMatch, NotAssessable,
        ProvenanceVerified, SignsOfEditing,
    },
};

use crate::{judge, policy, rules};

const SIGNED_AI: &str = "declared/signed-ai-generation ai strong";
const SIGNED_CAPTURE: &str = "declared/signed-camera-capture camera strong";
const TRUSTED: &str = "provenance/signed-by-trusted-signer unchanged cryptographic";
const CHANGED: &str = "provenance/changed-after-signing changed cryptographic";
const DATA_DIFFER: &str = "provenance/signed-metadata-differs changed moderate";
const LABEL: &str = "declared/ai-source-label ai moderate";
const EDIT_LABEL: &str = "declared/ai-edit-label edited moderate";
const SETTINGS: &str = "declared/generator-parameters ai moderate";
const NOVELAI: &str = "declared/novelai-signature ai strong";
const NOVELAI_BROKEN: &str = "declared/novelai-signature context weak";
const NOVELAI_SETTINGS: &str = "declared/novelai-metadata ai moderate";
const WATERMARK: &str = "declared/public-watermark ai moderate";
const HIDDEN: &str = "declared/hidden-data ai weak";
const REPAINTED: &str = "declared/generator-graph edited moderate";
const FROM_PICTURE: &str = "declared/generator-graph ai moderate";
const SAMSUNG: &str = "declared/samsung-ai-edit edited moderate";
const PROCESSED: &str = "declared/processing-graph context weak";
const COHERENT: &str = "metadata/coherent-capture camera moderate";
const WEAK_NAME: &str = "declared/generator-hint ai weak";
const SAME_FILE: &str = "known/identical-file known cryptographic";
const LOOKS_SAME: &str = "known/near-copy known strong";
const NEAR_COPY: &str = "known/near-copy known moderate";
const THUMBNAIL: &str = "structure/thumbnail-differs edited strong";
const STRUCTURE: &str = "structure/a edited moderate";
const METADATA: &str = "metadata/b edited moderate";
const PIXEL: &str = "pixel/c edited strong";
const MODEL: &str = "model/d edited strong";

type Line = (&'static [&'static str], VerdictKind, &'static [&'static str]);

#[rustfmt::skip]
const POLICY: &[Line] = &[
    // A trusted signature over a declaration of AI leads, whatever else is there.
    (&[SIGNED_AI], DeclaredAi, &["declared/signed-ai-generation"]),
    (&[SIGNED_AI, TRUSTED, SIGNED_CAPTURE, SAME_FILE, THUMBNAIL], DeclaredAi, &["declared/signed-ai-generation"]),
    (&[LABEL, SIGNED_AI], DeclaredAi, &["declared/signed-ai-generation"]),

    (&["declared/signed-ai-edit edited strong"], DeclaredAi, &["declared/signed-ai-edit"]),
    // So does a generator's own signature; one that does not hold says nothing, and what it signed is unsigned.
    (&[NOVELAI], DeclaredAi, &["declared/novelai-signature"]),
    (&[NOVELAI_SETTINGS, NOVELAI, SAME_FILE, COHERENT], DeclaredAi, &["declared/novelai-signature"]),
    (&[NOVELAI, SIGNED_CAPTURE, TRUSTED], DeclaredAi, &["declared/novelai-signature"]),
    (&[NOVELAI_BROKEN], Inconclusive, &[]),
    (&[NOVELAI_BROKEN, NOVELAI_SETTINGS], DeclaredAi, &["declared/novelai-metadata"]),

    // The same bytes on a list: the list's rating is quoted.
    (&[SAME_FILE], KnownMatch, &["known/identical-file"]),
    (&[LABEL, SAME_FILE, CHANGED], KnownMatch, &["known/identical-file"]),
    (&[TRUSTED, LABEL, SAME_FILE], KnownMatch, &["known/identical-file"]),
    (&[SIGNED_CAPTURE, SETTINGS, SAME_FILE], KnownMatch, &["known/identical-file"]),

    // An unsigned declaration of AI on a camera capture: a person decides. Weak rows do not contradict.
    (&[SIGNED_CAPTURE, SETTINGS], Conflicting, &["declared/signed-camera-capture", "declared/generator-parameters"]),
    (&["metadata/x camera moderate", EDIT_LABEL], Conflicting, &["metadata/x", "declared/ai-edit-label"]),
    (&[LABEL, EDIT_LABEL, SETTINGS, "metadata/x camera moderate"], Conflicting,
        &["declared/ai-source-label", "metadata/x", "declared/ai-edit-label"]),
    (&[SETTINGS, COHERENT], Conflicting, &["declared/generator-parameters", "metadata/coherent-capture"]),
    (&[COHERENT, WATERMARK], Conflicting, &["metadata/coherent-capture", "declared/public-watermark"]),
    (&[COHERENT, SAMSUNG], Conflicting, &["metadata/coherent-capture", "declared/samsung-ai-edit"]),
    (&[COHERENT, HIDDEN, PROCESSED], Inconclusive, &[]),
    (&[TRUSTED, SIGNED_CAPTURE, WEAK_NAME], ProvenanceVerified, &["provenance/signed-by-trusted-signer"]),
    (&["metadata/x camera moderate", "structure/e edited weak", LABEL], DeclaredAi, &["declared/ai-source-label"]),
    (&[SIGNED_CAPTURE, "structure/e edited weak", SETTINGS], Conflicting,
        &["declared/signed-camera-capture", "declared/generator-parameters"]),
    (&["metadata/x camera weak", LABEL], DeclaredAi, &["declared/ai-source-label"]),
    (&[TRUSTED, SIGNED_CAPTURE, LABEL], Conflicting, &["declared/signed-camera-capture", "declared/ai-source-label"]),

    // A trusted signature does not cancel what contradicts it.
    (&[TRUSTED, LABEL], Conflicting, &["provenance/signed-by-trusted-signer", "declared/ai-source-label"]),
    (&[TRUSTED, THUMBNAIL], Conflicting, &["provenance/signed-by-trusted-signer", "structure/thumbnail-differs"]),
    (&[TRUSTED, LABEL, NEAR_COPY], Conflicting, &["provenance/signed-by-trusted-signer", "declared/ai-source-label"]),
    (&[TRUSTED, DATA_DIFFER], Conflicting,
        &["provenance/signed-by-trusted-signer", "provenance/signed-metadata-differs"]),
    (&[TRUSTED, "provenance/x changed weak"], ProvenanceVerified, &["provenance/signed-by-trusted-signer"]),
    (&[DATA_DIFFER], Inconclusive, &[]),
    (&[TRUSTED, STRUCTURE, METADATA, PIXEL], ProvenanceVerified, &["provenance/signed-by-trusted-signer"]),

    // A near copy is known too, before unsigned marks, credentials and editing.
    (&[LOOKS_SAME, WEAK_NAME, "metadata/e edited weak"], KnownMatch, &["known/near-copy"]),
    (&[NEAR_COPY, "structure/f edited weak"], KnownMatch, &["known/near-copy"]),
    (&[LABEL, NEAR_COPY], KnownMatch, &["known/near-copy"]),
    (&[CHANGED, THUMBNAIL, NEAR_COPY], KnownMatch, &["known/near-copy"]),
    (&[TRUSTED, LOOKS_SAME], KnownMatch, &["known/near-copy"]),
    (&["known/near-copy known weak"], Inconclusive, &[]),

    // An unsigned declaration.
    (&[LABEL], DeclaredAi, &["declared/ai-source-label"]),
    (&[CHANGED, LABEL], DeclaredAi, &["declared/ai-source-label"]),
    (&[WEAK_NAME, LABEL, SETTINGS], DeclaredAi, &["declared/ai-source-label", "declared/generator-parameters"]),
    (&[WEAK_NAME], Inconclusive, &[]),
    (&[FROM_PICTURE], DeclaredAi, &["declared/generator-graph"]),
    (&[REPAINTED], DeclaredAi, &["declared/generator-graph"]),
    (&[SAMSUNG], DeclaredAi, &["declared/samsung-ai-edit"]),
    (&[WATERMARK, PROCESSED], DeclaredAi, &["declared/public-watermark"]),
    (&[HIDDEN, PROCESSED], Inconclusive, &[]),

    // Credentials that do not fit, and those that do.
    (&[CHANGED], ChangedAfterSigning, &["provenance/changed-after-signing"]),
    (&[CHANGED, THUMBNAIL, WEAK_NAME], ChangedAfterSigning, &["provenance/changed-after-signing"]),
    (&[CHANGED, TRUSTED], ChangedAfterSigning, &["provenance/changed-after-signing"]),
    (&[TRUSTED, SIGNED_CAPTURE], ProvenanceVerified, &["provenance/signed-by-trusted-signer"]),
    (&[TRUSTED, "provenance/part-not-covered context weak"], ProvenanceVerified, &["provenance/signed-by-trusted-signer"]),
    (&["provenance/signed-by-unknown-signer unchanged info"], Inconclusive, &[]),
    (&["provenance/signed-by-trusted-signer unchanged weak"], Inconclusive, &[]),

    // Editing: one strong, or two moderate ones of different families. Pixels and models are capped.
    (&[THUMBNAIL], SignsOfEditing, &["structure/thumbnail-differs"]),
    (&[STRUCTURE, METADATA], SignsOfEditing, &["structure/a", "metadata/b"]),
    (&[STRUCTURE, "structure/g edited moderate", "structure/h edited moderate", METADATA], SignsOfEditing,
        &["structure/a", "metadata/b", "structure/g"]),
    (&[STRUCTURE, "structure/g edited moderate"], Inconclusive, &[]),
    (&[STRUCTURE, PIXEL], SignsOfEditing, &["structure/a", "pixel/c"]),
    (&[PIXEL, "pixel/i edited moderate", MODEL], Inconclusive, &[]),
    (&[MODEL, METADATA], Inconclusive, &[]),
    (&["metadata/j camera strong"], Inconclusive, &[]),
    (&["metadata/k context strong", "metadata/l ai strong"], Inconclusive, &[]),

    // Nothing decided: nothing was found, or nothing could be.
    (&["metadata/m nothing"], Inconclusive, &[]),
    (&["metadata/m nothing", "metadata/n failed"], Inconclusive, &[]),
    // A picture that is damaged, or of too many pixels; what else is left out is no reason.
    (&["metadata/m nothing", "metadata/n nothing", "known/same-pixels failed"], NotAssessable, &[]),
    (&["metadata/m nothing", "known/same-pixels skipped", "known/near-copy skipped"], NotAssessable, &[]),
    (&["metadata/m nothing", "known/same-pixels not-applicable", "structure/t skipped"], Inconclusive, &[]),
    (&[LABEL, "known/same-pixels failed"], DeclaredAi, &["declared/ai-source-label"]),
    (&["metadata/m nothing", "metadata/n failed", "structure/o failed"], NotAssessable, &[]),
    (&["metadata/m not-applicable", "pixel/p skipped"], NotAssessable, &[]),
    (&[], NotAssessable, &[]),
    (&[THUMBNAIL, "metadata/n failed", "metadata/q failed"], SignsOfEditing, &["structure/thumbnail-differs"]),
    (&[LABEL, "metadata/n failed", "structure/o failed"], DeclaredAi, &["declared/ai-source-label"]),
];

#[test]
fn the_policy_reads_as_the_table_says() {
    for (rows, kind, because) in POLICY {
        let judged = judge(&rows.iter().map(|short| row(short)).collect::<Vec<_>>(), Lang::En);
        assert_eq!((judged.kind, judged.because.as_slice()), (*kind, strings(because).as_slice()), "{rows:#?}");
    }
}

#[test]
fn the_order_of_rows_changes_no_answer() {
    for (rows, kind, _) in POLICY {
        let backwards: Vec<_> = rows.iter().rev().map(|short| row(short)).collect();
        assert_eq!(judge(&backwards, Lang::En).kind, *kind, "{rows:#?}");
    }
}

#[test]
fn an_edit_by_ai_is_not_called_a_picture_made_by_it() {
    let meaning = |rows: &[&str]| judge(&rows.iter().map(|short| row(short)).collect::<Vec<_>>(), Lang::En).meaning;
    let of_edits = [
        meaning(&["declared/signed-ai-edit edited strong"]),
        meaning(&[EDIT_LABEL, REPAINTED]),
        meaning(&[SIGNED_CAPTURE, SAMSUNG]),
    ];
    for said in &of_edits {
        assert!(said.contains("AI edited this picture") && !said.contains("made or edited"), "{said}");
    }
    let of_both = [
        meaning(&["declared/signed-ai-edit edited strong", NOVELAI]),
        meaning(&[EDIT_LABEL, SETTINGS]),
        meaning(&[SIGNED_CAPTURE, EDIT_LABEL, SETTINGS]),
    ];
    for said in &of_both {
        assert!(said.contains("AI made or edited this picture"), "{said}");
    }
    // A row that decides nothing counts too: the file says it.
    assert!(meaning(&["declared/signed-ai-edit edited strong", SETTINGS]).contains("made or edited"));
    assert!(meaning(&[EDIT_LABEL, HIDDEN]).contains("made or edited"));
}

#[test]
fn every_rule_is_in_the_table() {
    let used: Vec<_> = POLICY
        .iter()
        .map(|(rows, ..)| policy::decide(&rows.iter().map(|short| row(short)).collect::<Vec<_>>()).0.name)
        .collect();
    for (name, kind) in rules() {
        assert!(used.contains(&name), "{name} ({})", kind.code());
    }
}

#[test]
fn a_verdict_that_was_decided_names_its_rows() {
    for (rows, ..) in POLICY {
        let judged = judge(&rows.iter().map(|short| row(short)).collect::<Vec<_>>(), Lang::Fr);
        let undecided = matches!(judged.kind, Inconclusive | NotAssessable);
        assert_eq!(judged.because.is_empty(), undecided, "{rows:#?}");
        assert!(judged.because.len() <= 3);
    }
}

#[test]
fn gaps_are_what_a_person_would_expect_to_be_checked() {
    let rows = [
        "metadata/a not-applicable",
        "metadata/b failed",
        "structure/c skipped",
        "known/identical-file nothing",
        "known/near-copy not-applicable",
        "pixel/d not-applicable",
        TRUSTED,
    ];
    let judged = judge(&rows.map(row), Lang::En);
    let gaps: Vec<_> = judged.gaps.iter().map(|gap| (gap.check.as_str(), gap.status)).collect();
    assert_eq!(
        gaps,
        [
            ("metadata/b", Status::Failed),
            ("structure/c", Status::Skipped),
            ("known/near-copy", Status::NotApplicable),
            ("pixel/d", Status::NotApplicable),
        ]
    );
    assert_eq!(judged.gaps[0].reason, "message of metadata/b");
}

#[test]
fn a_reader_sees_headline_meaning_and_advice() {
    let judged = judge(&[row(SIGNED_CAPTURE), row(SETTINGS)], Lang::En);
    insta::assert_snapshot!(format!("{}\n{}\n{}\n- {}", judged.headline, judged.meaning, judged.next, judged.would_change.join("\n- ")), @r"
    Findings conflict: needs a person
    One mark in the file says that AI made or edited this picture, another that a camera took it; either may have been added to mislead, so a person has to decide.
    Do not decide by this file alone: ask the photographer or the first publisher for the original file.
    - Ask the sender for the original file: a copy from a social network or a messenger has usually lost what it could prove.
    - Ask the photographer or the first publisher what explains the findings that conflict.
    - Look for an earlier copy of the picture, and see which of these findings it shows too.
    ");
    let judged = judge(&[row(NEAR_COPY)], Lang::Fr);
    insta::assert_snapshot!(format!("{}\n{}\n{}\n- {}", judged.headline, judged.meaning, judged.next, judged.would_change.join("\n- ")), @r"
    Correspond à une image connue
    Une image d'une liste d'images connues est semblable, presque semblable, ou se revoit dans une partie de celle-ci ; comparez les deux côte à côte, car une copie a pu être retouchée ou placée dans une autre image.
    Comparez les deux images côte à côte, et lisez la source de la liste, avant de l'utiliser.
    - Regardez les deux images côte à côte : une copie peut différer là où cela compte.
    - Lisez la source de la liste : son évaluation porte sur une image dans un contexte, qui n'est pas forcément le vôtre.
    ");
}

/// `family/name direction strength`, or `family/name status`.
fn row(short: &str) -> Row {
    let words: Vec<_> = short.split(' ').collect();
    let (status, direction, strength) = match words[1..] {
        [status] => (self::status(status), None, None),
        [direction, strength] => (Status::Finding, Some(self::direction(direction)), Some(self::strength(strength))),
        _ => panic!("{short}"),
    };
    let (family, _) = words[0].split_once('/').unwrap();
    Row {
        check: words[0].into(),
        family: self::family(family),
        title: words[0].into(),
        status,
        direction,
        strength,
        message: format!("message of {}", words[0]),
        evidence: Vec::new(),
        innocent: Vec::new(),
    }
}

fn family(word: &str) -> Family {
    match word {
        "provenance" => Family::Provenance,
        "declared" => Family::Declared,
        "known" => Family::Known,
        "metadata" => Family::Metadata,
        "structure" => Family::Structure,
        "pixel" => Family::Pixel,
        "model" => Family::Model,
        _ => panic!("{word}"),
    }
}

fn status(word: &str) -> Status {
    match word {
        "nothing" => Status::NothingFound,
        "not-applicable" => Status::NotApplicable,
        "failed" => Status::Failed,
        "skipped" => Status::Skipped,
        _ => panic!("{word}"),
    }
}

fn direction(word: &str) -> Direction {
    match word {
        "ai" => Direction::AiGenerated,
        "edited" => Direction::Edited,
        "camera" => Direction::CameraCapture,
        "unchanged" => Direction::UnchangedSinceSigning,
        "changed" => Direction::ChangedSinceSigning,
        "known" => Direction::Known,
        "context" => Direction::Context,
        _ => panic!("{word}"),
    }
}

fn strength(word: &str) -> Strength {
    match word {
        "info" => Strength::Info,
        "weak" => Strength::Weak,
        "moderate" => Strength::Moderate,
        "strong" => Strength::Strong,
        "cryptographic" => Strength::Cryptographic,
        _ => panic!("{word}"),
    }
}

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
