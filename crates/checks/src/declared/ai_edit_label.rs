//! A label or credit line that says that AI edited the picture.

use whence_model::{Direction, Family, Outcome, Strength, t};

use super::{EDITED, credits, source_types, stands_on};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/ai-edit-label",
    family: Family::Declared,
    class: None,
    title: t("Label: edited with AI", "Étiquette : retouchée avec une IA"),
    nothing: t(
        "No label in the metadata says that AI edited the picture.",
        "Aucune étiquette des métadonnées ne dit qu'une IA a retouché l'image.",
    ),
    page: Page {
        looks_at: t(
            "The IPTC digital source type compositeWithTrainedAlgorithmicMedia in XMP, and the credit lines “Edited with Google AI” and “Apple Photos Clean Up” in XMP and IPTC.",
            "Le type de source numérique IPTC compositeWithTrainedAlgorithmicMedia dans XMP, et les lignes de crédit « Edited with Google AI » et « Apple Photos Clean Up » dans XMP et IPTC.",
        ),
        matters: t(
            "Photo programs write this when part of a picture comes from generative AI. It is an edit, not a generation: the rest may be as the camera saw it.",
            "Les logiciels photo l'écrivent quand une partie d'une image vient d'une IA générative. C'est une retouche, non une génération : le reste peut être tel que l'appareil l'a vu.",
        ),
        innocent: &[
            t(
                "Removing a passer-by or a reflection on a telephone.",
                "Effacer un passant ou un reflet sur un téléphone.",
            ),
            t(
                "Widening the background of a picture for a page layout.",
                "Élargir le fond d'une image pour une mise en page.",
            ),
        ],
        sources: &[
            "IPTC NewsCodes, Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/",
            "IPTC, metadata guidance for AI-generated media, https://iptc.org/news/iptc-publishes-metadata-guidance-for-ai-generated-synthetic-media/",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let labels = source_types(case, &["compositeWithTrainedAlgorithmicMedia"]);
    let found = match (labels, credits(case, &EDITED)) {
        (Ok(labels), Ok(credits)) => labels.into_iter().chain(credits).collect(),
        // A credit in IPTC is read even where the XMP packet is not.
        (Err(_), Ok(credits)) if !credits.is_empty() => credits,
        (Err(outcome), _) | (_, Err(outcome)) => return outcome,
    };
    let message = t(
        "A label or credit line in the metadata says that this picture was edited with generative AI. It does not say how much of it, and anyone can add or remove it.",
        "Une étiquette ou une ligne de crédit des métadonnées dit que cette image a été retouchée avec une IA générative. Elle ne dit pas dans quelle mesure, et n'importe qui peut l'ajouter ou la retirer.",
    );
    stands_on(found, Direction::Edited, Strength::Moderate, message)
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Defect, Facts, Place, Reading,
        facts::metadata::{Dataset, Iptc, Metadata},
    };

    use crate::specimen::{facts, run, seen, xmp};

    #[test]
    fn labelled() {
        let facts = Facts {
            metadata: Metadata {
                xmp: xmp(&[
                    (
                        "Iptc4xmpExt:DigitalSourceType",
                        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
                    ),
                    ("photoshop:Credit", "Edited with Google AI"),
                ]),
                ..Metadata::default()
            },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Moderate
        A label or credit line in the metadata says that this picture was edited with generative AI. It does not say how much of it, and anyone can add or remove it.
        Une étiquette ou une ligne de crédit des métadonnées dit que cette image a été retouchée avec une IA générative. Elle ne dit pas dans quelle mesure, et n'importe qui peut l'ajouter ou la retirer.
          JPEG › APP1 XMP = http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia
          JPEG › APP1 XMP = Edited with Google AI
        ");
    }

    #[test]
    fn a_credit_in_iptc_is_read_where_xmp_is_not() {
        let credit =
            Dataset { record: 2, dataset: 110, name: Some("Credit".into()), value: "Apple Photos Clean Up".into() };
        let iptc = Reading::Read(Iptc { place: Place::path("JPEG › APP13 IPTC"), datasets: vec![credit] });
        let xmp =
            Reading::Unreadable(Defect { place: Place::path("JPEG › APP1 XMP"), what: "unclosed element".into() });
        let facts = Facts { metadata: Metadata { xmp, iptc, ..Metadata::default() }, ..facts() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Moderate
        A label or credit line in the metadata says that this picture was edited with generative AI. It does not say how much of it, and anyone can add or remove it.
        Une étiquette ou une ligne de crédit des métadonnées dit que cette image a été retouchée avec une IA générative. Elle ne dit pas dans quelle mesure, et n'importe qui peut l'ajouter ou la retirer.
          JPEG › APP13 IPTC › Credit = Apple Photos Clean Up
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
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        ] {
            let metadata = Metadata { xmp: xmp(&[("Iptc4xmpExt:DigitalSourceType", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn silent_on_other_credits() {
        for value in ["Google", "AI Weekly", "Edited with Google Photos", "Made with Google AI"] {
            let metadata = Metadata { xmp: xmp(&[("photoshop:Credit", value)]), ..Metadata::default() };
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
