//! A generator's settings as JSON.

use whence_model::{Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::marks::{marked, says, tool};
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
            "Settings of Fooocus, SwarmUI, Easy Diffusion and Draw Things in PNG text, Exif UserComment and XMP, and in the lowest bits of the pixels.",
            "Réglages de Fooocus, SwarmUI, Easy Diffusion et Draw Things dans les textes PNG, UserComment d'Exif et XMP, et dans les bits de poids faible des pixels.",
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

const CARRIES: Text = t("settings as that program writes them", "des réglages tels que ce logiciel les écrit");
const CLOSE: Text = t("Anyone can also paste or remove them.", "N'importe qui peut aussi les coller ou les retirer.");

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::SettingsJson, Strength::Moderate, |mark| says(mark, &tool(mark), &CARRIES, CLOSE))
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
        The file says that Fooocus made or changed this picture: it carries settings as that program writes them (prompt: a duck). Anyone can also paste or remove them.
        Le fichier dit que Fooocus a produit ou modifié cette image : il porte des réglages tels que ce logiciel les écrit (prompt: a duck). N'importe qui peut aussi les coller ou les retirer.
          PNG › tEXt = {"prompt": "a duck"}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Parameters, "AUTOMATIC1111", "x", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
