//! A person's or organisation's identity claim that was not looked up.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/identity-not-resolved",
    family: Family::Provenance,
    title: t("Identity claim not looked up", "Identité revendiquée non vérifiée"),
    nothing: t("No identity claim was left unchecked.", "Aucune identité revendiquée n'est restée sans contrôle."),
    page: Page {
        looks_at: t(
            "Identity statements (CAWG) in the credentials that point to a service outside.",
            "Les déclarations d'identité (CAWG) des justificatifs qui renvoient à un service extérieur.",
        ),
        matters: t(
            "Who is named there has not been confirmed. The rest of the credentials does not depend on it.",
            "La personne nommée n'a pas été confirmée. Le reste des justificatifs n'en dépend pas.",
        ),
        innocent: &[t(
            "Photographers link their accounts to their pictures; checking that needs a connection.",
            "Des photographes relient leurs comptes à leurs images ; le contrôler exige une connexion.",
        )],
        sources: &["CAWG Identity Assertion, https://cawg.io/identity/"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::IdentityNotResolved, |p| {
        let message = t(
            "The credentials name a person or organisation whose identity was not looked up, because that needs a connection. It does not affect the rest.",
            "Les justificatifs nomment une personne ou une organisation dont l'identité n'a pas été vérifiée, car il faudrait une connexion. Le reste n'en est pas affecté.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn not_looked_up_offline() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::IdentityNotResolved], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials name a person or organisation whose identity was not looked up, because that needs a connection. It does not affect the rest.
        Les justificatifs nomment une personne ou une organisation dont l'identité n'a pas été vérifiée, car il faudrait une connexion. Le reste n'en est pas affecté.
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
