//! The JPEG is coded in the manner of an encoder that we have measured.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::needs::jpeg;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/encoder-recognised",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Encoder family recognised", "Famille d'encodeurs reconnue"),
    nothing: t(
        "The JPEG's encoder is not one that we have measured.",
        "L'encodeur du JPEG n'est pas de ceux que nous avons mesurés.",
    ),
    page: Page {
        looks_at: t(
            "Tables, markers and their order against those that families of encoders (the programs that write JPEGs) wrote into our test files. Another check looks for the most common library alone.",
            "Les tables, les marqueurs et leur ordre, comparés à ceux que des familles d'encodeurs (les programmes qui écrivent les JPEG) ont écrits dans nos fichiers d'essai. La bibliothèque la plus courante fait l'objet d'un autre contrôle.",
        ),
        matters: t(
            "It tells by what kind of program the JPEG was last written. Other programs and phones may work alike.",
            "Cela dit par quel genre de logiciel le JPEG a été écrit en dernier. D'autres logiciels et des téléphones peuvent procéder de même.",
        ),
        innocent: &[
            t(
                "Phones and cameras contain the same encoders.",
                "Téléphones et appareils contiennent les mêmes encodeurs.",
            ),
            t("Platforms encode every picture again.", "Les plateformes réencodent toutes les images."),
        ],
        sources: &[
            "ITU-T T.81 (JPEG)",
            "Kee, Johnson, Farid, “Digital Image Authentication from JPEG Headers”, IEEE TIFS 6(3), 2011",
        ],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// How those families are called of which the tables tell no more than that.
const FAMILIES_OF_IJG: [&str; 2] = ["libjpeg family", "IJG formula"];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    // That the tables are the common library's is told by a check of its own.
    let told = |family: &str| jpeg.ijg_quality.is_some() && FAMILIES_OF_IJG.iter().any(|name| family.starts_with(name));
    let Some(encoder) = jpeg.encoder.as_ref().filter(|encoder| !told(&encoder.family)) else {
        return Ok(Outcome::NothingFound);
    };
    let family = &encoder.family;
    let (at_en, at_fr) = encoder.quality.map_or_else(Default::default, |quality| {
        (format!(" at quality {quality}"), format!(" à la qualité {quality}"))
    });
    let message = Text::new(
        format!(
            "The JPEG is coded in the manner of “{family}”{at_en}. Such an encoder, or one that works alike, probably wrote it last; phones and platforms contain them too."
        ),
        format!(
            "Le JPEG est codé à la manière de « {family} »{at_fr}. Un tel encodeur, ou un autre qui procède de même, l'a sans doute écrit en dernier ; téléphones et plateformes en contiennent aussi."
        ),
    );
    let mut by = encoder.by.iter().map(|by| Evidence::new(jpeg.frame.clone(), by.as_str()));
    let first = by.next().unwrap_or_else(|| Evidence::new(jpeg.frame.clone(), family.as_str()));
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(by).into())
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::Encoder;

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    #[test]
    fn family_and_quality() {
        let mut facts = camera_jpeg(&[]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        let encoder = |quality| Encoder {
            family: "mozjpeg".into(),
            quality,
            by: vec!["quantisation tables".into(), "order of scans".into()],
        };
        facts.structure.jpeg.as_mut().unwrap().encoder = Some(encoder(Some(75)));
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The JPEG is coded in the manner of “mozjpeg” at quality 75. Such an encoder, or one that works alike, probably wrote it last; phones and platforms contain them too.
        Le JPEG est codé à la manière de « mozjpeg » à la qualité 75. Un tel encodeur, ou un autre qui procède de même, l'a sans doute écrit en dernier ; téléphones et plateformes en contiennent aussi.
          JPEG › SOF0 = quantisation tables
          JPEG › SOF0 = order of scans
        ");
        facts.structure.jpeg.as_mut().unwrap().encoder = Some(encoder(None));
        assert!(seen(&run(&CHECK, &facts)).contains("manner of “mozjpeg”. Such"));
    }

    #[test]
    fn silent_on_the_common_library_which_another_check_tells() {
        let mut facts = camera_jpeg(&[]);
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        jpeg.ijg_quality = Some(85);
        for family in ["libjpeg family (libjpeg-turbo and others)", "IJG formula (encoder not told apart)"] {
            let encoder = Encoder { family: family.into(), quality: Some(85), by: Vec::new() };
            facts.structure.jpeg.as_mut().unwrap().encoder = Some(encoder);
            assert_eq!(seen(&run(&CHECK, &facts)), "nothing found", "{family}");
        }
    }
}
