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
    title: t("A second record of the time agrees", "Un second relevé de l'heure concorde"),
    nothing: t(
        "No second record of the time agrees closely with the date of capture.",
        "Aucun second relevé de l'heure ne concorde de près avec la date de prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "DateTimeOriginal with its time zone against GPS date and time, which must agree within 10 minutes; and against the time in UTC that Samsung phones write behind the picture: within two minutes or, where no zone is given, within five seconds of what some time zone would show. Where a program is named that edits pictures or metadata, the agreement is only mentioned.",
            "DateTimeOriginal avec son fuseau, comparée à la date et à l'heure GPS, à 10 minutes près ; et à l'heure UTC que les téléphones Samsung écrivent derrière l'image : à deux minutes près ou, sans fuseau indiqué, à cinq secondes près de l'heure d'un fuseau quelconque. Si un logiciel qui modifie images ou métadonnées est nommé, la concordance est seulement mentionnée.",
        ),
        matters: t(
            "Somebody who changes one date often leaves the other. Agreement supports the time of capture and says nothing about the picture itself.",
            "Qui change une date laisse souvent l'autre telle quelle. La concordance va dans le sens de l'heure de prise de vue et ne dit rien de l'image elle-même.",
        ),
        innocent: &[
            t(
                "Programs that add a position from a track may compute GPS time from the camera's own clock.",
                "Les logiciels qui ajoutent une position d'après une trace peuvent calculer l'heure GPS à partir de l'horloge de l'appareil.",
            ),
            t(
                "A phone writes both from one clock; where that is wrong, both times are.",
                "Un téléphone écrit les deux d'après une même horloge ; si elle est déréglée, les deux heures sont inexactes.",
            ),
            t(
                "All of the metadata was copied from another file, with both times in it.",
                "Toutes les métadonnées ont été copiées d'un autre fichier, avec les deux heures.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), GPSDateStamp, GPSTimeStamp, OffsetTimeOriginal",
            "exiftool.org/forum, topic 16086 (names of Samsung's trailer data)",
        ],
        rate: t(
            "20 of 21 files with a zone and GPS time agree, and 4 of 4 with Samsung's record, to the second (reference set of 2026-11). Edited files were not counted.",
            "20 des 21 fichiers ayant fuseau et heure GPS concordent, et 4 sur 4 avec la note de Samsung, à la seconde (jeu de référence de 2026-11). Les fichiers retouchés n'ont pas été comptés.",
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
    let (direction, strength, (so_en, so_fr)) = match named(case.facts).is_empty() {
        true => (
            Direction::CameraCapture,
            Strength::Weak,
            (
                "Whoever changes the date would have to change every record of it, so this supports the time of capture; it says nothing about the picture itself.",
                "Qui change la date devrait en changer chaque relevé : cela va dans le sens de l'heure de prise de vue, sans rien dire de l'image elle-même.",
            ),
        ),
        false => (
            Direction::Context,
            Strength::Info,
            (
                "The file names a program that may have written them all, so nothing follows from it.",
                "Le fichier nomme un logiciel qui a pu les écrire toutes : on ne peut rien en déduire.",
            ),
        ),
    };
    let message = Text::new(
        format!("The date of capture ({taken}) agrees with {en}. {so_en}"),
        format!("La date de prise de vue ({taken}) concorde avec {fr}. {so_fr}"),
    );
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
        The date of capture (2024-05-01 10:00:00 +02:00) agrees with the satellites' clock (GPS) and the time that the phone wrote behind the picture. Whoever changes the date would have to change every record of it, so this supports the time of capture; it says nothing about the picture itself.
        La date de prise de vue (2024-05-01 10:00:00 +02:00) concorde avec l'heure des satellites (GPS) et l'heure que le téléphone a écrite derrière l'image. Qui change la date devrait en changer chaque relevé : cela va dans le sens de l'heure de prise de vue, sans rien dire de l'image elle-même.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00+02:00
          JPEG › APP1 Exif › Gps › GPSDateStamp = 2024-05-01 08:00:30 UTC
          JPEG › SEFT = 2024-05-01 08:00:00 UTC
        ");
        assert!(look("2024:05:01 10:00:00+02:00", &[]).starts_with("CameraCapture Weak"));
    }

    #[test]
    fn a_program_may_have_written_both() {
        let named = [("Software", "GeoSetter 3.5")];
        let seen = look("2024:05:01 10:00:00+02:00", &named);
        assert!(seen.starts_with("Context Info") && seen.contains("nothing follows"), "{seen}");
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
