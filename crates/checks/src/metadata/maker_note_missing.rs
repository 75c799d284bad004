//! A camera is named that always writes a maker note, and there is none.

use whence_model::{Class, Direction, Family, Finding, Format, Outcome, Strength, Text, t};

use super::{
    brand::brand,
    ios_after_capture::major_version,
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/maker-note-missing",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("No maker note", "Pas de note de fabricant"),
    nothing: t("The maker note is there.", "La note de fabricant est présente."),
    page: Page {
        looks_at: t(
            "Whether a maker note stands in files that name Canon, Nikon, Fujifilm, Olympus, Panasonic or Apple (from iOS 7 on).",
            "La présence d'une note de fabricant dans les fichiers qui nomment Canon, Nikon, Fujifilm, Olympus, Panasonic ou Apple (dès iOS 7).",
        ),
        matters: t(
            "These cameras write one into every picture. Where it is gone, some program wrote the metadata again.",
            "Ces appareils en écrivent une dans chaque image. Si elle manque, un logiciel a réécrit les métadonnées.",
        ),
        innocent: &[
            t(
                "Exports of Lightroom and Photoshop never keep it.",
                "Les exports de Lightroom et Photoshop ne la gardent jamais.",
            ),
            t(
                "Platforms and privacy tools remove it.",
                "Les plateformes et les outils de confidentialité la retirent.",
            ),
            t("The picture was converted to another format.", "L'image a été convertie dans un autre format."),
        ],
        sources: &["CIPA DC-008 (Exif), tag 0x927c MakerNote"],
        rate: t(
            "Of all brands together 46 of 172 camera-like JPEGs have no maker note (of those since 2013, 16 of 41), so it is only mentioned (reference set of 2026-11).",
            "Toutes marques confondues, 46 JPEG sur 172 venant apparemment d'un appareil n'en ont pas (16 sur 41 depuis 2013) : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const ALWAYS: &[&str] = &["canon", "nikon", "fujifilm", "olympus", "panasonic", "apple"];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let make = field(exif, "Make")?;
    let brand = brand(text(exif, "Make")?).filter(|brand| ALWAYS.contains(brand));
    let old_ios = brand == Some("apple") && text(exif, "Software").ok().and_then(major_version).is_none_or(|v| v < 7);
    if brand.is_none() || old_ios {
        return Ok(Outcome::NotApplicable(t(
            "The camera is not one of those that always write a maker note.",
            "L'appareil n'est pas de ceux qui écrivent toujours une note de fabricant.",
        )));
    }
    if exif.maker_note.is_some() {
        return Ok(Outcome::NothingFound);
    }
    if !matches!(case.exhibit.format, Format::Jpeg | Format::Tiff | Format::Heif) {
        return Ok(Outcome::NotApplicable(t(
            "The file is of a format that programs write and cameras hardly do.",
            "Le fichier est d'un format qu'écrivent les logiciels et guère les appareils.",
        )));
    }
    let shown = make.shown.short(40);
    let message = Text::new(
        format!(
            "The file names “{shown}”, whose cameras write a maker note into every picture, and has none. Some program wrote the metadata again; exports and platforms do that."
        ),
        format!(
            "Le fichier nomme « {shown} », dont les appareils écrivent une note de fabricant dans chaque image, et n'en a pas. Un logiciel a réécrit les métadonnées, comme le font exports et plateformes."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(make)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{run, run_as, seen, with_exif, with_maker_note};

    #[test]
    fn a_canon_without_its_note() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&[("Make", "Canon")]))), @r"
        Context Info
        The file names “Canon”, whose cameras write a maker note into every picture, and has none. Some program wrote the metadata again; exports and platforms do that.
        Le fichier nomme « Canon », dont les appareils écrivent une note de fabricant dans chaque image, et n'en a pas. Un logiciel a réécrit les métadonnées, comme le font exports et plateformes.
          JPEG › APP1 Exif › Main › Make = Canon
        ");
    }

    #[test]
    fn silent_on_makers_that_write_none_and_on_formats_of_programs() {
        assert!(seen(&run(&CHECK, &with_exif(&[("Make", "Google")]))).starts_with("not applicable"));
        assert!(
            seen(&run(&CHECK, &with_exif(&[("Make", "Apple"), ("Software", "6.1")]))).starts_with("not applicable")
        );
        let canon = with_exif(&[("Make", "Canon")]);
        let document = run_as(&CHECK, &canon, ("a.psd", Format::Psd, (4032, 3024)));
        assert!(seen(&document).starts_with("not applicable"));
        assert_eq!(seen(&run(&CHECK, &with_maker_note(canon, "Canon"))), "nothing found");
    }
}
