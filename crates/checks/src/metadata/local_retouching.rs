//! A raw developer lists corrections of single places in the picture.

use whence_model::{
    Class, Direction, Family, Finding, Outcome, Strength, Text,
    facts::metadata::{Property, Xmp},
    t,
};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/local-retouching",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Corrections of single places listed", "Corrections locales notées"),
    nothing: t("No corrections of single places are listed.", "Aucune correction locale n'est notée."),
    page: Page {
        looks_at: t(
            "What Camera Raw and Lightroom list of their tools for single places: crs:RetouchInfo and crs:RetouchAreas (spots that are healed or cloned over, that is, covered with other parts of the picture), crs:MaskGroupBasedCorrections, crs:PaintBasedCorrections, crs:GradientBasedCorrections and crs:CircularGradientBasedCorrections (brush, masks and gradients). Lists whose corrections are all switched off are left out, and settings that the file says are not applied are only mentioned.",
            "Ce que Camera Raw et Lightroom notent de leurs outils locaux : crs:RetouchInfo et crs:RetouchAreas (zones traitées au correcteur ou au tampon, c'est-à-dire recouvertes par d'autres parties de l'image), crs:MaskGroupBasedCorrections, crs:PaintBasedCorrections, crs:GradientBasedCorrections et crs:CircularGradientBasedCorrections (pinceau, masques et dégradés). Les listes dont toutes les corrections sont désactivées sont écartées, et des réglages que le fichier dit non appliqués sont seulement mentionnés.",
        ),
        matters: t(
            "By the program's own list, places in the picture were changed apart from the rest. Healing and cloning cover what was there. How far the picture changed, the list does not say.",
            "D'après la liste du logiciel, des endroits de l'image ont été modifiés séparément du reste. Correcteur et tampon recouvrent ce qui s'y trouvait. La liste ne dit pas à quel point l'image a changé.",
        ),
        innocent: &[
            t(
                "Specks of dust on the sensor, or scratches of a scan, were removed.",
                "Des poussières du capteur, ou des rayures d'un scan, ont été retirées.",
            ),
            t(
                "A gradient darkened the sky, or a brush lightened a face.",
                "Un dégradé a assombri le ciel, ou un pinceau a éclairci un visage.",
            ),
            t(
                "A preset, or settings pasted from another picture, brought masks along.",
                "Un préréglage, ou des réglages collés depuis une autre image, ont apporté des masques.",
            ),
            t(
                "The settings were saved with the file and never applied to it.",
                "Les réglages ont été enregistrés avec le fichier sans jamais y être appliqués.",
            ),
        ],
        sources: &["Adobe, XMP Namespaces, Camera Raw (developer.adobe.com/xmp/docs/XMPNamespaces/crs)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const SPOTS: [&str; 2] = ["crs:RetouchAreas", "crs:RetouchInfo"];

const AREAS: [&str; 4] = [
    "crs:MaskGroupBasedCorrections",
    "crs:PaintBasedCorrections",
    "crs:GradientBasedCorrections",
    "crs:CircularGradientBasedCorrections",
];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let first = |lists: &[&str]| lists.iter().find_map(|list| active(xmp, list));
    let (spots, areas) = (first(&SPOTS), first(&AREAS));
    let mut listed = spots.into_iter().chain(areas).map(property_evidence);
    let Some(evidence) = listed.next() else { return Ok(Outcome::NothingFound) };
    let (what_en, what_fr) = match (spots, areas) {
        (Some(_), Some(_)) => (
            "spots healed or cloned over, and places changed by brush, mask or gradient",
            "des zones traitées au correcteur ou au tampon, et des endroits modifiés au pinceau, par masque ou par dégradé",
        ),
        (Some(_), None) => ("spots healed or cloned over", "des zones traitées au correcteur ou au tampon"),
        (None, _) => {
            ("places changed by brush, mask or gradient", "des endroits modifiés au pinceau, par masque ou par dégradé")
        }
    };
    let (use_en, use_fr) = match spots {
        Some(_) => (
            "Specks of dust are removed in that way, and also parts of a scene.",
            "On retire ainsi des poussières, et aussi des éléments de la scène.",
        ),
        None => (
            "Skies are darkened and faces lightened in that way.",
            "On assombrit ainsi un ciel, on éclaircit un visage.",
        ),
    };
    let applied = |word| xmp.property("crs:AlreadyApplied").is_some_and(|p| p.value.raw().eq_ignore_ascii_case(word));
    let pending = applied("false");
    let (unsure_en, unsure_fr) = match applied("true") {
        true => ("", ""),
        false => (
            " The file does not say whether these settings are applied to the picture.",
            " Le fichier ne dit pas si ces réglages sont appliqués à l'image.",
        ),
    };
    let (direction, strength, message) = if pending {
        let message = Text::new(
            format!(
                "The settings of Camera Raw or Lightroom list {what_en}, and say that they are not applied to this picture."
            ),
            format!(
                "Les réglages de Camera Raw ou de Lightroom notent {what_fr}, et indiquent ne pas être appliqués à cette image."
            ),
        );
        (Direction::Context, Strength::Info, message)
    } else {
        let message = Text::new(
            format!("The settings of Camera Raw or Lightroom in this file list {what_en}. {use_en}{unsure_en}"),
            format!("Les réglages de Camera Raw ou de Lightroom dans ce fichier notent {what_fr}. {use_fr}{unsure_fr}"),
        );
        (Direction::Edited, Strength::Weak, message)
    };
    Ok(Finding::new(direction, strength, message, evidence).also(listed).into())
}

/// The first property of a list, unless every correction in it is switched off.
fn active<'a>(xmp: &'a Xmp, list: &str) -> Option<&'a Property> {
    let inside = |p: &&Property| p.name.strip_prefix(list).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut switches = xmp.properties.iter().filter(inside).filter(|p| p.name.ends_with("/crs:CorrectionActive"));
    let off = |p: &Property| p.value.raw().eq_ignore_ascii_case("false");
    let all_off = switches.clone().next().is_some() && switches.all(off);
    xmp.properties.iter().find(inside).filter(|_| !all_off)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_xmp};

    fn look(properties: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_xmp(properties)))
    }

    const HEALED: (&str, &str) = ("crs:RetouchAreas/crs:SpotType", "heal");
    const MASKED: (&str, &str) = ("crs:MaskGroupBasedCorrections/crs:What", "Correction");

    #[test]
    fn healed_spots() {
        insta::assert_snapshot!(look(&[("crs:AlreadyApplied", "True"), HEALED, MASKED]), @r"
        Edited Weak
        The settings of Camera Raw or Lightroom in this file list spots healed or cloned over, and places changed by brush, mask or gradient. Specks of dust are removed in that way, and also parts of a scene.
        Les réglages de Camera Raw ou de Lightroom dans ce fichier notent des zones traitées au correcteur ou au tampon, et des endroits modifiés au pinceau, par masque ou par dégradé. On retire ainsi des poussières, et aussi des éléments de la scène.
          JPEG › APP1 XMP = heal
          JPEG › APP1 XMP = Correction
        ");
        assert!(
            look(&[("crs:RetouchInfo", "centerX = 0.5, centerY = 0.5, spotType = heal")]).starts_with("Edited Weak")
        );
    }

    #[test]
    fn masks_alone() {
        assert!(look(&[MASKED]).contains("Skies are darkened") && look(&[MASKED]).contains("does not say"));
    }

    #[test]
    fn what_is_not_applied_is_context() {
        assert!(look(&[MASKED, ("crs:AlreadyApplied", "False")]).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_global_tone_and_on_what_is_switched_off() {
        let off = ("crs:MaskGroupBasedCorrections/crs:CorrectionActive", "false");
        let on = ("crs:MaskGroupBasedCorrections/crs:CorrectionActive", "true");
        assert_eq!(look(&[("crs:Exposure2012", "+0.30"), ("crs:SharpenEdgeMasking", "0")]), "nothing found");
        assert_eq!(look(&[MASKED, off]), "nothing found");
        assert!(look(&[MASKED, off, on]).starts_with("Edited Weak"));
    }
}
