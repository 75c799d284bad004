//! A problem in the credentials of something that the picture was made from.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text, Untrusted,
    facts::provenance::{CodeKind, Flag, Manifest, Provenance},
    t,
};

use super::{QUOTED, codes, first_of, of_flag, step};
use crate::{
    Case, Check, Page,
    credentials_card::{
        problems::{self, troubled},
        words::joined,
    },
};

pub static CHECK: Check = Check {
    id: "provenance/ingredient-problem",
    family: Family::Provenance,
    class: None,
    title: t("Problem in what the picture was made from", "Problème dans ce dont l'image est faite"),
    nothing: t(
        "What the picture was made from has credentials without a problem, or none.",
        "Ce dont l'image est faite a des justificatifs sans problème, ou n'en a pas.",
    ),
    page: Page {
        looks_at: t(
            "The credentials of every ingredient, and what earlier programs recorded about them when they took it in.",
            "Les justificatifs de chaque ingrédient, et ce que les logiciels précédents en ont noté en l'intégrant.",
        ),
        matters: t(
            "The outer signature can hold while a part inside it was changed or its signer is unknown.",
            "La signature extérieure peut tenir alors qu'une partie intégrée a été modifiée ou que son signataire est inconnu.",
        ),
        innocent: &[
            t(
                "An ingredient was re-saved before it was placed.",
                "Un ingrédient a été réenregistré avant d'être placé.",
            ),
            t(
                "An ingredient was signed by a program that is on no list.",
                "Un ingrédient a été signé par un logiciel qui ne figure sur aucune liste.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "contentauth/c2pa-rs issue 744, https://github.com/contentauth/c2pa-rs/issues/744",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::IngredientProblem, |p| {
        let troubled = troubled(p);
        let message = match troubled.first().and_then(|m| Some((name(m)?, what(m)))) {
            Some((name, what)) => Text::new(
                format!(
                    "One of the files that this picture was made from, “{name}”, has credentials with a problem: {}. This file's own signature is another matter.",
                    what.en
                ),
                format!(
                    "L'un des fichiers dont cette image est faite, « {name} », a des justificatifs qui posent problème : {}. La signature de ce fichier-ci est une autre question.",
                    what.fr
                ),
            ),
            None => t(
                "One of the files that this picture was made from has credentials with a problem. This file's own signature is another matter.",
                "L'un des fichiers dont cette image est faite a des justificatifs qui posent problème. La signature de ce fichier-ci est une autre question.",
            ),
        };
        let recorded = troubled.iter().take(QUOTED).map(|m| problem(p, m));
        let found_now = codes(p, |status| status.kind == CodeKind::Failure && status.ingredient);
        let (first, more) = first_of(p, recorded.chain(found_now).collect());
        Finding::new(Direction::Context, Strength::Weak, message, first).also(more)
    })
}

fn name(manifest: &Manifest) -> Option<String> {
    manifest.title.as_ref().filter(|title| !title.is_empty()).map(|title| title.short(80))
}

fn what(manifest: &Manifest) -> Text {
    joined(&problems::told(&manifest.problems), "; ", " ; ")
}

fn problem(p: &Provenance, manifest: &Manifest) -> Evidence {
    let title = manifest.title.as_ref().map_or(manifest.label.raw(), Untrusted::raw);
    let problems: Vec<_> = manifest.problems.iter().take(QUOTED).map(String::as_str).collect();
    Evidence::new(step(p, title), problems.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag, Manifest};

    #[test]
    fn unnamed_where_the_file_does_not_say_which() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::IngredientProblem], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        One of the files that this picture was made from has credentials with a problem. This file's own signature is another matter.
        L'un des fichiers dont cette image est faite a des justificatifs qui posent problème. La signature de ce fichier-ci est une autre question.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn an_ingredient_with_a_recorded_problem() {
        let mut facts =
            credentials(CredentialClass::UnknownSigner, &[Flag::IngredientProblem], &["ingredient.manifest.missing"]);
        let unknown = vec!["signingCredential.untrusted".into()];
        facts.provenance.manifests.push(Manifest {
            title: Some("by an unknown signer".into()),
            problems: unknown,
            ..Manifest::default()
        });
        facts.provenance.manifests.push(Manifest {
            label: "urn:uuid:1".into(),
            title: Some("sky.jpg".into()),
            relationship: Some("componentOf".into()),
            depth: 1,
            problems: vec!["claimSignature.mismatch".into()],
            ..Manifest::default()
        });
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        One of the files that this picture was made from, “sky.jpg”, has credentials with a problem: its signature does not hold. This file's own signature is another matter.
        L'un des fichiers dont cette image est faite, « sky.jpg », a des justificatifs qui posent problème : sa signature ne tient pas. La signature de ce fichier-ci est une autre question.
          JPEG › APP11 C2PA › sky.jpg = claimSignature.mismatch
          JPEG › APP11 C2PA › validation = ingredient.manifest.missing
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
