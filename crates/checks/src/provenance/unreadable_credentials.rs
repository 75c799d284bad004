//! Credentials that could not be read.

use whence_model::{Family, Outcome, Text, facts::provenance::CredentialClass, t};

use super::{credentials_kept_elsewhere::from_elsewhere, unread};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/unreadable-credentials",
    family: Family::Provenance,
    class: None,
    title: t("Credentials that cannot be read", "Justificatifs illisibles"),
    nothing: t("The credentials could be read.", "Les justificatifs ont pu être lus."),
    page: Page {
        looks_at: t(
            "Whether the credentials can be parsed: those in the file, or those that came from elsewhere for it.",
            "Si les justificatifs peuvent être analysés : ceux du fichier, ou ceux qui sont venus d'ailleurs pour lui.",
        ),
        matters: t(
            "Whatever they would have said is unknown. It is no sign of tampering.",
            "On ignore ce qu'ils auraient dit. Ce n'est pas un signe d'altération.",
        ),
        innocent: &[
            t(
                "Files made with test versions from before 2022 cannot be checked any more.",
                "Les fichiers faits avec des versions d'essai d'avant 2022 ne peuvent plus être contrôlés.",
            ),
            t(
                "A server that no longer has the credentials may send an ordinary web page in their place.",
                "Un serveur qui n'a plus les justificatifs peut envoyer à leur place une simple page web.",
            ),
            t("A transfer can have damaged the file.", "Un transfert a pu endommager le fichier."),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if p.class != CredentialClass::Unreadable {
        return unread(p).unwrap_or(Outcome::NothingFound);
    }
    let subject = from_elsewhere(p)
        .unwrap_or(t("The credentials that stand in this file", "Les justificatifs qui se trouvent dans ce fichier"));
    let why = p.unreadable.as_ref().map(|defect| format!(" ({})", defect.what)).unwrap_or_default();
    Outcome::Failed(Text::new(
        format!("{} could not be read{why}; that is no sign of tampering.", subject.en),
        format!("{} n'ont pas pu être lus{why} ; ce n'est pas un signe d'altération.", subject.fr),
    ))
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::{
        Defect, Place,
        facts::provenance::{Carrier, CredentialClass},
    };

    #[test]
    fn the_defect_is_named() {
        let mut facts = credentials(CredentialClass::Unreadable, &[], &[]);
        let what = "prerelease content detected".to_owned();
        facts.provenance.unreadable = Some(Defect { place: Place::path("JPEG › APP11 C2PA"), what });
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The credentials that stand in this file could not be read (prerelease content detected); that is no sign of tampering.
        ");
    }

    #[test]
    fn what_came_from_elsewhere_is_told_from_what_stands_in_the_file() {
        let mut facts = credentials(CredentialClass::Unreadable, &[], &[]);
        facts.provenance.carrier = Carrier::Server;
        facts.provenance.remote_url = Some("https://cai.example.net/a".into());
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The credentials that cai.example.net sent could not be read; that is no sign of tampering.
        ");
        facts.provenance.carrier = Carrier::Sidecar { name: "photo.c2pa".into() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The credentials in “photo.c2pa” could not be read; that is no sign of tampering.
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::UnknownSigner] {
            let facts = credentials(class, &[], &[]);
            assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found", "{class:?}");
        }
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
