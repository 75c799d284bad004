//! A position that does not say north or south, east or west.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, evidence, exif};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/coordinates-without-hemisphere",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Position without its hemisphere", "Position sans son hémisphère"),
    nothing: t("The position says its hemispheres.", "La position indique ses hémisphères."),
    page: Page {
        looks_at: t(
            "Whether GPSLatitudeRef and GPSLongitudeRef stand beside the coordinates and read N or S, E or W.",
            "La présence de GPSLatitudeRef et GPSLongitudeRef près des coordonnées, avec N ou S, E ou W.",
        ),
        matters: t(
            "Without them the numbers mean up to four places, and no map should show one.",
            "Sans eux, les chiffres désignent jusqu'à quatre lieux, et aucune carte ne devrait en montrer un.",
        ),
        innocent: &[t(
            "A program wrote the numbers and forgot the rest.",
            "Un logiciel a écrit les chiffres et oublié le reste.",
        )],
        sources: &["CIPA DC-008 (Exif), tags GPSLatitudeRef and GPSLongitudeRef"],
        rate: t(
            "1 of 19 camera-like JPEGs with a position (reference set of 2026-11).",
            "1 sur 19 JPEG avec position venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let pairs = [("GPSLatitude", "GPSLatitudeRef", ["N", "S"]), ("GPSLongitude", "GPSLongitudeRef", ["E", "W"])];
    if pairs.iter().all(|(name, ..)| exif.numbers(name).is_empty()) {
        return Ok(Outcome::NotApplicable(t(
            "The Exif data gives no position.",
            "Les données Exif n'indiquent pas de position.",
        )));
    }
    for (name, reference, letters) in pairs {
        let told = exif.text(reference).is_some_and(|text| letters.iter().any(|l| text.eq_ignore_ascii_case(l)));
        let Some(field) = exif.field(name).filter(|_| !told && !exif.numbers(name).is_empty()) else { continue };
        let message = Text::new(
            format!("{name} stands without its hemisphere ({reference}), so it means two places, not one."),
            format!("{name} figure sans son hémisphère ({reference}) : il désigne deux lieux, pas un."),
        );
        return Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(field)).into());
    }
    Ok(Outcome::NothingFound)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    const PLACE: [(&str, &str); 3] = [("GPSLatitude", "48 51 29"), ("GPSLongitude", "2 21 7"), ("GPSLatitudeRef", "N")];

    #[test]
    fn east_or_west() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&PLACE))), @r"
        Context Info
        GPSLongitude stands without its hemisphere (GPSLongitudeRef), so it means two places, not one.
        GPSLongitude figure sans son hémisphère (GPSLongitudeRef) : il désigne deux lieux, pas un.
          JPEG › APP1 Exif › Gps › GPSLongitude = 2 21 7
        ");
    }

    #[test]
    fn silent_where_both_are_told() {
        let whole = [&PLACE[..], &[("GPSLongitudeRef", "E")]].concat();
        assert_eq!(seen(&run(&CHECK, &with_exif(&whole))), "nothing found");
        assert!(seen(&run(&CHECK, &with_exif(&[("GPSVersionID", "2 3 0 0")]))).starts_with("not applicable"));
    }
}
