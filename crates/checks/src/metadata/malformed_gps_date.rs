//! A GPS date that is no day a receiver can have given.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    needs::{answer, evidence, exif, field, text},
    written_date::date,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/malformed-gps-date",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Impossible GPS date", "Date GPS impossible"),
    nothing: t("The GPS date is a possible day.", "La date GPS est un jour possible."),
    page: Page {
        looks_at: t(
            "The GPS date (GPSDateStamp): its form (YYYY:MM:DD), whether such a day exists, and whether it lies in 1980, when GPS time begins, or later. Two known errors of firmware are named: the day of the year in place of the day (iOS 8: 2014:09:259), and the year counted from 1900 (Android: 0112:09:26).",
            "La date GPS (GPSDateStamp) : sa forme (AAAA:MM:JJ), l'existence d'un tel jour, et s'il n'est pas antérieur à 1980, début du temps GPS. Deux erreurs connues de micrologiciel sont nommées : le jour de l'année à la place du jour du mois (iOS 8 : 2014:09:259), et l'année comptée depuis 1900 (Android : 0112:09:26).",
        ),
        matters: t(
            "Such a date cannot be compared with anything, so the checks of the GPS clock are silent. Mostly it is an error of the phone.",
            "Une telle date ne peut être comparée à rien : les contrôles de l'horloge GPS se taisent. C'est le plus souvent une erreur du téléphone.",
        ),
        innocent: &[
            t("The phone's firmware has this error.", "Le micrologiciel du téléphone a cette erreur."),
            t(
                "A geotagging tool or another program wrote the date in a form of its own.",
                "Un outil de géolocalisation ou un autre logiciel a écrit la date dans son propre format.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), GPSDateStamp", "G. Halfacree, gareth.halfacree.co.uk (Android's GPS date)"],
        rate: t(
            "2 of 14 camera-like JPEGs with a GPS date (reference set of 2026-11).",
            "2 sur 14 JPEG venant apparemment d'un appareil et ayant une date GPS (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// GPS time begins on 6 January 1980.
const FIRST_YEAR: u16 = 1980;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let stamp = field(exif, "GPSDateStamp")?;
    let written = text(exif, "GPSDateStamp")?;
    let day = date(written, ':').and_then(|day| whence_model::Moment::new(day, (0, 0, 0), Some(0)));
    if day.is_some_and(|day| day.year() >= FIRST_YEAR) {
        return Ok(Outcome::NothingFound);
    }
    let (why_en, why_fr) = if day_of_year(written) {
        (
            "The last number is the day of the year, as iOS 8 writes it.",
            "Le dernier nombre est le jour de l'année, comme l'écrit iOS 8.",
        )
    } else if date(written, ':').is_some_and(|(year, ..)| (80..200).contains(&year)) {
        (
            "The year is counted from 1900, as some Android phones do.",
            "L'année est comptée depuis 1900, comme le font certains téléphones Android.",
        )
    } else {
        ("Some phones and tools write such dates.", "Certains téléphones et outils écrivent de telles dates.")
    };
    let shown = stamp.shown.short(20);
    let message = Text::new(
        format!("The GPS date reads “{shown}”, which no GPS receiver can give. {why_en}"),
        format!("La date GPS indique « {shown} », ce qu'aucun récepteur GPS ne peut donner. {why_fr}"),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(stamp)).into())
}

/// `2014:09:259`.
fn day_of_year(text: &str) -> bool {
    let day = text.get(8..).and_then(|day| day.parse::<u16>().ok());
    text.get(..8).is_some_and(|head| date(&format!("{head}01"), ':').is_some())
        && text.len() == 11
        && day.is_some_and(|day| (1..=366).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(date: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("GPSDateStamp", date)])))
    }

    #[test]
    fn the_day_of_the_year() {
        insta::assert_snapshot!(look("2014:09:259"), @r"
        Context Info
        The GPS date reads “2014:09:259”, which no GPS receiver can give. The last number is the day of the year, as iOS 8 writes it.
        La date GPS indique « 2014:09:259 », ce qu'aucun récepteur GPS ne peut donner. Le dernier nombre est le jour de l'année, comme l'écrit iOS 8.
          JPEG › APP1 Exif › Gps › GPSDateStamp = 2014:09:259
        ");
    }

    #[test]
    fn years_since_1900_and_what_is_no_date() {
        assert!(look("0112:09:26").contains("from 1900"));
        for date in ["2024-05-01", "2024:02:30", "2024:13:01", "1970:01:01", "é"] {
            assert!(look(date).contains("phones and tools"), "{date}");
        }
    }

    #[test]
    fn silent_on_days_and_blanks() {
        assert_eq!(look("2024:05:01"), "nothing found");
        assert_eq!(look("2004:09:15"), "nothing found", "1,024 weeks back is another check's");
        assert!(look("  ").starts_with("not applicable"));
    }
}
