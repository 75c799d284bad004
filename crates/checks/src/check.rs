use std::panic::{AssertUnwindSafe, catch_unwind};

use whence_model::{Class, ConditionKind, Exhibit, Facts, Family, Finding, Lang, Outcome, Row, Text, t};

use crate::condition::left_out;

/// What a check may look at, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub exhibit: &'a Exhibit,
    pub facts: &'a Facts,
}

/// A question that is asked of every picture.
#[derive(Debug)]
pub struct Check {
    /// `family/name`: the file's place below `src`, with `-` for `_`. The name says what is seen, never the conclusion.
    pub id: &'static str,
    pub family: Family,
    /// How much it can mean at all; every check of metadata and structure has one.
    pub class: Option<Class>,
    /// What is seen, as a short phrase.
    pub title: Text,
    /// What to say where it is not seen; it claims nothing.
    pub nothing: Text,
    pub page: Page,
    pub run: fn(&Case) -> Outcome,
}

/// The page that explains a check.
#[derive(Debug)]
pub struct Page {
    pub looks_at: Text,
    pub matters: Text,
    /// How it comes about where nothing is wrong: at least one cause.
    pub innocent: &'static [Text],
    /// Standards, papers, pages: at least one.
    pub sources: &'static [&'static str],
    /// How often it speaks on genuine camera files, with the set it was measured on; or that nobody measured it.
    pub rate: Text,
    /// Whether we have seen a real file on which it speaks, or only ones that we built.
    pub seen_in_the_wild: bool,
}

impl Check {
    /// The headings of the page, in their order.
    pub const HEADINGS: &'static [Text; 4] = &[
        t("What it looks at", "Ce qu'il regarde"),
        t("Why it matters", "Pourquoi c'est utile"),
        t("When it is innocent", "Quand c'est anodin"),
        t("Sources", "Sources"),
    ];

    /// Runs the check on a file in this condition. One that panics has failed, and the others go on.
    pub fn row(&self, case: &Case, condition: ConditionKind, lang: Lang) -> Row {
        let mut outcome = catch_unwind(AssertUnwindSafe(|| (self.run)(case))).unwrap_or_else(|_| {
            Outcome::Failed(t(
                "The check itself broke on this file. Please report the file.",
                "Le contrôle lui-même a échoué sur ce fichier. Merci de le signaler.",
            ))
        });
        if let (Some(class), Outcome::Finding(found)) = (self.class, &outcome) {
            let Finding { direction, strength, .. } = **found;
            debug_assert!(class.allows(direction, strength), "{}: {class:?} says {direction:?} {strength:?}", self.id);
        }
        if matches!(outcome, Outcome::Finding(_) | Outcome::NothingFound)
            && let Some(why) = left_out(self.id, condition)
        {
            outcome = Outcome::Skipped(why);
        }
        let innocent = self.page.innocent.iter().map(|cause| cause.in_lang(lang).to_owned());
        let name = (self.id, self.family, self.title.in_lang(lang));
        Row::new(name, outcome, self.nothing.in_lang(lang), innocent, lang)
    }
}
