//! Signed Content Credentials (C2PA): whether they are there, whether they hold, and who signed.
//!
//! What is not here: what the credentials claim about the picture's making (that is `declared`), the validation itself
//! (that is an inspector's), and any weight for credentials that are missing: absence proves nothing.

mod traces_of_loss;

mod left_out;
mod same_value;
pub mod signed_value;

pub mod camera_data_not_signed;
pub mod changed_after_signing;
pub mod credentials_altered;
pub mod credentials_kept_elsewhere;
pub mod identity_not_resolved;
pub mod ingredient_problem;
pub mod named_identity;
pub mod no_credentials;
pub mod old_trust_list;
pub mod part_not_covered;
pub mod path;
pub mod revocation_not_checked;
pub mod signature_revoked;
pub mod signed_by_trusted_signer;
pub mod signed_by_unknown_signer;
pub mod signed_metadata_differs;
pub mod signing_date_unprovable;
pub mod time_stamp_missing;
pub mod time_stamp_untrusted;
pub mod unreadable_credentials;
pub mod unusable_certificate;

use whence_model::{
    Evidence, Finding, Outcome, Place, Text, Untrusted,
    facts::provenance::{CodeKind, CredentialClass, Flag, ListOrigin, Provenance, SignedField, StatusCode, TrustList},
    t,
};

use crate::{Case, credentials_card::words::NOTHING};

/// How many status codes one finding quotes.
const QUOTED: usize = 8;

/// Why nothing can be asked about this file's credentials; `None` where they were read.
pub fn unread(p: &Provenance) -> Option<Outcome> {
    Some(Outcome::NotApplicable(match p.class {
        CredentialClass::None => t(
            "This file carries no Content Credentials. That is usual: most sites remove them.",
            "Ce fichier ne porte pas de Content Credentials (justificatifs signés). C'est courant : la plupart des sites les retirent.",
        ),
        CredentialClass::RemoteNotFetched => t(
            "The credentials of this file are kept elsewhere and were not fetched.",
            "Les justificatifs de ce fichier sont conservés ailleurs et n'ont pas été récupérés.",
        ),
        CredentialClass::Unreadable => t(
            "The credentials of this file could not be read.",
            "Les justificatifs de ce fichier n'ont pas pu être lus.",
        ),
        _ => return None,
    }))
}

/// Where the credentials stand.
pub fn place(p: &Provenance) -> Place {
    p.place.clone().unwrap_or_else(|| Place::path("Content Credentials"))
}

/// Asks one question of credentials that were read.
fn seen_where(p: &Provenance, holds: bool, seen: impl FnOnce(&Provenance) -> Finding) -> Outcome {
    match unread(p) {
        Some(outcome) => outcome,
        None if holds => seen(p).into(),
        None => Outcome::NothingFound,
    }
}

fn of_class(case: &Case, class: CredentialClass, seen: impl FnOnce(&Provenance) -> Finding) -> Outcome {
    let p = &case.facts.provenance;
    seen_where(p, p.class == class, seen)
}

fn of_flag(case: &Case, flag: Flag, seen: impl FnOnce(&Provenance) -> Finding) -> Outcome {
    let p = &case.facts.provenance;
    seen_where(p, p.flags.contains(&flag), seen)
}

/// The name in the signing certificate: organisation or, failing that, common name.
pub fn signer(p: &Provenance) -> Option<&Untrusted> {
    let signer = p.signer.as_ref()?;
    [&signer.organisation, &signer.common_name].into_iter().flatten().find(|name| !name.is_empty())
}

/// The same, for a sentence.
fn signer_name(p: &Provenance) -> Option<String> {
    signer(p).map(|name| name.short(80))
}

/// The day of the time stamp, for a sentence.
pub fn signing_day(p: &Provenance) -> Option<String> {
    let signed_at = p.signer.as_ref()?.signed_at.as_ref()?;
    let day = signed_at.raw().split('T').next().filter(|day| !day.is_empty())?;
    Some(Untrusted::from(day).short(10))
}

/// The same, where the time stamp's authority is on a list.
pub fn proven_signing_day(p: &Provenance) -> Option<String> {
    let open = [Flag::TimestampMissing, Flag::TimestampUntrusted].iter().any(|flag| p.flags.contains(flag));
    signing_day(p).filter(|_| !open && p.class != CredentialClass::SigningDateUnprovable)
}

/// The list that the signer was found on.
pub fn signers_list(p: &Provenance) -> Option<&TrustList> {
    let name = p.signer.as_ref()?.found_on.as_deref()?;
    p.lists.iter().find(|list| list.purpose == "signer" && list.name == name)
}

/// The day of C2PA's own list of signers.
pub fn official_list_date(p: &Provenance) -> Option<&str> {
    let official = |list: &&TrustList| list.origin == ListOrigin::Official && list.purpose == "signer";
    p.lists.iter().find(official).map(|list| list.date.as_str()).filter(|date| !date.is_empty())
}

/// The signature: where it stands, the certificate's names, and its date.
fn signature(p: &Provenance) -> Evidence {
    let signer = p.signer.as_ref();
    let parts = signer.map(|s| [s.organisation.as_ref(), s.common_name.as_ref(), s.signed_at.as_ref()]);
    let said: Vec<_> = parts.into_iter().flatten().flatten().map(Untrusted::raw).filter(|s| !s.is_empty()).collect();
    Evidence::new(step(p, "signature"), said.join(" · "))
}

/// The status codes of the validation that `wanted` picks; the first [`QUOTED`] of them.
fn codes(p: &Provenance, wanted: impl Fn(&StatusCode) -> bool) -> Vec<Evidence> {
    p.codes.iter().filter(|status| wanted(status)).take(QUOTED).map(|status| quote(p, status)).collect()
}

/// What failed in the active manifest: bytes and signature before who signed, which is another question.
fn failures(p: &Provenance) -> Vec<Evidence> {
    let failed = |status: &&StatusCode| status.kind == CodeKind::Failure && !status.ingredient;
    let (who, what): (Vec<_>, Vec<_>) =
        p.codes.iter().filter(failed).partition(|status| status.code.starts_with("signingCredential."));
    what.into_iter().chain(who).take(QUOTED).map(|status| quote(p, status)).collect()
}

fn quote(p: &Provenance, status: &StatusCode) -> Evidence {
    match &status.explanation {
        Some(why) => Evidence::new(step(p, "validation"), format!("{}: {}", status.code, why.raw())),
        None => Evidence::new(step(p, "validation"), status.code.as_str()),
    }
}

fn step(p: &Provenance, name: &str) -> Place {
    let place = place(p);
    Place { path: format!("{} › {name}", place.path.raw()).into(), ..place }
}

/// What “unchanged since signing” does not hold for; nothing where the signature covers the whole file.
fn not_covered(p: &Provenance) -> Text {
    match &p.coverage {
        Some(coverage) if coverage.picture_left_out => t(
            "But the signature leaves out bytes that the picture may be drawn from, so it does not prove that this is the picture that was signed.",
            "Mais la signature laisse de côté des octets dont l'image peut être dessinée : elle ne prouve pas que cette image est celle qui a été signée.",
        ),
        _ if p.flags.contains(&Flag::PartNotCovered) => t(
            "Part of the file is not covered by the signature and may have changed since.",
            "Une partie du fichier n'est pas couverte par la signature et a pu changer depuis.",
        ),
        _ => NOTHING,
    }
}

/// What a signed assertion states, by the names of the assertion and of its field.
pub fn stated(p: &Provenance, field: &SignedField) -> Evidence {
    let path = [place(p).path.raw(), field.assertion.raw(), field.name.raw()].join(" › ");
    Evidence::new(Place::path(path), field.value.clone())
}

/// A finding that stands on these, or on the signature where there are none.
fn first_of(p: &Provenance, mut evidence: Vec<Evidence>) -> (Evidence, Vec<Evidence>) {
    if evidence.is_empty() {
        return (signature(p), evidence);
    }
    let first = evidence.remove(0);
    (first, evidence)
}
