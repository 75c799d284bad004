//! A time zone far from where the position lies.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    brand::{brand, makes_phones},
    editor::editor_named,
    needs::{answer, date, evidence, evidence_of, exif},
    position::{apart, exif_position, no_position},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/zone-far-from-place",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Time zone far from the place", "Fuseau horaire loin du lieu"),
    nothing: t("The time zone is one for that longitude.", "Le fuseau horaire convient à cette longitude."),
    page: Page {
        looks_at: t(
            "The zone of DateTimeOriginal against the GPS longitude, of which 15 degrees make an hour. It speaks beyond 3 hours and three quarters: no zone on land is farther from its place, not even in western China or on Alaska's islands in summer. Places beyond 66 degrees north or south are left out. On phones, which set their zone themselves, the finding is weak; on other cameras it is only mentioned.",
            "Le fuseau de DateTimeOriginal, comparé à la longitude GPS, dont 15 degrés font une heure. Le contrôle se prononce au-delà de 3 heures trois quarts : aucun fuseau terrestre n'est plus loin de son lieu, pas même dans l'ouest de la Chine ou sur les îles d'Alaska en été. Les lieux au-delà de 66 degrés nord ou sud sont exclus. Sur les téléphones, qui règlent eux-mêmes leur fuseau, le constat est faible ; sur les autres appareils, il est seulement mentionné.",
        ),
        matters: t(
            "A phone knows both the place and its zone. Where they lie far apart, one of them may have been changed, or the phone had not noticed a journey.",
            "Un téléphone connaît le lieu et son fuseau. S'ils sont éloignés, l'un a pu être modifié, ou le téléphone n'avait pas remarqué un voyage.",
        ),
        innocent: &[
            t(
                "Camera or phone was left on the time of home while travelling.",
                "L'appareil ou le téléphone était resté à l'heure du domicile pendant un voyage.",
            ),
            t(
                "The picture was taken on a plane or a ship, or without a network after landing.",
                "L'image a été prise dans un avion ou sur un bateau, ou sans réseau après l'atterrissage.",
            ),
            t(
                "A geotagging tool or photo library added a position, or took east for west.",
                "Un outil de géolocalisation ou une photothèque a ajouté une position, ou pris l'est pour l'ouest.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), OffsetTimeOriginal and GPSLongitude", "IANA Time Zone Database"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// Hours. Alaska's summer time (−08:00) is 3.5 hours from St Matthew Island, China's one zone (+08:00) 3.1 from its
/// western end; no other on land is farther from its place.
const TO_SPARE: f64 = 3.75;

/// Degrees of latitude. Beyond it, stations keep the time of wherever they are supplied from.
const POLAR_CIRCLE: f64 = 66.0;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let position = exif_position(exif).filter(|p| p.latitude.abs() <= POLAR_CIRCLE).ok_or_else(no_position)?;
    let (taken, field) = date(exif, "DateTimeOriginal")?;
    let Some(minutes) = taken.offset else {
        return Ok(Outcome::NotApplicable(t(
            "The date of capture has no time zone.",
            "La date de prise de vue n'a pas de fuseau horaire.",
        )));
    };
    // Zones beyond the date line differ by a whole day from their place.
    let hours = apart(f64::from(minutes) / 60.0, position.longitude / 15.0, 24.0);
    if hours <= TO_SPARE {
        return Ok(Outcome::NothingFound);
    }
    // Whole hours: more would tell the longitude.
    let hours = format!("{hours:.0}");
    let message = Text::new(
        format!(
            "The date of capture ({taken}) is in a zone that lies about {hours} hours from the sun's time at the position given. Place or zone may have been changed, or the clock had not followed a journey."
        ),
        format!(
            "La date de prise de vue ({taken}) est dans un fuseau décalé d'environ {hours} heures par rapport à l'heure solaire de la position indiquée. Le lieu ou le fuseau a pu être modifié, ou l'horloge n'avait pas suivi un voyage."
        ),
    );
    let phone = exif.text("Make").and_then(brand).is_some_and(makes_phones);
    let (direction, strength) = match phone && !editor_named(case.facts) {
        true => (Direction::Edited, Strength::Weak),
        false => (Direction::Context, Strength::Info),
    };
    let also = evidence_of(exif, &["OffsetTimeOriginal", "GPSLongitude", "GPSLongitudeRef"]);
    Ok(Finding::new(direction, strength, message, evidence(field)).also(also).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(make: &str, taken: &str, longitude: (&str, &str)) -> String {
        let fields = [
            ("Make", make),
            ("DateTimeOriginal", taken),
            ("GPSLatitude", "40 0 0"),
            ("GPSLatitudeRef", "N"),
            ("GPSLongitude", longitude.0),
            ("GPSLongitudeRef", longitude.1),
        ];
        seen(&run(&CHECK, &with_exif(&fields)))
    }

    #[test]
    fn a_phone_in_new_york_on_the_time_of_paris() {
        insta::assert_snapshot!(look("Apple", "2024:05:01 10:00:00+02:00", ("74 0 0", "W")), @r"
        Edited Weak
        The date of capture (2024-05-01 10:00:00 +02:00) is in a zone that lies about 7 hours from the sun's time at the position given. Place or zone may have been changed, or the clock had not followed a journey.
        La date de prise de vue (2024-05-01 10:00:00 +02:00) est dans un fuseau décalé d'environ 7 heures par rapport à l'heure solaire de la position indiquée. Le lieu ou le fuseau a pu être modifié, ou l'horloge n'avait pas suivi un voyage.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00+02:00
          JPEG › APP1 Exif › Gps › GPSLongitude = 74 0 0
          JPEG › APP1 Exif › Gps › GPSLongitudeRef = W
        ");
    }

    #[test]
    fn a_camera_left_on_the_time_of_home_is_only_mentioned() {
        assert!(look("Canon", "2024:05:01 10:00:00+02:00", ("74 0 0", "W")).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_the_widest_zones() {
        for (taken, longitude, place) in [
            ("2024:05:01 10:00:00+08:00", ("73 40 0", "E"), "the west of China"),
            ("2024:05:01 10:00:00+14:00", ("157 30 0", "W"), "Kiribati"),
            ("2024:05:01 10:00:00-09:00", ("176 30 0", "W"), "the Aleutians in summer"),
            ("2024:05:01 10:00:00-09:00", ("172 54 0", "E"), "the last of the Aleutians in summer"),
            ("2024:05:01 10:00:00-08:00", ("171 44 0", "W"), "Gambell, Alaska, in summer"),
            ("2024:05:01 10:00:00-08:00", ("172 50 0", "W"), "St Matthew Island in summer"),
            ("2024:05:01 10:00:00+02:00", ("9 15 0", "W"), "the west of Spain in summer"),
        ] {
            assert_eq!(look("Apple", taken, longitude), "nothing found", "{place}");
        }
        assert!(look("Apple", "2024:05:01 10:00:00", ("74 0 0", "W")).starts_with("not applicable"));
        assert!(look("Apple", "2024:05:01 10:00:00+02:00", ("74 0 0", "")).starts_with("not applicable"));
        let polar = [
            ("DateTimeOriginal", "2024:05:01 10:00:00+12:00"),
            ("GPSLatitude", "89 59 0"),
            ("GPSLatitudeRef", "S"),
            ("GPSLongitude", "0 10 0"),
            ("GPSLongitudeRef", "E"),
        ];
        assert!(seen(&run(&CHECK, &with_exif(&polar))).starts_with("not applicable"));
    }
}
