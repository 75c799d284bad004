//! A label in the metadata that says that AI made the picture.

use whence_model::{Direction, Family, Outcome, Strength, t};

use super::{source_types, stands_on};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/ai-source-label",
    family: Family::Declared,
    class: None,
    title: t("Label: made by generative AI", "Étiquette : produite par une IA générative"),
    nothing: t(
        "No label in the XMP metadata says that AI made the picture.",
        "Aucune étiquette des métadonnées XMP ne dit qu'une IA a produit l'image.",
    ),
    page: Page {
        looks_at: t(
            "The IPTC digital source type in XMP, in all spellings that are met: trainedAlgorithmicMedia and trainedAlgorithmicData.",
            "Le type de source numérique IPTC dans XMP, sous toutes les graphies rencontrées : trainedAlgorithmicMedia et trainedAlgorithmicData.",
        ),
        matters: t(
            "Generators and publishers label pictures this way, and social networks show the label. Anyone can add or remove it.",
            "Générateurs et éditeurs étiquettent ainsi les images, et les réseaux sociaux affichent l'étiquette. N'importe qui peut l'ajouter ou la retirer.",
        ),
        innocent: &[
            t("An openly labelled illustration.", "Une illustration ouvertement signalée."),
            t(
                "A publisher's system that labels a whole batch by mistake, or a label forged to discredit a photograph.",
                "Un système d'éditeur qui étiquette tout un lot par erreur, ou une étiquette forgée pour discréditer une photographie.",
            ),
        ],
        sources: &[
            "IPTC NewsCodes, Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/",
            "IPTC Photo Metadata Standard 2025.1, https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

const TERMS: [&str; 2] = ["trainedAlgorithmicMedia", "trainedAlgorithmicData"];

fn run(case: &Case) -> Outcome {
    let labels = match source_types(case, &TERMS) {
        Ok(labels) => labels,
        Err(outcome) => return outcome,
    };
    let message = t(
        "A label in the metadata says that generative AI made this picture. Anyone can add or remove such a label.",
        "Une étiquette des métadonnées dit qu'une IA générative a produit cette image. N'importe qui peut ajouter ou retirer une telle étiquette.",
    );
    stands_on(labels, Direction::AiGenerated, Strength::Moderate, message)
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Facts, Place, Reading, facts::metadata::Metadata};

    use crate::specimen::{facts, run, seen, xmp};

    #[test]
    fn labelled() {
        let facts = Facts {
            metadata: Metadata {
                xmp: xmp(&[(
                    "Iptc4xmpExt:DigitalSourceType",
                    " http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                )]),
                ..Metadata::default()
            },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        A label in the metadata says that generative AI made this picture. Anyone can add or remove such a label.
        Une étiquette des métadonnées dit qu'une IA générative a produit cette image. N'importe qui peut ajouter ou retirer une telle étiquette.
          JPEG › APP1 XMP =  http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
        ");
    }

    #[test]
    fn by_its_schema_org_name() {
        let facts = Facts {
            metadata: Metadata {
                xmp: xmp(&[
                    ("Iptc4xmpExt:DigitalSourceType", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
                    ("Iptc4xmpExt:DigitalSourceType", "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData/"),
                ]),
                ..Metadata::default()
            },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        A label in the metadata says that generative AI made this picture. Anyone can add or remove such a label.
        Une étiquette des métadonnées dit qu'une IA générative a produit cette image. N'importe qui peut ajouter ou retirer une telle étiquette.
          JPEG › APP1 XMP = https://schema.org/TrainedAlgorithmicMediaDigitalSource
          JPEG › APP1 XMP = http://c2pa.org/digitalsourcetype/trainedAlgorithmicData/
        ");
    }

    #[test]
    fn silent_on_types_that_are_not_ai() {
        for value in [
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced",
            "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            "http://cv.iptc.org/newscodes/digitalsourcetype/screenCapture",
            "http://cv.iptc.org/newscodes/digitalsourcetype/computationalCapture",
            "http://cv.iptc.org/newscodes/digitalsourcetype/composite",
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture",
            "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
            "http://cv.iptc.org/newscodes/digitalsourcetype/virtualRecording",
            "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
            "http://c2pa.org/digitalsourcetype/empty",
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic",
            "trainedAlgorithmicMediarallActionsIncluded",
        ] {
            let metadata = Metadata { xmp: xmp(&[("Iptc4xmpExt:DigitalSourceType", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn silent_on_opt_outs_from_training() {
        for value in ["http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING", "DMI-PROHIBITED-AIMLTRAINING"] {
            let metadata = Metadata { xmp: xmp(&[("plus:DataMining", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn silent_without_metadata() {
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
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
