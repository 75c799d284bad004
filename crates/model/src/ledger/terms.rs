use std::collections::BTreeSet;

use super::{Decision, Erasure, LoggedReport};
use crate::Pdq;

/// What an entry is found by: drawn from its content alone, so that whoever checks the ledger can draw it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The picture's name; reports alone have this and what follows to `pdq`.
    pub name: Option<String>,
    pub sha256: Option<String>,
    pub pixels_sha256: Option<String>,
    /// Its code.
    pub verdict: Option<String>,
    /// PDQ hashes with detail enough to compare, of full resolution and of 512 × 512: two or none.
    pub pdq: Vec<[u8; 32]>,
    /// Its code; decisions alone.
    pub decision: Option<String>,
    /// Who examined, decided or erased.
    pub by: Option<String>,
    /// The words in it, each once, sorted: of a reason and context, or of a picture's name.
    pub words: Vec<String>,
}

impl Terms {
    /// Characters of a word that are kept, and words of an entry: a search needs no more.
    const MAX_WORD: usize = 40;
    const MAX_WORDS: usize = 2_000;

    pub fn of_report(logged: &LoggedReport) -> Self {
        let exhibit = &logged.report.exhibit;
        let compared = exhibit.pdq.as_ref().filter(|pdq| pdq.is_compared());
        let name = exhibit.name.to_string();
        Self {
            words: sorted([name.as_str()]),
            name: Some(name),
            sha256: Some(exhibit.sha256.clone()),
            pixels_sha256: exhibit.pixels_sha256.clone(),
            verdict: Some(logged.report.verdict.kind.code().into()),
            pdq: compared
                .map(|pdq| [&pdq.hash, &pdq.nearest512].map(|hash| Pdq::bits(hash)))
                .into_iter()
                .flatten()
                .flatten()
                .collect(),
            decision: None,
            by: Some(logged.by.clone()).filter(|by| !by.is_empty()),
        }
    }

    pub fn of_decision(decision: &Decision) -> Self {
        let context = &decision.context;
        let said = [&decision.reason, &context.seen_at, &context.claim, &context.claimed_date]
            .into_iter()
            .chain([&context.claimed_place, &context.sent_by])
            .chain(&decision.links);
        Self {
            words: sorted(said.map(String::as_str)),
            decision: Some(decision.kind.code().into()),
            by: Some(decision.by.clone()),
            ..Self::default()
        }
    }

    pub fn of_erasure(erasure: &Erasure) -> Self {
        Self { words: sorted([erasure.reason.as_str()]), by: Some(erasure.by.clone()), ..Self::default() }
    }
}

/// The words of a text: runs of letters and digits, in lower case, without the marks of Latin letters, cut after 40 characters.
pub fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let runs = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    runs.map(|word| word.chars().flat_map(char::to_lowercase).flat_map(plain).take(Terms::MAX_WORD).collect())
}

fn sorted<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words = BTreeSet::new();
    for word in texts.into_iter().flat_map(words_of) {
        words.insert(word);
        if words.len() == Terms::MAX_WORDS {
            break;
        }
    }
    words.into_iter().collect()
}

/// Marks are left out where people leave them out: `cliche` finds `cliché`.
fn plain(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => ('a', None),
        'ç' | 'ć' | 'č' => ('c', None),
        'è'..='ë' | 'ē' | 'ę' | 'ě' => ('e', None),
        'ì'..='ï' | 'ī' | 'ı' => ('i', None),
        'ñ' | 'ń' | 'ň' => ('n', None),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => ('o', None),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => ('u', None),
        'ý' | 'ÿ' => ('y', None),
        'š' | 'ś' => ('s', None),
        'ž' | 'ź' | 'ż' => ('z', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ß' => ('s', Some('s')),
        other => (other, None),
    };
    [first].into_iter().chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let words: Vec<String> = words_of("Le CLICHÉ d'Élise, vu sur https://x.example/œuvre_12").collect();
        assert_eq!(words, ["le", "cliche", "d", "elise", "vu", "sur", "https", "x", "example", "oeuvre", "12"]);
        assert_eq!(words_of("東京 0x1F").collect::<Vec<_>>(), ["東京", "0x1f"]);
        assert_eq!(words_of(&"a".repeat(90)).next().unwrap().len(), 40);
    }

    #[test]
    fn a_long_text_is_found_by_its_first_words() {
        let reason = (0..9_000).map(|n| format!("w{n:04} ")).collect::<String>();
        let terms = Terms::of_decision(&Decision { reason, by: "Ada".into(), ..Decision::default() });
        assert_eq!(terms.words.len(), 2_000);
        assert_eq!(terms.words[1_999], "w1999");
        assert_eq!(terms.decision.as_deref(), Some("needs_more_information"));
    }
}
