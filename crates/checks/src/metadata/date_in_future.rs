//! A date that has not come yet.

use whence_model::{Class, Direction, Evidence, Family, Finding, Moment, Outcome, Strength, Text, t};

use super::{
    needs::{date, evidence, property_evidence},
    unset_clock::DATES,
    written_date::xmp_moment,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/date-in-future",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Date in the future", "Date dans le futur"),
    nothing: t("No date lies in the future.", "Aucune date n'est dans le futur."),
    page: Page {
        looks_at: t(
            "The dates in Exif and XMP, against the clock of this computer with 36 hours to spare.",
            "Les dates dans Exif et XMP, comparées à l'horloge de cet ordinateur avec 36 heures de marge.",
        ),
        matters: t(
            "A clock was wrong, or the date was made up.",
            "Une horloge était mal réglée, ou la date a été inventée.",
        ),
        innocent: &[
            t("The year on the camera was set wrongly.", "L'année de l'appareil était mal réglée."),
            t("The clock of this computer is wrong.", "L'horloge de cet ordinateur est déréglée."),
        ],
        sources: &["CIPA DC-008 (Exif), date fields", "ISO 16684-1 (XMP), date values"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

/// More than the widest zones apart, and some for clocks.
const TO_SPARE: i64 = 36 * 3600;

const XMP_DATES: [&str; 5] =
    ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "photoshop:DateCreated", "exif:DateTimeOriginal"];

fn run(case: &Case) -> Outcome {
    let metadata = &case.facts.metadata;
    let mut dates: Vec<(Moment, Evidence)> = Vec::new();
    if let Some(exif) = metadata.exif.read() {
        let found = DATES.iter().filter_map(|name| date(exif, name).ok());
        dates.extend(found.map(|(moment, field)| (moment, evidence(field))));
    }
    let properties = XMP_DATES.iter().filter_map(|name| metadata.xmp(name));
    dates.extend(properties.filter_map(|p| Some((xmp_moment(p.value.raw())?, property_evidence(p)))));
    if dates.is_empty() {
        return Outcome::NotApplicable(t("The file has no dates.", "Le fichier n'a pas de dates."));
    }
    let limit = case.facts.examined_at.saturating_add(TO_SPARE);
    dates.retain(|(moment, _)| moment.utc_seconds().unwrap_or(moment.clock_seconds()) > limit);
    let mut dates = dates.into_iter();
    let Some((moment, evidence)) = dates.next() else { return Outcome::NothingFound };
    let message = Text::new(
        format!(
            "The file gives the date {moment}, which has not come yet. A clock was set wrongly, or the date was made up."
        ),
        format!(
            "Le fichier donne la date {moment}, qui n'est pas encore venue. Une horloge était mal réglée, ou la date a été inventée."
        ),
    );
    Finding::new(Direction::Edited, Strength::Moderate, message, evidence).also(dates.map(|(_, e)| e)).into()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_exif, xmp};

    #[test]
    fn next_year() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&[("DateTimeOriginal", "2027:11:23 12:00:00")]))), @r"
        Edited Moderate
        The file gives the date 2027-11-23 12:00:00, which has not come yet. A clock was set wrongly, or the date was made up.
        Le fichier donne la date 2027-11-23 12:00:00, qui n'est pas encore venue. Une horloge était mal réglée, ou la date a été inventée.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2027:11:23 12:00:00
        ");
        let mut facts = facts();
        facts.metadata.xmp = xmp(&[("xmp:CreateDate", "2044-01-01T00:00:00Z")]);
        assert!(seen(&run(&CHECK, &facts)).starts_with("Edited Moderate"));
    }

    #[test]
    fn silent_within_a_day() {
        // The specimen is looked at on 2026-11-23 12:00:00 UTC.
        let look = |date| seen(&run(&CHECK, &with_exif(&[("DateTime", date)])));
        assert_eq!(look("2026:11:25 00:00:00"), "nothing found");
        assert_ne!(look("2026:11:25 00:00:01"), "nothing found");
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
