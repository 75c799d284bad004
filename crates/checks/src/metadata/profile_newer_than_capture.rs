//! A colour profile that was made long after the picture.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::{
    duration::in_words,
    needs::{answer, date, evidence, exif, icc},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/profile-newer-than-capture",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Colour profile newer than the capture", "Profil de couleur plus récent que la prise de vue"),
    nothing: t(
        "The colour profile was made before the capture, or at most a year after it.",
        "Le profil de couleur est antérieur à la prise de vue, ou la suit d'un an au plus.",
    ),
    page: Page {
        looks_at: t(
            "The date of creation in the header of the ICC profile against DateTimeOriginal, with one year to spare.",
            "La date de création dans l'en-tête du profil ICC, comparée à DateTimeOriginal, avec un an de marge.",
        ),
        matters: t(
            "If the date of capture is right, the profile was not in the file then: it was written again later. That need not have changed the picture.",
            "Si la date de prise de vue est juste, le profil n'était pas encore dans le fichier : celui-ci a été réécrit plus tard. L'image n'en est pas forcément changée.",
        ),
        innocent: &[
            t(
                "A photo library converted or exported an old picture, as for sending it.",
                "Une photothèque a converti ou exporté une ancienne image, par exemple pour l'envoyer.",
            ),
            t(
                "An old print or film was scanned and given its old date.",
                "Un ancien tirage ou film a été numérisé et daté de son époque.",
            ),
            t("The camera's clock was years behind.", "L'horloge de l'appareil retardait de plusieurs années."),
        ],
        sources: &[
            "ICC.1:2022, 7.2 (profile header, date and time)",
            "N. Krawetz, “Metadata Tools of the Trade”, 2016 (profiles and what embeds them)",
        ],
        rate: t(
            "6 of 91 files with both: 3 edited ones, and 3 cameras whose profile was at most three weeks newer, now left out (reference set of 2026-11).",
            "6 sur 91 fichiers ayant les deux : 3 retouchés, et 3 appareils dont le profil était plus récent de trois semaines au plus, désormais exclus (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const TO_SPARE: i64 = 366 * 86_400;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let icc = icc(case)?;
    let (taken, taken_field) = date(exif(case)?, "DateTimeOriginal")?;
    // A profile that is newer than today has no date that says anything.
    let today = case.facts.examined_at.saturating_add(2 * 86_400);
    let Some(made) = icc.created.filter(|made| made.clock_seconds() <= today) else {
        return Ok(Outcome::NotApplicable(t(
            "The colour profile gives no possible date.",
            "Le profil de couleur n'indique pas de date possible.",
        )));
    };
    let gap = made.clock_seconds() - taken.clock_seconds();
    if gap <= TO_SPARE {
        return Ok(Outcome::NothingFound);
    }
    let (en, fr) = in_words(gap);
    let (which_en, which_fr) = match &icc.description {
        Some(description) => (format!(" “{}”", description.short(40)), format!(" « {} »", description.short(40))),
        None => (String::new(), String::new()),
    };
    let message = Text::new(
        format!(
            "The colour profile{which_en} was made on {made}, {en} after the date of capture ({taken}). The file was probably written again later, as by a conversion; or the date of capture is too early."
        ),
        format!(
            "Le profil de couleur{which_fr} date du {made}, {fr} après la date de prise de vue ({taken}). Le fichier a sans doute été réécrit plus tard, par exemple lors d'une conversion ; ou la date de prise de vue est trop ancienne."
        ),
    );
    let profile = Evidence::new(icc.place.clone(), made.to_string());
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, profile).also([evidence(taken_field)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_profile};

    fn look(taken: &str, made: &str) -> String {
        seen(&run(&CHECK, &with_profile(with_exif(&[("DateTimeOriginal", taken)]), "sRGB", made)))
    }

    #[test]
    fn a_profile_of_later_years() {
        insta::assert_snapshot!(look("2012:05:01 10:00:00", "2016:12:08 09:38:28"), @r"
        Edited Weak
        The colour profile “sRGB” was made on 2016-12-08 09:38:28, 5 years after the date of capture (2012-05-01 10:00:00). The file was probably written again later, as by a conversion; or the date of capture is too early.
        Le profil de couleur « sRGB » date du 2016-12-08 09:38:28, 5 ans après la date de prise de vue (2012-05-01 10:00:00). Le fichier a sans doute été réécrit plus tard, par exemple lors d'une conversion ; ou la date de prise de vue est trop ancienne.
          JPEG › APP2 ICC = 2016-12-08 09:38:28
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2012:05:01 10:00:00
        ");
    }

    #[test]
    fn silent_within_a_year_and_without_a_date() {
        assert_eq!(look("2001:05:01 10:00:00", "2002:04:20 00:00:00"), "nothing found");
        assert_eq!(look("2020:05:01 10:00:00", "2016:12:08 09:38:28"), "nothing found");
        assert!(look("2012:05:01 10:00:00", "").starts_with("not applicable"));
        assert!(look("2012:05:01 10:00:00", "2044:01:01 00:00:00").starts_with("not applicable"));
        assert!(look("2002:01:01 00:00:00", "2016:12:08 09:38:28").starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &with_exif(&[]))).starts_with("not applicable"));
    }
}
