//! Credentials that are not those that were signed.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::CredentialClass, t};

use super::{failures, first_of, of_class};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/credentials-altered",
    family: Family::Provenance,
    class: None,
    title: t("Credentials altered after signing", "Justificatifs altérés après la signature"),
    nothing: t("The credentials are those that were signed.", "Les justificatifs sont ceux qui ont été signés."),
    page: Page {
        looks_at: t(
            "The signature over the claim, and the hashes of the statements that the claim lists.",
            "La signature de la déclaration, et les empreintes des affirmations qu'elle énumère.",
        ),
        matters: t(
            "Nothing that these credentials say can be relied on, also not the signer's name.",
            "Rien de ce que disent ces justificatifs n'est fiable, pas même le nom du signataire.",
        ),
        innocent: &[
            t(
                "A program that copies or trims metadata without knowing credentials can damage them.",
                "Un logiciel qui copie ou élague les métadonnées sans connaître les justificatifs peut les endommager.",
            ),
            t(
                "A transfer that damaged the file can have hit the credentials.",
                "Un transfert qui a endommagé le fichier a pu toucher les justificatifs.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "C2PA public test files, https://github.com/c2pa-org/public-testfiles",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_class(case, CredentialClass::CredentialsAltered, |p| {
        let message = t(
            "The credentials themselves are not those that were signed: they were altered or damaged. Ignore what they say.",
            "Les justificatifs eux-mêmes ne sont pas ceux qui ont été signés : ils ont été altérés ou endommagés. Ne tenez pas compte de ce qu'ils disent.",
        );
        let (first, more) = first_of(p, failures(p));
        Finding::new(Direction::ChangedSinceSigning, Strength::Cryptographic, message, first).also(more)
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::CredentialClass;

    #[test]
    fn the_signature_does_not_fit() {
        let facts = credentials(CredentialClass::CredentialsAltered, &[], &["claimSignature.mismatch"]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Cryptographic
        The credentials themselves are not those that were signed: they were altered or damaged. Ignore what they say.
        Les justificatifs eux-mêmes ne sont pas ceux qui ont été signés : ils ont été altérés ou endommagés. Ne tenez pas compte de ce qu'ils disent.
          JPEG › APP11 C2PA › validation = claimSignature.mismatch
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in
            [CredentialClass::TrustedOfficial, CredentialClass::UnknownSigner, CredentialClass::ChangedAfterSigning]
        {
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
