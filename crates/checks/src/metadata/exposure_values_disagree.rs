//! Exposure time and aperture are given twice, and not alike.

use whence_model::{Class, Family, Finding, Outcome, Text, facts::metadata::Exif, t};

use super::{
    decimal::decimal,
    editor::weak_unless_editor,
    needs::{answer, evidence_of, exif},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/exposure-values-disagree",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Exposure given twice, not alike", "Exposition donnée deux fois, différemment"),
    nothing: t(
        "Exposure time and aperture are the same in both places.",
        "Temps de pose et ouverture sont les mêmes aux deux endroits.",
    ),
    page: Page {
        looks_at: t(
            "ShutterSpeedValue against ExposureTime, and ApertureValue against FNumber: the first of each is on the logarithmic APEX scale of Exif. It speaks above one stop (1 EV, twice the light). Left out are APEX values of zero, exposures of a second and longer, and APEX fields that hold the plain number. Where an editing program is named, the difference is only mentioned.",
            "ShutterSpeedValue, comparé à ExposureTime, et ApertureValue, comparé à FNumber : le premier de chaque paire est sur l'échelle logarithmique APEX d'Exif. Le contrôle se prononce au-delà d'un cran (1 IL, le double de lumière). Sont exclus les valeurs APEX nulles, les poses d'une seconde et plus, et les champs APEX qui contiennent le nombre ordinaire. Si un logiciel de retouche est nommé, l'écart est seulement mentionné.",
        ),
        matters: t(
            "A camera normally computes one from the other. Where they differ by more than rounding, one may have been typed in or come from another shot.",
            "Un appareil calcule normalement l'un à partir de l'autre. S'ils diffèrent au-delà de l'arrondi, l'un a pu être saisi à la main ou venir d'une autre prise de vue.",
        ),
        innocent: &[
            t(
                "Some firmware fills the APEX fields wrongly (Minolta EX, Kodak SP360, Samsung S730).",
                "Certains micrologiciels remplissent mal les champs APEX (Minolta EX, Kodak SP360, Samsung S730).",
            ),
            t(
                "A phone or a program merged several exposures and kept fields of more than one.",
                "Un téléphone ou un logiciel a fusionné plusieurs poses et gardé des champs de plus d'une.",
            ),
            t(
                "The lens has no contacts, and its aperture was guessed by the camera or entered later.",
                "L'objectif n'a pas de contacts, et son ouverture a été estimée par l'appareil ou saisie plus tard.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x9201, 0x9202, 0x829a, 0x829d and annex C (APEX units)"],
        rate: t(
            "Shutter: 2 of 83 camera-like JPEGs and 2 of 42 edited ones; aperture: 3 of 92 and 2 of 44 (reference set of 2026-11).",
            "Vitesse : 2 sur 83 JPEG venant apparemment d'un appareil et 2 sur 42 retouchés ; ouverture : 3 sur 92 et 2 sur 44 (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Stops.
const TO_SPARE: f64 = 1.0;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let pairs = [("ShutterSpeedValue", "ExposureTime", shutter(exif)), ("ApertureValue", "FNumber", aperture(exif))];
    if pairs.iter().all(|(.., stops)| stops.is_none()) {
        return Ok(Outcome::NotApplicable(t(
            "Neither exposure time nor aperture is given in both ways.",
            "Ni le temps de pose ni l'ouverture ne sont donnés des deux façons.",
        )));
    }
    let differing = pairs.iter().find_map(|(apex, plain, stops)| {
        let stops = stops.filter(|stops| *stops > TO_SPARE)?;
        Some((apex, plain, stops, exif.field(apex)?, exif.field(plain)?))
    });
    let Some((apex, plain, stops, a, b)) = differing else { return Ok(Outcome::NothingFound) };
    let ((en, fr), (a, b)) = (decimal(stops, 1), (a.shown.short(30), b.shown.short(30)));
    let message = Text::new(
        format!(
            "{apex} reads “{a}” and {plain} “{b}”, which are {en} stops apart (a stop is twice the light). A camera normally computes one from the other; one may have been written later or come from another shot, or the firmware is wrong."
        ),
        format!(
            "{apex} indique « {a} » et {plain} « {b} », soit {fr} crans d'écart (un cran double la lumière). Un appareil calcule normalement l'un à partir de l'autre ; l'un a pu être écrit plus tard ou venir d'une autre prise de vue, ou le micrologiciel se trompe."
        ),
    );
    let (direction, strength) = weak_unless_editor(case.facts);
    let mut places = evidence_of(exif, &[apex, plain]).into_iter();
    let Some(first) = places.next() else { return Ok(Outcome::NothingFound) };
    Ok(Finding::new(direction, strength, message, first).also(places).into())
}

/// Stops between the two exposure times, where both can be trusted to be filled.
fn shutter(exif: &Exif) -> Option<f64> {
    let apex = exif.number("ShutterSpeedValue").filter(|apex| *apex != 0.0 && apex.abs() < 32.0)?;
    let seconds = exif.number("ExposureTime").filter(|seconds| *seconds > 0.0 && *seconds < 1.0)?;
    let plain = near(apex, seconds) || near(apex, 1.0 / seconds);
    Some(if plain { 0.0 } else { (apex + seconds.log2()).abs() })
}

/// Stops between the two apertures: APEX is twice the logarithm of the f-number.
fn aperture(exif: &Exif) -> Option<f64> {
    let apex = exif.number("ApertureValue").filter(|apex| *apex > 0.0 && *apex < 32.0)?;
    let f_number = exif.number("FNumber").filter(|n| *n > 0.0)?;
    Some(if near(apex, f_number) { 0.0 } else { (apex - 2.0 * f_number.log2()).abs() })
}

/// The plain number, stored where its APEX value belongs.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= b * 0.02
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(fields: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(fields)))
    }

    #[test]
    fn two_exposure_times() {
        insta::assert_snapshot!(look(&[("ShutterSpeedValue", "6"), ("ExposureTime", "0.001")]), @r"
        Edited Weak
        ShutterSpeedValue reads “6” and ExposureTime “0.001”, which are 4.0 stops apart (a stop is twice the light). A camera normally computes one from the other; one may have been written later or come from another shot, or the firmware is wrong.
        ShutterSpeedValue indique « 6 » et ExposureTime « 0.001 », soit 4,0 crans d'écart (un cran double la lumière). Un appareil calcule normalement l'un à partir de l'autre ; l'un a pu être écrit plus tard ou venir d'une autre prise de vue, ou le micrologiciel se trompe.
          JPEG › APP1 Exif › Exif › ShutterSpeedValue = 6
          JPEG › APP1 Exif › Exif › ExposureTime = 0.001
        ");
    }

    #[test]
    fn two_apertures() {
        let apart = [("ApertureValue", "5"), ("FNumber", "1.8")];
        assert!(look(&apart).starts_with("Edited Weak"));
        assert!(look(&[&apart[..], &[("Software", "GIMP 2.10")]].concat()).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_rounding_unset_values_and_plain_numbers() {
        for (apex, seconds) in [("6.97", "0.008"), ("6", "0.008"), ("0.008", "0.008"), ("125", "0.5")] {
            let seen = look(&[("ShutterSpeedValue", apex), ("ExposureTime", seconds)]);
            assert!(!seen.starts_with("Edited"), "{apex} {seconds}: {seen}");
        }
        for unset in [("0", "0.008"), ("-3.3", "30"), ("6", "0"), ("999", "0.5")] {
            let seen = look(&[("ShutterSpeedValue", unset.0), ("ExposureTime", unset.1)]);
            assert!(seen.starts_with("not applicable"), "{unset:?}: {seen}");
        }
        assert_eq!(look(&[("ApertureValue", "1.7"), ("FNumber", "1.8")]), "nothing found");
        assert_eq!(look(&[("ApertureValue", "8"), ("FNumber", "8")]), "nothing found", "the plain number");
        assert!(look(&[("ApertureValue", "0"), ("FNumber", "8")]).starts_with("not applicable"));
    }
}
