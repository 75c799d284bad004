//! Time zones in one file that cannot both hold.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, evidence, exif};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/offset-times-disagree",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Time zones disagree", "Fuseaux horaires en désaccord"),
    nothing: t("The time zones in the file agree.", "Les fuseaux horaires du fichier concordent."),
    page: Page {
        looks_at: t(
            "The Exif fields OffsetTimeOriginal, OffsetTimeDigitized and OffsetTime, where the clock times that belong to them are equal; and whether each is a zone at all (−12:00 to +14:00 in steps of 15 minutes).",
            "Les champs Exif OffsetTimeOriginal, OffsetTimeDigitized et OffsetTime, quand les heures qui vont avec sont égales ; et si chacun est bien un fuseau (de −12:00 à +14:00 par pas de 15 minutes).",
        ),
        matters: t(
            "One shot happens in one zone. A zone that was changed in one field only was changed later.",
            "Une prise de vue a lieu dans un seul fuseau. Un fuseau modifié dans un seul champ l'a été après coup.",
        ),
        innocent: &[
            t(
                "A tool corrected the zone of a journey in one field only.",
                "Un outil a corrigé le fuseau d'un voyage dans un seul champ.",
            ),
            t("The phone changed zone at the moment of the shot.", "Le téléphone changeait de fuseau à cet instant."),
        ],
        sources: &["CIPA DC-008 (Exif 2.31 and later), tags 0x9010 to 0x9012"],
        rate: t(
            "All 43 files with zones hold valid ones; how often they disagree was not counted (reference set of 2026-11).",
            "Les 43 fichiers avec fuseau en ont un valable ; leurs désaccords n'ont pas été comptés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const FIELDS: [(&str, &str); 3] = [
    ("OffsetTimeOriginal", "DateTimeOriginal"),
    ("OffsetTimeDigitized", "DateTimeDigitized"),
    ("OffsetTime", "DateTime"),
];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let mut zones = Vec::new();
    for (name, date) in FIELDS {
        let (Some(field), Some(text)) = (exif.field(name), exif.text(name)) else { continue };
        // Exif writes blanks between the signs where the zone is not known.
        if !text.contains(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let Some(minutes) = zone(text) else {
            let shown = field.shown.short(20);
            let message = Text::new(
                format!(
                    "{name} reads “{shown}”, which is no time zone. Something other than a camera may have written it."
                ),
                format!(
                    "{name} indique « {shown} », ce qui n'est pas un fuseau horaire. Ce n'est peut-être pas un appareil qui l'a écrit."
                ),
            );
            return Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(field)).into());
        };
        zones.push((field, minutes, exif.moment(date).map(|m| m.clock_seconds())));
    }
    let Some(((first, minutes, clock), others)) = zones.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(Outcome::NotApplicable(t(
            "The file does not give its time zone twice.",
            "Le fichier ne donne pas son fuseau horaire deux fois.",
        )));
    };
    let other = others.iter().find(|(_, m, c)| m != minutes && c == clock && clock.is_some());
    let Some((other, ..)) = other else { return Ok(Outcome::NothingFound) };
    let (a, b) = (first.shown.short(20), other.shown.short(20));
    let message = Text::new(
        format!(
            "The same clock time stands in two zones: {a} in {}, {b} in {}. One of them was changed after the shot.",
            first.name, other.name
        ),
        format!(
            "La même heure figure dans deux fuseaux : {a} dans {}, {b} dans {}. L'un d'eux a été modifié après la prise de vue.",
            first.name, other.name
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(first)).also([evidence(other)]).into())
}

/// Minutes ahead of UTC of `±HH:MM`, where such a zone may exist; some software writes `Z` for UTC.
fn zone(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let digits = |range: std::ops::Range<usize>| text.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let minutes = digits(1..3)?.parse::<i32>().ok()? * 60 + digits(4..6)?.parse::<i32>().ok()?;
    let minutes = match (text.get(..1)?, text.get(3..4)?, text.len()) {
        ("+", ":", 6) => minutes,
        ("-", ":", 6) => -minutes,
        _ => return None,
    };
    ((-720..=840).contains(&minutes) && minutes % 15 == 0).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    const SHOT: [(&str, &str); 3] = [
        ("DateTimeOriginal", "2024:05:01 10:00:00"),
        ("DateTimeDigitized", "2024:05:01 10:00:00"),
        ("OffsetTimeOriginal", "+02:00"),
    ];

    fn look(more: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(&[&SHOT, more].concat())))
    }

    #[test]
    fn one_time_in_two_zones() {
        insta::assert_snapshot!(look(&[("OffsetTimeDigitized", "-05:00")]), @r"
        Edited Weak
        The same clock time stands in two zones: +02:00 in OffsetTimeOriginal, -05:00 in OffsetTimeDigitized. One of them was changed after the shot.
        La même heure figure dans deux fuseaux : +02:00 dans OffsetTimeOriginal, -05:00 dans OffsetTimeDigitized. L'un d'eux a été modifié après la prise de vue.
          JPEG › APP1 Exif › Exif › OffsetTimeOriginal = +02:00
          JPEG › APP1 Exif › Exif › OffsetTimeDigitized = -05:00
        ");
    }

    #[test]
    fn what_is_no_zone() {
        for zone in ["+25:00", "02:00", "+02:07", "Paris"] {
            assert!(look(&[("OffsetTimeDigitized", zone)]).contains("no time zone"), "{zone}");
        }
    }

    #[test]
    fn silent_where_they_agree_or_the_file_was_saved_elsewhere() {
        assert_eq!(look(&[("OffsetTimeDigitized", "+02:00")]), "nothing found");
        assert_eq!(look(&[("OffsetTime", "-05:00"), ("DateTime", "2024:05:09 18:00:00")]), "nothing found");
        assert!(look(&[("OffsetTime", "   :  ")]).starts_with("not applicable"));
        assert_eq!(look(&[("OffsetTime", "Z"), ("DateTime", "2024:05:09 18:00:00")]), "nothing found");
    }
}
