//! A Samsung firmware that was built after the date of capture.

use whence_model::{Class, Direction, Family, Finding, Moment, Outcome, Strength, Text, t};

use super::{
    brand::brand,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/firmware-after-capture",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Firmware newer than the picture", "Micrologiciel plus récent que l'image"),
    nothing: t(
        "The firmware was built before the picture was taken.",
        "Le micrologiciel a été construit avant la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The Software field of Samsung phones. Its last three signs are year (A is 2001, U is 2021), month (A to L) and revision; they are held against DateTimeOriginal.",
            "Le champ Software des téléphones Samsung. Ses trois derniers signes sont l'année (A pour 2001, U pour 2021), le mois (A à L) et la révision ; ils sont comparés à DateTimeOriginal.",
        ),
        matters: t(
            "The phone cannot have had that firmware on that date. The date was changed, or the fields come from another file.",
            "Le téléphone ne pouvait pas avoir ce micrologiciel à cette date. La date a été modifiée, ou les champs viennent d'un autre fichier.",
        ),
        innocent: &[
            t("The phone's clock was wrong.", "L'horloge du téléphone était déréglée."),
            t(
                "The gallery program rewrote the field when the picture was edited on a phone that was updated since.",
                "La galerie a réécrit le champ lors d'une retouche sur un téléphone mis à jour depuis.",
            ),
        ],
        sources: &["Samsung Community, thread 8769593 (letters of the firmware version)"],
        rate: t(
            "0 of 11 Samsung files of 2014 to 2025 (reference set of 2026-11): too few to call it more than moderate.",
            "0 sur 11 fichiers Samsung de 2014 à 2025 (jeu de référence de 2026-11) : trop peu pour plus qu'un constat modéré.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if brand(text(exif, "Make")?) != Some("samsung") {
        return Ok(Outcome::NotApplicable(t("The camera is not a Samsung.", "L'appareil n'est pas un Samsung.")));
    }
    let software = field(exif, "Software")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let Some(built) = text(exif, "Software").ok().and_then(built) else {
        return Ok(Outcome::NotApplicable(t(
            "The Software field is no Samsung firmware version whose month can be told.",
            "Le champ Software n'est pas une version de micrologiciel Samsung dont on puisse lire le mois.",
        )));
    };
    // A day to spare for zones.
    if taken.clock_seconds() + 86_400 >= built.clock_seconds() {
        return Ok(Outcome::NothingFound);
    }
    let month = format!("{:04}-{:02}", built.year(), built.month());
    let message = Text::new(
        format!(
            "The date of capture is {taken}, but the phone's firmware was built in {month}. The date was changed, or the fields come from another file."
        ),
        format!(
            "La date de prise de vue est {taken}, mais le micrologiciel du téléphone date de {month}. La date a été modifiée, ou les champs viennent d'un autre fichier."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Moderate, message, evidence(software))
        .also([evidence(taken_field)])
        .into())
}

/// The first day of the month in which a firmware such as `G991BXXU3AUJ7` was built.
fn built(version: &str) -> Option<Moment> {
    let bytes = version.as_bytes();
    let shaped = (10..=16).contains(&bytes.len()) && bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let [.., year @ b'K'..=b'Z', month @ b'A'..=b'L', _] = bytes else { return None };
    if !shaped {
        return None;
    }
    Moment::new((2001 + u16::from(year - b'A'), month - b'A' + 1, 1), (0, 0, 0), None)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(make: &str, software: &str, taken: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Make", make), ("Software", software), ("DateTimeOriginal", taken)])))
    }

    #[test]
    fn a_phone_from_the_future() {
        insta::assert_snapshot!(look("samsung", "G991BXXU3AUJ7", "2021:03:05 10:00:00"), @r"
        Edited Moderate
        The date of capture is 2021-03-05 10:00:00, but the phone's firmware was built in 2021-10. The date was changed, or the fields come from another file.
        La date de prise de vue est 2021-03-05 10:00:00, mais le micrologiciel du téléphone date de 2021-10. La date a été modifiée, ou les champs viennent d'un autre fichier.
          JPEG › APP1 Exif › Main › Software = G991BXXU3AUJ7
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2021:03:05 10:00:00
        ");
    }

    #[test]
    fn silent_on_its_own_month_and_on_what_is_no_version() {
        assert_eq!(look("samsung", "G991BXXU3AUJ7", "2021:10:02 10:00:00"), "nothing found");
        assert_eq!(look("samsung", "G900FXXU1ANCE", "2014:05:02 10:00:00"), "nothing found");
        for software in ["Adobe Photoshop", "I9000XXJPY", "G991BXXU3AUZ7", "1.0", "G991BXXU3AÜJ7"] {
            assert!(look("samsung", software, "2010:01:05 10:00:00").starts_with("not applicable"), "{software}");
        }
        assert!(look("Apple", "G991BXXU3AUJ7", "2010:01:05 10:00:00").starts_with("not applicable"));
    }
}
