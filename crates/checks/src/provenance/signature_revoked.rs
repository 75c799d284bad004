//! A signing key that its issuer withdrew.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/signature-revoked",
    family: Family::Provenance,
    class: None,
    title: t("Signing key withdrawn by its issuer", "Clé de signature révoquée par son émetteur"),
    nothing: t(
        "Nothing says that the signing key was withdrawn.",
        "Rien n'indique que la clé de signature a été révoquée.",
    ),
    page: Page {
        looks_at: t(
            "The answer on revocation (OCSP) that the signature brings with it.",
            "La réponse sur la révocation (OCSP) que la signature apporte avec elle.",
        ),
        matters: t(
            "A withdrawn key may be in other hands: treat who signed as unproven. That the signed bytes are unchanged still holds.",
            "Une clé révoquée peut être en d'autres mains : tenez le signataire pour non prouvé. Que les octets signés soient inchangés reste acquis.",
        ),
        innocent: &[
            t(
                "A certificate that was replaced or shut down in order is withdrawn too.",
                "Un certificat remplacé ou fermé dans les règles est lui aussi révoqué.",
            ),
            t(
                "An answer outside its term has been misread as a withdrawal by some versions of the C2PA library.",
                "Une réponse hors de sa période a été prise pour une révocation par certaines versions de la bibliothèque C2PA.",
            ),
        ],
        sources: &[
            "RFC 6960 (OCSP), https://www.rfc-editor.org/rfc/rfc6960",
            "contentauth/c2pa-rs issue 2644, https://github.com/contentauth/c2pa-rs/issues/2644",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::Revoked, |p| {
        let message = t(
            "The signing key was withdrawn by its issuer. Treat who signed as unproven.",
            "La clé de signature a été révoquée par son émetteur. Tenez le signataire pour non prouvé.",
        );
        Finding::new(Direction::Context, Strength::Weak, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn withdrawn_key() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::Revoked], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        The signing key was withdrawn by its issuer. Treat who signed as unproven.
        La clé de signature a été révoquée par son émetteur. Tenez le signataire pour non prouvé.
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
