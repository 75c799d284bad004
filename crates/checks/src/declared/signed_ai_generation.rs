//! Credentials that say that AI made the picture.

use whence_model::{Direction, Family, Outcome, Strength, facts::provenance::ClaimKind, t};

use super::claimed;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/signed-ai-generation",
    family: Family::Declared,
    class: None,
    title: t("Credentials declare AI generation", "Les justificatifs déclarent une génération par IA"),
    nothing: t(
        "The credentials do not say that AI made the picture.",
        "Les justificatifs ne disent pas qu'une IA a produit l'image.",
    ),
    page: Page {
        looks_at: t(
            "The digital source types, program names and makers' statements in the whole tree of credentials, also of what the picture was made from.",
            "Les types de source numérique, les noms de logiciels et les déclarations d'éditeurs dans tout l'arbre des justificatifs, y compris de ce dont l'image est faite.",
        ),
        matters: t(
            "The program that made the picture says so itself, and a trusted signature stands behind it.",
            "Le logiciel qui a produit l'image le dit lui-même, et une signature de confiance l'appuie.",
        ),
        innocent: &[
            t(
                "An illustration or an advertisement made with AI and openly labelled so.",
                "Une illustration ou une publicité faite avec une IA et ouvertement signalée.",
            ),
            t(
                "Only one of the pictures placed in a montage was made by AI; the path shows which.",
                "Seule l'une des images placées dans un montage a été produite par une IA ; le chemin montre laquelle.",
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
    let says = t("AI made", "une IA a produit");
    claimed(case, ClaimKind::AiGenerated, Direction::AiGenerated, Strength::Moderate, says)
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
        facts.provenance.manifests = chain(&[("Google Photos", "c2pa.cropped"), ("Adobe Firefly", "c2pa.created")]);
        facts.provenance.claims = vec![claim(
            ClaimKind::AiGenerated,
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            &["cropped.jpg", "generated.png"],
        )];
        facts
    }

    #[test]
    fn under_a_trusted_signature() {
        let facts = claiming(CredentialClass::TrustedOfficial, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Strong
        The credentials say that AI made this picture or something it was made from (“trainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI generation in “Adobe Firefly”). A signer on a trust list signed these credentials.
        Les justificatifs disent qu'une IA a produit cette image ou un élément dont elle est faite (« trainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← génération par IA dans « Adobe Firefly »). Un signataire inscrit sur une liste de confiance a signé ces justificatifs.
          JPEG › APP11 C2PA › cropped.jpg › generated.png = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
        ");
    }

    #[test]
    fn by_a_signer_who_is_not_proven() {
        let facts = claiming(CredentialClass::UnknownSigner, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The credentials say that AI made this picture or something it was made from (“trainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI generation in “Adobe Firefly”). Who signed these credentials is not proven, so anyone could have written this.
        Les justificatifs disent qu'une IA a produit cette image ou un élément dont elle est faite (« trainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← génération par IA dans « Adobe Firefly »). Le signataire de ces justificatifs n'est pas prouvé : n'importe qui a pu l'écrire.
          JPEG › APP11 C2PA › cropped.jpg › generated.png = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
        ");
    }

    #[test]
    fn in_a_file_that_changed() {
        let facts = claiming(CredentialClass::ChangedAfterSigning, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Weak
        The credentials say that AI made this picture or something it was made from (“trainedAlgorithmicMedia”, digital source type; cropped in “Google Photos” ← AI generation in “Adobe Firefly”). The file or its credentials changed after signing, so this may no longer apply to it.
        Les justificatifs disent qu'une IA a produit cette image ou un élément dont elle est faite (« trainedAlgorithmicMedia », type de source numérique ; recadré dans « Google Photos » ← génération par IA dans « Adobe Firefly »). Le fichier ou ses justificatifs ont changé après la signature : cela ne vaut peut-être plus pour lui.
          JPEG › APP11 C2PA › cropped.jpg › generated.png = http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
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
        let more = claim(ClaimKind::AiGenerated, "second", &["outer.jpg", "inner.jpg"]);
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
            vec![claim(ClaimKind::AiEdited, "x", &["a.jpg"]), claim(ClaimKind::CameraCapture, "x", &["a.jpg"])];
        assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found");
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
