//! An exposure for a scene that is darker or brighter than scenes are.

use whence_model::{Class, Family, Finding, Outcome, Text, t};

use super::{
    capture::sensitivity,
    decimal::decimal,
    editor::weak_unless_editor,
    needs::{answer, evidence_of, exif, field},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/implausible-light",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Exposure for an implausible amount of light", "Exposition pour une lumière invraisemblable"),
    nothing: t("The exposure suits a plausible amount of light.", "L'exposition convient à une lumière vraisemblable."),
    page: Page {
        looks_at: t(
            "The amount of light that ExposureTime, FNumber and sensitivity are set for together, as an exposure value (EV at ISO 100; each step is twice the light). Outdoors at noon it is about 15, under the full moon about −3. It speaks below −12 and above 22; exposures of 30 seconds and longer are left out. Where an editing program is named, it is only mentioned.",
            "La quantité de lumière pour laquelle ExposureTime, FNumber et la sensibilité sont réglés ensemble, en indice de lumination (IL à 100 ISO ; chaque degré double la lumière). Dehors à midi il vaut environ 15, sous la pleine lune environ −3. Le contrôle se prononce sous −12 et au-dessus de 22 ; les poses de 30 secondes et plus sont exclues. Si un logiciel de retouche est nommé, l'écart est seulement mentionné.",
        ),
        matters: t(
            "No ordinary scene is so dark or so bright. The values may have been typed in, or belong to different shots.",
            "Aucune scène ordinaire n'est si sombre ou si claire. Les valeurs ont pu être saisies à la main, ou appartenir à des prises de vue différentes.",
        ),
        innocent: &[
            t(
                "The sky at night through a filter, or the sun itself, was photographed.",
                "On a photographié le ciel nocturne à travers un filtre, ou le soleil lui-même.",
            ),
            t(
                "The lens has no contacts, and its aperture was guessed by the camera or entered by hand.",
                "L'objectif n'a pas de contacts, et son ouverture a été estimée par l'appareil ou saisie à la main.",
            ),
            t("The lens cap was on.", "Le bouchon était sur l'objectif."),
            t(
                "The picture was taken through a microscope, or shows a laser, a welding arc or a very fast flash.",
                "L'image a été prise au microscope, ou montre un laser, un arc de soudage ou un flash très bref.",
            ),
            t(
                "The camera's firmware writes one of the three wrongly.",
                "Le micrologiciel de l'appareil écrit mal l'une des trois valeurs.",
            ),
        ],
        sources: &["ISO 2720 (exposure meters), exposure value", "CIPA DC-008 (Exif), annex C (APEX units)"],
        rate: t(
            "1 of 94 camera-like JPEGs (reference set of 2026-11).",
            "1 sur 94 JPEG venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    field(exif, "ExposureTime")?;
    field(exif, "FNumber")?;
    let positive = |name| exif.number(name).filter(|n| *n > 0.0);
    let all = positive("ExposureTime").zip(positive("FNumber")).zip(sensitivity(exif));
    let Some(((seconds, f_number), iso)) = all.filter(|((seconds, _), _)| *seconds < 30.0) else {
        return Ok(Outcome::NotApplicable(t(
            "Exposure time, aperture and sensitivity are not all given, or it is a long exposure.",
            "Temps de pose, ouverture et sensibilité ne sont pas tous donnés, ou la pose est longue.",
        )));
    };
    let value = (f_number * f_number / seconds).log2() - (iso / 100.0).log2();
    if (-12.0..=22.0).contains(&value) {
        return Ok(Outcome::NothingFound);
    }
    let (en, fr) = decimal(value.abs(), 1);
    let sign = if value < 0.0 { "−" } else { "" };
    let (light_en, light_fr) = if value < 0.0 { ("darker", "sombre") } else { ("brighter", "claire") };
    let message = Text::new(
        format!(
            "Together, exposure time, aperture and sensitivity are set for a light of {sign}{en} EV (outdoors at noon: about 15), {light_en} than any ordinary scene. The values may have been typed in or belong to different shots, or the subject was unusual."
        ),
        format!(
            "Ensemble, temps de pose, ouverture et sensibilité conviennent à une lumière de {sign}{fr} IL (dehors à midi : environ 15), plus {light_fr} que toute scène ordinaire. Les valeurs ont pu être saisies à la main ou venir de prises de vue différentes, ou le sujet était inhabituel."
        ),
    );
    let (direction, strength) = weak_unless_editor(case.facts);
    let names = ["ExposureTime", "FNumber", "PhotographicSensitivity", "ISOSpeedRatings"];
    let mut places = evidence_of(exif, &names).into_iter();
    let Some(first) = places.next() else { return Ok(Outcome::NothingFound) };
    Ok(Finding::new(direction, strength, message, first).also(places).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(seconds: &str, f_number: &str, iso: &str) -> String {
        let fields = [("ExposureTime", seconds), ("FNumber", f_number), ("PhotographicSensitivity", iso)];
        seen(&run(&CHECK, &with_exif(&fields)))
    }

    #[test]
    fn brighter_than_the_sun() {
        insta::assert_snapshot!(look("0.0001", "32", "50"), @r"
        Edited Weak
        Together, exposure time, aperture and sensitivity are set for a light of 24.3 EV (outdoors at noon: about 15), brighter than any ordinary scene. The values may have been typed in or belong to different shots, or the subject was unusual.
        Ensemble, temps de pose, ouverture et sensibilité conviennent à une lumière de 24,3 IL (dehors à midi : environ 15), plus claire que toute scène ordinaire. Les valeurs ont pu être saisies à la main ou venir de prises de vue différentes, ou le sujet était inhabituel.
          JPEG › APP1 Exif › Exif › ExposureTime = 0.0001
          JPEG › APP1 Exif › Exif › FNumber = 32
          JPEG › APP1 Exif › Exif › PhotographicSensitivity = 50
        ");
    }

    #[test]
    fn darker_than_the_night() {
        assert!(look("20", "1.4", "51200").contains("darker"));
        let named = [("ExposureTime", "0.0001"), ("FNumber", "32"), ("ISOSpeedRatings", "50"), ("Software", "GIMP")];
        assert!(seen(&run(&CHECK, &with_exif(&named))).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_noon_stars_and_what_is_not_told() {
        assert_eq!(look("0.008", "16", "100"), "nothing found");
        assert_eq!(look("20", "2.8", "3200"), "nothing found");
        assert!(look("600", "1.4", "51200").starts_with("not applicable"), "a long exposure of the sky");
        for (seconds, f_number, iso) in [("0.0001", "32", "65535"), ("0.0001", "0", "50"), ("0", "32", "50")] {
            assert!(look(seconds, f_number, iso).starts_with("not applicable"), "{seconds} {f_number} {iso}");
        }
    }
}
