use whence_model::{Lang, Report, Row, Status};

use super::{Block, Section, Words, say};

/// Every check that found nothing or did not speak, for the record.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let mut blocks = Vec::new();
    for status in [Status::NothingFound, Status::NotApplicable, Status::Skipped, Status::Failed] {
        let rows: Vec<_> = report.rows.iter().filter(|row| row.status == status).collect();
        if rows.is_empty() {
            continue;
        }
        let n = rows.len();
        let title = match (status, lang) {
            (Status::NotApplicable, Lang::En) => format!("Did not apply to this file ({n})"),
            (Status::NotApplicable, Lang::Fr) => format!("Sans objet pour ce fichier ({n})"),
            (Status::Skipped, Lang::En) => format!("Left out ({n})"),
            (Status::Skipped, Lang::Fr) => format!("Non menés ({n})"),
            (Status::Failed, Lang::En) => format!("Failed ({n})"),
            (Status::Failed, Lang::Fr) => format!("En échec ({n})"),
            (_, Lang::En) => format!("Found nothing ({n})"),
            (_, Lang::Fr) => format!("Sans constat ({n})"),
        };
        blocks.push(Block::Heading(Words::line(&title)));
        blocks.push(Block::List(by_message(&rows, say(lang, ": ", " : "))));
    }
    let title = say(lang, "The other checks", "Les autres contrôles");
    (!blocks.is_empty()).then(|| Section { small: true, ..Section::new(title, blocks) })
}

/// Checks that say the same say it once.
fn by_message(rows: &[&Row], colon: &str) -> Vec<Words> {
    let mut told: Vec<(&str, Words)> = Vec::new();
    for row in rows {
        let named = |words: Words| words.and_strong(&row.title).and(" ").and_code(&row.check);
        match told.iter_mut().find(|(message, _)| *message == row.message) {
            Some((_, checks)) => *checks = named(std::mem::take(checks).and(" · ")),
            None => told.push((&row.message, named(Words::default()))),
        }
    }
    told.into_iter().map(|(message, checks)| checks.and(colon).and(message)).collect()
}
