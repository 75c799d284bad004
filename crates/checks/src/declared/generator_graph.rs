//! A ComfyUI graph that samples a picture.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::{marked, settings};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/generator-graph",
    family: Family::Declared,
    class: None,
    title: t("Generator graph with a sampler", "Graphe de génération avec échantillonneur"),
    nothing: t(
        "No generator graph with a sampler stands in the metadata.",
        "Aucun graphe de génération avec échantillonneur ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The graphs that ComfyUI stores with a picture (prompt, workflow), where one of the nodes is a sampler.",
            "Les graphes que ComfyUI enregistre avec une image (prompt, workflow), lorsque l'un des nœuds est un échantillonneur.",
        ),
        matters: t(
            "A sampler is the step in which a model draws. The graph is the program's own working data; anyone can paste or remove it.",
            "L'échantillonneur est l'étape où un modèle dessine. Le graphe est la donnée de travail du logiciel ; n'importe qui peut le coller ou le retirer.",
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
            "ComfyUI, https://github.com/comfyanonymous/ComfyUI",
            "d3x-at/sd-parsers (MIT), https://github.com/d3x-at/sd-parsers",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::NodeGraph, (Direction::AiGenerated, Strength::Moderate), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries the graph that {tool} ran, with a sampler in it{settings}: the step in which a model draws a picture. Anyone can also paste or remove such a graph."
            ),
            format!(
                "Le fichier porte le graphe exécuté par {tool}, avec un échantillonneur{settings} : l'étape où un modèle dessine une image. N'importe qui peut aussi coller ou retirer un tel graphe."
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkKind, Process};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn left_in_the_file() {
        let facts = mark(
            MarkKind::NodeGraph,
            "ComfyUI",
            "{\"3\":{\"class_type\":\"KSampler\"}}",
            &[("Sampler", "KSampler"), ("Model", "sd_xl_base_1.0")],
        );
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file carries the graph that ComfyUI ran, with a sampler in it (Sampler: KSampler; Model: sd_xl_base_1.0): the step in which a model draws a picture. Anyone can also paste or remove such a graph.
        Le fichier porte le graphe exécuté par ComfyUI, avec un échantillonneur (Sampler: KSampler; Model: sd_xl_base_1.0) : l'étape où un modèle dessine une image. N'importe qui peut aussi coller ou retirer un tel graphe.
          PNG › tEXt = {"3":{"class_type":"KSampler"}}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        let mut processed = mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]);
        processed.generator.marks[0].process = Process::Processed;
        assert_eq!(seen(&run(&super::CHECK, &processed)), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
