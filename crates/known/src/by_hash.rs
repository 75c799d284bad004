use crate::{Entry, Hash256, Hit, Index, look_up::MIN_QUALITY};

/// A list's entries by their hashes. Each is named by its place on the list.
#[derive(Clone, Debug)]
pub struct ByHash {
    /// Those with a SHA-256, in its order.
    sha256: Vec<u32>,
    /// Those with a PDQ hash of enough detail, in the order of `pdq`.
    detailed: Vec<u32>,
    pdq: Index,
}

impl ByHash {
    /// What has too little detail to be compared stays out: such hashes are much alike, and would only be in the way.
    pub fn new(entries: &[Entry]) -> Self {
        let numbered = || (0u32..).zip(entries);
        let mut sha256: Vec<u32> = numbered().filter(|(_, entry)| entry.sha256.is_some()).map(|(at, _)| at).collect();
        sha256.sort_by_key(|at| entries[*at as usize].sha256);
        let (detailed, hashes) = numbered()
            .filter_map(|(at, entry)| Some((at, entry.pdq?)))
            .filter(|(_, pdq)| pdq.quality.is_none_or(|quality| quality >= MIN_QUALITY))
            .map(|(at, pdq)| (at, pdq.hash))
            .unzip();
        Self { sha256, detailed, pdq: Index::new(hashes) }
    }

    /// `entries` are those that it was made from.
    pub fn same_bytes<'a>(&'a self, entries: &'a [Entry], sha256: Hash256) -> impl Iterator<Item = usize> + 'a {
        let of = move |at: &u32| entries[*at as usize].sha256;
        let first = self.sha256.partition_point(|at| of(at) < Some(sha256));
        self.sha256[first..].iter().take_while(move |at| of(at) == Some(sha256)).map(|at| *at as usize)
    }

    /// Entries with a hit each, in the order of the list and for each entry in that of the queries.
    pub fn near(&self, queries: &[Hash256], radius: u16) -> impl Iterator<Item = (usize, Hit)> {
        let hits = self.pdq.within(queries, radius).into_iter();
        hits.map(|hit| (self.detailed[hit.entry as usize] as usize, hit))
    }
}
