use whence_model::{Lang, Report, ledger::visible_lines};

use crate::{Decided, date};

/// What a report says in a sentence or two, to be copied into an article: when, what was examined, the answer, what the
/// check does not show, and what was decided. One line.
pub fn sentence(report: &Report, decided: Option<&Decided>) -> String {
    let lang = report.language;
    let when = date::day(&report.examined_at, lang);
    let version = line(&report.engine.version);
    let name = line(&report.exhibit.name.to_string());
    let sha256 = line(&report.exhibit.sha256);
    let answer = line(&report.verdict.headline);
    let mut said = match lang {
        Lang::En => format!(
            "On {when}, Whence {version} examined “{name}” (SHA-256 {sha256}). Answer: {answer}. The check does not show whether the scene or the caption is accurate."
        ),
        Lang::Fr => format!(
            "Le {when}, Whence {version} a examiné « {name} » (SHA-256 {sha256}). Réponse : {answer}. Le contrôle ne montre pas si la scène ou la légende est exacte."
        ),
    };
    if let Some(decided) = decided {
        let when = date::day(&decided.stamp.recorded_at, lang);
        said.push(' ');
        said.push_str(&match (&decided.decision, lang) {
            (Some(decision), Lang::En) => {
                format!("Decision of {when} by {}: {}.", line(&decision.by), decision.kind.in_lang(lang))
            }
            (Some(decision), Lang::Fr) => {
                format!("Décision du {when}, par {} : {}.", line(&decision.by), decision.kind.in_lang(lang))
            }
            (None, Lang::En) => format!("The decision of {when} was erased."),
            (None, Lang::Fr) => format!("La décision du {when} a été effacée."),
        });
    }
    said
}

fn line(text: &str) -> String {
    visible_lines(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{HOSTILE, decided, report};

    #[test]
    fn it_says_what_was_examined_and_what_came_of_it() {
        let told = |lang| sentence(&report(lang), Some(&decided(lang)));
        insta::assert_snapshot!(told(Lang::En), @"On 23 November 2026, Whence 0.1.0 examined “duck.png” (SHA-256 df6f0aa9c9970000000000000000000000000000000000000000000000000000). Answer: Declared AI-generated or AI-edited. The check does not show whether the scene or the caption is accurate. Decision of 26 November 2026 by Ada Example: Use with a label or context.");
        insta::assert_snapshot!(told(Lang::Fr), @"Le 23 novembre 2026, Whence 0.1.0 a examiné « duck.png » (SHA-256 df6f0aa9c9970000000000000000000000000000000000000000000000000000). Réponse : Déclarée générée ou modifiée par IA. Le contrôle ne montre pas si la scène ou la légende est exacte. Décision du 26 novembre 2026, par Ada Example : À utiliser avec une mention ou un contexte.");
        let erased = Decided { decision: None, ..decided(Lang::En) };
        assert!(sentence(&report(Lang::En), Some(&erased)).ends_with(" The decision of 26 November 2026 was erased."));
        assert!(sentence(&report(Lang::Fr), None).ends_with("la légende est exacte."));
    }

    #[test]
    fn it_is_one_harmless_line() {
        let mut report = report(Lang::En);
        report.exhibit.name = HOSTILE.into();
        report.verdict.headline = HOSTILE.into();
        let mut decided = decided(Lang::En);
        decided.decision.as_mut().unwrap().by = HOSTILE.into();
        let said = sentence(&report, Some(&decided));
        assert!(!said.contains(|c: char| c.is_control() || c == '\u{202e}'), "{said}");
        assert_eq!(said.matches("⟨U+202E⟩").count(), 3, "{said}");
    }
}
