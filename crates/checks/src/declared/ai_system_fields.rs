//! Metadata fields made for the AI system and its prompt.

use whence_model::{Direction, Family, Outcome, Strength, t};

use super::{QUOTED, property, stands_on, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/ai-system-fields",
    family: Family::Declared,
    class: None,
    title: t("Fields for the AI system are filled in", "Les champs du système d'IA sont remplis"),
    nothing: t(
        "The fields for an AI system and its prompt are empty or missing.",
        "Les champs du système d'IA et de sa consigne sont vides ou absents.",
    ),
    page: Page {
        looks_at: t(
            "The XMP fields of IPTC 2025.1: AI system used, its version, prompt information, prompt writer.",
            "Les champs XMP d'IPTC 2025.1 : système d'IA utilisé, sa version, consigne, auteur de la consigne.",
        ),
        matters: t(
            "By the standard's definition they describe how a generator made the picture. Anyone can fill them in or empty them.",
            "Selon la norme, ils décrivent comment un générateur a produit l'image. N'importe qui peut les remplir ou les vider.",
        ),
        innocent: &[
            t("An openly labelled illustration.", "Une illustration ouvertement signalée."),
            t(
                "An archive fills the fields in for a picture in which only a detail comes from AI.",
                "Une archive remplit ces champs pour une image dont seul un détail vient d'une IA.",
            ),
        ],
        sources: &[
            "IPTC Photo Metadata Standard 2025.1, https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

const FIELDS: [&str; 4] = [
    "Iptc4xmpExt:AISystemUsed",
    "Iptc4xmpExt:AISystemVersionUsed",
    "Iptc4xmpExt:AIPromptInformation",
    "Iptc4xmpExt:AIPromptWriterName",
];
/// What people write into a field that they must fill in.
const EMPTY: [&str; 6] = ["", "-", "none", "no", "n/a", "not applicable"];

fn run(case: &Case) -> Outcome {
    let fields = match xmp(case, &FIELDS) {
        Ok(fields) => fields,
        Err(outcome) => return outcome,
    };
    let filled = fields.into_iter().filter(|f| !EMPTY.contains(&f.value.raw().trim().to_lowercase().as_str()));
    let message = t(
        "Fields meant for the AI system that made a picture, and for its prompt, are filled in here. Anyone can fill them in or empty them.",
        "Des champs destinés au système d'IA qui produit une image, et à sa consigne, sont remplis ici. N'importe qui peut les remplir ou les vider.",
    );
    stands_on(filled.take(QUOTED).map(property).collect(), Direction::AiGenerated, Strength::Moderate, message)
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Facts, Place, Reading, facts::metadata::Metadata};

    use crate::specimen::{facts, run, seen, xmp};

    #[test]
    fn filled_in() {
        let facts = Facts {
            metadata: Metadata {
                xmp: xmp(&[
                    ("Iptc4xmpExt:AISystemUsed", "Imagen 4"),
                    ("Iptc4xmpExt:AIPromptInformation", "a bridge at dusk"),
                ]),
                ..Metadata::default()
            },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        Fields meant for the AI system that made a picture, and for its prompt, are filled in here. Anyone can fill them in or empty them.
        Des champs destinés au système d'IA qui produit une image, et à sa consigne, sont remplis ici. N'importe qui peut les remplir ou les vider.
          JPEG › APP1 XMP = Imagen 4
          JPEG › APP1 XMP = a bridge at dusk
        ");
    }

    #[test]
    fn silent_on_fields_that_say_none() {
        for value in ["None", " ", "n/a"] {
            let metadata = Metadata { xmp: xmp(&[("Iptc4xmpExt:AISystemUsed", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn silent_on_other_fields() {
        for value in ["Imagen 4", "a bridge at dusk"] {
            let metadata = Metadata { xmp: xmp(&[("Iptc4xmpExt:PersonInImage", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn a_packet_that_cannot_be_read_is_a_failure() {
        let what = "unclosed element".to_owned();
        let xmp = Reading::Unreadable(Defect { place: Place::path("JPEG › APP1 XMP"), what });
        let facts = Facts { metadata: Metadata { xmp, ..Metadata::default() }, ..facts() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The XMP metadata could not be read (unclosed element).
        ");
    }
}
