//! XMP and Exif name two cameras.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    brand::{brand, may_be_the_same},
    needs::{answer, evidence, exif, field, property_evidence, xmp},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/xmp-names-other-camera",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("XMP names another camera", "XMP nomme un autre appareil"),
    nothing: t("XMP and Exif name the same camera.", "XMP et Exif nomment le même appareil."),
    page: Page {
        looks_at: t(
            "tiff:Make and tiff:Model in XMP against Make and Model in Exif, without regard to case, spaces and longer or shorter forms. Another brand is moderate; another model of the same brand is weak.",
            "tiff:Make et tiff:Model dans XMP, comparés à Make et Model dans Exif, sans tenir compte de la casse, des espaces et des formes longues ou courtes. Une autre marque : constat modéré ; un autre modèle de la même marque : faible.",
        ),
        matters: t(
            "One of the two blocks was taken from another file.",
            "L'un des deux blocs a été pris dans un autre fichier.",
        ),
        innocent: &[
            t(
                "A model has one name in the camera and another in shops.",
                "Un modèle porte un nom dans l'appareil et un autre en magasin.",
            ),
            t("A drone of DJI's wrote a test name into XMP.", "Un drone DJI a écrit un nom de test dans XMP."),
            t(
                "A montage kept the XMP data of its first picture.",
                "Un montage a gardé les données XMP de sa première image.",
            ),
        ],
        sources: &["Metadata Working Group, Guidelines for Handling Image Metadata 2.0 (2010)"],
        rate: t(
            "0 of 7 files with both (reference set of 2026-11).",
            "0 sur 7 fichiers ayant les deux (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let (exif, xmp) = (exif(case)?, xmp(case)?);
    let mut compared = false;
    for (name, property) in [("Make", "tiff:Make"), ("Model", "tiff:Model")] {
        let (Ok(field), Some(property)) = (field(exif, name), xmp.property(property)) else { continue };
        let (Some(a), b) = (exif.text(name), property.value.raw()) else { continue };
        if letters(a).is_empty() || letters(b).is_empty() || PLACEHOLDERS.contains(&b.trim()) {
            continue;
        }
        compared = true;
        let (plain_a, plain_b) = (letters(a), letters(b));
        if plain_a.contains(&plain_b) || plain_b.contains(&plain_a) {
            continue;
        }
        let strength = match (brand(a), brand(b)) {
            (Some(a), Some(b)) if name == "Make" && may_be_the_same(a, b) => continue,
            (Some(_), Some(_)) if name == "Make" => Strength::Moderate,
            _ => Strength::Weak,
        };
        let (here, there) = (field.shown.short(40), property.value.short(40));
        let message = Text::new(
            format!(
                "Exif names “{here}” ({name}), XMP names “{there}”. One of the two blocks may come from another file."
            ),
            format!(
                "Exif nomme « {here} » ({name}), XMP nomme « {there} ». L'un des deux blocs vient peut-être d'un autre fichier."
            ),
        );
        let exif = evidence(field);
        return Ok(Finding::new(Direction::Edited, strength, message, property_evidence(property)).also([exif]).into());
    }
    Ok(match compared {
        true => Outcome::NothingFound,
        false => Outcome::NotApplicable(t(
            "Exif and XMP do not both name the camera.",
            "Exif et XMP ne nomment pas tous deux l'appareil.",
        )),
    })
}

/// What DJI's firmware writes into XMP instead of a model (genuine L1D-20c files).
const PLACEHOLDERS: &[&str] = &["Test_Pro"];

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).take(64).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, xmp};

    fn look(exif: (&str, &str), packet: (&str, &str)) -> String {
        let mut facts = with_exif(&[("Make", exif.0), ("Model", exif.1)]);
        facts.metadata.xmp = xmp(&[("tiff:Make", packet.0), ("tiff:Model", packet.1)]);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn another_brand() {
        insta::assert_snapshot!(look(("Canon", "Canon EOS R6"), ("NIKON CORPORATION", "NIKON Z 6")), @r"
        Edited Moderate
        Exif names “Canon” (Make), XMP names “NIKON CORPORATION”. One of the two blocks may come from another file.
        Exif nomme « Canon » (Make), XMP nomme « NIKON CORPORATION ». L'un des deux blocs vient peut-être d'un autre fichier.
          JPEG › APP1 XMP = NIKON CORPORATION
          JPEG › APP1 Exif › Main › Make = Canon
        ");
    }

    #[test]
    fn another_model_is_weak() {
        assert!(look(("Canon", "Canon EOS R6"), ("Canon", "Canon EOS 5D")).starts_with("Edited Weak"));
    }

    #[test]
    fn silent_on_two_spellings() {
        assert_eq!(look(("Canon", "Canon EOS R6 "), ("CANON", "EOS R6")), "nothing found");
        assert_eq!(look(("OLYMPUS IMAGING CORP.", "E-M10"), ("OM Digital Solutions", "E-M10")), "nothing found");
    }
}
