//! An aperture wider than the lens is said to open.

use whence_model::{Class, Family, Finding, Outcome, Text, t};

use super::{
    decimal::decimal,
    editor::weak_unless_editor,
    needs::{answer, evidence, evidence_of, exif, field},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/aperture-wider-than-lens",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Aperture wider than the lens opens", "Ouverture plus grande que celle de l'objectif"),
    nothing: t("The aperture is no wider than the lens opens.", "L'ouverture ne dépasse pas celle de l'objectif."),
    page: Page {
        looks_at: t(
            "FNumber (the aperture used) against MaxApertureValue (the widest that the lens opens, on the logarithmic APEX scale of Exif), with half a stop to spare. It is silent where MaxApertureValue holds the f-number itself, or where LensSpecification allows so wide an aperture. Where an editing program is named, the difference is only mentioned.",
            "FNumber (l'ouverture utilisée), comparé à MaxApertureValue (la plus grande ouverture de l'objectif, sur l'échelle logarithmique APEX d'Exif), avec un demi-diaphragme de marge. Le contrôle se tait si MaxApertureValue contient le nombre f lui-même, ou si LensSpecification admet une ouverture aussi grande. Si un logiciel de retouche est nommé, l'écart est seulement mentionné.",
        ),
        matters: t(
            "No lens is used wider than its widest aperture. One of the two fields may come from another lens or another file.",
            "Aucun objectif ne s'ouvre au-delà de son ouverture maximale. L'un des deux champs vient peut-être d'un autre objectif ou d'un autre fichier.",
        ),
        innocent: &[
            t(
                "The widest aperture is given for another position of the zoom.",
                "L'ouverture maximale est donnée pour une autre position du zoom.",
            ),
            t(
                "The camera's firmware writes another number into that field.",
                "Le micrologiciel de l'appareil écrit un autre nombre dans ce champ.",
            ),
            t(
                "The lens has no contacts, and its aperture was guessed by the camera or entered by hand.",
                "L'objectif n'a pas de contacts, et son ouverture a été estimée par l'appareil ou saisie à la main.",
            ),
            t(
                "A phone noted the widest aperture of another of its cameras.",
                "Un téléphone a noté l'ouverture maximale d'un autre de ses objectifs.",
            ),
            t(
                "A focal reducer (an adapter) made the lens brighter.",
                "Un réducteur de focale (une bague) a rendu l'objectif plus lumineux.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x9205 MaxApertureValue, 0x829d FNumber, 0xa432 LensSpecification"],
        rate: t(
            "3 of 125 camera-like JPEGs with both, before what is now left out (reference set of 2026-11).",
            "3 sur 125 JPEG venant apparemment d'un appareil et ayant les deux, avant les exclusions actuelles (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Half a stop, as a factor of the f-number.
const TO_SPARE: f64 = 0.84;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (used_field, widest_field) = (field(exif, "FNumber")?, field(exif, "MaxApertureValue")?);
    let positive = |name| exif.number(name).filter(|n| *n > 0.0 && *n < 64.0);
    let (Some(used), Some(apex)) = (positive("FNumber"), positive("MaxApertureValue")) else {
        return Ok(Outcome::NotApplicable(t(
            "Aperture or widest aperture are not given in numbers.",
            "L'ouverture ou l'ouverture maximale n'est pas donnée en chiffres.",
        )));
    };
    let widest = (apex / 2.0).exp2();
    // The last two numbers are the widest apertures at either end; unknown ones leave fewer than four.
    let known = match exif.numbers("LensSpecification") {
        [_, _, short, long] => Some(short.min(*long)).filter(|n| *n > 0.0),
        _ => None,
    };
    // Where the f-number itself stands there, it is the smaller of the two readings for anything above f/4.
    let fits = [Some(widest), Some(apex), known].into_iter().flatten().any(|limit| used >= limit * TO_SPARE);
    if fits {
        return Ok(Outcome::NothingFound);
    }
    let ((used_en, used_fr), (widest_en, widest_fr)) = (decimal(used, 1), decimal(widest, 1));
    let message = Text::new(
        format!(
            "The file says that the picture was taken at f/{used_en}, and that the lens opens to f/{widest_en} at most. One of the two may come from another lens or file, or hold for another position of the zoom."
        ),
        format!(
            "Selon le fichier, l'image a été prise à f/{used_fr}, et l'objectif s'ouvre au plus à f/{widest_fr}. L'une des deux valeurs vient peut-être d'un autre objectif ou fichier, ou vaut pour une autre position du zoom."
        ),
    );
    let (direction, strength) = weak_unless_editor(case.facts);
    let also = [evidence(widest_field)].into_iter().chain(evidence_of(exif, &["LensSpecification"]));
    Ok(Finding::new(direction, strength, message, evidence(used_field)).also(also).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(used: &str, widest: &str, more: &[(&str, &str)]) -> String {
        let fields = [("FNumber", used), ("MaxApertureValue", widest)];
        seen(&run(&CHECK, &with_exif(&[&fields, more].concat())))
    }

    #[test]
    fn wider_than_wide_open() {
        insta::assert_snapshot!(look("1.4", "4", &[("LensSpecification", "24 70 4 4")]), @r"
        Edited Weak
        The file says that the picture was taken at f/1.4, and that the lens opens to f/4.0 at most. One of the two may come from another lens or file, or hold for another position of the zoom.
        Selon le fichier, l'image a été prise à f/1,4, et l'objectif s'ouvre au plus à f/4,0. L'une des deux valeurs vient peut-être d'un autre objectif ou fichier, ou vaut pour une autre position du zoom.
          JPEG › APP1 Exif › Exif › FNumber = 1.4
          JPEG › APP1 Exif › Exif › MaxApertureValue = 4
          JPEG › APP1 Exif › Exif › LensSpecification = 24 70 4 4
        ");
        assert!(look("1.4", "4", &[("Software", "GIMP 2.10")]).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_rounding_f_numbers_and_wider_lenses() {
        assert_eq!(look("2.8", "2.97", &[]), "nothing found", "APEX 2.97 is f/2.8");
        assert_eq!(look("3.5", "4", &[]), "nothing found", "half a stop");
        assert_eq!(look("5.6", "5.6", &[]), "nothing found", "the f-number itself");
        assert_eq!(
            look("2.8", "5", &[("LensSpecification", "18 55 2.8 5.6")]),
            "nothing found",
            "the zoom's other end"
        );
        assert!(look("0", "4", &[]).starts_with("not applicable"));
        assert!(look("1.4", "0", &[]).starts_with("not applicable"));
    }
}
