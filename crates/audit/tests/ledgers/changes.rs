//! Any ledger, and any change to it.

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::Index};
use whence_model::ledger::{Erased, Erasure, PartName, Stored, Terms};

use crate::{
    audit, audit_with,
    checkpoints::checkpoint,
    writer::{Act, Writer},
};

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let erased = prop_oneof![Just(Erased::Picture), Just(Erased::Everything)];
    let act = prop_oneof![
        3 => (0..4u8, any::<bool>()).prop_map(|(picture, preview)| Act::Report { picture, preview }),
        3 => any::<usize>().prop_map(|about| Act::Decide { about }),
        2 => (prop::collection::vec(any::<usize>(), 1..4), erased)
            .prop_map(|(names, what)| Act::Erase { names, what }),
    ];
    prop::collection::vec(act, 1..=12)
}

/// One thing of an entry made another.
#[derive(Clone, Debug)]
enum Change {
    Header { byte: Index, flip: u8 },
    Digest { digit: Index },
    Position { by: u64 },
    Column { which: u8 },
    Part { part: Index, byte: Index, flip: u8 },
    PartCut { part: Index },
    PartGone { part: Index },
    Term { which: u8 },
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..=255u8).prop_map(|(byte, flip)| Change::Header { byte, flip }),
        any::<Index>().prop_map(|digit| Change::Digest { digit }),
        (1..9u64).prop_map(|by| Change::Position { by }),
        (0..4u8).prop_map(|which| Change::Column { which }),
        (any::<Index>(), any::<Index>(), 1..=255u8).prop_map(|(part, byte, flip)| Change::Part { part, byte, flip }),
        any::<Index>().prop_map(|part| Change::PartCut { part }),
        any::<Index>().prop_map(|part| Change::PartGone { part }),
        (0..10u8).prop_map(|which| Change::Term { which }),
    ]
}

impl Change {
    /// `None` where there is nothing that it could change.
    fn make(&self, entry: &mut Stored) -> Option<()> {
        let parts = entry.parts.len();
        let part = |of: &Index| (parts > 0).then(|| of.index(parts));
        match self {
            Self::Header { byte, flip } => {
                let at = byte.index(entry.header.len());
                entry.header[at] ^= flip;
            }
            Self::Digest { digit } => {
                let at = digit.index(64);
                let other = if entry.digest[at..].starts_with('0') { "1" } else { "0" };
                entry.digest.replace_range(at..=at, other);
            }
            Self::Position { by } => entry.position += by,
            Self::Column { which: 0 } => entry.columns.recorded_at.push('Z'),
            Self::Column { which: 1 } => {
                entry.columns.kind = if entry.columns.kind == "report" { "decision" } else { "report" }.into();
            }
            Self::Column { which: 2 } => entry.columns.about = Some(entry.columns.about.unwrap_or(0) + 1),
            Self::Column { .. } => entry.columns.earlier = Some(entry.columns.earlier.unwrap_or(0) + 1),
            Self::Part { part: of, byte, flip } => {
                let bytes = &mut entry.parts[part(of)?].bytes;
                let at = byte.index(bytes.len());
                bytes[at] ^= flip;
            }
            Self::PartCut { part: of } => {
                entry.parts[part(of)?].bytes.pop();
            }
            Self::PartGone { part: of } => {
                entry.parts.remove(part(of)?);
            }
            Self::Term { which: 0 } => entry.terms = entry.terms.is_none().then(Terms::default),
            Self::Term { which } => {
                let terms = entry.terms.as_mut()?;
                let longer = |term: &mut Option<String>| term.get_or_insert_default().push('x');
                match which {
                    1 => longer(&mut terms.name),
                    2 => longer(&mut terms.sha256),
                    3 => longer(&mut terms.pixels_sha256),
                    4 => longer(&mut terms.verdict),
                    5 => longer(&mut terms.decision),
                    6 => longer(&mut terms.by),
                    7 => terms.pdq.push([0; 32]),
                    8 => terms.words.push("zz".into()),
                    _ => terms.words.pop().map(|_| ())?,
                }
            }
        }
        Some(())
    }
}

/// The first entry of which something is gone that none of the erasures left explains.
fn unexplained(entries: &[Stored]) -> Option<u64> {
    let whole = |entry: &Stored, erased: &[Erasure]| {
        let named = |what| erased.iter().any(|e| e.what == what && e.entries.contains(&entry.position));
        let stands = |name| entry.parts.iter().any(|part| part.name == name);
        let header = String::from_utf8_lossy(&entry.header);
        let gone = |name: PartName| header.contains(&format!(r#""name":"{}""#, name.code())) && !stands(name);
        let (everything, picture) = (named(Erased::Everything), named(Erased::Picture));
        let own = [PartName::Report, PartName::Decision].into_iter().any(gone);
        (everything || !own) && (everything || picture || !gone(PartName::Picture))
    };
    let erasures: Vec<Erasure> = entries
        .iter()
        .flat_map(|entry| &entry.parts)
        .filter(|part| part.name == PartName::Erasure)
        .map(|part| {
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&part.bytes[16..]), &mut content).unwrap();
            serde_json::from_slice(&content).unwrap()
        })
        .collect();
    entries.iter().find(|entry| !whole(entry, &erasures)).map(|entry| entry.position)
}

fn place(entries: &[Stored]) -> Option<u64> {
    audit(entries).disagreement.map(|disagreement| disagreement.position)
}

/// A quarter of the usual number, or of what `PROPTEST_CASES` says: each writes a ledger.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_ledger_that_nobody_touched_agrees(acts in acts()) {
        let entries = Writer::written(&acts);
        let seen = audit(&entries);
        prop_assert_eq!(&seen.disagreement, &None);
        prop_assert_eq!(seen.entries, entries.len() as u64);
        prop_assert_eq!(&seen.head, &entries.last().unwrap().digest);
        prop_assert_eq!(seen.last_recorded_at.as_ref(), Some(&entries.last().unwrap().columns.recorded_at));
    }

    #[test]
    fn what_was_changed_is_named(acts in acts(), at: Index, change in changes()) {
        let mut entries = Writer::written(&acts);
        let at = at.index(entries.len());
        prop_assume!(change.make(&mut entries[at]).is_some());
        prop_assert_eq!(place(&entries), Some(at as u64 + 1));
    }

    /// But for a part that is gone while an erasure is damaged: that one may have named it.
    #[test]
    fn of_two_changes_the_first_is_named(
        acts in acts(),
        places: (Index, Index),
        change in changes(),
        other in changes().prop_filter("may be explained", |change| !matches!(change, Change::PartGone { .. })),
    ) {
        let mut entries = Writer::written(&acts);
        let (one, two) = (places.0.index(entries.len()), places.1.index(entries.len()));
        let (first, last) = (one.min(two), one.max(two));
        prop_assume!(first != last);
        prop_assume!(other.make(&mut entries[first]).is_some() && change.make(&mut entries[last]).is_some());
        prop_assert_eq!(place(&entries), Some(first as u64 + 1));
    }

    /// An entry that told of an erasure is missed where what it erased is missing.
    #[test]
    fn an_entry_that_was_deleted_is_missed(acts in acts(), at: Index) {
        let mut entries = Writer::written(&acts);
        let at = at.index(entries.len());
        entries.remove(at);
        let gap = (at < entries.len()).then_some(at as u64 + 1);
        let expected = [unexplained(&entries).filter(|gone| *gone <= at as u64), gap].into_iter().flatten().min();
        prop_assert_eq!(place(&entries), expected);
    }

    #[test]
    fn two_entries_in_each_others_place_are_named(acts in acts(), places: (Index, Index)) {
        let mut entries = Writer::written(&acts);
        let (one, two) = (places.0.index(entries.len()), places.1.index(entries.len()));
        prop_assume!(one != two);
        entries.swap(one, two);
        prop_assert_eq!(place(&entries), Some(one.min(two) as u64 + 1));
    }

    #[test]
    fn an_entry_that_was_repeated_is_named(acts in acts(), of: Index, at: Index) {
        let mut entries = Writer::written(&acts);
        let (of, at) = (of.index(entries.len()), at.index(entries.len() + 1));
        entries.insert(at, entries[of].clone());
        // Where the copy stands right before what it is a copy of, that one is the second.
        prop_assert_eq!(place(&entries), Some(if of == at { at + 1 } else { at } as u64 + 1));
    }

    #[test]
    fn an_entry_that_was_changed_with_its_digest_is_missed_by_the_next(acts in acts(), at: Index, flip in 1..=9u8) {
        let mut entries = Writer::written(&acts);
        let at = at.index(entries.len());
        let date = entries[at].columns.recorded_at.clone();
        let other = date.replace("09:05", &format!("08:0{flip}"));
        let header = String::from_utf8(entries[at].header.clone()).unwrap().replace(&date, &other);
        entries[at].digest = crate::writer::digest(header.as_bytes());
        (entries[at].header, entries[at].columns.recorded_at) = (header.into_bytes(), other);
        prop_assert_eq!(place(&entries), (at + 1 < entries.len()).then_some(at as u64 + 2));
    }

    #[test]
    fn what_was_erased_and_is_there_is_named(acts in acts(), at: Index) {
        let mut entries = Writer::written(&acts);
        let erased: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].terms.is_none()).collect();
        prop_assume!(!erased.is_empty());
        let at = erased[at.index(erased.len())];
        entries[at].terms = Some(Terms::default());
        prop_assert_eq!(place(&entries), Some(at as u64 + 1));
    }

    #[test]
    fn a_cut_is_seen_with_a_checkpoint(acts in acts(), at: Index) {
        let mut entries = Writer::written(&acts);
        let whole = entries.len() as u64;
        let checkpoint = checkpoint(&entries, whole);
        entries.truncate(at.index(entries.len()));
        let seen = audit_with(&entries, [checkpoint]);
        prop_assert_eq!(seen.disagreement.map(|disagreement| disagreement.position), unexplained(&entries));
        let cut = whence_audit::Held::TailCut { entries: entries.len() as u64 };
        prop_assert_eq!(&seen.checkpoints[0].held, &cut);
    }

    #[test]
    fn a_ledger_that_was_written_anew_agrees_but_with_a_checkpoint(acts in acts(), from: Index) {
        let entries = Writer::written(&acts);
        let from = from.index(entries.len()) as u64 + 1;
        let anew = Writer::twisted(&acts, Some(from));
        let same: BTreeSet<u64> =
            entries.iter().zip(&anew).filter(|(was, is)| was.digest == is.digest).map(|(was, _)| was.position).collect();
        prop_assert_eq!(same, (1..from).collect());
        prop_assert_eq!(place(&anew), None);
        let count = entries.len() as u64;
        let seen = audit_with(&anew, (1..=count).map(|count| checkpoint(&entries, count)));
        for (checked, count) in seen.checkpoints.iter().zip(1..) {
            let found = anew[count as usize - 1].digest.clone();
            let held = if count < from { whence_audit::Held::Agrees } else { whence_audit::Held::Differs { found } };
            prop_assert_eq!(&checked.held, &held);
        }
        prop_assert!(!seen.agrees());
    }
}
