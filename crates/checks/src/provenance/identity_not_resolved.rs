//! A person's or organisation's identity claim that was not looked up.

use whence_model::{
    Direction, Family, Finding, Outcome, Strength, Text,
    facts::provenance::{Flag, IdentityState},
    t,
};

use super::{
    QUOTED, first_of,
    named_identity::{in_state, statement, whom},
    of_flag,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/identity-not-resolved",
    family: Family::Provenance,
    class: None,
    title: t("Identity claim not checked", "Identité revendiquée non contrôlée"),
    nothing: t("No identity claim was left unchecked.", "Aucune identité revendiquée n'est restée sans contrôle."),
    page: Page {
        looks_at: t(
            "Statements of identity (CAWG) in the credentials whose issuer is known only by an address on the web, or that are of a kind this program does not know.",
            "Les déclarations d'identité (CAWG) des justificatifs dont l'émetteur n'est connu que par une adresse web, ou d'un type que ce programme ne connaît pas.",
        ),
        matters: t(
            "Who is named there has not been confirmed. The rest of the credentials does not depend on it.",
            "La personne nommée n'a pas été confirmée. Le reste des justificatifs n'en dépend pas.",
        ),
        innocent: &[t(
            "Photographers link their accounts to their pictures; checking that needs a connection.",
            "Des photographes relient leurs comptes à leurs images ; le contrôler exige une connexion.",
        )],
        sources: &["CAWG Identity Assertion 1.1, https://cawg.io/identity/1.1/"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::IdentityNotResolved, |p| {
        let open = in_state(p, &[IdentityState::NotResolved]);
        let offline = open.iter().all(|identity| identity.codes.iter().any(|code| code == "cawg.ica.did_unavailable"));
        let (en, fr) = match offline && !open.is_empty() {
            true => ("because that needs a connection", "car il faudrait une connexion"),
            false => ("because Whence cannot read that kind", "car Whence ne sait pas lire ce type de déclaration"),
        };
        let [named, nomment] = whom(&open)
            .unwrap_or_else(|| ["a person or organisation".into(), "une personne ou une organisation".into()]);
        let message = Text::new(
            format!("The credentials name {named}; that claim was not checked, {en}. It does not affect the rest."),
            format!(
                "Les justificatifs nomment {nomment} ; cette affirmation n'a pas été contrôlée, {fr}. Le reste n'en est pas affecté."
            ),
        );
        let statements = open.iter().take(QUOTED).map(|identity| statement(p, identity)).collect();
        let (first, more) = first_of(p, statements);
        Finding::new(Direction::Context, Strength::Info, message, first).also(more)
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::{CredentialClass, Flag, IdentityState};

    use super::CHECK;
    use crate::specimen::{credentials, facts, identity, run, seen};

    #[test]
    fn not_looked_up_offline() {
        let mut facts = credentials(CredentialClass::TrustedOfficial, &[Flag::IdentityNotResolved], &[]);
        facts.provenance.identities = vec![identity(IdentityState::NotResolved)];
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The credentials name “Ada Example” (Net); that claim was not checked, because that needs a connection. It does not affect the rest.
        Les justificatifs nomment « Ada Example » (Net) ; cette affirmation n'a pas été contrôlée, car il faudrait une connexion. Le reste n'en est pas affecté.
          JPEG › APP11 C2PA › cawg.identity = Ada Example · Net · 2025-04-09T22:45:26Z · did:web:service.example · cawg.ica.did_unavailable
        ");
    }

    #[test]
    fn of_a_kind_that_is_not_known() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::IdentityNotResolved], &[]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The credentials name a person or organisation; that claim was not checked, because Whence cannot read that kind. It does not affect the rest.
        Les justificatifs nomment une personne ou une organisation ; cette affirmation n'a pas été contrôlée, car Whence ne sait pas lire ce type de déclaration. Le reste n'en est pas affecté.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::ChangedAfterSigning] {
            let mut facts = credentials(class, &[], &[]);
            facts.provenance.identities = vec![identity(IdentityState::WellFormed)];
            assert_eq!(seen(&run(&CHECK, &facts)), "nothing found", "{class:?}");
        }
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
