//! A certificate that may not be used for signing.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::CredentialClass, t};

use super::{failures, of_class, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/unusable-certificate",
    family: Family::Provenance,
    class: None,
    title: t("Certificate not meant for signing", "Certificat non prévu pour signer"),
    nothing: t("The certificate may be used for signing.", "Le certificat peut servir à signer."),
    page: Page {
        looks_at: t(
            "What the signing certificate may be used for, and whether its form follows the C2PA profile.",
            "Ce à quoi le certificat peut servir, et si sa forme suit le profil C2PA.",
        ),
        matters: t(
            "The bytes match the signature, but such a certificate proves nothing about who signed.",
            "Les octets correspondent à la signature, mais un tel certificat ne prouve rien sur le signataire.",
        ),
        innocent: &[t(
            "Early programs and test tools signed with certificates that today's rules no longer allow.",
            "Les premiers logiciels et des outils d'essai signaient avec des certificats que les règles actuelles n'admettent plus.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, section 14 (Trust Model), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_class(case, CredentialClass::BadCertificate, |p| {
        let message = t(
            "The content matches its credentials, but the certificate may not be used for signing, so it proves nothing about who signed.",
            "Le contenu correspond à ses justificatifs, mais le certificat ne peut pas servir à signer : il ne prouve rien sur le signataire.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p)).also(failures(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::CredentialClass;

    #[test]
    fn not_for_signing() {
        let facts = credentials(CredentialClass::BadCertificate, &[], &["signingCredential.invalid"]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The content matches its credentials, but the certificate may not be used for signing, so it proves nothing about who signed.
        Le contenu correspond à ses justificatifs, mais le certificat ne peut pas servir à signer : il ne prouve rien sur le signataire.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
          JPEG › APP11 C2PA › validation = signingCredential.invalid
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
