//! The same bytes on a list of known pictures.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::known::{Label, MatchKind},
    t,
};

use super::{found, none, unasked, words};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "known/identical-file",
    family: Family::Known,
    class: None,
    title: t("The same file is on a known list", "Le même fichier figure sur une liste d'images connues"),
    nothing: t(
        "This file is on none of the lists that were asked. A copy saved anew has other bytes.",
        "Ce fichier ne figure sur aucune des listes consultées. Une copie réenregistrée a d'autres octets.",
    ),
    page: Page {
        looks_at: t(
            "The SHA-256 of the file against the lists of known pictures that this program was given.",
            "Le SHA-256 du fichier, comparé aux listes d'images connues fournies à ce programme.",
        ),
        matters: t(
            "Somebody has rated exactly these bytes. The rating is the list's own, given in its own context.",
            "Quelqu'un a évalué exactement ces octets. L'évaluation est celle de la liste, donnée dans son contexte.",
        ),
        innocent: &[
            t(
                "A list also holds originals: a match with one says where the file is known from.",
                "Une liste contient aussi des originaux : correspondre à l'un d'eux dit d'où le fichier est connu.",
            ),
            t(
                "A rating of false context is about a caption, which may not be yours.",
                "Une évaluation « hors contexte » porte sur une légende, qui n'est pas forcément la vôtre.",
            ),
        ],
        sources: &[
            "FIPS 180-4, Secure Hash Standard, https://csrc.nist.gov/pubs/fips/180-4/upd1/final",
            "schema.org MediaReview, https://schema.org/MediaReview",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let known = &case.facts.known;
    if let Some(outcome) = unasked(known) {
        return outcome;
    }
    let same: Vec<_> = known.matches.iter().filter(|m| m.by == MatchKind::Sha256).collect();
    let Some(first) = same.first() else { return none(known) };
    let words = words(first);
    let caution = match first.entry.label {
        Label::Original => t(
            "The match says that this is the file that the list calls an original, no more; the word is the list's.",
            "La correspondance dit que c'est le fichier que la liste appelle un original, rien de plus ; le mot est celui de la liste.",
        ),
        _ => t("The rating is the list's own.", "L'évaluation est celle de la liste."),
    };
    let message = Text::new(
        format!("This very file, byte for byte, is {}. {}", words.en, caution.en),
        format!("Ce fichier même, octet pour octet, est {}. {}", words.fr, caution.fr),
    );
    found(Strength::Cryptographic, message, same.into_iter())
}

#[cfg(test)]
mod tests {
    use whence_model::facts::known::{Form, Label, MatchKind};

    use crate::specimen::{facts, known, run, seen};

    #[test]
    fn the_same_bytes() {
        let facts = known(&[(MatchKind::Sha256, Label::AiGenerated)]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Known Cryptographic
        This very file, byte for byte, is “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03). The rating is the list's own.
        Ce fichier même, octet pour octet, est « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03). L'évaluation est celle de la liste.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn an_original_is_the_lists_word() {
        let facts = known(&[(MatchKind::Sha256, Label::Original)]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Known Cryptographic
        This very file, byte for byte, is “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03). The match says that this is the file that the list calls an original, no more; the word is the list's.
        Ce fichier même, octet pour octet, est « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03). La correspondance dit que c'est le fichier que la liste appelle un original, rien de plus ; le mot est celui de la liste.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn not_asked_without_a_list() {
        let facts = facts();
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        not applicable: No list of known pictures was consulted.
        ");
    }

    #[test]
    fn a_match_that_cannot_be_read_is_no_answer() {
        let mut facts = known(&[]);
        facts.known.unread = 1;
        assert!(seen(&run(&super::CHECK, &facts)).starts_with("failed: A picture on a list matches"));
    }

    #[test]
    fn silent_on_near_copies_and_strangers() {
        let near = MatchKind::Pdq { distance: 0, form: Form::AsIs, area: None };
        assert_eq!(seen(&run(&super::CHECK, &known(&[(near, Label::AiGenerated)]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &known(&[]))), "nothing found");
    }
}
