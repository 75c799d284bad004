//! The settings block of AUTOMATIC1111 and its family.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::{marked, settings};
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
            "PNG text, Exif UserComment and XPComment, JPEG comments: a block with at least three of Steps, Sampler, CFG scale, Seed, Size.",
            "Textes PNG, UserComment et XPComment d'Exif, commentaires JPEG : un bloc contenant au moins trois des mentions Steps, Sampler, CFG scale, Seed, Size.",
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

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::Parameters, (Direction::AiGenerated, Strength::Moderate), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries generation settings as {tool} or a program of its family writes them{settings}. The program that makes a picture leaves such a block; anyone can also paste or remove one."
            ),
            format!(
                "Le fichier porte des réglages de génération tels que {tool} ou un logiciel de la même famille les écrit{settings}. Le logiciel qui produit une image laisse un tel bloc ; n'importe qui peut aussi en coller ou en retirer un."
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
        The file carries generation settings as AUTOMATIC1111 or a program of its family writes them (Prompt: photo of a duck; Steps: 15; Sampler: UniPC; Seed: 235284042). The program that makes a picture leaves such a block; anyone can also paste or remove one.
        Le fichier porte des réglages de génération tels que AUTOMATIC1111 ou un logiciel de la même famille les écrit (Prompt: photo of a duck; Steps: 15; Sampler: UniPC; Seed: 235284042). Le logiciel qui produit une image laisse un tel bloc ; n'importe qui peut aussi en coller ou en retirer un.
          PNG › tEXt = photo of a duck␊Steps: 15, Sampler: UniPC, Seed: 235284042
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NodeGraph, "ComfyUI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
