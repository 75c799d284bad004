use std::{num::NonZero, ops::Range, thread};

use super::band::{BANDS, key};
use crate::Hash256;

/// For ten million hashes 16 MB a band; one bit more would take a third off the time of a query, and add 200 MB in all.
const MAX_BITS: u32 = 22;

/// For each band, the entries in the order of their bits there.
#[derive(Clone)]
pub struct Tables {
    bits: u32,
    /// For each band, 2^bits + 1 places: where in `entries` those with these bits begin and where the last end.
    pub(super) starts: Vec<u32>,
    /// For each band, every entry's number.
    pub(super) entries: Vec<u32>,
}

/// How long `starts` and `entries` are for so many hashes, at least one.
pub fn lengths(count: usize) -> (usize, usize) {
    (BANDS * (places(count) + 1), BANDS * count)
}

impl Tables {
    /// Of one hash at least; the bands are shared out among the machine's cores.
    pub fn new(hashes: &[Hash256]) -> Self {
        let (bits, count) = (bits(hashes.len()), hashes.len());
        let (starts, entries) = lengths(count);
        let (mut starts, mut entries) = (vec![0; starts], vec![0; entries]);
        let bands = starts.chunks_mut(places(count) + 1).zip(entries.chunks_mut(count)).enumerate();
        let mut bands: Vec<_> = bands.collect();
        let share = BANDS.div_ceil(thread::available_parallelism().map_or(1, NonZero::get));
        thread::scope(|scope| {
            for share in bands.chunks_mut(share) {
                scope.spawn(move || {
                    for (band, (starts, entries)) in share {
                        fill(hashes, |hash| key(hash, *band, bits) as usize, starts, entries);
                    }
                });
            }
        });
        Self { bits, starts, entries }
    }

    /// What was read from a file: none unless everything it points at is there.
    pub fn from_parts(count: usize, starts: Vec<u32>, entries: Vec<u32>) -> Option<Self> {
        let whole = (starts.len(), entries.len()) == lengths(count)
            && starts.chunks(places(count) + 1).all(|band| {
                band.first() == Some(&0) && band.is_sorted() && band.last().map(|end| *end as usize) == Some(count)
            })
            && entries.iter().copied().max().is_none_or(|entry| (entry as usize) < count);
        whole.then(|| Self { bits: bits(count), starts, entries })
    }

    /// Adds to `candidates` the entries that differ from the query in `radius` bits of the band or fewer, 2 at most; false
    /// as soon as there are more than `most`.
    pub fn candidates(&self, band: usize, query: Hash256, radius: u32, most: usize, candidates: &mut Vec<u32>) -> bool {
        let key = key(query, band, self.bits);
        let (starts, entries) = self.band(band);
        let mut take = |key: u32| {
            let entries = &entries[range(starts, key)];
            let few = candidates.len() + entries.len() <= most;
            if few {
                candidates.extend_from_slice(entries);
            }
            few
        };
        if !take(key) {
            return false;
        }
        let ones = (0..if radius == 0 { 0 } else { self.bits }).map(|bit| key ^ (1 << bit));
        for (bit, one) in ones.enumerate() {
            let twos = (0..if radius < 2 { 0 } else { bit }).map(|bit| one ^ (1 << bit));
            if ![one].into_iter().chain(twos).all(&mut take) {
                return false;
            }
        }
        true
    }

    /// Whether [`Self::candidates`] of this band and radius has `hash` among them.
    pub fn meet(&self, band: usize, query: Hash256, hash: Hash256, radius: Option<u32>) -> bool {
        let apart = key(query, band, self.bits) ^ key(hash, band, self.bits);
        radius.is_some_and(|radius| apart.count_ones() <= radius)
    }

    fn band(&self, band: usize) -> (&[u32], &[u32]) {
        let (places, count) = (self.starts.len() / BANDS, self.entries.len() / BANDS);
        (&self.starts[band * places..][..places], &self.entries[band * count..][..count])
    }
}

/// Bits of each band that sort: about two entries then share them, up to ten million.
fn bits(count: usize) -> u32 {
    count.max(1).ilog2().min(MAX_BITS)
}

fn places(count: usize) -> usize {
    1 << bits(count)
}

fn range(starts: &[u32], key: u32) -> Range<usize> {
    starts[key as usize] as usize..starts[key as usize + 1] as usize
}

/// A counting sort. While it runs, `starts[key]` is where the next entry with these bits goes.
fn fill(hashes: &[Hash256], key: impl Fn(Hash256) -> usize, starts: &mut [u32], entries: &mut [u32]) {
    for hash in hashes {
        starts[key(*hash) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    for (entry, hash) in (0..).zip(hashes) {
        let next = &mut starts[key(*hash)];
        entries[*next as usize] = entry;
        *next += 1;
    }
    // Each now says where its entries end, which is where the next ones begin.
    starts.copy_within(..starts.len() - 1, 1);
    starts[0] = 0;
}
