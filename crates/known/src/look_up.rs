use whence_model::{
    Pdq,
    facts::known::{Form, Known, KnownMatch, ListName, MatchKind},
};

use crate::{Entry, Hash256, List, ListedPdq, Pipeline};

/// Bits of 256 that may differ, as PDQ's authors recommend. Of 55,278 pairs of unrelated pictures none was this near.
const MAX_DISTANCE: u16 = 31;

/// Below this a picture has too little detail for its hash to say anything (PDQ's authors discard 49 and less).
const MIN_QUALITY: u8 = 50;

/// Matches that are kept.
const MAX_MATCHES: usize = 16;

/// In the order of [`Pdq::dihedral`].
const FORMS: [Form; 7] =
    [Form::Rot90, Form::Rot180, Form::Rot270, Form::FlipX, Form::FlipY, Form::FlipPlus1, Form::FlipMinus1];

/// What the lists say of one picture: the same bytes first, then by distance; each entry at most once, at most 16.
///
/// Hashes are compared with those that were made in the same way; the turned and mirrored forms exist for the hash of
/// the full resolution only. A list that leaves out an entry's quality is taken at its word.
pub fn look_up(lists: &[List], sha256: &str, pdq: Option<&Pdq>) -> Known {
    let sha256 = Hash256::from_hex(sha256);
    let query = pdq.filter(|pdq| pdq.quality >= MIN_QUALITY).and_then(Query::new);
    let mut found: Vec<(u16, MatchKind, &List, &Entry)> = Vec::new();
    for list in lists {
        for entry in &list.entries {
            let near = || entry.pdq.and_then(|listed| query.as_ref()?.nearest(listed));
            if sha256.is_some() && entry.sha256 == sha256 {
                found.push((0, MatchKind::Sha256, list, entry));
            } else if let Some((distance, form)) = near() {
                found.push((distance + 1, MatchKind::Pdq { distance, form }, list, entry));
            }
        }
    }
    found.sort_by_key(|(order, ..)| *order);
    found.truncate(MAX_MATCHES);
    let matches = found.into_iter().map(|(_, by, list, entry)| KnownMatch {
        list: list.name.clone(),
        by,
        entry: entry.known.clone(),
    });
    Known { matches: matches.collect(), lists: lists.iter().map(name).collect() }
}

fn name(list: &List) -> ListName {
    let entries = u32::try_from(list.entries.len()).unwrap_or(u32::MAX);
    ListName { name: list.name.clone(), sha256: list.sha256.clone(), entries }
}

/// A picture's hashes in all its forms.
struct Query {
    full: Vec<(Hash256, Form)>,
    nearest512: Option<Hash256>,
}

impl Query {
    fn new(pdq: &Pdq) -> Option<Self> {
        let turned = pdq.dihedral.iter().zip(FORMS).filter_map(|(hex, form)| Some((Hash256::from_hex(hex)?, form)));
        let full = [(Hash256::from_hex(&pdq.hash)?, Form::AsIs)].into_iter().chain(turned).collect();
        Some(Self { full, nearest512: Hash256::from_hex(&pdq.nearest512) })
    }

    /// The nearest form within the limit; of equally near ones, the picture as it is.
    fn nearest(&self, listed: ListedPdq) -> Option<(u16, Form)> {
        if listed.quality.is_some_and(|quality| quality < MIN_QUALITY) {
            return None;
        }
        let full = self.full.iter().copied().filter(|_| listed.pipeline != Pipeline::Nearest512);
        let picked = self.nearest512.filter(|_| listed.pipeline != Pipeline::Full).map(|hash| (hash, Form::AsIs));
        let distances = picked.into_iter().chain(full).map(|(hash, form)| (hash.distance(&listed.hash), form));
        distances.filter(|(distance, _)| *distance <= MAX_DISTANCE).min_by_key(|(distance, _)| *distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hash with its last `bits` bits turned over.
    fn off(hex: &str, bits: usize) -> String {
        let digits = hex.chars().rev().enumerate().map(|(at, digit)| {
            let turned = (1u32 << bits.saturating_sub(4 * at).min(4)) - 1;
            char::from_digit(digit.to_digit(16).unwrap() ^ turned, 16).unwrap()
        });
        digits.collect::<Vec<_>>().into_iter().rev().collect()
    }

    const PORTRAIT: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";
    const OTHER: &str = "733307b1a236d226336399314d32663318f28ce3cf33f39c498cade5b6964e5a";
    const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";

    fn pdq(hash: &str, nearest512: &str) -> Pdq {
        let dihedral = (1..8).map(|n| format!("{n:x}").repeat(64)).collect();
        Pdq { hash: hash.into(), nearest512: nearest512.into(), dihedral, quality: 100 }
    }

    fn list(name: &str, rows: &[(&str, &str, &str, &str)]) -> List {
        let rows: String = rows
            .iter()
            .map(|(sha, pdq, pipeline, quality)| format!("{sha},{pdq},{pipeline},{quality},T,other\n"))
            .collect();
        List::parse(name, &format!("sha256,pdq,pdq_pipeline,pdq_quality,title,label\n{rows}")).unwrap()
    }

    fn kinds(known: &Known) -> Vec<MatchKind> {
        known.matches.iter().map(|m| m.by).collect()
    }

    fn near(distance: u16, form: Form) -> MatchKind {
        MatchKind::Pdq { distance, form }
    }

    #[test]
    fn both_renditions_of_the_starter_list_are_found_by_bytes_and_by_hash() {
        let lists = [List::starter()];
        let known = look_up(&lists, SHA, Some(&pdq(PORTRAIT, OTHER)));
        assert_eq!(kinds(&known), [MatchKind::Sha256]);
        assert_eq!((known.lists[0].entries, known.lists[0].sha256.as_str()), (30, lists[0].sha256.as_str()));
        let known = look_up(&lists, &"0".repeat(64), Some(&pdq(&off(OTHER, 5), PORTRAIT)));
        assert_eq!(kinds(&known), [near(5, Form::AsIs)]);
        assert!(known.matches[0].entry.title.raw().contains("landscape"));
        assert!(look_up(&lists, &"0".repeat(64), None).matches.is_empty());
    }

    #[test]
    fn the_limit_is_31_bits_and_quality_50_on_both_sides() {
        for (distance, listed, quality, found) in [
            (0, "", 100, true),
            (31, "", 100, true),
            (32, "", 100, false),
            (0, "50", 50, true),
            (0, "49", 100, false),
            (0, "100", 49, false),
        ] {
            let list = list("n", &[("", PORTRAIT, "full", listed)]);
            let query = Pdq { quality, ..pdq(&off(PORTRAIT, distance), OTHER) };
            let known = look_up(&[list], "", Some(&query));
            assert_eq!(known.matches.len(), usize::from(found), "{distance} {listed} {quality}");
        }
    }

    #[test]
    fn hashes_meet_only_those_made_in_the_same_way() {
        for (pipeline, full, picked, expected) in [
            ("full", PORTRAIT, OTHER, Some(0)),
            ("full", OTHER, PORTRAIT, None),
            ("nearest512", PORTRAIT, OTHER, None),
            ("nearest512", OTHER, PORTRAIT, Some(0)),
            ("unknown", PORTRAIT, OTHER, Some(0)),
            ("unknown", OTHER, PORTRAIT, Some(0)),
        ] {
            let list = list("n", &[("", PORTRAIT, pipeline, "")]);
            let known = look_up(&[list], "", Some(&pdq(full, picked)));
            let expected: Vec<_> = expected.into_iter().map(|d| near(d, Form::AsIs)).collect();
            assert_eq!(kinds(&known), expected, "{pipeline}");
        }
    }

    #[test]
    fn turned_and_mirrored_pictures_are_found_by_their_form() {
        for (n, form) in (1..8).zip(FORMS) {
            let turned = format!("{n:x}").repeat(64);
            let list = list("n", &[("", &off(&turned, 3), "full", "90"), ("", &turned, "nearest512", "90")]);
            let known = look_up(&[list], "", Some(&pdq(PORTRAIT, OTHER)));
            assert_eq!(kinds(&known), [near(3, form)], "{form:?}");
        }
    }

    #[test]
    fn nearest_first_each_entry_once_and_sixteen_at_most() {
        let far = off(PORTRAIT, 20);
        let close = off(PORTRAIT, 2);
        let lists = [
            list("a", &[("", &far, "full", ""), (SHA, PORTRAIT, "full", "")]),
            list("b", &[("", &close, "unknown", ""), ("", PORTRAIT, "full", "")]),
        ];
        let known = look_up(&lists, SHA, Some(&pdq(PORTRAIT, PORTRAIT)));
        let expected = [MatchKind::Sha256, near(0, Form::AsIs), near(2, Form::AsIs), near(20, Form::AsIs)];
        assert_eq!(kinds(&known), expected);
        assert_eq!(known.matches.iter().map(|m| m.list.raw()).collect::<String>(), "abba");
        let many = list("c", &[("", PORTRAIT, "full", ""); 20]);
        assert_eq!(look_up(&[many], "", Some(&pdq(PORTRAIT, OTHER))).matches.len(), 16);
    }

    #[test]
    fn nonsense_matches_nothing() {
        let list = list("n", &[("", PORTRAIT, "full", "")]);
        let broken = Pdq { hash: "x".into(), nearest512: String::new(), dihedral: Vec::new(), quality: 100 };
        assert!(look_up(&[list], "no digest", Some(&broken)).matches.is_empty());
    }
}
