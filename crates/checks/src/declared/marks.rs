//! Marks of generators put into sentences: who did what, where it stands, and why a mark could not be parsed.
//!
//! What is not here: how much each kind of mark weighs. That is for its check.

use whence_model::{
    Direction, Evidence, Outcome, Strength, Text,
    facts::generator::{Mark, MarkCarrier, MarkKind, Process, Role, Unread},
    t,
};

use super::{QUOTED, stands_on};
use crate::{
    Case,
    credentials_card::words::{NOTHING, joined, quoted, sentences, with},
};

/// How much of a program's name is shown.
const TOOL: usize = 60;

/// Marks of one kind, those that say more than an edit first; without those of a program that only processed the
/// picture, which have a check of their own.
pub fn marks<'a>(case: &Case<'a>, kind: MarkKind) -> Vec<&'a Mark> {
    let marks = case.facts.generator.marks.iter();
    let mut marks: Vec<&Mark> = marks.filter(|m| m.kind == kind && m.process != Process::Processed).collect();
    marks.sort_by_key(|mark| direction(mark) == Direction::Edited);
    marks
}

/// A finding on the marks of one kind, or none: what is said of the first goes for all.
pub fn marked(case: &Case, kind: MarkKind, strength: Strength, says: impl FnOnce(&Mark) -> Text) -> Outcome {
    let marks = marks(case, kind);
    let Some(first) = marks.first() else { return Outcome::NothingFound };
    told(&marks, (direction(first), strength), says)
}

/// A finding on these marks, or none: what is said of the first goes for all.
pub fn told(
    marks: &[&Mark],
    (direction, strength): (Direction, Strength),
    says: impl FnOnce(&Mark) -> Text,
) -> Outcome {
    let Some(first) = marks.first() else { return Outcome::NothingFound };
    let message = says(first);
    stands_on(marks.iter().take(QUOTED).map(|mark| quote(mark)).collect(), direction, strength, message)
}

pub fn quote(mark: &Mark) -> Evidence {
    Evidence::new(mark.place.clone(), mark.raw.clone())
}

/// A picture of which a part was made anew is an edited one.
pub fn direction(mark: &Mark) -> Direction {
    match mark.process {
        Process::Repainted => Direction::Edited,
        _ => Direction::AiGenerated,
    }
}

/// `The file says that WHO made this picture: it carries CARRIES (its settings).`, then where that is hidden, why it
/// could not be parsed, and `close`.
pub fn says(mark: &Mark, who: &Text, carries: &Text, close: Text) -> Text {
    let (did, settings, qui) = (did(mark), settings(mark), que(&who.fr));
    let first = Text::new(
        format!("The file says that {} {}: it carries {}{settings}.", who.en, did.en, carries.en),
        format!("Le fichier dit {qui} {} : il porte {}{settings}.", did.fr, carries.fr),
    );
    sentences([first, hidden(mark), unread(mark), close])
}

/// The program as it is called in a sentence.
pub fn tool(mark: &Mark) -> Text {
    let tool = mark.tool.short(TOOL);
    Text::new(tool.clone(), tool)
}

/// What the program did, by the mark: `made this picture, starting from another picture (“duck.png”)`.
pub fn did(mark: &Mark) -> Text {
    let what = match mark.process {
        Process::Unstated => t("made or changed this picture", "a produit ou modifié cette image"),
        Process::Generated => t("made this picture", "a produit cette image"),
        Process::FromPicture => {
            t("made this picture, starting from another picture", "a produit cette image en partant d'une autre image")
        }
        Process::Repainted => t("made a part of this picture anew", "a refait une partie de cette image"),
        Process::Processed => {
            t("enlarged, resized or filtered this picture", "a agrandi, redimensionné ou filtré cette image")
        }
    };
    let Some(name) = mark.role(Role::SourcePicture).filter(|name| !name.raw().trim().is_empty()) else { return what };
    match mark.process {
        Process::FromPicture => joined(&[what, with("({})", "({})", &quoted(name))], " ", " "),
        Process::Repainted => joined(&[what, with(", starting from {}", " en partant de {}", &quoted(name))], "", ""),
        _ => what,
    }
}

/// Where a mark stands that no reader of metadata sees; nothing for one in a field.
pub fn hidden(mark: &Mark) -> Text {
    match mark.carrier {
        MarkCarrier::Metadata => NOTHING,
        MarkCarrier::AlphaPlane => t(
            "The mark is hidden in the lowest bits of the transparency.",
            "La marque est cachée dans les bits de poids faible de la transparence.",
        ),
        MarkCarrier::ColourPlanes => t(
            "The mark is hidden in the lowest bits of the colours.",
            "La marque est cachée dans les bits de poids faible des couleurs.",
        ),
    }
}

/// Why a mark is told by its form alone; nothing for one that was parsed.
pub fn unread(mark: &Mark) -> Text {
    match mark.unread {
        None => NOTHING,
        Some(Unread::TooLong) => t(
            "What stands there is longer than Whence parses, so it is told by its form alone; the raw text is shown.",
            "Ce qui s'y trouve est plus long que ce que Whence analyse : sa forme seule le fait reconnaître ; le texte brut est montré.",
        ),
        Some(Unread::TooDeep) => t(
            "What stands there is nested deeper than Whence parses, so it is told by its form alone; the raw text is shown.",
            "Ce qui s'y trouve est imbriqué plus profondément que ce que Whence analyse : sa forme seule le fait reconnaître ; le texte brut est montré.",
        ),
        Some(Unread::Damaged) => t(
            "What stands there is cut off or damaged and could not be parsed, so it is told by its form alone; the raw text is shown.",
            "Ce qui s'y trouve est tronqué ou endommagé et n'a pas pu être analysé : sa forme seule le fait reconnaître ; le texte brut est montré.",
        ),
    }
}

/// `que` before a name, as French writes it.
pub fn que(name: &str) -> String {
    let vowel = name.chars().next().is_some_and(|first| "aeiouàâéèêëîïôûü".contains(first.to_ascii_lowercase()));
    if vowel { format!("qu'{name}") } else { format!("que {name}") }
}

/// The first settings in their own words: ` (Prompt: a duck; Seed: 7)`; nothing where there are none. A source picture
/// is named by what was done.
pub fn settings(mark: &Mark) -> String {
    let said = |name: &str, value: String| format!("{name}: {value}");
    let quoted: Vec<_> = mark
        .settings
        .iter()
        .filter(|s| s.role != Some(Role::SourcePicture) && !s.value.raw().trim().is_empty())
        .take(4)
        .map(|s| said(&s.name.short(30), s.value.short(60)))
        .collect();
    if quoted.is_empty() { String::new() } else { format!(" ({})", quoted.join("; ")) }
}

#[cfg(test)]
mod tests {
    use whence_model::{Direction, facts::generator::*};

    use super::{NOTHING, did, direction, hidden, marks, que, says, sentences, settings, unread};
    use crate::{Case, specimen};

    fn mark(change: impl FnOnce(&mut Mark)) -> Mark {
        let settings = [("Prompt", "a duck"), ("Source picture", "duck.png"), ("Seed", "7"), ("Steps", " ")];
        let mut mark = specimen::mark(MarkKind::NodeGraph, "ComfyUI", "{}", &settings).generator.marks.remove(0);
        change(&mut mark);
        mark
    }

    #[test]
    fn what_was_done_is_told_by_the_process() {
        use Process as P;
        let told = [P::Unstated, P::Generated, P::FromPicture, P::Repainted, P::Processed].map(|process| {
            let did = did(&mark(|mark| mark.process = process));
            format!("{} | {}", did.en, did.fr)
        });
        insta::assert_snapshot!(told.join("\n"), @r"
        made or changed this picture | a produit ou modifié cette image
        made this picture | a produit cette image
        made this picture, starting from another picture (“duck.png”) | a produit cette image en partant d'une autre image (« duck.png »)
        made a part of this picture anew, starting from “duck.png” | a refait une partie de cette image en partant de « duck.png »
        enlarged, resized or filtered this picture | a agrandi, redimensionné ou filtré cette image
        ");
    }

    #[test]
    fn only_a_part_made_anew_is_an_edit() {
        use Process as P;
        for process in [P::Unstated, P::Generated, P::FromPicture] {
            assert_eq!(direction(&mark(|mark| mark.process = process)), Direction::AiGenerated, "{process:?}");
        }
        assert_eq!(direction(&mark(|mark| mark.process = P::Repainted)), Direction::Edited);
    }

    #[test]
    fn a_source_picture_without_a_name_is_not_quoted() {
        let unnamed = mark(|mark| {
            mark.process = Process::FromPicture;
            mark.settings[1].value = " ".into();
        });
        assert_eq!(did(&unnamed).en, "made this picture, starting from another picture");
    }

    #[test]
    fn where_it_is_hidden_and_why_it_is_unread() {
        let said = |carrier, why| {
            let mark = mark(|mark| (mark.carrier, mark.unread) = (carrier, why));
            sentences([hidden(&mark), unread(&mark)])
        };
        assert_eq!(said(MarkCarrier::Metadata, None), NOTHING);
        let all = [
            said(MarkCarrier::AlphaPlane, Some(Unread::TooLong)),
            said(MarkCarrier::ColourPlanes, Some(Unread::TooDeep)),
            said(MarkCarrier::Metadata, Some(Unread::Damaged)),
        ];
        insta::assert_snapshot!(all.map(|text| format!("{}\n{}", text.en, text.fr)).join("\n"), @r"
        The mark is hidden in the lowest bits of the transparency. What stands there is longer than Whence parses, so it is told by its form alone; the raw text is shown.
        La marque est cachée dans les bits de poids faible de la transparence. Ce qui s'y trouve est plus long que ce que Whence analyse : sa forme seule le fait reconnaître ; le texte brut est montré.
        The mark is hidden in the lowest bits of the colours. What stands there is nested deeper than Whence parses, so it is told by its form alone; the raw text is shown.
        La marque est cachée dans les bits de poids faible des couleurs. Ce qui s'y trouve est imbriqué plus profondément que ce que Whence analyse : sa forme seule le fait reconnaître ; le texte brut est montré.
        What stands there is cut off or damaged and could not be parsed, so it is told by its form alone; the raw text is shown.
        Ce qui s'y trouve est tronqué ou endommagé et n'a pas pu être analysé : sa forme seule le fait reconnaître ; le texte brut est montré.
        ");
    }

    #[test]
    fn a_sentence_tells_all_of_it_in_order() {
        let mark = mark(|mark| {
            mark.process = Process::FromPicture;
            (mark.carrier, mark.unread) = (MarkCarrier::AlphaPlane, Some(Unread::Damaged));
        });
        let who = whence_model::t("Easy Diffusion", "Easy Diffusion");
        let said =
            says(&mark, &who, &whence_model::t("a graph", "un graphe"), whence_model::t("Anyone can.", "On peut."));
        insta::assert_snapshot!(format!("{}\n{}", said.en, said.fr), @r"
        The file says that Easy Diffusion made this picture, starting from another picture (“duck.png”): it carries a graph (Prompt: a duck; Seed: 7). The mark is hidden in the lowest bits of the transparency. What stands there is cut off or damaged and could not be parsed, so it is told by its form alone; the raw text is shown. Anyone can.
        Le fichier dit qu'Easy Diffusion a produit cette image en partant d'une autre image (« duck.png ») : il porte un graphe (Prompt: a duck; Seed: 7). La marque est cachée dans les bits de poids faible de la transparence. Ce qui s'y trouve est tronqué ou endommagé et n'a pas pu être analysé : sa forme seule le fait reconnaître ; le texte brut est montré. On peut.
        ");
    }

    #[test]
    fn four_settings_are_quoted_and_none_that_is_empty() {
        let mut mark = mark(|_| {});
        assert_eq!(settings(&mark), " (Prompt: a duck; Seed: 7)");
        mark.settings = vec![mark.settings[2].clone(); 9];
        assert_eq!(settings(&mark), " (Seed: 7; Seed: 7; Seed: 7; Seed: 7)");
        mark.settings.clear();
        assert_eq!(settings(&mark), "");
    }

    #[test]
    fn whole_pictures_come_before_parts_and_processing_not_at_all() {
        let mut facts = specimen::facts();
        facts.generator.marks = [Process::Repainted, Process::Processed, Process::Generated]
            .map(|process| mark(|mark| mark.process = process))
            .to_vec();
        let case = Case { exhibit: &specimen::exhibit(), facts: &facts };
        let order: Vec<_> = marks(&case, MarkKind::NodeGraph).iter().map(|mark| mark.process).collect();
        assert_eq!(order, [Process::Generated, Process::Repainted]);
    }

    #[test]
    fn french_elides_before_a_vowel() {
        assert_eq!(
            ["ComfyUI", "Easy Diffusion", "invokeAI", "xAI", ""].map(que).join(" "),
            "que ComfyUI qu'Easy Diffusion qu'invokeAI que xAI que "
        );
    }
}
