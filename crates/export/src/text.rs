//! A document as plain text, to paste into a message: what is for looking up is left out.

use std::fmt::{self, Write};

use whence_model::Lang;

use crate::{
    Dossier,
    document::{Block, Document, Section, Words},
};

/// The report and its decisions as plain text, its paragraphs unbroken. The same dossier gives the same text.
pub fn text(dossier: &Dossier<'_>) -> String {
    let mut out = String::new();
    // Writing into a string never fails.
    let _ = written(&mut out, &Document::new(dossier));
    out
}

fn written(out: &mut String, document: &Document<'_>) -> fmt::Result {
    writeln!(out, "{}", document.title)?;
    writeln!(out, "{}", document.above)?;
    blocks(out, &document.lead, document.lang)?;
    for Section { title, blocks: own, .. } in document.sections.iter().filter(|section| !section.small) {
        writeln!(out, "\n{}", title.to_string().to_uppercase())?;
        blocks(out, own, document.lang)?;
    }
    Ok(())
}

fn blocks(out: &mut String, blocks: &[Block<'_>], lang: Lang) -> fmt::Result {
    for block in blocks {
        match block {
            Block::Heading(words) => writeln!(out, "\n{words}")?,
            Block::Paragraph(words) => writeln!(out, "{words}")?,
            Block::List(items) => items.iter().try_for_each(|item| writeln!(out, "- {}", hung(item)))?,
            Block::Pairs(pairs) => pairs.iter().try_for_each(|(name, value)| {
                let colon = if lang == Lang::Fr { " :" } else { ":" };
                writeln!(out, "{name}{colon} {}", hung(value))
            })?,
            // A picture is no text, and its name stands above.
            Block::Picture { .. } => {}
        }
    }
    Ok(())
}

/// Its further lines stand under the first.
fn hung(words: &Words) -> String {
    words.to_string().replace('\n', "\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Folder, HOSTILE, recorded};

    #[test]
    fn a_report_reads_from_its_answer_to_its_identity() {
        let folder = Folder::of(recorded("changed_after_signing", Lang::Fr));
        let told = text(&folder.dossier());
        let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}:\n{told}"));
        let report = folder.dossier().report;
        let order = [
            at(&report.exhibit.name.to_string()),
            at(&report.verdict.meaning),
            at(&report.verdict.next),
            at(&report.verdict.would_change[0]),
            at(&report.exhibit.sha256),
        ];
        assert!(order.is_sorted(), "{order:?}");
        assert!(told.contains(" : ") && !told.contains(&folder.dossier().pages[0].matters), "no pages to look up");
    }

    #[test]
    fn what_a_file_says_stays_on_its_line() {
        for lang in [Lang::En, Lang::Fr] {
            let told = text(&Folder::of(recorded("changed_after_signing", lang)).saying(HOSTILE).dossier());
            assert!(!told.contains(|c: char| c.is_control() && c != '\n'), "{told:?}");
            assert!(!told.contains(['\u{202e}', '\u{200b}']));
        }
    }
}
