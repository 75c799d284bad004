//! Parts of the container that are not as its format asks.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/damaged-parts",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Damaged parts", "Parties abîmées"),
    nothing: t("Every part of the file is as its format asks.", "Chaque partie du fichier suit son format."),
    page: Page {
        looks_at: t(
            "What the reader of the container noted: wrong checksums, lengths that lead out of the file, parts in a wrong place.",
            "Ce que la lecture du conteneur a relevé : sommes de contrôle qui ne correspondent pas, longueurs qui sortent du fichier, parties mal placées.",
        ),
        matters: t(
            "Part of the file was damaged, or changed by something that does not know the format.",
            "Une partie du fichier a été abîmée, ou modifiée par quelque chose qui ignore le format.",
        ),
        innocent: &[
            t("A copy or a download went wrong.", "Une copie ou un téléchargement s'est mal passé."),
            t(
                "Some programs write files with small errors.",
                "Certains logiciels écrivent des fichiers avec de petites erreurs.",
            ),
        ],
        sources: &["W3C, PNG third edition, 5.3 (chunk checksum)", "ITU-T T.81 (JPEG), Annex B"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: true,
    },
    run,
};

const LISTED: usize = 8;

fn run(case: &Case) -> Outcome {
    let defects = &case.facts.structure.defects;
    let mut listed = defects.iter().take(LISTED).map(|d| Evidence::new(d.place.clone(), d.what.as_str()));
    let Some(first) = listed.next() else { return Outcome::NothingFound };
    let count = defects.len();
    let part = first.place.path.short(60);
    let message = match count {
        1 => Text::new(
            format!("One part of the file is not as its format asks ({part}). A faulty copy or program causes this."),
            format!(
                "Une partie du fichier ne suit pas son format ({part}). Une copie ou un logiciel défectueux en est la cause habituelle."
            ),
        ),
        _ => Text::new(
            format!(
                "{count} things in the file are not as its format asks, the first in {part}. A faulty copy or program causes this."
            ),
            format!(
                "{count} éléments du fichier ne suivent pas son format, le premier dans {part}. Une copie ou un logiciel défectueux en est la cause habituelle."
            ),
        ),
    };
    Finding::new(Direction::Context, Strength::Info, message, first).also(listed).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Place};

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    #[test]
    fn a_wrong_checksum() {
        let mut facts = facts();
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        let defect = Defect { place: Place::bytes("PNG › tEXt", 40, 60), what: "checksum does not match".into() };
        facts.structure.defects = vec![defect; 20];
        facts.structure.defects.truncate(1);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        One part of the file is not as its format asks (PNG › tEXt). A faulty copy or program causes this.
        Une partie du fichier ne suit pas son format (PNG › tEXt). Une copie ou un logiciel défectueux en est la cause habituelle.
          PNG › tEXt = checksum does not match
        ");
        facts.structure.defects = vec![facts.structure.defects[0].clone(); 20];
        let many = seen(&run(&CHECK, &facts));
        assert!(many.contains("20 things") && many.lines().count() == 3 + super::LISTED, "{many}");
    }
}
