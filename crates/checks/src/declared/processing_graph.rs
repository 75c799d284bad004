//! Marks of a program that only processed the picture: a graph that samples nothing, a record of an enlargement.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::Process, t};

use super::marks::{hidden, settings, told, unread};
use crate::{Case, Check, Page, credentials_card::words::sentences};

pub static CHECK: Check = Check {
    id: "declared/processing-graph",
    family: Family::Declared,
    class: None,
    title: t("Processed in a generator's program", "Image traitée dans un logiciel de génération"),
    nothing: t(
        "No processing graph stands in the metadata.",
        "Aucun graphe de traitement ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The graphs that ComfyUI stores with a picture, where no node is a sampler, and other programs' records that speak of enlarging or filtering alone.",
            "Les graphes que ComfyUI enregistre avec une image, lorsqu'aucun nœud n'est un échantillonneur, et les enregistrements d'autres logiciels qui ne parlent que d'agrandir ou de filtrer.",
        ),
        matters: t(
            "Such a program also loads, resizes, enlarges and saves pictures that were taken: that one was processed there does not say that it was generated. Enlarging by a model can still invent detail.",
            "Un tel logiciel charge, redimensionne, agrandit et enregistre aussi des photographies : qu'une image y ait été traitée ne dit pas qu'elle a été générée. Un agrandissement par modèle peut toutefois inventer des détails.",
        ),
        innocent: &[
            t(
                "A photograph that was resized or enlarged in such a program.",
                "Une photographie redimensionnée ou agrandie dans un tel logiciel.",
            ),
            t(
                "A node that samples under a name of its own is not recognised as a sampler.",
                "Un nœud qui échantillonne sous un nom particulier n'est pas reconnu comme tel.",
            ),
        ],
        sources: &[
            "ComfyUI, https://github.com/comfyanonymous/ComfyUI",
            "AUTOMATIC1111/stable-diffusion-webui, Extras, https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let marks: Vec<_> = case.facts.generator.marks.iter().filter(|mark| mark.process == Process::Processed).collect();
    told(&marks, (Direction::Context, Strength::Weak), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        let first = Text::new(
            format!("The file says that this picture was enlarged, resized or filtered in {tool}{settings}."),
            format!("Le fichier dit que cette image a été agrandie, redimensionnée ou filtrée dans {tool}{settings}."),
        );
        let close = t("That does not say that it was made there.", "Cela ne dit pas qu'elle y a été produite.");
        sentences([first, hidden(mark), unread(mark), close])
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkCarrier, MarkKind, Process};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn processed_not_generated() {
        let mut facts = mark(MarkKind::NodeGraph, "ComfyUI", "{\"1\":{\"class_type\":\"LoadImage\"}}", &[]);
        facts.generator.marks[0].process = Process::Processed;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        Context Weak
        The file says that this picture was enlarged, resized or filtered in ComfyUI. That does not say that it was made there.
        Le fichier dit que cette image a été agrandie, redimensionnée ou filtrée dans ComfyUI. Cela ne dit pas qu'elle y a été produite.
          PNG › tEXt = {"1":{"class_type":"LoadImage"}}
        "#);
    }

    #[test]
    fn by_a_program_without_graphs() {
        let mut facts =
            mark(MarkKind::Parameters, "AUTOMATIC1111", "Postprocess upscale by: 4", &[("Upscale by", "4")]);
        let first = &mut facts.generator.marks[0];
        (first.process, first.carrier) = (Process::Processed, MarkCarrier::AlphaPlane);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        The file says that this picture was enlarged, resized or filtered in AUTOMATIC1111 (Upscale by: 4). The mark is hidden in the lowest bits of the transparency. That does not say that it was made there.
        Le fichier dit que cette image a été agrandie, redimensionnée ou filtrée dans AUTOMATIC1111 (Upscale by: 4). La marque est cachée dans les bits de poids faible de la transparence. Cela ne dit pas qu'elle y a été produite.
          PNG › tEXt = Postprocess upscale by: 4
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
