//! Putting phrases together in both languages.

use whence_model::{Text, Untrusted, t};

/// How much of a name is shown in a sentence, in characters.
pub const NAME: usize = 60;

pub const NOTHING: Text = t("", "");

/// `name` in quotation marks: it comes from the file.
pub fn quoted(name: &Untrusted) -> Text {
    let name = name.short(NAME);
    Text::new(format!("“{name}”"), format!("« {name} »"))
}

/// `en` and `fr` with every `{}` replaced by `what` in that language.
pub fn with(en: &str, fr: &str, what: &Text) -> Text {
    Text::new(en.replace("{}", &what.en), fr.replace("{}", &what.fr))
}

/// Sentences one after the other; empty ones are left out.
pub fn sentences(all: impl IntoIterator<Item = Text>) -> Text {
    joined(&all.into_iter().filter(|text| !text.en.is_empty()).collect::<Vec<_>>(), " ", " ")
}

/// The phrases with `en` and `fr` between them.
pub fn joined(all: &[Text], en: &str, fr: &str) -> Text {
    let of = |pick: fn(&Text) -> &str, between: &str| all.iter().map(pick).collect::<Vec<_>>().join(between);
    Text::new(of(|t| &t.en, en), of(|t| &t.fr, fr))
}

/// The first `most` phrases, and how many more there are.
pub fn cut(mut all: Vec<Text>, most: usize) -> Vec<Text> {
    let more = all.len().saturating_sub(most);
    if more > 0 {
        all.truncate(most);
        all.push(Text::new(format!("… and {more} more"), format!("… et {more} de plus")));
    }
    all
}

/// Adds a phrase that is not there yet.
pub fn once(all: &mut Vec<Text>, text: Text) {
    if !all.contains(&text) {
        all.push(text);
    }
}

/// The phrase as a sentence begins.
pub fn capital(text: &Text) -> Text {
    let of = |text: &str| {
        let mut chars = text.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    Text::new(of(&text.en), of(&text.fr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_quotation_marks_as_a_pattern() {
        let name = quoted(&"{} {}".into());
        assert_eq!(with("Claims to be {}", "Se dit {}", &name), t("Claims to be “{} {}”", "Se dit « {} {} »"));
    }

    #[test]
    fn phrases_are_joined_and_cut() {
        let all = || ["a", "b", "c"].map(|word| Text::new(word, word)).to_vec();
        assert_eq!(joined(&all(), ", ", " ; "), t("a, b, c", "a ; b ; c"));
        assert_eq!(joined(&cut(all(), 2), ", ", ", "), t("a, b, … and 1 more", "a, b, … et 1 de plus"));
        assert_eq!(cut(all(), 3).len(), 3);
        assert_eq!(sentences([t("One.", "Un."), NOTHING, t("Two.", "Deux.")]), t("One. Two.", "Un. Deux."));
    }
}
