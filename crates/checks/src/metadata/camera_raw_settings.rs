//! Settings of Adobe's raw developer stand in the file.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/camera-raw-settings",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Settings of a raw developer", "Réglages d'un logiciel de développement"),
    nothing: t("No settings of a raw developer stand in the file.", "Aucun réglage de développement dans le fichier."),
    page: Page {
        looks_at: t(
            "The properties crs:… in XMP, in which Camera Raw and Lightroom keep exposure, tone, crop and more, and crs:AlreadyApplied.",
            "Les propriétés crs:… dans XMP, où Camera Raw et Lightroom gardent exposition, tons, recadrage et autres, et crs:AlreadyApplied.",
        ),
        matters: t(
            "The picture went through a raw developer. Global settings of tone are the normal way from a raw file to a picture; corrections of single places are another check.",
            "L'image est passée par un logiciel de développement. Des réglages globaux de tons sont le chemin normal du fichier brut à l'image ; les corrections d'endroits précis font l'objet d'un autre contrôle.",
        ),
        innocent: &[
            t(
                "Professional pictures are developed from raw files.",
                "Les images professionnelles sont développées à partir de fichiers bruts.",
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
            "The file carries the settings of a raw developer (Camera Raw or Lightroom) and says that they are applied to the picture. Developing a raw file is normal.",
            "Le fichier porte les réglages d'un logiciel de développement (Camera Raw ou Lightroom) et dit qu'ils sont appliqués à l'image. Développer un fichier brut est normal.",
        )
    } else {
        t(
            "The file carries settings for a raw developer (Camera Raw or Lightroom) and does not say that they are applied: the picture may still be as it was.",
            "Le fichier porte des réglages pour un logiciel de développement (Camera Raw ou Lightroom) et ne dit pas qu'ils sont appliqués : l'image est peut-être restée telle quelle.",
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
        The file carries the settings of a raw developer (Camera Raw or Lightroom) and says that they are applied to the picture. Developing a raw file is normal.
        Le fichier porte les réglages d'un logiciel de développement (Camera Raw ou Lightroom) et dit qu'ils sont appliqués à l'image. Développer un fichier brut est normal.
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
