//! Names that are spelt with letters of several alphabets, as one does to look like somebody else (Unicode Technical
//! Standard 39, Unicode Security Mechanisms, section 5.1).

use whence_model::{Text, Untrusted, t};

use super::words::NOTHING;

/// What to say of such a name; nothing of any other.
pub fn look_alike(name: Option<&Untrusted>) -> Text {
    match name.is_some_and(|name| name.raw().split(|c: char| !c.is_alphanumeric()).any(is_mixed)) {
        true => t(
            "The name is spelt with letters of more than one alphabet that look alike: it may be meant to pass for another.",
            "Le nom est écrit avec des lettres de plusieurs alphabets qui se ressemblent : il veut peut-être passer pour un autre.",
        ),
        false => NOTHING,
    }
}

/// Latin letters beside Greek, Cyrillic, Armenian or Cherokee ones in one word, or letters that only imitate Latin ones.
fn is_mixed(word: &str) -> bool {
    let latin = word.chars().any(|c| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}') && c.is_alphabetic());
    let similar = word.chars().any(|c| matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}'));
    let imitated = word.chars().any(|c| matches!(c, '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}'));
    imitated || (latin && similar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(name: &str) -> bool {
        !look_alike(Some(&name.into())).en.is_empty()
    }

    #[test]
    fn one_foreign_letter_in_a_word() {
        assert!(speaks("Rеuters"), "a Cyrillic е");
        assert!(speaks("Example Νews"), "a Greek Ν");
        assert!(speaks("Ｒeuters") && speaks("𝐑euters"));
    }

    #[test]
    fn other_alphabets_and_several_words_are_no_disguise() {
        for name in
            ["Reuters", "Agence France-Presse", "Œuvre d'été", "ТАСС (TASS)", "Καθημερινή News", "朝日新聞Digital", ""]
        {
            assert!(!speaks(name), "{name}");
        }
        assert_eq!(look_alike(None), NOTHING);
    }
}
