//! The picture was turned upright, and the field that asks for the turn was kept.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use crate::{
    Case, Check, Page,
    metadata::needs::{answer, evidence, exif, field},
    pixels,
};

pub static CHECK: Check = Check {
    id: "structure/orientation-already-applied",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Rotation asked for, but apparently already done", "Rotation demandée, mais apparemment déjà faite"),
    nothing: t("Picture, thumbnail and orientation fit together.", "Image, vignette et orientation concordent."),
    page: Page {
        looks_at: t(
            "Orientation in Exif where it asks for a turn (3, 6, 8), and how far the thumbnail must be turned to look like the picture as stored. Where that is the very turn that is asked for, the picture seems to have been turned already. Only clear likeness counts (a correlation of 0.9 or more).",
            "L'orientation dans Exif quand elle demande une rotation (3, 6, 8), et de combien la vignette doit tourner pour ressembler à l'image stockée. Si c'est justement la rotation demandée, l'image semble avoir déjà été tournée. Seule une ressemblance nette compte (corrélation de 0,9 ou plus).",
        ),
        matters: t(
            "Most cameras store picture and thumbnail the same way up. A program probably turned the picture, saved it again and left the rest.",
            "La plupart des appareils stockent l'image et la vignette dans le même sens. Un logiciel a sans doute tourné l'image, l'a réenregistrée et a laissé le reste.",
        ),
        innocent: &[
            t(
                "Viewers and apps turn pictures upright by themselves, and some forget the field.",
                "Visionneuses et applications redressent d'elles-mêmes les images, et certaines oublient le champ.",
            ),
            t(
                "A phone may store picture and thumbnail in different orientations.",
                "Un téléphone peut stocker l'image et la vignette dans des sens différents.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tag 0x0112 Orientation"],
        rate: t("2 of 159 JPEGs (reference set of 2026-11).", "2 JPEG sur 159 (jeu de référence de 2026-11)."),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const ALIKE: f32 = 0.9;
const CONTRAST: f32 = 8.0;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let orientation = field(exif, "Orientation")?;
    let number = exif.number("Orientation");
    // Clockwise quarter turns that bring the stored picture upright; mirrored ones no camera writes.
    let asked = [(3.0, 2), (6.0, 1), (8.0, 3)].into_iter().find(|(n, _)| number == Some(*n));
    let Some((_, turns)) = asked else {
        return Ok(Outcome::NotApplicable(t(
            "The orientation asks for no turn.",
            "L'orientation ne demande aucune rotation.",
        )));
    };
    pixels::whole(case)?;
    let likeness = case.facts.pixels.thumbnail.as_ref().filter(|l| l.correlation >= ALIKE && l.contrast >= CONTRAST);
    let Some(likeness) = likeness else {
        return Ok(Outcome::NotApplicable(t(
            "No thumbnail is clear and like enough to tell.",
            "Aucune vignette n'est assez nette et ressemblante pour le dire.",
        )));
    };
    if likeness.turns != turns {
        return Ok(Outcome::NothingFound);
    }
    let degrees = u32::from(turns) * 90;
    let message = Text::new(
        format!(
            "The file asks for a rotation by {degrees}°, but compared with its thumbnail the picture seems to be turned already. A program probably turned it, saved it again and left the field."
        ),
        format!(
            "Le fichier demande une rotation de {degrees}°, mais par rapport à sa vignette l'image semble déjà tournée. Un logiciel l'a sans doute tournée et réenregistrée en laissant le champ."
        ),
    );
    let value = format!("like the picture after {degrees}° clockwise (correlation {:.2})", likeness.correlation);
    let thumbnail = Evidence::new(likeness.place.clone(), value);
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(orientation)).also([thumbnail]).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place,
        facts::pixels::{PixelState, Pixels, ThumbnailLikeness},
    };

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(orientation: &str, turns: u8, correlation: f32, contrast: f32) -> String {
        let mut facts = with_exif(&[("Orientation", orientation)]);
        let place = Place::bytes("JPEG › APP1 Exif › IFD1", 800, 4000);
        facts.pixels = Pixels {
            state: PixelState::Decoded { width: 4032, height: 3024 },
            thumbnail: Some(ThumbnailLikeness { correlation, contrast, place, size: (160, 120), turns }),
            ..Pixels::default()
        };
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn turned_and_the_field_kept() {
        insta::assert_snapshot!(look("6", 1, 0.98, 40.0), @r"
        Edited Weak
        The file asks for a rotation by 90°, but compared with its thumbnail the picture seems to be turned already. A program probably turned it, saved it again and left the field.
        Le fichier demande une rotation de 90°, mais par rapport à sa vignette l'image semble déjà tournée. Un logiciel l'a sans doute tournée et réenregistrée en laissant le champ.
          JPEG › APP1 Exif › Main › Orientation = 6
          JPEG › APP1 Exif › IFD1 = like the picture after 90° clockwise (correlation 0.98)
        ");
        assert!(look("8", 3, 0.98, 40.0).contains("270°"));
        assert!(look("3", 2, 0.98, 40.0).contains("180°"));
    }

    #[test]
    fn silent_where_picture_and_thumbnail_are_stored_alike() {
        assert_eq!(look("6", 0, 0.98, 40.0), "nothing found");
        assert_eq!(look("6", 3, 0.98, 40.0), "nothing found", "a thumbnail that was stored upright");
    }

    #[test]
    fn not_asked_without_a_turn_or_a_clear_thumbnail() {
        for seen in
            [look("1", 0, 0.98, 40.0), look("6", 1, 0.8, 40.0), look("6", 1, 0.98, 5.0), look("6", 1, f32::NAN, 40.0)]
        {
            assert!(seen.starts_with("not applicable"), "{seen}");
        }
    }
}
