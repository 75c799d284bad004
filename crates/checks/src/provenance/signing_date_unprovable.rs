//! An expired certificate without a time stamp that proves when it signed.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::CredentialClass, t};

use super::{failures, of_class, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/signing-date-unprovable",
    family: Family::Provenance,
    class: None,
    title: t("Certificate expired, signing date not provable", "Certificat expiré, date de signature non prouvable"),
    nothing: t(
        "The certificate had not expired, or a time stamp proves that it signed before.",
        "Le certificat n'avait pas expiré, ou un horodatage prouve qu'il a signé avant.",
    ),
    page: Page {
        looks_at: t(
            "The signing certificate's term, and the time stamp in the signature.",
            "La durée de validité du certificat de signature et l'horodatage de la signature.",
        ),
        matters: t(
            "The content still matches its credentials: what the signature covers is intact. Only whether the signer's certificate was in force at the moment of signing cannot be shown.",
            "Le contenu correspond toujours à ses justificatifs : ce que couvre la signature est intact. Seulement, on ne peut pas montrer que le certificat était en vigueur au moment de signer.",
        ),
        innocent: &[t(
            "Some cameras and some AI services sign with short-lived certificates and take no time stamp.",
            "Des appareils photo et des services d'IA signent avec des certificats de courte durée, sans prendre d'horodatage.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "contentauth/verify-site issue 316, https://github.com/contentauth/verify-site/issues/316",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_class(case, CredentialClass::SigningDateUnprovable, |p| {
        let message = t(
            "The content matches its credentials. The certificate has expired and no trusted time stamp shows when it signed, so the date and the signer cannot be proven.",
            "Le contenu correspond à ses justificatifs. Le certificat a expiré et aucun horodatage de confiance ne montre quand il a signé : la date et le signataire ne peuvent pas être prouvés.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p)).also(failures(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::CredentialClass;

    #[test]
    fn expired_without_a_time_stamp() {
        let facts = credentials(CredentialClass::SigningDateUnprovable, &[], &["signingCredential.expired"]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The content matches its credentials. The certificate has expired and no trusted time stamp shows when it signed, so the date and the signer cannot be proven.
        Le contenu correspond à ses justificatifs. Le certificat a expiré et aucun horodatage de confiance ne montre quand il a signé : la date et le signataire ne peuvent pas être prouvés.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
          JPEG › APP11 C2PA › validation = signingCredential.expired
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in
            [CredentialClass::TrustedOfficial, CredentialClass::UnknownSigner, CredentialClass::CredentialsAltered]
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
