//! Which entries a [`Query`] wants, as SQL that every store of ours understands: it names values `$1`, `$2`, … in the order
//! in which they are given.

use std::fmt::Write;

use whence_model::{
    VerdictKind,
    ledger::{DecisionKind, DecisionSeen, EntryKind, Query, Summary, words_of},
};

/// A question and its values.
pub struct Question {
    pub sql: String,
    pub values: Vec<String>,
}

/// What differs between the stores.
pub struct Dialect {
    /// Before the names of tables.
    pub schema: &'static str,
    /// How a column is asked whether it holds a text of [`folded`] characters, in any case.
    pub holding: fn(&str) -> Holding,
}

/// That a column holds a text.
pub struct Holding {
    /// Before the name of the column, between it and the name of the value, and behind that.
    pub sql: [&'static str; 3],
    pub value: String,
}

/// A text without what capitals change. Character by character, so that parts of a text are parts of its folded form.
pub fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

pub fn fold(c: char) -> char {
    match c.to_lowercase().next() {
        // At the end of a word it has a form of its own.
        Some('ς') => 'σ',
        // Letters of ASCII are forms of each other alone (not of U+0130 and U+212A): a server tells these without help.
        Some(lower) if c.is_ascii() || !lower.is_ascii() => lower,
        _ => c,
    }
}

/// Columns of a summary, in this order: position, digest, recorded_at, kind, about, earlier; name, sha256, verdict of the
/// picture; by; of the decision its position, kind, by and recorded_at; whether a picture is kept, whether all was erased.
pub const COLUMNS: usize = 16;

/// Characters of a name that are looked for: none is longer.
const MAX_SOUGHT: usize = 1_000;

impl Question {
    /// At most `most` summaries, newest first. Which these are is settled before the rest of them is looked up.
    pub fn list(query: &Query, among: Option<&[u64]>, most: u32, dialect: &Dialect) -> Self {
        let mut asked = Asked { dialect, joins: String::new(), wheres: Vec::new(), values: Vec::new() };
        asked.query(query, among);
        let (schema, joins) = (dialect.schema, &asked.joins);
        let mut found = format!("SELECT e.position FROM {schema}entry e{joins}");
        for (at, condition) in asked.wheres.iter().enumerate() {
            let _ = write!(found, " {} {condition}", if at == 0 { "WHERE" } else { "AND" });
        }
        let _ = write!(found, " ORDER BY e.position DESC LIMIT {most}");
        let sql = format!(
            "{} WHERE e.position IN (SELECT f.position FROM ({found}) f) ORDER BY e.position DESC",
            select(schema)
        );
        Self { sql, values: asked.values }
    }

    /// The summaries of these entries.
    pub fn these(positions: &[u64], dialect: &Dialect) -> Self {
        let sql = format!("{} WHERE e.position IN ({})", select(dialect.schema), numbers(positions));
        Self { sql, values: Vec::new() }
    }
}

/// `e` is the entry, `r` what the report is found by that it is or is about, `o` what it is found by itself, `l` the decision
/// that it is or, of a report, the last one about it.
fn select(schema: &str) -> String {
    format!(
        "SELECT e.position, e.digest, e.recorded_at, e.kind, e.about, e.earlier, r.name, r.sha256, r.verdict, o.by_name, \
         l.position, lt.decision, lt.by_name, l.recorded_at, \
         CASE WHEN EXISTS (SELECT 1 FROM {schema}part p WHERE p.position = coalesce(e.about, e.position) AND p.name = 'picture') THEN 1 ELSE 0 END, \
         CASE WHEN o.position IS NULL THEN 1 ELSE 0 END \
         FROM {schema}entry e \
         LEFT JOIN {schema}term o ON o.position = e.position \
         LEFT JOIN {schema}term r ON r.position = coalesce(e.about, e.position) \
         LEFT JOIN {schema}entry l ON l.position = CASE e.kind WHEN 'decision' THEN e.position WHEN 'report' THEN \
         (SELECT max(d.position) FROM {schema}entry d WHERE d.about = e.position AND d.kind = 'decision') END \
         LEFT JOIN {schema}term lt ON lt.position = l.position"
    )
}

struct Asked<'a> {
    dialect: &'a Dialect,
    joins: String,
    wheres: Vec<String>,
    values: Vec<String>,
}

impl Asked<'_> {
    fn query(&mut self, query: &Query, among: Option<&[u64]>) {
        let schema = self.dialect.schema;
        if let Some(kind) = query.kind {
            self.wheres.push(format!("e.kind = '{}'", kind.code()));
        }
        if !query.verdicts.is_empty() || !query.name.trim().is_empty() {
            let _ = write!(self.joins, " JOIN {schema}term r ON r.position = coalesce(e.about, e.position)");
        }
        if !query.verdicts.is_empty() {
            let codes: Vec<_> = query.verdicts.iter().map(|kind| kind.code()).collect();
            self.wheres.push(format!("r.verdict IN ('{}')", codes.join("', '")));
        }
        if !query.decisions.is_empty() {
            // The last one about a report is the one that no other took over from.
            let codes: Vec<_> = query.decisions.iter().map(|kind| kind.code()).collect();
            let codes = codes.join("', '");
            self.wheres.push(format!(
                "e.position IN (SELECT t.position FROM {schema}term t WHERE t.decision IN ('{codes}') \
                 UNION ALL SELECT d.about FROM {schema}term t JOIN {schema}entry d ON d.position = t.position \
                 WHERE t.decision IN ('{codes}') AND NOT EXISTS \
                 (SELECT 1 FROM {schema}entry n WHERE n.earlier = d.position AND n.kind = 'decision'))"
            ));
        }
        if query.undecided {
            let kind = EntryKind::Report.code();
            self.wheres.push(format!(
                "e.kind = '{kind}' AND NOT EXISTS \
                 (SELECT 1 FROM {schema}entry d WHERE d.about = e.position AND d.kind = 'decision')"
            ));
        }
        if !query.by.trim().is_empty() {
            let holds = self.holding(&query.by, "p.name");
            // There are few people: each is looked at once, from one name to the next.
            self.wheres.push(format!(
                "e.position IN (WITH RECURSIVE people (name) AS (SELECT min(t.by_name) FROM {schema}term t WHERE t.by_name IS NOT NULL UNION ALL \
                 SELECT (SELECT min(t.by_name) FROM {schema}term t WHERE t.by_name > p.name) FROM people p WHERE p.name IS NOT NULL), \
                 meant (name) AS (SELECT p.name FROM people p WHERE p.name IS NOT NULL AND {holds}) \
                 SELECT t.position FROM meant m JOIN {schema}term t ON t.by_name = m.name \
                 UNION ALL SELECT d.about FROM meant m JOIN {schema}term t ON t.by_name = m.name \
                 JOIN {schema}entry d ON d.position = t.position WHERE t.decision IS NOT NULL)"
            ));
        }
        if !query.from.is_empty() {
            let from = self.value(query.from.clone());
            self.wheres.push(format!("e.recorded_at >= {from}"));
        }
        if !query.to.is_empty() {
            // The day is told to its end: `T` and any time come before `U`.
            let to = self.value(format!("{}U", query.to));
            self.wheres.push(format!("e.recorded_at < {to}"));
        }
        if !query.name.trim().is_empty() {
            let holds = self.holding(&query.name, "r.name");
            self.wheres.push(holds);
        }
        let digits = query.sha256.trim().to_ascii_lowercase();
        if !digits.is_empty() {
            // Beyond every hexadecimal digit.
            let (from, to) = (self.value(digits.clone()), self.value(format!("{digits}g")));
            let range = format!("t.sha256 >= {from} AND t.sha256 < {to}");
            self.wheres.push(format!(
                "e.position IN (SELECT t.position FROM {schema}term t WHERE {range} UNION ALL \
                 SELECT d.position FROM {schema}term t JOIN {schema}entry d ON d.about = t.position WHERE {range})"
            ));
        }
        for word in words_of(&query.words) {
            self.word(word);
        }
        if let Some(about) = query.about {
            self.wheres.push(format!("(e.about = {about} OR e.position = {about})"));
        }
        if let Some(before) = query.before {
            self.wheres.push(format!("e.position < {before}"));
        }
        if let Some(among) = among {
            self.wheres.push(format!("coalesce(e.about, e.position) IN ({})", numbers(among)));
        }
    }

    /// Entries that have a word that begins so, and reports about which such a decision was taken.
    fn word(&mut self, word: String) {
        let schema = self.dialect.schema;
        let mut beyond = word.clone();
        beyond.push(char::MAX);
        let range = format!("w.word >= {} AND w.word < {}", self.value(word), self.value(beyond));
        self.wheres.push(format!(
            "e.position IN (SELECT w.position FROM {schema}word w WHERE {range} UNION ALL \
             SELECT d.about FROM {schema}word w JOIN {schema}entry d ON d.position = w.position \
             WHERE {range} AND d.about IS NOT NULL)"
        ));
    }

    fn holding(&mut self, text: &str, column: &str) -> String {
        let folded: String = text.trim().chars().take(MAX_SOUGHT).map(fold).collect();
        let Holding { sql: [before, between, behind], value } = (self.dialect.holding)(&folded);
        let value = self.value(value);
        format!("{before}{column}{between}{value}{behind}")
    }

    fn value(&mut self, value: String) -> String {
        // No store keeps U+0000 in a text, so nothing is found by it.
        self.values.push(value.replace('\0', "\u{fffd}"));
        format!("${}", self.values.len())
    }
}

/// A row of an answer, whichever store it is from.
pub trait Cells {
    type Error;

    fn text(&self, at: usize) -> Result<Option<String>, Self::Error>;
    fn number(&self, at: usize) -> Result<Option<i64>, Self::Error>;
}

/// The entry that a row tells of, which has the columns of every [`Question`].
pub fn summary<C: Cells>(row: &C) -> Result<Summary, C::Error> {
    let position = |at| Ok(row.number(at)?.map(i64::unsigned_abs));
    let whole = |at| Ok(row.text(at)?.unwrap_or_default());
    let (kind, verdict, decision) = (row.text(3)?, row.text(8)?, row.text(11)?);
    let decision = match position(10)? {
        Some(position) => Some(DecisionSeen {
            position,
            kind: decision.and_then(|code| DecisionKind::ALL.into_iter().find(|kind| kind.code() == code)),
            by: row.text(12)?,
            recorded_at: whole(13)?,
        }),
        None => None,
    };
    Ok(Summary {
        position: position(0)?.unwrap_or(0),
        digest: whole(1)?,
        recorded_at: whole(2)?,
        kind: kind
            .and_then(|code| EntryKind::ALL.into_iter().find(|one| one.code() == code))
            .unwrap_or(EntryKind::Report),
        about: position(4)?,
        earlier: position(5)?,
        name: row.text(6)?,
        sha256: row.text(7)?,
        verdict: verdict.and_then(|code| VerdictKind::ALL.into_iter().find(|kind| kind.code() == code)),
        by: row.text(9)?,
        decision,
        picture: row.number(14)? == Some(1),
        erased: row.number(15)? == Some(1),
    })
}

fn numbers(positions: &[u64]) -> String {
    if positions.is_empty() {
        return "0".into();
    }
    positions.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_folded_one_by_one() {
        assert_eq!(folded("ÉLODIE İstanbul ΣΊΣΥΦΟΣ σίσυφος"), "élodie İstanbul σίσυφοσ σίσυφοσ");
    }

    #[test]
    fn no_word_of_a_person_stands_in_the_question_itself() {
        let evil = "x'); DROP TABLE entry; --\0%_!".to_owned();
        let query = Query {
            by: evil.clone(),
            from: evil.clone(),
            to: evil.clone(),
            name: evil.clone(),
            sha256: evil.clone(),
            words: evil,
            ..Query::default()
        };
        let holding = |text: &str| Holding { sql: ["", " = ", ""], value: text.to_owned() };
        let dialect = Dialect { schema: "", holding };
        let Question { sql, values } = Question::list(&query, Some(&[]), 50, &dialect);
        assert!(!sql.to_lowercase().contains("drop"), "{sql}");
        assert!(values.contains(&"x'); drop table entry; --\u{fffd}%_!".to_owned()), "{values:?}");
        let first = |n: usize| sql.find(&format!("${n}")).unwrap();
        assert!((1..values.len()).all(|n| first(n) < first(n + 1)), "in the order of their numbers: {sql}");
    }
}
