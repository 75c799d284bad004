//! A date of capture stands there, and no camera.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::{
    needs::{answer, evidence, exif},
    shared_copy::screenshot,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/dates-without-device",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Date of capture without a camera", "Date de prise de vue sans appareil"),
    nothing: t("No date of capture without the name of a camera.", "Pas de date de prise de vue sans nom d'appareil."),
    page: Page {
        looks_at: t(
            "Exif data with DateTimeOriginal or DateTimeDigitized but neither Make nor Model (the camera's maker and name), there or in XMP. Screenshots, which have no camera to name, are left out.",
            "Les données Exif avec DateTimeOriginal ou DateTimeDigitized, mais sans Make ni Model (la marque et le nom de l'appareil), là ou dans XMP. Les captures d'écran, sans appareil à nommer, sont exclues.",
        ),
        matters: t(
            "Cameras normally write both. The camera's name may have been removed, or a program may have written the date; on its own, such a date says little.",
            "Les appareils écrivent normalement les deux. Le nom de l'appareil a pu être retiré, ou la date écrite par un logiciel ; à elle seule, une telle date dit peu.",
        ),
        innocent: &[
            t(
                "A privacy tool, a website or a messenger removed the camera's name.",
                "Un outil de confidentialité, un site ou une messagerie a retiré le nom de l'appareil.",
            ),
            t(
                "The app, webcam or scanner that made the picture writes a date and no name.",
                "L'application, la webcam ou le scanner d'origine écrit une date sans nom.",
            ),
            t(
                "A photo library dated a scan or a received picture.",
                "Une photothèque a daté un scan ou une image reçue.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x010f Make, 0x0110 Model, 0x9003 DateTimeOriginal"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let dates = ["DateTimeOriginal", "DateTimeDigitized"].into_iter().filter_map(|name| exif.field(name));
    let dates: Vec<Evidence> = dates.filter(|field| field.moment.is_some()).map(evidence).collect();
    let mut dates = dates.into_iter();
    let Some(first) = dates.next() else {
        return Ok(Outcome::NotApplicable(t(
            "The Exif data gives no date of capture.",
            "Les données Exif n'indiquent pas de date de prise de vue.",
        )));
    };
    let in_xmp = ["tiff:Make", "tiff:Model"].iter().any(|name| case.facts.metadata.xmp(name).is_some());
    let named = in_xmp || exif.text("Make").is_some() || exif.text("Model").is_some();
    if named || screenshot(case).is_some() {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The file gives a date of capture, but names no camera. The name may have been removed, or a program may have written the date.",
        "Le fichier indique une date de prise de vue, mais ne nomme aucun appareil. Le nom a pu être retiré, ou la date écrite par un logiciel.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(dates).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, xmp};

    const DATE: (&str, &str) = ("DateTimeOriginal", "2024:05:01 10:00:00");

    #[test]
    fn a_date_alone() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&[DATE]))), @r"
        Context Info
        The file gives a date of capture, but names no camera. The name may have been removed, or a program may have written the date.
        Le fichier indique une date de prise de vue, mais ne nomme aucun appareil. Le nom a pu être retiré, ou la date écrite par un logiciel.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00
        ");
    }

    #[test]
    fn silent_on_cameras_and_screenshots() {
        for more in [("Make", "Canon"), ("Model", "Canon EOS R6"), ("UserComment", "Screenshot")] {
            assert_eq!(seen(&run(&CHECK, &with_exif(&[DATE, more]))), "nothing found", "{more:?}");
        }
        let mut in_xmp = with_exif(&[DATE]);
        in_xmp.metadata.xmp = xmp(&[("tiff:Model", "Canon EOS R6")]);
        assert_eq!(seen(&run(&CHECK, &in_xmp)), "nothing found");
        let saved = with_exif(&[("DateTime", "2024:05:01 10:00:00")]);
        assert!(seen(&run(&CHECK, &saved)).starts_with("not applicable"), "any program writes when it saved");
    }
}
