//! The camera's clock and the satellites' clock, where no zone is given between them.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    duration::in_words,
    gps_clock::gps_time,
    needs::{answer, date, evidence, exif},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/gps-clock-off-grid",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Clock and GPS time fit no time zone", "Horloge et heure GPS sans fuseau possible"),
    nothing: t(
        "The camera's clock and the GPS clock lie a possible time zone apart.",
        "L'horloge de l'appareil et l'heure GPS sont distantes d'un fuseau possible.",
    ),
    page: Page {
        looks_at: t(
            "DateTimeOriginal without a zone, minus the GPS time (UTC). Zones are −12 to +14 hours in steps of 15 minutes; 5 minutes to spare on either side.",
            "DateTimeOriginal sans fuseau, moins l'heure GPS (UTC). Les fuseaux vont de −12 à +14 heures par pas de 15 minutes, avec 5 minutes de marge.",
        ),
        matters: t(
            "If no zone explains the gap, one of the clocks was wrong or one of the times was changed.",
            "Si aucun fuseau n'explique l'écart, une horloge était déréglée ou une heure a été modifiée.",
        ),
        innocent: &[
            t(
                "The camera's clock was some minutes wrong.",
                "L'horloge de l'appareil était décalée de quelques minutes.",
            ),
            t("The position is older than the picture.", "La position est plus ancienne que l'image."),
            t("Some phones write a wrong GPS date.", "Certains téléphones écrivent une mauvaise date GPS."),
        ],
        sources: &["CIPA DC-008 (Exif), GPSDateStamp and GPSTimeStamp", "ISO 8601, time zones"],
        rate: t(
            "Off the grid: 0 of 13 camera-like JPEGs, 1 of 16 edited ones. Beyond every zone: 2 of 13 camera-like ones, both known firmware errors, so this is only mentioned (reference set of 2026-11).",
            "Hors des pas de fuseau : 0 sur 13 JPEG venant apparemment d'un appareil, 1 sur 16 retouchés. Au-delà de tout fuseau : 2 sur 13, deux erreurs connues de micrologiciel, donc simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const TO_SPARE: i64 = 5 * 60;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (taken, field) = date(exif, "DateTimeOriginal")?;
    if taken.offset.is_some() {
        return Ok(Outcome::NotApplicable(t(
            "The date of capture has a time zone and is compared with GPS time directly.",
            "La date de prise de vue a un fuseau et est comparée directement à l'heure GPS.",
        )));
    }
    let (gps, gps_evidence) = gps_time(exif)?;
    let gap = taken.clock_seconds() - gps.clock_seconds();
    let within = (-12 * 3600 - TO_SPARE..=14 * 3600 + TO_SPARE).contains(&gap);
    if zones::is_zone(gap, TO_SPARE) {
        return Ok(Outcome::NothingFound);
    }
    let (direction, strength) =
        if within { (Direction::Edited, Strength::Weak) } else { (Direction::Context, Strength::Info) };
    let (en, fr) = match within {
        true => (format!("{} minutes", gap.abs() / 60), format!("{} minutes", gap.abs() / 60)),
        false => in_words(gap),
    };
    let message = Text::new(
        format!(
            "The camera's clock ({taken}) and the satellites' clock ({gps}) lie {en} apart, which is no time zone. A clock was wrong, a time was changed, or the position is old."
        ),
        format!(
            "L'horloge de l'appareil ({taken}) et l'heure GPS ({gps}) sont distantes de {fr}, ce qui n'est pas un fuseau. Une horloge était déréglée, une heure a été modifiée, ou la position est ancienne."
        ),
    );
    Ok(Finding::new(direction, strength, message, evidence(field)).also([gps_evidence]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(taken: &str) -> String {
        let gps = [("GPSDateStamp", "2024:05:01"), ("GPSTimeStamp", "8 0 0"), ("DateTimeOriginal", taken)];
        seen(&run(&CHECK, &with_exif(&gps)))
    }

    #[test]
    fn no_zone_is_two_hours_and_seven_minutes() {
        insta::assert_snapshot!(look("2024:05:01 10:07:30"), @r"
        Edited Weak
        The camera's clock (2024-05-01 10:07:30) and the satellites' clock (2024-05-01 08:00:00 UTC) lie 127 minutes apart, which is no time zone. A clock was wrong, a time was changed, or the position is old.
        L'horloge de l'appareil (2024-05-01 10:07:30) et l'heure GPS (2024-05-01 08:00:00 UTC) sont distantes de 127 minutes, ce qui n'est pas un fuseau. Une horloge était déréglée, une heure a été modifiée, ou la position est ancienne.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:07:30
          JPEG › APP1 Exif › Gps › GPSDateStamp = 2024-05-01 08:00:00 UTC
        ");
    }

    #[test]
    fn a_wrong_day_is_only_mentioned() {
        assert!(look("2024:05:04 10:00:00").starts_with("Context Info"));
    }

    #[test]
    fn silent_on_zones() {
        for taken in ["2024:05:01 10:00:00", "2024:05:01 13:45:00", "2024:04:30 20:04:00", "2024:05:01 07:57:00"] {
            assert_eq!(look(taken), "nothing found", "{taken}");
        }
    }
}
