use std::collections::HashMap;

use whence_model::ledger::{EntryKind, Header, PartName, Stored};

use crate::{
    disagreement::{Agrees, Differs, What},
    entry::own_part,
};

/// What is remembered of the entries that the chain holds: one byte of each, and which decision about a report was last.
#[derive(Default)]
pub(crate) struct Passed {
    holdings: Vec<Holding>,
    /// The last decision, by the report that it is about.
    decided: HashMap<u64, u64>,
}

/// What an entry is and what stood in it, in bits: ledgers are long.
#[derive(Clone, Copy)]
pub(crate) struct Holding(u8);

impl Holding {
    const REPORT: u8 = 1;
    const ERASURE: u8 = 1 << 1;
    const OWN: u8 = 1 << 2;
    const PICTURE: u8 = 1 << 3;
    const PICTURE_SEALED: u8 = 1 << 4;
    const TERMS: u8 = 1 << 5;

    fn of(header: &Header, entry: &Stored) -> Self {
        let stands = |name| entry.parts.iter().any(|part| part.name == name);
        let bits = [
            (header.kind == EntryKind::Report, Self::REPORT),
            (header.kind == EntryKind::Erasure, Self::ERASURE),
            (stands(own_part(header.kind)), Self::OWN),
            (stands(PartName::Picture), Self::PICTURE),
            (header.parts.iter().any(|seal| seal.name == PartName::Picture), Self::PICTURE_SEALED),
            (entry.terms.is_some(), Self::TERMS),
        ];
        Self(bits.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum())
    }

    fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    pub fn kind(self) -> EntryKind {
        match (self.has(Self::REPORT), self.has(Self::ERASURE)) {
            (true, _) => EntryKind::Report,
            (_, true) => EntryKind::Erasure,
            _ => EntryKind::Decision,
        }
    }

    /// Whether the part that every entry has was there.
    pub fn own(self) -> bool {
        self.has(Self::OWN)
    }

    pub fn picture(self) -> bool {
        self.has(Self::PICTURE)
    }

    pub fn picture_sealed(self) -> bool {
        self.has(Self::PICTURE_SEALED)
    }

    pub fn terms(self) -> bool {
        self.has(Self::TERMS)
    }
}

impl Passed {
    pub fn push(&mut self, header: &Header, entry: &Stored) {
        self.holdings.push(Holding::of(header, entry));
    }

    /// With their positions, from the first.
    pub fn iter(&self) -> impl Iterator<Item = (u64, Holding)> + '_ {
        (1..).zip(self.holdings.iter().copied())
    }

    pub fn is_erasure(&self, position: u64) -> bool {
        self.kind(position) == Some(EntryKind::Erasure)
    }

    fn kind(&self, position: u64) -> Option<EntryKind> {
        let index = usize::try_from(position.checked_sub(1)?).ok()?;
        self.holdings.get(index).map(|holding| holding.kind())
    }

    /// Holds what an entry says of earlier ones against those.
    pub fn relate(&mut self, header: &Header) -> Agrees {
        let Header { position, kind, about, earlier, .. } = *header;
        let earlier_report = |of: u64| of < position && self.kind(of) == Some(EntryKind::Report);
        let told = |value: Option<u64>| value.map_or_else(|| "–".into(), |value| value.to_string());
        let about_one = match (kind, about) {
            (EntryKind::Decision, Some(about)) => earlier_report(about),
            (EntryKind::Decision, None) => false,
            (_, about) => about.is_none(),
        };
        if !about_one {
            return Err(Differs::new(What::About, "", told(about)));
        }
        // Whether it was the last report on these bytes, its erased content no longer says.
        if kind == EntryKind::Report {
            return match earlier.is_none_or(earlier_report) {
                true => Ok(()),
                false => Err(Differs::new(What::Earlier, "", told(earlier))),
            };
        }
        let wanted = about.and_then(|about| self.decided.insert(about, position));
        match earlier == wanted {
            true => Ok(()),
            false => Err(Differs::new(What::Earlier, told(wanted), told(earlier))),
        }
    }
}
