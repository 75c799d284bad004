//! The JPEG is coded progressively.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::jpeg;
use crate::{
    Case, Check, Page,
    metadata::{capture::names_camera, needs::answer},
};

pub static CHECK: Check = Check {
    id: "structure/progressive-coding",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Progressive JPEG", "JPEG progressif"),
    nothing: t(
        "The JPEG is coded in one pass, as cameras do.",
        "Le JPEG est codé en une passe, comme le font les appareils.",
    ),
    page: Page {
        looks_at: t(
            "The frame header of the JPEG (SOF2). It is weak where the file names a camera, else only mentioned.",
            "L'en-tête d'image du JPEG (SOF2). Constat faible si le fichier nomme un appareil, sinon simple mention.",
        ),
        matters: t(
            "Cameras code in one pass. Programs and web services choose progressive coding when they save again.",
            "Les appareils codent en une passe. Logiciels et services web choisissent le codage progressif en réenregistrant.",
        ),
        innocent: &[t(
            "A website or messenger saved the picture again.",
            "Un site ou une messagerie a réenregistré l'image.",
        )],
        sources: &["ITU-T T.81 (JPEG), B.2.2 and Annex G"],
        rate: t(
            "1 % of camera-like JPEGs (one file that had been saved again), 10 % of edited ones (reference set of 2026-11).",
            "1 % des JPEG venant apparemment d'un appareil (un fichier réenregistré), 10 % des retouchés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    if !jpeg.progressive {
        return Ok(Outcome::NothingFound);
    }
    let (direction, strength, message) = if names_camera(case.facts) {
        let message = t(
            "The file names a camera, but its JPEG is coded progressively, which cameras do not do. Some program saved it again.",
            "Le fichier nomme un appareil, mais son JPEG est codé en progressif, ce que les appareils ne font pas. Un logiciel l'a réenregistré.",
        );
        (Direction::Edited, Strength::Weak, message)
    } else {
        let message = t(
            "The JPEG is coded progressively, as web services and export functions like to do.",
            "Le JPEG est codé en progressif, comme le font volontiers services web et fonctions d'export.",
        );
        (Direction::Context, Strength::Info, message)
    };
    let value = format!("progressive (SOF2), {} scans", jpeg.scans);
    Ok(Finding::new(direction, strength, message, Evidence::new(jpeg.frame.clone(), value)).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(progressive: bool, fields: &[(&str, &str)]) -> String {
        let mut facts = camera_jpeg(fields);
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        (jpeg.progressive, jpeg.scans) = (progressive, 10);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_camera_that_codes_progressively() {
        insta::assert_snapshot!(look(true, &[("Make", "Canon"), ("Model", "Canon EOS R6")]), @r"
        Edited Weak
        The file names a camera, but its JPEG is coded progressively, which cameras do not do. Some program saved it again.
        Le fichier nomme un appareil, mais son JPEG est codé en progressif, ce que les appareils ne font pas. Un logiciel l'a réenregistré.
          JPEG › SOF0 = progressive (SOF2), 10 scans
        ");
    }

    #[test]
    fn without_a_camera_it_is_context() {
        assert!(look(true, &[]).starts_with("Context Info"));
        assert_eq!(look(false, &[("Make", "Canon"), ("Model", "Canon EOS R6")]), "nothing found");
    }
}
