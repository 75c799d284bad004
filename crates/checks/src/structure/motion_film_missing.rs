//! The file says that it is a motion photo, and no film stands in it.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Format, Outcome, Strength,
    facts::structure::{Part, TrailingKind},
    t,
};

use crate::{
    Case, Check, Page,
    metadata::needs::{answer, property_evidence},
};

pub static CHECK: Check = Check {
    id: "structure/motion-film-missing",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Video of a motion photo is not there", "La vidéo de la photo animée manque"),
    nothing: t(
        "Something that can be the video follows the picture.",
        "Quelque chose qui peut être la vidéo suit l'image.",
    ),
    page: Page {
        looks_at: t(
            "Whether the file says that it is a motion photo, a picture with a short video (GCamera:MotionPhoto and GCamera:MicroVideo in XMP, or motion data in Samsung's block), and what follows the picture. Bytes of an unknown kind count as the video; files that break off are left out.",
            "Si le fichier dit être une photo animée, une image avec une courte vidéo (GCamera:MotionPhoto et GCamera:MicroVideo dans XMP, ou données d'animation dans le bloc de Samsung), et ce qui suit l'image. Des octets de nature inconnue comptent comme la vidéo ; les fichiers interrompus sont exclus.",
        ),
        matters: t(
            "The file probably lost its video on the way, so that it is no longer as the phone wrote it.",
            "Le fichier a sans doute perdu sa vidéo en route : il n'est plus tel que le téléphone l'a écrit.",
        ),
        innocent: &[
            t(
                "The motion photo was shared as a still, or saved by a program that drops the video.",
                "La photo animée a été partagée comme image fixe, ou enregistrée par un logiciel qui omet la vidéo.",
            ),
            t(
                "A photo library or cloud service keeps picture and video in two files.",
                "Une photothèque ou un service en ligne garde l'image et la vidéo dans deux fichiers.",
            ),
        ],
        sources: &["Android, Motion Photo format 1.0", "exiftool.org forum, topic 16086 (Samsung SEFT)"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let (metadata, structure) = (&case.facts.metadata, &case.facts.structure);
    let flags = ["GCamera:MotionPhoto", "GCamera:MicroVideo"].into_iter().filter_map(|name| metadata.xmp(name));
    let flags = flags.filter(|p| p.value.raw().trim() == "1").map(property_evidence);
    let samsung = metadata.samsung.read().into_iter().flat_map(|samsung| &samsung.entries);
    let samsung = samsung.filter(|entry| entry.name.raw().starts_with("MotionPhoto_"));
    let named = samsung.clone().map(|entry| Evidence::new(entry.place.clone(), entry.name.clone()));
    let mut declared = flags.chain(named);
    let Some(first) = declared.next() else {
        return Ok(Outcome::NotApplicable(t(
            "The file does not say that it is a motion photo.",
            "Le fichier ne dit pas être une photo animée.",
        )));
    };
    if structure.truncated.is_some() {
        return Ok(Outcome::NotApplicable(t(
            "The file breaks off, so that a video behind its end is missing anyway.",
            "Le fichier est interrompu : une vidéo au-delà manque de toute façon.",
        )));
    }
    let film_box = |part: &Part| part.name.raw() == "mpvd";
    let boxed = matches!(case.exhibit.format, Format::Heif | Format::Avif) && structure.parts.iter().any(film_box);
    let behind = structure.trailing.as_ref().is_some_and(|trailing| match trailing.kind {
        TrailingKind::Padding | TrailingKind::DeclaredImages | TrailingKind::SamsungTrailer => false,
        TrailingKind::MotionPhoto
        | TrailingKind::Unknown
        | TrailingKind::UndeclaredJpeg
        | TrailingKind::Zip
        | TrailingKind::Pdf
        | TrailingKind::Html
        | TrailingKind::Executable => true,
    });
    let in_samsung = samsung.clone().any(|entry| entry.name.raw() == "MotionPhoto_Data");
    if boxed || behind || in_samsung {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The file says that it is a motion photo, but no video was found in it. It was probably shared as a still or saved again, which leaves the video out.",
        "Le fichier dit être une photo animée mais aucune vidéo n'y a été trouvée. Il a sans doute été partagé comme image fixe ou réenregistré, ce qui omet la vidéo.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(declared).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Format, Place,
        facts::structure::{Trailing, TrailingKind},
    };

    use super::CHECK;
    use crate::specimen::{facts, parts, run, run_as, seen, with_samsung_data, with_xmp};

    fn motion() -> Facts {
        with_xmp(&[("GCamera:MotionPhoto", "1"), ("GCamera:MotionPhotoVersion", "1")])
    }

    fn behind(mut facts: Facts, kind: TrailingKind) -> String {
        facts.structure.trailing = Some(Trailing { place: Place::bytes("JPEG › after EOI", 900_000, 5000), kind });
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_film_that_is_gone() {
        insta::assert_snapshot!(seen(&run(&CHECK, &motion())), @r"
        Context Info
        The file says that it is a motion photo, but no video was found in it. It was probably shared as a still or saved again, which leaves the video out.
        Le fichier dit être une photo animée mais aucune vidéo n'y a été trouvée. Il a sans doute été partagé comme image fixe ou réenregistré, ce qui omet la vidéo.
          JPEG › APP1 XMP = 1
        ");
        assert!(behind(motion(), TrailingKind::DeclaredImages).starts_with("Context Info"));
        assert!(
            behind(with_samsung_data(facts(), &["MotionPhoto_Version"]), TrailingKind::SamsungTrailer)
                .starts_with("Context Info")
        );
    }

    #[test]
    fn silent_where_it_can_be_there() {
        assert_eq!(behind(motion(), TrailingKind::MotionPhoto), "nothing found");
        assert_eq!(behind(motion(), TrailingKind::Unknown), "nothing found");
        assert_eq!(
            behind(with_samsung_data(motion(), &["MotionPhoto_Data"]), TrailingKind::SamsungTrailer),
            "nothing found"
        );
        let mut boxed = motion();
        boxed.structure.parts = parts(&[("ftyp", ""), ("meta", ""), ("mpvd", "")]);
        assert_eq!(seen(&run_as(&CHECK, &boxed, ("a.heic", Format::Heif, (800, 600)))), "nothing found");
    }

    #[test]
    fn not_asked_of_stills_and_of_files_that_break_off() {
        assert!(seen(&run(&CHECK, &with_xmp(&[("GCamera:MotionPhoto", "0")]))).starts_with("not applicable"));
        let mut broken_off = motion();
        broken_off.structure.truncated = Some(Place::bytes("JPEG › SOS", 12_000, 988_000));
        assert!(seen(&run(&CHECK, &broken_off)).starts_with("not applicable"));
    }
}
