//! Settings of Adobe's raw developer stand in the file.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/camera-raw-settings",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Settings of Camera Raw or Lightroom", "Réglages de Camera Raw ou de Lightroom"),
    nothing: t("No settings of Camera Raw or Lightroom.", "Aucun réglage de Camera Raw ou de Lightroom."),
    page: Page {
        looks_at: t(
            "The XMP properties crs:RawFileName, crs:Version, crs:ProcessVersion and crs:HasSettings, which Camera Raw and Lightroom write with their settings (exposure, tone, crop and more), and crs:AlreadyApplied.",
            "Les propriétés XMP crs:RawFileName, crs:Version, crs:ProcessVersion et crs:HasSettings, que Camera Raw et Lightroom écrivent avec leurs réglages (exposition, tons, recadrage, etc.), et crs:AlreadyApplied.",
        ),
        matters: t(
            "The file, or one that it was made from, probably went through a program that develops raw files (the unprocessed data of a camera). Settings for the whole picture are a normal step; corrections of single places have a check of their own.",
            "Le fichier, ou un autre dont il est tiré, est probablement passé par un logiciel qui développe les fichiers bruts (les données non traitées d'un appareil). Des réglages pour toute l'image sont une étape normale ; les corrections d'endroits précis font l'objet d'un autre contrôle.",
        ),
        innocent: &[
            t(
                "Most professional pictures are developed from raw files.",
                "La plupart des images professionnelles sont développées à partir de fichiers bruts.",
            ),
            t(
                "The picture was only sorted, rated or captioned in Lightroom.",
                "L'image a seulement été classée, notée ou légendée dans Lightroom.",
            ),
            t(
                "The program notes its settings even where all of them are neutral.",
                "Le logiciel note ses réglages même s'ils sont tous neutres.",
            ),
        ],
        sources: &["Adobe, XMP Namespaces, Camera Raw (developer.adobe.com/xmp/docs/XMPNamespaces/crs)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const TELLING: [&str; 4] = ["crs:RawFileName", "crs:Version", "crs:ProcessVersion", "crs:HasSettings"];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let applied = xmp.property("crs:AlreadyApplied");
    let named = TELLING.into_iter().filter_map(|name| xmp.property(name));
    let mut shown = applied.into_iter().chain(named).map(property_evidence);
    let Some(first) = shown.next() else { return Ok(Outcome::NothingFound) };
    let message = if applied.is_some_and(|p| p.value.raw().eq_ignore_ascii_case("true")) {
        t(
            "The file carries settings of Camera Raw or Lightroom, programs that develop pictures, and says that they are applied to the picture. Developing is a normal step after capture.",
            "Le fichier porte des réglages de Camera Raw ou de Lightroom, des logiciels qui développent les images, et indique qu'ils sont appliqués à l'image. Le développement est une étape normale après la prise de vue.",
        )
    } else {
        t(
            "The file carries data of Camera Raw or Lightroom, programs that develop pictures, and does not say that any settings are applied: the picture may still be as it was.",
            "Le fichier porte des données de Camera Raw ou de Lightroom, des logiciels qui développent les images, et n'indique pas que des réglages sont appliqués : l'image est peut-être restée telle quelle.",
        )
    };
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(shown).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_xmp};

    #[test]
    fn a_developed_picture() {
        let facts = with_xmp(&[("crs:Version", "13.4"), ("crs:Exposure2012", "+0.30"), ("crs:AlreadyApplied", "True")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The file carries settings of Camera Raw or Lightroom, programs that develop pictures, and says that they are applied to the picture. Developing is a normal step after capture.
        Le fichier porte des réglages de Camera Raw ou de Lightroom, des logiciels qui développent les images, et indique qu'ils sont appliqués à l'image. Le développement est une étape normale après la prise de vue.
          JPEG › APP1 XMP = True
          JPEG › APP1 XMP = 13.4
        ");
    }

    #[test]
    fn settings_that_are_not_applied() {
        for applied in [&[("crs:Version", "13.4")][..], &[("crs:Version", "13.4"), ("crs:AlreadyApplied", "False")]] {
            assert!(seen(&run(&CHECK, &with_xmp(applied))).contains("may still be as it was"));
        }
    }

    #[test]
    fn silent_on_other_properties() {
        assert_eq!(seen(&run(&CHECK, &with_xmp(&[("xmp:Rating", "5")]))), "nothing found");
    }
}
