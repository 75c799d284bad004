//! A position rounder than receivers give.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::{
    needs::{answer, evidence_of, exif},
    position::{exif_position, no_position},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/rounded-coordinates",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Position rounded to a kilometre or two", "Position arrondie à un ou deux kilomètres"),
    nothing: t("The position is as fine as receivers give it.", "La position est aussi fine que celle d'un récepteur."),
    page: Page {
        looks_at: t(
            "Whether latitude and longitude are both whole hundredths of a degree, or both whole minutes: that is, to about a kilometre or two. By chance, that hardly ever happens to a position that a receiver gave.",
            "Si latitude et longitude sont toutes deux des centièmes de degré entiers, ou des minutes entières : soit à un ou deux kilomètres près. Par hasard, cela n'arrive presque jamais à une position donnée par un récepteur.",
        ),
        matters: t(
            "Receivers usually give metres. So round a position may have been set by hand or rounded on purpose; take it as a region, not as a place.",
            "Un récepteur donne d'ordinaire la position au mètre. Si elle est aussi ronde, elle a pu être placée à la main ou arrondie exprès ; à prendre comme une région, non comme un lieu.",
        ),
        innocent: &[
            t(
                "The position was rounded to protect somebody's home.",
                "La position a été arrondie pour protéger un domicile.",
            ),
            t(
                "Somebody placed the picture on a map, or a program looked up the name of a town.",
                "Quelqu'un a placé l'image sur une carte, ou un logiciel a cherché le nom d'une ville.",
            ),
            t(
                "The phone was allowed to know only roughly where it is.",
                "Le téléphone n'avait droit qu'à une position approximative.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), GPSLatitude and GPSLongitude"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// Parts of a degree: hundredths, minutes.
const PARTS: [f64; 2] = [100.0, 60.0];

/// Degrees: less than the last place of a receiver that gives hundredths of a second.
const TO_SPARE: f64 = 1e-6;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let position = exif_position(exif).ok_or_else(no_position)?;
    let whole = |degrees: f64, parts: f64| ((degrees * parts).round() / parts - degrees).abs() < TO_SPARE;
    let round = PARTS.iter().any(|parts| whole(position.latitude, *parts) && whole(position.longitude, *parts));
    let mut places = evidence_of(exif, &["GPSLatitude", "GPSLongitude"]).into_iter();
    let Some(first) = places.next().filter(|_| round) else { return Ok(Outcome::NothingFound) };
    let message = t(
        "The position is rounded to a kilometre or two, while receivers usually give metres. It may have been set by hand, rounded on purpose or known only roughly: take it as a region, not as a place.",
        "La position est arrondie à un ou deux kilomètres, alors qu'un récepteur la donne d'ordinaire au mètre. Elle a pu être placée à la main, arrondie exprès ou connue approximativement : à prendre comme une région, non comme un lieu.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(places).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(latitude: &str, longitude: &str) -> String {
        let fields =
            [("GPSLatitude", latitude), ("GPSLatitudeRef", "N"), ("GPSLongitude", longitude), ("GPSLongitudeRef", "E")];
        seen(&run(&CHECK, &with_exif(&fields)))
    }

    #[test]
    fn whole_minutes() {
        insta::assert_snapshot!(look("48 51 0", "2 21 0"), @r"
        Context Info
        The position is rounded to a kilometre or two, while receivers usually give metres. It may have been set by hand, rounded on purpose or known only roughly: take it as a region, not as a place.
        La position est arrondie à un ou deux kilomètres, alors qu'un récepteur la donne d'ordinaire au mètre. Elle a pu être placée à la main, arrondie exprès ou connue approximativement : à prendre comme une région, non comme un lieu.
          JPEG › APP1 Exif › Gps › GPSLatitude = 48 51 0
          JPEG › APP1 Exif › Gps › GPSLongitude = 2 21 0
        ");
        assert!(look("48.86 0 0", "2.35 0 0").starts_with("Context Info"), "hundredths of a degree");
        assert!(look("48 0 0", "2 0 0").starts_with("Context Info"));
    }

    #[test]
    fn silent_on_receivers() {
        assert_eq!(look("48 51 29.6", "2 21 7.9"), "nothing found");
        assert_eq!(look("48 51.49 0", "2 21.13 0"), "nothing found", "minutes with two places");
        assert_eq!(look("48 51 0", "2 21 7.9"), "nothing found", "one of them may be round by chance");
        assert!(look("0 0 0", "0 0 0").starts_with("not applicable"));
    }
}
