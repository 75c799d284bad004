//! A camera is named, and its file has no thumbnail.

use whence_model::{
    Class, Direction, Family, Finding, Format, Outcome, Reading, Strength, Text,
    facts::metadata::{Field, Ifd},
    t,
};

use crate::{
    Case, Check, Page,
    metadata::needs::{answer, evidence, exif, field, text},
};

pub static CHECK: Check = Check {
    id: "structure/thumbnail-missing",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("No thumbnail", "Pas de vignette"),
    nothing: t(
        "A thumbnail or another small picture is there.",
        "Une vignette ou une autre petite image est présente.",
    ),
    page: Page {
        looks_at: t(
            "Whether the Exif data of a JPEG that names maker and model hold a thumbnail, a small copy of the picture. Files with further pictures (MPF) are left out.",
            "Si les données Exif d'un JPEG qui nomme marque et modèle contiennent une vignette, une petite copie de l'image. Les fichiers à plusieurs images (MPF) sont exclus.",
        ),
        matters: t(
            "Most cameras write one. Some program may have left it out when it saved the file.",
            "La plupart des appareils en écrivent une. Un logiciel l'a peut-être omise en enregistrant le fichier.",
        ),
        innocent: &[
            t("Many phones write none.", "Beaucoup de téléphones n'en écrivent pas."),
            t(
                "An export, a platform or a privacy tool left it out.",
                "Un export, une plateforme ou un outil de confidentialité l'a omise.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), thumbnail of IFD1"],
        rate: t(
            "15 % of camera-like JPEGs, 22 % of those since 2013, 20 % of edited ones, so it is only mentioned (reference set of 2026-11).",
            "15 % des JPEG venant apparemment d'un appareil, 22 % depuis 2013, 20 % des retouchés : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    if case.exhibit.format != Format::Jpeg {
        return Ok(Outcome::NotApplicable(t("The file is no JPEG.", "Le fichier n'est pas un JPEG.")));
    }
    let exif = exif(case)?;
    let model = field(exif, "Model")?;
    text(exif, "Make")?;
    text(exif, "Model")?;
    let described = exif.fields.iter().any(|f: &Field| f.ifd == Ifd::Thumbnail);
    let further = case.facts.structure.multi_picture != Reading::Absent;
    if exif.thumbnail.is_some() || described || further {
        return Ok(Outcome::NothingFound);
    }
    let shown = model.shown.short(40);
    let message = Text::new(
        format!(
            "The file names a camera ({shown}) and has no thumbnail. Some programs leave it out when they save; many phones write none."
        ),
        format!(
            "Le fichier nomme un appareil ({shown}) et n'a pas de vignette. Certains logiciels l'omettent en enregistrant ; beaucoup de téléphones n'en écrivent pas."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(model)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Format, Place, Reading, facts::structure::MultiPicture};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, run_as, seen};

    const CAMERA: [(&str, &str); 2] = [("Make", "Canon"), ("Model", "Canon EOS R6")];

    #[test]
    fn a_camera_without_a_thumbnail() {
        insta::assert_snapshot!(seen(&run(&CHECK, &camera_jpeg(&CAMERA))), @r"
        Context Info
        The file names a camera (Canon EOS R6) and has no thumbnail. Some programs leave it out when they save; many phones write none.
        Le fichier nomme un appareil (Canon EOS R6) et n'a pas de vignette. Certains logiciels l'omettent en enregistrant ; beaucoup de téléphones n'en écrivent pas.
          JPEG › APP1 Exif › Main › Model = Canon EOS R6
        ");
    }

    #[test]
    fn silent_where_a_small_picture_stands() {
        let mut facts = camera_jpeg(&CAMERA);
        facts.structure.multi_picture = Reading::Read(MultiPicture::default());
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        let mut facts = camera_jpeg(&CAMERA);
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            exif.thumbnail = Some(Place::bytes("JPEG › APP1 Exif › IFD1", 800, 4000));
        }
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
    }

    #[test]
    fn not_asked_of_other_formats_and_files_without_a_camera() {
        let facts = camera_jpeg(&CAMERA);
        let other = run_as(&CHECK, &facts, ("a.heic", Format::Heif, (1600, 1200)));
        assert!(seen(&other).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &camera_jpeg(&CAMERA[..1]))).starts_with("not applicable"));
    }
}
