//! Places in the Exif data that are not as the standard asks.

use whence_model::{Class, Defect, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use crate::{
    Case, Check, Page,
    metadata::needs::{answer, exif},
};

pub static CHECK: Check = Check {
    id: "structure/exif-defects",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Exif data not as the standard asks", "Données Exif hors norme"),
    nothing: t("The Exif data is as the standard asks.", "Les données Exif suivent la norme."),
    page: Page {
        looks_at: t(
            "What the reader of Exif noted: values that lie outside the block, fields in the wrong place, directories that cannot be read.",
            "Ce que la lecture d'Exif a relevé : valeurs hors du bloc, champs mal placés, répertoires illisibles.",
        ),
        matters: t(
            "Something other than a camera may have written the block, or moved it without mending it.",
            "Autre chose qu'un appareil a pu écrire le bloc, ou le déplacer sans le réparer.",
        ),
        innocent: &[
            t(
                "Many cameras write small errors themselves.",
                "Beaucoup d'appareils écrivent eux-mêmes de petites erreurs.",
            ),
            t("The file was damaged when it was copied.", "Le fichier a été abîmé lors d'une copie."),
        ],
        sources: &["CIPA DC-008 (Exif), 4.6", "TIFF 6.0, section 2"],
        rate: t(
            "A stricter reader warns on 49 % of camera-like JPEGs, so this is only mentioned (reference set of 2026-11).",
            "Un lecteur plus strict avertit sur 49 % des JPEG venant apparemment d'un appareil : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const LISTED: usize = 8;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    // Those of the maker note are another check's.
    let of_exif = |defect: &&Defect| !defect.what.starts_with("MakerNote:");
    let defects: Vec<&Defect> = exif(case)?.defects.iter().filter(of_exif).collect();
    let mut listed = defects.iter().take(LISTED).map(|d| Evidence::new(d.place.clone(), d.what.as_str()));
    let Some(first) = listed.next() else { return Ok(Outcome::NothingFound) };
    let places = defects.len();
    let (en, fr) = if places == 1 { ("place", "endroit") } else { ("places", "endroits") };
    let message = Text::new(
        format!(
            "The Exif data is not as the standard asks in {places} {en}. Programs that rewrite it do this; so do many cameras."
        ),
        format!(
            "Les données Exif ne suivent pas la norme à {places} {fr}. C'est le fait de logiciels qui les réécrivent, et de beaucoup d'appareils."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(listed).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Place, Reading};

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    #[test]
    fn a_value_outside_the_block() {
        let mut facts = with_exif(&[]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            let place = Place::path("JPEG › APP1 Exif › IFD0 › Artist");
            exif.defects = vec![Defect { place, what: "value lies outside the block".into() }];
        }
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The Exif data is not as the standard asks in 1 place. Programs that rewrite it do this; so do many cameras.
        Les données Exif ne suivent pas la norme à 1 endroit. C'est le fait de logiciels qui les réécrivent, et de beaucoup d'appareils.
          JPEG › APP1 Exif › IFD0 › Artist = value lies outside the block
        ");
    }
}
