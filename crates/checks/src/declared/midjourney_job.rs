//! A Midjourney description with its job number.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind},
    t,
};

use super::marks::{direction, marks, says, told, tool};
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
            "The PNG Description or XMP with Midjourney's options (--ar, --v) and a job id, and whether the picture's own number in XMP (DigitalImageGUID) is the same.",
            "La Description PNG ou XMP avec les options de Midjourney (--ar, --v) et un identifiant de tâche, et si le numéro propre à l'image dans XMP (DigitalImageGUID) est le même.",
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

const CARRIES: Text = t(
    "a description with a job number as the service writes it",
    "une description avec un numéro de tâche telle que le service l'écrit",
);

/// A description that names another job than the picture's own number was written for another picture, or the number was.
fn run(case: &Case) -> Outcome {
    let mut jobs = marks(case, MarkKind::Midjourney);
    jobs.sort_by_key(|job| number(job) == Number::Another);
    let Some(first) = jobs.first() else { return Outcome::NothingFound };
    let strength = if number(first) == Number::Another { Strength::Weak } else { Strength::Moderate };
    told(&jobs, (direction(first), strength), |job| says(job, &tool(job), &CARRIES, close(number(job))))
}

/// The picture's number in XMP (`DigitalImageGUID`) beside the job's in the description.
#[derive(PartialEq)]
enum Number {
    Alone,
    Same,
    Another,
}

fn number(job: &Mark) -> Number {
    match (job.setting("Job ID"), job.setting("DigitalImageGUID")) {
        (Some(id), Some(guid)) if id.raw().trim().eq_ignore_ascii_case(guid.raw().trim()) => Number::Same,
        (Some(_), Some(_)) => Number::Another,
        _ => Number::Alone,
    }
}

fn close(number: Number) -> Text {
    match number {
        Number::Same => t(
            "The same number stands in the XMP metadata as the picture's own (DigitalImageGUID). Anyone can also paste or remove both.",
            "Le même numéro figure dans les métadonnées XMP comme celui de l'image (DigitalImageGUID). N'importe qui peut aussi coller ou retirer les deux.",
        ),
        Number::Another => t(
            "The XMP metadata give the picture another number (DigitalImageGUID), where the service writes the same: one of the two was written by something else. Anyone can paste or remove both.",
            "Les métadonnées XMP donnent à l'image un autre numéro (DigitalImageGUID), là où le service écrit le même : l'un des deux vient d'ailleurs. N'importe qui peut coller ou retirer les deux.",
        ),
        Number::Alone => t(
            "No number of the picture's own (DigitalImageGUID) stands beside it. Anyone can also paste or remove it.",
            "Aucun numéro propre à l'image (DigitalImageGUID) ne figure à côté. N'importe qui peut aussi la coller ou la retirer.",
        ),
    }
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
        The file says that Midjourney made or changed this picture: it carries a description with a job number as the service writes it (Job ID: 2b6e053b). No number of the picture's own (DigitalImageGUID) stands beside it. Anyone can also paste or remove it.
        Le fichier dit que Midjourney a produit ou modifié cette image : il porte une description avec un numéro de tâche telle que le service l'écrit (Job ID: 2b6e053b). Aucun numéro propre à l'image (DigitalImageGUID) ne figure à côté. N'importe qui peut aussi la coller ou la retirer.
          PNG › tEXt = a duck --ar 4:3 --v 5.2 Job ID: 2b6e053b
        ");
    }

    #[test]
    fn the_same_number_stands_in_xmp() {
        let numbers = [("Job ID", "2b6e053b"), ("DigitalImageGUID", "2B6E053B")];
        insta::assert_snapshot!(seen(&run(&super::CHECK, &mark(MarkKind::Midjourney, "Midjourney", "a", &numbers))), @r"
        AiGenerated Moderate
        The file says that Midjourney made or changed this picture: it carries a description with a job number as the service writes it (Job ID: 2b6e053b; DigitalImageGUID: 2B6E053B). The same number stands in the XMP metadata as the picture's own (DigitalImageGUID). Anyone can also paste or remove both.
        Le fichier dit que Midjourney a produit ou modifié cette image : il porte une description avec un numéro de tâche telle que le service l'écrit (Job ID: 2b6e053b; DigitalImageGUID: 2B6E053B). Le même numéro figure dans les métadonnées XMP comme celui de l'image (DigitalImageGUID). N'importe qui peut aussi coller ou retirer les deux.
          PNG › tEXt = a
        ");
    }

    #[test]
    fn another_number_stands_in_xmp() {
        let numbers = [("Job ID", "2b6e053b"), ("DigitalImageGUID", "00000000")];
        insta::assert_snapshot!(seen(&run(&super::CHECK, &mark(MarkKind::Midjourney, "Midjourney", "a", &numbers))), @r"
        AiGenerated Weak
        The file says that Midjourney made or changed this picture: it carries a description with a job number as the service writes it (Job ID: 2b6e053b; DigitalImageGUID: 00000000). The XMP metadata give the picture another number (DigitalImageGUID), where the service writes the same: one of the two was written by something else. Anyone can paste or remove both.
        Le fichier dit que Midjourney a produit ou modifié cette image : il porte une description avec un numéro de tâche telle que le service l'écrit (Job ID: 2b6e053b; DigitalImageGUID: 00000000). Les métadonnées XMP donnent à l'image un autre numéro (DigitalImageGUID), là où le service écrit le même : l'un des deux vient d'ailleurs. N'importe qui peut coller ou retirer les deux.
          PNG › tEXt = a
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Name, "Ideogram", "Ideogram AI", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
