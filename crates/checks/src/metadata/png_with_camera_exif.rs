//! A PNG that carries the data of a camera.

use whence_model::{Class, Direction, Family, Finding, Format, Outcome, Strength, Text, t};

use super::{
    capture::has_capture_data,
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/png-with-camera-exif",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("PNG with a camera's data", "PNG avec les données d'un appareil"),
    nothing: t("The PNG carries no camera data.", "Le PNG ne porte pas de données d'appareil."),
    page: Page {
        looks_at: t(
            "PNG files whose Exif data names a camera and describes a shot.",
            "Les fichiers PNG dont les données Exif nomment un appareil et décrivent une prise de vue.",
        ),
        matters: t(
            "Cameras do not write PNG: the picture was converted, and the data came along from the camera's own file.",
            "Les appareils n'écrivent pas de PNG : l'image a été convertie, et les données viennent du fichier de l'appareil.",
        ),
        innocent: &[
            t(
                "A program converted the picture and kept its data.",
                "Un logiciel a converti l'image en gardant ses données.",
            ),
            t(
                "Some phones write panoramas or effects as PNG.",
                "Certains téléphones écrivent panoramas ou effets en PNG.",
            ),
        ],
        sources: &["W3C, Portable Network Graphics (PNG), third edition, eXIf"],
        rate: t(
            "35 PNG files carry camera data (reference set of 2026-11).",
            "35 fichiers PNG portent des données d'appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    if case.exhibit.format != Format::Png {
        return Ok(Outcome::NotApplicable(t("The file is no PNG.", "Le fichier n'est pas un PNG.")));
    }
    let exif = exif(case)?;
    let model = field(exif, "Model")?;
    text(exif, "Make")?;
    if !has_capture_data(exif) {
        return Ok(Outcome::NothingFound);
    }
    let shown = model.shown.short(40);
    let message = Text::new(
        format!(
            "The file is a PNG and carries the shot data of a camera ({shown}). Cameras do not write PNG: the picture was converted."
        ),
        format!(
            "Le fichier est un PNG et porte les données de prise de vue d'un appareil ({shown}). Les appareils n'écrivent pas de PNG : l'image a été convertie."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(model)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{run, run_as, seen, with_exif};

    const SHOT: [(&str, &str); 3] = [("Make", "Canon"), ("Model", "Canon EOS R6"), ("FNumber", "2.8")];

    #[test]
    fn a_converted_picture() {
        let seen = seen(&run_as(&CHECK, &with_exif(&SHOT), ("a.png", Format::Png, (6000, 4000))));
        insta::assert_snapshot!(seen, @r"
        Context Info
        The file is a PNG and carries the shot data of a camera (Canon EOS R6). Cameras do not write PNG: the picture was converted.
        Le fichier est un PNG et porte les données de prise de vue d'un appareil (Canon EOS R6). Les appareils n'écrivent pas de PNG : l'image a été convertie.
          JPEG › APP1 Exif › Main › Model = Canon EOS R6
        ");
    }

    #[test]
    fn silent_on_jpeg_and_on_names_alone() {
        assert!(seen(&run(&CHECK, &with_exif(&SHOT))).starts_with("not applicable"));
        let named = run_as(&CHECK, &with_exif(&SHOT[..2]), ("a.png", Format::Png, (6000, 4000)));
        assert_eq!(seen(&named), "nothing found");
    }
}
