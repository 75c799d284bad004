//! A Midjourney description with its job number.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::{marked, settings};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/midjourney-job",
    family: Family::Declared,
    class: None,
    title: t("Midjourney job number", "Numéro de tâche Midjourney"),
    nothing: t(
        "No Midjourney job number stands in the metadata.",
        "Aucun numéro de tâche Midjourney ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The PNG Description or XMP with Midjourney's options (--ar, --v) and a job id.",
            "La Description PNG ou XMP avec les options de Midjourney (--ar, --v) et un identifiant de tâche.",
        ),
        matters: t(
            "The service writes the prompt and the job into pictures saved from its site. Anyone can paste or remove it.",
            "Le service inscrit la consigne et la tâche dans les images enregistrées depuis son site. N'importe qui peut la coller ou la retirer.",
        ),
        innocent: &[
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
            t(
                "A description copied into another picture's metadata.",
                "Une description recopiée dans les métadonnées d'une autre image.",
            ),
        ],
        sources: &[
            "Midjourney documentation, https://docs.midjourney.com/",
            "IPTC Photo Metadata Standard 2025.1, https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::Midjourney, (Direction::AiGenerated, Strength::Moderate), |mark| {
        let (tool, settings) = (mark.tool.short(60), settings(mark));
        Text::new(
            format!(
                "The file carries a description with a job number as {tool} writes it{settings}. Anyone can also paste or remove it."
            ),
            format!(
                "Le fichier porte une description avec un numéro de tâche telle que {tool} l'écrit{settings}. N'importe qui peut aussi la coller ou la retirer."
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
            MarkKind::Midjourney,
            "Midjourney",
            "a duck --ar 4:3 --v 5.2 Job ID: 2b6e053b",
            &[("Job ID", "2b6e053b")],
        );
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file carries a description with a job number as Midjourney writes it (Job ID: 2b6e053b). Anyone can also paste or remove it.
        Le fichier porte une description avec un numéro de tâche telle que Midjourney l'écrit (Job ID: 2b6e053b). N'importe qui peut aussi la coller ou la retirer.
          PNG › tEXt = a duck --ar 4:3 --v 5.2 Job ID: 2b6e053b
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Name, "Ideogram", "Ideogram AI", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
