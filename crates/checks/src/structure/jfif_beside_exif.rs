//! A JFIF header stands in a file that names a camera.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::jpeg;
use crate::{
    Case, Check, Page,
    metadata::{capture::names_camera, needs::answer},
};

pub static CHECK: Check = Check {
    id: "structure/jfif-beside-exif",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("JFIF header beside a camera's Exif", "En-tête JFIF près de l'Exif d'un appareil"),
    nothing: t(
        "No JFIF header beside a camera's Exif data.",
        "Aucun en-tête JFIF près des données Exif d'un appareil.",
    ),
    page: Page {
        looks_at: t(
            "The segment APP0 “JFIF” in JPEGs whose Exif data names a camera.",
            "Le segment APP0 « JFIF » dans les JPEG dont l'Exif nomme un appareil.",
        ),
        matters: t(
            "JFIF and Exif both want to stand first; many encoders on computers add JFIF. So do many phones.",
            "JFIF et Exif veulent tous deux la première place ; beaucoup d'encodeurs d'ordinateur ajoutent JFIF. Beaucoup de téléphones aussi.",
        ),
        innocent: &[t(
            "Pixel, Motorola, Nokia, Oppo and other phones write both, and a few cameras.",
            "Pixel, Motorola, Nokia, Oppo et d'autres téléphones écrivent les deux, et quelques appareils.",
        )],
        sources: &["ITU-T T.871 (JFIF)", "CIPA DC-008 (Exif), 4.5.4"],
        rate: t(
            "18 % of camera-like JPEGs, 22 % of those since 2013, 39 % of edited ones, so it is only mentioned (reference set of 2026-11).",
            "18 % des JPEG venant apparemment d'un appareil, 22 % depuis 2013, 39 % des retouchés : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    if !names_camera(case.facts) {
        return Ok(Outcome::NotApplicable(t("The file names no camera.", "Le fichier ne nomme aucun appareil.")));
    }
    let Some(place) = jpeg.jfif.as_ref() else { return Ok(Outcome::NothingFound) };
    let message = t(
        "The file names a camera and also carries a JFIF header. Many phones write both; so do programs that save again.",
        "Le fichier nomme un appareil et porte aussi un en-tête JFIF. Beaucoup de téléphones écrivent les deux, comme les logiciels qui réenregistrent.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place.clone(), "JFIF")).into())
}

#[cfg(test)]
mod tests {
    use whence_model::Place;

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    const CAMERA: [(&str, &str); 2] = [("Make", "Google"), ("Model", "Pixel 8")];

    #[test]
    fn both_headers() {
        let mut facts = camera_jpeg(&CAMERA);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        facts.structure.jpeg.as_mut().unwrap().jfif = Some(Place::bytes("JPEG › APP0 JFIF", 2, 18));
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The file names a camera and also carries a JFIF header. Many phones write both; so do programs that save again.
        Le fichier nomme un appareil et porte aussi un en-tête JFIF. Beaucoup de téléphones écrivent les deux, comme les logiciels qui réenregistrent.
          JPEG › APP0 JFIF = JFIF
        ");
    }

    #[test]
    fn without_a_camera_it_is_not_asked() {
        assert!(seen(&run(&CHECK, &camera_jpeg(&[]))).starts_with("not applicable"));
    }
}
