//! A listed picture of which a part is seen again in this one, or this one in it.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::known::{KnownMatch, Label, MatchKind, SharedContent},
    t,
};

use super::{found, unasked, words};
use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "known/shared-content",
    family: Family::Known,
    class: None,
    title: t("A part of a known picture is seen again", "On revoit une partie d'une image connue"),
    nothing: t(
        "No part of a listed picture was seen again in this one. Small parts, strong blur, flat drawings and photographs of a screen can be missed.",
        "Aucune partie d'une image des listes n'a été revue dans celle-ci. De petites parties, un flou fort, des dessins plats et des photos d'écran peuvent échapper.",
    ),
    page: Page {
        looks_at: t(
            "Corners of the picture and what each looks like (local features), against those that a list keeps of its pictures: at least fifteen have to look alike and lie in the same arrangement, spread over more than a corner of the picture.",
            "Les coins de l'image et l'aspect de chacun (points caractéristiques), comparés à ceux que les listes gardent de leurs images : quinze au moins doivent se ressembler et être disposés de même, répartis sur plus qu'un coin de l'image.",
        ),
        matters: t(
            "It finds crops, screenshots, captioned and mirrored copies that look different as a whole. It says that both show the same thing in one place, never that the rest is the same.",
            "Elle retrouve les recadrages, captures d'écran, copies légendées ou en miroir dont l'aspect d'ensemble diffère. Elle dit que les deux montrent la même chose à un endroit, jamais que le reste est pareil.",
        ),
        innocent: &[
            t(
                "Both were made from one template or one source, such as a chart, a banner, a stock picture or a screenshot of one app, with other content.",
                "Les deux viennent d'un même modèle ou d'une même source, comme un graphique, une bannière, une image de stock ou une capture d'une même application, avec un autre contenu.",
            ),
            t(
                "One is a collage or an article that shows the other, perhaps to warn of it.",
                "L'une est un montage ou un article qui montre l'autre, peut-être pour mettre en garde.",
            ),
            t(
                "The list holds the original, and this is an ordinary crop of it.",
                "La liste contient l'original, et ceci en est un recadrage ordinaire.",
            ),
        ],
        sources: &[
            "E. Rublee and others, ORB: an efficient alternative to SIFT or SURF, ICCV 2011",
            "M. Fischler and R. Bolles, Random Sample Consensus, Communications of the ACM 24 (6), 1981",
        ],
        rate: RATE,
        seen_in_the_wild: false,
    },
    run,
};

/// As `cargo xtask known LIST DIR…` printed it for the list that ships.
const RATE: Text = t(
    "Of the 30 pictures on the list that ships, copies were found again in this way: cut to 5:3 and 500 pixels wide 30, cropped by 15 per cent on each side 30, by 30 per cent 28, in a phone's screenshot 30, under a caption 30, a quarter of a collage 30. Of 2,392 pictures that are not on it, none had more than 4 places in common with a listed one, where 15 are wanted.",
    "Des 30 images de la liste fournie, les copies ont été retrouvées ainsi : coupées à 5:3 sur 500 pixels 30, recadrées de 15 pour cent de chaque côté 30, de 30 pour cent 28, dans une capture d'écran de téléphone 30, sous une légende 30, dans le quart d'un montage 30. Sur 2 392 images qui n'y figurent pas, aucune n'avait plus de 4 points en commun avec une image de la liste, quand il en faut 15.",
);

fn run(case: &Case) -> Outcome {
    let known = &case.facts.known;
    if let Some(outcome) = unasked(known) {
        return outcome;
    }
    if known.lists.iter().all(|list| list.with_features == 0) {
        return Outcome::NotApplicable(t(
            "None of the lists that were asked keeps local features of its pictures.",
            "Aucune des listes consultées ne garde de points caractéristiques de ses images.",
        ));
    }
    let mut shared: Vec<(SharedContent, &KnownMatch)> = known
        .matches
        .iter()
        .filter_map(|m| match m.by {
            MatchKind::Shared(shared) => Some((shared, m)),
            _ => None,
        })
        .collect();
    shared.sort_by_key(|(shared, _)| std::cmp::Reverse(shared.places));
    // Of a picture that breaks off, what is there was compared, and tells nothing by being unlike.
    let Some((content, first)) = shared.first() else {
        return pixels::whole(case).err().unwrap_or_else(|| nothing(known.uncompared));
    };
    let words = words(first);
    let mirrored = match content.mirrored {
        true => t(", mirrored,", ", en miroir,"),
        false => t("", ""),
    };
    let caution = match first.entry.label {
        Label::Original => t(
            "The list calls that one an original; what surrounds the part, and small changes in it, are not compared.",
            "La liste appelle celle-là un original ; ce qui entoure la partie, et ses petits changements, ne sont pas comparés.",
        ),
        _ => t(
            "The rating is the list's own, and of the whole listed picture.",
            "L'évaluation est celle de la liste, et porte sur l'image entière de la liste.",
        ),
    };
    let SharedContent { places, of_listed, of_this, .. } = content;
    let message = Text::new(
        format!(
            "A part of this picture{} shows the same as a part of {}: {places} places look alike and lie in the same arrangement, over some {of_this} per cent of this picture and {of_listed} of the listed one. {} Compare the two side by side.",
            mirrored.en, words.en, caution.en
        ),
        format!(
            "Une partie de cette image{} montre la même chose qu'une partie de {} : {places} points se ressemblent et sont disposés de même, sur environ {of_this} pour cent de cette image et {of_listed} de celle de la liste. {} Comparez les deux côte à côte.",
            mirrored.fr, words.fr, caution.fr
        ),
    );
    found(Strength::Moderate, message, shared.iter().map(|(_, m)| *m))
}

/// Time is bounded: of very many pictures that are a little alike, not all were compared.
fn nothing(uncompared: u32) -> Outcome {
    if uncompared == 0 {
        return Outcome::NothingFound;
    }
    Outcome::Skipped(Text::new(
        format!(
            "Nothing was found, but {uncompared} listed pictures with a few look-alike places were left out for want of time."
        ),
        format!(
            "Rien n'a été trouvé, mais {uncompared} images des listes, ayant quelques points ressemblants, ont été laissées de côté faute de temps."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts,
        facts::{
            known::{Corner, Form, Label, MatchKind, SharedContent},
            pixels::PixelState,
        },
    };

    use crate::specimen::{known, run, seen};

    fn decoded(matches: &[(MatchKind, Label)]) -> Facts {
        let mut facts = known(matches);
        facts.pixels.state = PixelState::Decoded { width: 1080, height: 1920 };
        facts
    }

    fn shared(places: u32, mirrored: bool) -> MatchKind {
        let corners = [Corner::default(); 4];
        MatchKind::Shared(SharedContent { places, of_listed: 47, of_this: 96, mirrored, corners })
    }

    fn told(facts: &Facts) -> String {
        seen(&run(&super::CHECK, facts))
    }

    #[test]
    fn a_part_is_seen_again() {
        insta::assert_snapshot!(told(&decoded(&[(shared(59, false), Label::AiGenerated)])), @r"
        Known Moderate
        A part of this picture shows the same as a part of “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03): 59 places look alike and lie in the same arrangement, over some 96 per cent of this picture and 47 of the listed one. The rating is the list's own, and of the whole listed picture. Compare the two side by side.
        Une partie de cette image montre la même chose qu'une partie de « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03) : 59 points se ressemblent et sont disposés de même, sur environ 96 pour cent de cette image et 47 de celle de la liste. L'évaluation est celle de la liste, et porte sur l'image entière de la liste. Comparez les deux côte à côte.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn the_most_places_lead_and_an_original_is_no_praise() {
        let told = told(&decoded(&[(shared(15, false), Label::Other), (shared(99, true), Label::Original)]));
        assert!(told.contains("A part of this picture, mirrored, shows the same as"), "{told}");
        assert!(told.contains(": 99 places") && told.contains("calls that one an original"), "{told}");
    }

    #[test]
    fn what_was_left_out_is_said() {
        let mut facts = decoded(&[]);
        assert_eq!(told(&facts), "nothing found");
        facts.known.uncompared = 3;
        assert!(told(&facts).contains("3 listed pictures"), "{}", told(&facts));
        facts.known.lists[0].with_features = 0;
        let without = "not applicable: None of the lists that were asked keeps local features of its pictures.";
        assert_eq!(told(&facts), without);
    }

    #[test]
    fn silent_on_whole_copies() {
        for by in [MatchKind::Sha256, MatchKind::Pixels, MatchKind::Pdq { distance: 31, form: Form::AsIs, area: None }]
        {
            assert_eq!(told(&decoded(&[(by, Label::Altered)])), "nothing found");
        }
    }
}
