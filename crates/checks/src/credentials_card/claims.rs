//! What do the credentials claim?

use whence_model::{
    Text, Tone, Untrusted,
    facts::provenance::{Basis, Claim, ClaimKind, CredentialClass, Flag, Provenance},
    t,
};

use super::{
    Said,
    history::did,
    words::{NOTHING, capital, cut, joined, once, quoted, sentences, with},
};
use crate::provenance::path::path;

/// How many claims are told in words; the tree has them all.
const TOLD: usize = 3;
/// How many actions are named in the answer.
const NAMED: usize = 4;

pub fn said(p: &Provenance) -> Said {
    let mut claims: Vec<&Claim> = p.claims.iter().collect();
    claims.sort_by_key(|claim| (!claim.active, rank(claim.kind)));
    let Some(what) = what(p, &claims) else {
        return Said {
            tone: Tone::Silent,
            answer: t("Nothing about how it was made", "Rien sur la façon dont elle a été faite"),
            detail: NOTHING,
        };
    };
    let ways = claims.iter().take(TOLD).map(|claim| basis(p, claim));
    if !p.class.is_intact() {
        let warning = match p.class {
            CredentialClass::CredentialsAltered => t(
                "Ignore this: the credentials are not those that were signed.",
                "N'en tenez pas compte : les justificatifs ne sont pas ceux qui ont été signés.",
            ),
            _ => t(
                "That was said of other bytes than these and no longer applies to this file.",
                "Cela a été dit d'autres octets que ceux-ci et ne vaut plus pour ce fichier.",
            ),
        };
        let answer = with("No longer applies: {}", "Ne vaut plus : {}", &what);
        return Said { tone: Tone::Broken, answer, detail: sentences([warning].into_iter().chain(ways)) };
    }
    let recorded = match p.manifests.first().is_some_and(|active| active.all_actions_included) {
        true => NOTHING,
        false => t("Some edits may not have been recorded.", "Certaines retouches n'ont peut-être pas été notées."),
    };
    let detail = sentences(ways.chain([whose_word(p), passed_on(p, &claims), recorded]));
    Said { tone: Tone::Said, answer: capital(&what), detail }
}

/// The kinds of claim, or what the active manifest says was done.
fn what(p: &Provenance, claims: &[&Claim]) -> Option<Text> {
    let mut all = Vec::new();
    for claim in claims {
        once(&mut all, label(claim.kind));
    }
    if all.is_empty() {
        all = p.manifests.first().map(did).unwrap_or_default();
    }
    (!all.is_empty()).then(|| joined(&cut(all, NAMED), ", ", ", "))
}

/// The official labels.
fn label(kind: ClaimKind) -> Text {
    match kind {
        ClaimKind::AiGenerated => t("AI-generated", "généré par une IA"),
        ClaimKind::AiEdited => t("AI-edited", "retouché avec une IA"),
        ClaimKind::CameraCapture => t("camera-captured", "pris avec un appareil photo"),
    }
}

fn rank(kind: ClaimKind) -> u8 {
    match kind {
        ClaimKind::AiGenerated => 0,
        ClaimKind::AiEdited => 1,
        ClaimKind::CameraCapture => 2,
    }
}

/// Where a claim stands if that is not plain: further in, or in a name only.
fn basis(p: &Provenance, claim: &Claim) -> Text {
    let way = if claim.active { None } else { path(p, claim) };
    let name = match claim.basis {
        Basis::DigitalSourceType => None,
        Basis::SoftwareAgent => Some(with(
            "told only by the name of the software, {}",
            "seulement d'après le nom du logiciel, {}",
            &quoted(&claim.value),
        )),
        Basis::VendorAssertion => Some(with(
            "told only by the maker's own mark, {}",
            "seulement d'après la marque propre à l'éditeur, {}",
            &quoted(&claim.value),
        )),
    };
    let told: Vec<Text> = way.into_iter().chain(name).collect();
    if told.is_empty() {
        return NOTHING;
    }
    let (label, told) = (capital(&label(claim.kind)), joined(&told, "; ", " ; "));
    Text::new(format!("{}: {}.", label.en, told.en), format!("{} : {}.", label.fr, told.fr))
}

fn whose_word(p: &Provenance) -> Text {
    match p.class {
        CredentialClass::SigningDateUnprovable => t(
            "Since the date cannot be proven, do not take this as the signer's word.",
            "La date n'étant pas prouvable, ne le prenez pas pour la parole du signataire.",
        ),
        class if class.is_trusted() && !p.flags.contains(&Flag::Revoked) => {
            t("This is the signer's statement.", "C'est la déclaration du signataire.")
        }
        _ => t("Who says so is not proven.", "Qui le dit n'est pas prouvé."),
    }
}

/// Statements that the signer lists and does not answer for.
fn passed_on(p: &Provenance, claims: &[&Claim]) -> Text {
    let gathered = |claim: &&&Claim| {
        let by = |value: Option<&Untrusted>| value == Some(&claim.value);
        let actions = p.manifests.get(claim.at as usize).map(|m| m.actions.as_slice()).unwrap_or_default();
        let mut saying =
            actions.iter().filter(|a| by(a.source_type.as_ref()) || by(a.software_agent.as_ref())).peekable();
        saying.peek().is_some() && saying.all(|action| action.gathered)
    };
    match claims.iter().filter(|claim| claim.active).any(|claim| gathered(&claim)) {
        true => t("The signer passes it on without vouching for it.", "Le signataire le transmet sans en répondre."),
        false => NOTHING,
    }
}
