use whence_model::ledger::{EntryKind, Header, PartName, Stored};

use crate::{
    Checkpoint, Disagreement, Verification, What,
    chain::Chain,
    disagreement::Agrees,
    entry,
    erasures::Erasures,
    part::{self, Content},
    passed::Passed,
    terms,
    verification::Watched,
};

/// Takes a ledger's entries in the order of their positions and says where it first disagrees with itself.
///
/// Of each entry it remembers one byte, and a few words of each that was erased or decided about: an entry itself is
/// forgotten before the next comes.
pub struct Audit {
    chain: Chain,
    passed: Passed,
    erasures: Erasures,
    /// Found in an entry itself, as it passed.
    first: Option<Disagreement>,
    watched: Vec<Watched>,
}

impl Audit {
    #[expect(clippy::new_without_default, reason = "an audit without entries is no default of anything")]
    pub fn new() -> Self {
        Self {
            chain: Chain::new(),
            passed: Passed::default(),
            erasures: Erasures::default(),
            first: None,
            watched: Vec::new(),
        }
    }

    /// Holds the ledger against a checkpoint as its entries pass.
    ///
    /// # Panics
    /// Where an entry came already: its digest may be what the checkpoint is about.
    pub fn watch(&mut self, checkpoint: Checkpoint) {
        assert!(self.chain.entries == 0, "a checkpoint is watched for before the first entry");
        self.watched.push(Watched { checkpoint, passed: None });
    }

    /// The next entry as the store holds it, the first one first.
    pub fn entry(&mut self, entry: &Stored) {
        let followed = self.chain.follow(entry);
        let position = self.chain.entries;
        let agrees = match followed {
            Ok(Some(header)) => {
                let of_this = self.watched.iter_mut().filter(|watched| watched.checkpoint.entries() == position);
                of_this.for_each(|watched| watched.passed = Some(self.chain.head.clone()));
                self.look(&header, entry)
            }
            Ok(None) => {
                self.excuse(None, entry);
                return;
            }
            Err(differs) => {
                let newer = matches!(differs.what(), What::NewerHeader);
                self.excuse(None, entry);
                if newer {
                    self.erasures.excuse_all(position);
                }
                Err(differs)
            }
        };
        if let Err(differs) = agrees {
            self.first.get_or_insert_with(|| differs.at(position));
        }
    }

    pub fn finish(self) -> Verification {
        let before = self.first.as_ref().map_or(u64::MAX, |first| first.position);
        let disagreement = self.erasures.first_disagreement(&self.passed, before).or(self.first);
        let (first_recorded_at, last_recorded_at) = self.chain.recorded.clone().unzip();
        let checkpoints = self.watched.into_iter().map(|watched| watched.held_against(&self.chain)).collect();
        Verification {
            ledger: self.chain.ledger,
            entries: self.chain.entries,
            head: self.chain.head,
            first_recorded_at,
            last_recorded_at,
            erased: self.erasures.erased(),
            disagreement,
            checkpoints,
        }
    }

    fn look(&mut self, header: &Header, entry: &Stored) -> Agrees {
        self.passed.push(header, entry);
        let agrees = self.look_into(header, entry);
        if agrees.is_err() {
            self.excuse(Some(header), entry);
        }
        agrees
    }

    fn look_into(&mut self, header: &Header, entry: &Stored) -> Agrees {
        // First, so that the next entries find it in its place whatever else disagrees here.
        let related = self.passed.relate(header);
        entry::agrees(header, &entry.columns)?;
        related?;
        let content = part::read(header, &entry.parts)?;
        match &content {
            Some(content) => terms::agree(content, entry.terms.as_ref())?,
            None if header.kind == EntryKind::Erasure => return Err(What::PartMissing(PartName::Erasure).into()),
            None => {}
        }
        match content {
            Some(Content::Erasure(erasure)) => self.erasures.believe(header, &erasure, &self.passed),
            _ => Ok(()),
        }
    }

    fn excuse(&mut self, header: Option<&Header>, entry: &Stored) {
        let position = self.chain.entries;
        let kind = EntryKind::Erasure;
        let has_part = entry.parts.iter().any(|part| part.name == PartName::Erasure);
        if has_part {
            self.erasures.excuse(entry, position);
        } else if entry.columns.kind == kind.code() || header.is_some_and(|header| header.kind == kind) {
            self.erasures.excuse_all(position);
        }
    }
}
