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
    Evidence, Lang, Outcome, Place, Text,
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

/// The entry's own sentence, then its links.
fn quotes(matched: &KnownMatch) -> Vec<Evidence> {
    let entry = &matched.entry;
    let at = |part: &str| Place::path(format!("{} › {}{part}", matched.list.raw(), entry.title.raw()));
    let rated = match entry.what.is_empty() {
        true => format!("“{}”", entry.rating.raw()),
        false => format!("“{}”: {}", entry.rating.raw(), entry.what.raw()),
    };
    let links = [(" › source", &entry.source_url), (" › fact check", &entry.fact_check_url)];
    let links = links.into_iter().filter_map(|(part, url)| Some(Evidence::new(at(part), url.clone()?)));
    [Evidence::new(at(""), rated)].into_iter().chain(links).collect()
}
