//! A flash that fired although there is none, or in a time in which few can.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    editor::weak_unless_editor,
    needs::{answer, evidence, evidence_of, exif, field},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/flash-and-shutter-disagree",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t(
        "Flash noted as fired in unlikely conditions",
        "Flash noté comme déclenché dans des conditions improbables",
    ),
    nothing: t(
        "Nothing unusual in what the file says of the flash.",
        "Rien d'inhabituel dans ce que le fichier dit du flash.",
    ),
    page: Page {
        looks_at: t(
            "The field Flash: whether it says both that the flash fired and that the camera has none (bits 0 and 5). A flash that fired with an exposure of less than 1/1000 second is only mentioned; so is any contradiction where an editing program is named.",
            "Le champ Flash : s'il dit à la fois que le flash a été déclenché et que l'appareil n'en a pas (bits 0 et 5). Un flash déclenché avec une pose de moins de 1/1000 seconde est seulement mentionné ; de même toute contradiction si un logiciel de retouche est nommé.",
        ),
        matters: t(
            "A camera rarely contradicts itself within one field. The field may have been filled by hand or by a program.",
            "Un appareil se contredit rarement dans un même champ. Le champ a pu être rempli à la main ou par un logiciel.",
        ),
        innocent: &[
            t(
                "High-speed flash, leaf shutters (inside the lens) and the lamps of phones work with short exposures.",
                "La synchro haute vitesse du flash, les obturateurs centraux (dans l'objectif) et les lampes des téléphones permettent des poses courtes.",
            ),
            t(
                "A camera without a flash of its own fired one that was mounted on it.",
                "Un appareil sans flash intégré en a déclenché un monté sur sa griffe.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tag 0x9209 Flash"],
        rate: t(
            "0 of 141 camera-like JPEGs (reference set of 2026-11).",
            "0 sur 141 JPEG venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const SHORT: f64 = 0.001;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let flash = field(exif, "Flash")?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 0..=255 first")]
    let Some(bits) = exif.number("Flash").filter(|n| (0.0..=255.0).contains(n)).map(|n| n as u8) else {
        return Ok(Outcome::NotApplicable(t(
            "The field Flash holds none of the standard's values.",
            "Le champ Flash ne contient aucune des valeurs de la norme.",
        )));
    };
    let (fired, has_none) = (bits & 1 != 0, bits & 0x20 != 0);
    let short = exif.number("ExposureTime").is_some_and(|seconds| seconds > 0.0 && seconds < SHORT);
    let (message, (direction, strength)) = match (fired, has_none, short) {
        (true, true, _) => (
            t(
                "The file says that the flash fired and, in the same field, that the camera has none. Cameras rarely contradict themselves so. It may have been an external flash, or the field was filled in later.",
                "Le fichier dit que le flash a été déclenché et, dans le même champ, que l'appareil n'en a pas. Un appareil se contredit rarement ainsi. C'était peut-être un flash externe, ou le champ a été rempli après coup.",
            ),
            weak_unless_editor(case.facts),
        ),
        (true, false, true) => (
            Text::new(
                "The file says that the flash fired, with an exposure of less than 1/1000 second. High-speed flash, leaf shutters and phones can do that; most cameras cannot.",
                "Le fichier dit que le flash a été déclenché, avec une pose de moins de 1/1000 seconde. La synchro haute vitesse, les obturateurs centraux et les téléphones le permettent ; la plupart des appareils, non.",
            ),
            (Direction::Context, Strength::Info),
        ),
        _ => return Ok(Outcome::NothingFound),
    };
    let exposure = evidence_of(exif, &["ExposureTime"]);
    Ok(Finding::new(direction, strength, message, evidence(flash)).also(exposure).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(flash: &str, seconds: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("Flash", flash), ("ExposureTime", seconds)])))
    }

    #[test]
    fn fired_without_a_flash() {
        insta::assert_snapshot!(look("33", "0.01"), @r"
        Edited Weak
        The file says that the flash fired and, in the same field, that the camera has none. Cameras rarely contradict themselves so. It may have been an external flash, or the field was filled in later.
        Le fichier dit que le flash a été déclenché et, dans le même champ, que l'appareil n'en a pas. Un appareil se contredit rarement ainsi. C'était peut-être un flash externe, ou le champ a été rempli après coup.
          JPEG › APP1 Exif › Exif › Flash = 33
          JPEG › APP1 Exif › Exif › ExposureTime = 0.01
        ");
        let edited = with_exif(&[("Flash", "33"), ("Software", "GIMP 2.10")]);
        assert!(seen(&run(&CHECK, &edited)).starts_with("Context Info"));
    }

    #[test]
    fn fired_in_a_short_time() {
        insta::assert_snapshot!(look("9", "0.0005"), @r"
        Context Info
        The file says that the flash fired, with an exposure of less than 1/1000 second. High-speed flash, leaf shutters and phones can do that; most cameras cannot.
        Le fichier dit que le flash a été déclenché, avec une pose de moins de 1/1000 seconde. La synchro haute vitesse, les obturateurs centraux et les téléphones le permettent ; la plupart des appareils, non.
          JPEG › APP1 Exif › Exif › Flash = 9
          JPEG › APP1 Exif › Exif › ExposureTime = 0.0005
        ");
    }

    #[test]
    fn silent_on_ordinary_flashes_and_none() {
        for (flash, seconds) in [("1", "0.005"), ("9", "0.001"), ("32", "0.0005"), ("16", "0.0001"), ("0", "0.0001")] {
            assert_eq!(look(flash, seconds), "nothing found", "{flash} {seconds}");
        }
        assert!(look("65535", "0.01").starts_with("not applicable"));
    }
}
