use std::fmt::Display;

use serde::Serialize;
use whence_model::{Lang, Untrusted, ledger::PartName};

/// The first place where a ledger disagrees with itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// Which entry, counted from 1 in the order they came.
    pub position: u64,
    #[serde(flatten)]
    pub what: What,
    /// What should stand there, and what does: digests, positions, dates or codes, made harmless and cut after 200
    /// characters; both empty where there is nothing to hold against each other.
    pub expected: String,
    pub found: String,
}

/// What disagrees. In the order in which an entry is looked at; the first is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", content = "of", rename_all = "snake_case")]
pub enum What {
    /// The digest kept with the entry and that of its header.
    Digest,
    /// A later version of Whence wrote the header: nothing is said against it, and nothing can be told of it.
    NewerHeader,
    /// The header is not the one way of writing down what it says, or says nothing that a header says.
    Header,
    /// The header's position, or the store's, and the number of entries up to here.
    Position,
    /// The ledger that the entry says it is of, and that of the first; or it is no id of a ledger.
    Ledger,
    /// The digest of the entry before, as this one says it and as it is.
    Before,
    /// What the store repeats of the header, and the header.
    Column(Column),
    /// The date is not in the form that dates have.
    RecordedAt,
    /// An entry of this kind does not hold these parts.
    Seals,
    /// What a decision is about is no earlier report; or something else than a decision is about one.
    About,
    /// What the entry takes over from is not the last decision about the same report, or no earlier report.
    Earlier,
    /// A part that the header does not name.
    PartUnnamed(PartName),
    /// How many bytes a part has.
    PartLength(PartName),
    /// The digest of a part's bytes.
    PartDigest(PartName),
    /// A part is no salt with one whole zlib stream after it, and nothing more.
    PartStream(PartName),
    /// A part unzips to more than is read.
    PartTooLarge(PartName),
    /// A part does not hold what its name says.
    PartContent(PartName),
    /// The report was written by a later version of Whence, and this one cannot read it.
    NewerReport,
    /// What an entry is found by is not what its content says.
    Terms,
    /// What an entry is found by is gone, and its content is not.
    TermsMissing,
    /// An erasure names itself, a later entry, another erasure or none, or not in rising order.
    Erasure,
    /// A part is gone, and no erasure names it.
    PartMissing(PartName),
    /// A part is there, and an erasure names it.
    PartNotErased(PartName),
    /// What an entry is found by is there, and its content is gone.
    TermsNotErased,
}

/// What a store repeats of a header, to search by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    RecordedAt,
    Kind,
    About,
    Earlier,
}

impl Disagreement {
    /// What disagrees and where, what it may mean, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }
}

/// A disagreement in an entry of which somebody else knows the position.
#[derive(Debug)]
pub(crate) struct Differs {
    what: What,
    expected: String,
    found: String,
}

pub(crate) type Agrees<T = ()> = Result<T, Differs>;

/// Characters of a value that are told: all of a digest, and of anything else enough to know it by.
const MOST_TOLD: usize = 200;

impl Differs {
    pub fn new(what: What, expected: impl Display, found: impl Display) -> Self {
        let told = |value: &dyn Display| Untrusted::new(value.to_string()).short(MOST_TOLD);
        Self { what, expected: told(&expected), found: told(&found) }
    }

    pub fn what(&self) -> What {
        self.what
    }

    pub fn at(self, position: u64) -> Disagreement {
        let Self { what, expected, found } = self;
        Disagreement { position, what, expected, found }
    }
}

impl From<What> for Differs {
    fn from(what: What) -> Self {
        Self { what, expected: String::new(), found: String::new() }
    }
}
