//! A person or organisation that a statement inside the credentials names.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text, Untrusted,
    facts::provenance::{Identity, IdentityState, NamedAs, Provenance},
    t,
};

use super::{QUOTED, step, unread};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/named-identity",
    family: Family::Provenance,
    class: None,
    title: t(
        "Person or organisation named in the credentials",
        "Personne ou organisation nommée dans les justificatifs",
    ),
    nothing: t(
        "No statement of identity in the credentials could be checked, or there is none.",
        "Aucune déclaration d'identité n'a pu être contrôlée dans les justificatifs, ou il n'y en a pas.",
    ),
    page: Page {
        looks_at: t(
            "Statements of identity (CAWG) inside the credentials: whether they were made for these credentials, and whom they name. They are read apart, and never change what is said of the file.",
            "Les déclarations d'identité (CAWG) contenues dans les justificatifs : ont-elles été faites pour ces justificatifs, et qui nomment-elles ? Elles sont lues à part et ne changent jamais ce qui est dit du fichier.",
        ),
        matters: t(
            "A program or a newsroom signs the file; such a statement says which person or account stands behind it. Anyone can make one in any name: the name is a claim unless its certificate is one that you pinned.",
            "Un logiciel ou une rédaction signe le fichier ; une telle déclaration dit quelle personne ou quel compte est derrière. N'importe qui peut en faire une à n'importe quel nom : ce nom n'est qu'une affirmation, sauf si vous avez épinglé son certificat.",
        ),
        innocent: &[
            t(
                "Photographers name themselves and their accounts in their pictures.",
                "Des photographes indiquent leur nom et leurs comptes dans leurs images.",
            ),
            t(
                "A program copied the statement along when it made new credentials, and it no longer fits them.",
                "Un logiciel a recopié la déclaration en créant de nouveaux justificatifs, et elle ne leur correspond plus.",
            ),
        ],
        sources: &["CAWG Identity Assertion 1.1, https://cawg.io/identity/1.1/"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if let Some(outcome) = unread(p) {
        return outcome;
    }
    let (broken, holding) = (in_state(p, &[IdentityState::Broken]), in_state(p, HOLDING));
    let (strength, message) = match (broken.first(), holding.first()) {
        (Some(_), _) => (Strength::Weak, not_of_these(&broken)),
        (None, Some(_)) => (Strength::Info, named(p, &holding)),
        (None, None) => return Outcome::NothingFound,
    };
    let mut evidence = broken.iter().chain(&holding).take(QUOTED).map(|identity| statement(p, identity));
    match evidence.next() {
        Some(first) => Finding::new(Direction::Context, strength, message, first).also(evidence).into(),
        None => Outcome::NothingFound,
    }
}

const HOLDING: &[IdentityState] = &[IdentityState::Trusted, IdentityState::WellFormed];

pub fn in_state<'a>(p: &'a Provenance, states: &[IdentityState]) -> Vec<&'a Identity> {
    p.identities.iter().filter(|identity| states.contains(&identity.state)).collect()
}

/// Where a statement stands and what it says, with the status codes of what is wrong with it.
pub fn statement(p: &Provenance, identity: &Identity) -> Evidence {
    let names =
        identity.names.iter().take(QUOTED).flat_map(|n| [Some(&n.name), n.provider.as_ref(), n.verified_at.as_ref()]);
    let said = names.chain([identity.issuer.as_ref()]).flatten().map(Untrusted::raw);
    let fits = HOLDING.contains(&identity.state);
    let codes = identity.codes.iter().filter(|_| !fits).take(QUOTED).map(String::as_str);
    let value: Vec<&str> = said.chain(codes).collect();
    Evidence::new(step(p, identity.label.raw()), value.join(" · "))
}

/// Up to three names, each with who is said to have checked it, in the quotation marks of both languages.
pub fn whom(identities: &[&Identity]) -> Option<[String; 2]> {
    let names = || identities.iter().flat_map(|identity| &identity.names).take(SPOKEN);
    let with_provider = |quoted: String, named: &NamedAs| match &named.provider {
        Some(provider) => format!("{quoted} ({})", provider.short(40)),
        None => quoted,
    };
    let en: Vec<_> = names().map(|n| with_provider(format!("“{}”", n.name.short(60)), n)).collect();
    let fr: Vec<_> = names().map(|n| with_provider(format!("« {} »", n.name.short(60)), n)).collect();
    (!en.is_empty()).then(|| [en.join(", "), fr.join(", ")])
}

const SPOKEN: usize = 3;

fn named(p: &Provenance, holding: &[&Identity]) -> Text {
    let [en, fr] = whom(holding).unwrap_or_else(|| ["somebody without a name".into(), "quelqu'un, sans nom".into()]);
    if !p.class.is_intact() {
        return Text::new(
            format!(
                "The credentials name {en}, but they do not match this file: what is said there is not said of it."
            ),
            format!(
                "Les justificatifs nomment {fr}, mais ils ne correspondent pas à ce fichier : ce qui y est dit ne porte pas sur lui."
            ),
        );
    }
    if holding.iter().all(|identity| identity.state == IdentityState::Trusted) {
        return Text::new(
            format!("The credentials name {en}, in a statement that was signed with a certificate which you pinned."),
            format!(
                "Les justificatifs nomment {fr}, dans une déclaration signée avec un certificat que vous avez épinglé."
            ),
        );
    }
    Text::new(
        format!("The credentials name {en}. Who made that statement is not proven: the name is only a claim."),
        format!(
            "Les justificatifs nomment {fr}. Rien ne prouve qui a fait cette déclaration : ce nom n'est qu'une affirmation."
        ),
    )
}

fn not_of_these(broken: &[&Identity]) -> Text {
    match whom(broken) {
        Some([en, fr]) => Text::new(
            format!(
                "A statement of identity that names {en} does not belong to these credentials: it was made for others, or changed. Leave the name aside; the rest is not affected."
            ),
            format!(
                "Une déclaration d'identité qui nomme {fr} n'appartient pas à ces justificatifs : elle a été faite pour d'autres, ou modifiée. N'en tenez pas compte ; le reste n'est pas touché."
            ),
        ),
        None => t(
            "A statement of identity does not belong to these credentials: it was made for others, or changed. Leave it aside; the rest is not affected.",
            "Une déclaration d'identité n'appartient pas à ces justificatifs : elle a été faite pour d'autres, ou modifiée. N'en tenez pas compte ; le reste n'est pas touché.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::{CredentialClass, IdentityState};

    use super::CHECK;
    use crate::specimen::{credentials, facts, identity, run, seen};

    fn look(class: CredentialClass, states: &[IdentityState]) -> String {
        let mut facts = credentials(class, &[], &[]);
        facts.provenance.identities = states.iter().map(|state| identity(*state)).collect();
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_name_is_a_claim() {
        insta::assert_snapshot!(look(CredentialClass::TrustedOfficial, &[IdentityState::WellFormed]), @r"
        Context Info
        The credentials name “Ada Example” (Net). Who made that statement is not proven: the name is only a claim.
        Les justificatifs nomment « Ada Example » (Net). Rien ne prouve qui a fait cette déclaration : ce nom n'est qu'une affirmation.
          JPEG › APP11 C2PA › cawg.identity = Ada Example · Net · 2025-04-09T22:45:26Z · did:web:service.example
        ");
    }

    #[test]
    fn unless_its_certificate_is_pinned() {
        insta::assert_snapshot!(look(CredentialClass::UnknownSigner, &[IdentityState::Trusted]), @r"
        Context Info
        The credentials name “Ada Example” (Net), in a statement that was signed with a certificate which you pinned.
        Les justificatifs nomment « Ada Example » (Net), dans une déclaration signée avec un certificat que vous avez épinglé.
          JPEG › APP11 C2PA › cawg.identity = Ada Example · Net · 2025-04-09T22:45:26Z · did:web:service.example
        ");
        let both = look(CredentialClass::UnknownSigner, &[IdentityState::Trusted, IdentityState::WellFormed]);
        assert!(both.contains("only a claim"), "{both}");
    }

    #[test]
    fn a_statement_from_elsewhere() {
        insta::assert_snapshot!(look(CredentialClass::TrustedOfficial, &[IdentityState::WellFormed, IdentityState::Broken]), @r"
        Context Weak
        A statement of identity does not belong to these credentials: it was made for others, or changed. Leave it aside; the rest is not affected.
        Une déclaration d'identité n'appartient pas à ces justificatifs : elle a été faite pour d'autres, ou modifiée. N'en tenez pas compte ; le reste n'est pas touché.
          JPEG › APP11 C2PA › cawg.identity = cawg.identity.assertion.mismatch
          JPEG › APP11 C2PA › cawg.identity = Ada Example · Net · 2025-04-09T22:45:26Z · did:web:service.example
        ");
    }

    #[test]
    fn a_name_in_credentials_that_no_longer_match() {
        insta::assert_snapshot!(look(CredentialClass::ChangedAfterSigning, &[IdentityState::Trusted]), @r"
        Context Info
        The credentials name “Ada Example” (Net), but they do not match this file: what is said there is not said of it.
        Les justificatifs nomment « Ada Example » (Net), mais ils ne correspondent pas à ce fichier : ce qui y est dit ne porte pas sur lui.
          JPEG › APP11 C2PA › cawg.identity = Ada Example · Net · 2025-04-09T22:45:26Z · did:web:service.example
        ");
    }

    #[test]
    fn silent_otherwise() {
        assert_eq!(look(CredentialClass::TrustedOfficial, &[]), "nothing found");
        assert_eq!(look(CredentialClass::TrustedOfficial, &[IdentityState::NotResolved]), "nothing found");
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable: This file carries no Content Credentials."));
    }
}
