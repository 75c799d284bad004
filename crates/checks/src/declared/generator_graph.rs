//! A ComfyUI graph that samples a picture.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind, Process},
    t,
};

use super::marks::{direction, marks, says, told, tool};
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

const CARRIES: Text = t(
    "a graph with a sampler, the step in which a model draws",
    "un graphe avec un échantillonneur, l'étape où un modèle dessine",
);
const UNKNOWN: Text = t(
    "a graph of which it cannot be told whether a model drew in it",
    "un graphe dont on ne peut dire si un modèle y a dessiné",
);
const CLOSE: Text =
    t("Anyone can also paste or remove such a graph.", "N'importe qui peut aussi coller ou retirer un tel graphe.");

/// Of a graph that could not be parsed nobody can tell whether a model drew in it.
fn run(case: &Case) -> Outcome {
    let mut graphs = marks(case, MarkKind::NodeGraph);
    graphs.sort_by_key(|graph| unknown(graph));
    let Some(first) = graphs.first() else { return Outcome::NothingFound };
    let (strength, carries) = if unknown(first) { (Strength::Weak, UNKNOWN) } else { (Strength::Moderate, CARRIES) };
    told(&graphs, (direction(first), strength), |graph| says(graph, &tool(graph), &carries, CLOSE))
}

fn unknown(graph: &Mark) -> bool {
    graph.process == Process::Unstated
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkKind, Process};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn left_in_the_file() {
        let mut facts = mark(
            MarkKind::NodeGraph,
            "ComfyUI",
            "{\"3\":{\"class_type\":\"KSampler\"}}",
            &[("Sampler", "KSampler"), ("Model", "sd_xl_base_1.0")],
        );
        facts.generator.marks[0].process = Process::Generated;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file says that ComfyUI made this picture: it carries a graph with a sampler, the step in which a model draws (Sampler: KSampler; Model: sd_xl_base_1.0). Anyone can also paste or remove such a graph.
        Le fichier dit que ComfyUI a produit cette image : il porte un graphe avec un échantillonneur, l'étape où un modèle dessine (Sampler: KSampler; Model: sd_xl_base_1.0). N'importe qui peut aussi coller ou retirer un tel graphe.
          PNG › tEXt = {"3":{"class_type":"KSampler"}}
        "#);
    }

    fn graph(process: Process) -> String {
        let settings = [("Prompt", "a duck"), ("Source picture", "duck.png")];
        let mut facts = mark(MarkKind::NodeGraph, "ComfyUI", "{}", &settings);
        facts.generator.marks[0].process = process;
        seen(&run(&super::CHECK, &facts))
    }

    #[test]
    fn starting_from_another_picture() {
        insta::assert_snapshot!(graph(Process::FromPicture), @r"
        AiGenerated Moderate
        The file says that ComfyUI made this picture, starting from another picture (“duck.png”): it carries a graph with a sampler, the step in which a model draws (Prompt: a duck). Anyone can also paste or remove such a graph.
        Le fichier dit que ComfyUI a produit cette image en partant d'une autre image (« duck.png ») : il porte un graphe avec un échantillonneur, l'étape où un modèle dessine (Prompt: a duck). N'importe qui peut aussi coller ou retirer un tel graphe.
          PNG › tEXt = {}
        ");
    }

    #[test]
    fn a_part_made_anew_is_an_edit() {
        insta::assert_snapshot!(graph(Process::Repainted), @r"
        Edited Moderate
        The file says that ComfyUI made a part of this picture anew, starting from “duck.png”: it carries a graph with a sampler, the step in which a model draws (Prompt: a duck). Anyone can also paste or remove such a graph.
        Le fichier dit que ComfyUI a refait une partie de cette image en partant de « duck.png » : il porte un graphe avec un échantillonneur, l'étape où un modèle dessine (Prompt: a duck). N'importe qui peut aussi coller ou retirer un tel graphe.
          PNG › tEXt = {}
        ");
    }

    #[test]
    fn a_graph_that_cannot_be_told_is_weak() {
        insta::assert_snapshot!(graph(Process::Unstated), @r"
        AiGenerated Weak
        The file says that ComfyUI made or changed this picture: it carries a graph of which it cannot be told whether a model drew in it (Prompt: a duck). Anyone can also paste or remove such a graph.
        Le fichier dit que ComfyUI a produit ou modifié cette image : il porte un graphe dont on ne peut dire si un modèle y a dessiné (Prompt: a duck). N'importe qui peut aussi coller ou retirer un tel graphe.
          PNG › tEXt = {}
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        let mut processed = mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]);
        processed.generator.marks[0].process = Process::Processed;
        assert_eq!(seen(&run(&super::CHECK, &processed)), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
