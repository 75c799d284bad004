//! An iOS version that came out after the date of capture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    brand::brand,
    ios_releases::{Version, release},
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
            "The Software field of iPhones and iPads (such as 17.1) against DateTimeOriginal, by the day on which that version came out, or the last one before it that our table has, with 120 days to spare for test devices.",
            "Le champ Software des iPhone et iPad (comme 17.1), comparé à DateTimeOriginal selon le jour de sortie de cette version, ou de la dernière avant elle dans notre table, avec 120 jours de marge pour les appareils de test.",
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
            t(
                "A program on a Mac wrote the Mac's own version into the field.",
                "Un programme sur Mac a inscrit dans le champ la version du Mac lui-même.",
            ),
        ],
        sources: &[
            "Apple, “Apple security releases” (support.apple.com/100100)",
            "endoflife-date/release-data (MIT): days of 129 versions compared",
            "crates/checks/src/metadata/ios_releases.tsv",
        ],
        rate: t(
            "1 of 34 files, and that one was altered on purpose (reference set of 2026-11).",
            "1 sur 34 fichiers, et celui-là avait été altéré exprès (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const TO_SPARE: i64 = 120 * 86_400;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if brand(text(exif, "Make")?) != Some("apple") {
        return Ok(Outcome::NotApplicable(t("The camera is not Apple's.", "L'appareil n'est pas d'Apple.")));
    }
    let software = field(exif, "Software")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let version = text(exif, "Software").ok().and_then(Version::parse);
    let Some((version, listed)) = version.and_then(|version| Some((version, release(version)?))) else {
        return Ok(Outcome::NotApplicable(t(
            "The Software field is no iOS version whose release we know.",
            "Le champ Software n'est pas une version d'iOS dont nous connaissons la sortie.",
        )));
    };
    if taken.clock_seconds() + TO_SPARE >= listed.day.clock_seconds() {
        return Ok(Outcome::NothingFound);
    }
    let (shown, source) = (listed.shown, listed.source);
    let message = if listed.version == version {
        Text::new(
            format!(
                "The date of capture is {taken}, but iOS {version}, which wrote the file, came out on {shown} ({source}). The date was changed, or the fields come from another file."
            ),
            format!(
                "La date de prise de vue est {taken}, mais iOS {version}, qui a écrit le fichier, est sorti le {shown} ({source}). La date a été modifiée, ou les champs viennent d'un autre fichier."
            ),
        )
    } else {
        let before = listed.version;
        Text::new(
            format!(
                "The date of capture is {taken}, but iOS {version}, which wrote the file, came after {before}, which came out on {shown} ({source}). The date was changed, or the fields come from another file."
            ),
            format!(
                "La date de prise de vue est {taken}, mais iOS {version}, qui a écrit le fichier, est venu après {before}, sorti le {shown} ({source}). La date a été modifiée, ou les champs viennent d'un autre fichier."
            ),
        )
    };
    Ok(Finding::new(Direction::Edited, Strength::Moderate, message, evidence(software))
        .also([evidence(taken_field)])
        .into())
}

/// The 17 of `17.1` or `17.1.2`; nothing of anything else.
pub fn major_version(software: &str) -> Option<u8> {
    Version::parse(software).map(|version| version.0)
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
        The date of capture is 2019-03-05 10:00:00, but iOS 17.1.2, which wrote the file, came out on 2023-11-30 (Apple security releases). The date was changed, or the fields come from another file.
        La date de prise de vue est 2019-03-05 10:00:00, mais iOS 17.1.2, qui a écrit le fichier, est sorti le 2023-11-30 (Apple security releases). La date a été modifiée, ou les champs viennent d'un autre fichier.
          JPEG › APP1 Exif › Main › Software = 17.1.2
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:03:05 10:00:00
        ");
    }

    #[test]
    fn a_version_between_two_that_are_listed() {
        let said = look("Apple", "12.5.5", "2019:03:05 10:00:00");
        assert!(
            said.contains("iOS 12.5.5, which wrote the file, came after 12.5, which came out on 2020-12-14"),
            "{said}"
        );
    }

    /// A minor version counts by its own day: iOS 17 was there, 17.5 was not.
    #[test]
    fn a_minor_version_that_was_not_out() {
        assert!(look("Apple", "17.5", "2023:10:05 10:00:00").starts_with("Edited Moderate"));
        assert_eq!(look("Apple", "17.0", "2023:10:05 10:00:00"), "nothing found");
        assert_eq!(look("Apple", "17.5", "2024:01:20 10:00:00"), "nothing found", "120 days to spare");
    }

    #[test]
    fn silent_on_test_devices_and_on_other_software() {
        assert_eq!(look("Apple", "8.0", "2014:09:16 10:00:00"), "nothing found");
        assert_eq!(look("Apple", "17.0", "2023:06:10 10:00:00"), "nothing found");
        for software in ["Photos 1.5", "Adobe Photoshop", "99.1", "17.", "", "10.14.6"] {
            assert!(look("Apple", software, "2001:03:05 10:00:00").starts_with("not applicable"), "{software}");
        }
        assert!(look("Canon", "17.1", "2001:03:05 10:00:00").starts_with("not applicable"));
    }
}
