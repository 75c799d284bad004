//! Pictures on a list that are a little alike: for a person to look at, and for no verdict.

use whence_model::{Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text, facts::known::MatchKind, t};

use super::{QUOTED, unasked};
use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "known/possibly-related",
    family: Family::Known,
    class: None,
    title: t("A listed picture is a little alike", "Une image des listes lui ressemble un peu"),
    nothing: t(
        "No further picture on the lists that were asked is a little alike.",
        "Aucune autre image des listes consultées ne lui ressemble un peu.",
    ),
    page: Page {
        looks_at: t(
            "PDQ, a hash of how the picture looks, 32 to 60 of 256 bits from a listed one. Nothing follows from it: it is shown so that a person can look.",
            "PDQ, une empreinte de l'apparence de l'image, à une distance de 32 à 60 bits sur 256 d'une image des listes. Rien n'en découle : on la montre pour qu'une personne regarde.",
        ),
        matters: t(
            "A copy with large text, a stamp, a border or a local change can be this far from its original; so can another picture.",
            "Une copie avec un grand texte, un tampon, une bordure ou un changement local peut être aussi loin de son original ; une autre image aussi.",
        ),
        innocent: &[
            t(
                "Charts, memes and screenshots of one template, with other content, are this far apart.",
                "Graphiques, mèmes et captures d'écran d'un même modèle, avec un autre contenu, sont à cette distance.",
            ),
            t(
                "Two pictures of one place, or of a simple shape before a plain background, can be by chance.",
                "Deux images d'un même lieu, ou d'une forme simple sur un fond uni, peuvent l'être par hasard.",
            ),
        ],
        sources: &["PDQ, facebook/ThreatExchange, https://github.com/facebook/ThreatExchange/tree/main/pdq"],
        rate: t(
            "3 of 55,278 pairs of unrelated pictures were 32 to 60 bits apart: two composites that held the same pictures, and two charts of one template with other data.",
            "3 des 55 278 paires d'images sans rapport étaient à une distance de 32 à 60 bits : deux montages contenant les mêmes images et deux graphiques d'un même modèle avec d'autres données.",
        ),
        seen_in_the_wild: true,
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
    let mut evidence = known.related.iter().take(QUOTED).filter_map(|related| match related.by {
        MatchKind::Pdq { distance, .. } => {
            let place = Place::path(format!("{} › {}", related.list.raw(), related.entry.title.raw()));
            Some(Evidence::new(place, format!("PDQ {distance} / 256")))
        }
        _ => None,
    });
    let Some(first) = evidence.next() else { return Outcome::NothingFound };
    let message = match known.related.len() {
        1 => t(
            "One listed picture is a little alike. It may be another picture: look at the two, and draw no conclusion from this alone.",
            "Une image des listes lui ressemble un peu. Ce peut être une autre image : regardez les deux, et n'en concluez rien à cela seul.",
        ),
        many => Text::new(
            format!(
                "{many} listed pictures are a little alike. They may be other pictures: look at them, and draw no conclusion from this alone."
            ),
            format!(
                "{many} images des listes lui ressemblent un peu. Ce peuvent être d'autres images : regardez-les, et n'en concluez rien à cela seul."
            ),
        ),
    };
    Finding::new(Direction::Context, Strength::Info, message, first).also(evidence).into()
}

#[cfg(test)]
mod tests {
    use whence_model::facts::{
        known::{Form, Label, MatchKind},
        pixels::PixelState,
    };

    use crate::specimen::{known, run, seen};

    fn told(related: &[u16]) -> String {
        let by: Vec<_> = related
            .iter()
            .map(|distance| (MatchKind::Pdq { distance: *distance, form: Form::AsIs, area: None }, Label::Altered))
            .collect();
        let mut facts = known(&by);
        facts.pixels.state = PixelState::Decoded { width: 640, height: 480 };
        facts.known.related = std::mem::take(&mut facts.known.matches);
        seen(&run(&super::CHECK, &facts))
    }

    #[test]
    fn a_picture_to_look_at() {
        insta::assert_snapshot!(told(&[44]), @r"
        Context Info
        One listed picture is a little alike. It may be another picture: look at the two, and draw no conclusion from this alone.
        Une image des listes lui ressemble un peu. Ce peut être une autre image : regardez les deux, et n'en concluez rien à cela seul.
          Press archive › Bridge at dusk = PDQ 44 / 256
        ");
    }

    #[test]
    fn several_and_none() {
        let told_of_two = told(&[33, 60]);
        assert!(told_of_two.contains("2 listed pictures") && told_of_two.contains("PDQ 60 / 256"), "{told_of_two}");
        assert_eq!(told(&[]), "nothing found");
    }
}
