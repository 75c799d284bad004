//! The index of further pictures lists some that do not stand there.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Reading, Strength, Text, Untrusted,
    facts::structure::ListedPicture, t,
};

use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/picture-index-broken",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Listed pictures are not there", "Des images annoncées manquent"),
    nothing: t(
        "Every picture that the index lists is there.",
        "Toutes les images annoncées par l'index sont présentes.",
    ),
    page: Page {
        looks_at: t(
            "The multi-picture index (MPF) of a JPEG: whether a JPEG begins at each place that it gives. Files that break off are left out.",
            "L'index d'images multiples (MPF) d'un JPEG : si un JPEG commence à chaque endroit indiqué. Les fichiers interrompus sont exclus.",
        ),
        matters: t(
            "A program probably wrote the file again, moved or dropped what follows the picture, and did not correct the index.",
            "Un logiciel a sans doute réécrit le fichier, déplacé ou retiré ce qui suit l'image, sans corriger l'index.",
        ),
        innocent: &[
            t(
                "Changing only the metadata moves the pictures; few programs correct the index.",
                "Changer les seules métadonnées déplace les images ; peu de logiciels corrigent l'index.",
            ),
            t(
                "Some cameras count the places from elsewhere.",
                "Certains appareils comptent les positions depuis un autre point.",
            ),
            t(
                "A platform or messenger removed previews and gain maps.",
                "Une plateforme ou une messagerie a retiré aperçus et cartes de gain.",
            ),
        ],
        sources: &["CIPA DC-007 (Multi-Picture Format), 5.2.3.3", "Exiv2, issue 3016", "ImageMagick, issue 8081"],
        rate: t(
            "20 JPEGs with such an index (reference set of 2026-11); how many are broken was not counted.",
            "20 JPEG avec un tel index (jeu de référence de 2026-11) ; le nombre d'index défectueux n'a pas été compté.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let structure = &case.facts.structure;
    let index = match &structure.multi_picture {
        Reading::Read(index) => index,
        Reading::Absent => {
            return Ok(Outcome::NotApplicable(t(
                "The file has no index of further pictures.",
                "Le fichier n'a pas d'index d'autres images.",
            )));
        }
        Reading::Unreadable(defect) => {
            let what = Untrusted::from(defect.what.as_str()).short(200);
            return Ok(Outcome::Failed(Text::new(
                format!("The index of further pictures could not be read: {what}."),
                format!("L'index des autres images n'a pas pu être lu : {what}."),
            )));
        }
    };
    if structure.truncated.is_some() {
        return Ok(Outcome::NotApplicable(t(
            "The file breaks off, so that pictures behind its end are missing anyway.",
            "Le fichier est interrompu : les images au-delà manquent de toute façon.",
        )));
    }
    // An entry without a place is one that the camera left empty.
    let placed = |picture: &&ListedPicture| picture.place.length != Some(0);
    let gone: Vec<&ListedPicture> = index.pictures.iter().filter(placed).filter(|picture| !picture.stands).collect();
    let count = gone.len();
    let listed = gone.into_iter().take(8);
    let mut listed = listed.map(|picture| Evidence::new(picture.place.clone(), "no JPEG begins here"));
    let Some(first) = listed.next() else { return Ok(Outcome::NothingFound) };
    let announced = index.announced;
    let message = Text::new(
        format!(
            "The file's index lists {announced} pictures, but none begins at {count} of the places it gives. A program probably wrote the file again, if only its metadata, without correcting the index."
        ),
        format!(
            "L'index du fichier annonce {announced} images, mais aucune ne commence à {count} des endroits indiqués. Un logiciel a sans doute réécrit le fichier, ou ses seules métadonnées, sans corriger l'index."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, first).also(listed).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Place, Reading,
        facts::structure::{ListedPicture, MultiPicture},
    };

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn index(stands: &[bool]) -> Facts {
        let picture = |(at, stands): (u64, &bool)| ListedPicture {
            kind: 0,
            place: Place::bytes("JPEG › APP2 MPF › picture", at * 900_000, 90_000),
            stands: *stands,
        };
        let mut facts = camera_jpeg(&[]);
        let pictures = (0..).zip(stands).map(picture).collect();
        let place = Place::bytes("JPEG › APP2 MPF", 3000, 90);
        facts.structure.multi_picture = Reading::Read(MultiPicture { place, announced: 2, pictures });
        facts
    }

    #[test]
    fn a_picture_that_is_gone() {
        insta::assert_snapshot!(seen(&run(&CHECK, &index(&[true, false]))), @r"
        Edited Weak
        The file's index lists 2 pictures, but none begins at 1 of the places it gives. A program probably wrote the file again, if only its metadata, without correcting the index.
        L'index du fichier annonce 2 images, mais aucune ne commence à 1 des endroits indiqués. Un logiciel a sans doute réécrit le fichier, ou ses seules métadonnées, sans corriger l'index.
          JPEG › APP2 MPF › picture = no JPEG begins here
        ");
    }

    #[test]
    fn silent_where_all_stand_and_where_the_file_breaks_off() {
        assert_eq!(seen(&run(&CHECK, &index(&[true, true]))), "nothing found");
        let mut left_empty = index(&[true, false]);
        if let Reading::Read(index) = &mut left_empty.structure.multi_picture {
            index.pictures[1].place = Place::bytes("JPEG › APP2 MPF › picture", 0, 0);
        }
        assert_eq!(seen(&run(&CHECK, &left_empty)), "nothing found");
        let mut broken_off = index(&[true, false]);
        broken_off.structure.truncated = Some(Place::bytes("JPEG › SOS", 12_000, 988_000));
        assert!(seen(&run(&CHECK, &broken_off)).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &camera_jpeg(&[]))).starts_with("not applicable"));
    }
}
