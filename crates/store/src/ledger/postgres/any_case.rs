use std::{collections::HashMap, sync::LazyLock};

use crate::ledger::question::fold;

/// All characters that fold to one, where these are several.
static FORMS: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut forms: HashMap<char, String> = HashMap::new();
    for c in ('\0'..=char::MAX).filter(|c| fold(*c) != *c) {
        let folded = fold(c);
        forms.entry(folded).or_insert_with(|| folded.into()).push(c);
    }
    forms
});

/// A regular expression of PostgreSQL for a folded text anywhere in another, whatever the capitals there.
pub fn any_case(folded: &str) -> String {
    let mut expression = String::new();
    for c in folded.chars() {
        match FORMS.get(&c) {
            Some(forms) => expression.extend(["[", forms, "]"]),
            None if c.is_ascii_punctuation() => expression.extend(['\\', c]),
            None => expression.push(c),
        }
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_given_in_all_its_forms() {
        assert_eq!(any_case("é_1 x*."), r"[éÉ]\_1 [xX]\*\.");
        assert_eq!(any_case("ikσ"), "[iI][kK][σΣς]");
        assert_eq!(any_case(r"***:a]\東"), r"\*\*\*\:[aA]\]\\東");
    }

    /// Letters alone have forms: nothing that means something between brackets.
    #[test]
    fn no_form_is_a_sign() {
        assert!(FORMS.values().flat_map(|forms| forms.chars()).all(char::is_alphanumeric));
    }
}
