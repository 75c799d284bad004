//! Apple's description of the lens against the camera, the focal length and the aperture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, evidence, exif, field, text};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/lens-text-disagrees",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Lens description does not fit the shot", "Description de l'objectif incompatible"),
    nothing: t(
        "The lens description fits model, focal length and aperture.",
        "La description de l'objectif va avec le modèle, la focale et l'ouverture.",
    ),
    page: Page {
        looks_at: t(
            "LensModel as Apple writes it (“iPhone 12 Pro back triple camera 4.2mm f/1.6”) against Model, FocalLength and FNumber.",
            "LensModel tel que l'écrit Apple (« iPhone 12 Pro back triple camera 4.2mm f/1.6 »), comparé à Model, FocalLength et FNumber.",
        ),
        matters: t(
            "The phone writes all of them at once, from the same source. If they differ, some were changed or come from another file.",
            "Le téléphone les écrit d'un coup, à partir de la même source. S'ils diffèrent, certains ont été modifiés ou viennent d'un autre fichier.",
        ),
        innocent: &[t(
            "A program that joins several pictures kept the fields of more than one.",
            "Un logiciel qui assemble plusieurs images a gardé les champs de plus d'une.",
        )],
        sources: &["CIPA DC-008 (Exif), tags 0xa434 LensModel, 0x920a FocalLength, 0x829d FNumber"],
        rate: t("0 of 14 files (reference set of 2026-11).", "0 sur 14 fichiers (jeu de référence de 2026-11)."),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let lens = field(exif, "LensModel")?;
    let Some(described) = parse(text(exif, "LensModel")?) else {
        return Ok(Outcome::NotApplicable(t(
            "The lens description is not one of Apple's.",
            "La description de l'objectif n'est pas de celles d'Apple.",
        )));
    };
    let differs = |name: &str, value: f64| exif.number(name).filter(|n| *n > 0.0).is_some_and(|n| !fits(n, value));
    let other = if exif.text("Model").is_some_and(|model| !model.eq_ignore_ascii_case(described.model)) {
        "Model"
    } else if differs("FocalLength", described.focal_length) {
        "FocalLength"
    } else if differs("FNumber", described.f_number) {
        "FNumber"
    } else {
        return Ok(Outcome::NothingFound);
    };
    let other = field(exif, other)?;
    let (a, b, name) = (lens.shown.short(80), other.shown.short(40), &other.name);
    let message = Text::new(
        format!(
            "The lens is described as “{a}”, but {name} reads “{b}”. The phone writes both from one source; one of them was changed or comes from another file."
        ),
        format!(
            "L'objectif est décrit comme « {a} », mais {name} indique « {b} ». Le téléphone écrit les deux à partir d'une même source ; l'un a été modifié ou vient d'un autre fichier."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Moderate, message, evidence(lens)).also([evidence(other)]).into())
}

/// What a phone says of its lens.
pub struct Described<'a> {
    pub model: &'a str,
    /// Millimetres.
    pub focal_length: f64,
    pub f_number: f64,
}

/// Whether a number is the described one, which is rounded to one or two places.
pub fn fits(written: f64, described: f64) -> bool {
    (written - described).abs() <= (described * 0.03).max(0.06)
}

/// `<model> back|front … camera <n>mm f/<n>`.
pub fn parse(text: &str) -> Option<Described<'_>> {
    let (model, rest) = text.split_once(" back ").or_else(|| text.split_once(" front "))?;
    let known = ["iPhone", "iPad", "iPod"].iter().any(|device| model.starts_with(device));
    let (_, optics) = rest.rsplit_once("camera ").filter(|_| known)?;
    let (focal, aperture) = optics.split_once("mm f/")?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    Some(Described { model, focal_length: number(focal)?, f_number: number(aperture)? })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    const LENS: (&str, &str) = ("LensModel", "iPhone 12 Pro back triple camera 4.2mm f/1.6");

    fn look(model: &str, focal: &str, aperture: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[LENS, ("Model", model), ("FocalLength", focal), ("FNumber", aperture)])))
    }

    #[test]
    fn another_phone() {
        insta::assert_snapshot!(look("iPhone 7", "4.2", "1.6"), @r"
        Edited Moderate
        The lens is described as “iPhone 12 Pro back triple camera 4.2mm f/1.6”, but Model reads “iPhone 7”. The phone writes both from one source; one of them was changed or comes from another file.
        L'objectif est décrit comme « iPhone 12 Pro back triple camera 4.2mm f/1.6 », mais Model indique « iPhone 7 ». Le téléphone écrit les deux à partir d'une même source ; l'un a été modifié ou vient d'un autre fichier.
          JPEG › APP1 Exif › Exif › LensModel = iPhone 12 Pro back triple camera 4.2mm f/1.6
          JPEG › APP1 Exif › Main › Model = iPhone 7
        ");
    }

    #[test]
    fn another_focal_length_or_aperture() {
        assert!(look("iPhone 12 Pro", "6.0", "1.6").starts_with("Edited Moderate"));
        assert!(look("iPhone 12 Pro", "4.2", "2.4").starts_with("Edited Moderate"));
    }

    #[test]
    fn silent_on_rounding_and_on_other_lenses() {
        assert_eq!(look("iPhone 12 Pro", "4.15", "1.5999"), "nothing found");
        // 1.55 is 1.5 to one place, and more than 3 % off.
        let wide = [("LensModel", "iPhone 13 back dual wide camera 1.5mm f/2.4"), ("FocalLength", "1.55")];
        assert_eq!(seen(&run(&CHECK, &with_exif(&wide))), "nothing found");
        let other = with_exif(&[("LensModel", "EF24-105mm f/4L IS USM"), ("Model", "Canon EOS R6")]);
        assert!(seen(&run(&CHECK, &other)).starts_with("not applicable"));
    }
}
