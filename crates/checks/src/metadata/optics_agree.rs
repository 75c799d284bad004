//! A phone's description of its lens fits the shot.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    editor::named,
    lens_text_disagrees::{fits, parse},
    needs::{answer, evidence, evidence_of, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/optics-agree",
    family: Family::Metadata,
    class: Some(Class::Support),
    title: t("Lens, model, focal length and aperture agree", "Objectif, modèle, focale et ouverture concordent"),
    nothing: t(
        "Nothing in the lens's description confirms the shot.",
        "Rien dans la description de l'objectif ne confirme la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The lens field (LensModel) where a phone or tablet describes its lens in words (“iPhone 12 Pro back triple camera 4.2mm f/1.6”): it must agree with Model, FocalLength and FNumber, and LensSpecification, where it is there, must hold the focal length. Where any program is named, the agreement is only mentioned.",
            "Le champ de l'objectif (LensModel) quand un téléphone ou une tablette y décrit le sien (« iPhone 12 Pro back triple camera 4.2mm f/1.6 ») : il doit concorder avec Model, FocalLength et FNumber, et LensSpecification, s'il est présent, doit contenir la focale. Si un logiciel est nommé, la concordance est seulement mentionnée.",
        ),
        matters: t(
            "The phone writes all of them at once. Fields that were gathered from several files seldom agree; fields that were copied together always do.",
            "Le téléphone les écrit tous d'un coup. Des champs réunis de plusieurs fichiers concordent rarement ; des champs copiés ensemble, toujours.",
        ),
        innocent: &[
            t(
                "The block was copied whole from a phone's file into another picture.",
                "Le bloc a été copié entier du fichier d'un téléphone vers une autre image.",
            ),
            t(
                "A program changed the picture, kept the phone's data and did not name itself.",
                "Un logiciel a changé l'image en gardant les données du téléphone, sans se nommer.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tags 0xa434 LensModel, 0xa432 LensSpecification, 0x920a FocalLength, 0x829d FNumber",
        ],
        rate: t(
            "14 of 14 files with such a description agree; 45 of 46 focal lengths lie in the lens's range (reference set of 2026-11).",
            "14 fichiers sur 14 ayant une telle description concordent ; 45 focales sur 46 sont dans la plage de l'objectif (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let lens = field(exif, "LensModel")?;
    let Some(described) = parse(text(exif, "LensModel")?) else { return Ok(Outcome::NothingFound) };
    let agrees = |name: &str, value: f64| exif.number(name).is_some_and(|written| fits(written, value));
    let in_range = match (exif.numbers("LensSpecification"), exif.number("FocalLength")) {
        ([low, high, ..], Some(focal)) if *low > 0.0 => (low * 0.97..=high * 1.03).contains(&focal),
        _ => true,
    };
    let model = text(exif, "Model")?.eq_ignore_ascii_case(described.model);
    let optics = agrees("FocalLength", described.focal_length) && agrees("FNumber", described.f_number);
    if !(model && optics && in_range) {
        return Ok(Outcome::NothingFound);
    }
    let shown = lens.shown.short(80);
    let message = Text::new(
        format!(
            "The lens is described as “{shown}”, and model, focal length and aperture agree with it. A phone writes all of them at once; that fits a capture without proving one, for they can be copied together."
        ),
        format!(
            "L'objectif est décrit comme « {shown} », et le modèle, la focale et l'ouverture y correspondent. Un téléphone écrit tout d'un coup ; cela va dans le sens d'une prise de vue sans la prouver, car tout peut être copié ensemble."
        ),
    );
    let (direction, strength) = match named(case.facts).is_empty() {
        true => (Direction::CameraCapture, Strength::Weak),
        false => (Direction::Context, Strength::Info),
    };
    let also = evidence_of(exif, &["Model", "FocalLength", "FNumber", "LensSpecification"]);
    Ok(Finding::new(direction, strength, message, evidence(lens)).also(also).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    const LENS: [(&str, &str); 4] = [
        ("LensModel", "iPhone 12 Pro back triple camera 4.2mm f/1.6"),
        ("Model", "iPhone 12 Pro"),
        ("FocalLength", "4.2"),
        ("FNumber", "1.6"),
    ];

    fn look(more: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(&[&LENS, more].concat())))
    }

    #[test]
    fn everything_agrees() {
        insta::assert_snapshot!(look(&[("LensSpecification", "1.54 6 1.6 2.4")]), @r"
        CameraCapture Weak
        The lens is described as “iPhone 12 Pro back triple camera 4.2mm f/1.6”, and model, focal length and aperture agree with it. A phone writes all of them at once; that fits a capture without proving one, for they can be copied together.
        L'objectif est décrit comme « iPhone 12 Pro back triple camera 4.2mm f/1.6 », et le modèle, la focale et l'ouverture y correspondent. Un téléphone écrit tout d'un coup ; cela va dans le sens d'une prise de vue sans la prouver, car tout peut être copié ensemble.
          JPEG › APP1 Exif › Exif › LensModel = iPhone 12 Pro back triple camera 4.2mm f/1.6
          JPEG › APP1 Exif › Main › Model = iPhone 12 Pro
          JPEG › APP1 Exif › Exif › FocalLength = 4.2
          JPEG › APP1 Exif › Exif › FNumber = 1.6
          JPEG › APP1 Exif › Exif › LensSpecification = 1.54 6 1.6 2.4
        ");
    }

    #[test]
    fn a_program_makes_it_a_mention() {
        assert!(look(&[("Software", "Adobe Photoshop 21.0")]).starts_with("Context Info"));
    }

    #[test]
    fn silent_where_anything_differs_or_is_missing() {
        assert_eq!(look(&[("LensSpecification", "6 9 1.6 2.4")]), "nothing found");
        let other = |at: usize, value| {
            let mut fields = LENS;
            fields[at].1 = value;
            seen(&run(&CHECK, &with_exif(&fields)))
        };
        assert_eq!(other(1, "iPhone 7"), "nothing found");
        assert_eq!(other(2, "6"), "nothing found");
        assert_eq!(other(3, "2.4"), "nothing found");
        assert_eq!(other(0, "EF24-105mm f/4L IS USM"), "nothing found");
        assert_eq!(seen(&run(&CHECK, &with_exif(&LENS[..3]))), "nothing found", "no aperture to hold it against");
    }
}
