//! The metadata gives another size than the picture has.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text, t};

use super::stated_size::{Stated, stated_size};
use crate::{
    Case, Check, Page,
    metadata::needs::{answer, evidence, field},
};

pub static CHECK: Check = Check {
    id: "structure/size-changed-since-metadata",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Size changed after the metadata was written", "Taille modifiée après l'écriture des métadonnées"),
    nothing: t("The size given is that of the picture.", "La taille indiquée est celle de l'image."),
    page: Page {
        looks_at: t(
            "PixelXDimension and PixelYDimension in Exif against the picture's own width and height. Swapped sides are another check.",
            "PixelXDimension et PixelYDimension dans Exif, comparées à la largeur et à la hauteur de l'image. Les côtés échangés font l'objet d'un autre contrôle.",
        ),
        matters: t(
            "A program cropped or resized the picture and kept the older metadata.",
            "Un logiciel a recadré ou redimensionné l'image en gardant les anciennes métadonnées.",
        ),
        innocent: &[
            t("The picture was made smaller for the web.", "L'image a été réduite pour le web."),
            t("The camera itself made a smaller copy.", "L'appareil a fait lui-même une copie réduite."),
            t(
                "Some older cameras write the size of the sensor.",
                "Certains appareils anciens écrivent la taille du capteur.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0xa002 and 0xa003"],
        rate: t(
            "13 of 164 camera-like JPEGs, on inspection all shrunken samples or edits; 7 of 69 edited ones (reference set of 2026-11).",
            "13 sur 164 JPEG venant apparemment d'un appareil, tous réduits ou retouchés après examen ; 7 sur 69 retouchés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let Stated { exif, stated, actual } = stated_size(case)?;
    if stated == actual || stated == (actual.1, actual.0) {
        return Ok(Outcome::NothingFound);
    }
    let (is, was) = (format!("{} × {}", actual.0, actual.1), format!("{} × {}", stated.0, stated.1));
    let message = Text::new(
        format!(
            "The picture is {is} pixels, but its metadata was written for {was}. It was cropped or resized afterwards."
        ),
        format!(
            "L'image fait {is} pixels, mais ses métadonnées ont été écrites pour {was}. Elle a été recadrée ou redimensionnée ensuite."
        ),
    );
    let stated = [field(exif, "PixelXDimension")?, field(exif, "PixelYDimension")?].map(evidence);
    let [width, height] = stated;
    let frame = case.facts.structure.jpeg.as_ref().map(|jpeg| jpeg.frame.clone());
    let frame = frame.unwrap_or_else(|| Place::path(case.exhibit.format.name()));
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, width).also([height, Evidence::new(frame, is)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(width: &str, height: &str) -> String {
        seen(&run(&CHECK, &camera_jpeg(&[("PixelXDimension", width), ("PixelYDimension", height)])))
    }

    #[test]
    fn a_smaller_picture() {
        insta::assert_snapshot!(look("8064", "6048"), @r"
        Edited Weak
        The picture is 4032 × 3024 pixels, but its metadata was written for 8064 × 6048. It was cropped or resized afterwards.
        L'image fait 4032 × 3024 pixels, mais ses métadonnées ont été écrites pour 8064 × 6048. Elle a été recadrée ou redimensionnée ensuite.
          JPEG › APP1 Exif › Exif › PixelXDimension = 8064
          JPEG › APP1 Exif › Exif › PixelYDimension = 6048
          JPEG › SOF0 = 4032 × 3024
        ");
    }

    #[test]
    fn silent_on_the_same_swapped_or_missing_size() {
        assert_eq!(look("4032", "3024"), "nothing found");
        assert_eq!(look("3024", "4032"), "nothing found");
        assert!(look("0", "0").starts_with("not applicable"));
    }
}
