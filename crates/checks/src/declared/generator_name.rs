//! A field that names a generator.

use whence_model::{
    Direction, Family, Finding, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind},
    t,
};

use super::{EDITED, MADE, QUOTED, is_one_of, marks, quote};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/generator-name",
    family: Family::Declared,
    class: None,
    title: t("A field names a generator", "Un champ nomme un générateur"),
    nothing: t("No field of the metadata names a generator.", "Aucun champ des métadonnées ne nomme un générateur."),
    page: Page {
        looks_at: t(
            "Software, Make and similar fields that hold the name of an image generator.",
            "Software, Make et des champs semblables qui portent le nom d'un générateur d'images.",
        ),
        matters: t(
            "Some generators leave nothing but their name. A bare name is a hint; “AI generated; …” as Black Forest Labs' programs write it is a plain statement. Anyone can write or delete either.",
            "Certains générateurs ne laissent que leur nom. Un nom seul est un indice ; « AI generated; … », tel que l'écrivent les programmes de Black Forest Labs, est une déclaration claire. N'importe qui peut écrire ou effacer l'un et l'autre.",
        ),
        innocent: &[
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
            t(
                "A photograph that was saved, upscaled or retouched with a program of that name.",
                "Une photographie enregistrée, agrandie ou retouchée avec un logiciel de ce nom.",
            ),
        ],
        sources: &["Black Forest Labs, flux, https://github.com/black-forest-labs/flux"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    // The credit lines have checks of their own.
    let mut names = marks(case, MarkKind::Name);
    names.retain(|mark| !is_one_of(mark.raw.raw(), &MADE) && !is_one_of(mark.raw.raw(), &EDITED));
    names.sort_by_key(|mark| !states(mark));
    let Some((first, more)) = names.split_first() else { return Outcome::NothingFound };
    let (tool, raw) = (first.tool.short(60), first.raw.short(80));
    let (strength, message) = if states(first) {
        let message = Text::new(
            format!(
                "A field reads “{raw}”, as {tool} writes it into pictures that it generates. Anyone can write or delete that."
            ),
            format!(
                "Un champ indique « {raw} », comme l'écrit {tool} dans les images qu'il génère. N'importe qui peut l'écrire ou l'effacer."
            ),
        );
        (Strength::Moderate, message)
    } else {
        let message = Text::new(
            format!(
                "A field names the generator {tool}: “{raw}”. A name alone is a hint, and anyone can write or delete it."
            ),
            format!(
                "Un champ nomme le générateur {tool} : « {raw} ». Un nom seul est un indice, et n'importe qui peut l'écrire ou l'effacer."
            ),
        );
        (Strength::Weak, message)
    };
    let more = more.iter().take(QUOTED).map(|mark| quote(mark));
    Finding::new(Direction::AiGenerated, strength, message, quote(first)).also(more).into()
}

/// Whether the field says that the picture was generated, and does not only name a program.
fn states(mark: &Mark) -> bool {
    mark.raw.raw().get(..13).is_some_and(|start| start.eq_ignore_ascii_case("AI generated;"))
}

#[cfg(test)]
mod tests {
    use whence_model::{Outcome, Strength, facts::generator::MarkKind};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn a_statement() {
        let facts = mark(MarkKind::Name, "Black Forest Labs", "AI generated;txt2img;flux", &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        A field reads “AI generated;txt2img;flux”, as Black Forest Labs writes it into pictures that it generates. Anyone can write or delete that.
        Un champ indique « AI generated;txt2img;flux », comme l'écrit Black Forest Labs dans les images qu'il génère. N'importe qui peut l'écrire ou l'effacer.
          PNG › tEXt = AI generated;txt2img;flux
        ");
    }

    #[test]
    fn a_bare_name() {
        let facts = mark(MarkKind::Name, "Ideogram", "Ideogram AI", &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Weak
        A field names the generator Ideogram: “Ideogram AI”. A name alone is a hint, and anyone can write or delete it.
        Un champ nomme le générateur Ideogram : « Ideogram AI ». Un nom seul est un indice, et n'importe qui peut l'écrire ou l'effacer.
          PNG › tEXt = Ideogram AI
        ");
    }

    #[test]
    fn a_statement_leads_a_bare_name() {
        let mut facts = mark(MarkKind::Name, "Black Forest Labs", "Black Forest Labs", &[]);
        facts
            .generator
            .marks
            .extend(mark(MarkKind::Name, "Black Forest Labs", "AI generated;flux2", &[]).generator.marks);
        let Outcome::Finding(finding) = run(&super::CHECK, &facts) else { panic!() };
        assert_eq!((finding.strength, finding.also.len()), (Strength::Moderate, 1));
    }

    #[test]
    fn silent_on_credit_lines_and_other_marks() {
        for raw in ["Made with Google AI", "Edited with Google AI", "Apple Photos Clean Up"] {
            assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Name, "Google", raw, &[]))), "nothing found");
        }
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::Parameters, "AUTOMATIC1111", "x", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
