//! A 35 mm equivalent that does not fit the focal length.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    decimal::decimal,
    needs::{answer, evidence, exif, field},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/focal-lengths-do-not-fit",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Focal lengths do not fit each other", "Focales incompatibles entre elles"),
    nothing: t("The 35 mm equivalent fits the focal length.", "L'équivalent 35 mm correspond à la focale."),
    page: Page {
        looks_at: t(
            "FocalLengthIn35mmFilm (the focal length that would give the same view on 35 mm film) divided by FocalLength and by DigitalZoomRatio. The quotient tells how small the sensor is: 1 for 24 × 36 mm, about 6 to 14 for phones. It speaks below 0.6 and above 40.",
            "FocalLengthIn35mmFilm (la focale qui donnerait le même cadrage en 24 × 36) divisé par FocalLength et par DigitalZoomRatio. Le quotient indique à quel point le capteur est petit : 1 pour 24 × 36 mm, environ 6 à 14 pour les téléphones. Le contrôle se prononce sous 0,6 et au-dessus de 40.",
        ),
        matters: t(
            "Hardly any sensor has such a size: one of the two numbers may not have been written by the camera, or may mean something else.",
            "Presque aucun capteur n'a une telle taille : l'un des deux nombres n'a peut-être pas été écrit par l'appareil, ou désigne autre chose.",
        ),
        innocent: &[
            t(
                "A phone zoomed digitally and wrote it into the equivalent alone.",
                "Un téléphone a zoomé numériquement et ne l'a noté que dans l'équivalent.",
            ),
            t(
                "The camera's firmware writes one of the two wrongly.",
                "Le micrologiciel de l'appareil écrit mal l'un des deux.",
            ),
            t(
                "The picture comes from a camera with a very large sensor or film, or from a telescope or microscope used as the lens.",
                "L'image vient d'un appareil à très grand capteur ou film, ou d'un télescope ou microscope servant d'objectif.",
            ),
            t(
                "The focal length of a lens without contacts was entered by hand.",
                "La focale d'un objectif sans contacts a été saisie à la main.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tags 0xa405 FocalLengthIn35mmFilm, 0x920a FocalLength, 0xa404 DigitalZoomRatio",
        ],
        rate: t(
            "4 of 46 camera-like JPEGs lie above 12, among them ordinary phones, so the bound was set to 40, where it has not been counted (reference set of 2026-11).",
            "4 sur 46 JPEG venant apparemment d'un appareil dépassent 12, dont des téléphones ordinaires : la limite a été portée à 40, où le compte n'a pas été fait (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (equivalent_field, focal_field) = (field(exif, "FocalLengthIn35mmFilm")?, field(exif, "FocalLength")?);
    let positive = |name| exif.number(name).filter(|n| *n > 0.0);
    let Some((equivalent, focal)) = positive("FocalLengthIn35mmFilm").zip(positive("FocalLength")) else {
        return Ok(Outcome::NotApplicable(t(
            "One of the focal lengths holds no usable number.",
            "L'une des focales ne contient pas de nombre utilisable.",
        )));
    };
    let zoom = exif.number("DigitalZoomRatio").filter(|zoom| *zoom > 1.0).unwrap_or(1.0);
    let quotient = equivalent / focal / zoom;
    if (0.6..=40.0).contains(&quotient) {
        return Ok(Outcome::NothingFound);
    }
    let ((a_en, a_fr), (b_en, b_fr)) = (decimal(focal, 1), decimal(equivalent, 0));
    let message = Text::new(
        format!(
            "The focal length is {a_en} mm and its 35 mm equivalent {b_en} mm, which fits hardly any sensor. Digital zoom can explain a large equivalent; otherwise one of the two may not have been written by the camera."
        ),
        format!(
            "La focale est de {a_fr} mm et son équivalent 35 mm de {b_fr} mm, ce qui ne correspond à presque aucun capteur. Un zoom numérique peut expliquer un grand équivalent ; sinon, l'un des deux n'a peut-être pas été écrit par l'appareil."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(equivalent_field))
        .also([evidence(focal_field)])
        .into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(focal: &str, equivalent: &str, more: &[(&str, &str)]) -> String {
        let fields = [("FocalLength", focal), ("FocalLengthIn35mmFilm", equivalent)];
        seen(&run(&CHECK, &with_exif(&[&fields, more].concat())))
    }

    #[test]
    fn hardly_any_sensor_is_so_small() {
        insta::assert_snapshot!(look("4.15", "570", &[]), @r"
        Context Info
        The focal length is 4.2 mm and its 35 mm equivalent 570 mm, which fits hardly any sensor. Digital zoom can explain a large equivalent; otherwise one of the two may not have been written by the camera.
        La focale est de 4,2 mm et son équivalent 35 mm de 570 mm, ce qui ne correspond à presque aucun capteur. Un zoom numérique peut expliquer un grand équivalent ; sinon, l'un des deux n'a peut-être pas été écrit par l'appareil.
          JPEG › APP1 Exif › Exif › FocalLengthIn35mmFilm = 570
          JPEG › APP1 Exif › Exif › FocalLength = 4.15
        ");
        assert!(look("50", "28", &[]).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_phones_full_frame_and_digital_zoom() {
        for (focal, equivalent) in [("4.15", "57"), ("2.47", "30"), ("50", "50"), ("80", "50")] {
            assert_eq!(look(focal, equivalent, &[]), "nothing found", "{focal} {equivalent}");
        }
        assert_eq!(look("18.6", "2300", &[("DigitalZoomRatio", "10")]), "nothing found");
        assert!(look("50", "0", &[]).starts_with("not applicable"));
    }
}
