use whence_model::{Lang, MarkSeen, MarkTier, Report, WatermarkSeen};

use super::{Block, Section, Words, say};

/// What generators left, what each mark is worth, and where was searched.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let card = &report.marks;
    let mut blocks =
        vec![Block::Paragraph(Words::strong(&card.headline)), Block::Paragraph(Words::plain(&card.meaning))];
    for seen in &card.marks {
        let place = report.facts.generator.marks.get(seen.mark as usize).map(|mark| &mark.place.path);
        blocks.extend(mark(seen, place.map(Words::from), lang));
    }
    if let Some(seen) = &card.watermark {
        blocks.push(Block::Heading(Words::line(say(lang, "Public watermark", "Filigrane public"))));
        blocks.push(Block::Paragraph(watermark(seen, lang)));
    }
    if !card.searches.is_empty() {
        blocks.push(Block::Heading(Words::line(say(
            lang,
            "Where marks were looked for",
            "Où des marques ont été cherchées",
        ))));
        let searches = card.searches.iter().map(|search| {
            let done = if search.searched { "" } else { say(lang, "Not done. ", "Non fait. ") };
            (Words::plain(&search.what), Words::plain(done).and(&search.outcome))
        });
        blocks.push(Block::Pairs(searches.collect()));
    }
    Some(Section::new(say(lang, "Generator marks", "Marques de générateurs"), blocks))
}

fn mark<'a>(seen: &MarkSeen, place: Option<Words>, lang: Lang) -> Vec<Block<'a>> {
    let mut kind = Words::strong(tier(seen.tier, lang));
    if let Some(place) = place {
        kind = kind.and(" · ").and_words(place);
    }
    let mut blocks = vec![
        Block::Heading(Words::line(&seen.headline)),
        Block::Paragraph(kind),
        Block::Paragraph(Words::plain(&seen.worth)),
    ];
    if !seen.settings.is_empty() {
        let settings = seen.settings.iter().map(|told| (Words::plain(&told.label.to_string()), (&told.value).into()));
        blocks.push(Block::Pairs(settings.collect()));
    }
    blocks
}

fn tier(tier: MarkTier, lang: Lang) -> &'static str {
    match tier {
        MarkTier::Signed => say(lang, "Signature verified", "Signature vérifiée"),
        MarkTier::SignedUnverified => say(lang, "Signature that cannot be checked", "Signature invérifiable"),
        MarkTier::Declared => say(lang, "Label", "Étiquette"),
        MarkTier::WorkingData => say(lang, "The program's settings", "Réglages du programme"),
        MarkTier::PixelMark => say(lang, "Mark in the pixels", "Marque dans les pixels"),
        MarkTier::Hint => say(lang, "Hint", "Indice"),
    }
}

fn watermark(seen: &WatermarkSeen, lang: Lang) -> Words {
    let (score, chance, needed) = (seen.score, seen.chance, seen.threshold);
    let scale = match lang {
        Lang::En => format!(
            "This picture scores {score:.2} on a scale from 0 to 1. The measured pictures without a mark scored {chance:.2} at most; Whence speaks of a watermark from {needed:.2} on."
        ),
        Lang::Fr => format!(
            "Cette image obtient {score:.2} sur une échelle de 0 à 1. Les images sans marque qui ont été mesurées ont obtenu {chance:.2} au plus ; Whence parle de filigrane à partir de {needed:.2}."
        )
        .replace("0.", "0,").replace("1.0", "1,0"),
    };
    let words = Words::plain(&seen.test).and("\n").and(&seen.meaning).and("\n").and(&scale);
    match seen.in_crop {
        true => words.and(say(
            lang,
            "\nFound by the search of crops: the picture was probably cropped after it was marked.",
            "\nTrouvé en cherchant dans les recadrages : l'image a sans doute été recadrée après le marquage.",
        )),
        false => words,
    }
}
