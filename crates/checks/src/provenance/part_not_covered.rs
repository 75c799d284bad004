//! Bytes of the file that the signature leaves out.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/part-not-covered",
    family: Family::Provenance,
    title: t("Part of the file not covered by the signature", "Partie du fichier non couverte par la signature"),
    nothing: t(
        "The signature leaves nothing out but the credentials' own place.",
        "La signature ne laisse de côté que l'emplacement des justificatifs.",
    ),
    page: Page {
        looks_at: t(
            "The byte ranges that the signed hash leaves out.",
            "Les plages d'octets que l'empreinte signée laisse de côté.",
        ),
        matters: t(
            "What stands in such a range, often the camera data, could be changed without breaking the signature.",
            "Ce qui se trouve dans une telle plage, souvent les données de l'appareil, peut être changé sans rompre la signature.",
        ),
        innocent: &[t(
            "Some camera programs of 2022 and 2023 left out the whole head of the file with its Exif block.",
            "Des applications photo de 2022 et 2023 laissaient de côté tout le début du fichier, avec son bloc Exif.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "w3c/png issue 544, https://github.com/w3c/png/issues/544",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::PartNotCovered, |p| {
        let message = t(
            "The signature leaves out more of this file than the credentials' own place, often the camera data. What stands there is not protected by it.",
            "La signature laisse de côté plus que l'emplacement des justificatifs, souvent les données de l'appareil. Ce qui s'y trouve n'est pas protégé par elle.",
        );
        Finding::new(Direction::Context, Strength::Weak, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn camera_data_outside_the_signature() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::PartNotCovered], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        The signature leaves out more of this file than the credentials' own place, often the camera data. What stands there is not protected by it.
        La signature laisse de côté plus que l'emplacement des justificatifs, souvent les données de l'appareil. Ce qui s'y trouve n'est pas protégé par elle.
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
