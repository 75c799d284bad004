//! Width and height are the other way round than the metadata says.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::stated_size::{Stated, stated_size};
use crate::{
    Case, Check, Page,
    metadata::needs::{answer, evidence, field},
};

pub static CHECK: Check = Check {
    id: "structure/sides-swapped-since-metadata",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Turned after the metadata was written", "Tournée après l'écriture des métadonnées"),
    nothing: t("Width and height are as the metadata says.", "Largeur et hauteur sont celles des métadonnées."),
    page: Page {
        looks_at: t(
            "PixelXDimension and PixelYDimension in Exif, where they are the picture's height and width.",
            "PixelXDimension et PixelYDimension dans Exif, quand elles sont la hauteur et la largeur de l'image.",
        ),
        matters: t(
            "The picture was turned by a quarter, mostly without loss.",
            "L'image a été tournée d'un quart de tour, le plus souvent sans perte.",
        ),
        innocent: &[t(
            "Turning a picture upright is what every viewer offers.",
            "Redresser une image est proposé par toute visionneuse.",
        )],
        sources: &["CIPA DC-008 (Exif), tags 0xa002 and 0xa003"],
        rate: t(
            "11 of 163 camera-like JPEGs, so it is only mentioned (reference set of 2026-11).",
            "11 sur 163 JPEG venant apparemment d'un appareil : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let Stated { exif, stated, actual } = stated_size(case)?;
    if stated.0 == stated.1 || stated != (actual.1, actual.0) {
        return Ok(Outcome::NothingFound);
    }
    let (is, was) = (format!("{} × {}", actual.0, actual.1), format!("{} × {}", stated.0, stated.1));
    let message = Text::new(
        format!(
            "The picture is {is} pixels and its metadata says {was}: it was turned by a quarter after the metadata was written."
        ),
        format!(
            "L'image fait {is} pixels et ses métadonnées indiquent {was} : elle a été tournée d'un quart après leur écriture."
        ),
    );
    let width = evidence(field(exif, "PixelXDimension")?);
    Ok(Finding::new(Direction::Context, Strength::Info, message, width)
        .also([evidence(field(exif, "PixelYDimension")?)])
        .into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(width: &str, height: &str) -> String {
        seen(&run(&CHECK, &camera_jpeg(&[("PixelXDimension", width), ("PixelYDimension", height)])))
    }

    #[test]
    fn a_quarter_turn() {
        insta::assert_snapshot!(look("3024", "4032"), @r"
        Context Info
        The picture is 4032 × 3024 pixels and its metadata says 3024 × 4032: it was turned by a quarter after the metadata was written.
        L'image fait 4032 × 3024 pixels et ses métadonnées indiquent 3024 × 4032 : elle a été tournée d'un quart après leur écriture.
          JPEG › APP1 Exif › Exif › PixelXDimension = 3024
          JPEG › APP1 Exif › Exif › PixelYDimension = 4032
        ");
    }

    #[test]
    fn silent_on_any_other_size() {
        assert_eq!(look("4032", "3024"), "nothing found");
        assert_eq!(look("8064", "6048"), "nothing found");
    }
}
