//! XMP gives another position than Exif, or the only one.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    decimal::decimal,
    needs::{answer, evidence_of, property_evidence, xmp},
    position::{Position, exif_position, xmp_coordinate},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/xmp-position-differs",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("XMP gives a position of its own", "XMP donne sa propre position"),
    nothing: t("XMP and Exif give the same position.", "XMP et Exif donnent la même position."),
    page: Page {
        looks_at: t(
            "The position in XMP, a block of metadata that programs write (exif:GPSLatitude, exif:GPSLongitude), against that of Exif, with 200 metres to spare; also where Exif has none.",
            "La position dans XMP, un bloc de métadonnées qu'écrivent les logiciels (exif:GPSLatitude, exif:GPSLongitude), comparée à celle d'Exif, avec 200 mètres de marge ; aussi quand Exif n'en a pas.",
        ),
        matters: t(
            "Most cameras write their position into Exif. One in XMP mostly comes from a program, or from a person who set a pin on a map.",
            "La plupart des appareils écrivent leur position dans Exif. Celle de XMP vient le plus souvent d'un logiciel, ou d'une personne qui l'a placée sur une carte.",
        ),
        innocent: &[
            t(
                "The picture was placed on a map in a photo library, or by a geotagging tool.",
                "L'image a été placée sur une carte dans une photothèque, ou par un outil de géolocalisation.",
            ),
            t(
                "A platform or a privacy tool removed the position from Exif alone.",
                "Une plateforme ou un outil de confidentialité n'a retiré la position que d'Exif.",
            ),
            t("Drones write a position of their own into XMP.", "Les drones écrivent leur propre position dans XMP."),
        ],
        sources: &[
            "ISO 16684-1 and Adobe XMP Specification Part 2, GPSCoordinate",
            "Metadata Working Group, Guidelines for Handling Image Metadata 2.0 (2010), location",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const TO_SPARE_KM: f64 = 0.2;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let coordinate = |name, letters, limit| {
        let property = xmp.property(name)?;
        Some((xmp_coordinate(property.value.raw(), letters, limit)?, property))
    };
    let latitude = coordinate("exif:GPSLatitude", ('N', 'S'), 90.0);
    let longitude = coordinate("exif:GPSLongitude", ('E', 'W'), 180.0);
    let Some(((latitude, first), (longitude, second))) = latitude.zip(longitude) else {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data gives no position.",
            "Les données XMP n'indiquent pas de position.",
        )));
    };
    let exif = case.facts.metadata.exif.read();
    let there = exif.and_then(exif_position);
    let message = match there.map(|place| place.kilometres_to(Position { latitude, longitude })) {
        Some(apart) if apart <= TO_SPARE_KM => return Ok(Outcome::NothingFound),
        Some(apart) => {
            let (en, fr) = decimal(apart, usize::from(apart < 10.0));
            Text::new(
                format!(
                    "XMP gives a position {en} km from that of Exif. Most cameras write theirs into Exif; the one in XMP may come from a program, a person or a drone."
                ),
                format!(
                    "XMP donne une position à {fr} km de celle d'Exif. La plupart des appareils écrivent la leur dans Exif ; celle de XMP peut venir d'un logiciel, d'une personne ou d'un drone."
                ),
            )
        }
        None => t(
            "Only XMP gives a position. Most cameras write theirs into Exif; this one may come from a program, a person or a drone, or that of Exif was removed.",
            "Seul XMP donne une position. La plupart des appareils écrivent la leur dans Exif ; celle-ci peut venir d'un logiciel, d'une personne ou d'un drone, ou celle d'Exif a été retirée.",
        ),
    };
    let also = exif.map(|exif| evidence_of(exif, &["GPSLatitude", "GPSLongitude"])).unwrap_or_default();
    Ok(Finding::new(Direction::Context, Strength::Info, message, property_evidence(first))
        .also([property_evidence(second)])
        .also(also)
        .into())
}

#[cfg(test)]
mod tests {
    use whence_model::Facts;

    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_exif, xmp};

    fn packet(mut facts: Facts, latitude: &str, longitude: &str) -> String {
        facts.metadata.xmp = xmp(&[("exif:GPSLatitude", latitude), ("exif:GPSLongitude", longitude)]);
        seen(&run(&CHECK, &facts))
    }

    fn paris() -> Facts {
        let place = [("GPSLatitude", "48 51 30"), ("GPSLatitudeRef", "N")];
        with_exif(&[&place[..], &[("GPSLongitude", "2 21 0"), ("GPSLongitudeRef", "E")]].concat())
    }

    #[test]
    fn another_town() {
        insta::assert_snapshot!(packet(paris(), "45,45.0000N", "4,50.0000E"), @r"
        Context Info
        XMP gives a position 393 km from that of Exif. Most cameras write theirs into Exif; the one in XMP may come from a program, a person or a drone.
        XMP donne une position à 393 km de celle d'Exif. La plupart des appareils écrivent la leur dans Exif ; celle de XMP peut venir d'un logiciel, d'une personne ou d'un drone.
          JPEG › APP1 XMP = 45,45.0000N
          JPEG › APP1 XMP = 4,50.0000E
          JPEG › APP1 Exif › Gps › GPSLatitude = 48 51 30
          JPEG › APP1 Exif › Gps › GPSLongitude = 2 21 0
        ");
    }

    #[test]
    fn only_in_xmp() {
        assert!(packet(facts(), "45,45.0000N", "4,50.0000E").contains("Only XMP"));
    }

    #[test]
    fn silent_where_they_agree_or_xmp_has_none() {
        assert_eq!(packet(paris(), "48,51.5000N", "2,21.0000E"), "nothing found");
        assert_eq!(packet(paris(), "48,51,30N", "2,21,2E"), "nothing found");
        assert!(packet(paris(), "48,51.5000", "2,21.0000E").starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &paris())).starts_with("not applicable"));
    }
}
