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
    title: t("DNG that names a source or a converter", "DNG qui nomme une source ou un convertisseur"),
    nothing: t("The DNG names no source and no converter.", "Le DNG ne nomme ni source ni convertisseur."),
    page: Page {
        looks_at: t(
            "DNG files, a common format for raw data (DNGVersion), that name the raw file they were made from (OriginalRawFileName), or a DNG converter as their software. Phones and some cameras write DNG themselves: the format alone says nothing.",
            "Les fichiers DNG, un format courant de fichier brut (DNGVersion), qui nomment le fichier brut d'origine (OriginalRawFileName), ou un convertisseur DNG comme logiciel. Des téléphones et quelques appareils écrivent eux-mêmes du DNG : le format seul ne dit rien.",
        ),
        matters: t(
            "The file is probably not the one that the camera wrote, though it usually holds the same sensor data. The source, if it still exists, is nearer to the camera.",
            "Le fichier n'est probablement pas celui qu'a écrit l'appareil, même s'il contient en général les mêmes données du capteur. La source, si elle existe encore, est plus proche de l'appareil.",
        ),
        innocent: &[
            t(
                "Archives and programs convert raw files to DNG to be able to read them later.",
                "Archives et logiciels convertissent les fichiers bruts en DNG pour pouvoir les relire plus tard.",
            ),
            t(
                "Lightroom converted the file to DNG on import, or after merging several shots.",
                "Lightroom a converti le fichier en DNG à l'importation, ou après avoir fusionné plusieurs prises de vue.",
            ),
            t(
                "A camera or a camera app put its own file's name into that field.",
                "Un appareil ou une application photo a mis dans ce champ le nom de son propre fichier.",
            ),
        ],
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
        return Ok(Outcome::NotApplicable(t("The file is not a DNG.", "Le fichier n'est pas un DNG.")));
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
                "The DNG names a raw file as its source (“{shown}”). It was probably converted from it, which is routine in archives and photo programs."
            ),
            format!(
                "Le DNG nomme un fichier brut comme source (« {shown} »). Il en a probablement été tiré par conversion, ce qui est courant dans les archives et les logiciels photo."
            ),
        ),
        None => Text::new(
            format!(
                "The DNG names a converter as its software (“{shown}”). It was probably made from another raw file, which is routine in archives and photo programs."
            ),
            format!(
                "Le DNG nomme un convertisseur comme logiciel (« {shown} »). Il est probablement tiré d'un autre fichier brut, ce qui est courant dans les archives et les logiciels photo."
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
        The DNG names a raw file as its source (“DSC_0001.NEF”). It was probably converted from it, which is routine in archives and photo programs.
        Le DNG nomme un fichier brut comme source (« DSC_0001.NEF »). Il en a probablement été tiré par conversion, ce qui est courant dans les archives et les logiciels photo.
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
