//! A focal length that the lens does not have.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, evidence, exif, field};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/focal-length-outside-lens",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Focal length outside the lens's range", "Focale hors de la plage de l'objectif"),
    nothing: t("The focal length lies in the lens's range.", "La focale est dans la plage de l'objectif."),
    page: Page {
        looks_at: t(
            "FocalLength against the shortest and longest focal length in LensSpecification, with 3 % to spare. It is silent where the 35 mm equivalent lies in that range, for some makers describe the lens so.",
            "FocalLength, comparée à la plus courte et à la plus longue focale de LensSpecification, avec 3 % de marge. Le contrôle se tait si l'équivalent 35 mm est dans cette plage, car certaines marques décrivent ainsi l'objectif.",
        ),
        matters: t(
            "The lens cannot have taken the picture at that focal length. One of the fields may come from another file.",
            "L'objectif n'a pas pu prendre l'image à cette focale. L'un des champs vient peut-être d'un autre fichier.",
        ),
        innocent: &[
            t(
                "The camera describes its lens by 35 mm equivalents and does not give that of the shot.",
                "L'appareil décrit son objectif en équivalents 35 mm et n'indique pas celui de la prise de vue.",
            ),
            t("A teleconverter or an adapter was used.", "Un multiplicateur ou un adaptateur était monté."),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0xa432 LensSpecification and 0x920a FocalLength"],
        rate: t(
            "1 of 46 files with both, a drone that writes 35 mm equivalents, now left out (reference set of 2026-11).",
            "1 sur 46 fichiers ayant les deux, un drone qui écrit des équivalents 35 mm, désormais exclu (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let focal_field = field(exif, "FocalLength")?;
    let lens = field(exif, "LensSpecification")?;
    // Unknown apertures (0/0) leave two numbers; three cannot be told apart.
    let range = match exif.numbers("LensSpecification") {
        [low, high] | [low, high, _, _] if *low > 0.0 && low <= high => Some((*low, *high)),
        _ => None,
    };
    let (Some((low, high)), Some(focal)) = (range, exif.number("FocalLength").filter(|f| *f > 0.0)) else {
        return Ok(Outcome::NotApplicable(t(
            "Focal length or lens range are not given in numbers.",
            "La focale ou la plage de l'objectif n'est pas donnée en chiffres.",
        )));
    };
    let holds = |focal: f64| (low * 0.97..=high * 1.03).contains(&focal);
    // Some drones describe their lens in 35 mm equivalents.
    if holds(focal) || exif.number("FocalLengthIn35mmFilm").is_some_and(holds) {
        return Ok(Outcome::NothingFound);
    }
    let french = |millimetres: f64| format!("{millimetres:.1}").replace('.', ",");
    let (focal_fr, low_fr, high_fr) = (french(focal), french(low), french(high));
    let message = Text::new(
        format!(
            "The picture was taken at {focal:.1} mm by its own account, with a lens of {low:.1} to {high:.1} mm. One of the fields may come from another file."
        ),
        format!(
            "L'image aurait été prise à {focal_fr} mm, avec un objectif de {low_fr} à {high_fr} mm. L'un des champs vient peut-être d'un autre fichier."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(focal_field)).also([evidence(lens)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(focal: &str, lens: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("FocalLength", focal), ("LensSpecification", lens)])))
    }

    #[test]
    fn a_telephoto_shot_with_a_wide_lens() {
        insta::assert_snapshot!(look("200", "24 70 2.8 2.8"), @r"
        Edited Weak
        The picture was taken at 200.0 mm by its own account, with a lens of 24.0 to 70.0 mm. One of the fields may come from another file.
        L'image aurait été prise à 200,0 mm, avec un objectif de 24,0 à 70,0 mm. L'un des champs vient peut-être d'un autre fichier.
          JPEG › APP1 Exif › Exif › FocalLength = 200
          JPEG › APP1 Exif › Exif › LensSpecification = 24 70 2.8 2.8
        ");
    }

    #[test]
    fn silent_on_a_lens_described_by_its_equivalent() {
        let drone = |equivalent| {
            let lens = [("FocalLength", "10.26"), ("LensSpecification", "28 28 2.8 11")];
            seen(&run(&CHECK, &with_exif(&[&lens[..], &[("FocalLengthIn35mmFilm", equivalent)]].concat())))
        };
        assert_eq!(drone("28"), "nothing found");
        assert!(drone("35").starts_with("Edited Weak"));
    }

    #[test]
    fn silent_within_the_range() {
        assert_eq!(look("4.2", "4.15 4.25"), "nothing found");
        assert_eq!(look("72", "24 70 2.8 2.8"), "nothing found");
        for unknown in ["0 0 0 0", "24 70 2.8", "70 24"] {
            assert!(look("200", unknown).starts_with("not applicable"), "{unknown}");
        }
    }
}
