//! A generator's settings as JSON.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::{marked, settings};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/generator-settings",
    family: Family::Declared,
    class: None,
    title: t("Generator settings as JSON", "Réglages de générateur en JSON"),
    nothing: t(
        "No generator's settings in JSON stand in the metadata.",
        "Aucun réglage de générateur en JSON ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "Settings of Fooocus, SwarmUI, Easy Diffusion and Draw Things in PNG text, Exif UserComment and XMP.",
            "Réglages de Fooocus, SwarmUI, Easy Diffusion et Draw Things dans les textes PNG, UserComment d'Exif et XMP.",
        ),
        matters: t(
            "Programs write them when they generate. Anyone can paste or remove them.",
            "Les logiciels les écrivent quand ils génèrent. N'importe qui peut les coller ou les retirer.",
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
            "Fooocus, https://github.com/lllyasviel/Fooocus",
            "SwarmUI, https://github.com/mcmonkeyprojects/SwarmUI",
            "d3x-at/sd-parsers (MIT), https://github.com/d3x-at/sd-parsers",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::SettingsJson, (Direction::AiGenerated, Strength::Moderate), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries generation settings as {tool} writes them{settings}. The program that makes a picture leaves them; anyone can also paste or remove them."
            ),
            format!(
                "Le fichier porte des réglages de génération tels que {tool} les écrit{settings}. Le logiciel qui produit une image les laisse ; n'importe qui peut aussi les coller ou les retirer."
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
        let facts = mark(MarkKind::SettingsJson, "Fooocus", "{\"prompt\": \"a duck\"}", &[("prompt", "a duck")]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file carries generation settings as Fooocus writes them (prompt: a duck). The program that makes a picture leaves them; anyone can also paste or remove them.
        Le fichier porte des réglages de génération tels que Fooocus les écrit (prompt: a duck). Le logiciel qui produit une image les laisse ; n'importe qui peut aussi les coller ou les retirer.
          PNG › tEXt = {"prompt": "a duck"}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Parameters, "AUTOMATIC1111", "x", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
