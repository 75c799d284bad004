use whence_model::{Answer, HistoryStep, Lang, Report, Tone, facts::provenance::Manifest};

use super::{Block, Section, Words, say};

/// The facts about the file's credentials, and how the picture came to be as they tell it.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let (card, manifests) = (&report.credentials, &report.facts.provenance.manifests);
    // Where nothing was read, only the first question has an answer.
    let answers = if manifests.is_empty() { &card.answers[..card.answers.len().min(1)] } else { &card.answers };
    let mut blocks = vec![Block::Pairs(answers.iter().map(|told| answer(told, lang)).collect())];
    if !manifests.is_empty() {
        blocks.push(Block::Paragraph(Words::plain(&card.limits)));
    }
    if !card.history.is_empty() {
        blocks.push(Block::Heading(Words::line(say(
            lang,
            "How it came to be, as they tell it",
            "Son histoire, selon ces justificatifs",
        ))));
        let steps = tree(&card.history, manifests);
        blocks.push(Block::List(steps.into_iter().map(|(depth, told)| step(told, depth, lang)).collect()));
    }
    let title = say(lang, "Content Credentials", "Content Credentials (justificatifs signés)");
    (!card.answers.is_empty()).then(|| Section::new(title, blocks))
}

fn answer(told: &Answer, lang: Lang) -> (Words, Words) {
    let mut words = Words::strong(&told.answer);
    if told.tone != Tone::Silent {
        words = words.and(" (").and(tone(told.tone, lang)).and(")");
    }
    if !told.detail.is_empty() {
        words = words.and("\n").and(&told.detail);
    }
    (Words::plain(&told.question), words)
}

fn tone(tone: Tone, lang: Lang) -> &'static str {
    match tone {
        Tone::Proven => say(lang, "proven by a signature", "établi par une signature"),
        Tone::Said => say(lang, "said, and not proven", "affirmé, non établi"),
        Tone::Broken => say(lang, "does not hold", "ne tient pas"),
        Tone::Limited => say(lang, "a limit", "une limite"),
        Tone::Silent => say(lang, "nothing to tell", "rien à dire"),
    }
}

/// Each step behind the one that it was taken into, with its depth in the tree.
fn tree<'a>(history: &'a [HistoryStep], manifests: &[Manifest]) -> Vec<(usize, &'a HistoryStep)> {
    let parent = |step: &HistoryStep| manifests.get(step.manifest as usize).and_then(|manifest| manifest.parent);
    let mut ordered = Vec::new();
    let mut open: Vec<(usize, &HistoryStep)> = history.first().map(|active| (0, active)).into_iter().collect();
    while let Some((depth, step)) = open.pop() {
        ordered.push((depth, step));
        // A manifest stands behind the one that it was taken into: no step is met twice.
        let below =
            history.iter().filter(|child| child.manifest > step.manifest && parent(child) == Some(step.manifest));
        open.extend(below.rev().map(|child| (depth + 1, child)));
    }
    ordered
}

fn step(told: &HistoryStep, depth: usize, lang: Lang) -> Words {
    let mut words = Words::plain(&"→ ".repeat(depth));
    if let Some(taken_as) = &told.taken_as {
        words = words.and(taken_as).and(say(lang, ": ", " : "));
    }
    words = words.and_strong(&told.name);
    if let Some(made_with) = &told.made_with {
        words = words.and(" · ").and(made_with);
    }
    words = words.and(" · ").and(&told.signed_by);
    if !told.did.is_empty() {
        words = words.and("\n").and(&told.did.join(", "));
    }
    match &told.problem {
        Some(problem) => words.and(say(lang, "\nDoes not hold: ", "\nNe tient pas : ")).and(problem),
        None => words,
    }
}
