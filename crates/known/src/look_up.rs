use std::collections::BTreeMap;

use whence_model::{
    Pdq,
    facts::known::{Form, Known, KnownMatch, ListName, MatchKind},
};

use crate::{Entry, Hash256, List, Pipeline};

/// Bits of 256 that may differ, as PDQ's authors recommend. Of 55,278 pairs of unrelated pictures none was this near.
const MAX_DISTANCE: u16 = 31;

/// Below this a picture has too little detail for its hash to say anything (PDQ's authors discard 49 and less).
pub const MIN_QUALITY: u8 = 50;

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
        let mut of_list: BTreeMap<usize, (u16, MatchKind)> = BTreeMap::new();
        if let Some(sha256) = sha256 {
            of_list.extend(list.by_hash.same_bytes(&list.entries, sha256).map(|entry| (entry, (0, MatchKind::Sha256))));
        }
        for (entry, distance, form) in query.iter().flat_map(|query| query.near(list)) {
            let near = (distance + 1, MatchKind::Pdq { distance, form });
            // Of equally near forms the first stays.
            let best = of_list.entry(entry).or_insert(near);
            if near.0 < best.0 {
                *best = near;
            }
        }
        found.extend(of_list.into_iter().map(|(entry, (order, by))| (order, by, list, &list.entries[entry])));
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

/// A picture's hashes in all its forms, the picture as it is first.
struct Query {
    hashes: Vec<Hash256>,
    /// What each of the hashes is of, and how it was made.
    forms: Vec<(Form, Pipeline)>,
}

impl Query {
    fn new(pdq: &Pdq) -> Option<Self> {
        let full = (Hash256::from_hex(&pdq.hash)?, (Form::AsIs, Pipeline::Full));
        let picked = Hash256::from_hex(&pdq.nearest512).map(|hash| (hash, (Form::AsIs, Pipeline::Nearest512)));
        let turned = pdq.dihedral.iter().zip(FORMS);
        let turned = turned.filter_map(|(hex, form)| Some((Hash256::from_hex(hex)?, (form, Pipeline::Full))));
        let (hashes, forms) = picked.into_iter().chain([full]).chain(turned).unzip();
        Some(Self { hashes, forms })
    }

    /// Entry, distance and form of every hash on the list that was made in the same way and is near enough.
    fn near<'a>(&'a self, list: &'a List) -> impl Iterator<Item = (usize, u16, Form)> + 'a {
        list.by_hash.near(&self.hashes, MAX_DISTANCE).filter_map(|(entry, hit)| {
            let (form, made) = self.forms[hit.query as usize];
            let listed = list.entries[entry].pdq?.pipeline;
            [made, Pipeline::Unknown].contains(&listed).then_some((entry, hit.distance, form))
        })
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

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
    fn of_several_forms_the_nearest_speaks_and_of_equals_the_first() {
        let list = [list("n", &[("", PORTRAIT, "unknown", "")])];
        let mut query = pdq(&off(PORTRAIT, 5), &off(PORTRAIT, 9));
        assert_eq!(kinds(&look_up(&list, "", Some(&query))), [near(5, Form::AsIs)]);
        query.dihedral[3] = off(PORTRAIT, 2);
        query.dihedral[4] = off(PORTRAIT, 2);
        assert_eq!(kinds(&look_up(&list, "", Some(&query))), [near(2, Form::FlipX)]);
        query.hash = off(PORTRAIT, 2);
        assert_eq!(kinds(&look_up(&list, "", Some(&query))), [near(2, Form::AsIs)]);
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

    /// Long lists have tables: they say what comparing every entry says.
    #[test]
    fn a_long_list_is_looked_up_as_a_short_one() {
        let (ways, qualities) = (["full", "nearest512", "unknown"], ["", "49", "50"]);
        let far = |n: usize| Sha256::digest(n.to_le_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let rows: Vec<[String; 4]> = (0..7000)
            .map(|n| {
                let near = [PORTRAIT, OTHER, &"3".repeat(64)].map(|hash| off(hash, n / 250));
                let pdq = if n % 250 == 0 { near[n / 250 % 3].clone() } else { far(n) };
                let sha = if n % 1000 == 250 { SHA.to_owned() } else { String::new() };
                [sha, pdq, ways[n / 3 % 3].into(), qualities[n / 7 % 3].into()]
            })
            .collect();
        let rows: Vec<_> = rows.iter().map(|[sha, pdq, way, quality]| (&**sha, &**pdq, &**way, &**quality)).collect();
        let query = pdq(PORTRAIT, OTHER);
        let long = look_up(&[list("n", &rows)], SHA, Some(&query));
        // The same rows in short lists, which are scanned; each says its own nearest.
        let short: Vec<_> = rows.chunks(500).map(|rows| list("n", rows)).collect();
        assert_eq!(kinds(&long), kinds(&look_up(&short, SHA, Some(&query))));
        let near = [(0, Form::AsIs), (8, Form::Rot270), (10, Form::AsIs), (14, Form::Rot270)]
            .into_iter()
            .chain([(18, Form::AsIs), (19, Form::AsIs), (23, Form::Rot270), (24, Form::AsIs)])
            .map(|(distance, form)| near(distance, form));
        let expected: Vec<_> = [MatchKind::Sha256; 7].into_iter().chain(near).collect();
        assert_eq!(kinds(&long), expected);
    }

    #[test]
    fn nonsense_matches_nothing() {
        let list = list("n", &[("", PORTRAIT, "full", "")]);
        let broken = Pdq { hash: "x".into(), nearest512: String::new(), dihedral: Vec::new(), quality: 100 };
        assert!(look_up(&[list], "no digest", Some(&broken)).matches.is_empty());
    }
}
