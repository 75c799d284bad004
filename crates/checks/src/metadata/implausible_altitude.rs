//! A height where hardly anybody takes pictures.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, evidence, evidence_of, exif, field};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/implausible-altitude",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Implausible altitude", "Altitude invraisemblable"),
    nothing: t("No implausible altitude.", "Pas d'altitude invraisemblable."),
    page: Page {
        looks_at: t(
            "GPSAltitude with GPSAltitudeRef (above or below sea level): below −500 m, well under the shore of the Dead Sea, or above 9,000 m without a GPSSpeed of at least 50, as in a plane.",
            "GPSAltitude avec GPSAltitudeRef (au-dessus ou au-dessous du niveau de la mer) : sous −500 m, bien plus bas que la rive de la mer Morte, ou au-dessus de 9 000 m sans GPSSpeed d'au moins 50, comme en avion.",
        ),
        matters: t(
            "The number may have been typed in, the receiver may have erred, or the picture was taken in the air or underground.",
            "Le nombre a pu être saisi à la main, le récepteur a pu se tromper, ou l'image a été prise en l'air ou sous terre.",
        ),
        innocent: &[
            t(
                "It was taken on a flight, from a balloon or down a mine.",
                "Elle a été prise en vol, d'un ballon ou au fond d'une mine.",
            ),
            t(
                "The receiver had too few satellites to know the height.",
                "Le récepteur avait trop peu de satellites pour connaître l'altitude.",
            ),
            t(
                "A program wrote “below sea level” for above, or a negative number that the field cannot hold.",
                "Un logiciel a écrit « sous le niveau de la mer » au lieu de « au-dessus », ou un nombre négatif que le champ ne peut contenir.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), GPSAltitudeRef, GPSAltitude, GPSSpeed"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// The shore of the Dead Sea lay at −430 m in 2016 and sinks by about a metre a year; receivers err by tens of metres.
const LOWEST: f64 = -500.0;
const HIGHEST: f64 = 9_000.0;

/// In whatever unit: phones are known to write metres a second as kilometres an hour.
const FLYING: f64 = 50.0;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let altitude = field(exif, "GPSAltitude")?;
    let Some(metres) = exif.number("GPSAltitude") else {
        return Ok(Outcome::NotApplicable(t("The altitude is not known.", "L'altitude n'est pas connue.")));
    };
    // Exif 3.0 has 2 and 3 for heights above and below the ellipsoid.
    let below = exif.number("GPSAltitudeRef").is_some_and(|reference| reference == 1.0 || reference == 3.0);
    let metres = if below { -metres } else { metres };
    let flying = exif.number("GPSSpeed").is_some_and(|speed| speed >= FLYING);
    let message = if metres < LOWEST {
        t(
            "The altitude lies far below every shore on earth. The picture was taken in a mine, the receiver erred, “below sea level” was written for above, or the number was typed in.",
            "L'altitude est bien inférieure à toute rive sur terre. L'image a été prise dans une mine, le récepteur s'est trompé, « sous le niveau de la mer » a été écrit au lieu de « au-dessus », ou le nombre a été saisi à la main.",
        )
    } else if metres > HIGHEST && !flying {
        t(
            "The altitude lies above every mountain, and no speed of a flight is given. The picture was taken on a flight, the receiver erred, or the number was typed in.",
            "L'altitude dépasse toute montagne, et aucune vitesse de vol n'est indiquée. L'image a été prise en vol, le récepteur s'est trompé, ou le nombre a été saisi à la main.",
        )
    } else {
        return Ok(Outcome::NothingFound);
    };
    let also = evidence_of(exif, &["GPSAltitudeRef", "GPSSpeed"]);
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(altitude)).also(also).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(altitude: &str, more: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(&[&[("GPSAltitude", altitude)], more].concat())))
    }

    #[test]
    fn above_every_mountain() {
        insta::assert_snapshot!(look("11000", &[("GPSSpeed", "0")]), @r"
        Context Info
        The altitude lies above every mountain, and no speed of a flight is given. The picture was taken on a flight, the receiver erred, or the number was typed in.
        L'altitude dépasse toute montagne, et aucune vitesse de vol n'est indiquée. L'image a été prise en vol, le récepteur s'est trompé, ou le nombre a été saisi à la main.
          JPEG › APP1 Exif › Gps › GPSAltitude = 11000
          JPEG › APP1 Exif › Gps › GPSSpeed = 0
        ");
    }

    #[test]
    fn below_every_shore() {
        assert!(look("1200", &[("GPSAltitudeRef", "1")]).contains("below every shore"));
    }

    #[test]
    fn silent_on_planes_summits_and_shores() {
        assert_eq!(look("11000", &[("GPSSpeed", "240")]), "nothing found");
        assert_eq!(look("8848", &[("GPSAltitudeRef", "0")]), "nothing found");
        assert_eq!(look("445", &[("GPSAltitudeRef", "1")]), "nothing found", "the Dead Sea, as it sinks");
        assert!(look("505", &[("GPSAltitudeRef", "1")]).contains("below every shore"));
        assert!(seen(&run(&CHECK, &with_exif(&[]))).starts_with("not applicable"));
    }
}
