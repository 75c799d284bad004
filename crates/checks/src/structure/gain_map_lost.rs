//! The file declares a gain map, and none stands in it.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::needs::gain_map;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/gain-map-lost",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Declared gain map is not there", "La carte de gain annoncée manque"),
    nothing: t(
        "The file holds a picture that can be the declared gain map.",
        "Le fichier contient une image qui peut être la carte de gain annoncée.",
    ),
    page: Page {
        looks_at: t(
            "Files that declare a gain map, a small picture that tells how bright each part may become on a better screen: whether such a picture is in them. Files that break off are left out.",
            "Les fichiers qui déclarent une carte de gain, une petite image qui dit la luminosité que chaque partie peut prendre sur un meilleur écran : si une telle image s'y trouve. Les fichiers interrompus sont exclus.",
        ),
        matters: t(
            "A program that does not know gain maps probably saved the picture again; it kept the metadata and dropped the map.",
            "Un logiciel qui ignore les cartes de gain a sans doute réenregistré l'image ; il a gardé les métadonnées et perdu la carte.",
        ),
        innocent: &[
            t(
                "A viewer or editor turned or resized the picture.",
                "Une visionneuse ou un logiciel a tourné ou réduit l'image.",
            ),
            t(
                "A platform, messenger or cloud service dropped the map to save bytes.",
                "Une plateforme, une messagerie ou un service en ligne a retiré la carte pour gagner des octets.",
            ),
            t(
                "Only the metadata were written again, so that the file's index no longer leads to the map.",
                "Seules les métadonnées ont été réécrites, et l'index du fichier ne mène plus à la carte.",
            ),
        ],
        sources: &["Android, Ultra HDR Image Format 1.1", "ISO 21496-1"],
        rate: t(
            "10 files declare a gain map (reference set of 2026-11); how many have lost it was not counted.",
            "10 fichiers déclarent une carte de gain (jeu de référence de 2026-11) ; combien l'ont perdue n'a pas été compté.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let map = gain_map(case)?;
    if map.picture.is_some() {
        return Ok(Outcome::NothingFound);
    }
    let by = map.declared_by.join(", ");
    let message = Text::new(
        format!(
            "The file declares a gain map ({by}) but none was found in it. A program that does not know such maps probably saved the picture again and kept the metadata."
        ),
        format!(
            "Le fichier déclare une carte de gain ({by}) mais aucune n'y a été trouvée. Un logiciel qui ignore ces cartes a sans doute réenregistré l'image en gardant les métadonnées."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, Evidence::new(map.place.clone(), by)).into())
}

#[cfg(test)]
mod tests {
    use whence_model::Place;

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen, with_gain_map};

    #[test]
    fn a_map_that_is_gone() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_gain_map(camera_jpeg(&[]), None))), @r"
        Edited Weak
        The file declares a gain map (hdrgm, ISO 21496-1) but none was found in it. A program that does not know such maps probably saved the picture again and kept the metadata.
        Le fichier déclare une carte de gain (hdrgm, ISO 21496-1) mais aucune n'y a été trouvée. Un logiciel qui ignore ces cartes a sans doute réenregistré l'image en gardant les métadonnées.
          JPEG › APP1 XMP = hdrgm, ISO 21496-1
        ");
    }

    #[test]
    fn silent_where_it_stands_and_where_the_file_breaks_off() {
        assert_eq!(seen(&run(&CHECK, &with_gain_map(camera_jpeg(&[]), Some((1008, 756))))), "nothing found");
        let mut broken_off = with_gain_map(camera_jpeg(&[]), None);
        broken_off.structure.truncated = Some(Place::bytes("JPEG › SOS", 12_000, 988_000));
        assert!(seen(&run(&CHECK, &broken_off)).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &camera_jpeg(&[]))).starts_with("not applicable"));
    }
}
