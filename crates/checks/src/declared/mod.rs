//! What the file says about its own making: claims in credentials, labels, and the settings and marks that
//! generators leave.
//!
//! What is not here: whether any of it holds. A label and a block of settings can be added or removed by anyone, which
//! is why none of them is more than moderate; only a claim under a trusted signature is strong, and a generator's own
//! signature that was verified. Of the pixels only a mark is read that software puts there on purpose, and a file that
//! declares nothing gets no finding.

pub mod ai_credit_line;
pub mod ai_edit_label;
pub mod ai_source_label;
pub mod ai_system_fields;
pub mod aigc_label;
pub mod app_export;
pub mod generator_graph;
pub mod generator_hint;
pub mod generator_name;
pub mod generator_parameters;
pub mod generator_settings;
pub mod grok_signature;
pub mod hidden_data;
pub mod invokeai_metadata;
pub mod marks;
pub mod midjourney_job;
pub mod novelai_metadata;
pub mod novelai_signature;
pub mod processing_graph;
pub mod public_watermark;
pub mod samsung_ai_edit;
pub mod signed_ai_edit;
pub mod signed_ai_generation;
pub mod signed_camera_capture;
pub mod synthetic_element_label;
#[cfg(test)]
mod traps;

use whence_model::{
    Direction, Evidence, Finding, Outcome, Place, Reading, Strength, Text, Untrusted,
    facts::{
        metadata::Property,
        provenance::{Basis, Claim, ClaimKind, Flag, Provenance},
    },
    t,
};

use crate::{Case, provenance};

/// How many pieces of evidence, settings or steps of a path one finding quotes.
const QUOTED: usize = 8;

/// Credit lines that name a generator as the maker.
const MADE: [&str; 1] = ["Made with Google AI"];
/// Credit lines that name AI as the editor of a picture.
const EDITED: [&str; 2] = ["Edited with Google AI", "Apple Photos Clean Up"];

/// One question about the claims in the credentials; `says` is who did what: “AI made”. The strength is that of the
/// signature over the claim, `unproven` where nobody knows who signed.
fn claimed(case: &Case, kind: ClaimKind, direction: Direction, unproven: Strength, says: Text) -> Outcome {
    let p = &case.facts.provenance;
    if let Some(outcome) = provenance::unread(p) {
        return outcome;
    }
    let mut claims: Vec<&Claim> = p.claims.iter().filter(|claim| claim.kind == kind).collect();
    claims.sort_by_key(|claim| !claim.active);
    let Some((first, more)) = claims.split_first() else { return Outcome::NothingFound };
    let (strength, backing) = backing(p, unproven);
    let (what, words) = (subject(first), words(p, first));
    let message = Text::new(
        format!("The credentials say that {} {} ({}). {}", says.en, what.en, words.en, backing.en),
        format!("Les justificatifs disent qu'{} {} ({}). {}", says.fr, what.fr, words.fr, backing.fr),
    );
    let evidence = |claim: &Claim| Evidence::new(claim_place(p, claim), claim.value.clone());
    let more = more.iter().take(QUOTED).map(|claim| evidence(claim));
    Finding::new(direction, strength, message, evidence(first)).also(more).into()
}

/// What the signature adds to a claim.
fn backing(p: &Provenance, unproven: Strength) -> (Strength, Text) {
    if p.class.is_trusted() && !p.flags.contains(&Flag::Revoked) {
        let text = t(
            "A signer on a trust list signed these credentials.",
            "Un signataire inscrit sur une liste de confiance a signé ces justificatifs.",
        );
        (Strength::Strong, text)
    } else if p.class.is_intact() {
        let text = t(
            "Who signed these credentials is not proven, so anyone could have written this.",
            "Le signataire de ces justificatifs n'est pas prouvé : n'importe qui a pu l'écrire.",
        );
        (unproven, text)
    } else {
        let text = t(
            "The file or its credentials changed after signing, so this may no longer apply to it.",
            "Le fichier ou ses justificatifs ont changé après la signature : cela ne vaut peut-être plus pour lui.",
        );
        (Strength::Weak, text)
    }
}

/// A manifest further in speaks of what the picture was, or of what was placed into it.
fn subject(claim: &Claim) -> Text {
    match claim.active {
        true => t("this picture", "cette image"),
        false => t("this picture or something it was made from", "cette image ou un élément dont elle est faite"),
    }
}

/// The word that says it, which part of the credentials it stands in, and the way there from the outside in:
/// `“trainedAlgorithmicMedia”, digital source type; cropped in “Photos” ← AI edit in “Photos”`.
fn words(p: &Provenance, claim: &Claim) -> Text {
    let (term, basis) = match claim.basis {
        Basis::DigitalSourceType => {
            (last_segment(claim.value.raw()), t("digital source type", "type de source numérique"))
        }
        Basis::SoftwareAgent => (claim.value.raw(), t("name of the software", "nom du logiciel")),
        Basis::VendorAssertion => (claim.value.raw(), t("the maker's own statement", "déclaration propre à l'éditeur")),
    };
    let term = Untrusted::from(term).short(80);
    let (en, fr) = match provenance::path::path(p, claim) {
        Some(path) => (format!("; {}", path.en), format!(" ; {}", path.fr)),
        None => (String::new(), String::new()),
    };
    Text::new(format!("“{term}”, {}{en}", basis.en), format!("« {term} », {}{fr}", basis.fr))
}

fn claim_place(p: &Provenance, claim: &Claim) -> Place {
    let place = provenance::place(p);
    let steps = claim.path.iter().take(QUOTED).map(|step| step.raw());
    let path: Vec<_> = [place.path.raw()].into_iter().chain(steps).collect();
    Place { path: path.join(" › ").into(), ..place }
}

/// The XMP properties of these names; an outcome where a packet is there and cannot be read.
fn xmp<'a>(case: &Case<'a>, names: &[&str]) -> Result<Vec<&'a Property>, Outcome> {
    match &case.facts.metadata.xmp {
        Reading::Absent => Ok(Vec::new()),
        Reading::Read(xmp) => Ok(xmp.properties.iter().filter(|p| names.iter().any(|n| is_name(&p.name, n))).collect()),
        Reading::Unreadable(defect) => Err(Outcome::Failed(Text::new(
            format!("The XMP metadata could not be read ({}).", defect.what),
            format!("Les métadonnées XMP n'ont pas pu être lues ({}).", defect.what),
        ))),
    }
}

/// Whether a property is this one. The IPTC extension also goes by Exiv2's prefix where a file misspells its namespace.
fn is_name(property: &str, name: &str) -> bool {
    let other = || Some(property.strip_prefix("iptcExt:")? == name.strip_prefix("Iptc4xmpExt:")?);
    property == name || other() == Some(true)
}

/// IPTC digital source types among the properties whose term is one of these.
fn source_types(case: &Case, terms: &[&str]) -> Result<Vec<Evidence>, Outcome> {
    let properties = xmp(case, &["Iptc4xmpExt:DigitalSourceType"])?;
    let labels = properties.into_iter().filter(|p| terms.iter().any(|term| is_term(p.value.raw(), term)));
    Ok(labels.take(QUOTED).map(property).collect())
}

/// Whether a value names this source type: as an address of any scheme, with a slash or white space around it, as the
/// bare term, or by its schema.org name (`TrainedAlgorithmicMediaDigitalSource`).
fn is_term(value: &str, term: &str) -> bool {
    let last = last_segment(value);
    let bare = match last.len().checked_sub("DigitalSource".len()).and_then(|at| last.split_at_checked(at)) {
        Some((bare, end)) if end.eq_ignore_ascii_case("DigitalSource") => bare,
        _ => last,
    };
    bare.eq_ignore_ascii_case(term)
}

/// What stands behind the last separator of an address.
fn last_segment(address: &str) -> &str {
    let address = address.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '/');
    address.rsplit(['/', '#', ':', '.']).next().unwrap_or(address)
}

/// Credit lines (XMP `photoshop:Credit`, IPTC 2:110) that read like one of these.
fn credits(case: &Case, lines: &[&str]) -> Result<Vec<Evidence>, Outcome> {
    let mut found: Vec<Evidence> = Vec::new();
    if let Some(iptc) = case.facts.metadata.iptc.read()
        && let Some(credit) = iptc.value(110).filter(|credit| is_one_of(credit.raw(), lines))
    {
        let path = format!("{} › Credit", iptc.place.path.raw());
        found.push(Evidence::new(Place { path: path.into(), ..iptc.place.clone() }, credit.clone()));
    }
    match xmp(case, &["photoshop:Credit"]) {
        Ok(properties) => {
            found.extend(properties.into_iter().filter(|p| is_one_of(p.value.raw(), lines)).take(QUOTED).map(property));
        }
        Err(outcome) if found.is_empty() => return Err(outcome),
        Err(_) => {}
    }
    Ok(found)
}

/// Whether a credit line names a generator as the maker.
pub fn is_made_credit(line: &str) -> bool {
    is_one_of(line, &MADE)
}

/// Whether a credit line names AI as the editor.
pub fn is_edit_credit(line: &str) -> bool {
    is_one_of(line, &EDITED)
}

fn is_one_of(value: &str, lines: &[&str]) -> bool {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    lines.iter().any(|line| value.eq_ignore_ascii_case(line))
}

fn property(property: &Property) -> Evidence {
    Evidence::new(property.place.clone(), property.value.clone())
}

/// A finding on all of these, or none.
fn stands_on(evidence: Vec<Evidence>, direction: Direction, strength: Strength, message: Text) -> Outcome {
    let mut evidence = evidence.into_iter();
    match evidence.next() {
        Some(first) => Finding::new(direction, strength, message, first).also(evidence).into(),
        None => Outcome::NothingFound,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_term};

    #[test]
    fn a_property_of_the_extension_goes_by_two_prefixes() {
        for name in ["Iptc4xmpExt:DigitalSourceType", "iptcExt:DigitalSourceType"] {
            assert!(is_name(name, "Iptc4xmpExt:DigitalSourceType"), "{name}");
        }
        for name in ["DigitalSourceType", "photoshop:DigitalSourceType", "iptcExt:DigitalSource", "iptcExt:"] {
            assert!(!is_name(name, "Iptc4xmpExt:DigitalSourceType"), "{name}");
        }
        assert!(!is_name("iptcExt:Credit", "photoshop:Credit"));
    }

    #[test]
    fn a_source_type_is_recognised_in_all_its_spellings() {
        for value in [
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/",
            " http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\0",
            "trainedAlgorithmicMedia",
            "digsrctype:trainedAlgorithmicMedia",
            "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "c2pa.trainedAlgorithmicMedia",
        ] {
            assert!(is_term(value, "trainedAlgorithmicMedia"), "{value}");
        }
    }

    #[test]
    fn a_source_type_that_only_sounds_alike_is_another() {
        for value in [
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
            "trainedAlgorithmicMediarallActionsIncluded",
            "nottrainedAlgorithmicMedia",
            "é",
            "DigitalSource",
            "",
        ] {
            assert!(!is_term(value, "trainedAlgorithmicMedia"), "{value}");
        }
    }
}
