//! A signature without a time stamp.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/time-stamp-missing",
    family: Family::Provenance,
    class: None,
    title: t("No time stamp in the signature", "Pas d'horodatage dans la signature"),
    nothing: t("The signature carries a time stamp.", "La signature porte un horodatage."),
    page: Page {
        looks_at: t(
            "Whether a time-stamp authority confirmed when the signature was made.",
            "Si une autorité d'horodatage a confirmé le moment de la signature.",
        ),
        matters: t(
            "Without one, the date is only the signer's word, and the signature cannot be checked once its certificate has expired.",
            "Sans lui, la date n'est que la parole du signataire, et la signature ne peut plus être contrôlée une fois le certificat expiré.",
        ),
        innocent: &[
            t(
                "Devices sign without a connection and cannot reach a time-stamp authority.",
                "Des appareils signent sans connexion et ne peuvent pas joindre une autorité d'horodatage.",
            ),
            t(
                "Several generators leave it out for every picture.",
                "Plusieurs générateurs l'omettent pour toutes leurs images.",
            ),
        ],
        sources: &[
            "RFC 3161 (Time-Stamp Protocol), https://www.rfc-editor.org/rfc/rfc3161",
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::TimestampMissing, |p| {
        let message = t(
            "The signature carries no time stamp, so the date of signing is only the signer's word.",
            "La signature ne porte pas d'horodatage : la date de signature n'est que la parole du signataire.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn only_the_signers_word() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::TimestampMissing], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The signature carries no time stamp, so the date of signing is only the signer's word.
        La signature ne porte pas d'horodatage : la date de signature n'est que la parole du signataire.
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
