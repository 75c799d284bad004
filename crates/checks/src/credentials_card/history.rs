//! How the picture came to be, one step a manifest.

use whence_model::{
    HistoryStep, Lang, Text, Untrusted,
    facts::provenance::{Action, CredentialClass, Flag, Manifest, Provenance},
    t,
};

use super::{
    labels, problems,
    signer::{claims_to_be, listed_as},
    words::{NAME, cut, joined, once, quoted},
};
use crate::provenance::signer;

/// How many deeds of one step are told.
const TOLD: usize = 12;

/// One for each manifest, in their order.
pub fn steps(p: &Provenance, lang: Lang) -> Vec<HistoryStep> {
    let said = |text: Text| text.in_lang(lang).to_owned();
    let step = |(at, manifest): (usize, &Manifest)| HistoryStep {
        manifest: at as u32,
        name: name(at, manifest).map_or_else(&said, |title| title.short(NAME)),
        taken_as: manifest.relationship.as_deref().and_then(taken_as).map(said),
        made_with: manifest.claim_generator.as_ref().filter(|name| !name.is_empty()).map(|name| name.short(NAME)),
        signed_by: said(signed_by(p, at, manifest)),
        did: cut(did(manifest), TOLD).into_iter().map(said).collect(),
        problem: problem(p, at, manifest).map(said),
    };
    p.manifests.iter().enumerate().map(step).collect()
}

/// What the manifest says was done, each once: the actions, then the kinds of source.
pub fn did(manifest: &Manifest) -> Vec<Text> {
    let mut all = Vec::new();
    manifest.actions.iter().filter_map(done).for_each(|deed| once(&mut all, deed));
    manifest.actions.iter().filter_map(source).for_each(|source| once(&mut all, source));
    all
}

/// One action in its official label; a maker's own by its name.
pub fn done(action: &Action) -> Option<Text> {
    let name = &action.action;
    labels::label(name.raw()).or_else(|| (!name.is_empty()).then(|| quoted(name)))
}

fn source(action: &Action) -> Option<Text> {
    let unknown = || action.source_type.as_ref().filter(|value| !value.is_empty()).map(quoted);
    action.source.map(|source| source.says().clone()).or_else(unknown)
}

fn name(at: usize, manifest: &Manifest) -> Result<&Untrusted, Text> {
    match manifest.title.as_ref().filter(|title| !title.is_empty()) {
        Some(title) => Ok(title),
        None if at == 0 => Err(t("This file", "Ce fichier")),
        None => Err(t("A file without a title", "Un fichier sans titre")),
    }
}

/// How an ingredient was taken in (C2PA 2.2, section 18.15, `relationship`).
fn taken_as(relationship: &str) -> Option<Text> {
    Some(match relationship {
        "parentOf" => t("edited from", "retouché à partir de"),
        "componentOf" => t("placed in it", "placé dedans"),
        "inputTo" => t("used as input", "utilisé en entrée"),
        _ => return None,
    })
}

/// Only the active manifest's signer is held against the lists; every other name is a claim.
fn signed_by(p: &Provenance, at: usize, manifest: &Manifest) -> Text {
    if at == 0 && p.class.is_trusted() && !p.flags.contains(&Flag::Revoked) {
        return listed_as(p);
    }
    let name = if at == 0 { signer(p).or(manifest.signer.as_ref()) } else { manifest.signer.as_ref() };
    let name = name.filter(|name| !name.is_empty());
    match name {
        None if manifest.label.is_empty() && at > 0 => {
            t("Nobody: it came without credentials", "Personne : il est venu sans justificatifs")
        }
        name => claims_to_be(name),
    }
}

fn problem(p: &Provenance, at: usize, manifest: &Manifest) -> Option<Text> {
    let own = match p.class {
        CredentialClass::ChangedAfterSigning => Some("assertion.dataHash.mismatch"),
        CredentialClass::CredentialsAltered => Some("claim.malformed"),
        _ => None,
    };
    let own = own.filter(|_| at == 0).map(str::to_owned);
    let codes: Vec<String> = own.into_iter().chain(manifest.problems.iter().cloned()).collect();
    let told = problems::told(&codes);
    (!told.is_empty()).then(|| joined(&told, "; ", " ; "))
}
