//! A date of capture before the version of Exif that the file follows was published.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, facts::metadata::Field, t};

use super::{
    capture::is_scan,
    editor::editor_named,
    needs::{answer, date, evidence, exif, field},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/older-than-exif-version",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Taken before its Exif version existed", "Prise avant que sa version d'Exif n'existe"),
    nothing: t(
        "The Exif version existed when the picture was taken.",
        "La version d'Exif existait lors de la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "ExifVersion and the year of DateTimeOriginal. Versions and years: 2.2 (2002), 2.21 (2003), 2.3 (2010), 2.31 (2016), 2.32 (2019), 3.0 (2023). Scanners are left out; dates before 1995, when no camera wrote Exif, are weak, and so are files that name an editing program.",
            "ExifVersion et l'année de DateTimeOriginal. Versions et années : 2.2 (2002), 2.21 (2003), 2.3 (2010), 2.31 (2016), 2.32 (2019), 3.0 (2023). Les scanners sont exclus ; une date antérieure à 1995, où aucun appareil n'écrivait d'Exif, donne un constat faible, de même qu'un logiciel de retouche nommé.",
        ),
        matters: t(
            "The metadata was written by something newer than the date it gives.",
            "Les métadonnées ont été écrites par quelque chose de plus récent que la date qu'elles donnent.",
        ),
        innocent: &[
            t(
                "Photoshop and Lightroom raise the version when they save.",
                "Photoshop et Lightroom relèvent la version à l'enregistrement.",
            ),
            t(
                "The camera's clock was set to a wrong year.",
                "L'horloge de l'appareil était réglée sur une mauvaise année.",
            ),
            t(
                "An old print was scanned and given its old date.",
                "Un ancien tirage a été numérisé et daté de son époque.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif) 2.3, 2.31, 2.32, 3.0; JEITA CP-3451 (Exif 2.2, 2.21): title pages"],
        rate: t(
            "4 of 319 dated files: 2 Adobe edits, 1 synthetic, 1 unset clock (reference set of 2026-11).",
            "4 sur 319 fichiers datés : 2 retouches Adobe, 1 synthétique, 1 horloge jamais réglée (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const PUBLISHED: &[(&str, u16)] =
    &[("0220", 2002), ("0221", 2003), ("0230", 2010), ("0231", 2016), ("0232", 2019), ("0300", 2023)];

/// Before it there were no cameras that write Exif: the date is that of a print, or of a clock.
const FIRST_DIGITAL: u16 = 1995;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let version_field = field(exif, "ExifVersion")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    if is_scan(exif) {
        return Ok(Outcome::NotApplicable(t(
            "The picture was scanned: its date may be that of the print.",
            "L'image a été scannée : sa date peut être celle du tirage.",
        )));
    }
    let version = version(version_field);
    let Some((_, year)) = PUBLISHED.iter().find(|(known, _)| *known == version) else {
        return Ok(Outcome::NotApplicable(t(
            "The Exif version is not one whose year of publication we know.",
            "La version d'Exif n'est pas de celles dont nous connaissons l'année de publication.",
        )));
    };
    if taken.year() >= *year {
        return Ok(Outcome::NothingFound);
    }
    let dated_print = taken.year() < FIRST_DIGITAL;
    let strength = if dated_print || editor_named(case.facts) { Strength::Weak } else { Strength::Moderate };
    let message = Text::new(
        format!(
            "The date of capture is {taken}, but the metadata follows a version of Exif that was published in {year}. Date or metadata were written later."
        ),
        format!(
            "La date de prise de vue est {taken}, mais les métadonnées suivent une version d'Exif publiée en {year}. La date ou les métadonnées ont été écrites plus tard."
        ),
    );
    Ok(Finding::new(Direction::Edited, strength, message, evidence(version_field)).also([evidence(taken_field)]).into())
}

/// Four digits, whether they are shown as `0230` or as `2.3` or `2.31`.
fn version(field: &Field) -> String {
    let shown = field.shown.raw().trim_matches(|c: char| !c.is_ascii_digit());
    match shown.split_once('.') {
        Some((major, minor)) => format!("{major:0>2}{minor:0<2}"),
        None => shown.chars().filter(char::is_ascii_digit).take(8).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    #[test]
    fn a_version_from_the_future() {
        let facts = with_exif(&[("ExifVersion", "0232"), ("DateTimeOriginal", "2012:05:01 10:00:00")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Moderate
        The date of capture is 2012-05-01 10:00:00, but the metadata follows a version of Exif that was published in 2019. Date or metadata were written later.
        La date de prise de vue est 2012-05-01 10:00:00, mais les métadonnées suivent une version d'Exif publiée en 2019. La date ou les métadonnées ont été écrites plus tard.
          JPEG › APP1 Exif › Exif › ExifVersion = 0232
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2012:05:01 10:00:00
        ");
    }

    #[test]
    fn an_editor_explains_it() {
        let facts = with_exif(&[
            ("ExifVersion", "2.31"),
            ("DateTimeOriginal", "2012:05:01 10:00:00"),
            ("Software", "Adobe Photoshop 21.0"),
        ]);
        assert!(seen(&run(&CHECK, &facts)).starts_with("Edited Weak"));
    }

    #[test]
    fn a_dated_print_explains_it() {
        let print = [("ExifVersion", "0231"), ("DateTimeOriginal", "1985:07:14 12:00:00")];
        assert!(seen(&run(&CHECK, &with_exif(&print))).starts_with("Edited Weak"));
        let scan = [&print[..], &[("Model", "Perfection V700")]].concat();
        assert!(seen(&run(&CHECK, &with_exif(&scan))).starts_with("not applicable"));
    }

    #[test]
    fn silent_on_the_year_itself_and_on_unset_clocks() {
        let look = |date| seen(&run(&CHECK, &with_exif(&[("ExifVersion", "0230"), ("DateTimeOriginal", date)])));
        assert_eq!(look("2010:01:15 10:00:00"), "nothing found");
        assert!(look("2000:01:01 00:00:00").starts_with("not applicable"));
    }
}
