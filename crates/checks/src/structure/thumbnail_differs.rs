//! The small picture in the Exif data does not look like the picture.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use crate::{
    Case, Check, Page,
    metadata::needs::{answer, exif},
    pixels,
};

pub static CHECK: Check = Check {
    id: "structure/thumbnail-differs",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Thumbnail shows something else", "La vignette montre autre chose"),
    nothing: t("The thumbnail looks like the picture.", "La vignette ressemble à l'image."),
    page: Page {
        looks_at: t(
            "The Exif thumbnail against the picture, both as 64 × 64 greys without borders, in the best of four quarter turns. A correlation below 0.6 is moderate; 0.6 to 0.9 is only shown for comparison. A thumbnail without contrast is left out.",
            "La vignette Exif et l'image, toutes deux en 64 × 64 gris sans bordures, dans le meilleur des quatre quarts de tour. Une corrélation sous 0,6 donne un constat modéré ; de 0,6 à 0,9, elle est seulement signalée. Une vignette sans contraste est écartée.",
        ),
        matters: t(
            "The camera makes the thumbnail from the picture. Many programs leave it as it was when they crop, mirror or replace the picture.",
            "L'appareil tire la vignette de l'image. Beaucoup de logiciels la laissent telle quelle quand ils recadrent, inversent ou remplacent l'image.",
        ),
        innocent: &[
            t("The picture was cropped.", "L'image a été recadrée."),
            t(
                "The thumbnail was damaged, or made of another exposure of the same scene.",
                "La vignette est abîmée, ou tirée d'une autre pose de la même scène.",
            ),
        ],
        sources: &[
            "Kee, Johnson, Farid, “Digital Image Authentication from JPEG Headers”, IEEE TIFS 6(3), 2011",
            "CIPA DC-008 (Exif), thumbnail of IFD1",
        ],
        rate: t(
            "3 of 208 thumbnails below 0.6, all three cropped or mirrored on inspection; 6 more from 0.6 to 0.9, of which 5 were nothing (reference set of 2026-11).",
            "3 vignettes sur 208 sous 0,6, toutes trois recadrées ou inversées après examen ; 6 autres de 0,6 à 0,9, dont 5 sans objet (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if exif.thumbnail.is_none() && case.facts.pixels.thumbnail.is_none() {
        return Ok(Outcome::NotApplicable(t("The file has no thumbnail.", "Le fichier n'a pas de vignette.")));
    }
    pixels::whole(case)?;
    let Some(likeness) = &case.facts.pixels.thumbnail else {
        return Ok(Outcome::Failed(t("The thumbnail could not be decoded.", "La vignette n'a pas pu être décodée.")));
    };
    let correlation = likeness.correlation;
    if !correlation.is_finite() || likeness.contrast < 8.0 {
        return Ok(Outcome::NotApplicable(t(
            "The thumbnail has too little contrast to be compared.",
            "La vignette a trop peu de contraste pour être comparée.",
        )));
    }
    let (direction, strength, message) = if correlation < 0.6 {
        let message = t(
            "The thumbnail in the file does not look like the picture. The picture was cropped, mirrored or replaced after the thumbnail was made.",
            "La vignette du fichier ne ressemble pas à l'image. L'image a été recadrée, inversée ou remplacée après la création de la vignette.",
        );
        (Direction::Edited, Strength::Moderate, message)
    } else if correlation < 0.9 {
        let message = t(
            "The thumbnail in the file differs somewhat from the picture. It is shown for comparison; borders and fine detail often cause this.",
            "La vignette du fichier diffère un peu de l'image. Elle est signalée pour comparaison ; des bordures et des détails fins en sont souvent la cause.",
        );
        (Direction::Context, Strength::Info, message)
    } else {
        return Ok(Outcome::NothingFound);
    };
    let value = format!("correlation {correlation:.2}");
    Ok(Finding::new(direction, strength, message, Evidence::new(likeness.place.clone(), value)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place,
        facts::pixels::{PixelState, Pixels, ThumbnailLikeness},
    };

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(correlation: f32, contrast: f32) -> String {
        let mut facts = with_exif(&[]);
        let place = Place::bytes("JPEG › APP1 Exif › IFD1", 800, 4000);
        facts.pixels = Pixels {
            state: PixelState::Decoded { width: 4032, height: 3024 },
            thumbnail: Some(ThumbnailLikeness { correlation, contrast, place, size: (160, 120), turns: 0 }),
            ..Pixels::default()
        };
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn another_picture() {
        insta::assert_snapshot!(look(0.12, 40.0), @r"
        Edited Moderate
        The thumbnail in the file does not look like the picture. The picture was cropped, mirrored or replaced after the thumbnail was made.
        La vignette du fichier ne ressemble pas à l'image. L'image a été recadrée, inversée ou remplacée après la création de la vignette.
          JPEG › APP1 Exif › IFD1 = correlation 0.12
        ");
    }

    #[test]
    fn some_difference_is_only_shown() {
        assert!(look(0.7, 40.0).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_likeness_and_on_flat_thumbnails() {
        assert_eq!(look(0.97, 40.0), "nothing found");
        assert!(look(0.1, 5.0).starts_with("not applicable"));
        assert!(look(f32::NAN, 40.0).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &with_exif(&[]))).starts_with("not applicable: The file has no thumbnail."));
    }
}
