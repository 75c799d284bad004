use serde::{Deserialize, Serialize};

use super::visible_lines;
use crate::{Lang, Text, t};

/// A person's answer to a verdict: named and reasoned; the entry that holds it has the date. It never changes the verdict.
///
/// Its words are kept as [`visible_lines`] shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub kind: DecisionKind,
    /// Why: never empty.
    pub reason: String,
    /// Who decided: never empty.
    pub by: String,
    /// Addresses of what supports it, `http://` or `https://`.
    pub links: Vec<String>,
    /// Schema.org's word for how the media was used, if the person chose one. The machine never does.
    pub media_review: Option<MediaReview>,
    pub context: Context,
}

/// What the person knows of how the picture came; each empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Context {
    /// Where the picture was seen: an address, or words.
    pub seen_at: String,
    /// What it is claimed to show.
    pub claim: String,
    /// When that is claimed to have been, in the claim's words.
    pub claimed_date: String,
    pub claimed_place: String,
    /// Who sent it.
    pub sent_by: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    ClearedToUse,
    UseWithContext,
    DoNotUse,
    Escalate,
    #[default]
    NeedsMoreInformation,
}

impl DecisionKind {
    pub const ALL: [Self; 5] =
        [Self::ClearedToUse, Self::UseWithContext, Self::DoNotUse, Self::Escalate, Self::NeedsMoreInformation];

    pub fn code(self) -> &'static str {
        match self {
            Self::ClearedToUse => "cleared_to_use",
            Self::UseWithContext => "use_with_context",
            Self::DoNotUse => "do_not_use",
            Self::Escalate => "escalate",
            Self::NeedsMoreInformation => "needs_more_information",
        }
    }

    pub fn text(self) -> Text {
        match self {
            Self::ClearedToUse => t("Cleared to use", "Utilisation permise"),
            Self::UseWithContext => t("Use with a label or context", "À utiliser avec une mention ou un contexte"),
            Self::DoNotUse => t("Do not use", "Ne pas utiliser"),
            Self::Escalate => t("Escalated", "Transmis pour avis"),
            Self::NeedsMoreInformation => t("Needs more information", "Informations manquantes"),
        }
    }

    pub fn in_lang(self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }
}

/// `mediaAuthenticityCategory` of schema.org's MediaReview (schema.org 30.0, `MediaManipulationRatingEnumeration`): how
/// media is used where it appears. A person's word only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MediaReview {
    DecontextualizedContent,
    EditedOrCroppedContent,
    OriginalMediaContent,
    SatireOrParodyContent,
    StagedContent,
    TransformedContent,
}

impl MediaReview {
    pub const ALL: [Self; 6] = [
        Self::DecontextualizedContent,
        Self::EditedOrCroppedContent,
        Self::OriginalMediaContent,
        Self::SatireOrParodyContent,
        Self::StagedContent,
        Self::TransformedContent,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::DecontextualizedContent => "decontextualized_content",
            Self::EditedOrCroppedContent => "edited_or_cropped_content",
            Self::OriginalMediaContent => "original_media_content",
            Self::SatireOrParodyContent => "satire_or_parody_content",
            Self::StagedContent => "staged_content",
            Self::TransformedContent => "transformed_content",
        }
    }

    /// The name in schema.org.
    pub fn schema_name(self) -> &'static str {
        match self {
            Self::DecontextualizedContent => "DecontextualizedContent",
            Self::EditedOrCroppedContent => "EditedOrCroppedContent",
            Self::OriginalMediaContent => "OriginalMediaContent",
            Self::SatireOrParodyContent => "SatireOrParodyContent",
            Self::StagedContent => "StagedContent",
            Self::TransformedContent => "TransformedContent",
        }
    }

    pub fn text(self) -> Text {
        match self {
            Self::DecontextualizedContent => t("Missing or wrong context", "Contexte absent ou trompeur"),
            Self::EditedOrCroppedContent => {
                t("Edited or cropped so that it misleads", "Modifiée ou recadrée de façon trompeuse")
            }
            Self::OriginalMediaContent => t(
                "No evidence of misleading changes; claims made with it may still be wrong",
                "Aucun indice de modification trompeuse ; ce qu'on en dit peut être inexact",
            ),
            Self::SatireOrParodyContent => t("Satire or parody", "Satire ou parodie"),
            Self::StagedContent => t("Staged", "Mise en scène"),
            Self::TransformedContent => {
                t("Elements added or taken away to mislead", "Éléments ajoutés ou retirés pour tromper")
            }
        }
    }
}

impl Decision {
    /// Characters of a reason: a whole investigation fits in.
    pub const MAX_REASON: usize = 2 << 20;
    /// Characters of a name.
    pub const MAX_NAME: usize = 200;
    pub const MAX_LINKS: usize = 50;
    /// Characters of a link, and of a field of the context.
    pub const MAX_FIELD: usize = 10_000;

    /// The decision as it is kept: its words without spaces around them and made visible, empty links left out.
    ///
    /// # Errors
    /// In a sentence: no reason, no name, a link that is none, or more than may be kept.
    pub fn tidy(self) -> Result<Self, Text> {
        let Self { kind, reason, by, links, media_review, context } = self;
        let reason = within(&reason, Self::MAX_REASON, ("The reason", "Le motif"))?;
        if reason.is_empty() {
            return Err(t(
                "A decision needs a reason: write in a sentence why it was taken.",
                "Une décision demande un motif : écrivez en une phrase pourquoi elle est prise.",
            ));
        }
        let by = within(&by, Self::MAX_NAME, ("The name", "Le nom"))?;
        if by.is_empty() {
            return Err(t(
                "A decision needs a name: write who takes it.",
                "Une décision demande un nom : écrivez qui la prend.",
            ));
        }
        let links: Vec<String> = links.iter().map(|link| self::link(link)).collect::<Result<_, _>>()?;
        let links: Vec<String> = links.into_iter().filter(|link| !link.is_empty()).collect();
        if links.len() > Self::MAX_LINKS {
            let most = Self::MAX_LINKS;
            return Err(Text::new(
                format!("A decision has {most} links at most."),
                format!("Une décision a {most} liens au plus."),
            ));
        }
        let field = |text: &str, named| within(text, Self::MAX_FIELD, named);
        let context = Context {
            seen_at: field(&context.seen_at, ("Where it was seen", "Le lieu où l'image a été vue"))?,
            claim: field(&context.claim, ("The claim", "Ce qu'elle est censée montrer"))?,
            claimed_date: field(&context.claimed_date, ("The claimed date", "La date affirmée"))?,
            claimed_place: field(&context.claimed_place, ("The claimed place", "Le lieu affirmé"))?,
            sent_by: field(&context.sent_by, ("Who sent it", "L'expéditeur"))?,
        };
        Ok(Self { kind, reason, by, links, media_review, context })
    }
}

fn within(text: &str, most: usize, (en, fr): (&str, &str)) -> Result<String, Text> {
    let text = text.trim();
    if text.chars().nth(most).is_some() {
        return Err(Text::new(
            format!("{en} has {most} characters at most."),
            format!("{fr} : {most} caractères au plus."),
        ));
    }
    Ok(visible_lines(text))
}

fn link(text: &str) -> Result<String, Text> {
    let link = within(text, Decision::MAX_FIELD, ("A link", "Un lien"))?;
    let is_one = link.is_empty() || link.starts_with("https://") || link.starts_with("http://");
    match is_one && !link.contains(char::is_whitespace) {
        true => Ok(link),
        false => Err(t(
            "A link begins with https:// or http:// and has no spaces.",
            "Un lien commence par https:// ou http:// et n'a pas d'espace.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision() -> Decision {
        let words = ("  Seen on\nhis own page ".to_owned(), " Ada ".to_owned());
        Decision { kind: DecisionKind::UseWithContext, reason: words.0, by: words.1, ..Decision::default() }
    }

    #[test]
    fn words_are_tidied_and_what_hides_is_made_visible() {
        let mut told = decision();
        told.links = vec![" https://example.org/a ".into(), String::new()];
        told.context.claim = "=cmd|' /C calc'!A0\u{202e}\0".into();
        let tidy = told.tidy().unwrap();
        assert_eq!((tidy.reason.as_str(), tidy.by.as_str()), ("Seen on\nhis own page", "Ada"));
        assert_eq!(tidy.links, ["https://example.org/a"]);
        assert_eq!(tidy.context.claim, "=cmd|' /C calc'!A0⟨U+202E⟩␀");
        assert_eq!(tidy.clone().tidy(), Ok(tidy), "what was tidied stays as it is");
    }

    #[test]
    fn what_is_lacking_is_told() {
        let refused = |change: fn(&mut Decision)| {
            let mut told = decision();
            change(&mut told);
            told.tidy().unwrap_err()
        };
        assert!(refused(|d| d.reason = " \n ".into()).en.contains("needs a reason"));
        assert!(refused(|d| d.by.clear()).fr.contains("demande un nom"));
        assert!(refused(|d| d.links = vec!["javascript:alert(1)".into()]).en.contains("https://"));
        assert!(refused(|d| d.links = vec!["https://a b".into()]).en.contains("no spaces"));
        assert!(refused(|d| d.links = vec!["http://a".into(); 51]).en.contains("50 links"));
        assert!(refused(|d| d.by = "x".repeat(201)).en.contains("200"));
        assert!(refused(|d| d.context.sent_by = "x".repeat(10_001)).en.contains("Who sent it"));
        assert!(refused(|d| d.reason = "x".repeat((2 << 20) + 1)).en.contains("The reason"));
    }

    #[test]
    fn codes_are_those_of_the_json() {
        for kind in DecisionKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        for word in MediaReview::ALL {
            assert_eq!(serde_json::to_value(word).unwrap(), word.code());
            assert_eq!(word.code().replace('_', ""), word.schema_name().to_lowercase());
        }
    }
}
