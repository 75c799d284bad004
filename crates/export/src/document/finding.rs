use whence_model::{Direction, Evidence, Lang, Report, Row, Status, Strength};

use super::{Block, Section, Words, number, say};

/// The rows that decided, the weightiest first.
pub fn decided<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let rows = report.verdict.because.iter().filter_map(|id| report.rows.iter().find(|row| row.check == *id));
    let mut blocks: Vec<Block<'_>> = rows.flat_map(|row| finding(row, lang)).collect();
    if blocks.is_empty() {
        let none = say(lang, "No finding carried enough to decide.", "Aucun constat n'a pesé assez pour décider.");
        blocks.push(Block::Paragraph(Words::plain(none)));
    }
    Some(Section::new(say(lang, "What decided", "Ce qui a décidé"), blocks))
}

/// The findings that did not.
pub fn others<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let other = |row: &&Row| row.status == Status::Finding && !report.verdict.because.contains(&row.check);
    let blocks: Vec<Block<'_>> = report.rows.iter().filter(other).flat_map(|row| finding(row, lang)).collect();
    (!blocks.is_empty()).then(|| Section::new(say(lang, "Also seen", "Également relevé"), blocks))
}

fn finding<'a>(row: &Row, lang: Lang) -> Vec<Block<'a>> {
    let mut weight = Words::default();
    if let Some(told) = row.strength {
        weight = weight.and_strong(strength(told, lang));
    }
    if let Some(told) = row.direction {
        weight = weight.and(" · ").and(direction(told, lang));
    }
    let mut blocks = vec![
        Block::Heading(Words::line(&row.title)),
        Block::Paragraph(weight.and(" · ").and_code(&row.check)),
        Block::Paragraph(Words::plain(&row.message)),
    ];
    let mut list = |title, items: Vec<Words>| {
        if !items.is_empty() {
            blocks.push(Block::Paragraph(Words::strong(title)));
            blocks.push(Block::List(items));
        }
    };
    let seen = row.evidence.iter().map(|told| evidence(told, lang)).collect();
    list(say(lang, "What was seen, and where", "Ce qui a été vu, et où"), seen);
    let innocent = row.innocent.iter().map(|cause| Words::plain(cause)).collect();
    let causes = match row.direction.is_some_and(Direction::speaks_for) {
        true => say(lang, "Other possible causes", "Autres causes possibles"),
        false => say(lang, "Possible innocent causes", "Causes anodines possibles"),
    };
    list(causes, innocent);
    blocks
}

/// Where, and what stands there.
pub fn evidence(Evidence { place, value }: &Evidence, lang: Lang) -> Words {
    let mut words = Words::from(&place.path);
    if let Some(offset) = place.offset {
        let at = number(offset, lang);
        let length = place.length.map(|length| number(length, lang));
        words = words.and(&match (lang, length) {
            (Lang::En, None) => format!(" (from byte {at})"),
            (Lang::En, Some(length)) => format!(" (from byte {at}, {length} long)"),
            (Lang::Fr, None) => format!(" (à partir de l'octet {at})"),
            (Lang::Fr, Some(length)) => format!(" (à partir de l'octet {at}, longueur {length})"),
        });
    }
    match value.is_empty() {
        true => words,
        false => words.and(say(lang, ": ", " : ")).and_words(value.into()),
    }
}

fn strength(strength: Strength, lang: Lang) -> &'static str {
    match strength {
        Strength::Cryptographic => say(lang, "Proven by signature or digest", "Prouvé par signature ou empreinte"),
        Strength::Strong => say(lang, "Strong", "Fort"),
        Strength::Moderate => say(lang, "Moderate", "Modéré"),
        Strength::Weak => say(lang, "Weak", "Faible"),
        Strength::Info => say(lang, "For information", "Pour information"),
    }
}

fn direction(direction: Direction, lang: Lang) -> &'static str {
    match direction {
        Direction::AiGenerated => say(lang, "points to AI generation", "va dans le sens d'une image générée par IA"),
        Direction::Edited => say(lang, "points to editing", "va dans le sens d'une retouche"),
        Direction::CameraCapture => say(lang, "points to a camera capture", "va dans le sens d'une prise de vue"),
        Direction::UnchangedSinceSigning => {
            say(lang, "points to signed content that is unchanged", "indique un contenu signé et inchangé depuis")
        }
        Direction::ChangedSinceSigning => {
            say(lang, "points to a file changed after signing", "indique un fichier modifié après sa signature")
        }
        Direction::Known => say(lang, "points to a known picture", "indique une image connue"),
        Direction::Context => say(lang, "context only", "contexte, sans portée propre"),
    }
}
