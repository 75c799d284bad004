//! A date field that holds no date as Exif writes it.

use whence_model::{
    Class, Direction, Family, Finding, Outcome, Strength, Text,
    facts::metadata::{Field, Value},
    t,
};

use super::{
    needs::{answer, evidence, exif},
    unset_clock::{DATES, reads_unset},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/malformed-date",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Date not written as Exif asks", "Date qui ne suit pas la norme Exif"),
    nothing: t("Every date is written as Exif asks.", "Chaque date suit la norme Exif."),
    page: Page {
        looks_at: t(
            "The three Exif dates: their form (YYYY:MM:DD HH:MM:SS) and whether such a day exists. The GPS date has a check of its own.",
            "Les trois dates Exif : leur forme (AAAA:MM:JJ HH:MM:SS) et l'existence d'un tel jour. La date GPS a son propre contrôle.",
        ),
        matters: t(
            "A camera's own firmware rarely writes such a date; a tool or a person often does.",
            "Le logiciel d'un appareil écrit rarement une telle date ; un outil ou une personne, souvent.",
        ),
        innocent: &[
            t(
                "Some tools write dates with dashes, and nothing stops them.",
                "Certains outils écrivent les dates avec des tirets, et rien ne les en empêche.",
            ),
            t(
                "A clock that counts months or days from zero wrote it.",
                "Une horloge qui compte les mois ou les jours à partir de zéro l'a écrite.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), date fields", "Exiv2/exiv2#2718", "exiftool/exiftool#213"],
        rate: t(
            "3 of 172 camera-like JPEGs (reference set of 2026-11).",
            "3 sur 172 JPEG venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let mut wrong = DATES.iter().filter_map(|name| exif.field(name)).filter(|field| malformed(field));
    let Some(first) = wrong.next() else { return Ok(Outcome::NothingFound) };
    let (name, shown) = (&first.name, first.shown.short(40));
    let message = Text::new(
        format!("{name} reads “{shown}”, which is no date as Exif writes it. Some tools write dates in this way."),
        format!(
            "{name} indique « {shown} », ce qui n'est pas une date au format Exif. Certains outils écrivent ainsi."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(first)).also(wrong.map(evidence)).into())
}

fn malformed(field: &Field) -> bool {
    let Value::Text(text) = &field.value else { return !reads_unset(field) };
    let text = text.raw().trim_end_matches(['\0', ' ']);
    let well_formed = text.len() == 19
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 | 13 | 16 => byte == b':',
            10 => byte == b' ',
            _ => byte.is_ascii_digit(),
        });
    let a_date = well_formed && field.moment.is_some();
    !a_date && !reads_unset(field)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    #[test]
    fn dashes() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&[("DateTime", "2024-05-01 10:00:00")]))), @r"
        Context Info
        DateTime reads “2024-05-01 10:00:00”, which is no date as Exif writes it. Some tools write dates in this way.
        DateTime indique « 2024-05-01 10:00:00 », ce qui n'est pas une date au format Exif. Certains outils écrivent ainsi.
          JPEG › APP1 Exif › Main › DateTime = 2024-05-01 10:00:00
        ");
    }

    #[test]
    fn days_that_do_not_exist() {
        for date in ["2024:13:01 10:00:00", "2023:02:29 10:00:00"] {
            assert!(
                seen(&run(&CHECK, &with_exif(&[("DateTimeOriginal", date)]))).starts_with("Context Info"),
                "{date}"
            );
        }
    }

    #[test]
    fn silent_on_dates_blanks_and_the_gps_date() {
        let good = [
            ("DateTime", "2024:05:01 10:00:00"),
            ("DateTimeOriginal", "    :  :     :  :  "),
            ("GPSDateStamp", "2014:09:259"),
        ];
        assert_eq!(seen(&run(&CHECK, &with_exif(&good))), "nothing found");
    }
}
