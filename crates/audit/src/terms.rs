use whence_model::ledger::Terms;

use crate::{
    disagreement::{Agrees, Differs, What},
    part::Content,
    shape::hex,
};

/// Holds what an entry is found by against its content, where that is there.
pub(crate) fn agree(content: &Content, found: Option<&Terms>) -> Agrees {
    let found = found.ok_or(What::TermsMissing)?;
    let expected = match content {
        Content::Report(logged) => Terms::of_report(logged),
        Content::Decision(decision) => Terms::of_decision(decision),
        Content::Erasure(erasure) => Terms::of_erasure(erasure),
    };
    if expected == *found {
        return Ok(());
    }
    let most = told(&expected).count().max(told(found).count());
    let none = || "–".to_owned();
    let pairs =
        told(&expected).chain(std::iter::repeat_with(none)).zip(told(found).chain(std::iter::repeat_with(none)));
    let (expected, found) = pairs.take(most).find(|(expected, found)| expected != found).unwrap_or_default();
    Err(Differs::new(What::Terms, expected, found))
}

/// Each term as it can be told, the words one by one.
fn told(terms: &Terms) -> impl Iterator<Item = String> + '_ {
    let Terms { name, sha256, pixels_sha256, verdict, pdq, decision, by, words } = terms;
    let one = |term: &Option<String>| term.as_deref().map_or_else(|| "–".to_owned(), |term| format!("“{term}”"));
    let pdq = pdq.iter().map(|hash| hex(hash)).collect::<Vec<_>>().join(" ");
    let terms = [one(name), one(sha256), one(pixels_sha256), one(verdict), pdq, one(decision), one(by)];
    terms.into_iter().chain(words.iter().map(|word| format!("“{word}”")))
}
