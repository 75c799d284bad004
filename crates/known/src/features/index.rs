use std::fmt;

use whence_model::{Descriptor, Features};

use super::{
    LISTED_POINTS, Shared, compare,
    pairs::{ALIKE, differing, seen},
};

/// Entries that are compared in full for one picture, mirrored ones counted apart: some 2 ms each.
const COMPARED: usize = 64;

/// Features that must have voted for an entry to have it compared: 15 places want more than 15 pairs, of which the vote
/// sees a third or more.
const VOTES: u32 = 4;

/// Bits by which an entry's feature may be farther than the nearest of all and still get a vote: a list may hold one
/// picture several times, while a letter or the edge of a frame looks a little like something in every entry.
const AS_NEAR: u32 = 6;

/// Bits of a descriptor by which features are looked for, and how many such words there are.
const WORD: usize = 16;
const WORDS: usize = 256 / WORD;

/// Features with the same word that are looked at: what is more common tells nothing, and costs.
const SAME_WORD: usize = 4096;

/// Listed pictures' features, ordered so that one picture can be looked up among many.
#[derive(Clone)]
pub struct FeatureIndex {
    listed: Vec<Features>,
    /// Of every point of every entry, one after the other: whose it is, and its descriptor.
    points: Vec<(u32, Descriptor)>,
    /// Numbers of points, sorted by each of the words.
    by_word: [Sorted; WORDS],
}

#[derive(Clone, Default)]
struct Sorted {
    /// Where the points with a word begin; one more than there are words.
    starts: Vec<u32>,
    points: Vec<u32>,
}

/// What a look-up found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The most places first: the entry's number in the order in which they were given, and what is shared.
    pub matches: Vec<(usize, Shared)>,
    /// Entries that were voted for and not compared, because others were before them.
    pub left: usize,
}

impl FeatureIndex {
    /// Of each entry the first 500 points are taken.
    pub fn new(mut listed: Vec<Features>) -> Self {
        listed.iter_mut().for_each(|features| features.points.truncate(LISTED_POINTS));
        let of = |(owner, features): (usize, &Features)| {
            features.points.iter().map(move |point| (owner as u32, point.descriptor)).collect::<Vec<_>>()
        };
        let points: Vec<_> = listed.iter().enumerate().flat_map(of).collect();
        // Most lists have none: they need no tables.
        let by_word =
            std::array::from_fn(|at| if points.is_empty() { Sorted::default() } else { Sorted::new(&points, at) });
        Self { listed, points, by_word }
    }

    /// Looks a picture up, as it is and as in a mirror. The time is bounded: at most 64 comparisons are made.
    pub fn look_up(&self, asked: &Features) -> Found {
        if self.points.is_empty() {
            return Found::default();
        }
        let mut voted: Vec<(u32, usize, bool)> = Vec::new();
        for mirrored in [false, true] {
            let votes = self.votes(seen(asked, mirrored).iter().map(|(_, descriptor)| descriptor));
            let enough = votes.into_iter().enumerate().filter(|(_, votes)| *votes >= VOTES);
            voted.extend(enough.map(|(entry, votes)| (votes, entry, mirrored)));
        }
        voted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let left = voted.len().saturating_sub(COMPARED);
        voted.truncate(COMPARED);
        let mut matches: Vec<(usize, Shared)> = Vec::new();
        for (_, entry, mirrored) in voted {
            let Some(shared) = compare(&self.listed[entry], asked, mirrored).filter(Shared::counts) else { continue };
            // A picture that is nearly its own mirror image is found both ways.
            match matches.iter_mut().find(|(other, _)| *other == entry) {
                Some((_, other)) if other.places < shared.places => *other = shared,
                Some(_) => {}
                None => matches.push((entry, shared)),
            }
        }
        matches.sort_by_key(|(entry, shared)| (std::cmp::Reverse(shared.places), *entry));
        Found { matches, left }
    }

    /// For each entry, how many of these descriptors have their nearest look-alike in it, or one about as near, among
    /// those with a word in common.
    fn votes<'a>(&self, asked: impl Iterator<Item = &'a Descriptor>) -> Vec<u32> {
        let mut votes = vec![0; self.listed.len()];
        let mut nearest = vec![u32::MAX; self.listed.len()];
        let mut met: Vec<usize> = Vec::new();
        for descriptor in asked {
            for (at, sorted) in self.by_word.iter().enumerate() {
                for point in sorted.with(word(descriptor, at)) {
                    let (owner, other) = &self.points[*point as usize];
                    let distance = differing(descriptor, other);
                    if distance <= ALIKE {
                        let owner = *owner as usize;
                        if nearest[owner] == u32::MAX {
                            met.push(owner);
                        }
                        nearest[owner] = nearest[owner].min(distance);
                    }
                }
            }
            let enough = met.iter().map(|owner| nearest[*owner]).min().unwrap_or_default() + AS_NEAR;
            for owner in met.drain(..) {
                votes[owner] += u32::from(nearest[owner] <= enough);
                nearest[owner] = u32::MAX;
            }
        }
        votes
    }
}

/// The numbers themselves would fill the screen.
impl fmt::Debug for FeatureIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeatureIndex").field("listed", &self.listed.len()).finish_non_exhaustive()
    }
}

impl Sorted {
    /// Counts, then places: as long as there are points, however they are spread.
    fn new(points: &[(u32, Descriptor)], at: usize) -> Self {
        let mut starts = vec![0; (1 << WORD) + 1];
        for (_, descriptor) in points {
            starts[word(descriptor, at) + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0; points.len()];
        for (number, (_, descriptor)) in (0..).zip(points) {
            let next = &mut next[word(descriptor, at)];
            sorted[*next as usize] = number;
            *next += 1;
        }
        Self { starts, points: sorted }
    }

    fn with(&self, word: usize) -> &[u32] {
        let points = &self.points[self.starts[word] as usize..self.starts[word + 1] as usize];
        if points.len() > SAME_WORD { &[] } else { points }
    }
}

fn word(descriptor: &Descriptor, at: usize) -> usize {
    (descriptor[at / 4] >> (at % 4 * WORD)) as usize & 0xffff
}
