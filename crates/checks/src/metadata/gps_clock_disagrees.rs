//! The camera's clock and the satellites' clock, where the zone between them is known.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    duration::in_words,
    gps_clock::gps_time,
    needs::{answer, date, evidence, exif},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/gps-clock-disagrees",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Camera clock and GPS clock disagree", "Horloge de l'appareil et heure GPS en désaccord"),
    nothing: t(
        "The camera's clock and the GPS clock agree within 10 minutes.",
        "L'horloge de l'appareil et l'heure GPS concordent à 10 minutes près.",
    ),
    page: Page {
        looks_at: t(
            "DateTimeOriginal with its zone against the GPS date and time, which are UTC. More than 90 minutes apart is moderate, 10 to 90 minutes weak; so are whole quarter hours up to 26 hours, which a wrong zone explains, and whole days, which a stale GPS date explains.",
            "DateTimeOriginal avec son fuseau, comparée à la date et à l'heure GPS, qui sont en UTC. Plus de 90 minutes d'écart : constat modéré ; de 10 à 90 minutes : faible, comme des quarts d'heure entiers jusqu'à 26 heures, qu'un mauvais fuseau explique, et des jours entiers, qu'une date GPS périmée explique.",
        ),
        matters: t(
            "They are two clocks, and only one of them can be set by hand. Where they differ, a date was changed or a clock was wrong.",
            "Ce sont deux horloges, dont une seule se règle à la main. Si elles diffèrent, une date a été modifiée ou une horloge était déréglée.",
        ),
        innocent: &[
            t(
                "The last position was found long before the shot (indoors, tunnel, flight mode).",
                "La dernière position datait de bien avant la prise de vue (intérieur, tunnel, mode avion).",
            ),
            t(
                "The camera's summer time or zone was not switched.",
                "L'heure d'été ou le fuseau de l'appareil n'avait pas été changé.",
            ),
            t(
                "The position was added later from a track.",
                "La position a été ajoutée plus tard à partir d'une trace.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), GPSDateStamp, GPSTimeStamp, OffsetTimeOriginal",
            "US Coast Guard Navigation Center, GPS week number rollover",
        ],
        rate: t(
            "1 of 21 files with both clocks, by 65 minutes: a summer-time setting (reference set of 2026-11).",
            "1 sur 21 fichiers ayant les deux horloges, de 65 minutes : un réglage d'heure d'été (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const AGREES: i64 = 10 * 60;
const ONE_HOUR_SLIP: i64 = 90 * 60;
const DAY: i64 = 86_400;
/// How old a fix may be for the gap to count as whole quarter hours.
const FIX: i64 = 90;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (taken, field) = date(exif, "DateTimeOriginal")?;
    let Some(taken_utc) = taken.utc_seconds() else {
        return Ok(Outcome::NotApplicable(t(
            "The date of capture has no time zone, so it cannot be held against GPS time.",
            "La date de prise de vue n'a pas de fuseau : elle ne peut pas être comparée à l'heure GPS.",
        )));
    };
    let (gps, gps_evidence) = gps_time(exif)?;
    let gap = taken_utc - gps.utc_seconds().unwrap_or(gps.clock_seconds());
    let apart = gap.abs();
    if apart <= AGREES {
        return Ok(Outcome::NothingFound);
    }
    let whole_days = apart.rem_euclid(DAY).min(DAY - apart.rem_euclid(DAY)) <= AGREES;
    let other_zone = zones::may_be_two_zones(gap, FIX);
    let explained = apart <= ONE_HOUR_SLIP || whole_days || other_zone;
    let strength = if explained { Strength::Weak } else { Strength::Moderate };
    let (en, fr) = in_words(gap);
    let message = Text::new(
        format!(
            "By the camera's clock the picture was taken on {taken}, by the satellites' clock on {gps}: {en} apart. A date was changed, a clock was wrong, or the position is old."
        ),
        format!(
            "Selon l'horloge de l'appareil, l'image date du {taken} ; selon l'heure GPS, du {gps} : {fr} d'écart. Une date a été modifiée, une horloge était déréglée, ou la position est ancienne."
        ),
    );
    let mut finding = Finding::new(Direction::Edited, strength, message, evidence(field)).also([gps_evidence]);
    if other_zone {
        finding = finding.innocent(t(
            "The clocks are whole quarter hours apart: a camera was set to the right time and the wrong zone.",
            "Les horloges sont séparées de quarts d'heure entiers : un appareil réglé sur la bonne heure et le mauvais fuseau.",
        ));
    }
    if whole_days {
        finding = finding.innocent(t(
            "The time of day agrees and only the day differs: some receivers keep an old date, or lose 1,024 weeks.",
            "L'heure concorde et seul le jour diffère : certains récepteurs gardent une ancienne date, ou perdent 1 024 semaines.",
        ));
    }
    Ok(finding.into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(taken: &str) -> String {
        let gps = [("GPSDateStamp", "2024:05:01"), ("GPSTimeStamp", "8 0 30"), ("DateTimeOriginal", taken)];
        seen(&run(&CHECK, &with_exif(&gps)))
    }

    #[test]
    fn five_hours_apart() {
        insta::assert_snapshot!(look("2024:05:01 15:07:00+02:00"), @r"
        Edited Moderate
        By the camera's clock the picture was taken on 2024-05-01 15:07:00 +02:00, by the satellites' clock on 2024-05-01 08:00:30 UTC: 5 h 7 min apart. A date was changed, a clock was wrong, or the position is old.
        Selon l'horloge de l'appareil, l'image date du 2024-05-01 15:07:00 +02:00 ; selon l'heure GPS, du 2024-05-01 08:00:30 UTC : 5 h 7 min d'écart. Une date a été modifiée, une horloge était déréglée, ou la position est ancienne.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 15:07:00+02:00
          JPEG › APP1 Exif › Gps › GPSDateStamp = 2024-05-01 08:00:30 UTC
        ");
    }

    #[test]
    fn an_hour_another_zone_or_a_whole_day_is_weak() {
        assert!(look("2024:05:01 15:00:00+02:00").starts_with("Edited Weak"));
        assert!(look("2024:05:01 11:05:00+02:00").starts_with("Edited Weak"));
        assert!(look("2024:05:02 10:00:00+02:00").starts_with("Edited Weak"));
        assert!(look("2024:05:02 09:55:00+02:00").starts_with("Edited Weak"));
        assert!(look("2024:05:03 16:07:00+02:00").starts_with("Edited Moderate"));
    }

    #[test]
    fn silent_where_they_agree_or_cannot_be_compared() {
        assert_eq!(look("2024:05:01 10:00:00+02:00"), "nothing found");
        assert!(look("2024:05:01 10:00:00").starts_with("not applicable"));
        let odd = [
            ("GPSDateStamp", "2014:09:259"),
            ("GPSTimeStamp", "8 0 30"),
            ("DateTimeOriginal", "2014:09:16 10:00:00+02:00"),
        ];
        assert!(seen(&run(&CHECK, &with_exif(&odd))).starts_with("not applicable"));
    }
}
