//! The settings block of AUTOMATIC1111 and its family.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind},
    t,
};

use super::marks::{marked, says, tool};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/generator-parameters",
    family: Family::Declared,
    class: None,
    title: t("Generator settings in a text block", "Réglages de générateur dans un bloc de texte"),
    nothing: t(
        "No settings block of a Stable Diffusion program stands in the metadata.",
        "Aucun bloc de réglages d'un logiciel Stable Diffusion ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "PNG text, Exif UserComment and XPComment, JPEG comments, the lowest bits of the pixels: a block with at least three of Steps, Sampler, CFG scale, Seed, Size.",
            "Textes PNG, UserComment et XPComment d'Exif, commentaires JPEG, bits de poids faible des pixels : un bloc contenant au moins trois des mentions Steps, Sampler, CFG scale, Seed, Size.",
        ),
        matters: t(
            "Programs write it when they generate; nobody writes one by accident. Anyone can paste or remove one.",
            "Les logiciels l'écrivent quand ils génèrent ; personne ne l'écrit par hasard. N'importe qui peut en coller ou en retirer un.",
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
            "AUTOMATIC1111/stable-diffusion-webui, PNG info, https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features",
            "d3x-at/sd-parsers (MIT), https://github.com/d3x-at/sd-parsers",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

const CARRIES: Text =
    t("the block of settings that such programs write", "le bloc de réglages que ces logiciels écrivent");
const CLOSE: Text = t(
    "Nobody writes one by accident, but anyone can paste or remove one.",
    "On n'en écrit pas par hasard, mais n'importe qui peut en coller ou en retirer un.",
);

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::Parameters, Strength::Moderate, |mark| says(mark, &family(mark), &CARRIES, CLOSE))
}

/// Many programs write the same block.
fn family(mark: &Mark) -> Text {
    let tool = tool(mark);
    Text::new(
        format!("{} or a program of its family", tool.en),
        format!("{} ou un logiciel de la même famille", tool.fr),
    )
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkCarrier, MarkKind, Unread};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn left_in_the_file() {
        let facts = mark(
            MarkKind::Parameters,
            "AUTOMATIC1111",
            "photo of a duck\nSteps: 15, Sampler: UniPC, Seed: 235284042",
            &[
                ("Prompt", "photo of a duck"),
                ("Negative prompt", " "),
                ("Steps", "15"),
                ("Sampler", "UniPC"),
                ("Seed", "235284042"),
                ("Size", "512x512"),
            ],
        );
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file says that AUTOMATIC1111 or a program of its family made or changed this picture: it carries the block of settings that such programs write (Prompt: photo of a duck; Steps: 15; Sampler: UniPC; Seed: 235284042). Nobody writes one by accident, but anyone can paste or remove one.
        Le fichier dit qu'AUTOMATIC1111 ou un logiciel de la même famille a produit ou modifié cette image : il porte le bloc de réglages que ces logiciels écrivent (Prompt: photo of a duck; Steps: 15; Sampler: UniPC; Seed: 235284042). On n'en écrit pas par hasard, mais n'importe qui peut en coller ou en retirer un.
          PNG › tEXt = photo of a duck␊Steps: 15, Sampler: UniPC, Seed: 235284042
        ");
    }

    #[test]
    fn hidden_in_the_pixels_and_cut_off() {
        let mut facts = mark(MarkKind::Parameters, "SD.Next", "Steps: 15, Sampler: UniPC, Se", &[]);
        let first = &mut facts.generator.marks[0];
        (first.carrier, first.unread) = (MarkCarrier::ColourPlanes, Some(Unread::Damaged));
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file says that SD.Next or a program of its family made or changed this picture: it carries the block of settings that such programs write. The mark is hidden in the lowest bits of the colours. What stands there is cut off or damaged and could not be parsed, so it is told by its form alone; the raw text is shown. Nobody writes one by accident, but anyone can paste or remove one.
        Le fichier dit que SD.Next ou un logiciel de la même famille a produit ou modifié cette image : il porte le bloc de réglages que ces logiciels écrivent. La marque est cachée dans les bits de poids faible des couleurs. Ce qui s'y trouve est tronqué ou endommagé et n'a pas pu être analysé : sa forme seule le fait reconnaître ; le texte brut est montré. On n'en écrit pas par hasard, mais n'importe qui peut en coller ou en retirer un.
          PNG › tEXt = Steps: 15, Sampler: UniPC, Se
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
