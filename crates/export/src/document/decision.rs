use whence_model::{Lang, ledger::Decision};

use super::{Block, Section, Words, number, say};
use crate::{Decided, Dossier, date};

/// Who decided what, and why: the decision that stands first, then those that it took over from, newest first.
pub fn section<'a>(dossier: &Dossier<'_>) -> Option<Section<'a>> {
    let lang = dossier.report.language;
    let title = say(lang, "Decision", "Décision");
    let Some((last, earlier)) = dossier.standing() else {
        let none = say(lang, "No decision is recorded.", "Aucune décision n'est consignée.");
        return Some(Section::new(title, vec![Block::Paragraph(Words::plain(none))]));
    };
    let mut blocks = told(last, lang);
    for decided in earlier.iter().rev() {
        let heading = say(lang, "Earlier decision, no longer standing", "Décision antérieure, remplacée depuis");
        blocks.push(Block::Heading(Words::line(heading)));
        blocks.extend(told(decided, lang));
    }
    Some(Section::new(title, blocks))
}

fn told<'a>(Decided { stamp, decision }: &Decided, lang: Lang) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let mut pairs = Vec::new();
    match decision {
        Some(decision) => {
            blocks.push(Block::Paragraph(Words::strong(decision.kind.text().in_lang(lang))));
            said(decision, lang, &mut |name, words| {
                if !words.is_empty() {
                    pairs.push((Words::plain(name), words));
                }
            });
        }
        None => blocks.push(Block::Paragraph(Words::plain(say(
            lang,
            "What it said was erased from the log.",
            "Son contenu a été effacé du registre.",
        )))),
    }
    let recorded = Words::plain(&date::minute(&stamp.recorded_at, lang)).and("\n").and_code(&stamp.recorded_at);
    pairs.push((Words::plain(say(lang, "Recorded", "Consignée le")), recorded));
    let entry = Words::plain(&number(stamp.position, lang)).and("\n").and_code(&stamp.digest);
    pairs.push((Words::plain(say(lang, "Log entry and its digest", "Entrée du registre et son empreinte")), entry));
    blocks.push(Block::Pairs(pairs));
    blocks
}

fn said(decision: &Decision, lang: Lang, pair: &mut dyn FnMut(&'static str, Words)) {
    let context = &decision.context;
    pair(say(lang, "Decided by", "Décidée par"), Words::plain(&decision.by));
    pair(say(lang, "Reason", "Motif"), Words::plain(&decision.reason));
    pair(say(lang, "Supported by", "À l'appui"), Words::code(&decision.links.join("\n")));
    if let Some(category) = decision.media_review {
        let named = Words::plain(category.text().in_lang(lang)).and("\n").and_code(category.schema_name());
        pair(say(lang, "Use of the picture (schema.org)", "Usage de l'image (schema.org)"), named);
    }
    pair(say(lang, "Seen at", "Où elle a été vue"), Words::plain(&context.seen_at));
    pair(say(lang, "Claimed to show", "Censée montrer"), Words::plain(&context.claim));
    pair(say(lang, "Claimed date", "Date affirmée"), Words::plain(&context.claimed_date));
    pair(say(lang, "Claimed place", "Lieu affirmé"), Words::plain(&context.claimed_place));
    pair(say(lang, "Sent by", "Envoyée par"), Words::plain(&context.sent_by));
}
