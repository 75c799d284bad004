use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Fr,
}

/// One sentence in every language the product speaks: written side by side, so that neither is forgotten.
///
/// It never crosses into a report: there the sentence stands in the language that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub en: Cow<'static, str>,
    pub fr: Cow<'static, str>,
}

/// A sentence that is known when the program is built.
pub const fn t(en: &'static str, fr: &'static str) -> Text {
    Text { en: Cow::Borrowed(en), fr: Cow::Borrowed(fr) }
}

impl Text {
    /// A sentence with values in it.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { en: Cow::Owned(en.into()), fr: Cow::Owned(fr.into()) }
    }

    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}
