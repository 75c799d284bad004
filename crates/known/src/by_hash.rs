use whence_model::Features;

use crate::{Entry, Hash256, Hit, Index, Pipeline, features::FeatureIndex, look_up::MIN_QUALITY};

/// A list's entries by their hashes and features. Each is named by its place on the list.
#[derive(Clone, Debug)]
pub struct ByHash {
    /// Those with a SHA-256 of the file, in its order.
    files: Vec<u32>,
    /// Those with a SHA-256 of the pixels, in its order.
    pixels: Vec<u32>,
    /// Those with a PDQ hash of enough detail and how it was made, in the order of `pdq`.
    detailed: Vec<(u32, Pipeline)>,
    pdq: Index,
    /// Those with features, in the order of `features`.
    featured: Vec<u32>,
    features: FeatureIndex,
}

impl ByHash {
    /// What has too little detail to be compared stays out: such hashes are much alike, and would only be in the way.
    pub fn new(entries: &[Entry]) -> Self {
        let numbered = || (0u32..).zip(entries);
        let (detailed, hashes) = numbered()
            .flat_map(|(at, entry)| entry.pdq.iter().map(move |pdq| (at, pdq)))
            .filter(|(_, pdq)| pdq.quality.is_none_or(|quality| quality >= MIN_QUALITY))
            .map(|(at, pdq)| ((at, pdq.pipeline), pdq.hash))
            .unzip();
        let (featured, features): (_, Vec<Features>) =
            numbered().filter_map(|(at, entry)| Some((at, entry.features.clone()?))).unzip();
        Self {
            files: sorted(entries, |entry| entry.sha256),
            pixels: sorted(entries, |entry| entry.pixels_sha256),
            detailed,
            pdq: Index::new(hashes),
            featured,
            features: FeatureIndex::new(features),
        }
    }

    /// `entries` are those that it was made from.
    pub fn same_bytes<'a>(&'a self, entries: &'a [Entry], sha256: Hash256) -> impl Iterator<Item = usize> + 'a {
        same(&self.files, entries, |entry| entry.sha256, sha256)
    }

    /// `entries` are those that it was made from.
    pub fn same_pixels<'a>(&'a self, entries: &'a [Entry], sha256: Hash256) -> impl Iterator<Item = usize> + 'a {
        same(&self.pixels, entries, |entry| entry.pixels_sha256, sha256)
    }

    /// Entries with a hit each and how the hash that was hit was made, in the order of the list and for each hash in that
    /// of the queries.
    pub fn near(&self, queries: &[Hash256], radius: u16) -> impl Iterator<Item = (usize, Pipeline, Hit)> {
        self.pdq.within(queries, radius).into_iter().map(|hit| {
            let (entry, made) = self.detailed[hit.entry as usize];
            (entry as usize, made, hit)
        })
    }

    pub fn with_features(&self) -> usize {
        self.featured.len()
    }

    /// Entries that share content with a picture, the most places first, and how many were not compared.
    pub fn sharing(&self, asked: &Features) -> (impl Iterator<Item = (usize, crate::features::Shared)>, usize) {
        let found = self.features.look_up(asked);
        let matches = found.matches.into_iter().map(|(at, shared)| (self.featured[at] as usize, shared));
        (matches, found.left)
    }
}

type Of = fn(&Entry) -> Option<Hash256>;

fn sorted(entries: &[Entry], of: Of) -> Vec<u32> {
    let with = (0u32..).zip(entries).filter(|(_, entry)| of(entry).is_some());
    let mut sorted: Vec<u32> = with.map(|(at, _)| at).collect();
    sorted.sort_by_key(|at| of(&entries[*at as usize]));
    sorted
}

fn same<'a>(sorted: &'a [u32], entries: &'a [Entry], of: Of, sha256: Hash256) -> impl Iterator<Item = usize> + 'a {
    let of = move |at: &u32| of(&entries[*at as usize]);
    let first = sorted.partition_point(|at| of(at) < Some(sha256));
    sorted[first..].iter().take_while(move |at| of(at) == Some(sha256)).map(|at| *at as usize)
}
