//! The five facts of a file's Content Credentials, how the picture came to be, and what they were held against.

use std::io::{self, Write};

use whence_model::{
    Answer, HistoryStep, Lang, Report, Untrusted,
    facts::provenance::{CredentialClass, Manifest, Provenance},
};

use super::{heading, wrapped};

/// How many steps of the tree are printed; JSON has them all.
const STEPS: usize = 8;

pub fn section(out: &mut dyn Write, report: &Report, lang: Lang, width: usize) -> io::Result<()> {
    let say = |en: &'static str, fr: &'static str| if lang == Lang::Fr { fr } else { en };
    let (card, p) = (&report.credentials, &report.facts.provenance);
    if p.class == CredentialClass::None {
        writeln!(out)?;
        let none = say(
            "Content Credentials: none found. Most sites remove them; that proves nothing.",
            "Content Credentials : aucun trouvé. La plupart des sites les retirent ; cela ne prouve rien.",
        );
        return wrapped(out, "", none, width);
    }
    heading(out, say("Content Credentials", "Content Credentials (justificatifs signés)"))?;
    let column = card.answers.iter().map(|answer| answer.question.chars().count()).max().unwrap_or_default();
    card.answers.iter().try_for_each(|told| answer(out, told, column, width))?;
    history(out, &card.history, &p.manifests, lang, width)?;
    writeln!(out)?;
    if p.class.is_present() {
        wrapped(out, "", &card.limits, width)?;
    }
    wrapped(out, "", &held_against(p, &report.engine.c2pa, lang), width)
}

/// The question, its answer beside it, and what that means below the answer.
fn answer(out: &mut dyn Write, told: &Answer, column: usize, width: usize) -> io::Result<()> {
    let beside = format!("  {:column$}  ", told.question);
    wrapped(out, &beside, &told.answer, width)?;
    match told.detail.as_str() {
        "" => Ok(()),
        detail => wrapped(out, &" ".repeat(beside.chars().count()), detail, width),
    }
}

/// The first [`STEPS`] steps as an indented tree.
fn history(
    out: &mut dyn Write,
    history: &[HistoryStep],
    manifests: &[Manifest],
    lang: Lang,
    width: usize,
) -> io::Result<()> {
    if history.is_empty() {
        return Ok(());
    }
    let title = match lang {
        Lang::En => "How it came to be, as they tell it",
        Lang::Fr => "Son histoire, selon ces justificatifs",
    };
    heading(out, title)?;
    let steps = tree(history, manifests);
    steps.iter().take(STEPS).try_for_each(|(depth, told)| step(out, told, *depth, lang, width))?;
    let rest = match (lang, steps.len().saturating_sub(STEPS)) {
        (_, 0) => return Ok(()),
        (Lang::En, more) => format!("… and {more} more (see --format json)"),
        (Lang::Fr, more) => format!("… et {more} de plus (voir --format json)"),
    };
    wrapped(out, "  ", &rest, width)
}

/// Each step behind the one that it was taken into, with its depth in the tree.
fn tree<'a>(history: &'a [HistoryStep], manifests: &[Manifest]) -> Vec<(usize, &'a HistoryStep)> {
    let parent = |step: &HistoryStep| manifests.get(step.manifest as usize).and_then(|manifest| manifest.parent);
    let mut ordered = Vec::new();
    let mut open: Vec<(usize, &HistoryStep)> = history.first().map(|active| (0, active)).into_iter().collect();
    while let Some((depth, step)) = open.pop() {
        ordered.push((depth, step));
        // A manifest stands behind the one that it was taken into: no step is met twice.
        let below =
            history.iter().filter(|child| child.manifest > step.manifest && parent(child) == Some(step.manifest));
        open.extend(below.rev().map(|child| (depth + 1, child)));
    }
    ordered
}

fn step(out: &mut dyn Write, told: &HistoryStep, depth: usize, lang: Lang, width: usize) -> io::Result<()> {
    let (open, close, colon) = if lang == Lang::Fr { ("« ", " »", " : ") } else { ("“", "”", ": ") };
    // Deep trees would leave no room for words.
    let indent = "  ".repeat(depth.min(8));
    let first = if depth == 0 { "  ".to_owned() } else { format!("  {}└ ", &indent[2..]) };
    let name = format!("{open}{}{close}", told.name);
    let name = told.taken_as.as_ref().map_or(name.clone(), |taken| format!("{taken}{colon}{name}"));
    let with = told.made_with.as_ref().map(|program| format!("{open}{program}{close}"));
    let head: Vec<String> = [Some(name), with, Some(told.signed_by.clone())].into_iter().flatten().collect();
    wrapped(out, &first, &head.join(" · "), width)?;
    let under = " ".repeat(first.chars().count() + 2);
    if !told.did.is_empty() {
        wrapped(out, &under, &told.did.join(", "), width)?;
    }
    match &told.problem {
        Some(problem) => wrapped(out, &format!("{under}! "), problem, width),
        None => Ok(()),
    }
}

/// The lists with their dates, and the version of the library that read the credentials.
fn held_against(p: &Provenance, c2pa: &str, lang: Lang) -> String {
    let of = if lang == Lang::Fr { "du" } else { "of" };
    let lists = p.lists.iter().map(|list| {
        // Imported lists bring their own names.
        let name = Untrusted::from(list.name.as_str()).short(60);
        if list.date.is_empty() { name } else { format!("{name} {of} {}", list.date) }
    });
    let lists = lists.collect::<Vec<_>>().join(", ");
    match lang {
        Lang::En => format!("Held against: {lists}; c2pa {c2pa}."),
        Lang::Fr => format!("Comparé à : {lists} ; c2pa {c2pa}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps by the parents of their manifests.
    fn told(parents: &[Option<u32>], lang: Lang) -> String {
        let manifests: Vec<Manifest> =
            parents.iter().map(|parent| Manifest { parent: *parent, ..Manifest::default() }).collect();
        let steps = (0..parents.len()).map(|at| HistoryStep {
            manifest: at as u32,
            name: format!("{at}.jpg"),
            taken_as: parents[at].map(|_| "edited from".into()),
            made_with: (at == 0).then(|| "Photos".into()),
            signed_by: "Claims to be “Maker”".into(),
            did: vec!["Opened".into(), "Cropped".into()],
            problem: (at == 1).then(|| "its signature does not hold".into()),
        });
        let mut out = Vec::new();
        history(&mut out, &steps.collect::<Vec<_>>(), &manifests, lang, 60).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_step_stands_below_what_it_was_taken_into() {
        insta::assert_snapshot!(told(&[None, Some(0), Some(0), Some(1)], Lang::En), @r"
        How it came to be, as they tell it
          “0.jpg” · “Photos” · Claims to be “Maker”
            Opened, Cropped
          └ edited from: “1.jpg” · Claims to be “Maker”
              Opened, Cropped
              ! its signature does not hold
            └ edited from: “3.jpg” · Claims to be “Maker”
                Opened, Cropped
          └ edited from: “2.jpg” · Claims to be “Maker”
              Opened, Cropped
        ");
    }

    #[test]
    fn a_long_tree_is_cut_and_says_so() {
        let parents: Vec<Option<u32>> = (0..64u32).map(|at| at.checked_sub(1)).collect();
        let text = told(&parents, Lang::Fr);
        assert!(text.ends_with("  … et 56 de plus (voir --format json)\n"), "{text}");
        assert!(text.lines().count() < 30, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
        assert_eq!(told(&[], Lang::En), "");
    }

    #[test]
    fn parents_that_make_no_tree_end_too() {
        for parents in [&[None, Some(1), Some(9), Some(2)][..], &[Some(0), Some(0)]] {
            assert!(told(parents, Lang::En).lines().count() < 12, "{parents:?}");
        }
    }
}
