//! The date of capture is confirmed by a second clock or record.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Moment, Outcome, Strength, Text, facts::metadata::Exif, t,
};

use super::{
    editor::named,
    gps_clock::gps_time,
    needs::{answer, date, evidence, exif, samsung},
    samsung_clock_disagrees::{gap, noted},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/independent-clocks-agree",
    family: Family::Metadata,
    class: Some(Class::Support),
    title: t("A second clock agrees with the capture", "Une seconde horloge confirme la prise de vue"),
    nothing: t(
        "No second clock in the file confirms the date of capture.",
        "Aucune seconde horloge du fichier ne confirme la date de prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "DateTimeOriginal with its time zone against GPS date and time, which must agree within 10 minutes; and against the time in UTC that Samsung phones write behind the picture: within two minutes, or, where no zone is given, within five seconds of a zone. Where any program is named, the agreement is only mentioned.",
            "DateTimeOriginal avec son fuseau, comparée à la date et à l'heure GPS, à 10 minutes près ; et à l'heure UTC que les téléphones Samsung écrivent derrière l'image : à deux minutes près ou, sans fuseau, à cinq secondes d'un fuseau. Si un logiciel est nommé, la concordance est seulement mentionnée.",
        ),
        matters: t(
            "Somebody who changes one date mostly does not change the other. It supports the time of capture and says nothing of the pixels.",
            "Qui change une date ne change le plus souvent pas l'autre. Cela va dans le sens de l'heure de prise de vue et ne dit rien des pixels.",
        ),
        innocent: &[
            t(
                "Programs that add a position from a track may compute GPS time from the camera's own clock.",
                "Les logiciels qui ajoutent une position d'après une trace peuvent calculer l'heure GPS à partir de l'horloge de l'appareil.",
            ),
            t(
                "The whole block was copied from another file, both clocks with it.",
                "Le bloc entier a été copié d'un autre fichier, avec ses deux horloges.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), GPSDateStamp, GPSTimeStamp, OffsetTimeOriginal",
            "exiftool.org/forum, topic 16086 (names of Samsung's trailer data)",
        ],
        rate: t(
            "20 of 21 files with a zone and GPS time agree, and 4 of 4 with Samsung's record, to the second (reference set of 2026-11). How many edited files do, was not counted.",
            "20 des 21 fichiers ayant fuseau et heure GPS concordent, et 4 sur 4 avec la note de Samsung, à la seconde (jeu de référence de 2026-11). La part des fichiers retouchés n'a pas été comptée.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const GPS: i64 = 10 * 60;
const SAMSUNG: i64 = 120;
/// Where any zone will do, only seconds can agree.
const SECONDS: i64 = 5;

/// A clock that agrees, in words, with where it stands.
struct Clock {
    en: &'static str,
    fr: &'static str,
    evidence: Evidence,
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (taken, field) = date(exif, "DateTimeOriginal")?;
    let clocks: Vec<Clock> = [gps(exif, taken), phone(case, taken)].into_iter().flatten().collect();
    if clocks.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let list = |words: fn(&Clock) -> &str, and: &str| clocks.iter().map(words).collect::<Vec<_>>().join(and);
    let (en, fr) = (list(|c| c.en, " and "), list(|c| c.fr, " et "));
    let message = Text::new(
        format!(
            "The camera's clock ({taken}) agrees with {en}. Whoever changes a date would have to change both, so this supports the time of capture; it says nothing of the pixels."
        ),
        format!(
            "L'horloge de l'appareil ({taken}) concorde avec {fr}. Qui change une date devrait changer les deux : cela va dans le sens de l'heure de prise de vue, sans rien dire des pixels."
        ),
    );
    let (direction, strength) = match named(case.facts).is_empty() {
        true => (Direction::CameraCapture, Strength::Weak),
        false => (Direction::Context, Strength::Info),
    };
    let others = clocks.into_iter().map(|clock| clock.evidence);
    Ok(Finding::new(direction, strength, message, evidence(field)).also(others).into())
}

fn gps(exif: &Exif, taken: Moment) -> Option<Clock> {
    let (time, evidence) = gps_time(exif).ok()?;
    let agrees = (taken.utc_seconds()? - time.clock_seconds()).abs() <= GPS;
    agrees.then_some(Clock { en: "the satellites' clock (GPS)", fr: "l'heure des satellites (GPS)", evidence })
}

fn phone(case: &Case, taken: Moment) -> Option<Clock> {
    let (time, evidence) = noted(samsung(case).ok()?).ok()?;
    let gap = gap(taken, time);
    let agrees = if taken.offset.is_some() { gap.abs() <= SAMSUNG } else { zones::is_zone(gap, SECONDS) };
    agrees.then_some(Clock {
        en: "the time that the phone wrote behind the picture",
        fr: "l'heure que le téléphone a écrite derrière l'image",
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_samsung};

    fn fields<'a>(taken: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let gps = [("GPSDateStamp", "2024:05:01"), ("GPSTimeStamp", "8 0 30"), ("DateTimeOriginal", taken)];
        [&gps, more].concat()
    }

    fn look(taken: &str, more: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(&fields(taken, more))))
    }

    #[test]
    fn satellites_and_the_phones_own_record() {
        let facts = with_samsung(with_exif(&fields("2024:05:01 10:00:00+02:00", &[])), "2024:05:01 08:00:00", &[]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        CameraCapture Weak
        The camera's clock (2024-05-01 10:00:00 +02:00) agrees with the satellites' clock (GPS) and the time that the phone wrote behind the picture. Whoever changes a date would have to change both, so this supports the time of capture; it says nothing of the pixels.
        L'horloge de l'appareil (2024-05-01 10:00:00 +02:00) concorde avec l'heure des satellites (GPS) et l'heure que le téléphone a écrite derrière l'image. Qui change une date devrait changer les deux : cela va dans le sens de l'heure de prise de vue, sans rien dire des pixels.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00+02:00
          JPEG › APP1 Exif › Gps › GPSDateStamp = 2024-05-01 08:00:30 UTC
          JPEG › SEFT = 2024-05-01 08:00:00 UTC
        ");
        assert!(look("2024:05:01 10:00:00+02:00", &[]).starts_with("CameraCapture Weak"));
    }

    #[test]
    fn a_program_may_have_written_both() {
        let named = [("Software", "GeoSetter 3.5")];
        assert!(look("2024:05:01 10:00:00+02:00", &named).starts_with("Context Info"));
    }

    #[test]
    fn silent_where_they_differ_or_no_zone_is_known() {
        assert_eq!(look("2024:05:01 10:11:00+02:00", &[]), "nothing found");
        assert_eq!(look("2024:05:01 10:00:00", &[]), "nothing found");
        let samsung = |taken| {
            let facts = with_exif(&[("DateTimeOriginal", taken)]);
            seen(&run(&CHECK, &with_samsung(facts, "2024:05:01 08:00:00", &[])))
        };
        assert!(samsung("2024:05:01 10:00:04").starts_with("CameraCapture Weak"));
        assert_eq!(samsung("2024:05:01 10:00:40"), "nothing found");
        assert_eq!(samsung("2024:05:02 10:00:00+02:00"), "nothing found");
    }
}
