//! A date of capture before the camera model was sold.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    cameras::camera,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/older-than-camera",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Dated before its camera was sold", "Datée d'avant la mise en vente de l'appareil"),
    nothing: t(
        "The camera was on sale in the year of the capture.",
        "L'appareil était en vente l'année de la prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "Make, Model and the year of DateTimeOriginal, against a table of a thousand models with the year in which each was first sold. One year before it the finding is weak, because test units are about.",
            "Make, Model et l'année de DateTimeOriginal, comparés à une table d'un millier de modèles avec l'année de leur mise en vente. Un an avant, le constat est faible, car des appareils de test circulent déjà.",
        ),
        matters: t(
            "A camera takes no picture before it exists. The clock was wrong, the date was changed, or the camera's name comes from another file.",
            "Un appareil ne prend pas d'image avant d'exister. L'horloge était déréglée, la date a été modifiée, ou le nom de l'appareil vient d'un autre fichier.",
        ),
        innocent: &[
            t(
                "The clock was set to a wrong year: that is common.",
                "L'horloge était réglée sur une mauvaise année : c'est fréquent.",
            ),
            t(
                "An old print was photographed again and given its old date.",
                "Un ancien tirage a été rephotographié et daté de son époque.",
            ),
            t("A test unit was used before the sale.", "Un appareil de test a été utilisé avant la vente."),
            t("Our table is wrong by a year.", "Notre table se trompe d'un an."),
        ],
        sources: &["crates/checks/src/metadata/cameras/cameras.tsv: each row names its page"],
        rate: t(
            "0 of 299 dated files whose model was found in another table of that kind (reference set of 2026-11).",
            "0 sur 299 fichiers datés dont le modèle figurait dans une autre table de ce genre (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (make, model) = (text(exif, "Make")?, text(exif, "Model")?);
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let Some(camera) = camera(make, model) else {
        return Ok(Outcome::NotApplicable(t(
            "The camera is not in our table of models.",
            "L'appareil n'est pas dans notre table de modèles.",
        )));
    };
    let strength = match camera.first_year.saturating_sub(taken.year()) {
        0 => return Ok(Outcome::NothingFound),
        // Test units are about before the sale begins.
        1 => Strength::Weak,
        _ => Strength::Moderate,
    };
    let (row, sold, source) = (camera.model, camera.first_sold, camera.source);
    let message = Text::new(
        format!(
            "The date of capture is {taken}, but the camera ({row} in our table) was first sold in {sold} (see {source}). The clock was wrong, the date was changed, or the camera's name comes from another file."
        ),
        format!(
            "La date de prise de vue est {taken}, mais l'appareil ({row} dans notre table) n'a été mis en vente qu'en {sold} (voir {source}). L'horloge était déréglée, la date a été modifiée, ou le nom de l'appareil vient d'un autre fichier."
        ),
    );
    let model = field(exif, "Model")?;
    Ok(Finding::new(Direction::Edited, strength, message, evidence(model)).also([evidence(taken_field)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(make: &str, model: &str, taken: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Make", make), ("Model", model), ("DateTimeOriginal", taken)])))
    }

    #[test]
    fn a_phone_that_was_not_out() {
        insta::assert_snapshot!(look("Apple", "iPhone 12 Pro", "2018:05:01 10:00:00"), @r"
        Edited Moderate
        The date of capture is 2018-05-01 10:00:00, but the camera (iPhone 12 Pro in our table) was first sold in 2020-10 (see Wikipedia: iPhone 12 Pro). The clock was wrong, the date was changed, or the camera's name comes from another file.
        La date de prise de vue est 2018-05-01 10:00:00, mais l'appareil (iPhone 12 Pro dans notre table) n'a été mis en vente qu'en 2020-10 (voir Wikipedia: iPhone 12 Pro). L'horloge était déréglée, la date a été modifiée, ou le nom de l'appareil vient d'un autre fichier.
          JPEG › APP1 Exif › Main › Model = iPhone 12 Pro
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2018:05:01 10:00:00
        ");
    }

    #[test]
    fn the_year_before_may_be_a_test_unit() {
        assert!(look("samsung", "SM-G991B", "2020:12:20 10:00:00").starts_with("Edited Weak"));
        assert!(look("samsung", "SM-G991B", "2019:12:20 10:00:00").starts_with("Edited Moderate"));
    }

    #[test]
    fn silent_from_its_year_on_and_on_unset_clocks() {
        assert_eq!(look("Apple", "iPhone 12 Pro", "2020:01:02 10:00:00"), "nothing found");
        assert_eq!(look("Canon", "Canon EOS 5D Mark III", "2013:09:07 06:45:12"), "nothing found");
        for unset in ["2008:01:01 00:04:12", "0000:00:00 00:00:00", "2002:12:08 12:00:00"] {
            assert!(look("NIKON CORPORATION", "NIKON D850", unset).starts_with("not applicable"), "{unset}");
        }
    }

    #[test]
    fn silent_on_models_that_nobody_entered() {
        for (make, model) in
            [("Apple", "iPhone 99"), ("Canon", "Canon EOS"), ("Asus", "iPhone 12 Pro"), ("DJI", "FLIR")]
        {
            assert!(look(make, model, "1999:05:01 10:00:00").starts_with("not applicable"), "{make} {model}");
        }
    }
}
