//! A ComfyUI graph that samples nothing.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::Process, t};

use super::{settings, told};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/processing-graph",
    family: Family::Declared,
    class: None,
    title: t("Processing graph without a sampler", "Graphe de traitement sans échantillonneur"),
    nothing: t(
        "No processing graph stands in the metadata.",
        "Aucun graphe de traitement ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The graphs that ComfyUI stores with a picture, where no node is a sampler.",
            "Les graphes que ComfyUI enregistre avec une image, lorsqu'aucun nœud n'est un échantillonneur.",
        ),
        matters: t(
            "Such a graph loads, resizes, upscales or saves a picture: it was processed by a generative tool, which does not make it generated.",
            "Un tel graphe charge, redimensionne, agrandit ou enregistre une image : elle a été traitée par un outil génératif, ce qui n'en fait pas une image générée.",
        ),
        innocent: &[
            t(
                "A photograph that was resized or upscaled in ComfyUI.",
                "Une photographie redimensionnée ou agrandie dans ComfyUI.",
            ),
            t(
                "A node that samples under a name of its own is not recognised as a sampler.",
                "Un nœud qui échantillonne sous un nom particulier n'est pas reconnu comme tel.",
            ),
        ],
        sources: &["ComfyUI, https://github.com/comfyanonymous/ComfyUI"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let marks: Vec<_> = case.facts.generator.marks.iter().filter(|mark| mark.process == Process::Processed).collect();
    told(&marks, (Direction::Context, Strength::Weak), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries a graph of {tool} without a sampler{settings}. The picture was processed there; that does not say that it was generated."
            ),
            format!(
                "Le fichier porte un graphe de {tool} sans échantillonneur{settings}. L'image y a été traitée ; cela ne dit pas qu'elle a été générée."
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkKind, Process};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn processed_not_generated() {
        let mut facts = mark(MarkKind::NodeGraph, "ComfyUI", "{\"1\":{\"class_type\":\"LoadImage\"}}", &[]);
        facts.generator.marks[0].process = Process::Processed;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        Context Weak
        The file carries a graph of ComfyUI without a sampler. The picture was processed there; that does not say that it was generated.
        Le fichier porte un graphe de ComfyUI sans échantillonneur. L'image y a été traitée ; cela ne dit pas qu'elle a été générée.
          PNG › tEXt = {"1":{"class_type":"LoadImage"}}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
