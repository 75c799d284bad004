//! A trace that a generator's service leaves, and others may too.

use whence_model::{Family, Outcome, Strength, Text, facts::generator::MarkKind, t};

use super::marks::{marked, tool};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/generator-hint",
    family: Family::Declared,
    class: None,
    title: t("A trace that generators' services leave", "Une trace que laissent des services de génération"),
    nothing: t(
        "No trace of a generator's service stands in the metadata.",
        "Aucune trace d'un service de génération ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "Fields that services leave which run generators and other programs, such as the job number hf-job-id, of which Hugging Face and Higgsfield are both named as writers.",
            "Des champs que laissent des services qui font tourner des générateurs et d'autres logiciels, tel le numéro de tâche hf-job-id, que Hugging Face et Higgsfield sont tous deux dits écrire.",
        ),
        matters: t(
            "It tells where a picture was computed, and not what was done there: a hint where to ask, and no more. Anyone can write or delete such a field.",
            "Elle dit où une image a été calculée, et non ce qui y a été fait : une piste pour demander, rien de plus. N'importe qui peut écrire ou effacer un tel champ.",
        ),
        innocent: &[
            t(
                "A photograph that was resized, cut out or captioned by a program on the same service.",
                "Une photographie redimensionnée, détourée ou légendée par un logiciel du même service.",
            ),
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
        ],
        sources: &["wiltodelta/remove-ai-watermarks (Apache-2.0), https://github.com/wiltodelta/remove-ai-watermarks"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    marked(case, MarkKind::Hint, Strength::Weak, |mark| {
        let (tool, raw) = (tool(mark).en, mark.raw.short(80));
        Text::new(
            format!(
                "The file carries a trace of {tool}: “{raw}”. Generators leave it, and so may programs that make nothing; it is a hint, and anyone can write or delete it."
            ),
            format!(
                "Le fichier porte une trace laissée par {tool} : « {raw} ». Des générateurs la laissent, et des logiciels qui ne produisent rien le peuvent aussi ; c'est un indice, et n'importe qui peut l'écrire ou l'effacer."
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
        let facts = mark(MarkKind::Hint, "Hugging Face Jobs", "65f1c0", &[("hf-job-id", "65f1c0")]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Weak
        The file carries a trace of Hugging Face Jobs: “65f1c0”. Generators leave it, and so may programs that make nothing; it is a hint, and anyone can write or delete it.
        Le fichier porte une trace laissée par Hugging Face Jobs : « 65f1c0 ». Des générateurs la laissent, et des logiciels qui ne produisent rien le peuvent aussi ; c'est un indice, et n'importe qui peut l'écrire ou l'effacer.
          PNG › tEXt = 65f1c0
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Name, "Ideogram", "Ideogram AI", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
