//! A date of capture before the version of Google's camera app that wrote the picture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, date, evidence, exif, field, text};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/older-than-camera-app",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Dated before its camera app was built", "Datée d'avant la version de son app photo"),
    nothing: t(
        "The camera app may have existed when the picture was taken.",
        "L'app photo pouvait exister lors de la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The Software field of Google's camera app (such as HDR+ 1.0.199571065z). Its last number rises with every change to the program; five dated pictures tell how early a number can be, with a year to spare.",
            "Le champ Software de l'app photo de Google (comme HDR+ 1.0.199571065z). Son dernier numéro augmente à chaque changement du programme ; cinq images datées disent à partir de quand un numéro est possible, avec un an de marge.",
        ),
        matters: t(
            "The program that is named probably did not exist on the date of capture. The clock was wrong, the date was changed, or the fields come from another file.",
            "Le programme nommé n'existait sans doute pas à la date de prise de vue. L'horloge était déréglée, la date a été modifiée, ou les champs viennent d'un autre fichier.",
        ),
        innocent: &[
            t("The phone's clock was wrong.", "L'horloge du téléphone était déréglée."),
            t(
                "An old print was photographed and given its old date.",
                "Un ancien tirage a été photographié et daté de son époque.",
            ),
            t(
                "A tool copied the field from one picture into another.",
                "Un outil a copié le champ d'une image dans une autre.",
            ),
        ],
        sources: &["Measured on dated pictures of Pixel phones, 2018 to 2024 (reference set of 2026-11)"],
        rate: t(
            "Measured only on the five pictures that the numbers come from: their order fits their dates (reference set of 2026-11).",
            "Mesuré sur cinq images seulement, d'où viennent les nombres : leur ordre suit leurs dates (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Changelists, and the year of a picture that carries each: a higher one was not there a year earlier.
const SEEN_IN: &[(u64, u16)] =
    &[(177_471_000, 2018), (199_571_065, 2018), (334_700_659, 2020), (570_503_588, 2023), (621_982_163, 2024)];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let changelist = text(exif, "Software").ok().and_then(changelist);
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let Some(changelist) = changelist else {
        return Ok(Outcome::NotApplicable(t(
            "Software is no version of Google's camera app.",
            "Software n'est pas une version de l'app photo de Google.",
        )));
    };
    let known = SEEN_IN.iter().rev().find(|(seen, _)| changelist >= *seen);
    let Some((_, year)) = known.filter(|(_, year)| taken.year() + 1 < *year) else { return Ok(Outcome::NothingFound) };
    let message = Text::new(
        format!(
            "The date of capture is {taken}, but version {changelist} of Google's camera app, which the file names, is as far as we know not older than {}. The clock was wrong, the date was changed, or the fields come from another file.",
            year - 1
        ),
        format!(
            "La date de prise de vue est {taken}, mais la version {changelist} de l'app photo de Google, que nomme le fichier, n'est à notre connaissance pas antérieure à {}. L'horloge était déréglée, la date a été modifiée, ou les champs viennent d'un autre fichier.",
            year - 1
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(field(exif, "Software")?))
        .also([evidence(taken_field)])
        .into())
}

/// The 199571065 of `HDR+ 1.0.199571065z`.
fn changelist(software: &str) -> Option<u64> {
    let rest = software.strip_prefix("HDR+ 1.0.")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let shaped = (6..=12).contains(&digits) && rest[digits..].bytes().all(|b| b.is_ascii_lowercase());
    if shaped { rest[..digits].parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(software: &str, taken: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Make", "Google"), ("Software", software), ("DateTimeOriginal", taken)])))
    }

    #[test]
    fn a_version_from_the_future() {
        insta::assert_snapshot!(look("HDR+ 1.0.345618096zd", "2017:03:05 10:00:00"), @r"
        Edited Weak
        The date of capture is 2017-03-05 10:00:00, but version 345618096 of Google's camera app, which the file names, is as far as we know not older than 2019. The clock was wrong, the date was changed, or the fields come from another file.
        La date de prise de vue est 2017-03-05 10:00:00, mais la version 345618096 de l'app photo de Google, que nomme le fichier, n'est à notre connaissance pas antérieure à 2019. L'horloge était déréglée, la date a été modifiée, ou les champs viennent d'un autre fichier.
          JPEG › APP1 Exif › Main › Software = HDR+ 1.0.345618096zd
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2017:03:05 10:00:00
        ");
    }

    #[test]
    fn silent_with_a_year_to_spare_and_below_what_was_measured() {
        assert_eq!(look("HDR+ 1.0.199571065z", "2018:07:25 16:34:23"), "nothing found");
        assert_eq!(look("HDR+ 1.0.334700659zd", "2019:01:01 10:00:00"), "nothing found");
        assert!(look("HDR+ 1.0.334700659zd", "2018:12:31 10:00:00").starts_with("Edited Weak"));
        assert_eq!(look("HDR+ 1.0.100000000z", "2005:01:05 10:00:00"), "nothing found");
        assert_eq!(look("HDR+ 1.0.999999999z", "2023:01:05 10:00:00"), "nothing found");
    }

    #[test]
    fn silent_on_other_software_and_on_unset_clocks() {
        for software in ["HDR+ 1.0.", "HDR+ 1.0.12z", "HDR+ 2.0.334700659zd", "HDR+ 1.0.3347006591234567z", "17.1"] {
            assert!(look(software, "2005:03:05 10:00:00").starts_with("not applicable"), "{software}");
        }
        assert!(look("HDR+ 1.0.334700659zd", "2002:12:08 12:00:00").starts_with("not applicable"));
    }
}
