use whence_model::{Gap, Lang, Report};

use super::{Block, Section, Words, picture, say};
use crate::{Dossier, date};

pub fn title(report: &Report) -> Words {
    let colon = say(report.language, ": ", " : ");
    Words::line(&format!("{}{colon}{}", report.exhibit.name, report.verdict.headline))
}

pub fn above(report: &Report) -> Words {
    let day = date::day(&report.examined_at, report.language);
    Words::line(&match report.language {
        Lang::En => format!("Whence: report of {day} on {}", report.exhibit.name),
        Lang::Fr => format!("Whence : rapport du {day} sur {}", report.exhibit.name),
    })
}

/// Under the headline: what it means, what no report shows, and the picture.
pub fn lead<'a>(dossier: &Dossier<'a>) -> Vec<Block<'a>> {
    let report = dossier.report;
    let limits = say(
        report.language,
        "This is the answer of a program about a file. It does not show whether the scene or the caption is accurate, and where nothing was found, that shows nothing.",
        "C'est la réponse d'un programme à propos d'un fichier. Elle ne montre pas si la scène ou la légende est exacte ; et là où rien n'a été relevé, cela ne montre rien.",
    );
    let mut lead =
        vec![Block::Paragraph(Words::plain(&report.verdict.meaning)), Block::Paragraph(Words::plain(limits))];
    lead.extend(picture::block(dossier.picture, &report.exhibit.name, report.language));
    lead
}

/// Reports from before it was told have none.
pub fn next<'a>(report: &Report) -> Option<Section<'a>> {
    let next = &report.verdict.next;
    let title = say(report.language, "What to do next", "Que faire maintenant");
    (!next.is_empty()).then(|| Section::new(title, vec![Block::Paragraph(Words::plain(next))]))
}

pub fn would_change<'a>(report: &Report) -> Option<Section<'a>> {
    let advice: Vec<Words> = report.verdict.would_change.iter().map(|advice| Words::plain(advice)).collect();
    let title = say(report.language, "What would change this answer", "Ce qui changerait cette réponse");
    (!advice.is_empty()).then(|| Section::new(title, vec![Block::List(advice)]))
}

pub fn gaps<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let block = match report.verdict.gaps.as_slice() {
        [] => Block::Paragraph(Words::plain(say(
            lang,
            "Every check that applies was made.",
            "Tous les contrôles applicables ont été menés.",
        ))),
        gaps => Block::Pairs(by_reason(gaps)),
    };
    Some(Section::new(say(lang, "What could not be checked", "Ce qui n'a pas pu être contrôlé"), vec![block]))
}

/// What shares a reason is told once: a copy from a platform leaves several checks nothing to say.
fn by_reason(gaps: &[Gap]) -> Vec<(Words, Words)> {
    let mut told: Vec<(Vec<&str>, &str)> = Vec::new();
    for gap in gaps {
        match told.iter_mut().find(|(_, reason)| *reason == gap.reason) {
            Some((titles, _)) => titles.push(&gap.title),
            None => told.push((vec![&gap.title], &gap.reason)),
        }
    }
    told.into_iter().map(|(titles, reason)| (Words::plain(&titles.join(" · ")), Words::plain(reason))).collect()
}
