//! The record that ByteDance's apps write when they export a picture.

use whence_model::{
    Family, Finding, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind},
    t,
};

use super::{
    QUOTED,
    marks::{direction, hidden, marks, quote, settings},
};
use crate::{
    Case, Check, Page,
    credentials_card::words::{sentences, with},
};

pub static CHECK: Check = Check {
    id: "declared/app-export",
    family: Family::Declared,
    class: None,
    title: t("Export record of an app speaks of AI", "L'enregistrement d'export d'une application parle d'IA"),
    nothing: t(
        "No app's export record in the metadata speaks of AI.",
        "Aucun enregistrement d'export d'application dans les métadonnées ne parle d'IA.",
    ),
    page: Page {
        looks_at: t(
            "The JSON that ByteDance's apps (Dreamina, CapCut and others) write into ImageDescription or UserComment: the kind of export, and the number of the AI label (aigc_label_type).",
            "Le JSON que les applications de ByteDance (Dreamina, CapCut et d'autres) écrivent dans ImageDescription ou UserComment : le type d'export et le numéro de l'étiquette d'IA (aigc_label_type).",
        ),
        matters: t(
            "The app says that the picture was generated, or that an AI label goes with it. That a picture passed through such an app says nothing: many are plain editors. Anyone can add or remove the record.",
            "L'application dit que l'image a été générée, ou qu'une étiquette d'IA l'accompagne. Qu'une image soit passée par une telle application ne dit rien : beaucoup sont de simples éditeurs. N'importe qui peut ajouter ou retirer l'enregistrement.",
        ),
        innocent: &[
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
            t(
                "A photograph that was cut or captioned in such an app, with an effect that sets the label.",
                "Une photographie recadrée ou légendée dans une telle application, avec un effet qui pose l'étiquette.",
            ),
        ],
        sources: &["wiltodelta/remove-ai-watermarks (Apache-2.0), https://github.com/wiltodelta/remove-ai-watermarks"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let exports = marks(case, MarkKind::AppExport);
    let mut telling: Vec<(&Mark, Says)> = exports.into_iter().filter_map(|mark| Some((mark, says(mark)?))).collect();
    telling.sort_by_key(|(_, says)| *says);
    let Some(((first, says), more)) = telling.split_first() else { return Outcome::NothingFound };
    let (what, settings) = (says.text(), settings(first));
    let first_sentence = with(
        "The file says, in the record that an app of ByteDance writes when it exports a picture{}.",
        "Le fichier dit, dans l'enregistrement qu'une application de ByteDance écrit en exportant une image{}.",
        &Text::new(format!("{settings}, {}", what.en), format!("{settings}, {}", what.fr)),
    );
    let close =
        t("Anyone can add or remove such a record.", "N'importe qui peut ajouter ou retirer un tel enregistrement.");
    let message = sentences([first_sentence, hidden(first), close]);
    let more = more.iter().take(QUOTED).map(|(mark, _)| quote(mark));
    Finding::new(direction(first), Strength::Moderate, message, quote(first)).also(more).into()
}

/// What such a record says of AI; the plainer first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    Generated,
    Labelled,
}

impl Says {
    pub fn text(self) -> Text {
        match self {
            Self::Generated => t("that it was generated", "que celle-ci a été générée"),
            Self::Labelled => {
                t("that a label for AI content goes with it", "qu'une étiquette de contenu d'IA l'accompagne")
            }
        }
    }
}

/// None where the record only names a product: those are editors too.
pub fn says(mark: &Mark) -> Option<Says> {
    let is = |name: &str, wanted: &[&str]| {
        let named = mark.settings.iter().filter(|s| last_part(s.name.raw()).eq_ignore_ascii_case(name));
        named.into_iter().any(|s| wanted.iter().any(|w| s.value.raw().trim().eq_ignore_ascii_case(w)))
    };
    if is("exportType", &["generation"]) {
        Some(Says::Generated)
    } else if is("aigc_label_type", &["1", "2"]) {
        // Zero leaves it open.
        Some(Says::Labelled)
    } else {
        None
    }
}

/// The member's own name: a nested one may stand under the name of what it is in.
fn last_part(name: &str) -> &str {
    name.rsplit(['.', '/', ' ']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, facts::generator::MarkKind};

    use crate::specimen::{facts, mark, run, seen};

    fn exported(settings: &[(&str, &str)]) -> Facts {
        mark(MarkKind::AppExport, "ByteDance", "{\"product\":\"dreamina\"}", settings)
    }

    #[test]
    fn generated() {
        let facts = exported(&[("product", "dreamina"), ("exportType", "generation")]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r#"
        AiGenerated Moderate
        The file says, in the record that an app of ByteDance writes when it exports a picture (product: dreamina; exportType: generation), that it was generated. Anyone can add or remove such a record.
        Le fichier dit, dans l'enregistrement qu'une application de ByteDance écrit en exportant une image (product: dreamina; exportType: generation), que celle-ci a été générée. N'importe qui peut ajouter ou retirer un tel enregistrement.
          PNG › tEXt = {"product":"dreamina"}
        "#);
    }

    #[test]
    fn labelled() {
        for name in ["aigc_label_type", "aigc_info.aigc_label_type"] {
            let said = seen(&run(&super::CHECK, &exported(&[(name, "1")])));
            assert!(said.contains("that a label for AI content goes with it."), "{said}");
        }
    }

    #[test]
    fn the_plainest_record_leads() {
        let mut facts = exported(&[("aigc_label_type", "2")]);
        facts.generator.marks.extend(exported(&[("exportType", "generation")]).generator.marks);
        assert!(seen(&run(&super::CHECK, &facts)).contains("that it was generated."));
    }

    #[test]
    fn silent_where_only_a_product_is_named() {
        for settings in [
            &[("product", "dreamina")][..],
            &[("product", "capcut"), ("exportType", "edit")],
            &[("product", "capcut"), ("aigc_label_type", "0")],
        ] {
            assert_eq!(seen(&run(&super::CHECK, &exported(settings))), "nothing found", "{settings:?}");
        }
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
