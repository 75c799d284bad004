//! An iOS version that came out after the date of capture.

use whence_model::{Class, Direction, Family, Finding, Moment, Outcome, Strength, Text, t};

use super::{
    brand::brand,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/ios-after-capture",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("iOS newer than the picture", "Version d'iOS plus récente que l'image"),
    nothing: t(
        "The iOS version was out when the picture was taken.",
        "La version d'iOS était sortie lors de la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The Software field of iPhones and iPads (such as 17.1) against DateTimeOriginal, by the day on which the major version came out, with 120 days to spare for test devices.",
            "Le champ Software des iPhone et iPad (comme 17.1), comparé à DateTimeOriginal selon le jour de sortie de la version majeure, avec 120 jours de marge pour les appareils de test.",
        ),
        matters: t(
            "The device cannot have run that version on that date. The date was changed, or the fields come from another file.",
            "L'appareil ne pouvait pas avoir cette version à cette date. La date a été modifiée, ou les champs viennent d'un autre fichier.",
        ),
        innocent: &[
            t("The device's clock was set back.", "L'horloge de l'appareil avait été reculée."),
            t("A test version ran on it.", "Une version de test y était installée."),
            t(
                "The Photos app rewrote the file on a device that was updated since.",
                "L'app Photos a réécrit le fichier sur un appareil mis à jour depuis.",
            ),
        ],
        sources: &["Apple, “Apple security releases” (support.apple.com/100100): first release of each major version"],
        rate: t(
            "1 of 34 files, and that one was altered on purpose (reference set of 2026-11).",
            "1 sur 34 fichiers, et celui-là avait été altéré exprès (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const RELEASED: &[(u8, (u16, u8, u8))] = &[
    (5, (2011, 10, 12)),
    (6, (2012, 9, 19)),
    (7, (2013, 9, 18)),
    (8, (2014, 9, 17)),
    (9, (2015, 9, 16)),
    (10, (2016, 9, 13)),
    (11, (2017, 9, 19)),
    (12, (2018, 9, 17)),
    (13, (2019, 9, 19)),
    (14, (2020, 9, 16)),
    (15, (2021, 9, 20)),
    (16, (2022, 9, 12)),
    (17, (2023, 9, 18)),
    (18, (2024, 9, 16)),
    // Apple went on with the number of the year.
    (26, (2025, 9, 15)),
];

const TO_SPARE: i64 = 120 * 86_400;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if brand(text(exif, "Make")?) != Some("apple") {
        return Ok(Outcome::NotApplicable(t("The camera is not Apple's.", "L'appareil n'est pas d'Apple.")));
    }
    let software = field(exif, "Software")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let major = text(exif, "Software").ok().and_then(major_version);
    let Some((major, day)) = RELEASED.iter().find(|(version, _)| Some(*version) == major) else {
        return Ok(Outcome::NotApplicable(t(
            "The Software field is no iOS version whose release we know.",
            "Le champ Software n'est pas une version d'iOS dont nous connaissons la sortie.",
        )));
    };
    let Some(released) = Moment::new(*day, (0, 0, 0), None) else { return Ok(Outcome::NothingFound) };
    if taken.clock_seconds() + TO_SPARE >= released.clock_seconds() {
        return Ok(Outcome::NothingFound);
    }
    let (year, month, _) = day;
    let message = Text::new(
        format!(
            "The date of capture is {taken}, but iOS {major}, which wrote the file, came out in {year}-{month:02}. The date was changed, or the fields come from another file."
        ),
        format!(
            "La date de prise de vue est {taken}, mais iOS {major}, qui a écrit le fichier, est sorti en {year}-{month:02}. La date a été modifiée, ou les champs viennent d'un autre fichier."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Moderate, message, evidence(software))
        .also([evidence(taken_field)])
        .into())
}

/// The 17 of `17.1` or `17.1.2`; nothing of anything else.
pub fn major_version(software: &str) -> Option<u8> {
    let mut parts = software.split('.');
    let numbers = parts.clone().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    numbers.then(|| parts.next()?.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(make: &str, software: &str, taken: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Make", make), ("Software", software), ("DateTimeOriginal", taken)])))
    }

    #[test]
    fn a_version_that_was_not_out() {
        insta::assert_snapshot!(look("Apple", "17.1.2", "2019:03:05 10:00:00"), @r"
        Edited Moderate
        The date of capture is 2019-03-05 10:00:00, but iOS 17, which wrote the file, came out in 2023-09. The date was changed, or the fields come from another file.
        La date de prise de vue est 2019-03-05 10:00:00, mais iOS 17, qui a écrit le fichier, est sorti en 2023-09. La date a été modifiée, ou les champs viennent d'un autre fichier.
          JPEG › APP1 Exif › Main › Software = 17.1.2
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:03:05 10:00:00
        ");
    }

    #[test]
    fn silent_on_test_devices_and_on_other_software() {
        assert_eq!(look("Apple", "8.0", "2014:09:16 10:00:00"), "nothing found");
        assert_eq!(look("Apple", "17.0", "2023:06:10 10:00:00"), "nothing found");
        for software in ["Photos 1.5", "Adobe Photoshop", "99.1", "17.", ""] {
            assert!(look("Apple", software, "2001:03:05 10:00:00").starts_with("not applicable"), "{software}");
        }
        assert!(look("Canon", "17.1", "2001:03:05 10:00:00").starts_with("not applicable"));
    }
}
