//! A DNG that a converter made from another raw file.

use whence_model::{
    Class, Direction, Family, Finding, Outcome, Strength, Text,
    facts::metadata::{Field, Ifd},
    t,
};

use super::{
    editor::has_words,
    needs::{answer, evidence, exif},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/converted-raw",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Converted raw file", "Fichier brut converti"),
    nothing: t("Nothing says that the raw file was converted.", "Rien n'indique que le fichier brut a été converti."),
    page: Page {
        looks_at: t(
            "DNG files (DNGVersion) that name the raw file they were made from (OriginalRawFileName), or a DNG converter as their software. Phones and some cameras write DNG themselves, which alone says nothing.",
            "Les fichiers DNG (DNGVersion) qui nomment le fichier brut d'origine (OriginalRawFileName), ou un convertisseur DNG comme logiciel. Des téléphones et quelques appareils écrivent du DNG, ce qui seul ne dit rien.",
        ),
        matters: t(
            "The file is not the one that the camera wrote, though it holds the same values of the sensor. The other one, if it still exists, is nearer to the camera.",
            "Le fichier n'est pas celui qu'a écrit l'appareil, même s'il contient les mêmes valeurs du capteur. L'autre, s'il existe encore, est plus proche de l'appareil.",
        ),
        innocent: &[t(
            "Archives and programs convert raw files to DNG to be able to read them later.",
            "Archives et logiciels convertissent les fichiers bruts en DNG pour pouvoir les relire plus tard.",
        )],
        sources: &["Adobe, Digital Negative (DNG) Specification 1.7, DNGVersion and OriginalRawFileName"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const DNG_VERSION: u16 = 0xc612;
const ORIGINAL_RAW_FILE_NAME: u16 = 0xc68b;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let main = |tag| exif.fields.iter().find(move |f: &&Field| f.ifd == Ifd::Main && f.tag == tag);
    if main(DNG_VERSION).is_none() {
        return Ok(Outcome::NotApplicable(t("The file is no DNG.", "Le fichier n'est pas un DNG.")));
    }
    let converter = exif.text("Software").is_some_and(|software| has_words(&software.to_lowercase(), "dng converter"));
    let converter = exif.field("Software").filter(|_| converter);
    let original = main(ORIGINAL_RAW_FILE_NAME);
    let mut said = original.into_iter().chain(converter);
    let Some(first) = said.next() else { return Ok(Outcome::NothingFound) };
    let shown = first.shown.short(60);
    let message = match original {
        Some(_) => Text::new(
            format!(
                "The DNG names the raw file that it was made from (“{shown}”). It was converted, which archives and programs do."
            ),
            format!(
                "Le DNG nomme le fichier brut dont il est tiré (« {shown} »). Il a été converti, comme le font archives et logiciels."
            ),
        ),
        None => Text::new(
            format!(
                "The DNG names a converter as its software (“{shown}”). It was made from another raw file, which archives and programs do."
            ),
            format!(
                "Le DNG nomme un convertisseur comme logiciel (« {shown} »). Il est tiré d'un autre fichier brut, comme le font archives et logiciels."
            ),
        ),
    };
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(first)).also(said.map(evidence)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading};

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    /// Software, and these fields of IFD0 by number.
    fn raw(software: &str, more: &[(u16, &str)]) -> Facts {
        let mut facts = with_exif(&[("Software", software)]);
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            for (tag, value) in more {
                let mut field = exif.fields[0].clone();
                (field.tag, field.name, field.shown) = (*tag, format!("0x{tag:04x}"), (*value).into());
                exif.fields.push(field);
            }
        }
        facts
    }

    #[test]
    fn made_from_another_raw_file() {
        let facts = raw("Adobe DNG Converter 15.1", &[(0xc612, "1.4.0.0"), (0xc68b, "DSC_0001.NEF")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The DNG names the raw file that it was made from (“DSC_0001.NEF”). It was converted, which archives and programs do.
        Le DNG nomme le fichier brut dont il est tiré (« DSC_0001.NEF »). Il a été converti, comme le font archives et logiciels.
          JPEG › APP1 Exif › Main › Software = DSC_0001.NEF
          JPEG › APP1 Exif › Main › Software = Adobe DNG Converter 15.1
        ");
        assert!(
            seen(&run(&CHECK, &raw("Adobe DNG Converter 15.1", &[(0xc612, "1.4.0.0")]))).contains("names a converter")
        );
    }

    #[test]
    fn silent_on_cameras_that_write_dng_and_on_other_files() {
        assert_eq!(seen(&run(&CHECK, &raw("HDR+ 1.0.345618096zd", &[(0xc612, "1.4.0.0")]))), "nothing found");
        assert!(seen(&run(&CHECK, &raw("Adobe DNG Converter 15.1", &[]))).starts_with("not applicable"));
    }
}
