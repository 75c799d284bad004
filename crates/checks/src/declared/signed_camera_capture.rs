//! Credentials that say that a camera took the picture.

use whence_model::{Direction, Family, Outcome, Strength, facts::provenance::ClaimKind, t};

use super::claimed;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/signed-camera-capture",
    family: Family::Declared,
    class: None,
    title: t("Credentials declare a camera capture", "Les justificatifs déclarent une prise de vue"),
    nothing: t(
        "The credentials do not say that a camera took the picture.",
        "Les justificatifs ne disent pas qu'un appareil photo a pris l'image.",
    ),
    page: Page {
        looks_at: t(
            "The digital source types digitalCapture and computationalCapture in the whole tree of credentials.",
            "Les types de source numérique digitalCapture et computationalCapture dans tout l'arbre des justificatifs.",
        ),
        matters: t(
            "A camera or telephone that signs says that its sensor recorded the picture. What stood before the lens, it cannot say: a screen can be photographed too.",
            "Un appareil ou un téléphone qui signe dit que son capteur a enregistré l'image. Ce qui se trouvait devant l'objectif, il ne peut le dire : on peut aussi photographier un écran.",
        ),
        innocent: &[t(
            "Ordinary photographs from cameras and telephones that sign.",
            "Les photographies ordinaires d'appareils et de téléphones qui signent.",
        )],
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
    let says = t("a camera took", "un appareil photo a pris");
    claimed(case, ClaimKind::CameraCapture, Direction::CameraCapture, Strength::Weak, says)
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Outcome, Strength,
        facts::provenance::{ClaimKind, CredentialClass, Flag},
    };

    use crate::specimen::{claim, credentials, facts, run, seen};

    fn claiming(class: CredentialClass, flags: &[Flag]) -> Facts {
        let mut facts = credentials(class, flags, &[]);
        facts.provenance.claims = vec![claim(
            ClaimKind::CameraCapture,
            "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            &["capture.jpg"],
        )];
        facts
    }

    #[test]
    fn under_a_trusted_signature() {
        let facts = claiming(CredentialClass::TrustedOfficial, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        CameraCapture Strong
        The credentials say that a camera took this picture (“digitalCapture”, digital source type). A signer on a trust list signed these credentials.
        Les justificatifs disent qu'un appareil photo a pris cette image (« digitalCapture », type de source numérique). Un signataire inscrit sur une liste de confiance a signé ces justificatifs.
          JPEG › APP11 C2PA › capture.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture
        ");
    }

    #[test]
    fn by_a_signer_who_is_not_proven() {
        let facts = claiming(CredentialClass::UnknownSigner, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        CameraCapture Weak
        The credentials say that a camera took this picture (“digitalCapture”, digital source type). Who signed these credentials is not proven, so anyone could have written this.
        Les justificatifs disent qu'un appareil photo a pris cette image (« digitalCapture », type de source numérique). Le signataire de ces justificatifs n'est pas prouvé : n'importe qui a pu l'écrire.
          JPEG › APP11 C2PA › capture.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture
        ");
    }

    #[test]
    fn in_a_file_that_changed() {
        let facts = claiming(CredentialClass::ChangedAfterSigning, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        CameraCapture Weak
        The credentials say that a camera took this picture (“digitalCapture”, digital source type). The file or its credentials changed after signing, so this may no longer apply to it.
        Les justificatifs disent qu'un appareil photo a pris cette image (« digitalCapture », type de source numérique). Le fichier ou ses justificatifs ont changé après la signature : cela ne vaut peut-être plus pour lui.
          JPEG › APP11 C2PA › capture.jpg = http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture
        ");
    }

    #[test]
    fn a_withdrawn_key_does_not_make_it_strong() {
        let facts = claiming(CredentialClass::TrustedOfficial, &[Flag::Revoked]);
        let Outcome::Finding(finding) = run(&super::CHECK, &facts) else { panic!() };
        assert_eq!(finding.strength, Strength::Weak);
    }

    #[test]
    fn further_claims_are_quoted_too() {
        let mut facts = claiming(CredentialClass::TrustedInterim, &[]);
        let more = claim(ClaimKind::CameraCapture, "second", &["outer.jpg", "inner.jpg"]);
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
            vec![claim(ClaimKind::AiGenerated, "x", &["a.jpg"]), claim(ClaimKind::AiEdited, "x", &["a.jpg"])];
        assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found");
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
