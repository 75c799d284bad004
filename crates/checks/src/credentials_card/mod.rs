//! A file's Content Credentials in plain words: five questions that are told apart, and how the picture came to be.
//!
//! What is not here: findings and the verdict. The card says what credentials say and what is proven of it, whether or
//! not that weighs. Every name in it comes from the file and is cut and made visible ([`Untrusted::short`]).
//!
//! [`Untrusted::short`]: whence_model::Untrusted::short

mod claims;
mod coverage;
mod history;
pub mod labels;
pub mod look_alike;
mod present;
pub mod problems;
pub mod signer;
#[cfg(test)]
mod told;
mod unchanged;
pub mod words;

use whence_model::{
    Answer, CredentialsCard, Facts, Lang, Text, Tone, Topic,
    facts::provenance::{CredentialClass, Provenance},
    t,
};

/// One of the five answers, in both languages.
pub struct Said {
    tone: Tone,
    answer: Text,
    detail: Text,
}

type Question = (Topic, Text, fn(&Provenance) -> Said);

const QUESTIONS: &[Question; 5] = &[
    (Topic::Present, t("Are there credentials?", "Y a-t-il des justificatifs ?"), present::said),
    (Topic::Unchanged, t("Changed since signing?", "Changé depuis la signature ?"), unchanged::said),
    (Topic::Signer, t("Who signed, is it proven?", "Qui a signé, est-ce prouvé ?"), signer::said),
    (Topic::Claims, t("What do they claim?", "Qu'affirment-ils ?"), claims::said),
    (Topic::Coverage, t("What is not covered?", "Que ne couvrent-ils pas ?"), coverage::said),
];

const LIMITS: Text = t(
    "A signature proves who signed and that what it covers has not changed since; not that the scene or the caption is true.",
    "Une signature prouve qui a signé et que ce qu'elle couvre n'a pas changé depuis ; pas que la scène ou la légende est exacte.",
);

/// The five facts, and how the picture came to be.
pub fn credentials_card(facts: &Facts, lang: Lang) -> CredentialsCard {
    let p = &facts.provenance;
    let answer = |(topic, question, ask): &Question| {
        let Said { tone, answer, detail } = not_asked(*topic, p.class).unwrap_or_else(|| ask(p));
        Answer {
            topic: *topic,
            question: question.in_lang(lang).into(),
            tone,
            answer: answer.in_lang(lang).into(),
            detail: detail.in_lang(lang).into(),
        }
    };
    CredentialsCard {
        answers: QUESTIONS.iter().map(answer).collect(),
        limits: LIMITS.in_lang(lang).into(),
        history: history::steps(p, lang),
    }
}

/// Where no credentials were read, only the first question has an answer.
fn not_asked(topic: Topic, class: CredentialClass) -> Option<Said> {
    let answer = match class {
        _ if topic == Topic::Present => return None,
        CredentialClass::None => t("Nothing to check", "Rien à contrôler"),
        CredentialClass::RemoteNotFetched => t("Not told: they were not read", "On l'ignore : ils n'ont pas été lus"),
        CredentialClass::Unreadable => t("Not told: they cannot be read", "On l'ignore : ils sont illisibles"),
        _ => return None,
    };
    Some(Said { tone: Tone::Silent, answer, detail: words::NOTHING })
}
