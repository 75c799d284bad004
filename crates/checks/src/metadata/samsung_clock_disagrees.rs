//! The time in a Samsung phone's own block against the date of capture.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Moment, Outcome, Strength, Text, facts::metadata::SamsungTrailer, t,
};

use super::{
    duration::in_words,
    needs::{answer, date, evidence, exif, samsung},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/samsung-clock-disagrees",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Samsung's own record of the time differs", "L'heure notée par Samsung diffère"),
    nothing: t(
        "The time in the phone's own block fits the date of capture.",
        "L'heure du bloc propre au téléphone correspond à la date de prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "Image_UTC_Data, which Samsung phones write in UTC behind the picture, against DateTimeOriginal. With a time zone they must agree within two minutes; without one any zone in steps of 15 minutes will do. A gap of whole quarter hours, or traces of the phone's own editor in the block, make the finding weak.",
            "Image_UTC_Data, que les téléphones Samsung écrivent en UTC après l'image, comparée à DateTimeOriginal. Avec un fuseau, deux minutes d'écart au plus ; sans fuseau, tout fuseau par pas de 15 minutes convient. Un écart en quarts d'heure entiers, ou des traces de l'éditeur du téléphone dans le bloc, rendent le constat faible.",
        ),
        matters: t(
            "The phone writes one moment in two places, and most programs that change the Exif date do not know the other. Where they differ, one of them may have been changed or come from another file.",
            "Le téléphone écrit un même instant à deux endroits, et la plupart des logiciels qui modifient la date Exif ignorent l'autre. S'ils diffèrent, l'un a pu être modifié ou venir d'un autre fichier.",
        ),
        innocent: &[
            t(
                "The date was corrected in a photo library because the phone's clock was wrong.",
                "La date a été corrigée dans une photothèque parce que l'horloge du téléphone était déréglée.",
            ),
            t(
                "A program shifted the date to the zone of a journey.",
                "Un logiciel a décalé la date vers le fuseau d'un voyage.",
            ),
            t("The gallery app saved a copy later.", "La galerie a enregistré une copie plus tard."),
        ],
        sources: &[
            "exiftool.org/forum, topic 16086 (names of Samsung's trailer data)",
            "CIPA DC-008 (Exif), DateTimeOriginal and OffsetTimeOriginal",
        ],
        rate: t(
            "0 of 4 files with both: all four agree to the second (reference set of 2026-11). Too few for more than a moderate finding.",
            "0 sur 4 fichiers ayant les deux : tous concordent à la seconde (jeu de référence de 2026-11). C'est trop peu pour plus qu'un constat modéré.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// Long exposures and the work on them.
const TO_SPARE: i64 = 120;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let trailer = samsung(case)?;
    let (taken, field) = date(exif(case)?, "DateTimeOriginal")?;
    let (noted, note) = noted(trailer)?;
    let gap = gap(taken, noted);
    let fits = if taken.offset.is_some() { gap.abs() <= TO_SPARE } else { zones::is_zone(gap, TO_SPARE) };
    if fits {
        return Ok(Outcome::NothingFound);
    }
    let edited = trailer.entries.iter().any(|entry| EDITOR.iter().any(|start| entry.name.raw().starts_with(start)));
    let other_zone = zones::may_be_two_zones(gap, TO_SPARE);
    let strength = if edited || other_zone { Strength::Weak } else { Strength::Moderate };
    // In hours, two that no zone explains would read like a zone.
    let (en, fr) = match gap.abs() {
        apart if apart <= zones::WIDEST => (format!("{} minutes", apart / 60), format!("{} minutes", apart / 60)),
        _ => in_words(gap),
    };
    let message = Text::new(
        format!(
            "Exif dates the capture to {taken}, the phone's own block to {noted}: {en} apart, which no time zone given explains. One of the two may have been changed or come from another file."
        ),
        format!(
            "Exif date la prise de vue du {taken}, le bloc propre au téléphone du {noted} : {fr} d'écart, qu'aucun fuseau indiqué n'explique. L'un des deux a pu être modifié ou venir d'un autre fichier."
        ),
    );
    let mut finding = Finding::new(Direction::Edited, strength, message, evidence(field)).also([note]);
    if edited {
        finding = finding.innocent(t(
            "The phone's own editor left its traces in the block and may have dated it again.",
            "L'éditeur du téléphone a laissé ses traces dans le bloc et a pu le redater.",
        ));
    }
    Ok(finding.into())
}

/// When the phone says in its own block that the picture was taken, with where it says so.
pub fn noted(trailer: &SamsungTrailer) -> Result<(Moment, Evidence), Outcome> {
    let Some(noted) = trailer.taken else {
        return Err(Outcome::NotApplicable(t(
            "The phone's own block gives no time.",
            "Le bloc propre au téléphone n'indique pas d'heure.",
        )));
    };
    let place = trailer.entry("Image_UTC_Data").map_or(&trailer.place, |entry| &entry.place);
    Ok((noted, Evidence::new(place.clone(), noted.to_string())))
}

/// Seconds from one to the other in UTC, or, where the date has no zone, by which its clock is ahead of UTC.
pub fn gap(taken: Moment, noted: Moment) -> i64 {
    taken.utc_seconds().unwrap_or(taken.clock_seconds()) - noted.clock_seconds()
}

/// How the names of data begin that the phone's editor adds.
const EDITOR: &[&str] = &["PhotoEditor_", "Intelligent_PhotoEditor_", "deco_"];

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_samsung};

    fn look(taken: &str, entries: &[&str]) -> String {
        let facts = with_exif(&[("DateTimeOriginal", taken)]);
        seen(&run(&CHECK, &with_samsung(facts, "2024:05:01 08:00:00", entries)))
    }

    #[test]
    fn three_days_from_the_phones_own_record() {
        insta::assert_snapshot!(look("2024:05:04 10:07:00+02:00", &["Image_UTC_Data"]), @r"
        Edited Moderate
        Exif dates the capture to 2024-05-04 10:07:00 +02:00, the phone's own block to 2024-05-01 08:00:00 UTC: 3 days apart, which no time zone given explains. One of the two may have been changed or come from another file.
        Exif date la prise de vue du 2024-05-04 10:07:00 +02:00, le bloc propre au téléphone du 2024-05-01 08:00:00 UTC : 3 jours d'écart, qu'aucun fuseau indiqué n'explique. L'un des deux a pu être modifié ou venir d'un autre fichier.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:04 10:07:00+02:00
          JPEG › SEFT = 2024-05-01 08:00:00 UTC
        ");
        let no_zone = look("2024:05:01 10:07:00", &[]);
        assert!(no_zone.starts_with("Edited Moderate") && no_zone.contains(": 127 minutes apart"), "{no_zone}");
    }

    #[test]
    fn a_shifted_zone_and_the_phones_editor_are_weak() {
        assert!(look("2024:05:01 15:00:00+02:00", &[]).starts_with("Edited Weak"));
        assert!(look("2024:05:04 10:07:00", &["PhotoEditor_Re_Edit_Data"]).starts_with("Edited Weak"));
    }

    #[test]
    fn silent_where_a_zone_fits() {
        for taken in ["2024:05:01 10:00:01+02:00", "2024:05:01 10:00:03", "2024:05:01 13:45:00", "2024:04:30 20:00:00"]
        {
            assert_eq!(look(taken, &[]), "nothing found", "{taken}");
        }
        assert!(look("2014:01:01 00:00:03", &[]).starts_with("not applicable"));
        let facts = with_exif(&[("DateTimeOriginal", "2024:05:01 10:00:00")]);
        assert!(seen(&run(&CHECK, &facts)).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &with_samsung(facts, "", &[]))).starts_with("not applicable"));
    }
}
