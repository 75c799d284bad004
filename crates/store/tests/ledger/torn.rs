//! A write-ahead log of SQLite that was not written to its end, or wrongly, as a power cut or a failing disk may leave it: what
//! was committed before the damage stands, and nothing behind it is half there.
//!
//! A killed program cannot show this: the system writes what it was given. That each commit waits for the disk is a setting,
//! which `sqlite/schema.rs` holds.

use std::fs;

use whence_model::ledger::DecisionKind;
use whence_store::{LedgerStore, SqliteLedger, ledger::About};

use crate::{
    sqlite::Place,
    suite,
    words::{decided, logged},
};

const APPENDS: u64 = 12;
const TRIALS: u64 = 300;

/// An append that was acknowledged: how long the write-ahead log was then, and how many entries stood.
struct Acknowledged {
    bytes: usize,
    entries: usize,
}

#[test]
fn of_a_torn_log_all_stands_that_was_committed_before_the_damage() {
    let place = Place::new();
    let log = SqliteLedger::at(place.file());
    let wal = |place: &Place| place.file().with_file_name("ledger.sqlite-wal");
    let mut acknowledged = Vec::new();
    for n in 0..APPENDS {
        let told = log
            .append(&[logged("p.jpg", n), decided(About::Before, DecisionKind::Escalate, "Ada", "torn or not")])
            .unwrap();
        let (bytes, entries) = (fs::metadata(wal(&place)).unwrap().len() as usize, told[1].position as usize);
        assert!(
            acknowledged.last().is_none_or(|last: &Acknowledged| last.bytes < bytes),
            "it was not emptied meanwhile"
        );
        acknowledged.push(Acknowledged { bytes, entries });
    }
    let (whole, written) = (fs::read(place.file()).unwrap(), fs::read(wal(&place)).unwrap());
    let all = suite::all(&log);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut found = Vec::new();
    for trial in 0..TRIALS {
        let at = random.below(written.len());
        let mut torn = written.clone();
        match trial % 4 {
            0 => torn.truncate(at),
            1 => torn[at] ^= 1 << random.below(8),
            // A sector that was never written, or to another place: everything behind it was.
            2 => torn[at & !511..].iter_mut().take(512).for_each(|byte| *byte = 0),
            _ => (at..torn.len().min(at + 4096)).for_each(|at| torn[at] = random.below(256) as u8),
        }
        // Zeros may stand where zeros were.
        let differs = (0..written.len()).find(|at| torn.get(*at) != Some(&written[*at])).unwrap_or(written.len());
        let copy = Place::new();
        fs::create_dir_all(copy.file().parent().unwrap()).unwrap();
        fs::write(copy.file(), &whole).unwrap();
        fs::write(wal(&copy), &torn).unwrap();
        let standing = suite::all(&SqliteLedger::at(copy.file()));
        let committed = acknowledged.iter().rev().find(|one| one.bytes <= differs).map_or(0, |one| one.entries);
        assert_eq!(standing.len(), committed, "trial {trial}: at {differs} of {}", written.len());
        assert!(standing == all[..committed], "trial {trial}: they are what they were");
        assert_eq!(suite::disagreement(&standing), None, "trial {trial}");
        found.push(committed);
        // It goes on from there.
        if trial % 10 == 0 {
            let next = SqliteLedger::at(copy.file()).append(&[logged("next.jpg", 99)]).unwrap();
            assert_eq!(next[0].position as usize, committed + 1);
        }
    }
    found.sort_unstable();
    found.dedup();
    assert!(found.len() > APPENDS as usize / 2, "damage everywhere: {found:?}");
}

/// Xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) as usize % end
    }
}
