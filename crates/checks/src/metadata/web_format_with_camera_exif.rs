//! A WebP or AVIF that carries the data of a camera.

use whence_model::{Class, Direction, Family, Finding, Format, Outcome, Strength, Text, t};

use super::{
    capture::has_capture_data,
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/web-format-with-camera-exif",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Web format with a camera's data", "Format du web avec les données d'un appareil"),
    nothing: t("The file describes no shot by a camera.", "Le fichier ne décrit pas de prise de vue d'un appareil."),
    page: Page {
        looks_at: t(
            "WebP and AVIF files whose Exif data names a camera and describes a shot. HEIC is left out: phones write it.",
            "Les fichiers WebP et AVIF dont les données Exif nomment un appareil et décrivent une prise de vue. HEIC est exclu : les téléphones l'écrivent.",
        ),
        matters: t(
            "Hardly any camera writes these formats: the picture was probably converted, and the data came along from the camera's own file.",
            "Presque aucun appareil n'écrit ces formats : l'image a sans doute été convertie, et les données viennent du fichier de l'appareil.",
        ),
        innocent: &[
            t(
                "A website or app converted the picture to save bytes and kept its data.",
                "Un site ou une application a converti l'image pour gagner des octets en gardant ses données.",
            ),
            t("A few phones can write AVIF themselves.", "Quelques téléphones savent écrire de l'AVIF."),
        ],
        sources: &["RFC 9649 (WebP), 2.7", "AOMedia, AV1 Image File Format (AVIF)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let format = case.exhibit.format;
    if !matches!(format, Format::WebP | Format::Avif) {
        return Ok(Outcome::NotApplicable(t(
            "The file is neither WebP nor AVIF.",
            "Le fichier n'est ni un WebP ni un AVIF.",
        )));
    }
    let exif = exif(case)?;
    let model = field(exif, "Model")?;
    text(exif, "Make")?;
    if !has_capture_data(exif) {
        return Ok(Outcome::NothingFound);
    }
    let (shown, format) = (model.shown.short(40), format.name());
    let message = Text::new(
        format!(
            "The file is {format} and carries a camera's data of the shot ({shown}). Hardly any camera writes this format: the picture was probably converted on the way."
        ),
        format!(
            "Le fichier est au format {format} et porte les données de prise de vue d'un appareil ({shown}). Presque aucun appareil n'écrit ce format : l'image a sans doute été convertie en route."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(model)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{run_as, seen, with_exif};

    const SHOT: [(&str, &str); 3] = [("Make", "Canon"), ("Model", "Canon EOS R6"), ("FNumber", "2.8")];

    fn look(fields: &[(&str, &str)], format: Format) -> String {
        seen(&run_as(&CHECK, &with_exif(fields), ("a", format, (6000, 4000))))
    }

    #[test]
    fn a_converted_picture() {
        insta::assert_snapshot!(look(&SHOT, Format::WebP), @r"
        Context Info
        The file is WebP and carries a camera's data of the shot (Canon EOS R6). Hardly any camera writes this format: the picture was probably converted on the way.
        Le fichier est au format WebP et porte les données de prise de vue d'un appareil (Canon EOS R6). Presque aucun appareil n'écrit ce format : l'image a sans doute été convertie en route.
          JPEG › APP1 Exif › Main › Model = Canon EOS R6
        ");
    }

    #[test]
    fn silent_on_what_cameras_write_and_on_names_alone() {
        assert!(look(&SHOT, Format::Heif).starts_with("not applicable"));
        assert!(look(&SHOT, Format::Jpeg).starts_with("not applicable"));
        assert_eq!(look(&SHOT[..2], Format::Avif), "nothing found");
    }
}
