use std::collections::HashMap;

use whence_model::ledger::{Erased, Erasure, Header, PartName, Stored};

use crate::{
    disagreement::{Agrees, Differs, Disagreement, What},
    entry::own_part,
    part,
    passed::{Holding, Passed},
};

/// What erasures say was erased, by position. What is gone is explained, or not, only once the last of them has passed.
#[derive(Default)]
pub(crate) struct Erasures {
    /// By erasures in which nothing disagrees: what they name must be gone.
    believed: HashMap<u64, Erased>,
    /// By any that can still be read: what they name may be gone. The ledger disagrees at such an erasure, and that
    /// does not make what it erased the first disagreement.
    perhaps: HashMap<u64, Erased>,
    /// The last erasure that cannot be read: it may have named anything before it.
    unread: u64,
}

impl Erasures {
    pub fn believe(&mut self, header: &Header, erasure: &Erasure, passed: &Passed) -> Agrees {
        let names = &erasure.entries;
        let rising = names.is_sorted_by(|one, next| one < next);
        let earlier = names.last().is_some_and(|last| *last < header.position) && names.first() != Some(&0);
        if !rising || !earlier {
            return Err(What::Erasure.into());
        }
        if let Some(other) = names.iter().find(|name| passed.is_erasure(**name)) {
            return Err(Differs::new(What::Erasure, "", other));
        }
        names.iter().for_each(|name| add(&mut self.believed, *name, erasure.what));
        Ok(())
    }

    /// Lets an erasure in an entry that disagrees still explain what is gone. `position` is the entry's in the order
    /// they came.
    pub fn excuse(&mut self, entry: &Stored, position: u64) {
        let part = entry.parts.iter().find(|part| part.name == PartName::Erasure);
        match part.map(|part| part::erasure(&part.bytes)) {
            Some(Some(erasure)) => {
                let names = erasure.entries.iter().filter(|name| **name < position);
                names.for_each(|name| add(&mut self.perhaps, *name, erasure.what));
            }
            Some(None) => self.unread = position,
            None => {}
        }
    }

    /// Lets whatever an entry is that cannot be read explain all that is gone before it.
    pub fn excuse_all(&mut self, position: u64) {
        self.unread = position;
    }

    /// How many entries erasures name in which nothing disagrees.
    pub fn erased(&self) -> u64 {
        self.believed.len() as u64
    }

    /// The first entry before this position that lacks what no erasure names, or has what one says is gone.
    pub fn first_disagreement(&self, passed: &Passed, before: u64) -> Option<Disagreement> {
        let entries = passed.iter().take_while(|(position, _)| *position < before);
        entries
            .filter_map(|(position, holding)| self.disagrees(position, holding).map(|what| (position, what)))
            .map(|(position, what)| Differs::from(what).at(position))
            .next()
    }

    fn disagrees(&self, position: u64, holding: Holding) -> Option<What> {
        let believed = self.believed.get(&position).copied();
        let perhaps = match position < self.unread {
            true => Some(Erased::Everything),
            false => self.perhaps.get(&position).copied(),
        };
        let own = own_part(holding.kind());
        let everything = |erased| erased == Some(Erased::Everything);
        if everything(believed) && holding.own() {
            return Some(What::PartNotErased(own));
        }
        if believed.is_some() && holding.picture() {
            return Some(What::PartNotErased(PartName::Picture));
        }
        if !holding.own() && !everything(believed) && !everything(perhaps) {
            return Some(What::PartMissing(own));
        }
        let picture_gone = holding.picture_sealed() && !holding.picture();
        if picture_gone && believed.is_none() && perhaps.is_none() {
            return Some(What::PartMissing(PartName::Picture));
        }
        (!holding.own() && holding.terms()).then_some(What::TermsNotErased)
    }
}

fn add(named: &mut HashMap<u64, Erased>, position: u64, what: Erased) {
    let stands = named.entry(position).or_insert(what);
    if what == Erased::Everything {
        *stands = what;
    }
}
