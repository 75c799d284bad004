//! A picture on a list that looks the same or nearly so.

use whence_model::{
    Area, Family, Outcome, Strength, Text,
    facts::known::{Form, KnownMatch, Label, MatchKind},
    t,
};

use super::{found, none, unasked, words};
use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "known/near-copy",
    family: Family::Known,
    class: None,
    title: t("A copy is on a known list", "Une copie figure sur une liste d'images connues"),
    nothing: t(
        "No picture on the lists that were asked looks like this one as a whole. Crops over about 2 per cent and collages can hide a copy from this comparison.",
        "Aucune image des listes consultées ne ressemble à celle-ci dans son ensemble. Un recadrage de plus de 2 pour cent environ ou un collage peuvent cacher une copie à cette comparaison.",
    ),
    page: Page {
        looks_at: t(
            "PDQ, a hash of how the picture looks, against the lists: as it is, turned and mirrored, and without borders, bars or a screen around it. Up to 10 of 256 bits apart looks the same, 11 to 31 is a near copy.",
            "PDQ, une empreinte de l'apparence de l'image, comparée aux listes : telle quelle, tournée et en miroir, et sans bordures, bandes ou écran autour. Jusqu'à 10 bits d'écart sur 256, l'apparence est la même ; de 11 à 31, c'est une copie proche.",
        ),
        matters: t(
            "It finds a known picture after saving, scaling and small changes. It never says that a copy is unaltered: an edit of the size of a face often stays within this distance.",
            "Il retrouve une image connue après enregistrement, mise à l'échelle et petits changements. Il ne dit jamais qu'une copie est intacte : une retouche de la taille d'un visage reste souvent dans cette distance.",
        ),
        innocent: &[
            t(
                "Charts, memes and screenshots of one template look alike with different content.",
                "Graphiques, mèmes et captures d'écran d'un même modèle se ressemblent avec un contenu différent.",
            ),
            t(
                "The list holds the original, and this is an ordinary smaller copy.",
                "La liste contient l'original, et ceci en est une copie réduite ordinaire.",
            ),
        ],
        sources: &[
            "PDQ, facebook/ThreatExchange, https://github.com/facebook/ThreatExchange/tree/main/pdq",
            "schema.org MediaReview, https://schema.org/MediaReview",
        ],
        rate: t(
            "None of 55,278 pairs of unrelated pictures (333 pictures of 61 public repositories) was within 31 bits. Leaving borders and screens aside brought no further match among 9 million pairs of different pictures, most of them put into frames. Edits of 2 per cent of the area stayed within 31 bits in 69 of 100 cases.",
            "Aucune des 55 278 paires d'images sans rapport (333 images de 61 dépôts publics) n'était à 31 bits ou moins. Laisser de côté bordures et écrans n'a ajouté aucune correspondance parmi 9 millions de paires d'images différentes, la plupart mises dans des cadres. Des retouches de 2 pour cent de la surface sont restées à 31 bits ou moins dans 69 cas sur 100.",
        ),
        seen_in_the_wild: true,
    },
    run,
};

/// PDQ's own floor for a hash that means something (facebook/ThreatExchange, pdq/README.md).
const LEAST_QUALITY: u8 = 50;
/// Bits apart up to which the two look the same.
const SAME: u16 = 10;
/// Bits apart up to which one may be a copy of the other; further apart, templates with other content meet too.
const NEAR: u16 = 31;

/// Bits apart, in which form and which part of this picture, and the entry.
type Near<'a> = (u16, (Form, Option<Area>), &'a KnownMatch);

fn run(case: &Case) -> Outcome {
    let known = &case.facts.known;
    if let Err(outcome) = pixels::whole(case) {
        return outcome;
    }
    // Of a small picture on a white page, what is within the borders has more detail than the whole.
    let parts = case.exhibit.trimmed.iter().map(|part| &part.pdq);
    let Some(quality) = case.exhibit.pdq.iter().chain(parts).map(|pdq| pdq.quality).max() else {
        return Outcome::NotApplicable(t(
            "The picture is too small to compare.",
            "L'image est trop petite pour être comparée.",
        ));
    };
    if quality < LEAST_QUALITY {
        return Outcome::NotApplicable(Text::new(
            format!("The picture has too little detail to compare (PDQ quality {quality} of 100)."),
            format!("L'image a trop peu de détails pour être comparée (qualité PDQ {quality} sur 100)."),
        ));
    }
    if let Some(outcome) = unasked(known) {
        return outcome;
    }
    let mut near: Vec<Near> = known
        .matches
        .iter()
        .filter_map(|m| match m.by {
            MatchKind::Pdq { distance, form, area } if distance <= NEAR => Some((distance, (form, area), m)),
            _ => None,
        })
        .collect();
    near.sort_by_key(|(distance, ..)| *distance);
    let Some((distance, (form, area), first)) = near.first() else { return none(known) };
    let (strength, looks) = looks(*distance);
    let (words, turned, caution) = (words(first), turned(*form), caution(first.entry.label));
    let within = match area {
        Some(_) => t(", without what surrounds it", ", sans ce qui l'entoure"),
        None => t("", ""),
    };
    let comma = if area.is_some() && *form == Form::AsIs { "," } else { "" };
    let message = Text::new(
        format!(
            "This picture{}{}{comma} {} {}; the PDQ distance is {distance} of 256. {}",
            within.en, turned.en, looks.en, words.en, caution.en
        ),
        format!(
            "Cette image{}{}{comma} {} {} ; la distance PDQ est de {distance} sur 256. {}",
            within.fr, turned.fr, looks.fr, words.fr, caution.fr
        ),
    );
    found(strength, message, near.iter().map(|(.., m)| *m))
}

fn looks(distance: u16) -> (Strength, Text) {
    if distance <= SAME {
        (Strength::Strong, t("looks the same as", "a la même apparence que"))
    } else {
        let text = t("is a near copy, which may be edited, of", "est une copie proche, peut-être retouchée, de");
        (Strength::Moderate, text)
    }
}

/// How it was turned to meet the other: PDQ flips about the axis that it names, so flipx swaps top and bottom.
fn turned(form: Form) -> Text {
    match form {
        Form::AsIs => t("", ""),
        Form::Rot90 | Form::Rot270 => t(", after a quarter turn,", ", après un quart de tour,"),
        Form::Rot180 => t(", after a half turn,", ", après un demi-tour,"),
        Form::FlipY => t(", mirrored left to right,", ", en miroir gauche-droite,"),
        Form::FlipX => t(", mirrored top to bottom,", ", en miroir haut-bas,"),
        Form::FlipPlus1 | Form::FlipMinus1 => {
            t(", mirrored and after a quarter turn,", ", en miroir et après un quart de tour,")
        }
    }
}

fn caution(label: Label) -> Text {
    match label {
        Label::Original => t(
            "The list calls that one an original; the match does not make this one so: a small edit can stay within this distance. Compare them side by side.",
            "La liste appelle celle-là un original ; la correspondance n'en fait pas un de celle-ci : une petite retouche peut rester dans cette distance. Comparez-les côte à côte.",
        ),
        _ => t(
            "The rating is the list's own; compare the two side by side.",
            "L'évaluation est celle de la liste ; comparez les deux côte à côte.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Area, Exhibit, Facts, Outcome, Pdq, Strength,
        facts::{
            known::{Form, Label, MatchKind},
            pixels::PixelState,
        },
    };

    use crate::{
        Case,
        specimen::{exhibit, known, seen},
    };

    fn decoded(matches: &[(MatchKind, Label)]) -> Facts {
        let mut facts = known(matches);
        facts.pixels.state = PixelState::Decoded { width: 4032, height: 3024 };
        facts
    }

    /// The check on a picture whose hash has this quality.
    fn hashed(facts: &Facts, quality: u8) -> Outcome {
        let pdq = Pdq {
            hash: String::new(),
            nearest512: String::new(),
            dihedral: Vec::new(),
            dihedral512: Vec::new(),
            quality,
        };
        (super::CHECK.run)(&Case { exhibit: &Exhibit { pdq: Some(pdq), ..exhibit() }, facts })
    }

    fn pdq(distance: u16, form: Form) -> MatchKind {
        MatchKind::Pdq { distance, form, area: None }
    }

    #[test]
    fn looks_the_same() {
        let facts = decoded(&[(pdq(10, Form::AsIs), Label::AiGenerated)]);
        insta::assert_snapshot!(seen(&hashed(&facts, 100)), @r"
        Known Strong
        This picture looks the same as “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03); the PDQ distance is 10 of 256. The rating is the list's own; compare the two side by side.
        Cette image a la même apparence que « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03) ; la distance PDQ est de 10 sur 256. L'évaluation est celle de la liste ; comparez les deux côte à côte.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn a_near_copy_may_be_edited() {
        let facts = decoded(&[(pdq(11, Form::FlipY), Label::Altered)]);
        insta::assert_snapshot!(seen(&hashed(&facts, 100)), @r"
        Known Moderate
        This picture, mirrored left to right, is a near copy, which may be edited, of “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03); the PDQ distance is 11 of 256. The rating is the list's own; compare the two side by side.
        Cette image, en miroir gauche-droite, est une copie proche, peut-être retouchée, de « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03) ; la distance PDQ est de 11 sur 256. L'évaluation est celle de la liste ; comparez les deux côte à côte.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn a_match_with_an_original_is_no_praise() {
        let facts = decoded(&[(pdq(0, Form::Rot90), Label::Original)]);
        insta::assert_snapshot!(seen(&hashed(&facts, 100)), @r"
        Known Strong
        This picture, after a quarter turn, looks the same as “Bridge at dusk” on the list “Press archive”, which rates it “fake” (first circulated 2023-03); the PDQ distance is 0 of 256. The list calls that one an original; the match does not make this one so: a small edit can stay within this distance. Compare them side by side.
        Cette image, après un quart de tour, a la même apparence que « Pont au crépuscule » de la liste « Press archive », qui l'évalue « fake » (en circulation depuis 2023-03) ; la distance PDQ est de 0 sur 256. La liste appelle celle-là un original ; la correspondance n'en fait pas un de celle-ci : une petite retouche peut rester dans cette distance. Comparez-les côte à côte.
          Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
          Press archive › Bridge at dusk › source = https://example.org/source
        ");
    }

    #[test]
    fn what_stands_around_it_is_left_aside() {
        let area = Area { left: 0, top: 300, width: 1080, height: 810 };
        let facts =
            decoded(&[(MatchKind::Pdq { distance: 4, form: Form::FlipY, area: Some(area) }, Label::AiGenerated)]);
        let Outcome::Finding(finding) = hashed(&facts, 100) else { panic!() };
        let (en, fr) = (finding.message.en, finding.message.fr);
        assert!(
            en.starts_with("This picture, without what surrounds it, mirrored left to right, looks the same as"),
            "{en}"
        );
        assert!(fr.starts_with("Cette image, sans ce qui l'entoure, en miroir gauche-droite, a la même"), "{fr}");
        // The whole page has too little detail, the picture on it has enough.
        let pdq = |quality| Pdq {
            quality,
            hash: String::new(),
            nearest512: String::new(),
            dihedral: vec![],
            dihedral512: vec![],
        };
        let trimmed = vec![whence_model::Trimmed { area, pdq: pdq(80) }];
        let exhibit = Exhibit { pdq: Some(pdq(20)), trimmed, ..exhibit() };
        assert!(matches!((super::CHECK.run)(&Case { exhibit: &exhibit, facts: &facts }), Outcome::Finding(_)));
    }

    #[test]
    fn the_nearest_leads() {
        let facts = decoded(&[(pdq(31, Form::AsIs), Label::Other), (pdq(4, Form::AsIs), Label::Satire)]);
        let Outcome::Finding(finding) = hashed(&facts, 100) else { panic!() };
        assert_eq!((finding.strength, finding.also.len()), (Strength::Strong, 3));
        assert!(finding.message.en.contains("PDQ distance is 4 of 256"));
    }

    #[test]
    fn silent_on_the_same_bytes_and_strangers() {
        assert_eq!(seen(&hashed(&decoded(&[(pdq(32, Form::AsIs), Label::Altered)]), 100)), "nothing found");
        assert_eq!(seen(&hashed(&decoded(&[(MatchKind::Sha256, Label::Altered)]), 100)), "nothing found");
        assert_eq!(seen(&hashed(&decoded(&[]), 100)), "nothing found");
    }

    #[test]
    fn too_little_detail_is_not_compared() {
        let facts = decoded(&[(pdq(0, Form::AsIs), Label::Altered)]);
        insta::assert_snapshot!(seen(&hashed(&facts, 49)), @r"
        not applicable: The picture has too little detail to compare (PDQ quality 49 of 100).
        ");
        assert!(matches!(hashed(&facts, 50), Outcome::Finding(_)));
    }

    #[test]
    fn what_has_no_hash_is_not_compared() {
        let mut facts = decoded(&[]);
        let hashless = |facts: &Facts| (super::CHECK.run)(&Case { exhibit: &exhibit(), facts });
        assert_eq!(seen(&hashless(&facts)), "not applicable: The picture is too small to compare.");
        facts.pixels.state = PixelState::NoDecoder;
        assert!(seen(&hashless(&facts)).starts_with("not applicable: Whence has no decoder"));
    }

    #[test]
    fn not_asked_without_a_list() {
        let mut facts = decoded(&[]);
        facts.known.lists.clear();
        insta::assert_snapshot!(seen(&hashed(&facts, 100)), @r"
        not applicable: No list of known pictures was consulted.
        ");
    }
}
