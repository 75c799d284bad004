//! Credentials that say that AI edited the picture.

use whence_model::{Direction, Family, Outcome, Strength, facts::provenance::ClaimKind, t};

use super::claimed;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/signed-ai-edit",
    family: Family::Declared,
    class: None,
    title: t("Credentials declare an AI edit", "Les justificatifs déclarent une retouche par IA"),
    nothing: t(
        "The credentials do not say that AI edited the picture.",
        "Les justificatifs ne disent pas qu'une IA a retouché l'image.",
    ),
    page: Page {
        looks_at: t(
            "The digital source types, program names and makers' statements in the whole tree of credentials.",
            "Les types de source numérique, les noms de logiciels et les déclarations d'éditeurs dans tout l'arbre des justificatifs.",
        ),
        matters: t(
            "The program that edited the picture says that part of it comes from AI; how large a part it rarely says.",
            "Le logiciel qui a retouché l'image dit qu'une partie vient d'une IA ; il dit rarement quelle partie.",
        ),
        innocent: &[
            t(
                "Removing dust, a cable or a passer-by is recorded in the same words as adding a person.",
                "Effacer une poussière, un câble ou un passant est noté dans les mêmes termes qu'ajouter une personne.",
            ),
            t(
                "Some galleries sign every picture that passed through such a program.",
                "Certaines galeries signent toute image passée par un tel logiciel.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, Actions and digital source type, https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "IPTC NewsCodes, Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let says = t("AI edited", "une IA a retouché");
    claimed(case, ClaimKind::AiEdited, Direction::Edited, Strength::Moderate, says)
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Outcome, Strength,
        facts::provenance::{ClaimKind, CredentialClass, Flag},
    };

    use crate::specimen::{chain, claim, credentials, facts, run, seen};

    fn claiming(class: CredentialClass, flags: &[Flag]) -> Facts {
        let mut facts = credentials(class, flags, &[]);
        let (photos, camera) = ("Google Photos", "Pixel Camera");
        let source = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
        let captured = &["cropped.jpg", "ai-edit.jpg", "capture.jpg"];
        facts.provenance.manifests =
            chain(&[(photos, "c2pa.cropped"), (photos, "c2pa.edited"), (camera, "c2pa.created")]);
        facts.provenance.claims = vec![
            claim(ClaimKind::AiEdited, source, &captured[..2]),
            claim(ClaimKind::CameraCapture, "digitalCapture", captured),
        ];
        facts
    }

    #[test]
    fn under_a_trusted_signature() {
        let facts = claiming(CredentialClass::TrustedOfficial, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Strong
        The credentials say that AI edited this picture or something it was made from (“compositeWithTrainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI edit in “Google Photos” ← captured by “Pixel Camera”). A signer on a trust list signed these credentials.
        Les justificatifs disent qu'une IA a retouché cette image ou un élément dont elle est faite (« compositeWithTrainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← retouche par IA dans « Google Photos » ← pris avec « Pixel Camera »). Un signataire inscrit sur une liste de confiance a signé ces justificatifs.
          JPEG › APP11 C2PA › cropped.jpg › ai-edit.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia
        ");
    }

    #[test]
    fn by_a_signer_who_is_not_proven() {
        let facts = claiming(CredentialClass::UnknownSigner, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Moderate
        The credentials say that AI edited this picture or something it was made from (“compositeWithTrainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI edit in “Google Photos” ← captured by “Pixel Camera”). Who signed these credentials is not proven, so anyone could have written this.
        Les justificatifs disent qu'une IA a retouché cette image ou un élément dont elle est faite (« compositeWithTrainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← retouche par IA dans « Google Photos » ← pris avec « Pixel Camera »). Le signataire de ces justificatifs n'est pas prouvé : n'importe qui a pu l'écrire.
          JPEG › APP11 C2PA › cropped.jpg › ai-edit.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia
        ");
    }

    #[test]
    fn in_a_file_that_changed() {
        let facts = claiming(CredentialClass::ChangedAfterSigning, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Weak
        The credentials say that AI edited this picture or something it was made from (“compositeWithTrainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI edit in “Google Photos” ← captured by “Pixel Camera”). The file or its credentials changed after signing, so this may no longer apply to it.
        Les justificatifs disent qu'une IA a retouché cette image ou un élément dont elle est faite (« compositeWithTrainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← retouche par IA dans « Google Photos » ← pris avec « Pixel Camera »). Le fichier ou ses justificatifs ont changé après la signature : cela ne vaut peut-être plus pour lui.
          JPEG › APP11 C2PA › cropped.jpg › ai-edit.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia
        ");
    }

    #[test]
    fn a_withdrawn_key_does_not_make_it_strong() {
        let facts = claiming(CredentialClass::TrustedOfficial, &[Flag::Revoked]);
        let Outcome::Finding(finding) = run(&super::CHECK, &facts) else { panic!() };
        assert_eq!(finding.strength, Strength::Moderate);
    }

    #[test]
    fn further_claims_are_quoted_too() {
        let mut facts = claiming(CredentialClass::TrustedInterim, &[]);
        let more = claim(ClaimKind::AiEdited, "second", &["outer.jpg", "inner.jpg"]);
        facts.provenance.claims.push(more);
        let Outcome::Finding(finding) = run(&super::CHECK, &facts) else { panic!() };
        assert_eq!(finding.also.len(), 1);
        assert_eq!(finding.also[0].place.path.raw(), "JPEG › APP11 C2PA › outer.jpg › inner.jpg");
    }

    #[test]
    fn other_claims_are_for_other_checks() {
        let mut facts = credentials(CredentialClass::TrustedOfficial, &[], &[]);
        assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found");
        facts.provenance.claims =
            vec![claim(ClaimKind::AiGenerated, "x", &["a.jpg"]), claim(ClaimKind::CameraCapture, "x", &["a.jpg"])];
        assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found");
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
