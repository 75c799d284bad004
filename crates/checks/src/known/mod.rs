//! Pictures that somebody has already rated: what the lists say, in their own words.
//!
//! What is not here: the search itself, and any judgement of a list's rating. A match says that a list knows this
//! picture, never that the picture is what the list's entry was.

pub mod identical_file;
pub mod near_copy;
pub mod possibly_related;
pub mod same_pixels;
pub mod shared_content;

use whence_model::{
    Direction, Evidence, Finding, Lang, Outcome, Place, Strength, Text,
    facts::known::{Known, KnownMatch},
    t,
};

/// How many matches one finding quotes.
const QUOTED: usize = 8;

/// Why nobody could be asked.
fn unasked(known: &Known) -> Option<Outcome> {
    known.lists.is_empty().then(|| {
        Outcome::NotApplicable(t(
            "No list of known pictures was consulted.",
            "Aucune liste d'images connues n'a été consultée.",
        ))
    })
}

/// Nothing was found, unless a match was and its entry could not be read: that is no answer.
fn none(known: &Known) -> Outcome {
    match known.unread {
        0 => Outcome::NothingFound,
        _ => Outcome::Failed(t(
            "A picture on a list matches, but its entry could not be read from the list's file any more. Examine the picture again.",
            "Une image d'une liste correspond, mais son entrée n'a plus pu être lue dans le fichier de la liste. Examinez à nouveau l'image.",
        )),
    }
}

/// What the list says of a picture, in its own words between quotation marks: title, list, rating, date.
fn words(matched: &KnownMatch) -> Text {
    let entry = &matched.entry;
    let list = matched.list.short(60);
    let told = |lang| (entry.title(lang).short(80), entry.rating(lang).short(60));
    let ((title, rating), (titre, note)) = (told(Lang::En), told(Lang::Fr));
    let date = entry.date.as_ref().filter(|date| !date.is_empty()).map(|date| date.short(10));
    let (en, fr) = match date {
        Some(date) => (format!(" (first circulated {date})"), format!(" (en circulation depuis {date})")),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!("“{title}” on the list “{list}”, which rates it “{rating}”{en}"),
        format!("« {titre} » de la liste « {list} », qui l'évalue « {note} »{fr}"),
    )
}

/// A finding on what these entries say, in their own words: each one's sentence, then its links. The first leads.
fn found<'a>(strength: Strength, message: Text, matches: impl Iterator<Item = &'a KnownMatch> + Clone) -> Outcome {
    let told = |lang| matches.clone().take(QUOTED).flat_map(move |matched| quotes(matched, lang));
    let mut evidence = told(Lang::En);
    let Some(first) = evidence.next() else { return Outcome::NothingFound };
    Finding::new(Direction::Known, strength, message, first).also(evidence).in_french(told(Lang::Fr)).into()
}

fn quotes(matched: &KnownMatch, lang: Lang) -> Vec<Evidence> {
    let entry = &matched.entry;
    let (title, rating, what) = (entry.title(lang), entry.rating(lang), entry.what(lang));
    let at = |part: &str| Place::path(format!("{} › {}{part}", matched.list.raw(), title.raw()));
    let rated = match (what.is_empty(), lang) {
        (true, Lang::En) => format!("“{}”", rating.raw()),
        (true, Lang::Fr) => format!("« {} »", rating.raw()),
        (false, Lang::En) => format!("“{}”: {}", rating.raw(), what.raw()),
        (false, Lang::Fr) => format!("« {} » : {}", rating.raw(), what.raw()),
    };
    let checked = if lang == Lang::Fr { " › vérification" } else { " › fact check" };
    let links = [(" › source", &entry.source_url), (checked, &entry.fact_check_url)];
    let links = links.into_iter().filter_map(|(part, url)| Some(Evidence::new(at(part), url.clone()?)));
    [Evidence::new(at(""), rated)].into_iter().chain(links).collect()
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Lang,
        facts::known::{Label, MatchKind},
    };

    use super::found;
    use crate::specimen::known;

    #[test]
    fn a_list_speaks_french_where_it_can() {
        let facts = known(&[(MatchKind::Sha256, Label::Altered)]);
        let message = whence_model::t("A.", "B.");
        let outcome = found(whence_model::Strength::Strong, message, facts.known.matches.iter());
        let row = |lang| {
            let name = ("known/identical-file", whence_model::Family::Known, "");
            let row = whence_model::Row::new(name, outcome.clone(), "", Vec::new(), lang);
            row.evidence.iter().map(|e| format!("{} = {}", e.place.path, e.value)).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(row(Lang::En), @r"
        Press archive › Bridge at dusk = “fake”: Made with an image generator in 2023.
        Press archive › Bridge at dusk › source = https://example.org/source
        ");
        insta::assert_snapshot!(row(Lang::Fr), @r"
        Press archive › Pont au crépuscule = « fake » : Made with an image generator in 2023.
        Press archive › Pont au crépuscule › source = https://example.org/source
        ");
    }
}
