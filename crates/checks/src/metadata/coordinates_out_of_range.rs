//! Coordinates that no place has.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, facts::metadata::Exif, t};

use super::needs::{answer, evidence, exif, field};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/coordinates-out-of-range",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Coordinates that no place has", "Coordonnées d'aucun lieu"),
    nothing: t("The coordinates are those of a possible place.", "Les coordonnées sont celles d'un lieu possible."),
    page: Page {
        looks_at: t(
            "GPSLatitude (at most 90 degrees) and GPSLongitude (at most 180): beyond that the finding is moderate. Minutes or seconds of 60 and more are weak.",
            "GPSLatitude (au plus 90 degrés) et GPSLongitude (au plus 180) : au-delà, constat modéré. Des minutes ou secondes de 60 et plus : faible.",
        ),
        matters: t(
            "No receiver gives such a position: the fields are damaged or were written by hand.",
            "Aucun récepteur ne donne une telle position : les champs sont abîmés ou écrits à la main.",
        ),
        innocent: &[
            t("A program rounded 59.99 seconds up to 60.", "Un logiciel a arrondi 59,99 secondes à 60."),
            t("The Exif data was damaged when it was copied.", "Les données Exif ont été abîmées lors d'une copie."),
        ],
        sources: &["CIPA DC-008 (Exif), tags GPSLatitude and GPSLongitude"],
        rate: t(
            "2 of 105 files with a position (reference set of 2026-11).",
            "2 sur 105 fichiers avec position (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if exif.numbers("GPSLatitude").is_empty() && exif.numbers("GPSLongitude").is_empty() {
        return Ok(Outcome::NotApplicable(t(
            "The Exif data gives no position.",
            "Les données Exif n'indiquent pas de position.",
        )));
    }
    let wrong = [("GPSLatitude", 90.0), ("GPSLongitude", 180.0)]
        .into_iter()
        .filter_map(|(name, limit)| Some((name, strength(exif, name, limit)?)))
        .max_by_key(|(_, strength)| *strength);
    let Some((name, strength)) = wrong else { return Ok(Outcome::NothingFound) };
    let field = field(exif, name)?;
    let shown = field.shown.short(60);
    let message = Text::new(
        format!("{name} reads “{shown}”, which no place has. The field is damaged or was not written by a receiver."),
        format!(
            "{name} indique « {shown} », ce qui ne correspond à aucun lieu. Le champ est abîmé ou n'a pas été écrit par un récepteur."
        ),
    );
    Ok(Finding::new(Direction::Edited, strength, message, evidence(field)).into())
}

fn strength(exif: &Exif, name: &str, limit: f64) -> Option<Strength> {
    let (degrees, rest) = exif.numbers(name).split_first()?;
    let whole: f64 = degrees + rest.iter().take(2).zip([60.0, 3600.0]).map(|(part, of)| part / of).sum::<f64>();
    if !(0.0..=limit).contains(degrees) || !(0.0..=limit + 1.0).contains(&whole) {
        return Some(Strength::Moderate);
    }
    rest.iter().take(2).any(|part| !(0.0..60.0).contains(part)).then_some(Strength::Weak)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(latitude: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("GPSLatitude", latitude), ("GPSLongitude", "2 21 7.9")])))
    }

    #[test]
    fn beyond_the_pole() {
        insta::assert_snapshot!(look("148 51 29.6"), @r"
        Edited Moderate
        GPSLatitude reads “148 51 29.6”, which no place has. The field is damaged or was not written by a receiver.
        GPSLatitude indique « 148 51 29.6 », ce qui ne correspond à aucun lieu. Le champ est abîmé ou n'a pas été écrit par un récepteur.
          JPEG › APP1 Exif › Gps › GPSLatitude = 148 51 29.6
        ");
    }

    #[test]
    fn sixty_seconds_are_weak() {
        assert!(look("48 51 60").starts_with("Edited Weak"));
        assert!(look("48 75 0").starts_with("Edited Weak"));
    }

    #[test]
    fn silent_on_places() {
        for latitude in ["48 51 29.6", "48.858 0 0", "90 0 0", "0 0 0"] {
            assert_eq!(look(latitude), "nothing found", "{latitude}");
        }
        assert!(seen(&run(&CHECK, &with_exif(&[]))).starts_with("not applicable"));
    }
}
