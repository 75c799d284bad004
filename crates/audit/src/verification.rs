use serde::Serialize;
use whence_model::{Lang, ledger::NO_ENTRY};

use crate::{Checkpoint, Disagreement, chain::Chain};

/// What became of checking a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Its id; absent where there is no entry, or none that can be read.
    pub ledger: Option<String>,
    /// How many there are, also behind a disagreement.
    pub entries: u64,
    /// The digest of the last one's header as it stands, 64 hexadecimal digits; zeros where there is none.
    pub head: String,
    /// The dates of the first entry, and of the last that follows from it without a break: RFC 3339, UTC.
    pub first_recorded_at: Option<String>,
    pub last_recorded_at: Option<String>,
    /// How many entries erasures name.
    pub erased: u64,
    pub disagreement: Option<Disagreement>,
    /// In the order they were given.
    pub checkpoints: Vec<CheckedCheckpoint>,
}

/// A checkpoint, and whether the ledger is what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedCheckpoint {
    pub checkpoint: Checkpoint,
    #[serde(flatten)]
    pub held: Held,
}

/// What stands where a checkpoint says a digest stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "held", rename_all = "snake_case")]
pub enum Held {
    /// The same: every header up to there is what it was.
    Agrees,
    /// An entry with another digest: at least one header up to there is another one than it was.
    Differs { found: String },
    /// Nothing: the ledger ends after so many entries.
    TailCut { entries: u64 },
    /// It is of another ledger than this one.
    OtherLedger { found: String },
    /// Not known: the chain breaks at this entry, before or at the checkpoint's.
    Broken { position: u64 },
}

impl Verification {
    /// Whether nothing disagrees, the checkpoints included.
    pub fn agrees(&self) -> bool {
        self.disagreement.is_none() && self.checkpoints.iter().all(|checked| checked.held == Held::Agrees)
    }

    /// What became of it as a whole, and what it does not show.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }
}

impl CheckedCheckpoint {
    /// Whether the ledger still is what it was then; else what that may mean, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }
}

/// A checkpoint, and the digest of its entry once that has passed.
pub(crate) struct Watched {
    pub checkpoint: Checkpoint,
    pub passed: Option<String>,
}

impl Watched {
    pub fn held_against(self, chain: &Chain) -> CheckedCheckpoint {
        let Self { checkpoint, passed } = self;
        let found = if checkpoint.entries() == 0 { Some(NO_ENTRY.to_owned()) } else { passed };
        let other = chain.ledger.as_ref().filter(|ledger| *ledger != checkpoint.ledger());
        let held = match (other, found, chain.broken) {
            (Some(other), ..) => Held::OtherLedger { found: other.clone() },
            (_, Some(found), _) if found == checkpoint.head() => Held::Agrees,
            (_, Some(found), _) => Held::Differs { found },
            (_, None, Some(position)) => Held::Broken { position },
            (_, None, None) => Held::TailCut { entries: chain.entries },
        };
        CheckedCheckpoint { checkpoint, held }
    }
}
