//! What the known lists say of this picture.

use serde::{Deserialize, Serialize};

use crate::{Area, Lang, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Known {
    /// The lists that were asked.
    pub lists: Vec<ListName>,
    /// Nearest first, at most 16.
    pub matches: Vec<KnownMatch>,
    /// Looks a little alike (PDQ, 32 to 60 bits apart): for a person to look at, never judged. Nearest first, at most 8.
    pub related: Vec<KnownMatch>,
    /// Listed pictures that had a few look-alike places and were not compared in full, because others came first.
    pub uncompared: u32,
    /// Matches whose entries could not be read from their list's file any more.
    pub unread: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ListName {
    pub name: Untrusted,
    /// SHA-256 of the list's bytes.
    pub sha256: String,
    pub entries: u32,
    /// Entries by which a part of their picture can be known again.
    pub with_features: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct KnownMatch {
    pub list: Untrusted,
    pub by: MatchKind,
    pub entry: KnownEntry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MatchKind {
    /// The same bytes.
    Sha256,
    /// Other bytes that decode to the same pixels.
    Pixels,
    /// PDQ hashes `distance` bits apart (0 to 31 of 256), this picture taken in `form`; where `area` says so, only that
    /// part of it, without the borders or the screen around it.
    Pdq { distance: u16, form: Form, area: Option<Area> },
    /// The listed picture or a part of it lies in this one: local features in the same arrangement.
    Shared(SharedContent),
}

/// What a listed picture and this one have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SharedContent {
    /// Places that look alike and lie in the same arrangement.
    pub places: u32,
    /// How much of the listed picture is in this one, in per cent, some ten too few.
    pub of_listed: u8,
    /// How much of this picture that is, in per cent, some ten too few.
    pub of_this: u8,
    /// Whether this picture is mirrored against the listed one.
    pub mirrored: bool,
    /// Where the listed picture's corners (top left, top right, bottom right, bottom left) lie in this one.
    pub corners: [Corner; 4],
}

/// Thousandths of a picture's width and height, as its pixels are stored; outside of it below 0 or above 1000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Corner {
    pub x: i32,
    pub y: i32,
}

/// How this picture was turned to meet the one on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    AsIs,
    Rot90,
    Rot180,
    Rot270,
    FlipX,
    FlipY,
    FlipPlus1,
    FlipMinus1,
}

/// What a list says of one picture. Lists come from elsewhere: its strings are untrusted too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct KnownEntry {
    pub title: Untrusted,
    /// What the picture is, in the closed vocabulary of lists.
    pub label: Label,
    /// The list's own word for it.
    pub rating: Untrusted,
    /// What it is and where it comes from, in a sentence or two.
    pub what: Untrusted,
    /// First circulated, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<Untrusted>,
    pub source_url: Option<Untrusted>,
    pub fact_check_url: Option<Untrusted>,
    /// Title, rating and sentence in French, where the list has them.
    pub french: Option<FrenchWords>,
    /// Of the listed file, 64 lower-case hexadecimal digits, where the list says it.
    pub sha256: Option<String>,
}

/// What of an entry's words a list also says in French; what is absent is said in its other language alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct FrenchWords {
    pub title: Option<Untrusted>,
    pub rating: Option<Untrusted>,
    pub what: Option<Untrusted>,
}

impl KnownEntry {
    pub fn title(&self, lang: Lang) -> &Untrusted {
        self.said(lang, &self.title, |french| &french.title)
    }

    pub fn rating(&self, lang: Lang) -> &Untrusted {
        self.said(lang, &self.rating, |french| &french.rating)
    }

    pub fn what(&self, lang: Lang) -> &Untrusted {
        self.said(lang, &self.what, |french| &french.what)
    }

    fn said<'a>(
        &'a self,
        lang: Lang,
        word: &'a Untrusted,
        of: impl FnOnce(&'a FrenchWords) -> &'a Option<Untrusted>,
    ) -> &'a Untrusted {
        self.french.as_ref().filter(|_| lang == Lang::Fr).and_then(|french| of(french).as_ref()).unwrap_or(word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Label {
    AiGenerated,
    Altered,
    OutOfContext,
    Staged,
    Satire,
    Original,
    Other,
}
