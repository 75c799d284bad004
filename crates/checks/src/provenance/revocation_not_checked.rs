//! No answer at hand on whether the signing key was withdrawn.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/revocation-not-checked",
    family: Family::Provenance,
    class: None,
    title: t("Revocation of the signing key not checked", "Révocation de la clé de signature non contrôlée"),
    nothing: t(
        "The signature brings an answer on revocation, or none was asked for.",
        "La signature apporte une réponse sur la révocation, ou aucune n'était demandée.",
    ),
    page: Page {
        looks_at: t(
            "Whether the signature brings a signed answer on revocation (OCSP) with it.",
            "Si la signature apporte avec elle une réponse signée sur la révocation (OCSP).",
        ),
        matters: t(
            "A key that was stolen is withdrawn by its issuer. Asking the issuer would need a connection and tell it that somebody looks at the picture.",
            "Une clé volée est révoquée par son émetteur. L'interroger exige une connexion et lui apprend que quelqu'un regarde l'image.",
        ),
        innocent: &[t(
            "Most signatures bring no such answer.",
            "La plupart des signatures n'apportent pas cette réponse.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "contentauth/c2pa-rs issue 1439, https://github.com/contentauth/c2pa-rs/issues/1439",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::RevocationNotChecked, |p| {
        let message = t(
            "Whether the signing key was withdrawn has not been checked: the signature brings no answer with it, and nobody was asked.",
            "On n'a pas contrôlé si la clé de signature a été révoquée : la signature n'apporte pas de réponse et personne n'a été interrogé.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn no_answer_in_the_signature() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::RevocationNotChecked], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        Whether the signing key was withdrawn has not been checked: the signature brings no answer with it, and nobody was asked.
        On n'a pas contrôlé si la clé de signature a été révoquée : la signature n'apporte pas de réponse et personne n'a été interrogé.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::ChangedAfterSigning] {
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
