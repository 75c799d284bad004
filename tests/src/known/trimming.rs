//! What it brings to leave borders and screens aside, and what it costs: how many listed pictures are found again in
//! them, and how near pictures come that have nothing in common.

use std::collections::BTreeSet;

use image::RgbImage;
use whence_known::{Hash256, features::FeatureIndex};
use whence_model::{Area, Features, Pdq, Trimmed};

use super::{Listed, Look, frames::FRAMES};
use crate::watermark::transforms::jpeg;

/// The hashes of a file's picture and of its areas.
pub type Hashes<'a> = &'a dyn Fn(&[u8]) -> (Option<Pdq>, Vec<Trimmed>);

/// A match, and what may be alike: as `whence_known` has them.
const LIMITS: [u16; 2] = [31, 60];

/// A hash of less is not compared.
const MIN_QUALITY: u8 = 50;

/// Those frames in which every picture is put to see how near different ones come.
const SHARED: [&str; 5] =
    ["white border 5 %", "caption band 15 %", "screen, light", "screen, side margins", "page with columns"];

/// Of each frame, how many of the listed pictures are found again by the hash of the whole and by those of its areas.
pub fn measure_recall(list: &[Listed], hashes: Hashes) {
    println!("{:<34} {:>6} {:>8} {:>7}  of {} within 31 bits", "frame", "whole", "trimmed", "median", list.len());
    for (name, frame) in FRAMES {
        let mut distances: Vec<(u16, u16, &str)> = Vec::new();
        for entry in list {
            let asked = Asked::new(String::new(), hashes(&frame(&entry.picture)));
            let Some(listed) = Hash256::from_hex(&entry.pdq.hash) else { continue };
            let whole = asked.whole.distance(&listed, true);
            distances.push((asked.trimmed(&listed, true).0.min(whole), whole, &entry.name));
        }
        distances.sort_unstable();
        let found = |of: fn(&(u16, u16, &str)) -> u16| distances.iter().filter(|d| of(d) <= LIMITS[0]).count();
        let missed: Vec<_> = distances.iter().filter(|d| d.0 > LIMITS[0]).map(|d| d.2).take(6).collect();
        let missed = if missed.is_empty() { String::new() } else { format!("  not: {}", missed.join(", ")) };
        let median = distances.get(distances.len() / 2).map_or(256, |d| d.0);
        println!("{name:<34} {:>6} {:>8} {median:>7}{missed}", found(|d| d.1), found(|d| d.0));
    }
}

/// Every picture against every other with which it shares nothing, as they are and in the same frames.
pub fn measure_different(pictures: impl Iterator<Item = (String, RgbImage)>, look: Look, hashes: Hashes) {
    let (mut alone, mut features): (Vec<Asked>, Vec<Features>) = (Vec::new(), Vec::new());
    let mut framed = Vec::new();
    for (name, picture) in pictures {
        let file = jpeg(&picture, 90, jpeg_encoder::SamplingFactor::F_2_2);
        let asked = Asked::new(name.clone(), hashes(&file));
        let (_, Some(seen)) = look(&file) else { continue };
        // Of those without detail the hash is not asked for.
        if !asked.whole.0.is_empty() {
            for (frame, put) in FRAMES.iter().filter(|(name, _)| SHARED.contains(name)) {
                framed.push((alone.len(), Asked::new(format!("{name}, {frame}"), hashes(&put(&picture)))));
            }
            alone.push(asked);
            features.push(seen);
        }
    }
    let contents = contents(&alone, features);
    let alone: Vec<_> = alone.into_iter().zip(&contents).map(|(asked, content)| (*content, asked)).collect();
    let framed: Vec<_> = framed.into_iter().map(|(at, asked)| (contents[at], asked)).collect();
    let different = contents.iter().enumerate().filter(|(at, content)| at == *content).count();
    println!("{} pictures, of which {different} share nothing with another; {} in frames", alone.len(), framed.len());
    let have = |asked: &[(usize, Asked)]| asked.iter().filter(|(_, asked)| !asked.areas.is_empty()).count();
    println!("with areas: {} of the pictures, {} of those in frames", have(&alone), have(&framed));
    println!(
        "{:<40} {:>10}  {:>14} {:>14}  {:>9}",
        "different pictures within", "pairs", "31 bits", "60 bits", "nearest"
    );
    let mut brought = Vec::new();
    for (what, asked, listed) in [
        ("pictures, against pictures", &alone, &alone),
        ("in frames, against pictures", &framed, &alone),
        ("pictures, against those in frames", &alone, &framed),
        ("in frames, against those in frames", &framed, &framed),
    ] {
        brought.extend(against(what, asked, listed));
    }
    brought.sort_by_key(|brought| brought.distance);
    let (count, mut seen) = (brought.len(), BTreeSet::new());
    brought.retain(|brought| seen.insert(brought.contents));
    println!(
        "{count} pairs are within 60 bits by an area and nearer than whole; the nearest of {} contents:",
        brought.len()
    );
    for Brought { distance, whole, what, .. } in brought.iter().take(25) {
        println!("  {distance:>3} (whole {whole:>3}): {what}");
    }
}

/// A pair that an area brings within the second limit.
struct Brought {
    distance: u16,
    whole: u16,
    contents: [usize; 2],
    what: String,
}

/// Prints one line; gives the pairs that an area brought nearer.
fn against(what: &str, asked: &[(usize, Asked)], listed: &[(usize, Asked)]) -> Vec<Brought> {
    let (mut pairs, mut within, mut nearest) = (0u64, [[0u64; 2]; 2], [256u16; 2]);
    let mut pair = String::new();
    let mut brought = Vec::new();
    for (content, query) in asked {
        for (other, entry) in listed {
            let Some(hash) = entry.whole.0.first().filter(|_| content != other) else { continue };
            pairs += 1;
            let whole = query.whole.distance(hash, true);
            let (part, area) = query.trimmed(hash, true);
            let upright = query.whole.distance(hash, false);
            let upright = [upright, upright.min(query.trimmed(hash, false).0)];
            let all = [whole, whole.min(part)];
            for way in 0..2 {
                within[0][way] += u64::from(all[way] <= LIMITS[0]);
                within[1][way] += u64::from(upright[way] <= LIMITS[1]);
            }
            if all[1] < nearest[1] {
                pair = format!("{} as {}", query.name, entry.name);
            }
            nearest = [nearest[0].min(all[0]), nearest[1].min(all[1])];
            if part < whole && part <= LIMITS[1] {
                let area = area.map_or(String::new(), |a| format!("{}x{}+{}+{}", a.width, a.height, a.left, a.top));
                let what = format!("{} [{area}] as {}", query.name, entry.name);
                let contents = [*content.min(other), *content.max(other)];
                brought.push(Brought { distance: part, whole, contents, what });
            }
        }
    }
    let [[a, b], [c, d]] = within;
    let [near, nearer] = nearest;
    println!("{what:<40} {pairs:>10}  {a:>5} -> {b:>5} {c:>5} -> {d:>5}  {near:>3} -> {nearer:>3}: {pair}");
    brought
}

/// What each picture shows, as the number of the first that shares content with it, directly or through others: by local
/// features, or else by the hash of the whole, which those pairs that nobody would call different need: small ones,
/// blurred ones, and ones drawn out to a square.
fn contents(pictures: &[Asked], features: Vec<Features>) -> Vec<usize> {
    let mut contents: Vec<usize> = (0..pictures.len()).collect();
    let listed = features.iter().map(|seen| Features { mirrored: Vec::new(), ..seen.clone() });
    let index = FeatureIndex::new(listed.collect());
    for (at, features) in features.iter().enumerate() {
        index.look_up(features).matches.into_iter().for_each(|(other, _)| join(&mut contents, at, other));
    }
    let mut by_hash = Vec::new();
    for (at, asked) in pictures.iter().enumerate() {
        for (other, listed) in pictures.iter().enumerate().skip(at + 1) {
            let distance = listed.whole.0.first().map_or(256, |hash| asked.whole.distance(hash, true));
            if distance <= LIMITS[0] && contents[at] != contents[other] {
                by_hash.push(format!("  {distance:>3}: {}, {}", asked.name, listed.name));
                join(&mut contents, at, other);
            }
        }
    }
    println!("taken for the same by the hash of the whole alone:\n{}", by_hash.join("\n"));
    contents
}

fn join(contents: &mut [usize], a: usize, b: usize) {
    let (from, to) = (contents[a].max(contents[b]), contents[a].min(contents[b]));
    contents.iter_mut().filter(|content| **content == from).for_each(|content| *content = to);
}

/// Eight forms of one hash; none of a picture with too little detail.
struct Forms(Vec<Hash256>);

impl Forms {
    fn of(pdq: &Pdq) -> Self {
        let forms = [&pdq.hash].into_iter().chain(&pdq.dihedral).filter(|_| pdq.quality >= MIN_QUALITY);
        Self(forms.filter_map(|hex| Hash256::from_hex(hex)).collect())
    }

    /// To the nearest form, or as it is.
    fn distance(&self, listed: &Hash256, turned: bool) -> u16 {
        let forms = if turned { self.0.len() } else { 1 };
        self.0.iter().take(forms).map(|form| form.distance(listed)).min().unwrap_or(256)
    }
}

struct Asked {
    name: String,
    whole: Forms,
    areas: Vec<(Area, Forms)>,
}

impl Asked {
    fn new(name: String, (pdq, trimmed): (Option<Pdq>, Vec<Trimmed>)) -> Self {
        let areas = trimmed.iter().map(|part| (part.area, Forms::of(&part.pdq))).collect();
        Self { name, whole: pdq.map_or(Forms(Vec::new()), |pdq| Forms::of(&pdq)), areas }
    }

    fn trimmed(&self, listed: &Hash256, turned: bool) -> (u16, Option<Area>) {
        let areas = self.areas.iter().map(|(area, forms)| (forms.distance(listed, turned), Some(*area)));
        areas.min_by_key(|(distance, _)| *distance).unwrap_or((256, None))
    }
}
