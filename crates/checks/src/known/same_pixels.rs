//! Other bytes that decode to the same pixels as a picture on a list.

use whence_model::{Family, Outcome, Strength, Text, facts::known::MatchKind, t};

use super::{found, none, unasked, words};
use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "known/same-pixels",
    family: Family::Known,
    class: None,
    title: t("The same pixels are on a known list", "Les mêmes pixels figurent sur une liste d'images connues"),
    nothing: t(
        "No other file on the lists that were asked has these very pixels. A copy that was compressed again has slightly other ones.",
        "Aucun autre fichier des listes consultées n'a exactement ces pixels. Une copie recompressée en a de légèrement différents.",
    ),
    page: Page {
        looks_at: t(
            "The SHA-256 of the decoded pixels against the lists, whatever the container and the metadata around them.",
            "Le SHA-256 des pixels décodés, comparé aux listes, quels que soient le conteneur et les métadonnées autour.",
        ),
        matters: t(
            "The picture is the listed one to the last pixel; only what stands beside it in the file differs, such as metadata that somebody took out or put in.",
            "L'image est celle de la liste au pixel près ; seul diffère ce qui l'accompagne dans le fichier, comme des métadonnées retirées ou ajoutées.",
        ),
        innocent: &[
            t(
                "A site or a program took the metadata out, or saved the picture anew without loss.",
                "Un site ou un programme a retiré les métadonnées, ou réenregistré l'image sans perte.",
            ),
            t(
                "A list also holds originals: a match with one says where the picture is known from.",
                "Une liste contient aussi des originaux : correspondre à l'un d'eux dit d'où l'image est connue.",
            ),
            t(
                "A picture of one colour has the same pixels as every other one of its size.",
                "Une image d'une seule couleur a les mêmes pixels que toute autre de sa taille.",
            ),
        ],
        sources: &["FIPS 180-4, Secure Hash Standard, https://csrc.nist.gov/pubs/fips/180-4/upd1/final"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let known = &case.facts.known;
    if let Err(outcome) = pixels::whole(case) {
        return outcome;
    }
    if let Some(outcome) = unasked(known) {
        return outcome;
    }
    let same: Vec<_> = known.matches.iter().filter(|m| m.by == MatchKind::Pixels).collect();
    let Some(first) = same.first() else { return none(known) };
    let words = words(first);
    let message = Text::new(
        format!("Pixel for pixel, in a file with other bytes, this is {}. The rating is the list's own.", words.en),
        format!(
            "Au pixel près, dans un fichier aux octets différents, c'est {}. L'évaluation est celle de la liste.",
            words.fr
        ),
    );
    found(Strength::Strong, message, same.into_iter())
}

#[cfg(test)]
mod tests {
    use whence_model::facts::{
        known::{Form, Label, MatchKind},
        pixels::PixelState,
    };

    use crate::specimen::{known, run, seen};

    fn told(by: MatchKind) -> String {
        let mut facts = known(&[(by, Label::Altered)]);
        facts.pixels.state = PixelState::Decoded { width: 640, height: 480 };
        seen(&run(&super::CHECK, &facts))
    }

    #[test]
    fn the_same_pixels_in_other_bytes() {
        insta::assert_snapshot!(told(MatchKind::Pixels), @r"
        Known Strong
        Pixel for pixel, in a file with other bytes, this is “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03). The rating is the list's own.
        Au pixel près, dans un fichier aux octets différents, c'est « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03). L'évaluation est celle de la liste.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn silent_on_the_same_bytes_and_on_copies() {
        assert_eq!(told(MatchKind::Sha256), "nothing found");
        assert_eq!(told(MatchKind::Pdq { distance: 0, form: Form::AsIs, area: None }), "nothing found");
    }
}
