//! A date that a camera writes when nobody has set its clock.

use whence_model::{
    Class, Direction, Family, Finding, Moment, Outcome, Strength, Text,
    facts::metadata::{Field, Value},
    t,
};

use super::needs::{answer, evidence, exif};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/unset-clock",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Date of a clock that was never set", "Date d'une horloge jamais réglée"),
    nothing: t(
        "No date looks like a clock that was never set.",
        "Aucune date ne ressemble à une horloge jamais réglée.",
    ),
    page: Page {
        looks_at: t(
            "The three Exif dates. A clock that was never set starts at zero, or in the first hours of 1 January of a default year (1970, 1980, 1998 to 2015). The constant 2002-12-08 12:00:00 of some Android cameras counts too.",
            "Les trois dates Exif. Une horloge jamais réglée part de zéro, ou des premières heures du 1er janvier d'une année par défaut (1970, 1980, 1998 à 2015). La constante 2002-12-08 12:00:00 de certains appareils Android compte aussi.",
        ),
        matters: t(
            "Such a date says nothing about the capture, and it silences the checks that compare dates.",
            "Une telle date ne dit rien de la prise de vue, et elle fait taire les contrôles qui comparent les dates.",
        ),
        innocent: &[
            t(
                "The battery was empty, or the clock was never set.",
                "La batterie était vide, ou l'horloge n'a jamais été réglée.",
            ),
            t(
                "The picture was really taken on New Year's night.",
                "L'image a bien été prise dans la nuit du Nouvel An.",
            ),
        ],
        sources: &["mapillary/mapillary_issues#2438 and photoprism/photoprism#3309 (2002-12-08 12:00:00)"],
        rate: t(
            "5 of 172 camera-like JPEGs (reference set of 2026-11).",
            "5 sur 172 JPEG venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// The three dates of a capture, in the order in which they matter.
pub const DATES: [&str; 3] = ["DateTimeOriginal", "DateTimeDigitized", "DateTime"];

/// Whether a moment is a maker's default: a clock that was never set shows it.
pub fn is_default(m: Moment) -> bool {
    let default_year = matches!(m.year(), 1970 | 1980 | 1998..=2015);
    let first_hours = m.month() == 1 && m.day() <= 2 && m.hour() < 6;
    let android_constant = m.to_string().starts_with("2002-12-08 12:00:00");
    default_year && first_hours || android_constant
}

/// Whether a date field reads as if the clock had never been set: zeros, blanks, a maker's default.
pub fn reads_unset(field: &Field) -> bool {
    if let Some(m) = field.moment {
        return is_default(m);
    }
    match &field.value {
        Value::Text(text) => text.raw().chars().all(|c| matches!(c, '0' | ' ' | ':' | '\0')),
        _ => false,
    }
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let mut unset = DATES.iter().filter_map(|name| exif.field(name)).filter(|field| reads_unset(field));
    let Some(first) = unset.next() else { return Ok(Outcome::NothingFound) };
    let (name, shown) = (&first.name, first.shown.short(40));
    let message = Text::new(
        format!(
            "{name} reads “{shown}”, as a clock does that was never set. It says nothing about when the picture was taken."
        ),
        format!(
            "{name} indique « {shown} », comme une horloge jamais réglée. Cela ne dit rien du moment de la prise de vue."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(first)).also(unset.map(evidence)).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    #[test]
    fn the_first_hours_of_a_default_year() {
        let facts = with_exif(&[("DateTimeOriginal", "2008:01:01 00:04:12"), ("DateTime", "2008:01:01 00:04:12")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        DateTimeOriginal reads “2008:01:01 00:04:12”, as a clock does that was never set. It says nothing about when the picture was taken.
        DateTimeOriginal indique « 2008:01:01 00:04:12 », comme une horloge jamais réglée. Cela ne dit rien du moment de la prise de vue.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2008:01:01 00:04:12
          JPEG › APP1 Exif › Main › DateTime = 2008:01:01 00:04:12
        ");
    }

    #[test]
    fn zeros_and_the_android_constant() {
        for date in ["0000:00:00 00:00:00", "    :  :     :  :  ", "2002:12:08 12:00:00"] {
            let facts = with_exif(&[("DateTimeDigitized", date)]);
            assert!(seen(&run(&CHECK, &facts)).starts_with("Context Info"), "{date}");
        }
    }

    #[test]
    fn silent_on_ordinary_dates() {
        for date in ["2008:01:01 10:00:00", "2008:07:01 00:04:12", "2024:01:01 00:04:12", "2024:13:01 00:00:00"] {
            let facts = with_exif(&[("DateTimeOriginal", date)]);
            assert_eq!(seen(&run(&CHECK, &facts)), "nothing found", "{date}");
        }
    }
}
