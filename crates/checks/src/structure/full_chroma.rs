//! The JPEG keeps colour at full resolution.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::jpeg;
use crate::{
    Case, Check, Page,
    metadata::{capture::names_camera, needs::answer},
};

pub static CHECK: Check = Check {
    id: "structure/full-chroma",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Colour at full resolution (4:4:4)", "Couleur à pleine résolution (4:4:4)"),
    nothing: t(
        "Colour is stored at a lower resolution, as cameras do.",
        "La couleur est stockée à moindre résolution, comme le font les appareils.",
    ),
    page: Page {
        looks_at: t(
            "The sampling factors of the JPEG. It is weak where the file names a camera, else only mentioned.",
            "Les facteurs d'échantillonnage du JPEG. Constat faible si le fichier nomme un appareil, sinon simple mention.",
        ),
        matters: t(
            "Cameras store colour at half resolution (4:2:2 or 4:2:0). Editors that save at high quality do not.",
            "Les appareils stockent la couleur à demi-résolution (4:2:2 ou 4:2:0). Les logiciels qui enregistrent en haute qualité, non.",
        ),
        innocent: &[
            t("The picture was exported at the highest quality.", "L'image a été exportée à la meilleure qualité."),
            t("Some studio cameras have such a setting.", "Certains appareils de studio ont ce réglage."),
        ],
        sources: &["ITU-T T.81 (JPEG), A.1.1"],
        rate: t(
            "1 % of camera-like JPEGs, none of those since 2013, 25 % of edited ones (reference set of 2026-11).",
            "1 % des JPEG venant apparemment d'un appareil, aucun depuis 2013, 25 % des retouchés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    if jpeg.sampling != "4:4:4" {
        return Ok(Outcome::NothingFound);
    }
    let (direction, strength, message) = if names_camera(case.facts) {
        let message = t(
            "The file names a camera, but its JPEG keeps colour at full resolution (4:4:4), which hardly any camera does. A program may have saved it again.",
            "Le fichier nomme un appareil, mais son JPEG garde la couleur à pleine résolution (4:4:4), ce que presque aucun appareil ne fait. Un logiciel l'a peut-être réenregistré.",
        );
        (Direction::Edited, Strength::Weak, message)
    } else {
        let message = t(
            "The JPEG keeps colour at full resolution (4:4:4), as editors do that save at high quality.",
            "Le JPEG garde la couleur à pleine résolution (4:4:4), comme les logiciels qui enregistrent en haute qualité.",
        );
        (Direction::Context, Strength::Info, message)
    };
    let evidence = Evidence::new(jpeg.frame.clone(), jpeg.sampling.as_str());
    Ok(Finding::new(direction, strength, message, evidence).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(sampling: &str, fields: &[(&str, &str)]) -> String {
        let mut facts = camera_jpeg(fields);
        facts.structure.jpeg.as_mut().unwrap().sampling = sampling.into();
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_camera_with_full_colour() {
        insta::assert_snapshot!(look("4:4:4", &[("Make", "Canon"), ("Model", "Canon EOS R6")]), @r"
        Edited Weak
        The file names a camera, but its JPEG keeps colour at full resolution (4:4:4), which hardly any camera does. A program may have saved it again.
        Le fichier nomme un appareil, mais son JPEG garde la couleur à pleine résolution (4:4:4), ce que presque aucun appareil ne fait. Un logiciel l'a peut-être réenregistré.
          JPEG › SOF0 = 4:4:4
        ");
    }

    #[test]
    fn without_a_camera_it_is_context() {
        assert!(look("4:4:4", &[]).starts_with("Context Info"));
        for sampling in ["4:2:0", "4:2:2", ""] {
            assert_eq!(look(sampling, &[("Make", "Canon"), ("Model", "Canon EOS R6")]), "nothing found", "{sampling}");
        }
    }
}
