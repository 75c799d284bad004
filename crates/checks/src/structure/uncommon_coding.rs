//! The JPEG is coded in a way that cameras hardly ever use.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::structure::JpegCoding, t,
};

use super::needs::jpeg;
use crate::{
    Case, Check, Page,
    metadata::{capture::names_camera, needs::answer},
};

pub static CHECK: Check = Check {
    id: "structure/uncommon-coding",
    family: Family::Structure,
    class: Some(Class::Anomaly),
    title: t("Uncommon JPEG coding", "Codage JPEG inhabituel"),
    nothing: t("The JPEG is coded in a common way.", "Le JPEG est codé de façon courante."),
    page: Page {
        looks_at: t(
            "The frame header of the JPEG, which says how the picture is coded: more than one, more than 8 bits per sample, lossless, hierarchical or arithmetic coding, more than three components (colour channels). It is weak where the file names a camera, else only mentioned. A single component (grey) is only mentioned, beside a camera's name.",
            "L'en-tête d'image du JPEG, qui dit comment l'image est codée : plusieurs en-têtes, plus de 8 bits par valeur, codage sans perte, hiérarchique ou arithmétique, plus de trois composantes (canaux de couleur). Constat faible si le fichier nomme un appareil, sinon simple mention. Une seule composante (gris), avec un nom d'appareil, n'est que mentionnée.",
        ),
        matters: t(
            "Nearly all cameras write one frame of three components with 8 bits. Other coding is chosen by programs, for print, medicine or tests.",
            "Presque tous les appareils écrivent une image de trois composantes à 8 bits. D'autres codages sont choisis par des logiciels, pour l'impression, la médecine ou des essais.",
        ),
        innocent: &[
            t("The picture was prepared for print (CMYK).", "L'image a été préparée pour l'impression (CMJN)."),
            t(
                "Monochrome cameras and scanners write one component.",
                "Les appareils monochromes et les scanners n'écrivent qu'une composante.",
            ),
        ],
        sources: &["ITU-T T.81 (JPEG), B.2.2 and table B.1"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    let camera = names_camera(case.facts);
    if let Some((en, fr)) = uncommon(jpeg) {
        let value = Evidence::new(jpeg.frame.clone(), en.as_str());
        let (direction, strength, message) = if camera {
            let message = Text::new(
                format!(
                    "The file names a camera, but its JPEG is coded in a way that cameras hardly ever use ({en}). A program probably saved it."
                ),
                format!(
                    "Le fichier nomme un appareil, mais son JPEG est codé d'une façon que les appareils n'emploient presque jamais ({fr}). Un logiciel l'a sans doute enregistré."
                ),
            );
            (Direction::Edited, Strength::Weak, message)
        } else {
            let message = Text::new(
                format!(
                    "The JPEG is coded in an uncommon way ({en}), as programs do for print and other special uses."
                ),
                format!(
                    "Le JPEG est codé d'une façon inhabituelle ({fr}), comme le font des logiciels pour l'impression et d'autres usages particuliers."
                ),
            );
            (Direction::Context, Strength::Info, message)
        };
        return Ok(Finding::new(direction, strength, message, value).into());
    }
    if jpeg.components != 1 || !camera {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The file names a camera and its JPEG has grey values only. Some cameras write such files, and so do programs that make pictures black and white.",
        "Le fichier nomme un appareil et son JPEG n'a que des gris. Certains appareils écrivent ainsi, comme les logiciels qui passent les images en noir et blanc.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, Evidence::new(jpeg.frame.clone(), "1 component"))
        .into())
}

/// What is uncommon about it, the most telling first.
fn uncommon(jpeg: &JpegCoding) -> Option<(String, String)> {
    let said = |en: &str, fr: &str| Some((en.to_owned(), fr.to_owned()));
    match jpeg {
        JpegCoding { frames, .. } if *frames > 1 => {
            Some((format!("{frames} frame headers"), format!("{frames} en-têtes d'image")))
        }
        JpegCoding { sof: 9.., .. } => said("arithmetic coding", "codage arithmétique"),
        JpegCoding { sof: 5..=7, .. } => said("hierarchical coding", "codage hiérarchique"),
        JpegCoding { sof: 3, .. } => said("lossless coding", "codage sans perte"),
        JpegCoding { precision, .. } if *precision > 8 => {
            Some((format!("{precision} bits per sample"), format!("{precision} bits par valeur")))
        }
        JpegCoding { components, .. } if *components > 3 => {
            Some((format!("{components} components"), format!("{components} composantes")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::JpegCoding;

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    const CAMERA: [(&str, &str); 2] = [("Make", "Canon"), ("Model", "Canon EOS R6")];

    fn look(fields: &[(&str, &str)], change: fn(&mut JpegCoding)) -> String {
        let mut facts = camera_jpeg(fields);
        change(facts.structure.jpeg.as_mut().unwrap());
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_camera_that_codes_for_print() {
        insta::assert_snapshot!(look(&CAMERA, |jpeg| jpeg.components = 4), @r"
        Edited Weak
        The file names a camera, but its JPEG is coded in a way that cameras hardly ever use (4 components). A program probably saved it.
        Le fichier nomme un appareil, mais son JPEG est codé d'une façon que les appareils n'emploient presque jamais (4 composantes). Un logiciel l'a sans doute enregistré.
          JPEG › SOF0 = 4 components
        ");
    }

    #[test]
    fn each_uncommon_way() {
        let seen = |change| look(&CAMERA, change);
        assert!(seen(|jpeg| jpeg.frames = 2).contains("2 frame headers"));
        assert!(seen(|jpeg| jpeg.sof = 9).contains("arithmetic"));
        assert!(seen(|jpeg| jpeg.sof = 5).contains("hierarchical"));
        assert!(seen(|jpeg| jpeg.sof = 3).contains("lossless"));
        assert!(seen(|jpeg| jpeg.precision = 12).contains("12 bits"));
    }

    #[test]
    fn without_a_camera_and_in_grey_it_is_context() {
        assert!(look(&[], |jpeg| jpeg.components = 4).starts_with("Context Info"));
        assert!(look(&CAMERA, |jpeg| jpeg.components = 1).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_common_coding() {
        assert_eq!(look(&CAMERA, |jpeg| jpeg.sof = 0), "nothing found");
        assert_eq!(look(&CAMERA, |jpeg| jpeg.sof = 2), "nothing found");
        assert_eq!(look(&[], |jpeg| jpeg.components = 1), "nothing found");
    }
}
