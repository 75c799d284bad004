//! Bytes that stand after the picture's end and belong to the picture, or that nobody can place.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text,
    facts::structure::{Trailing, TrailingKind},
    t,
};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/bytes-after-end",
    family: Family::Structure,
    class: Some(Class::Anomaly),
    title: t("Bytes after the end", "Octets après la fin"),
    nothing: t(
        "No bytes after the picture's end, or a whole file, which another check tells of.",
        "Aucun octet après la fin de l'image, ou un fichier entier, que signale un autre contrôle.",
    ),
    page: Page {
        looks_at: t(
            "What follows the picture's end, by how it begins: zeros, further pictures that an index declares, a film, Samsung's own block. More than 64 bytes that are none of these are weak.",
            "Ce qui suit la fin de l'image, d'après son début : zéros, autres images déclarées par un index, film, bloc propre à Samsung. Plus de 64 octets d'autre nature donnent un constat faible.",
        ),
        matters: t(
            "A camera knows what it appends. Bytes that nothing explains were added by something else.",
            "Un appareil sait ce qu'il ajoute. Des octets que rien n'explique ont été ajoutés par autre chose.",
        ),
        innocent: &[
            t(
                "Some makers append blocks of their own that we do not know.",
                "Certains fabricants ajoutent des blocs que nous ne connaissons pas.",
            ),
            t(
                "A recovery tool or a memory card left them.",
                "Un outil de récupération ou une carte mémoire les a laissés.",
            ),
        ],
        sources: &[
            "CIPA DC-007 (Multi-Picture Format)",
            "Android, Motion Photo format 1.0",
            "exiftool.org forum, topic 16086 (Samsung SEFT)",
        ],
        rate: t(
            "15 % of camera-like JPEGs have bytes after the end: 14 of 25 only zeros, most others declared (reference set of 2026-11). How many stay unexplained was not counted.",
            "15 % des JPEG venant apparemment d'un appareil ont des octets après la fin : 14 sur 25 de simples zéros, la plupart des autres déclarés (jeu de référence de 2026-11). Ceux restés inexpliqués n'ont pas été comptés.",
        ),
        seen_in_the_wild: true,
    },
    run,
};

const A_FEW: u64 = 64;

fn run(case: &Case) -> Outcome {
    let Some(Trailing { place, kind }) = &case.facts.structure.trailing else { return Outcome::NothingFound };
    let length = place.length.unwrap_or_default();
    let (en, fr) = match kind {
        TrailingKind::Padding => {
            ("only zeros, which many cameras append", "de simples zéros, comme en ajoutent beaucoup d'appareils")
        }
        TrailingKind::DeclaredImages => {
            ("further pictures that the file itself declares", "d'autres images que le fichier déclare lui-même")
        }
        TrailingKind::MotionPhoto => ("the film of a motion photo", "le film d'une photo animée"),
        TrailingKind::SamsungTrailer => {
            ("the block that Samsung's phones append", "le bloc qu'ajoutent les téléphones Samsung")
        }
        TrailingKind::Unknown => ("of no kind that we know", "d'une nature inconnue de nous"),
        TrailingKind::UndeclaredJpeg
        | TrailingKind::Zip
        | TrailingKind::Pdf
        | TrailingKind::Html
        | TrailingKind::Executable => return Outcome::NothingFound,
    };
    let unexplained = *kind == TrailingKind::Unknown && length > A_FEW;
    let (direction, strength) =
        if unexplained { (Direction::Edited, Strength::Weak) } else { (Direction::Context, Strength::Info) };
    let message = Text::new(
        format!("After the picture's end stand {length} bytes: {en}."),
        format!("Après la fin de l'image se trouvent {length} octets : {fr}."),
    );
    let value = format!("{length} bytes");
    Finding::new(direction, strength, message, Evidence::new(place.clone(), value)).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place,
        facts::structure::{Trailing, TrailingKind},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn look(kind: TrailingKind, length: u64) -> String {
        let mut facts = facts();
        facts.structure.trailing = Some(Trailing { place: Place::bytes("JPEG › after EOI", 900_000, length), kind });
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn bytes_that_nothing_explains() {
        insta::assert_snapshot!(look(TrailingKind::Unknown, 5000), @r"
        Edited Weak
        After the picture's end stand 5000 bytes: of no kind that we know.
        Après la fin de l'image se trouvent 5000 octets : d'une nature inconnue de nous.
          JPEG › after EOI = 5000 bytes
        ");
    }

    #[test]
    fn what_is_explained_is_context() {
        for kind in [
            TrailingKind::Padding,
            TrailingKind::DeclaredImages,
            TrailingKind::MotionPhoto,
            TrailingKind::SamsungTrailer,
        ] {
            assert!(look(kind, 5000).starts_with("Context Info"), "{kind:?}");
        }
        assert!(look(TrailingKind::Unknown, 64).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_whole_files_and_on_nothing() {
        assert_eq!(look(TrailingKind::Zip, 5000), "nothing found");
        assert_eq!(seen(&run(&CHECK, &facts())), "nothing found");
    }
}
