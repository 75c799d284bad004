//! InvokeAI's record of a generation.

use whence_model::{Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::marks::{marked, says, tool};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/invokeai-metadata",
    family: Family::Declared,
    class: None,
    title: t("InvokeAI's record of a generation", "Enregistrement de génération d'InvokeAI"),
    nothing: t(
        "No InvokeAI record stands in the metadata.",
        "Aucun enregistrement d'InvokeAI ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "PNG text fields of InvokeAI: invokeai_metadata and invokeai_graph, sd-metadata of version 2, Dream of version 1.",
            "Champs de texte PNG d'InvokeAI : invokeai_metadata et invokeai_graph, sd-metadata de la version 2, Dream de la version 1.",
        ),
        matters: t(
            "The program writes it when it generates. Anyone can paste or remove it.",
            "Le logiciel l'écrit quand il génère. N'importe qui peut le coller ou le retirer.",
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
            "InvokeAI, https://github.com/invoke-ai/InvokeAI",
            "d3x-at/sd-parsers (MIT), https://github.com/d3x-at/sd-parsers",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

const CARRIES: Text =
    t("the record of a generation that the program leaves", "l'enregistrement d'une génération que le logiciel laisse");
const CLOSE: Text = t("Anyone can also paste or remove it.", "N'importe qui peut aussi le coller ou le retirer.");

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::InvokeAi, Strength::Moderate, |mark| says(mark, &tool(mark), &CARRIES, CLOSE))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::MarkKind;

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn left_in_the_file() {
        let facts =
            mark(MarkKind::InvokeAi, "InvokeAI", "\"a duck\" -s 50 -S 123", &[("prompt", "a duck"), ("seed", "123")]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file says that InvokeAI made or changed this picture: it carries the record of a generation that the program leaves (prompt: a duck; seed: 123). Anyone can also paste or remove it.
        Le fichier dit qu'InvokeAI a produit ou modifié cette image : il porte l'enregistrement d'une génération que le logiciel laisse (prompt: a duck; seed: 123). N'importe qui peut aussi le coller ou le retirer.
          PNG › tEXt = "a duck" -s 50 -S 123
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NovelAi, "NovelAI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
