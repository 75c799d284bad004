//! The policy: ordered rules, of which the first that finds its rows answers. Never a sum of weights.
//!
//! Why this order:
//! 1. A signature that was verified over a declaration of AI is the strongest thing a file can say of its making; it
//!    leads. It is that of a signer on a trust list, or a generator's own, by the key that its maker published.
//! 2. An identical file on a list comes next: somebody has rated these very bytes, and no unsigned mark in them can
//!    say more. The list's rating is quoted, whatever it is; also a rating as original.
//! 3. Contradictions come before everything that one side of them alone would decide. Labels are also forged to
//!    discredit a camera picture, so an unsigned one does not win against a capture; and a trusted signature does not
//!    cancel what contradicts it. Only moderate or stronger rows contradict: weak ones never decide.
//! 4. A near copy comes before an unsigned label: a rating with a source and a date says more than a mark that anyone
//!    can add, and the two pictures are looked at side by side anyway.
//! 5. An unsigned declaration takes the headline from broken credentials, whose row stays: the reader needs to know
//!    first what the file says it is.
//! 6. Broken credentials, holding credentials, and editing follow; the first two exclude each other.
//! 7. When nothing decided, the answer says whether that is because nothing was found or because nothing could be. Where the
//!    picture was not looked at at all, what its data did not say is no answer about it.

use Direction::{CameraCapture, ChangedSinceSigning, Known, UnchangedSinceSigning};
use Strength::{Cryptographic, Moderate, Strong};
use VerdictKind::{
    ChangedAfterSigning, Conflicting, DeclaredAi, Inconclusive, KnownMatch, NotAssessable, ProvenanceVerified,
    SignsOfEditing,
};
use whence_model::{Direction, Family, Row, Status, Strength, Text, VerdictKind};

use crate::{
    weighed::{Weighed, weigh},
    words::{meaning, next},
};

pub struct Rule {
    pub name: &'static str,
    pub kind: VerdictKind,
    /// What the headline means where this rule gave it.
    pub meaning: Text,
    /// The same where all that is declared is that AI edited the picture; absent where it makes no difference.
    pub of_edits: Option<Text>,
    /// What a person who has to decide does first.
    pub next: Text,
    when: When,
}

enum When {
    /// These findings decide; none, and the rule is passed over. They come weightiest first.
    Found(for<'a> fn(&[Weighed<'a>]) -> Vec<Weighed<'a>>),
    /// Decided by what the checks could do at all.
    Rows(fn(&[Row]) -> bool),
}

impl Rule {
    /// What the headline means for these rows. A row that decides nothing still says that AI made the picture.
    pub fn meaning(&self, rows: &[Row]) -> &Text {
        let mut declared = rows.iter().filter(|row| row.family == Family::Declared);
        let generated = declared.any(|row| row.direction == Some(Direction::AiGenerated));
        self.of_edits.as_ref().filter(|_| !generated).unwrap_or(&self.meaning)
    }
}

pub static RULES: [Rule; 12] = [
    Rule {
        name: "a verified signature covers a declaration of AI",
        kind: DeclaredAi,
        meaning: meaning::SIGNED_AI,
        of_edits: Some(meaning::SIGNED_AI_EDIT),
        next: next::SIGNED_AI,
        when: When::Found(|found| all(found, |f| f.declares_ai() && f.strength >= Strong)),
    },
    Rule {
        name: "the same file is known",
        kind: KnownMatch,
        meaning: meaning::KNOWN_FILE,
        of_edits: None,
        next: next::KNOWN_FILE,
        when: When::Found(|found| all(found, |f| f.direction == Known && f.strength == Cryptographic)),
    },
    Rule {
        name: "an unsigned AI declaration meets a camera capture",
        kind: Conflicting,
        meaning: meaning::AI_OR_CAMERA,
        of_edits: Some(meaning::AI_EDIT_OF_CAPTURE),
        next: next::AI_OR_CAMERA,
        when: When::Found(|found| both(found, unsigned_ai, capture(found))),
    },
    Rule {
        name: "a trusted signature meets a contradiction",
        kind: Conflicting,
        meaning: meaning::SIGNED_YET,
        of_edits: None,
        next: next::SIGNED_YET,
        when: When::Found(|found| both(found, trusted_signature, contradicts_signed)),
    },
    Rule {
        name: "a near copy is known",
        kind: KnownMatch,
        meaning: meaning::KNOWN_COPY,
        of_edits: None,
        next: next::KNOWN_COPY,
        when: When::Found(|found| all(found, |f| f.direction == Known && f.strength >= Moderate)),
    },
    Rule {
        name: "an unsigned mark declares AI",
        kind: DeclaredAi,
        meaning: meaning::UNSIGNED_AI,
        of_edits: Some(meaning::UNSIGNED_AI_EDIT),
        next: next::UNSIGNED_AI,
        when: When::Found(|found| all(found, unsigned_ai)),
    },
    Rule {
        name: "the credentials do not fit the file",
        kind: ChangedAfterSigning,
        meaning: meaning::CHANGED,
        of_edits: None,
        next: next::CHANGED,
        when: When::Found(|found| all(found, |f| f.direction == ChangedSinceSigning && f.strength >= Strong)),
    },
    Rule {
        name: "a trusted signature holds",
        kind: ProvenanceVerified,
        meaning: meaning::VERIFIED,
        of_edits: None,
        next: next::VERIFIED,
        when: When::Found(|found| all(found, trusted_signature)),
    },
    Rule {
        name: "one strong or two independent moderate findings show editing",
        kind: SignsOfEditing,
        meaning: meaning::EDITING,
        of_edits: None,
        next: next::EDITING,
        when: When::Found(editing),
    },
    Rule {
        name: "most checks could not run",
        kind: NotAssessable,
        meaning: meaning::NOT_ASSESSABLE,
        of_edits: None,
        next: next::NOT_ASSESSABLE,
        when: When::Rows(most_failed),
    },
    Rule {
        name: "the picture itself could not be looked at",
        kind: NotAssessable,
        meaning: meaning::NO_PICTURE,
        of_edits: None,
        next: next::NOT_ASSESSABLE,
        when: When::Rows(no_picture),
    },
    Rule {
        name: "nothing decided",
        kind: Inconclusive,
        meaning: meaning::INCONCLUSIVE,
        of_edits: None,
        next: next::INCONCLUSIVE,
        when: When::Rows(|_| true),
    },
];

/// The first rule that answers, and the rows that made it, weightiest first.
pub fn decide(rows: &[Row]) -> (&'static Rule, Vec<&Row>) {
    let found = weigh(rows);
    for rule in &RULES {
        match rule.when {
            When::Found(decides) => {
                let deciding = decides(&found);
                if !deciding.is_empty() {
                    return (rule, deciding.into_iter().map(|f| f.row).collect());
                }
            }
            When::Rows(holds) if holds(rows) => return (rule, Vec::new()),
            When::Rows(_) => {}
        }
    }
    let [.., nothing_decided] = &RULES;
    (nothing_decided, Vec::new())
}

/// A label, generator settings, or credentials whose signer is not proven: anyone could have put them there.
fn unsigned_ai(f: &Weighed) -> bool {
    f.declares_ai() && f.strength == Moderate
}

/// A camera capture that holds: a signed one, or one by its metadata alone if nothing at all shows editing.
fn capture<'a>(found: &[Weighed<'a>]) -> impl Fn(&Weighed) -> bool {
    let untouched = !found.iter().any(Weighed::shows_editing);
    let least = if untouched { Moderate } else { Strong };
    move |f| f.direction == CameraCapture && f.strength >= least
}

fn trusted_signature(f: &Weighed) -> bool {
    f.direction == UnchangedSinceSigning && f.strength == Cryptographic
}

/// Also unsigned data of the capture that are not those that were signed along: the signature holds, and what is shown
/// beside it is something else.
fn contradicts_signed(f: &Weighed) -> bool {
    let data_differ = f.direction == ChangedSinceSigning && f.strength == Moderate;
    unsigned_ai(f) || strong_contradiction(f) || data_differ
}

fn strong_contradiction(f: &Weighed) -> bool {
    f.shows_editing() && f.strength >= Strong && matches!(f.family, Family::Metadata | Family::Structure)
}

/// Pixels cannot decide alone here: they are capped at moderate, and their findings are of one family.
fn editing<'a>(found: &[Weighed<'a>]) -> Vec<Weighed<'a>> {
    let edits = all(found, |f| f.shows_editing() && f.strength >= Moderate);
    let strong = edits.iter().any(|f| f.strength >= Strong);
    let independent = edits.iter().any(|f| edits.iter().any(|other| other.family != f.family));
    if strong || independent { lead_with_both(edits, |first, f| f.family != first.family) } else { Vec::new() }
}

/// More than half of the checks that applied failed, or none applied.
/// Every picture that is decoded is held against others by its pixels.
const LOOKS_AT_PIXELS: &str = "known/same-pixels";

/// It is damaged, or has more pixels than are decoded. A format without a decoder is none of these: that is no fault of the file.
fn no_picture(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.check == LOOKS_AT_PIXELS && matches!(row.status, Status::Failed | Status::Skipped))
}

fn most_failed(rows: &[Row]) -> bool {
    let count = |status| rows.iter().filter(|row| row.status == status).count();
    let failed = count(Status::Failed);
    let ran = count(Status::Finding) + count(Status::NothingFound);
    failed > ran || failed + ran == 0
}

fn all<'a>(found: &[Weighed<'a>], want: impl Fn(&Weighed) -> bool) -> Vec<Weighed<'a>> {
    found.iter().filter(|f| want(f)).copied().collect()
}

/// The rows of both sides where there are two sides; the two that lead are one of each.
fn both<'a>(
    found: &[Weighed<'a>],
    one: impl Fn(&Weighed) -> bool,
    other: impl Fn(&Weighed) -> bool,
) -> Vec<Weighed<'a>> {
    let two_sided = found.iter().any(&one) && found.iter().any(&other);
    if !two_sided {
        return Vec::new();
    }
    lead_with_both(all(found, |f| one(f) || other(f)), |first, f| one(first) != one(f))
}

/// Puts the weightiest row of another side behind the first, so that the few rows named show why it is two-sided.
fn lead_with_both<'a>(
    mut deciding: Vec<Weighed<'a>>,
    other_side: impl Fn(&Weighed, &Weighed) -> bool,
) -> Vec<Weighed<'a>> {
    if let Some(first) = deciding.first().copied()
        && let Some(at) = deciding.iter().position(|f| other_side(&first, f))
    {
        deciding[1..=at].rotate_right(1);
    }
    deciding
}
