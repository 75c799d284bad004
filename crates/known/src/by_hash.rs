use whence_model::Features;

use crate::{Entry, Hash256, Hit, Index, Pipeline, features::FeatureIndex, look_up::MIN_QUALITY};

/// A list's entries by their hashes and features. Each is named by its place on the list.
#[derive(Clone, Debug)]
pub struct ByHash {
    /// SHA-256 of files, and of pixels, in their order.
    pub(crate) files: Vec<(Hash256, u32)>,
    pub(crate) pixels: Vec<(Hash256, u32)>,
    /// Whose hash of enough detail it is and how it was made, in the order of `pdq`.
    pub(crate) detailed: Vec<(u32, Pipeline)>,
    pub(crate) pdq: Index,
    /// Those with features, in the order of `features`.
    pub(crate) featured: Vec<u32>,
    features: FeatureIndex,
}

/// What is found of a list's entries, one after the other.
#[derive(Default)]
pub struct Gathering {
    entries: u32,
    files: Vec<(Hash256, u32)>,
    pixels: Vec<(Hash256, u32)>,
    detailed: Vec<(u32, Pipeline)>,
    hashes: Vec<Hash256>,
    featured: Vec<u32>,
    features: Vec<Features>,
}

impl Gathering {
    /// Takes the next entry. What has too little detail to be compared stays out: such hashes are much alike, and would
    /// only be in the way.
    pub fn add(&mut self, entry: &Entry) {
        let at = self.entries;
        self.entries += 1;
        self.files.extend(entry.sha256.map(|hash| (hash, at)));
        self.pixels.extend(entry.pixels_sha256.map(|hash| (hash, at)));
        for pdq in entry.pdq.iter().filter(|pdq| pdq.quality.is_none_or(|quality| quality >= MIN_QUALITY)) {
            self.detailed.push((at, pdq.pipeline));
            self.hashes.push(pdq.hash);
        }
        if let Some(features) = &entry.features {
            self.featured.push(at);
            self.features.push(features.clone());
        }
    }

    pub fn ordered(mut self) -> ByHash {
        self.files.sort_unstable();
        self.pixels.sort_unstable();
        let (pdq, features) = (Index::new(self.hashes), FeatureIndex::new(self.features));
        let Self { files, pixels, detailed, featured, .. } = self;
        ByHash { files, pixels, detailed, pdq, featured, features }
    }
}

impl ByHash {
    pub fn of(entries: &[Entry]) -> Self {
        let mut gathering = Gathering::default();
        entries.iter().for_each(|entry| gathering.add(entry));
        gathering.ordered()
    }

    /// As it was found before; features are still to come.
    pub(crate) fn found(
        files: Vec<(Hash256, u32)>,
        pixels: Vec<(Hash256, u32)>,
        (detailed, pdq): (Vec<(u32, Pipeline)>, Index),
        featured: Vec<u32>,
    ) -> Self {
        Self { files, pixels, detailed, pdq, featured, features: FeatureIndex::new(Vec::new()) }
    }

    /// The features, which are read from the list each time.
    pub(crate) fn featuring(self, features: Vec<Features>) -> Self {
        Self { features: FeatureIndex::new(features), ..self }
    }

    /// Those with these very bytes, in the order of the list.
    pub fn same_bytes(&self, sha256: Hash256) -> impl Iterator<Item = usize> {
        same(&self.files, sha256)
    }

    /// Those with these very pixels, in the order of the list.
    pub fn same_pixels(&self, sha256: Hash256) -> impl Iterator<Item = usize> {
        same(&self.pixels, sha256)
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

fn same(sorted: &[(Hash256, u32)], sha256: Hash256) -> impl Iterator<Item = usize> {
    let first = sorted.partition_point(|(hash, _)| *hash < sha256);
    sorted[first..].iter().take_while(move |(hash, _)| *hash == sha256).map(|(_, at)| *at as usize)
}
