//! A label that says that a part of the picture is synthetic.

use whence_model::{Direction, Family, Outcome, Strength, t};

use super::{source_types, stands_on};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/synthetic-element-label",
    family: Family::Declared,
    class: None,
    title: t("Label: contains a synthetic element", "Étiquette : contient un élément synthétique"),
    nothing: t(
        "No label in the XMP metadata says that a part of the picture is synthetic.",
        "Aucune étiquette des métadonnées XMP ne dit qu'une partie de l'image est synthétique.",
    ),
    page: Page {
        looks_at: t(
            "The IPTC digital source type compositeSynthetic in XMP.",
            "Le type de source numérique IPTC compositeSynthetic dans XMP.",
        ),
        matters: t(
            "At least one element of the picture did not come from a camera. The label does not say whether AI or computer graphics made it, so it carries little.",
            "Au moins un élément de l'image ne vient pas d'un appareil photo. L'étiquette ne dit pas si une IA ou des images de synthèse l'ont produit : elle pèse donc peu.",
        ),
        innocent: &[
            t(
                "Advertising and film stills with computer graphics.",
                "Publicités et images de film avec des effets de synthèse.",
            ),
            t("A collage with a drawn element.", "Un collage avec un élément dessiné."),
        ],
        sources: &["IPTC NewsCodes, Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

const TERMS: [&str; 1] = ["compositeSynthetic"];

/// Weak: computer graphics get this label too, and a verdict that declares AI must not rest on it.
fn run(case: &Case) -> Outcome {
    let labels = match source_types(case, &TERMS) {
        Ok(labels) => labels,
        Err(outcome) => return outcome,
    };
    let message = t(
        "A label in the metadata says that at least one element of this picture is synthetic: made by AI or by computer graphics. Anyone can add or remove such a label.",
        "Une étiquette des métadonnées dit qu'au moins un élément de cette image est synthétique : produit par une IA ou en images de synthèse. N'importe qui peut ajouter ou retirer une telle étiquette.",
    );
    stands_on(labels, Direction::Edited, Strength::Weak, message)
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
                    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic",
                )]),
                ..Metadata::default()
            },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Edited Weak
        A label in the metadata says that at least one element of this picture is synthetic: made by AI or by computer graphics. Anyone can add or remove such a label.
        Une étiquette des métadonnées dit qu'au moins un élément de cette image est synthétique : produit par une IA ou en images de synthèse. N'importe qui peut ajouter ou retirer une telle étiquette.
          JPEG › APP1 XMP = http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic
        ");
    }

    #[test]
    fn silent_on_types_that_are_not_synthetic() {
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
    fn a_packet_that_cannot_be_read_is_a_failure() {
        let what = "unclosed element".to_owned();
        let xmp = Reading::Unreadable(Defect { place: Place::path("JPEG › APP1 XMP"), what });
        let facts = Facts { metadata: Metadata { xmp, ..Metadata::default() }, ..facts() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The XMP metadata could not be read (unclosed element).
        ");
    }
}
