//! The quantisation tables are those of the IJG formula at some quality.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::needs::jpeg;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/ijg-tables",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Compression tables of the common library", "Tables de compression de la bibliothèque courante"),
    nothing: t(
        "The compression tables are not those of the common library.",
        "Les tables de compression ne sont pas celles de la bibliothèque courante.",
    ),
    page: Page {
        looks_at: t(
            "Whether the quantisation tables are exactly those that the IJG library computes at a quality from 1 to 100.",
            "Si les tables de quantification sont exactement celles que la bibliothèque IJG calcule pour une qualité de 1 à 100.",
        ),
        matters: t(
            "It names the family of the encoder and its quality: phones, web services and most programs use that library.",
            "Cela donne la famille de l'encodeur et sa qualité : téléphones, services web et la plupart des logiciels utilisent cette bibliothèque.",
        ),
        innocent: &[t(
            "Android phones write such tables in camera.",
            "Les téléphones Android écrivent de telles tables dès la prise de vue.",
        )],
        sources: &["ITU-T T.81 (JPEG), Annex K.1", "Independent JPEG Group, libjpeg, jcparam.c"],
        rate: t(
            "32 % of camera-like JPEGs, 63 % of those since 2013, so it is only mentioned; 360 of 360 test saves were named with their exact quality (reference set of 2026-11).",
            "32 % des JPEG venant apparemment d'un appareil, 63 % depuis 2013 : simple mention ; 360 essais sur 360 ont été reconnus avec leur qualité exacte (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    let Some(quality) = jpeg.ijg_quality else { return Ok(Outcome::NothingFound) };
    let message = Text::new(
        format!(
            "The JPEG was compressed by the common library (IJG) at quality {quality}, as by Android phones, web services and most programs."
        ),
        format!(
            "Le JPEG a été compressé par la bibliothèque courante (IJG) à la qualité {quality}, comme le font téléphones Android, services web et la plupart des logiciels."
        ),
    );
    let evidence = Evidence::new(jpeg.frame.clone(), format!("IJG quality {quality}"));
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    #[test]
    fn its_quality_is_named() {
        let mut facts = camera_jpeg(&[]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        facts.structure.jpeg.as_mut().unwrap().ijg_quality = Some(85);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The JPEG was compressed by the common library (IJG) at quality 85, as by Android phones, web services and most programs.
        Le JPEG a été compressé par la bibliothèque courante (IJG) à la qualité 85, comme le font téléphones Android, services web et la plupart des logiciels.
          JPEG › SOF0 = IJG quality 85
        ");
    }
}
