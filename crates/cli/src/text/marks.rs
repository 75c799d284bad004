//! What generators left in the file; or that nothing was found, and why that proves nothing.

use std::io::{self, Write};

use whence_model::{Lang, MarkSeen, MarksCard, SettingSeen};

use super::{VALUE, heading, wrapped};

/// How many marks are printed; JSON has them all.
const MARKS: usize = 4;

/// How many settings are printed of one mark.
const SETTINGS: usize = 8;

/// How many settings are printed of a mark none of whose settings everybody would call the same.
const OWN_SETTINGS: usize = 4;

/// How much of a setting's name is printed.
const NAME: usize = 40;

pub fn section(out: &mut dyn Write, card: &MarksCard, lang: Lang, width: usize) -> io::Result<()> {
    heading(out, if lang == Lang::Fr { "Marques de générateurs" } else { "Generator marks" })?;
    if card.marks.is_empty() {
        wrapped(out, "  ", &format!("{}. {}", card.headline, card.meaning), width)?;
        // Nothing found says less where not all was looked at.
        let colon = if lang == Lang::Fr { " : " } else { ": " };
        let unsearched = card.searches.iter().filter(|search| !search.searched);
        return unsearched.take(MARKS).try_for_each(|search| {
            wrapped(out, "  - ", &[search.what.as_str(), colon, search.outcome.as_str()].concat(), width)
        });
    }
    card.marks.iter().take(MARKS).try_for_each(|seen| mark(out, seen, lang, width))?;
    match (lang, card.marks.len().saturating_sub(MARKS)) {
        (_, 0) => {}
        (Lang::En, more) => wrapped(out, "  ", &format!("… and {more} more (see --format json)"), width)?,
        (Lang::Fr, more) => wrapped(out, "  ", &format!("… et {more} de plus (voir --format json)"), width)?,
    }
    wrapped(out, "  ", &card.meaning, width)
}

/// Who did what, and below it what people ask for first.
fn mark(out: &mut dyn Write, seen: &MarkSeen, lang: Lang, width: usize) -> io::Result<()> {
    wrapped(out, "  - ", &seen.headline, width)?;
    main(&seen.settings).try_for_each(|SettingSeen { label, value, .. }| {
        let colon = if lang == Lang::Fr { " : " } else { ": " };
        wrapped(out, "      ", &[&label.short(NAME), colon, &value.short(VALUE)].concat(), width)
    })
}

/// Those that everybody would call the same; of a mark without any, the first.
fn main(settings: &[SettingSeen]) -> impl Iterator<Item = &SettingSeen> {
    let own = settings.iter().all(|setting| setting.role.is_none());
    settings.iter().filter(move |setting| own || setting.role.is_some()).take(if own { OWN_SETTINGS } else { SETTINGS })
}

#[cfg(test)]
mod tests {
    use whence_model::{MarkSearch, MarkTier, facts::generator::Role};

    use super::*;

    fn told(marks: Vec<MarkSeen>, lang: Lang) -> String {
        let headline = "No AI marker found".into();
        let card = MarksCard { headline, meaning: "It proves nothing.".into(), marks, ..MarksCard::default() };
        let mut out = Vec::new();
        section(&mut out, &card, lang, 60).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn seen(settings: &[(Option<Role>, &str, &str)]) -> MarkSeen {
        let settings = settings.iter().map(|(role, label, value)| SettingSeen {
            role: *role,
            label: (*label).into(),
            value: (*value).into(),
        });
        MarkSeen {
            mark: 0,
            tier: MarkTier::WorkingData,
            headline: "The file says that ComfyUI made this picture".into(),
            worth: "Data that such a program writes.".into(),
            settings: settings.collect(),
        }
    }

    #[test]
    fn nothing_found_is_one_paragraph() {
        insta::assert_snapshot!(told(Vec::new(), Lang::En), @r"
        Generator marks
          No AI marker found. It proves nothing.
        ");
    }

    #[test]
    fn what_was_not_searched_stands_beside_nothing_found() {
        let search =
            |what: &str, searched, outcome: &str| MarkSearch { what: what.into(), searched, outcome: outcome.into() };
        let searches = vec![search("Text", true, "Nothing."), search("Pixels", false, "Too many to decode.")];
        let (headline, meaning) = ("No AI marker found".into(), "It proves nothing.".into());
        let card = MarksCard { headline, meaning, searches, ..MarksCard::default() };
        let mut out = Vec::new();
        section(&mut out, &card, Lang::En, 60).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        Generator marks
          No AI marker found. It proves nothing.
          - Pixels: Too many to decode.
        ");
    }

    #[test]
    fn main_settings_stand_below_a_mark() {
        let prompt = "a duck ".repeat(60);
        let settings =
            [(Some(Role::Prompt), "Prompt", prompt.as_str()), (Some(Role::Seed), "Seed", "7"), (None, "cfg", "5")];
        insta::assert_snapshot!(told(vec![seen(&settings)], Lang::En), @r"
        Generator marks
          - The file says that ComfyUI made this picture
              Prompt: a duck a duck a duck a duck a duck a duck a
              duck a duck a duck a duck a duck a duck a duck a duck
              a duck a duck a duck a duck a duck a duck a duck a
              duck a duck a duck a duck a duck a duck a duck a du…
              Seed: 7
          It proves nothing.
        ");
    }

    #[test]
    fn many_are_cut_and_a_program_of_its_own_words_is_quoted() {
        let own: Vec<_> = ["one", "two", "three", "four", "five"].map(|name| (None, name, "\u{202e}1")).to_vec();
        let text = told(vec![seen(&own); 6], Lang::Fr);
        assert_eq!(text.matches("four : ⟨U+202E⟩1").count(), 4, "{text}");
        assert!(!text.contains("five"), "{text}");
        assert!(text.ends_with("  … et 2 de plus (voir --format json)\n  It proves nothing.\n"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
    }
}
