use krilla::text::{GlyphId, KrillaGlyph};
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::fonts::{Face, Fonts, Form};
use crate::document::{Style, Words};

/// Letters of one width look larger than others of the same size.
const MONO: f32 = 0.9;

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Points.
    pub size: f32,
    /// The face of what has no style of its own.
    pub plain: Face,
    /// Points.
    pub width: f32,
}

/// What stands on one line, from left to right.
#[derive(Debug, Default)]
pub struct Line(pub Vec<Run>);

/// Letters of one face and size.
#[derive(Debug)]
pub struct Run {
    pub face: Face,
    pub size: f32,
    /// Points from where the line begins.
    pub x: f32,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
}

/// A character as it is set.
#[derive(Clone, Copy, Debug)]
struct Cell {
    c: char,
    face: Face,
    id: GlyphId,
    size: f32,
    /// Points.
    advance: f32,
}

/// Breaks words into lines (UAX #14); a word that is longer than a line is broken anywhere. At least one line.
pub fn lines(words: &Words, fonts: &Fonts, setting: Setting) -> Vec<Line> {
    let cells = cells(words, fonts, setting);
    let text: String = cells.iter().map(|cell| cell.c).collect();
    let (mut lines, mut begun, mut filled) = (Vec::new(), 0, 0.0);
    let (mut at, mut byte) = (0, 0);
    for (end, kind) in linebreaks(&text) {
        if kind == BreakOpportunity::Allowed && in_guillemets(&text, end) {
            continue;
        }
        let from = at;
        while byte < end {
            byte += cells[at].c.len_utf8();
            at += 1;
        }
        let word = &cells[from..at];
        let spaces = word.iter().rev().take_while(|cell| cell.c.is_whitespace()).count();
        let width: f32 = word[..word.len() - spaces].iter().map(|cell| cell.advance).sum();
        if filled + width > setting.width && begun < from {
            lines.push(line(&cells[begun..from]));
            (begun, filled) = (from, 0.0);
        }
        if width > setting.width {
            for (here, cell) in (from..).zip(&word[..word.len() - spaces]) {
                // What moves nothing on, such as an accent, stays with its letter.
                if filled + cell.advance > setting.width && begun < here && cell.advance > 0.0 {
                    lines.push(line(&cells[begun..here]));
                    (begun, filled) = (here, 0.0);
                }
                filled += cell.advance;
            }
            filled += word[word.len() - spaces..].iter().map(|cell| cell.advance).sum::<f32>();
        } else {
            filled += word.iter().map(|cell| cell.advance).sum::<f32>();
        }
        if kind == BreakOpportunity::Mandatory && at < cells.len() {
            lines.push(line(&cells[begun..at]));
            (begun, filled) = (at, 0.0);
        }
    }
    lines.push(line(&cells[begun..]));
    lines
}

/// Whether a line that ends here would part French quotation marks from what they enclose.
fn in_guillemets(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches(' ').ends_with('«') || text[at..].starts_with('»')
}

fn cells(words: &Words, fonts: &Fonts, setting: Setting) -> Vec<Cell> {
    let mut cells = Vec::new();
    for span in words.spans() {
        let (face, size) = match span.style {
            Style::Plain => (setting.plain, setting.size),
            Style::Strong => (Face::Bold, setting.size),
            Style::Code => (Face::Mono, setting.size * MONO),
        };
        let cell = |c: char, Form { face, id, advance }| Cell { c, face, id, size, advance: advance * size };
        for c in span.text.chars() {
            // A line break is a space that nobody sees: read aloud, the words on both sides are still two.
            match fonts.form(face, if c == '\n' { ' ' } else { c }) {
                Some(form) => cells.push(cell(c, form)),
                None => {
                    let named = named(c);
                    cells.extend(named.chars().filter_map(|c| Some(cell(c, fonts.form(face, c)?))));
                }
            }
        }
    }
    cells
}

/// A character that no font has, by its number. The picture of a control character stands for that character.
pub fn named(c: char) -> String {
    let number = match u32::from(c) {
        control @ 0x2400..=0x241f => control - 0x2400,
        0x2421 => 0x7f,
        other => other,
    };
    format!("⟨U+{number:04X}⟩")
}

fn line(cells: &[Cell]) -> Line {
    if cells.iter().all(|cell| cell.c == '\n') {
        return Line::default();
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0.0;
    for cell in in_sight(cells) {
        let goes_on = runs.last().is_some_and(|run| run.face == cell.face && run.size == cell.size);
        if !goes_on {
            runs.push(Run { face: cell.face, size: cell.size, x, text: String::new(), glyphs: Vec::new() });
        }
        if let Some(run) = runs.last_mut() {
            let from = run.text.len();
            run.text.push(if cell.c == '\n' { ' ' } else { cell.c });
            let range = from..run.text.len();
            run.glyphs.push(KrillaGlyph::new(cell.id, cell.advance / cell.size, 0.0, 0.0, 0.0, range, None));
        }
        x += cell.advance;
    }
    Line(runs)
}

/// The cells of a line in the order in which they are seen: what is written from right to left is turned round (UAX #9).
fn in_sight(cells: &[Cell]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = cells.to_vec();
    // Scripts that are written so begin behind this.
    if cells.iter().all(|cell| cell.c < '\u{590}') {
        return cells;
    }
    let text: String = cells.iter().map(|cell| if cell.c == '\n' { ' ' } else { cell.c }).collect();
    let bidi = BidiInfo::new(&text, Some(Level::ltr()));
    let Some(paragraph) = bidi.paragraphs.first() else { return cells };
    let levels = bidi.reordered_levels_per_char(paragraph, paragraph.range.clone());
    if levels.len() == cells.len() {
        cells = BidiInfo::reorder_visual(&levels).into_iter().map(|at| cells[at]).collect();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(words: &Words, width: f32) -> Vec<String> {
        let fonts = Fonts::new();
        let lines = lines(words, &fonts, Setting { size: 10.0, plain: Face::Regular, width });
        for Line(runs) in &lines {
            if let Some(run) = runs.last() {
                let spaces = run.text.chars().rev().take_while(|c| *c == ' ').count();
                let kept = &run.glyphs[..run.glyphs.len() - spaces];
                let end = run.x + kept.iter().map(|g| g.x_advance * run.size).sum::<f32>();
                assert!(end <= width + 0.01, "{end} > {width}: {}", run.text);
            }
        }
        lines.into_iter().map(|Line(runs)| runs.into_iter().map(|run| run.text).collect()).collect()
    }

    #[test]
    fn lines_break_between_words_and_at_line_breaks() {
        let words = Words::plain("one two three four\n\nfive ").and_code("six");
        assert_eq!(broken(&words, 60.0), ["one two ", "three four ", "", "five six"]);
        assert_eq!(broken(&Words::default(), 60.0), [""]);
        assert_eq!(broken(&Words::plain("a\n"), 60.0), ["a "]);
        assert_eq!(broken(&Words::plain("« mot » : mot ; mot !"), 60.0), ["« mot » : ", "mot ; mot !"]);
        assert_eq!(broken(&Words::plain("un mot « mot » mot"), 55.0), ["un mot ", "« mot » ", "mot"]);
        assert_eq!(broken(&Words::plain("un « mot » mot"), 45.0), ["un ", "« mot » ", "mot"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_anywhere_and_stays_whole() {
        let digest = "0123456789abcdef".repeat(4);
        let lines = broken(&Words::plain("of ").and_code(&digest).and(" it"), 100.0);
        assert_eq!(lines[0], "of ");
        assert_eq!(lines.concat(), format!("of {digest} it"));
        let accents = "e\u{301}".repeat(30);
        let lines = broken(&Words::plain(&accents), 60.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.starts_with('e')), "{lines:?}");
    }

    #[test]
    fn what_no_font_has_is_named() {
        assert_eq!(broken(&Words::plain("鴨 \u{1f986}"), 200.0), ["⟨U+9D28⟩ ⟨U+1F986⟩"]);
        assert_eq!(broken(&Words::code("a\0\x1b[2J\x7f\u{202e}"), 300.0), ["a⟨U+0000⟩⟨U+001B⟩[2J⟨U+007F⟩⟨U+202E⟩"]);
    }

    #[test]
    fn what_is_written_from_right_to_left_is_seen_so() {
        assert_eq!(broken(&Words::plain("abc שלום 12 def"), 200.0), ["abc 12 םולש def"]);
        assert_eq!(broken(&Words::plain("x.שלום"), 200.0), ["x.םולש"]);
    }
}
