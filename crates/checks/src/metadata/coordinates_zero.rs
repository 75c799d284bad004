//! A position of zero, or one without numbers: no fix, and no place.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, evidence, exif, field};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/coordinates-zero",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Position of zero or without numbers", "Position nulle ou sans chiffres"),
    nothing: t("The position is not zero.", "La position n'est pas nulle."),
    page: Page {
        looks_at: t(
            "GPSLatitude and GPSLongitude that are both zero, or that stand there without a number (0/0).",
            "GPSLatitude et GPSLongitude toutes deux nulles, ou présentes sans chiffre (0/0).",
        ),
        matters: t(
            "It means that the receiver had no position, not that the picture was taken in the Gulf of Guinea.",
            "Cela veut dire que le récepteur n'avait pas de position, non que l'image vient du golfe de Guinée.",
        ),
        innocent: &[t(
            "Many phones write empty position fields while they look for satellites.",
            "Beaucoup de téléphones écrivent des champs vides en attendant les satellites.",
        )],
        sources: &["CIPA DC-008 (Exif), tags GPSLatitude and GPSLongitude"],
        rate: t(
            "6 of 105 files with a position (reference set of 2026-11).",
            "6 sur 105 fichiers avec position (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (latitude, longitude) = (field(exif, "GPSLatitude")?, field(exif, "GPSLongitude")?);
    let nought = |name| exif.numbers(name).iter().all(|n| *n == 0.0);
    if !(nought("GPSLatitude") && nought("GPSLongitude")) {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The position fields are there but hold zero or no numbers. The receiver had no position; this is no place.",
        "Les champs de position sont là mais nuls ou sans chiffres. Le récepteur n'avait pas de position ; ce n'est pas un lieu.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(latitude)).also([evidence(longitude)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(latitude: &str, longitude: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("GPSLatitude", latitude), ("GPSLongitude", longitude)])))
    }

    #[test]
    fn no_fix() {
        insta::assert_snapshot!(look("0 0 0", "0 0 0"), @r"
        Context Info
        The position fields are there but hold zero or no numbers. The receiver had no position; this is no place.
        Les champs de position sont là mais nuls ou sans chiffres. Le récepteur n'avait pas de position ; ce n'est pas un lieu.
          JPEG › APP1 Exif › Gps › GPSLatitude = 0 0 0
          JPEG › APP1 Exif › Gps › GPSLongitude = 0 0 0
        ");
    }

    #[test]
    fn silent_on_the_equator() {
        assert_eq!(look("0 0 0", "9 27 0"), "nothing found");
    }
}
