use whence_audit::NoteError;
use whence_model::{Lang, Text};
use whence_store::{LedgerError, StoreError};

/// Why something was not done with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogRefusal {
    Ledger(LedgerError),
    /// Other words are needed: which, in a sentence.
    Words(Text),
    /// A file that was named cannot be read or written.
    File(Text),
    /// A checkpoint or a key cannot be used.
    Note(NoteError),
}

impl LogRefusal {
    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Ledger(error) => error.sentence(lang),
            Self::Words(text) | Self::File(text) => text.in_lang(lang).to_owned(),
            Self::Note(error) => error.sentence(lang),
        }
    }

    /// Whether other words would mend it.
    pub fn is_of_words(&self) -> bool {
        match self {
            Self::Ledger(error) => error.is_of_words(),
            Self::Words(_) => true,
            Self::File(_) | Self::Note(_) => false,
        }
    }
}

impl From<LedgerError> for LogRefusal {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<StoreError> for LogRefusal {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<Text> for LogRefusal {
    fn from(text: Text) -> Self {
        Self::Words(text)
    }
}

impl From<NoteError> for LogRefusal {
    fn from(error: NoteError) -> Self {
        Self::Note(error)
    }
}
