//! The file's name gives another day than its date of capture.

use whence_model::{Class, Direction, Evidence, Family, Finding, Moment, Outcome, Place, Strength, Text, t};

use super::{
    duration::in_words,
    name_date::{Clock, NameDate, name_date},
    needs::{answer, date, evidence, exif},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/name-dates-other-day",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("The name gives another day", "Le nom indique un autre jour"),
    nothing: t("The day in the name fits the date of capture.", "Le jour du nom correspond à la date de prise de vue."),
    page: Page {
        looks_at: t(
            "Dates in the names that camera apps and messengers give (IMG_20240501_100000, PXL_ in UTC, 20240501_100000, Screenshot_…) against DateTimeOriginal, where they lie more than 26 hours apart. Names of messengers (IMG-20240501-WA0001, photo_2024-05-01_…) give the day of receipt, so only one before the capture counts.",
            "Les dates dans les noms que donnent apps photo et messageries (IMG_20240501_100000, PXL_ en UTC, 20240501_100000, Screenshot_…), comparées à DateTimeOriginal, quand plus de 26 heures les séparent. Les noms des messageries (IMG-20240501-WA0001, photo_2024-05-01_…) donnent le jour de réception : seule une réception avant la prise de vue compte.",
        ),
        matters: t(
            "An app names the file by its clock of that moment. Where the data give another day, name or date may have been changed since, or the name is that of a copy; names change most easily.",
            "Une app nomme le fichier selon son horloge à cet instant. Si les données indiquent un autre jour, le nom ou la date a pu changer depuis, ou le nom est celui d'une copie ; les noms changent le plus facilement.",
        ),
        innocent: &[
            t("Somebody or a program renamed the file.", "Quelqu'un ou un logiciel a renommé le fichier."),
            t(
                "The name is that of an edit or a download, made on another day.",
                "Le nom est celui d'une retouche ou d'un téléchargement, fait un autre jour.",
            ),
            t(
                "The date of capture was corrected in a photo library.",
                "La date de prise de vue a été corrigée dans une photothèque.",
            ),
            t(
                "A clock was wrong: the camera's, or that of the phone or computer that named the file.",
                "Une horloge était déréglée : celle de l'appareil, ou celle du téléphone ou de l'ordinateur qui a nommé le fichier.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tag 0x9003 DateTimeOriginal",
            "A. Risemberg, thesis, University of Colorado Denver, 2020 (names that WhatsApp gives)",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let Some(named) = name_date(case.exhibit.name.raw()) else {
        return Ok(Outcome::NotApplicable(t(
            "The name holds no date as apps and messengers write it.",
            "Le nom ne contient pas de date telle que l'écrivent apps et messageries.",
        )));
    };
    let (taken, field) = date(exif(case)?, "DateTimeOriginal")?;
    let gap = gap(taken, &named);
    let receipt = named.clock == Clock::Receipt;
    if gap.abs() <= zones::WIDEST || (receipt && gap > 0) {
        return Ok(Outcome::NothingFound);
    }
    let (en, fr) = in_words(gap);
    let day = format!("{:04}-{:02}-{:02}", named.moment.year(), named.moment.month(), named.moment.day());
    let (order_en, order_fr) = if gap > 0 { ("after", "après") } else { ("before", "avant") };
    let message = match receipt {
        true => Text::new(
            format!(
                "The name is one that a messenger gives on receipt, with the day {day}; that is {en} before the date of capture ({taken}). Name or date may have been changed since, or a clock was wrong."
            ),
            format!(
                "Le nom est de ceux qu'une messagerie donne à la réception, avec le jour {day}, {fr} avant la date de prise de vue ({taken}). Le nom ou la date a pu changer depuis, ou une horloge était déréglée."
            ),
        ),
        false => Text::new(
            format!(
                "The name gives the day {day}, {en} {order_en} the date of capture ({taken}). Name or date may have been changed since; another copy's name or a wrong clock explains it too."
            ),
            format!(
                "Le nom indique le jour {day}, {fr} {order_fr} la date de prise de vue ({taken}). Le nom ou la date a pu changer depuis ; le nom d'une autre copie ou une horloge déréglée l'expliquent aussi."
            ),
        ),
    };
    let name = Evidence::new(Place::path("file name"), case.exhibit.name.clone());
    Ok(Finding::new(Direction::Context, Strength::Info, message, name).also([evidence(field)]).into())
}

/// Seconds from the capture to what the name says; 0 within its day where it gives no time.
fn gap(taken: Moment, named: &NameDate) -> i64 {
    let from = match taken.utc_seconds().zip(named.moment.utc_seconds()) {
        Some((taken, named)) => named - taken,
        None => named.moment.clock_seconds() - taken.clock_seconds(),
    };
    match from {
        from if named.timed || from > 0 => from,
        from => (from + 86_399).min(0),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{run_as, seen, with_exif};

    fn look(name: &str, taken: &str) -> String {
        let facts = with_exif(&[("DateTimeOriginal", taken)]);
        seen(&run_as(&CHECK, &facts, (name, Format::Jpeg, (4000, 3000))))
    }

    #[test]
    fn a_name_of_another_week() {
        insta::assert_snapshot!(look("IMG_20240501_100000.jpg", "2024:05:09 10:00:00"), @r"
        Context Info
        The name gives the day 2024-05-01, 8 days before the date of capture (2024-05-09 10:00:00). Name or date may have been changed since; another copy's name or a wrong clock explains it too.
        Le nom indique le jour 2024-05-01, 8 jours avant la date de prise de vue (2024-05-09 10:00:00). Le nom ou la date a pu changer depuis ; le nom d'une autre copie ou une horloge déréglée l'expliquent aussi.
          file name = IMG_20240501_100000.jpg
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:09 10:00:00
        ");
    }

    #[test]
    fn received_before_it_was_taken() {
        insta::assert_snapshot!(look("IMG-20240501-WA0001.jpg", "2024:05:09 10:00:00"), @r"
        Context Info
        The name is one that a messenger gives on receipt, with the day 2024-05-01; that is 7 days before the date of capture (2024-05-09 10:00:00). Name or date may have been changed since, or a clock was wrong.
        Le nom est de ceux qu'une messagerie donne à la réception, avec le jour 2024-05-01, 7 jours avant la date de prise de vue (2024-05-09 10:00:00). Le nom ou la date a pu changer depuis, ou une horloge était déréglée.
          file name = IMG-20240501-WA0001.jpg
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:09 10:00:00
        ");
        assert_eq!(look("IMG-20240501-WA0001.jpg", "2020:05:09 10:00:00"), "nothing found");
    }

    #[test]
    fn silent_within_the_reach_of_zones() {
        for (name, taken) in [
            ("PXL_20240501_100000123.jpg", "2024:05:03 02:00:00+14:00"),
            ("PXL_20240501_230000123.jpg", "2024:05:02 13:00:00"),
            ("20240501_100000.jpg", "2024:05:01 10:00:02"),
            ("Screenshot 2024-05-01 at 10.15.00.png", "2024:05:02 23:00:00"),
            ("IMG-20240501-WA0001.jpg", "2024:05:02 10:00:00"),
        ] {
            assert_eq!(look(name, taken), "nothing found", "{name}");
        }
        assert!(look("Screenshot 2024-05-01 at 10.15.00.png", "2024:05:03 02:00:01").starts_with("Context Info"));
        assert!(look("IMG_1234.jpg", "2024:05:01 10:00:00").starts_with("not applicable"));
        assert!(look("IMG_20240501_100000.jpg", "0000:00:00 00:00:00").starts_with("not applicable"));
    }
}
