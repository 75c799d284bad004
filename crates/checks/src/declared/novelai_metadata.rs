//! NovelAI's text fields.

use whence_model::{Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::marks::{marked, says, tool};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/novelai-metadata",
    family: Family::Declared,
    class: None,
    title: t("NovelAI's record of a generation", "Enregistrement de génération de NovelAI"),
    nothing: t(
        "No NovelAI record stands in the metadata.",
        "Aucun enregistrement de NovelAI ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The text fields of NovelAI: Software, Source, Title and the JSON in Comment; the same in Exif, and in the lowest bits of the transparency.",
            "Les champs de texte de NovelAI : Software, Source, Title et le JSON de Comment ; les mêmes dans Exif, et dans les bits de poids faible de la transparence.",
        ),
        matters: t(
            "The service writes them into every picture. Anyone can paste or remove the fields; what became of the service's signature over the pixels is told by a check of its own.",
            "Le service les écrit dans chaque image. N'importe qui peut coller ou retirer ces champs ; ce qu'il en est de la signature du service sur les pixels relève d'un contrôle distinct.",
        ),
        innocent: &[
            t(
                "An openly shared AI picture, kept with its settings so that others can make it again.",
                "Une image d'IA partagée ouvertement, avec ses réglages pour que d'autres puissent la refaire.",
            ),
            t(
                "A photograph that somebody upscaled or retouched in the same program.",
                "Une photographie que quelqu'un a agrandie ou retouchée dans le même logiciel.",
            ),
        ],
        sources: &[
            "NovelAI image metadata, https://github.com/NovelAI/novelai-image-metadata",
            "d3x-at/sd-parsers (MIT), https://github.com/d3x-at/sd-parsers",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

const CARRIES: Text =
    t("the fields that the service writes into its pictures", "les champs que le service écrit dans ses images");
const CLOSE: Text = t("Anyone can also paste or remove them.", "N'importe qui peut aussi les coller ou les retirer.");

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::NovelAi, Strength::Moderate, |mark| says(mark, &tool(mark), &CARRIES, CLOSE))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::MarkKind;

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn left_in_the_file() {
        let facts = mark(
            MarkKind::NovelAi,
            "NovelAI",
            "{\"steps\": 28, \"seed\": 7}",
            &[("Source", "NovelAI Diffusion V4"), ("steps", "28")],
        );
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file says that NovelAI made or changed this picture: it carries the fields that the service writes into its pictures (Source: NovelAI Diffusion V4; steps: 28). Anyone can also paste or remove them.
        Le fichier dit que NovelAI a produit ou modifié cette image : il porte les champs que le service écrit dans ses images (Source: NovelAI Diffusion V4; steps: 28). N'importe qui peut aussi les coller ou les retirer.
          PNG › tEXt = {"steps": 28, "seed": 7}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::InvokeAi, "InvokeAI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
