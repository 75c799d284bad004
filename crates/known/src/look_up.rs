use std::collections::BTreeMap;

use whence_model::{
    Area, Features, Pdq, Trimmed,
    facts::known::{Corner, Form, Known, KnownMatch, ListName, MatchKind, SharedContent},
};

use crate::{Hash256, List, Pipeline, features::Shared};

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
        let mut better = |entry, by| keep_surest(&mut best, entry, by);
        if let Some(sha256) = Hash256::from_hex(asked.sha256) {
            list.by_hash.same_bytes(sha256).for_each(|entry| better(entry, MatchKind::Sha256));
        }
        if let Some(sha256) = asked.pixels_sha256.and_then(Hash256::from_hex) {
            list.by_hash.same_pixels(sha256).for_each(|entry| better(entry, MatchKind::Pixels));
        }
        query.near(list, MAX_DISTANCE).for_each(|(entry, by)| better(entry, by));
        if let Some(features) = asked.features.filter(|_| list.by_hash.with_features() > 0) {
            let (sharing, left) = list.by_hash.sharing(features);
            sharing.for_each(|(entry, shared)| better(entry, MatchKind::Shared(content(&shared, features))));
            uncompared += u32::try_from(left).unwrap_or(u32::MAX);
        }
        let distant = upright.near(list, RELATED).filter(|(entry, _)| !best.contains_key(entry));
        let mut alike: BTreeMap<usize, MatchKind> = BTreeMap::new();
        distant.for_each(|(entry, by)| keep_surest(&mut alike, entry, by));
        found.extend(best.into_iter().map(|(entry, by)| (by, list, entry)));
        related.extend(alike.into_iter().map(|(entry, by)| (by, list, entry)));
    }
    let ((matches, unread), (related, _)) = (kept(found, MAX_MATCHES), kept(related, MAX_RELATED));
    Known { lists: lists.iter().map(name).collect(), matches, related, uncompared, unread }
}

/// Of equally near forms the first stays.
fn keep_surest(found: &mut BTreeMap<usize, MatchKind>, entry: usize, by: MatchKind) {
    let standing = found.entry(entry).or_insert(by);
    if match_order(by) < match_order(*standing) {
        *standing = by;
    }
}

/// Whether a picture's features would be compared with any.
pub fn want_features(lists: &[List]) -> bool {
    lists.iter().any(|list| list.by_hash.with_features() > 0)
}

/// What two groups of lists say of one picture, in the order in which one would.
pub fn joined(one: Known, other: Known) -> Known {
    let kept = |mut one: Vec<KnownMatch>, other: Vec<KnownMatch>, at_most: usize| {
        one.extend(other);
        one.sort_by_key(|found| match_order(found.by));
        one.truncate(at_most);
        one
    };
    Known {
        lists: one.lists.into_iter().chain(other.lists).collect(),
        matches: kept(one.matches, other.matches, MAX_MATCHES),
        related: kept(one.related, other.related, MAX_RELATED),
        uncompared: one.uncompared.saturating_add(other.uncompared),
        unread: one.unread.saturating_add(other.unread),
    }
}

/// The less, the more a match says.
pub fn match_order(by: MatchKind) -> (u8, u32) {
    match by {
        MatchKind::Sha256 => (0, 0),
        MatchKind::Pixels => (1, 0),
        MatchKind::Pdq { distance, .. } => (2, distance.into()),
        MatchKind::Shared(shared) => (3, u32::MAX - shared.places),
    }
}

fn kept(mut found: Vec<(MatchKind, &List, usize)>, at_most: usize) -> (Vec<KnownMatch>, u32) {
    found.sort_by_key(|(by, ..)| match_order(*by));
    found.truncate(at_most);
    let told = found.len();
    let read = |(by, list, at): (MatchKind, &List, usize)| {
        let entry = list.entry(at)?.known.clone();
        Some(KnownMatch { list: list.name.clone(), by, entry })
    };
    let matches: Vec<_> = found.into_iter().filter_map(read).collect();
    let unread = u32::try_from(told - matches.len()).unwrap_or(u32::MAX);
    (matches, unread)
}

fn name(list: &List) -> ListName {
    let entries = u32::try_from(list.len()).unwrap_or(u32::MAX);
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
mod tests;
