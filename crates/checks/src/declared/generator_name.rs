//! A field that names a generator.

use whence_model::{
    Family, Outcome, Strength, Text, Untrusted,
    facts::generator::{Mark, MarkKind},
    t,
};

use super::{
    is_edit_credit, is_made_credit,
    marks::{did, direction, marks, que, told, tool},
};
use crate::{Case, Check, Page, credentials_card::words::sentences};

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
            "Some generators label their pictures with nothing but their name, where a camera would write its own. Black Forest Labs' programs add what was done: txt2img, img2img, inpainting. Anyone can write or delete such a name.",
            "Certains générateurs n'étiquettent leurs images que de leur nom, là où un appareil écrirait le sien. Les logiciels de Black Forest Labs ajoutent ce qui a été fait : txt2img, img2img, inpainting. N'importe qui peut écrire ou effacer un tel nom.",
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
    names.retain(|mark| !is_made_credit(mark.raw.raw()) && !is_edit_credit(mark.raw.raw()));
    names.sort_by_key(|mark| statement(mark).is_none());
    let Some(first) = names.first() else { return Outcome::NothingFound };
    told(&names, (direction(first), Strength::Moderate), message)
}

fn message(mark: &Mark) -> Text {
    let (tool, did, raw) = (tool(mark), did(mark), statement(mark).unwrap_or(&mark.raw).short(80));
    let first = if statement(mark).is_some() {
        Text::new(
            format!("The file says that {} {}: a field reads “{raw}”, as its programs write it.", tool.en, did.en),
            format!(
                "Le fichier dit {} {} : un champ indique « {raw} », comme ses logiciels l'écrivent.",
                que(&tool.fr),
                did.fr
            ),
        )
    } else {
        Text::new(
            format!("The file names the generator {} as what it comes from: a field reads “{raw}”.", tool.en),
            format!("Le fichier nomme le générateur {} comme son origine : un champ indique « {raw} ».", tool.fr),
        )
    };
    let close = t("Anyone can write or delete that.", "N'importe qui peut l'écrire ou l'effacer.");
    sentences([first, close])
}

/// The text that says that the picture was generated, where there is more than the name of a program: the field itself,
/// or the program's beside it.
pub fn statement(mark: &Mark) -> Option<&Untrusted> {
    let says =
        |text: &&Untrusted| text.raw().get(..13).is_some_and(|start| start.eq_ignore_ascii_case("AI generated;"));
    Some(&mark.raw).filter(says).or_else(|| mark.setting("Software").filter(says))
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Outcome,
        facts::generator::{MarkKind, Process},
    };

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn a_statement() {
        let facts = mark(MarkKind::Name, "Black Forest Labs", "AI generated;txt2img;flux", &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file says that Black Forest Labs made or changed this picture: a field reads “AI generated;txt2img;flux”, as its programs write it. Anyone can write or delete that.
        Le fichier dit que Black Forest Labs a produit ou modifié cette image : un champ indique « AI generated;txt2img;flux », comme ses logiciels l'écrivent. N'importe qui peut l'écrire ou l'effacer.
          PNG › tEXt = AI generated;txt2img;flux
        ");
    }

    #[test]
    fn a_statement_of_what_was_done() {
        let said = |raw, process| {
            let mut facts = mark(MarkKind::Name, "Black Forest Labs", raw, &[]);
            facts.generator.marks[0].process = process;
            seen(&run(&super::CHECK, &facts))
        };
        let from = said("AI generated;img2img;flux", Process::FromPicture);
        assert!(from.starts_with("AiGenerated Moderate\n"), "{from}");
        assert!(from.contains("Black Forest Labs made this picture, starting from another picture: a field"), "{from}");
        let part = said("AI generated;inpainting;flux", Process::Repainted);
        assert!(part.starts_with("Edited Moderate\n"), "{part}");
        assert!(part.contains("que Black Forest Labs a refait une partie de cette image :"), "{part}");
    }

    #[test]
    fn a_statement_beside_the_name_counts() {
        let settings = [("Software", "AI generated;txt2img;flux"), ("Model", "flux-dev")];
        let said =
            seen(&run(&super::CHECK, &mark(MarkKind::Name, "Black Forest Labs", "Black Forest Labs", &settings)));
        assert!(said.contains("a field reads “AI generated;txt2img;flux”, as its programs write it"), "{said}");
    }

    #[test]
    fn a_bare_name() {
        let facts = mark(MarkKind::Name, "Ideogram", "Ideogram AI", &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file names the generator Ideogram as what it comes from: a field reads “Ideogram AI”. Anyone can write or delete that.
        Le fichier nomme le générateur Ideogram comme son origine : un champ indique « Ideogram AI ». N'importe qui peut l'écrire ou l'effacer.
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
        assert_eq!((finding.evidence.value.raw(), finding.also.len()), ("AI generated;flux2", 1));
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
