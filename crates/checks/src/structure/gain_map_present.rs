//! The gain map that a camera declares stands in the file and has the picture's shape.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::needs::gain_map;
use crate::{
    Case, Check, Page,
    metadata::{capture::names_camera, editor::editor_named, needs::answer},
};

pub static CHECK: Check = Check {
    id: "structure/gain-map-present",
    family: Family::Structure,
    class: Some(Class::Support),
    title: t("Gain map with the picture's proportions", "Carte de gain aux proportions de l'image"),
    nothing: t(
        "No gain map with the picture's proportions in a file of a camera; most pictures have none.",
        "Pas de carte de gain aux proportions de l'image dans un fichier d'appareil ; la plupart des images n'en ont pas.",
    ),
    page: Page {
        looks_at: t(
            "Whether the declared gain map, a small picture that tells how bright each part may become, is in the file with the picture's proportions within 2 %, where the file names a camera and no editor.",
            "Si la carte de gain déclarée, une petite image qui dit la luminosité que chaque partie peut prendre, se trouve dans le fichier avec les proportions de l'image à 2 % près, dans un fichier qui nomme un appareil et aucun logiciel de retouche.",
        ),
        matters: t(
            "Phones write picture and map together. Many programs that save a picture again drop the map, or crop the picture alone.",
            "Les téléphones écrivent image et carte ensemble. Beaucoup de logiciels qui réenregistrent perdent la carte, ou ne recadrent que l'image.",
        ),
        innocent: &[t(
            "Programs that know gain maps save both again, also after an edit.",
            "Les logiciels qui connaissent ces cartes réenregistrent les deux, même après une retouche.",
        )],
        sources: &["Android, Ultra HDR Image Format 1.1", "ISO 21496-1"],
        rate: t(
            "10 files declare a gain map (reference set of 2026-11); their proportions were not compared.",
            "10 fichiers déclarent une carte de gain (jeu de référence de 2026-11) ; leurs proportions n'ont pas été comparées.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const TOLERANCE: f64 = 0.02;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let map = gain_map(case)?;
    let sizes = map.size.zip(case.exhibit.width.zip(case.exhibit.height));
    let Some(((size, picture), stands)) = sizes.zip(map.picture.as_ref()) else { return Ok(Outcome::NothingFound) };
    let fits = proportion(size).zip(proportion(picture)).is_some_and(|(a, b)| (a / b - 1.0).abs() <= TOLERANCE);
    if !fits || !names_camera(case.facts) || editor_named(case.facts) {
        return Ok(Outcome::NothingFound);
    }
    let (is, by) = (format!("{} × {}", size.0, size.1), map.declared_by.join(", "));
    let message = Text::new(
        format!(
            "The gain map that the file declares ({by}) is in it and has the picture's proportions ({is}). A phone writes both together; programs that know such maps can too, even after an edit."
        ),
        format!(
            "La carte de gain que le fichier déclare ({by}) s'y trouve, avec les proportions de l'image ({is}). Un téléphone écrit les deux ensemble ; un logiciel qui connaît ces cartes le peut aussi, même après une retouche."
        ),
    );
    let declared = Evidence::new(map.place.clone(), by);
    let there = Evidence::new(stands.clone(), is);
    Ok(Finding::new(Direction::CameraCapture, Strength::Weak, message, there).also([declared]).into())
}

/// Long side to short side, so that a turn makes no difference.
fn proportion((width, height): (u32, u32)) -> Option<f64> {
    let (long, short) = (f64::from(width.max(height)), f64::from(width.min(height)));
    (short > 0.0).then_some(long / short)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen, with_gain_map};

    const CAMERA: [(&str, &str); 2] = [("Make", "Google"), ("Model", "Pixel 8")];

    fn look(fields: &[(&str, &str)], size: Option<(u32, u32)>) -> String {
        seen(&run(&CHECK, &with_gain_map(camera_jpeg(fields), size)))
    }

    #[test]
    fn a_map_of_the_same_shape() {
        insta::assert_snapshot!(look(&CAMERA, Some((1008, 756))), @r"
        CameraCapture Weak
        The gain map that the file declares (hdrgm, ISO 21496-1) is in it and has the picture's proportions (1008 × 756). A phone writes both together; programs that know such maps can too, even after an edit.
        La carte de gain que le fichier déclare (hdrgm, ISO 21496-1) s'y trouve, avec les proportions de l'image (1008 × 756). Un téléphone écrit les deux ensemble ; un logiciel qui connaît ces cartes le peut aussi, même après une retouche.
          JPEG › gain map = 1008 × 756
          JPEG › APP1 XMP = hdrgm, ISO 21496-1
        ");
        assert!(look(&CAMERA, Some((756, 1020))).starts_with("CameraCapture Weak"), "turned, and within 2 %");
    }

    #[test]
    fn silent_on_another_shape_and_on_programs() {
        assert_eq!(look(&CAMERA, Some((1008, 720))), "nothing found");
        assert_eq!(look(&CAMERA, Some((1008, 0))), "nothing found");
        assert_eq!(look(&CAMERA, None), "nothing found");
        assert_eq!(look(&[], Some((1008, 756))), "nothing found");
        let edited = [CAMERA[0], CAMERA[1], ("Software", "Adobe Lightroom 13.2")];
        assert_eq!(look(&edited, Some((1008, 756))), "nothing found");
    }
}
