use std::io::{self, Write};

use whence_model::{
    Report,
    ledger::{Decision, Summary, visible_lines},
};

/// The header line: these names stay.
pub const COLUMNS: [&str; 23] = [
    "position",
    "recorded_at",
    "kind",
    "about",
    "by",
    "name",
    "sha256",
    "verdict",
    "headline",
    "because",
    "decision",
    "decided_by",
    "decided_at",
    "reason",
    "links",
    "media_review",
    "seen_at",
    "claim",
    "claimed_date",
    "claimed_place",
    "sent_by",
    "digest",
    "erased",
];

/// An entry of a log and what is kept of it.
#[derive(Clone, Copy, Debug)]
pub struct TableRow<'a> {
    pub summary: &'a Summary,
    /// Of a report that is kept.
    pub report: Option<&'a Report>,
    /// The decision that the summary names, where it is kept.
    pub decision: Option<&'a Decision>,
}

/// Entries of a log as CSV (RFC 4180), UTF-8, an entry a record.
///
/// Spreadsheets take a cell that begins like a formula for one, and a comma file is often read with other separators. So a
/// `'` is put before `=`, `+`, `-`, `@`, TAB, CR, NUL and their full-width forms, whatever spaces stand before, at the
/// beginning of a cell (OWASP ASVS 5.0, 1.2.10) and behind every line break and semicolon in it. What does not show is
/// made visible.
pub struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    /// Writes the header line.
    ///
    /// # Errors
    /// Those of `out`, here and below.
    pub fn new(out: W) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(COLUMNS)?;
        Ok(Self(csv))
    }

    pub fn entry(&mut self, row: &TableRow<'_>) -> io::Result<()> {
        self.0.write_record(cells(row).map(|text| cell(&text)))?;
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn cells(TableRow { summary, report, decision }: &TableRow<'_>) -> [String; COLUMNS.len()] {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |at: Option<u64>| at.map(|n| n.to_string()).unwrap_or_default();
    let of_report = |read: fn(&Report) -> String| report.map(read).unwrap_or_default();
    let of_decision = |read: fn(&Decision) -> String| decision.map(read).unwrap_or_default();
    let seen = summary.decision.as_ref();
    let kind = decision.map(|d| d.kind).or_else(|| seen?.kind);
    [
        summary.position.to_string(),
        summary.recorded_at.clone(),
        summary.kind.code().to_owned(),
        number(summary.about),
        or_empty(&summary.by),
        or_empty(&summary.name),
        or_empty(&summary.sha256),
        summary.verdict.map(|v| v.code().to_owned()).unwrap_or_default(),
        of_report(|r| r.verdict.headline.clone()),
        of_report(|r| r.verdict.because.join(" ")),
        kind.map(|k| k.code().to_owned()).unwrap_or_default(),
        decision.map(|d| d.by.clone()).or_else(|| seen?.by.clone()).unwrap_or_default(),
        seen.map(|s| s.recorded_at.clone()).unwrap_or_default(),
        of_decision(|d| d.reason.clone()),
        of_decision(|d| d.links.join(" ")),
        of_decision(|d| d.media_review.map(|m| m.code().to_owned()).unwrap_or_default()),
        of_decision(|d| d.context.seen_at.clone()),
        of_decision(|d| d.context.claim.clone()),
        of_decision(|d| d.context.claimed_date.clone()),
        of_decision(|d| d.context.claimed_place.clone()),
        of_decision(|d| d.context.sent_by.clone()),
        summary.digest.clone(),
        if summary.erased { "yes" } else { "no" }.to_owned(),
    ]
}

/// The text as it may stand in a cell.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    for part in text.split_inclusive(['\n', ';']) {
        let space = |c: &char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n');
        if part.chars().find(|c| !space(c)).is_some_and(begins_a_formula) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    visible_lines(&safe)
}

fn begins_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Lang, VerdictKind,
        ledger::{DecisionKind, DecisionSeen, EntryKind},
    };

    use super::*;
    use crate::samples::{HOSTILE, decided, report, stamp};

    fn summary() -> Summary {
        let stamp = stamp();
        Summary {
            position: stamp.position,
            digest: stamp.digest,
            recorded_at: stamp.recorded_at,
            kind: EntryKind::Report,
            about: None,
            earlier: None,
            name: Some("duck.png".into()),
            sha256: Some("df6f".into()),
            verdict: Some(VerdictKind::DeclaredAi),
            by: None,
            decision: Some(DecisionSeen {
                position: 42,
                kind: Some(DecisionKind::UseWithContext),
                by: Some("Ada Example".into()),
                recorded_at: "2026-11-26T09:00:00Z".into(),
            }),
            picture: false,
            erased: false,
        }
    }

    fn written(rows: &[TableRow<'_>]) -> String {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out).unwrap();
        rows.iter().for_each(|row| table.entry(row).unwrap());
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_entry_is_a_record_under_stable_names() {
        let (summary, report, decided) = (summary(), report(Lang::En), decided(Lang::En));
        let erased = Summary {
            position: 43,
            name: None,
            sha256: None,
            verdict: None,
            decision: None,
            erased: true,
            ..summary.clone()
        };
        let row = TableRow { summary: &summary, report: Some(&report), decision: decided.decision.as_ref() };
        let bare = TableRow { summary: &summary, report: None, decision: None };
        let text = written(&[row, bare, TableRow { summary: &erased, ..bare }]);
        assert!(text.ends_with("\r\n"));
        insta::assert_snapshot!(text.replace("\r\n", "↵\n"), @r#"
        position,recorded_at,kind,about,by,name,sha256,verdict,headline,because,decision,decided_by,decided_at,reason,links,media_review,seen_at,claim,claimed_date,claimed_place,sent_by,digest,erased↵
        41,2026-11-23T12:00:01Z,report,,,duck.png,df6f,declared_ai,Declared AI-generated or AI-edited,declared/duck-settings,use_with_context,Ada Example,2026-11-26T09:00:00Z,"The maker says so himself.
        We show it with that label.",https://example.org/post/1,transformed_content,https://social.example/p/9,A duck on the moon,July 1969,Sea of Tranquility,a reader,1111111111111111111111111111111111111111111111111111111111111111,no↵
        41,2026-11-23T12:00:01Z,report,,,duck.png,df6f,declared_ai,,,use_with_context,Ada Example,2026-11-26T09:00:00Z,,,,,,,,,1111111111111111111111111111111111111111111111111111111111111111,no↵
        43,2026-11-23T12:00:01Z,report,,,,,,,,,,,,,,,,,,,1111111111111111111111111111111111111111111111111111111111111111,yes↵
        "#);
    }

    #[test]
    fn no_cell_begins_a_formula_for_any_reader() {
        for dangerous in ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'] {
            for before in ["", " ", "  \u{a0}\u{3000}", "x\n", "x;", "x; "] {
                let safe = cell(&format!("{before}{dangerous}1"));
                let kept = before.trim_end_matches([' ', '\u{a0}', '\u{3000}']);
                assert!(safe[kept.len()..].starts_with('\''), "{before:?} {dangerous:?}: {safe:?}");
            }
        }
        assert_eq!(cell("a-b @c +d =e, -f"), "a-b @c +d =e, -f", "inside of a cell they are only text");
        assert_eq!(cell("\u{200b}=1"), "⟨U+200B⟩=1", "what hides is seen, and is no formula any more");
    }

    #[test]
    fn hostile_words_stay_in_their_cells_whole() {
        let mut decision = decided(Lang::En).decision.unwrap();
        let long = format!("{HOSTILE}{}", "x".repeat(1 << 20));
        let context = &mut decision.context;
        for field in [
            &mut decision.reason,
            &mut decision.by,
            &mut decision.links[0],
            &mut context.seen_at,
            &mut context.claim,
            &mut context.claimed_date,
            &mut context.claimed_place,
            &mut context.sent_by,
        ] {
            *field = long.clone();
        }
        let mut report = report(Lang::En);
        report.verdict.headline = long.clone();
        report.verdict.because = vec![long.clone()];
        let mut summary = summary();
        for field in [&mut summary.name, &mut summary.sha256, &mut summary.by] {
            *field = Some(long.clone());
        }
        summary.digest = long.clone();
        summary.recorded_at = long;
        let text = written(&[TableRow { summary: &summary, report: Some(&report), decision: Some(&decision) }]);
        let record = csv::Reader::from_reader(text.as_bytes()).records().next().unwrap().unwrap();
        let hostile: Vec<&str> = record.iter().filter(|cell| cell.len() > 1 << 20).collect();
        assert_eq!(hostile.len(), 15);
        for cell in hostile {
            assert!(cell.starts_with("'=cmd|' /C calc'!A0</script>") && cell.ends_with('x'), "{}", &cell[..80]);
            assert!(cell.contains("⟨U+202E⟩gpj␀␛[2J\n'=1+1;'=2␉]]>"), "{}", &cell[..200]);
            assert!(!cell.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}
