//! Pictures that are alike among themselves.

use whence_known::{Asked, Entry, Hash256, ListedPdq, Pipeline, look_up, match_order};
use whence_model::{
    Exhibit,
    facts::known::{Form, KnownEntry, Label, MatchKind},
};

use super::List;

/// How one picture stands to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Which group it belongs to, counted from 0 in the order of their first pictures.
    pub group: usize,
    /// The picture that is nearest to it, and how near.
    pub nearest: (usize, MatchKind),
}

/// For each picture, whether another of them has the same bytes or looks alike, within the limits of a known list.
/// A group is what hangs together: its first and its last may be further apart than the limit.
///
/// Each picture is held against the 15 nearest to it, so a larger crowd of equals may fall into several groups.
pub fn alike(pictures: &[Exhibit]) -> Vec<Option<Alike>> {
    let lists = [as_list(pictures)];
    let mut nearest: Vec<Option<(usize, MatchKind)>> = vec![None; pictures.len()];
    let mut group: Vec<usize> = (0..pictures.len()).collect();
    for (at, picture) in pictures.iter().enumerate() {
        let asked = Asked {
            sha256: &picture.sha256,
            pixels_sha256: picture.pixels_sha256.as_deref(),
            pdq: picture.pdq.as_ref(),
            trimmed: &picture.trimmed,
            features: None,
        };
        for found in look_up(&lists, &asked).matches {
            let Some(other) = found.entry.title.raw().parse().ok().filter(|other| *other != at) else { continue };
            keep_nearer(&mut nearest[at], other, found.by);
            // Turning a picture is not quite as turning the other back: one may find the other and not be found.
            keep_nearer(&mut nearest[other], at, turned_back(found.by));
            let (one, two) = (root(&mut group, at), root(&mut group, other));
            group[one.max(two)] = one.min(two);
        }
    }
    let mut numbers = vec![None; pictures.len()];
    let mut next = 0..;
    let told = nearest.into_iter().enumerate().map(|(at, nearest)| {
        let nearest = nearest?;
        let first = root(&mut group, at);
        let group = *numbers[first].get_or_insert_with(|| next.next().unwrap_or_default());
        Some(Alike { group, nearest })
    });
    told.collect()
}

/// The pictures as entries whose titles are their places.
fn as_list(pictures: &[Exhibit]) -> List {
    let entries = pictures.iter().enumerate().map(|(at, picture)| {
        let listed = |pdq: &whence_model::Pdq| {
            let hash = Hash256::from_hex(&pdq.hash)?;
            Some(ListedPdq { hash, pipeline: Pipeline::Full, quality: Some(pdq.quality) })
        };
        Entry {
            id: None,
            sha256: Hash256::from_hex(&picture.sha256),
            pixels_sha256: picture.pixels_sha256.as_deref().and_then(Hash256::from_hex),
            pdq: picture.pdq.as_ref().and_then(listed).into_iter().collect(),
            features: None,
            language: None,
            notes: None,
            known: KnownEntry {
                title: at.to_string().into(),
                label: Label::Other,
                rating: Default::default(),
                what: Default::default(),
                date: None,
                source_url: None,
                fact_check_url: None,
                french: None,
                sha256: None,
            },
        }
    });
    List::of("", entries.collect())
}

fn keep_nearer(standing: &mut Option<(usize, MatchKind)>, other: usize, by: MatchKind) {
    if standing.is_none_or(|(_, before)| match_order(by) < match_order(before)) {
        *standing = Some((other, by));
    }
}

fn turned_back(by: MatchKind) -> MatchKind {
    match by {
        MatchKind::Pdq { distance, form: Form::Rot90, area } => MatchKind::Pdq { distance, form: Form::Rot270, area },
        MatchKind::Pdq { distance, form: Form::Rot270, area } => MatchKind::Pdq { distance, form: Form::Rot90, area },
        same => same,
    }
}

/// The first picture of a group.
fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use whence_model::{Format, Pdq};

    use super::*;

    /// A picture of these bytes, whose hash is this digit over and over with `bits` bits turned.
    fn picture(bytes: &str, digit: &str, bits: u32) -> Exhibit {
        let hash = format!("{}{:08x}", digit.repeat(56), (1u64 << bits) - 1);
        let dihedral = vec!["3".repeat(64); 7];
        let pdq = Pdq { nearest512: hash.clone(), hash, dihedral512: dihedral.clone(), dihedral, quality: 100 };
        let sha256 = bytes.repeat(64);
        let name = Default::default();
        Exhibit {
            name,
            bytes: 1,
            sha256,
            format: Format::Jpeg,
            width: None,
            height: None,
            pixels_sha256: None,
            pdq: Some(pdq),
            trimmed: vec![],
        }
    }

    fn near(distance: u16) -> MatchKind {
        MatchKind::Pdq { distance, form: Form::AsIs, area: None }
    }

    #[test]
    fn each_is_told_what_is_nearest() {
        let turned = Exhibit {
            pdq: Some(Pdq {
                hash: "0d".repeat(32),
                nearest512: "77".repeat(32),
                dihedral: vec!["e7".repeat(32); 7],
                dihedral512: vec!["e7".repeat(32); 7],
                quality: 100,
            }),
            ..picture("6", "7", 0)
        };
        let mut first = picture("1", "a", 0);
        if let Some(pdq) = &mut first.pdq {
            pdq.dihedral[0] = "0d".repeat(32);
        }
        let bare = Exhibit { pdq: None, ..picture("8", "0", 0) };
        let pictures = [
            first,
            picture("2", "5", 0),
            picture("3", "a", 20),
            picture("4", "a", 31),
            picture("2", "5", 0),
            bare.clone(),
            turned,
            bare,
        ];
        let told = alike(&pictures);
        let found = |group, other, by| Some(Alike { group, nearest: (other, by) });
        let rot90 = |form| MatchKind::Pdq { distance: 0, form, area: None };
        assert_eq!(told[0], found(0, 6, rot90(Form::Rot90)));
        assert_eq!(told[1], found(1, 4, MatchKind::Sha256));
        assert_eq!(told[3], found(0, 2, near(11)), "nearer than the first, which is 31 away");
        assert_eq!(told[4], found(1, 1, MatchKind::Sha256));
        assert_eq!(told[5], found(2, 7, MatchKind::Sha256), "without a hash, the bytes still tell");
        assert_eq!(told[6], found(0, 0, rot90(Form::Rot270)), "found by the other");
        assert_eq!(alike(&[picture("1", "a", 0), picture("2", "5", 0)]), [None, None]);
    }

    #[test]
    fn in_a_crowd_nobody_is_missed() {
        let crowd: Vec<_> = (0..40).map(|_| picture("1", "a", 0)).collect();
        assert!(alike(&crowd).into_iter().all(|told| told.is_some_and(|told| told.group == 0)));
    }
}
