use serde::{Deserialize, Serialize};

/// A file's credentials in plain words, in the report's language: the five facts, and how the picture came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CredentialsCard {
    /// Always five, one of each topic, in the order of [`Topic`].
    pub answers: Vec<Answer>,
    /// What none of this tells.
    pub limits: String,
    /// One for each of `facts.provenance.manifests`, in their order.
    pub history: Vec<HistoryStep>,
}

/// One of the five questions, answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Answer {
    pub topic: Topic,
    pub question: String,
    pub tone: Tone,
    /// A few words.
    pub answer: String,
    /// A sentence or two: what that means here. May be empty.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Are there credentials?
    Present,
    /// Has the file changed since they were signed?
    Unchanged,
    /// Who signed, and is that proven?
    Signer,
    /// What does the signer claim?
    Claims,
    /// What is not covered?
    Coverage,
}

/// How an answer is marked, beside its words. No tone is a judgement of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Proven by a signature.
    Proven,
    /// Said, and not proven.
    Said,
    /// Does not hold.
    Broken,
    /// A limit that the reader must know of.
    Limited,
    /// Nothing to tell.
    Silent,
}

/// One manifest or ingredient of the tree, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct HistoryStep {
    /// Index in `facts.provenance.manifests`.
    pub manifest: u32,
    /// Its title or, failing that, what it is.
    pub name: String,
    /// How it was taken in, such as “edited from”; absent for the file itself.
    pub taken_as: Option<String>,
    /// The program, where one is named.
    pub made_with: Option<String>,
    /// Who signed, marked as a claim where it is not proven; or that nobody did.
    pub signed_by: String,
    /// What was done, in the official labels, each once; then the kinds of source that were named.
    pub did: Vec<String>,
    /// What does not hold, where something does not.
    pub problem: Option<String>,
}
