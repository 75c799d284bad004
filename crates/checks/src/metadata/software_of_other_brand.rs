//! Camera software that belongs to another maker than the one that is named.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    brand::{brand, may_be_the_same},
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/software-of-other-brand",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Camera software of another brand", "Logiciel d'appareil d'une autre marque"),
    nothing: t(
        "The software is not one that belongs to another brand.",
        "Le logiciel n'est pas de ceux qui appartiennent à une autre marque.",
    ),
    page: Page {
        looks_at: t(
            "The field Software, where it begins as the firmware of one maker does (HDR+ for Google, iOS for Apple, FinePix, COOLPIX), against the field Make.",
            "Le champ Software, quand il commence comme le micrologiciel d'une marque (HDR+ pour Google, iOS pour Apple, FinePix, COOLPIX), comparé au champ Make.",
        ),
        matters: t(
            "The fields may have been copied from the file of another camera.",
            "Les champs ont pu être copiés du fichier d'un autre appareil.",
        ),
        innocent: &[t(
            "Google's camera app has been ported to many phones and writes HDR+ there.",
            "L'app photo de Google a été portée sur beaucoup de téléphones et y écrit HDR+.",
        )],
        sources: &["CIPA DC-008 (Exif), tags 0x010f Make and 0x0131 Software"],
        rate: t(
            "1 innocent file (a Nokia with a ported app) and 1 synthetic one in 414 models (reference set of 2026-11).",
            "1 fichier anodin (un Nokia avec une app portée) et 1 synthétique sur 414 modèles (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// How firmware begins that only one maker writes.
const BEGINNINGS: &[(&str, &str)] =
    &[("HDR+ ", "google"), ("iOS ", "apple"), ("Digital Camera FinePix", "fujifilm"), ("COOLPIX ", "nikon")];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let make = field(exif, "Make")?;
    let software = field(exif, "Software")?;
    let words = text(exif, "Software")?;
    let Some(named) = brand(text(exif, "Make")?) else {
        return Ok(Outcome::NotApplicable(t(
            "The maker is not among those we know.",
            "La marque n'est pas de celles que nous connaissons.",
        )));
    };
    let other = BEGINNINGS.iter().find(|(start, brand)| words.starts_with(start) && !may_be_the_same(brand, named));
    if other.is_none() {
        return Ok(Outcome::NothingFound);
    }
    let (maker, written) = (make.shown.short(40), software.shown.short(60));
    let message = Text::new(
        format!(
            "The file names the maker “{maker}”, but the software “{written}”, which belongs to another brand. The fields may come from another file, or an app was ported."
        ),
        format!(
            "Le fichier nomme la marque « {maker} », mais le logiciel « {written} », qui appartient à une autre marque. Les champs viennent peut-être d'un autre fichier, ou une app a été portée."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, evidence(software)).also([evidence(make)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(make: &str, software: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Make", make), ("Software", software)])))
    }

    #[test]
    fn a_canon_with_the_software_of_a_pixel() {
        insta::assert_snapshot!(look("Canon", "HDR+ 1.0.345618096zd"), @r"
        Edited Weak
        The file names the maker “Canon”, but the software “HDR+ 1.0.345618096zd”, which belongs to another brand. The fields may come from another file, or an app was ported.
        Le fichier nomme la marque « Canon », mais le logiciel « HDR+ 1.0.345618096zd », qui appartient à une autre marque. Les champs viennent peut-être d'un autre fichier, ou une app a été portée.
          JPEG › APP1 Exif › Main › Software = HDR+ 1.0.345618096zd
          JPEG › APP1 Exif › Main › Make = Canon
        ");
    }

    #[test]
    fn silent_on_its_own_and_on_versions() {
        assert_eq!(look("Google", "HDR+ 1.0.345618096zd"), "nothing found");
        assert_eq!(look("Canon", "17.1"), "nothing found");
        assert!(look("Traveler", "HDR+ 1.0").starts_with("not applicable"));
    }
}
