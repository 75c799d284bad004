//! Bytes of the file that the signature leaves out.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text,
    facts::provenance::{Flag, Provenance},
    t,
};

use super::{QUOTED, of_flag, signature};
use crate::{Case, Check, Page};

/// How many parts a sentence names; the evidence has more of them.
const NAMED: usize = 3;

pub static CHECK: Check = Check {
    id: "provenance/part-not-covered",
    family: Family::Provenance,
    class: None,
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
        let parts = p.coverage.as_ref().map(|coverage| coverage.left_out.as_slice()).unwrap_or_default();
        let [first, more @ ..] = parts else {
            let message = t(
                "The signature leaves out more of this file than the credentials' own place, often the camera data. What stands there is not protected by it.",
                "La signature laisse de côté plus que l'emplacement des justificatifs, souvent les données de l'appareil. Ce qui s'y trouve n'est pas protégé par elle.",
            );
            return Finding::new(Direction::Context, Strength::Weak, message, signature(p));
        };
        let more = more.iter().take(QUOTED).map(evidence);
        Finding::new(Direction::Context, Strength::Weak, message(p, parts), evidence(first)).also(more)
    })
}

fn message(p: &Provenance, parts: &[Place]) -> Text {
    let named = parts.iter().take(NAMED).map(|part| part.path.short(60)).collect::<Vec<_>>().join(", ");
    let (and_en, and_fr) = match parts.len().saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!(" and {more} more"), format!(" et {more} de plus")),
    };
    let coverage = p.coverage.as_ref();
    let (kind_en, kind_fr) = if coverage.is_some_and(|coverage| coverage.picture_left_out) {
        (
            " The picture may be drawn from it, so another picture could stand there.",
            " L'image peut en être dessinée : une autre image pourrait s'y trouver.",
        )
    } else if coverage.is_some_and(|coverage| coverage.metadata_left_out) {
        (" Metadata stand in it.", " Des métadonnées s'y trouvent.")
    } else {
        ("", "")
    };
    Text::new(
        format!(
            "The signature leaves out a part of this file beside the credentials' own place: {named}{and_en}.{kind_en} What stands there is not protected by it."
        ),
        format!(
            "La signature laisse de côté une partie de ce fichier, outre l'emplacement des justificatifs : {named}{and_fr}.{kind_fr} Ce qui s'y trouve n'est pas protégé par elle."
        ),
    )
}

/// The part and how many of its bytes are meant.
fn evidence(part: &Place) -> Evidence {
    let bytes = part.length.map(|length| format!("{length} B")).unwrap_or_default();
    Evidence::new(part.clone(), bytes)
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, leaving_out, run, seen};
    use whence_model::{
        Place,
        facts::provenance::{CredentialClass, Flag},
    };

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
    fn parts_are_named() {
        let mut facts = credentials(CredentialClass::TrustedOfficial, &[Flag::PartNotCovered], &[]);
        let part = |name: &str, at| Place::bytes(format!("JPEG › {name}"), at, 100);
        let mut coverage = leaving_out(&[part("APP1 Exif", 2), part("APP1 XMP", 500)]);
        facts.provenance.coverage = Some(coverage.clone());
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        The signature leaves out a part of this file beside the credentials' own place: JPEG › APP1 Exif, JPEG › APP1 XMP. Metadata stand in it. What stands there is not protected by it.
        La signature laisse de côté une partie de ce fichier, outre l'emplacement des justificatifs : JPEG › APP1 Exif, JPEG › APP1 XMP. Des métadonnées s'y trouvent. Ce qui s'y trouve n'est pas protégé par elle.
          JPEG › APP1 Exif = 100 B
          JPEG › APP1 XMP = 100 B
        ");
        coverage.left_out = (0..20).map(|n| part("COM", 1000 * n)).collect();
        coverage.metadata_left_out = false;
        facts.provenance.coverage = Some(coverage);
        let many = seen(&run(&super::CHECK, &facts));
        assert!(many.contains("JPEG › COM, JPEG › COM, JPEG › COM and 17 more. What"), "{many}");
        assert_eq!(many.lines().count(), 3 + 9, "{many}");
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
