//! Samsung's record of an edit with its AI tools.

use whence_model::{Direction, Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::marks::{marks, settings, told};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/samsung-ai-edit",
    family: Family::Declared,
    class: None,
    title: t("Samsung's record of an AI edit", "Enregistrement Samsung d'une retouche par IA"),
    nothing: t(
        "No record of an edit with Samsung's AI tools stands behind the picture.",
        "Aucun enregistrement d'une retouche par les outils d'IA de Samsung ne figure après l'image.",
    ),
    page: Page {
        looks_at: t(
            "The photo editor's record (PhotoEditor_Re_Edit_Data) in the data that Samsung phones append behind the picture, where its genAIType is not zero.",
            "L'enregistrement de l'éditeur de photos (PhotoEditor_Re_Edit_Data) dans les données que les téléphones Samsung ajoutent après l'image, lorsque son genAIType n'est pas zéro.",
        ),
        matters: t(
            "On some phones it is the only trace that generative AI changed a part of a photograph. It does not say which part, and anyone can add or remove it.",
            "Sur certains téléphones, c'est la seule trace qu'une IA générative a changé une partie d'une photographie. Il ne dit pas laquelle, et n'importe qui peut l'ajouter ou le retirer.",
        ),
        innocent: &[
            t(
                "Removing a passer-by or a reflection on a telephone.",
                "Effacer un passant ou un reflet sur un téléphone.",
            ),
            t(
                "Straightening a photograph, with the corners filled in.",
                "Redresser une photographie, avec les coins complétés.",
            ),
        ],
        sources: &[
            "ExifTool tag names, Samsung trailer, https://exiftool.org/TagNames/Samsung.html",
            "wiltodelta/remove-ai-watermarks (Apache-2.0), https://github.com/wiltodelta/remove-ai-watermarks",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

/// Whatever the mark says of its process: the editor works on pictures that are there.
fn run(case: &Case) -> Outcome {
    told(&marks(case, MarkKind::SamsungEdit), (Direction::Edited, Strength::Moderate), |mark| {
        let settings = settings(mark);
        Text::new(
            format!(
                "The file says that Samsung's AI tools edited this picture: the photo editor's record behind it names a kind of AI edit{settings}. It does not say which part, and anyone can add or remove such a record."
            ),
            format!(
                "Le fichier dit que les outils d'IA de Samsung ont retouché cette image : l'enregistrement de l'éditeur de photos qui la suit nomme un type de retouche par IA{settings}. Il ne dit pas quelle partie, et n'importe qui peut ajouter ou retirer un tel enregistrement."
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::MarkKind;

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn recorded() {
        let facts = mark(MarkKind::SamsungEdit, "Samsung Galaxy AI", "{\"genAIType\":2}", &[("genAIType", "2")]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        Edited Moderate
        The file says that Samsung's AI tools edited this picture: the photo editor's record behind it names a kind of AI edit (genAIType: 2). It does not say which part, and anyone can add or remove such a record.
        Le fichier dit que les outils d'IA de Samsung ont retouché cette image : l'enregistrement de l'éditeur de photos qui la suit nomme un type de retouche par IA (genAIType: 2). Il ne dit pas quelle partie, et n'importe qui peut ajouter ou retirer un tel enregistrement.
          PNG › tEXt = {"genAIType":2}
        "#);
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Hint, "Samsung", "x", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
