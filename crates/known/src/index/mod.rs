//! Which of a great many hashes lie within some bits of a few: exact, so that nothing within the radius is missed.
//!
//! Hashes of unrelated pictures lie at about 128 of 256 bits from each other, all alike, so no tree and no graph can
//! tell where to look. Pigeonholes can: where at most 31 bits differ, at least one of eleven bands differs in two bits
//! at most (Norouzi, Punjani and Fleet, «Fast Exact Search in Hamming Space with Multi-Index Hashing», 2014). So one
//! table a band, a few hundred look-ups in each, and every candidate compared in full: some thousand comparisons for
//! ten million hashes. Scanning the first 96 bits of every hash takes less memory, but costs what it costs to read
//! 12 bytes a hash, and every one of the up to twenty hashes of one picture is another pass over them.
//!
//! What is not here: what a hash was made from, and what is known of an entry.

mod band;
mod file;
mod summed;
mod tables;
mod unfit;

use std::fmt;

pub use unfit::Unfit;
pub(crate) use {
    file::{hash, hash_bytes, replace},
    summed::Summed,
};

use self::{band::radii, tables::Tables};
use crate::Hash256;

/// Fewer hashes than these are compared one by one: that is as fast, and needs no tables.
const LEAST: usize = 4096;

/// Hashes that can be found by their distance. The number of an entry is its place among those the index was made of.
#[derive(Clone)]
pub struct Index {
    hashes: Vec<Hash256>,
    tables: Option<Tables>,
}

/// One of the index's hashes that is near one of those that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place among the hashes of the index.
    pub entry: u32,
    /// Place among the hashes that were asked for.
    pub query: u32,
    /// Bits that differ, 0 to the radius.
    pub distance: u16,
}

impl Index {
    /// Takes up to 2³² hashes, and for each about 95 bytes of memory; 5 s of processor time for ten million.
    ///
    /// # Panics
    /// With more hashes than that.
    pub fn new(hashes: Vec<Hash256>) -> Self {
        assert!(u32::try_from(hashes.len()).is_ok(), "entries are counted in 32 bits");
        let tables = (hashes.len() >= LEAST).then(|| Tables::new(&hashes));
        Self { hashes, tables }
    }

    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Every pair of a query and an entry that differ in `radius` bits or fewer, by entry and then by query. Many queries
    /// at once cost less than one by one. Above 32 bits every entry is compared.
    pub fn within(&self, queries: &[Hash256], radius: u16) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut unsieved = Vec::new();
        match self.tables.as_ref().zip(radii(radius)) {
            Some((tables, radii)) => {
                let mut candidates = Vec::new();
                for query in numbered(queries) {
                    if !self.sieve(tables, &radii, query, radius, &mut candidates, &mut hits) {
                        unsieved.push(query);
                    }
                }
            }
            None => unsieved.extend(numbered(queries)),
        }
        if !unsieved.is_empty() {
            self.scan(&unsieved, radius, &mut hits);
        }
        hits.sort_unstable_by_key(|hit| (hit.entry, hit.query));
        hits
    }

    /// False, with nothing added to `hits`, where the tables leave so many candidates that a scan costs less: the hashes
    /// of a list may be as alike as its author likes.
    fn sieve(
        &self,
        tables: &Tables,
        radii: &[Option<u32>],
        (number, query): (u32, Hash256),
        radius: u16,
        candidates: &mut Vec<u32>,
        hits: &mut Vec<Hit>,
    ) -> bool {
        let before = hits.len();
        let mut left = LEAST.max(self.len() / 8);
        for (band, radius_of_band) in radii.iter().enumerate() {
            let Some(radius_of_band) = *radius_of_band else { continue };
            candidates.clear();
            if !tables.candidates(band, query, radius_of_band, left, candidates) {
                hits.truncate(before);
                return false;
            }
            left -= candidates.len();
            for &entry in &*candidates {
                let hash = &self.hashes[entry as usize];
                if let Some(distance) = hash.within(&query, radius)
                    && !radii[..band].iter().enumerate().any(|(b, r)| tables.meet(b, query, *hash, *r))
                {
                    hits.push(Hit { entry, query: number, distance });
                }
            }
        }
        true
    }

    fn scan(&self, queries: &[(u32, Hash256)], radius: u16, hits: &mut Vec<Hit>) {
        for (entry, hash) in numbered(&self.hashes) {
            for &(query, asked) in queries {
                if let Some(distance) = hash.within(&asked, radius) {
                    hits.push(Hit { entry, query, distance });
                }
            }
        }
    }
}

fn numbered(hashes: &[Hash256]) -> impl Iterator<Item = (u32, Hash256)> {
    (0..).zip(hashes.iter().copied())
}

/// The hashes themselves would fill the screen.
impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("len", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    /// SplitMix64: the same numbers in every run.
    pub(super) struct Numbers(pub u64);

    impl Numbers {
        pub fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        }

        pub fn hash(&mut self) -> Hash256 {
            Hash256::new([self.next(), self.next(), self.next(), self.next()])
        }

        pub fn hashes(&mut self, count: usize) -> Vec<Hash256> {
            (0..count).map(|_| self.hash()).collect()
        }

        /// `hash` with `count` bits turned over, picked from those given.
        fn off(&mut self, hash: Hash256, count: usize, from: Range<usize>) -> Hash256 {
            let mut bits: Vec<usize> = from.collect();
            let mut words = hash.words();
            for _ in 0..count {
                let bit = bits.swap_remove(self.next() as usize % bits.len());
                words[bit / 64] ^= 1 << (bit % 64);
            }
            Hash256::new(words)
        }
    }

    fn one_by_one(hashes: &[Hash256], queries: &[Hash256], radius: u16) -> Vec<Hit> {
        let pairs = numbered(hashes).flat_map(|(entry, hash)| {
            let at = move |(query, asked): (u32, Hash256)| Hit { entry, query, distance: hash.distance(&asked) };
            numbered(queries).map(at)
        });
        pairs.filter(|hit| hit.distance <= radius).collect()
    }

    /// The index says what comparing everything says; how many hits that were.
    fn agree(index: &Index, queries: &[Hash256], radius: u16) -> usize {
        let hits = index.within(queries, radius);
        assert!(hits == one_by_one(&index.hashes, queries, radius), "{} hashes, radius {radius}", index.len());
        hits.len()
    }

    fn tables_suffice(index: &Index, query: Hash256) -> bool {
        let (tables, radii) = (index.tables.as_ref().unwrap(), radii(31).unwrap());
        index.sieve(tables, &radii, (0, query), 31, &mut Vec::new(), &mut Vec::new())
    }

    #[test]
    fn random_hashes_at_every_distance_and_radius() {
        let mut numbers = Numbers(1);
        for count in [1, 100, LEAST - 1, LEAST, 6000] {
            let hashes = numbers.hashes(count);
            let queries: Vec<_> = (0..=40).map(|off| numbers.off(hashes[off % count], off, 0..256)).collect();
            let index = Index::new(hashes);
            for radius in [0, 9, 10, 11, 21, 22, 31, 32, 33, 40] {
                assert_eq!(agree(&index, &queries, radius), usize::from(radius) + 1);
            }
        }
        let hashes = numbers.hashes(LEAST);
        let index = Index::new(hashes.clone());
        assert_eq!(agree(&index, &hashes[..2], 256), 2 * LEAST);
        assert!(tables_suffice(&index, hashes[0]));
    }

    #[test]
    fn none_and_nothing_asked() {
        let mut numbers = Numbers(2);
        let hashes = numbers.hashes(LEAST);
        assert!(Index::new(Vec::new()).is_empty());
        assert_eq!(Index::new(Vec::new()).within(&hashes, 256), []);
        assert_eq!(Index::new(hashes).within(&[], 31), []);
    }

    #[test]
    fn bits_that_differ_may_lie_anywhere() {
        let mut numbers = Numbers(3);
        let hashes = numbers.hashes(6000);
        let mut queries = Vec::new();
        // In two bands, before and behind 96 bits, in the last bits of all.
        for (place, from) in [0..46, 0..96, 96..256, 128..256, 207..256, 0..256].into_iter().enumerate() {
            queries.push(numbers.off(hashes[place], 31, from.clone()));
            queries.push(numbers.off(hashes[place], 32, from));
        }
        let index = Index::new(hashes);
        assert_eq!(agree(&index, &queries, 31), 6);
        // As evenly over the eleven bands as can be: each of them has as many as it may not have.
        let even = |hash: Hash256, count: usize| {
            let bits = (0..count).map(|n| 23 * (n % 11) + n / 11);
            let mut words = hash.words();
            bits.for_each(|bit| words[bit / 64] ^= 1 << (bit % 64));
            Hash256::new(words)
        };
        let queries: Vec<_> = (0..=34).map(|count| even(index.hashes[count], count)).collect();
        for radius in 0..=34 {
            assert_eq!(agree(&index, &queries, radius), usize::from(radius) + 1);
        }
    }

    #[test]
    fn hashes_that_are_alike() {
        let mut numbers = Numbers(4);
        let hash = numbers.hash();
        let queries = [31, 32].map(|off| numbers.off(hash, off, 0..256));
        let equal = Index::new(vec![hash; LEAST + 3]);
        assert_eq!(agree(&equal, &queries, 31), LEAST + 3);
        let equal = Index::new(vec![hash; 3 * LEAST]);
        assert!(!tables_suffice(&equal, queries[1]), "more candidates than hashes are not worth sieving");
        // All about one centre, at distances on either side of the limit from each other.
        let about: Vec<_> = (0..5000).map(|n| numbers.off(hash, n % 36, 0..256)).collect();
        let queries = [hash, about[17], about[35], queries[0]];
        assert!(agree(&Index::new(about), &queries, 31) > 5000);
        // Alike by halves in two bands: it is the sum of the candidates that counts.
        let halves: Vec<_> = (0..3 * LEAST)
            .map(|n| {
                let band = [0, 46][n % 2];
                let [first, rest @ ..] = numbers.hash().words();
                let first = if n % 5 < 2 { first & !(0x3ffff << band) } else { first };
                Hash256::new([first, rest[0], rest[1], rest[2]])
            })
            .collect();
        assert!(!tables_suffice(&Index::new(halves), Hash256::new([0, 1, 2, 3])));
        // Alike in the eighth band only: there everything is a candidate, after the bands before it have had their hits.
        let shared: Vec<_> = (0..3 * LEAST)
            .map(|_| {
                let [first, second, third, fourth] = numbers.hash().words();
                Hash256::new([first, second, third & !(0x7f_ffff << 33), fourth])
            })
            .collect();
        assert!(!tables_suffice(&Index::new(shared.clone()), shared[0]));
        let queries: Vec<_> = (0..50).map(|n| numbers.off(shared[n], n, 0..256)).collect();
        assert_eq!(agree(&Index::new(shared), &queries, 31), 32);
    }
}
