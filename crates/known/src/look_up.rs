use std::collections::BTreeMap;

use whence_model::{
    Area, Features, Pdq, Trimmed,
    facts::known::{Corner, Form, Known, KnownMatch, ListName, MatchKind, SharedContent},
};

use crate::{Entry, Hash256, List, Pipeline, features::Shared};

/// Bits of 256 that may differ, as PDQ's authors recommend. Of 55,278 pairs of unrelated pictures none was this near.
const MAX_DISTANCE: u16 = 31;

/// Up to here a person may want to look; charts and screenshots of one template with other content meet as well.
const RELATED: u16 = 60;

/// Below this a picture has too little detail for its hash to say anything (PDQ's authors discard 49 and less).
pub const MIN_QUALITY: u8 = 50;

/// Matches that are kept.
const MAX_MATCHES: usize = 16;

/// Of those that are only a little alike.
const MAX_RELATED: usize = 8;

/// In the order of [`Pdq::dihedral`].
const FORMS: [Form; 7] =
    [Form::Rot90, Form::Rot180, Form::Rot270, Form::FlipX, Form::FlipY, Form::FlipPlus1, Form::FlipMinus1];

/// What is known of the picture that the lists are asked about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Of the file, 64 hexadecimal digits.
    pub sha256: &'a str,
    /// Of the decoded pixels.
    pub pixels_sha256: Option<&'a str>,
    pub pdq: Option<&'a Pdq>,
    /// Parts of it with hashes of their own.
    pub trimmed: &'a [Trimmed],
    pub features: Option<&'a Features>,
}

/// What the lists say of one picture, each entry at most once: the same bytes first, then the same pixels, then by PDQ
/// distance, then shared content by its places; at most 16.
///
/// Hashes are compared with those that were made in the same way. A list that leaves out an entry's quality is taken at
/// its word. Shared content is looked for on every list whose entries have features.
pub fn look_up(lists: &[List], asked: &Asked) -> Known {
    let query = Query::new(asked);
    let upright = query.upright();
    let (mut found, mut related, mut uncompared) = (Vec::new(), Vec::new(), 0);
    for list in lists {
        let mut best: BTreeMap<usize, MatchKind> = BTreeMap::new();
        let mut better = |entry, by| {
            let standing = best.entry(entry).or_insert(by);
            // Of equally near forms the first stays.
            if order(by) < order(*standing) {
                *standing = by;
            }
        };
        if let Some(sha256) = Hash256::from_hex(asked.sha256) {
            list.by_hash.same_bytes(&list.entries, sha256).for_each(|entry| better(entry, MatchKind::Sha256));
        }
        if let Some(sha256) = asked.pixels_sha256.and_then(Hash256::from_hex) {
            list.by_hash.same_pixels(&list.entries, sha256).for_each(|entry| better(entry, MatchKind::Pixels));
        }
        query.near(list, MAX_DISTANCE).for_each(|(entry, by)| better(entry, by));
        if let Some(features) = asked.features.filter(|_| list.by_hash.with_features() > 0) {
            let (sharing, left) = list.by_hash.sharing(features);
            sharing.for_each(|(entry, shared)| better(entry, MatchKind::Shared(content(&shared, features))));
            uncompared += u32::try_from(left).unwrap_or(u32::MAX);
        }
        let distant = upright.near(list, RELATED).filter(|(entry, _)| !best.contains_key(entry));
        let mut alike: BTreeMap<usize, MatchKind> = BTreeMap::new();
        for (entry, by) in distant {
            let standing = alike.entry(entry).or_insert(by);
            if order(by) < order(*standing) {
                *standing = by;
            }
        }
        found.extend(best.into_iter().map(|(entry, by)| (by, list, &list.entries[entry])));
        related.extend(alike.into_iter().map(|(entry, by)| (by, list, &list.entries[entry])));
    }
    let (matches, related) = (kept(found, MAX_MATCHES), kept(related, MAX_RELATED));
    Known { lists: lists.iter().map(name).collect(), matches, related, uncompared }
}

/// Whether a picture's features would be compared with any.
pub fn want_features(lists: &[List]) -> bool {
    lists.iter().any(|list| list.by_hash.with_features() > 0)
}

/// The less, the more a match says.
fn order(by: MatchKind) -> (u8, u32) {
    match by {
        MatchKind::Sha256 => (0, 0),
        MatchKind::Pixels => (1, 0),
        MatchKind::Pdq { distance, .. } => (2, distance.into()),
        MatchKind::Shared(shared) => (3, u32::MAX - shared.places),
    }
}

fn kept(mut found: Vec<(MatchKind, &List, &Entry)>, at_most: usize) -> Vec<KnownMatch> {
    found.sort_by_key(|(by, ..)| order(*by));
    found.truncate(at_most);
    let matches = found.into_iter();
    matches.map(|(by, list, entry)| KnownMatch { list: list.name.clone(), by, entry: entry.known.clone() }).collect()
}

fn name(list: &List) -> ListName {
    let entries = u32::try_from(list.entries.len()).unwrap_or(u32::MAX);
    let with_features = u32::try_from(list.by_hash.with_features()).unwrap_or(u32::MAX);
    ListName { name: list.name.clone(), sha256: list.sha256.clone(), entries, with_features }
}

/// In the words of a report: shares in per cent, places in thousandths of the picture as it is stored.
fn content(shared: &Shared, asked: &Features) -> SharedContent {
    let per_cent = |share: f64| (share * 100.0).round().clamp(1.0, 100.0) as u8;
    let thousandths = |n: f64, length: u16| (n * 1000.0 / f64::from(length.max(1))).round().clamp(-1e6, 1e6) as i32;
    let corners = shared.corners.map(|(x, y)| {
        let corner = Corner { x: thousandths(x, asked.width), y: thousandths(y, asked.height) };
        if shared.mirrored { Corner { x: 1000 - corner.x, ..corner } } else { corner }
    });
    SharedContent {
        places: shared.places,
        of_listed: per_cent(shared.of_listed),
        of_this: per_cent(shared.of_asked),
        mirrored: shared.mirrored,
        corners,
    }
}

/// What one of the hashes that are asked for is of.
#[derive(Clone, Copy)]
struct Source {
    form: Form,
    made: Pipeline,
    area: Option<Area>,
}

/// A picture's hashes, the picture as it is first.
struct Query {
    hashes: Vec<Hash256>,
    sources: Vec<Source>,
}

impl Query {
    /// Those that have enough detail.
    fn new(asked: &Asked) -> Self {
        let parts = asked.trimmed.iter().map(|part| (Some(part.area), &part.pdq));
        let whole = asked.pdq.map(|pdq| (None, pdq)).into_iter().chain(parts);
        let (hashes, sources) =
            whole.filter(|(_, pdq)| pdq.quality >= MIN_QUALITY).flat_map(|(area, pdq)| hashes(area, pdq)).unzip();
        Self { hashes, sources }
    }

    /// Without the turned and mirrored forms.
    fn upright(&self) -> Self {
        let all = self.hashes.iter().copied().zip(self.sources.iter().copied());
        let (hashes, sources) = all.filter(|(_, source)| source.form == Form::AsIs).unzip();
        Self { hashes, sources }
    }

    /// Every hash on the list that was made in the same way and is near enough.
    fn near<'a>(&'a self, list: &'a List, radius: u16) -> impl Iterator<Item = (usize, MatchKind)> + 'a {
        list.by_hash.near(&self.hashes, radius).filter_map(|(entry, listed, hit)| {
            let Source { form, made, area } = self.sources[hit.query as usize];
            let comparable = [made, Pipeline::Unknown].contains(&listed);
            comparable.then_some((entry, MatchKind::Pdq { distance: hit.distance, form, area }))
        })
    }
}

fn hashes(area: Option<Area>, pdq: &Pdq) -> Vec<(Hash256, Source)> {
    let of = |hash: &String, form, made| Some((Hash256::from_hex(hash)?, Source { form, made, area }));
    let turned = |hashes: &[String], made| -> Vec<_> {
        hashes.iter().zip(FORMS).filter_map(|(hash, form)| of(hash, form, made)).collect()
    };
    let as_is = [of(&pdq.nearest512, Form::AsIs, Pipeline::Nearest512), of(&pdq.hash, Form::AsIs, Pipeline::Full)];
    let turned = [turned(&pdq.dihedral, Pipeline::Full), turned(&pdq.dihedral512, Pipeline::Nearest512)];
    as_is.into_iter().flatten().chain(turned.into_iter().flatten()).collect()
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
        let turned = |from: u8| (from..from + 7).map(|n| format!("{n:x}").repeat(64)).collect();
        Pdq {
            hash: hash.into(),
            nearest512: nearest512.into(),
            dihedral: turned(1),
            dihedral512: turned(8),
            quality: 100,
        }
    }

    fn list(name: &str, rows: &[(&str, &str, &str, &str)]) -> List {
        let rows: String = rows
            .iter()
            .map(|(sha, pdq, pipeline, quality)| format!("{sha},{pdq},{pipeline},{quality},T,other\n"))
            .collect();
        List::parse(name, &format!("sha256,pdq,pdq_pipeline,pdq_quality,title,label\n{rows}")).unwrap()
    }

    fn asked(lists: &[List], sha256: &str, pdq: Option<&Pdq>) -> Known {
        look_up(lists, &Asked { sha256, pdq, ..Asked::default() })
    }

    fn kinds(known: &Known) -> Vec<MatchKind> {
        known.matches.iter().map(|m| m.by).collect()
    }

    fn near(distance: u16, form: Form) -> MatchKind {
        MatchKind::Pdq { distance, form, area: None }
    }

    #[test]
    fn both_renditions_of_the_starter_list_are_found_by_bytes_and_by_hash() {
        let lists = [List::starter()];
        let known = asked(&lists, SHA, Some(&pdq(PORTRAIT, OTHER)));
        assert_eq!(kinds(&known), [MatchKind::Sha256]);
        assert_eq!((known.lists[0].entries, known.lists[0].sha256.as_str()), (30, lists[0].sha256.as_str()));
        let known = asked(&lists, &"0".repeat(64), Some(&pdq(&off(OTHER, 5), PORTRAIT)));
        assert_eq!(kinds(&known), [near(5, Form::AsIs)]);
        assert!(known.matches[0].entry.title.raw().contains("landscape"));
        assert!(asked(&lists, &"0".repeat(64), None).matches.is_empty());
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
            let known = asked(&[list], "", Some(&query));
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
            let known = asked(&[list], "", Some(&pdq(full, picked)));
            let expected: Vec<_> = expected.into_iter().map(|d| near(d, Form::AsIs)).collect();
            assert_eq!(kinds(&known), expected, "{pipeline}");
        }
    }

    #[test]
    fn turned_and_mirrored_pictures_are_found_by_their_form() {
        for (n, form) in (1..8).zip(FORMS) {
            let turned = format!("{n:x}").repeat(64);
            let list = list("n", &[("", &off(&turned, 3), "full", "90"), ("", &turned, "nearest512", "90")]);
            let known = asked(&[list], "", Some(&pdq(PORTRAIT, OTHER)));
            assert_eq!(kinds(&known), [near(3, form)], "{form:?}");
        }
    }

    #[test]
    fn of_several_forms_the_nearest_speaks_and_of_equals_the_first() {
        let list = [list("n", &[("", PORTRAIT, "unknown", "")])];
        let mut query = pdq(&off(PORTRAIT, 5), &off(PORTRAIT, 9));
        assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(5, Form::AsIs)]);
        query.dihedral[3] = off(PORTRAIT, 2);
        query.dihedral[4] = off(PORTRAIT, 2);
        assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(2, Form::FlipX)]);
        query.hash = off(PORTRAIT, 2);
        assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(2, Form::AsIs)]);
    }

    #[test]
    fn nearest_first_each_entry_once_and_sixteen_at_most() {
        let far = off(PORTRAIT, 20);
        let close = off(PORTRAIT, 2);
        let lists = [
            list("a", &[("", &far, "full", ""), (SHA, PORTRAIT, "full", "")]),
            list("b", &[("", &close, "unknown", ""), ("", PORTRAIT, "full", "")]),
        ];
        let known = asked(&lists, SHA, Some(&pdq(PORTRAIT, PORTRAIT)));
        let expected = [MatchKind::Sha256, near(0, Form::AsIs), near(2, Form::AsIs), near(20, Form::AsIs)];
        assert_eq!(kinds(&known), expected);
        assert_eq!(known.matches.iter().map(|m| m.list.raw()).collect::<String>(), "abba");
        let many = list("c", &[("", PORTRAIT, "full", ""); 20]);
        assert_eq!(asked(&[many], "", Some(&pdq(PORTRAIT, OTHER))).matches.len(), 16);
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
        let long = asked(&[list("n", &rows)], SHA, Some(&query));
        // The same rows in short lists, which are scanned; each says its own nearest.
        let short: Vec<_> = rows.chunks(500).map(|rows| list("n", rows)).collect();
        assert_eq!(kinds(&long), kinds(&asked(&short, SHA, Some(&query))));
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
        let broken = Pdq {
            hash: "x".into(),
            nearest512: String::new(),
            dihedral: Vec::new(),
            dihedral512: Vec::new(),
            quality: 100,
        };
        assert!(asked(&[list], "no digest", Some(&broken)).matches.is_empty());
    }
}
