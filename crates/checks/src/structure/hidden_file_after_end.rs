//! Another file stands behind the picture.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text,
    facts::structure::{Trailing, TrailingKind},
    t,
};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/hidden-file-after-end",
    family: Family::Structure,
    class: Some(Class::Anomaly),
    title: t("Another file behind the picture", "Un autre fichier derrière l'image"),
    nothing: t("No other file stands behind the picture.", "Aucun autre fichier derrière l'image."),
    page: Page {
        looks_at: t(
            "Whether what follows the picture's end begins as a ZIP archive, PDF, web page, program or undeclared JPEG does.",
            "Si ce qui suit la fin de l'image commence comme une archive ZIP, un PDF, une page web, un programme ou un JPEG non déclaré.",
        ),
        matters: t(
            "A notice about security more than about the picture: such a file can be opened as something else than a picture.",
            "Une remarque de sécurité plus que sur l'image : un tel fichier peut s'ouvrir comme autre chose qu'une image.",
        ),
        innocent: &[
            t(
                "An old motion photo or preview was appended without an index.",
                "Une ancienne photo animée ou un aperçu a été ajouté sans index.",
            ),
            t(
                "People hide archives in pictures to share them.",
                "On cache des archives dans des images pour les partager.",
            ),
        ],
        sources: &["ITU-T T.81 (JPEG), B.1.1.3 EOI", "PKWARE APPNOTE.TXT, 4.3.7", "ISO 32000-2 (PDF), 7.5.2"],
        rate: t(
            "1 of 172 camera-like JPEGs, an appended JPEG (reference set of 2026-11).",
            "1 sur 172 JPEG venant apparemment d'un appareil, un JPEG ajouté (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let Some(Trailing { place, kind }) = &case.facts.structure.trailing else { return Outcome::NothingFound };
    let (en, fr) = match kind {
        TrailingKind::Zip => ("a ZIP archive", "une archive ZIP"),
        TrailingKind::Pdf => ("a PDF document", "un document PDF"),
        TrailingKind::Html => ("a web page", "une page web"),
        TrailingKind::Executable => ("a program", "un programme"),
        TrailingKind::UndeclaredJpeg => ("another JPEG that nothing declares", "un autre JPEG que rien ne déclare"),
        TrailingKind::Padding
        | TrailingKind::DeclaredImages
        | TrailingKind::MotionPhoto
        | TrailingKind::SamsungTrailer
        | TrailingKind::Unknown => return Outcome::NothingFound,
    };
    let length = place.length.unwrap_or_default();
    let message = Text::new(
        format!(
            "After the picture's end stands {en} ({length} bytes). This is a notice about security: the file can be opened as something else than a picture."
        ),
        format!(
            "Après la fin de l'image se trouve {fr} ({length} octets). C'est une remarque de sécurité : le fichier peut s'ouvrir comme autre chose qu'une image."
        ),
    );
    Finding::new(Direction::Context, Strength::Weak, message, Evidence::new(place.clone(), en)).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place,
        facts::structure::{Trailing, TrailingKind},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn look(kind: TrailingKind) -> String {
        let mut facts = facts();
        facts.structure.trailing = Some(Trailing { place: Place::bytes("JPEG › after EOI", 900_000, 5000), kind });
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn an_archive() {
        insta::assert_snapshot!(look(TrailingKind::Zip), @r"
        Context Weak
        After the picture's end stands a ZIP archive (5000 bytes). This is a notice about security: the file can be opened as something else than a picture.
        Après la fin de l'image se trouve une archive ZIP (5000 octets). C'est une remarque de sécurité : le fichier peut s'ouvrir comme autre chose qu'une image.
          JPEG › after EOI = a ZIP archive
        ");
    }

    #[test]
    fn silent_on_what_belongs_to_the_picture() {
        for kind in
            [TrailingKind::MotionPhoto, TrailingKind::DeclaredImages, TrailingKind::Padding, TrailingKind::Unknown]
        {
            assert_eq!(look(kind), "nothing found", "{kind:?}");
        }
    }
}
