//! A camera is named, and nothing that belongs to a shot.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    capture::{has_capture_data, is_scan},
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/device-without-capture-data",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Camera named, shot not described", "Appareil nommé, prise de vue non décrite"),
    nothing: t("The shot is described.", "La prise de vue est décrite."),
    page: Page {
        looks_at: t(
            "Files that name maker and model but give no time of capture, exposure or focal length. Known scanners, which have none to tell, are left out.",
            "Les fichiers qui nomment marque et modèle, sans heure de prise de vue, exposition ni focale. Les scanners connus, qui n'en ont pas, sont exclus.",
        ),
        matters: t(
            "Cameras write all of them at once. Some program kept the name and dropped the rest, or wrote the name alone.",
            "Les appareils écrivent tout d'un coup. Un logiciel a gardé le nom et laissé le reste, ou écrit le nom seul.",
        ),
        innocent: &[
            t(
                "A scanner that we do not know by its name has no exposure to tell.",
                "Un scanner que nous ne connaissons pas de nom n'a pas d'exposition à indiquer.",
            ),
            t(
                "A program that shrinks pictures kept a few fields only.",
                "Un logiciel de réduction n'a gardé que quelques champs.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), table of support levels"],
        rate: super::UNMEASURED,
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (make, model) = (text(exif, "Make")?, field(exif, "Model")?);
    text(exif, "Model")?;
    if has_capture_data(exif) || is_scan(exif) {
        return Ok(Outcome::NothingFound);
    }
    let (make, shown) = (whence_model::Untrusted::from(make).short(40), model.shown.short(40));
    let message = Text::new(
        format!(
            "The file names a camera ({make}, {shown}) without the fields that a camera writes with a shot. They were dropped, or the name was written alone."
        ),
        format!(
            "Le fichier nomme un appareil ({make}, {shown}) sans les champs qui accompagnent une prise de vue. Ils ont été retirés, ou le nom a été écrit seul."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(model)).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    const CAMERA: [(&str, &str); 2] = [("Make", "Canon"), ("Model", "Canon EOS R6")];

    #[test]
    fn only_a_name() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&CAMERA))), @r"
        Context Info
        The file names a camera (Canon, Canon EOS R6) without the fields that a camera writes with a shot. They were dropped, or the name was written alone.
        Le fichier nomme un appareil (Canon, Canon EOS R6) sans les champs qui accompagnent une prise de vue. Ils ont été retirés, ou le nom a été écrit seul.
          JPEG › APP1 Exif › Main › Model = Canon EOS R6
        ");
    }

    #[test]
    fn silent_where_the_shot_is_described() {
        let shot = [&CAMERA[..], &[("ExposureTime", "0.01")]].concat();
        assert_eq!(seen(&run(&CHECK, &with_exif(&shot))), "nothing found");
        let scanner = with_exif(&[("Make", "Canon"), ("Model", "CanoScan 9000F")]);
        assert_eq!(seen(&run(&CHECK, &scanner)), "nothing found");
        assert!(seen(&run(&CHECK, &with_exif(&[("Make", "Canon")]))).starts_with("not applicable"));
    }
}
