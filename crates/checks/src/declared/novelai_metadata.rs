//! NovelAI's text fields.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::{marked, settings};
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
            "The text fields of NovelAI: Software, Source, Title and the JSON in Comment.",
            "Les champs de texte de NovelAI : Software, Source, Title et le JSON de Comment.",
        ),
        matters: t(
            "The service writes them into every picture. Its own signature over the pixels is not checked here; anyone can paste or remove the fields.",
            "Le service les écrit dans chaque image. Sa signature sur les pixels n'est pas contrôlée ici ; n'importe qui peut coller ou retirer ces champs.",
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

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::NovelAi, (Direction::AiGenerated, Strength::Moderate), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries the fields that {tool} writes into its pictures{settings}. Anyone can also paste or remove them."
            ),
            format!(
                "Le fichier porte les champs que {tool} écrit dans ses images{settings}. N'importe qui peut aussi les coller ou les retirer."
            ),
        )
    })
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
        The file carries the fields that NovelAI writes into its pictures (Source: NovelAI Diffusion V4; steps: 28). Anyone can also paste or remove them.
        Le fichier porte les champs que NovelAI écrit dans ses images (Source: NovelAI Diffusion V4; steps: 28). N'importe qui peut aussi les coller ou les retirer.
          PNG › tEXt = {"steps": 28, "seed": 7}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::InvokeAi, "InvokeAI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
