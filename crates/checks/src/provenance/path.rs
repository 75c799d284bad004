//! The way through the credentials to a claim: what was done last, and what before it.

use whence_model::{
    Text, Untrusted,
    facts::provenance::{Claim, ClaimKind, Manifest, Provenance},
    t,
};

use crate::credentials_card::labels;

/// Steps that are told outwards of the claim, and inwards of it.
const OUTER: usize = 6;
const INNER: usize = 2;

/// Deeds that are told of one step.
const DEEDS: usize = 2;

/// How much of a name is shown, in characters.
const NAME: usize = 60;

/// Actions that say least of what was done: told where a step has no other.
const PLAIN: &[&str] = &["c2pa.opened", "c2pa.placed", "c2pa.converted", "c2pa.transcoded", "c2pa.repackaged"];

/// From the active manifest to the one that says it, and on to where the picture begins: `cropped in “Photos” ←
/// AI edit in “Photos” ← captured by “Camera”`. Absent where the manifest that says it is not listed.
pub fn path(p: &Provenance, claim: &Claim) -> Option<Text> {
    let mut steps = outwards(p, claim.at)?;
    let left_out = steps.len().saturating_sub(OUTER);
    let claimed = steps.len().checked_sub(1);
    let step = |(nth, at): (usize, &u32)| step(p, *at, (Some(nth) == claimed).then_some(claim));
    let mut told: Vec<Text> = steps.iter().enumerate().filter_map(step).collect();
    if left_out > 0 {
        let gap = format!("… (+{left_out})");
        told.splice(OUTER / 2..OUTER / 2 + left_out, [Text::new(gap.clone(), gap)]);
    }
    steps = inwards(p, claim.at);
    told.extend(steps.iter().take(INNER).filter_map(|at| self::step(p, *at, None)));
    if steps.len() > INNER {
        told.push(t("…", "…"));
    }
    Some(Text::new(joined(&told, |text| &text.en), joined(&told, |text| &text.fr)))
}

fn joined(told: &[Text], of: fn(&Text) -> &str) -> String {
    told.iter().map(of).collect::<Vec<_>>().join(" ← ")
}

/// Indices from the active manifest to this one.
fn outwards(p: &Provenance, at: u32) -> Option<Vec<u32>> {
    let mut steps = Vec::new();
    let mut next = Some(at);
    // A manifest stands behind the one that it was taken into, so that this ends.
    while let Some(at) = next {
        let manifest = p.manifests.get(at as usize)?;
        steps.push(at);
        next = manifest.parent.filter(|parent| *parent < at);
    }
    steps.reverse();
    Some(steps)
}

/// What this one is an edit of, one before the other.
fn inwards(p: &Provenance, at: u32) -> Vec<u32> {
    let mut steps = Vec::new();
    let mut last = at;
    for (at, manifest) in p.manifests.iter().enumerate() {
        let at = at as u32;
        if at > last && manifest.parent == Some(last) && manifest.relationship.as_deref() == Some("parentOf") {
            steps.push(at);
            last = at;
        }
    }
    steps
}

/// What was done at one step and with what. `claim` is the one that the step is on the path for.
fn step(p: &Provenance, at: u32, claim: Option<&Claim>) -> Option<Text> {
    let manifest = p.manifests.get(at as usize)?;
    if let Some(claim) = claim.or_else(|| p.claims.iter().find(|claim| claim.at == at)) {
        return Some(claimed(claim, agent(manifest, claim).or_else(|| program(manifest))));
    }
    if manifest.label.is_empty() {
        return Some(t("a file without credentials", "un fichier sans justificatifs"));
    }
    Some(done_with(manifest, program(manifest)))
}

fn claimed(claim: &Claim, by: Option<String>) -> Text {
    let (what, en, fr) = match claim.kind {
        ClaimKind::AiGenerated => (t("AI generation", "génération par IA"), "in", "dans"),
        ClaimKind::AiEdited => (t("AI edit", "retouche par IA"), "in", "dans"),
        ClaimKind::CameraCapture => (t("captured", "pris"), "by", "avec"),
    };
    match by {
        Some(by) => Text::new(format!("{} {en} “{by}”", what.en), format!("{} {fr} « {by} »", what.fr)),
        None => what,
    }
}

fn done_with(manifest: &Manifest, program: Option<String>) -> Text {
    let deeds = deeds(manifest);
    let en = deeds.iter().map(|deed| lower(&deed.en)).collect::<Vec<_>>().join(", ");
    let fr = deeds.iter().map(|deed| lower(&deed.fr)).collect::<Vec<_>>().join(", ");
    match (deeds.is_empty(), program) {
        (false, Some(by)) => Text::new(format!("{en} in “{by}”"), format!("{fr} dans « {by} »")),
        (false, None) => Text::new(en, fr),
        (true, Some(by)) => Text::new(format!("saved by “{by}”"), format!("enregistré par « {by} »")),
        (true, None) => t("a step without a name", "une étape sans nom"),
    }
}

/// The official labels of what was done, each once; plain ones only where there are no others.
fn deeds(manifest: &Manifest) -> Vec<Text> {
    let labelled = |plain: bool| {
        let mut all: Vec<Text> = Vec::new();
        let actions = manifest.actions.iter().filter(|a| PLAIN.contains(&a.action.raw()) == plain);
        for label in actions.filter_map(|action| labels::label(action.action.raw())) {
            if all.len() < DEEDS && !all.contains(&label) {
                all.push(label);
            }
        }
        all
    };
    let telling = labelled(false);
    if telling.is_empty() { labelled(true) } else { telling }
}

/// The software of the action that says it.
fn agent(manifest: &Manifest, claim: &Claim) -> Option<String> {
    let says = |a: &&whence_model::facts::provenance::Action| {
        a.source_type.as_ref() == Some(&claim.value) || a.software_agent.as_ref() == Some(&claim.value)
    };
    manifest.actions.iter().filter(says).find_map(|action| shown(action.software_agent.as_ref()?.raw()))
}

/// The program that made a manifest, without its version. Where only a library is named, the signing certificate says
/// for which program it was issued.
fn program(manifest: &Manifest) -> Option<String> {
    let generator = manifest.claim_generator.as_ref().map(Untrusted::raw).unwrap_or_default();
    let certificate = manifest.signature.as_ref().and_then(|signature| signature.certificates.first());
    let issued_for = || shown(certificate?.common_name.as_ref()?.raw());
    match generator.to_lowercase().contains("c2pa") && !is_user_agent(generator) {
        true => issued_for().or_else(|| shown(generator)),
        false => shown(without_version(generator).as_str()).or_else(issued_for),
    }
}

/// The form of version 1: `Adobe_Photoshop/24.7.0 (build) c2pa-rs/0.31`.
fn is_user_agent(generator: &str) -> bool {
    let first = generator.split_whitespace().next().unwrap_or_default();
    first.contains('/') && !first.to_lowercase().contains("c2pa")
}

fn without_version(generator: &str) -> String {
    if is_user_agent(generator) {
        let product = generator.split('/').next().unwrap_or_default();
        return product.replace('_', " ");
    }
    match generator.trim_end().rsplit_once(char::is_whitespace) {
        Some((name, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => name.to_owned(),
        _ => generator.to_owned(),
    }
}

/// A name for between quotation marks: it may not close them, nor go on as another step.
fn shown(name: &str) -> Option<String> {
    let name: String = name.trim().chars().filter(|c| !"“”„«»\"←".contains(*c)).take(NAME * 4).collect();
    (!name.trim().is_empty()).then(|| Untrusted::from(name.trim()).short(NAME))
}

fn lower(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::{Action, Basis, Certificate, Signature};

    use super::*;
    use crate::specimen::chain;

    const TRAINED: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    fn claim(kind: ClaimKind, at: u32) -> Claim {
        let value = TRAINED.into();
        Claim { kind, basis: Basis::DigitalSourceType, value, path: Vec::new(), at, active: at == 0 }
    }

    fn told(p: &Provenance, claim: &Claim) -> (String, String) {
        path(p, claim).map(|text| (text.en.into(), text.fr.into())).expect("a path")
    }

    #[test]
    fn what_was_done_last_and_what_before_it() {
        let manifests = chain(&[
            ("Google Photos", "c2pa.cropped"),
            ("Google Photos", "c2pa.edited"),
            ("Pixel Camera 9.1", "c2pa.created"),
        ]);
        let claims = vec![claim(ClaimKind::AiEdited, 1), claim(ClaimKind::CameraCapture, 2)];
        let p = Provenance { manifests, claims, ..Provenance::default() };
        let expected = "cropped in “Google Photos” ← AI edit in “Google Photos” ← captured by “Pixel Camera”";
        assert_eq!(told(&p, &p.claims[0]).0, expected);
        assert_eq!(told(&p, &p.claims[1]).0, expected, "the same way, whichever claim it leads to");
        assert_eq!(
            told(&p, &p.claims[0]).1,
            "recadré dans « Google Photos » ← retouche par IA dans « Google Photos » ← pris avec « Pixel Camera »"
        );
    }

    #[test]
    fn the_program_is_that_of_the_action_or_of_the_certificate() {
        let mut manifests =
            chain(&[("Adobe_Photoshop/24.7.0 (Build) c2pa-rs/0.31", "c2pa.filtered"), ("", "c2pa.edited")]);
        manifests[1].actions.push(Action {
            software_agent: Some("Adobe Firefly".into()),
            source_type: Some(TRAINED.into()),
            ..Action::default()
        });
        let mut p = Provenance { manifests, ..Provenance::default() };
        let ai = claim(ClaimKind::AiEdited, 1);
        assert_eq!(told(&p, &ai).0, "filter or style edits in “Adobe Photoshop” ← AI edit in “Adobe Firefly”");
        p.manifests[1].actions.clear();
        p.manifests[1].claim_generator = Some("Google C2PA Core Generator Library 1.2".into());
        let issued = Certificate { common_name: Some("Google Photos".into()), ..Certificate::default() };
        p.manifests[1].signature = Some(Signature { certificates: vec![issued], ..Signature::default() });
        assert_eq!(told(&p, &ai).0, "filter or style edits in “Adobe Photoshop” ← AI edit in “Google Photos”");
    }

    #[test]
    fn a_name_cannot_pretend_to_be_another_step() {
        let hostile = "X” ← captured by “Pixel Camera\u{202e}";
        let p = Provenance { manifests: chain(&[(hostile, "c2pa.edited")]), ..Provenance::default() };
        let told = told(&p, &claim(ClaimKind::AiEdited, 0)).0;
        assert_eq!(told, "AI edit in “X  captured by Pixel Camera⟨U+202E⟩”");
    }

    #[test]
    fn a_long_way_is_cut_and_a_wrong_one_ends() {
        let step =
            ("Program with a name that is much too long to be shown in one sentence of any length", "c2pa.edited");
        let p = Provenance { manifests: chain(&[step; 17]), ..Provenance::default() };
        let told = told(&p, &claim(ClaimKind::AiGenerated, 16)).0;
        assert_eq!(told.matches(" ← ").count(), OUTER);
        assert!(told.contains(" ← … (+11) ← ") && told.contains("AI generation in “Program") && told.len() < 700);
        let inner = self::told(&p, &claim(ClaimKind::AiGenerated, 0)).0;
        assert_eq!((inner.matches(" ← ").count(), inner.ends_with(" ← …")), (INNER + 1, true));

        let mut circle = chain(&[step; 2]);
        circle[0].parent = Some(1);
        let p = Provenance { manifests: circle, ..Provenance::default() };
        assert!(path(&p, &claim(ClaimKind::AiEdited, 1)).is_some());
        assert_eq!(path(&p, &claim(ClaimKind::AiEdited, 2)), None, "not listed");
    }

    #[test]
    fn steps_that_say_little() {
        let mut manifests = chain(&[("", ""), ("Program", "com.example.magic"), ("Program", "c2pa.opened"), ("", "")]);
        manifests[3].label = "".into();
        let p = Provenance { manifests, ..Provenance::default() };
        let told = told(&p, &claim(ClaimKind::AiEdited, 3)).0;
        assert_eq!(told, "a step without a name ← saved by “Program” ← opened in “Program” ← AI edit");
        let way = super::step(&p, 3, None).map(|text| text.en.into_owned());
        assert_eq!(way.as_deref(), Some("a file without credentials"));
    }
}
