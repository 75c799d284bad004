//! A maker note that begins as another maker's do.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::{
    brand::{brand, may_be_the_same},
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/maker-note-of-other-brand",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Maker note of another brand", "Note de fabricant d'une autre marque"),
    nothing: t("The maker note belongs to the brand that is named.", "La note de fabricant va avec la marque nommée."),
    page: Page {
        looks_at: t(
            "The first bytes of the maker note, which many makers begin with their name, against the field Make. Cameras that one maker builds for another are left out.",
            "Les premiers octets de la note de fabricant, où beaucoup inscrivent leur nom, comparés au champ Make. Les appareils construits par une marque pour une autre sont exclus.",
        ),
        matters: t(
            "A camera writes both at once. If they name two brands, one of them came from elsewhere.",
            "Un appareil écrit les deux d'un coup. S'ils nomment deux marques, l'un vient d'ailleurs.",
        ),
        innocent: &[
            t(
                "The camera was built by one maker and sold by another in a pair we do not know.",
                "L'appareil a été construit par une marque et vendu par une autre, dans un couple que nous ne connaissons pas.",
            ),
            t("Somebody corrected the field Make by hand.", "Quelqu'un a corrigé le champ Make à la main."),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x010f Make and 0x927c MakerNote"],
        rate: t(
            "1 of 155 maker notes with a known beginning, a Hasselblad built by DJI, now left out (reference set of 2026-11).",
            "1 sur 155 notes au début connu, un Hasselblad construit par DJI, désormais exclu (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let make = field(exif, "Make")?;
    let Some((note, maker)) = exif.maker_note.as_ref().and_then(|note| Some((note, note.maker.as_deref()?))) else {
        return Ok(Outcome::NotApplicable(t(
            "The file has no maker note whose maker can be told.",
            "Le fichier n'a pas de note de fabricant dont on connaisse la marque.",
        )));
    };
    let (Some(named), Some(written)) = (brand(text(exif, "Make")?), brand(maker)) else {
        return Ok(Outcome::NotApplicable(t(
            "One of the two makers is not among those we know.",
            "L'une des deux marques n'est pas de celles que nous connaissons.",
        )));
    };
    if may_be_the_same(named, written) {
        return Ok(Outcome::NothingFound);
    }
    let shown = make.shown.short(40);
    let message = Text::new(
        format!(
            "The file names the maker “{shown}”, but its maker note begins as those of {maker} do. Part of the metadata may come from another file."
        ),
        format!(
            "Le fichier nomme la marque « {shown} », mais sa note de fabricant commence comme celles de {maker}. Une partie des métadonnées vient peut-être d'un autre fichier."
        ),
    );
    let header = note.header.clone().unwrap_or_else(|| maker.into());
    let note = Evidence::new(note.place.clone(), header);
    Ok(Finding::new(Direction::Edited, Strength::Moderate, message, note).also([evidence(make)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_maker_note};

    fn look(make: &str, note: &str) -> String {
        seen(&run(&CHECK, &with_maker_note(with_exif(&[("Make", make)]), note)))
    }

    #[test]
    fn a_canon_with_a_note_of_nikon() {
        insta::assert_snapshot!(look("Canon", "NIKON CORPORATION"), @r"
        Edited Moderate
        The file names the maker “Canon”, but its maker note begins as those of NIKON CORPORATION do. Part of the metadata may come from another file.
        Le fichier nomme la marque « Canon », mais sa note de fabricant commence comme celles de NIKON CORPORATION. Une partie des métadonnées vient peut-être d'un autre fichier.
          JPEG › APP1 Exif › Exif › MakerNote = NIKON CORPORATION
          JPEG › APP1 Exif › Main › Make = Canon
        ");
    }

    #[test]
    fn silent_on_one_brand_under_two_names() {
        for (make, note) in [
            ("Hasselblad", "DJI"),
            ("LEICA CAMERA AG", "Panasonic"),
            ("OM Digital Solutions", "OLYMPUS"),
            ("SAMSUNG TECHWIN", "PENTAX"),
            ("GE", "FUJIFILM"),
        ] {
            assert_eq!(look(make, note), "nothing found", "{make}");
        }
        assert!(look("Traveler", "SANYO Electric Co., Ltd.").starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &with_exif(&[("Make", "Canon")]))).starts_with("not applicable"));
    }
}
