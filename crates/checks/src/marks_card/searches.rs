//! Where marks were looked for, what came of it, and why not where they were not.

use whence_model::{
    Defect, Lang, MarkSearch, Reading, Text, Untrusted,
    facts::{
        generator::{HiddenSearch, MarkCarrier},
        pixels::{CropSearch, WatermarkLevel},
    },
    t,
};

use super::watermark::{crop, millions, why_not};
use crate::{
    Case,
    credentials_card::words::{sentences, with},
    declared::hidden_data,
};

type Search = (Text, fn(&Case) -> (bool, Text));

const SEARCHES: &[Search; 4] = &[
    (t("Text, Exif, XMP and IPTC fields", "Champs de texte, Exif, XMP et IPTC"), fields),
    (t("Lowest bits of the pixels", "Bits de poids faible des pixels"), lowest_bits),
    (t("Public watermark in the pixels", "Filigrane public dans les pixels"), watermark),
    (t("The same watermark in a crop", "Le même filigrane dans un recadrage"), crops),
];

pub fn all(case: &Case, lang: Lang) -> Vec<MarkSearch> {
    let search = |(what, ask): &Search| {
        let (searched, outcome) = ask(case);
        MarkSearch { what: what.in_lang(lang).into(), searched, outcome: outcome.in_lang(lang).into() }
    };
    SEARCHES.iter().map(search).collect()
}

/// What cannot be read is named; the rest was searched all the same.
fn fields(case: &Case) -> (bool, Text) {
    let m = &case.facts.metadata;
    let unread = [("Exif", defect(&m.exif)), ("XMP", defect(&m.xmp)), ("IPTC", defect(&m.iptc))];
    let unread: Vec<Text> = unread
        .into_iter()
        .filter_map(|(name, defect)| {
            let why = Untrusted::from(defect?.what.as_str()).short(120);
            Some(Text::new(
                format!("{name} could not be read ({why})."),
                format!("Les données {name} n'ont pas pu être lues ({why})."),
            ))
        })
        .collect();
    let found = match case.facts.generator.marks.iter().filter(|mark| mark.carrier == MarkCarrier::Metadata).count() {
        0 => t("No mark found.", "Aucune marque trouvée."),
        1 => t("1 mark found.", "1 marque trouvée."),
        n => Text::new(format!("{n} marks found."), format!("{n} marques trouvées.")),
    };
    (unread.is_empty(), sentences([found].into_iter().chain(unread)))
}

fn defect<T>(reading: &Reading<T>) -> Option<&Defect> {
    match reading {
        Reading::Unreadable(defect) => Some(defect),
        _ => None,
    }
}

fn lowest_bits(case: &Case) -> (bool, Text) {
    match &case.facts.generator.hidden {
        HiddenSearch::NotPossible => (false, hidden_data::not_possible(case)),
        HiddenSearch::Nothing => {
            (true, t("No heading of generators stands there.", "Aucun en-tête de générateurs n'y figure."))
        }
        HiddenSearch::Found => (true, t("A mark is hidden there.", "Une marque y est cachée.")),
        HiddenSearch::Unreadable { defect } => {
            let why = Untrusted::from(defect.what.as_str()).short(120);
            let said = with(
                "A heading of generators stands there, and what follows it cannot be read ({}).",
                "Un en-tête de générateurs y figure, et ce qui le suit ne peut pas être lu ({}).",
                &Text::new(why.clone(), why),
            );
            (true, said)
        }
    }
}

fn watermark(case: &Case) -> (bool, Text) {
    match case.facts.pixels.watermark.as_ref().map(|test| test.level) {
        None => (false, why_not(case)),
        Some(level) => (true, told(level)),
    }
}

fn crops(case: &Case) -> (bool, Text) {
    let pixels = &case.facts.pixels;
    match &pixels.watermark_crop {
        CropSearch::NotAsked if pixels.watermark.is_none() => (false, why_not(case)),
        CropSearch::NotAsked => (
            false,
            t(
                "Not searched: it takes a while. Ask for it with the button in the window, or with --deep.",
                "Non examiné : cela prend un moment. Demandez-le avec le bouton de la fenêtre, ou avec --deep.",
            ),
        ),
        CropSearch::TooMany { limit } => (false, millions(*limit)),
        CropSearch::NotPossible => (false, why_not(case)),
        searched => (true, told(crop(searched).map_or(WatermarkLevel::Chance, |best| best.test.level))),
    }
}

fn told(level: WatermarkLevel) -> Text {
    match level {
        WatermarkLevel::Chance => t("Not found.", "Pas trouvé."),
        WatermarkLevel::Possible => t("Not certain enough to say.", "Pas assez certain pour l'affirmer."),
        WatermarkLevel::Found => t("Found.", "Trouvé."),
    }
}
