//! A team's lists: the same work as with a person's own, on a server that several people change.
//!
//! A list is kept there as lines of NDJSON in our columns, each with the hashes by which the server finds it; what they
//! mean is read here, by the reader of every other list. Its digest is that of the bytes in which it is handed out.

mod ask;
mod change;
mod hand_out;

use sha2::{Digest, Sha256};
use whence_known::{Assumed, Entry, Hash256, Preamble, Record, line, scan, top};
use whence_store::{
    TeamError, TeamLists,
    team::{Bits256, Line, TeamList},
};

pub use self::{
    ask::{Team, TeamProblem},
    change::{add, import, import_records, remove, remove_entry, switch},
    hand_out::{entries, export, overview},
};
use super::{KnownRefusal, alike_names};

/// PDQ's authors discard what has less detail.
const MIN_QUALITY: u8 = 50;

/// An entry as the server keeps it.
fn line_of(record: &Record, entry: &Entry) -> Line {
    let detailed = entry.pdq.iter().filter(|pdq| pdq.quality.is_none_or(|quality| quality >= MIN_QUALITY));
    Line {
        text: line(record),
        sha256: entry.sha256.map(bits),
        pixels_sha256: entry.pixels_sha256.map(bits),
        pdq: detailed.map(|pdq| bits(pdq.hash)).collect(),
        featured: entry.features.is_some(),
    }
}

/// What one line says.
struct Read {
    record: Record,
    entry: Entry,
    /// Texts that a spreadsheet takes for formulae.
    formulae: u64,
}

/// Reads a line that was kept; nothing where it is none of ours.
fn entry_of(text: &str) -> Option<Read> {
    let mut read = None;
    let told = scan(text.as_bytes(), &Assumed::default(), &mut |_, record, entry| read = Some((record.clone(), entry)));
    let told = told.ok().filter(|told| told.entries == 1)?;
    let (record, entry) = read?;
    Some(Read { record, entry, formulae: told.formulae })
}

/// A list by its name.
fn find(lists: &dyn TeamLists, name: &str) -> Result<TeamList, TeamError> {
    let found = lists.lists()?.into_iter().find(|list| alike_names(&list.name, name));
    found.ok_or_else(|| TeamError::NoSuchList { name: name.into() })
}

fn bits(hash: Hash256) -> Bits256 {
    let mut bits = [0; 32];
    bits.chunks_exact_mut(8).zip(hash.words()).for_each(|(to, word)| to.copy_from_slice(&word.to_be_bytes()));
    bits
}

/// The digest of a list's bytes as they are handed out.
#[derive(Clone)]
struct ListDigest(Sha256);

impl ListDigest {
    fn of(preamble: &Preamble) -> Self {
        Self(Sha256::new().chain_update(top(preamble)))
    }

    fn line(&mut self, text: &str) {
        self.0.update(text);
        self.0.update("\n");
    }

    fn hex(self) -> String {
        self.0.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

fn preamble_of(list: &TeamList) -> Preamble {
    Preamble { name: Some(list.name.clone()), owner: list.owner.clone(), licence: list.licence.clone() }
}

/// Somebody changed its lines past us.
fn altered(list: &TeamList) -> KnownRefusal {
    KnownRefusal::TeamListAltered { name: list.name.as_str().into() }
}
