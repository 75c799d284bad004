use whence_model::{
    Report,
    ledger::{CheckPage, Decision},
};

/// Everything that a document about one picture is made of. Its language is the report's.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    pub report: &'a Report,
    /// The pages of the checks that spoke, in the report's language.
    pub pages: &'a [CheckPage],
    /// A small JPEG of the picture.
    pub picture: Option<&'a [u8]>,
    /// Where the report stands in a log; absent where it stands in none.
    pub entry: Option<Stamp>,
    /// Oldest first: the last one stands.
    pub decisions: &'a [Decided],
}

impl<'a> Dossier<'a> {
    /// The decision that stands, with those that it took over from, oldest first.
    pub(crate) fn standing(&self) -> Option<(&'a Decided, &'a [Decided])> {
        self.decisions.split_last()
    }
}

/// Where an entry stands in a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Which log: its id.
    pub ledger: String,
    pub position: u64,
    /// The entry's, 64 hexadecimal digits.
    pub digest: String,
    /// RFC 3339, UTC.
    pub recorded_at: String,
    /// Who examined or decided; empty where nobody said, or once that was erased.
    pub by: String,
}

/// A decision as it stands in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub stamp: Stamp,
    /// Absent once it was erased.
    pub decision: Option<Decision>,
}
