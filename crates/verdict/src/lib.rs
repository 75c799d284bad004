//! Rows to verdict. The policy is one table, in `policy.rs`; the sentences stand in `words.rs`.
//!
//! What is not here: scores, sums of weights, and anything about the file that no row says.

mod gaps;
mod policy;
mod weighed;
mod words;

use whence_model::{Lang, Row, Text, Verdict, VerdictKind};

/// How many rows a verdict names at most.
const REASONS: usize = 3;

/// The answer that the first matching rule of the policy gives to these rows.
///
/// `because` names at most three checks, the weightiest first; it is empty for `inconclusive` and `not_assessable`
/// alone. `gaps` are the rows that did not speak though a person would expect them to.
pub fn judge(rows: &[Row], lang: Lang) -> Verdict {
    let (rule, deciding) = policy::decide(rows);
    let say = |text: &Text| text.in_lang(lang).to_owned();
    Verdict {
        kind: rule.kind,
        headline: say(&words::headline(rule.kind)),
        meaning: say(rule.meaning(rows)),
        because: deciding.into_iter().take(REASONS).map(|row| row.check.clone()).collect(),
        gaps: gaps::gaps(rows),
        next: say(&rule.next),
        would_change: words::would_change(rule.kind).iter().map(say).collect(),
    }
}

/// What a verdict is called, in a few words.
pub fn headline(kind: VerdictKind) -> Text {
    words::headline(kind)
}

/// The names of the policy's rules in their order, with the verdict that each gives.
pub fn rules() -> impl Iterator<Item = (&'static str, VerdictKind)> {
    policy::RULES.iter().map(|rule| (rule.name, rule.kind))
}

#[cfg(test)]
mod tests;
