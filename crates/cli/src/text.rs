//! A report and a page as a person reads them in a terminal: the headline first, then why, then everything else.

mod credentials;
mod marks;
mod passage;

use std::io::{self, Write};

use textwrap::{Options, WordSplitter};
use whence_engine::CheckPage;
use whence_model::{Direction, Evidence, Exhibit, Gap, Lang, Report, Row, Status, Strength, t};

/// How many places of one row are printed; JSON has them all.
const PLACES: usize = 6;
/// How much of one value is printed.
const VALUE: usize = 200;

pub fn report(out: &mut dyn Write, shown: &str, report: &Report, lang: Lang, width: usize) -> io::Result<()> {
    let say = |en: &'static str, fr: &'static str| if lang == Lang::Fr { fr } else { en };
    let verdict = &report.verdict;
    writeln!(out, "{}", verdict.headline.to_uppercase())?;
    writeln!(out, "{shown} · {}", identity(&report.exhibit, lang))?;
    writeln!(out)?;
    wrapped(out, "", &verdict.meaning, width)?;
    if !verdict.next.is_empty() {
        wrapped(out, say("Next: ", "À faire : "), &verdict.next, width)?;
    }

    let decided: Vec<&Row> =
        verdict.because.iter().filter_map(|id| report.rows.iter().find(|r| r.check == *id)).collect();
    if !decided.is_empty() {
        heading(out, say("Why", "Pourquoi"))?;
        decided.iter().try_for_each(|row| finding(out, row, lang, width))?;
    }
    credentials::section(out, report, lang, width)?;
    let others: Vec<&Row> =
        report.rows.iter().filter(|r| r.status == Status::Finding && !verdict.because.contains(&r.check)).collect();
    if !others.is_empty() {
        heading(out, say("Also seen", "Également relevé"))?;
        others.iter().try_for_each(|row| finding(out, row, lang, width))?;
    }
    marks::section(out, &report.marks, lang, width)?;
    passage::section(out, report, lang, width)?;
    if !verdict.would_change.is_empty() {
        heading(out, say("What would change this", "Ce qui changerait cette réponse"))?;
        verdict.would_change.iter().try_for_each(|advice| wrapped(out, "  - ", advice, width))?;
    }
    if !verdict.gaps.is_empty() {
        heading(out, say("Could not be checked", "N'a pas pu être contrôlé"))?;
        let colon = say(": ", " : ");
        by_reason(&verdict.gaps)
            .iter()
            .try_for_each(|(titles, reason)| wrapped(out, "  - ", &[titles.as_str(), colon, reason].concat(), width))?;
    }
    let count = |status| report.rows.iter().filter(|r| r.status == status).count();
    let (checks, silent, not) = (report.rows.len(), count(Status::NothingFound), count(Status::NotApplicable));
    writeln!(out)?;
    let tally = match lang {
        Lang::En => format!(
            "{checks} checks: {silent} found nothing, {not} did not apply to this file. `whence explain CHECK` explains each."
        ),
        Lang::Fr => format!(
            "{checks} contrôles : {silent} n'ont rien trouvé, {not} ne s'appliquaient pas à ce fichier. `whence explain CONTRÔLE` explique chacun."
        ),
    };
    wrapped(out, "", &tally, width)?;
    if report.masked > 0 {
        wrapped(out, "", &passage::masked(report.masked, lang), width)?;
    }
    wrapped(out, say("Protection: ", "Protection : "), &report.engine.protection, width)?;
    writeln!(out, "SHA-256 {}", report.exhibit.sha256)?;
    if let Some(pdq) = &report.exhibit.pdq {
        writeln!(out, "PDQ     {}\n        {} {}/100", pdq.hash, say("quality", "qualité"), pdq.quality)?;
    }
    Ok(())
}

pub fn page(out: &mut dyn Write, page: &CheckPage, lang: Lang, width: usize) -> io::Result<()> {
    writeln!(out, "{}", page.title)?;
    writeln!(out, "{}", page.id)?;
    for (title, lines) in whence_engine::sections(page, lang) {
        heading(out, title)?;
        let bullet = if lines.len() > 1 { "  - " } else { "  " };
        lines.iter().try_for_each(|line| wrapped(out, bullet, line, width))?;
    }
    if !page.seen_in_the_wild {
        let unseen = t(
            "Not yet seen in the wild: this check is tested on files that we built.",
            "Pas encore rencontré dans la nature : ce contrôle est testé sur des fichiers que nous avons construits.",
        );
        writeln!(out)?;
        wrapped(out, "", unseen.in_lang(lang), width)?;
    }
    Ok(())
}

/// What is said of files in folders that are no images.
pub fn left_out(files: u32, lang: Lang) -> String {
    match (lang, files) {
        (Lang::En, 1) => "1 file that is no image was left out".into(),
        (Lang::En, n) => format!("{n} files that are no images were left out"),
        (Lang::Fr, 1) => "1 fichier qui n'est pas une image a été laissé de côté".into(),
        (Lang::Fr, n) => format!("{n} fichiers qui ne sont pas des images ont été laissés de côté"),
    }
}

/// What shares a reason is told once: a copy from a platform leaves several checks nothing to say.
fn by_reason(gaps: &[Gap]) -> Vec<(String, &str)> {
    let mut told: Vec<(String, &str)> = Vec::new();
    for gap in gaps {
        match told.iter_mut().find(|(_, reason)| *reason == gap.reason) {
            Some((titles, _)) => {
                titles.push_str(" · ");
                titles.push_str(&gap.title);
            }
            None => told.push((gap.title.clone(), &gap.reason)),
        }
    }
    told
}

fn identity(exhibit: &Exhibit, lang: Lang) -> String {
    let mut parts = vec![exhibit.format.name().to_owned()];
    if let (Some(width), Some(height)) = (exhibit.width, exhibit.height) {
        parts.push(format!("{width} × {height}"));
    }
    let size = match exhibit.bytes {
        b if b < 1 << 10 => format!("{b} B"),
        b if b < 1 << 20 => format!("{:.1} KiB", b as f64 / 1024.0),
        b => format!("{:.1} MiB", b as f64 / 1_048_576.0),
    };
    parts.push(if lang == Lang::Fr { size.replace('.', ",").replace("iB", "io").replace('B', "o") } else { size });
    parts.join(" · ")
}

fn finding(out: &mut dyn Write, row: &Row, lang: Lang, width: usize) -> io::Result<()> {
    let strength = row.strength.map_or("", |s| word(s, lang));
    wrapped(out, "  ", &format!("{} [{strength}] {}", row.title, row.check), width)?;
    wrapped(out, "    ", &row.message, width)?;
    for Evidence { place, value } in row.evidence.iter().take(PLACES) {
        let at = place.offset.map_or(String::new(), |o| format!(" @{o}"));
        wrapped(out, "    · ", &format!("{}{at} = {}", place.path, value.short(VALUE)), width)?;
    }
    match (lang, row.evidence.len().saturating_sub(PLACES)) {
        (_, 0) => {}
        (Lang::En, more) => wrapped(out, "    · ", &format!("… and {more} more (see --format json)"), width)?,
        (Lang::Fr, more) => wrapped(out, "    · ", &format!("… et {more} de plus (voir --format json)"), width)?,
    }
    if let Some(cause) = row.innocent.first() {
        let label = match (row.direction.is_some_and(Direction::speaks_for), lang) {
            (true, Lang::En) => "Other possible cause: ",
            (true, Lang::Fr) => "Autre cause possible : ",
            (false, Lang::En) => "May be innocent: ",
            (false, Lang::Fr) => "Peut être anodin : ",
        };
        wrapped(out, "    ", &format!("{label}{cause}"), width)?;
    }
    Ok(())
}

fn word(strength: Strength, lang: Lang) -> &'static str {
    let (en, fr) = match strength {
        Strength::Cryptographic => ("proven by signature or digest", "prouvé par signature ou empreinte"),
        Strength::Strong => ("strong", "fort"),
        Strength::Moderate => ("moderate", "modéré"),
        Strength::Weak => ("weak", "faible"),
        Strength::Info => ("for information", "pour information"),
    };
    if lang == Lang::Fr { fr } else { en }
}

pub fn heading(out: &mut dyn Write, title: &str) -> io::Result<()> {
    writeln!(out, "\n{title}")
}

/// `text` in lines of at most `width`, `first` before it and as much space before its further lines. No line begins with a sign
/// that French sets apart, or ends with an opening quote.
pub fn wrapped(out: &mut dyn Write, first: &str, text: &str, width: usize) -> io::Result<()> {
    let rest = " ".repeat(first.chars().count());
    // An id or a date is never broken at its hyphens: it could not be copied.
    let whole = WordSplitter::NoHyphenation;
    let options = Options::new(width).initial_indent(first).subsequent_indent(&rest).word_splitter(whole);
    let text = APART.iter().fold(text.to_owned(), |text, (apart, held)| text.replace(apart, held));
    let filled = textwrap::fill(&text, options);
    writeln!(out, "{}", filled.replace(HELD, " "))
}

/// What stands meanwhile for a space that is no place to break: a noncharacter, which is in no text.
const HELD: char = '\u{fdd0}';
const APART: [(&str, &str); 6] = [
    (" :", "\u{fdd0}:"),
    (" ;", "\u{fdd0};"),
    (" !", "\u{fdd0}!"),
    (" ?", "\u{fdd0}?"),
    (" »", "\u{fdd0}»"),
    ("« ", "«\u{fdd0}"),
];

#[cfg(test)]
mod tests {
    use whence_model::{Direction, Family, Place};

    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn signs_that_french_sets_apart_stay_with_their_word() {
        let text = "Elle se nomme « photo » : on ne sait rien ; que faire ?";
        for width in 8..60 {
            let told = written(|out| wrapped(out, "", text, width));
            assert_eq!(told.split_whitespace().collect::<Vec<_>>().join(" "), text, "every space is back");
            // A word that is longer than a line is broken anywhere.
            for line in told.lines().filter(|_| width > 12) {
                assert!(!line.starts_with([':', ';', '?', '»']) && !line.ends_with('«'), "{width}: {told}");
            }
        }
    }

    #[test]
    fn more_places_than_are_printed_are_counted_and_a_capture_has_other_causes() {
        let place = |at| Evidence::new(Place::bytes("JPEG", at, 1), "x");
        let mut row = Row {
            check: "metadata/a".into(),
            family: Family::Metadata,
            title: "A".into(),
            status: Status::Finding,
            direction: Some(Direction::CameraCapture),
            strength: Some(Strength::Weak),
            message: "Seen.".into(),
            evidence: (0..8).map(place).collect(),
            innocent: vec!["Copied.".into()],
        };
        let told = written(|out| finding(out, &row, Lang::En, 80));
        assert!(
            told.ends_with("    · … and 2 more (see --format json)\n    Other possible cause: Copied.\n"),
            "{told}"
        );
        row.direction = Some(Direction::Edited);
        row.evidence.truncate(6);
        let told = written(|out| finding(out, &row, Lang::Fr, 80));
        assert!(told.ends_with("@5 = x\n    Peut être anodin : Copied.\n"), "{told}");
    }
}
