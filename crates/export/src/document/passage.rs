use whence_model::{DateSeen, Lang, Precision, Report, ZoneKnown};

use super::{Block, Section, Words, finding, say};

/// What the file looks like it went through.
pub fn condition<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let condition = &report.condition;
    let mut blocks =
        vec![Block::Paragraph(Words::strong(&condition.headline)), Block::Paragraph(Words::plain(&condition.meaning))];
    let reasons: Vec<Words> = condition
        .reasons
        .iter()
        .map(|reason| match &reason.evidence {
            Some(evidence) => Words::plain(&reason.text).and("\n").and_words(finding::evidence(evidence, lang)),
            None => Words::plain(&reason.text),
        })
        .collect();
    if !reasons.is_empty() {
        blocks.push(Block::List(reasons));
    }
    let title = say(lang, "What the file seems to have gone through", "Par où le fichier semble être passé");
    Some(Section::new(title, blocks))
}

/// Every date, oldest first.
pub fn timeline<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let timeline = &report.timeline;
    let worth = say(
        lang,
        "A date tells what a clock showed or what somebody wrote; nothing here makes one of them the date of capture.",
        "Une date dit ce qu'une horloge indiquait ou ce que quelqu'un a écrit ; rien ici n'en fait la date de prise de vue.",
    );
    let blocks = match timeline.dates.as_slice() {
        [] => vec![Block::Paragraph(Words::plain(say(
            lang,
            "Neither the file nor its name holds a date.",
            "Ni le fichier ni son nom ne portent de date.",
        )))],
        dates => vec![
            Block::Paragraph(Words::plain(&timeline.summary)),
            Block::Paragraph(Words::plain(worth)),
            Block::Pairs(dates.iter().map(|date| line(date, lang)).collect()),
        ],
    };
    Some(Section::new(say(lang, "Dates in the file", "Dates dans le fichier"), blocks))
}

fn line(date: &DateSeen, lang: Lang) -> (Words, Words) {
    // Fractions of a day that nobody wrote are not shown.
    let mut when = match date.moment.filter(|_| date.precision >= Precision::Minute) {
        Some(moment) => Words::code(&moment.to_string()),
        None => (&date.evidence.value).into(),
    };
    if date.zone == ZoneKnown::Unknown && date.moment.is_some() {
        when = when.and(say(lang, " (no zone)", " (sans fuseau)"));
    }
    let mut told = Words::plain(&date.label);
    if !date.note.is_empty() {
        told = told.and(" · ").and(&date.note);
    }
    (when, told.and("\n").and_words(finding::evidence(&date.evidence, lang)))
}
