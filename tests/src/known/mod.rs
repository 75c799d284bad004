//! How well known pictures are found again, by PDQ, whole and trimmed, and by local features, and how near pictures come that are not they.

pub mod copies;
mod frames;
mod letters;
pub mod trimming;

use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock, time::Instant};

use image::RgbImage;
use whence_known::{
    Hash256,
    features::{FeatureIndex, LISTED_POINTS, Shared, compare, encode},
};
use whence_model::{Features, Pdq};

use copies::{COPIES, OTHERS};

/// What is read from a file's pixels.
pub type Look<'a> = &'a dyn Fn(&[u8]) -> (Option<Pdq>, Option<Features>);

/// A picture of the list.
pub struct Listed {
    name: String,
    picture: RgbImage,
    pdq: Pdq,
    features: Features,
}

impl Listed {
    /// Files whose names are the same up to the last `-` are renditions of one picture.
    fn is_rendition_of(&self, other: &Self) -> bool {
        let of = |name: &str| name.rsplit_once('-').map(|(picture, _)| picture.to_owned());
        self.name == other.name || of(&self.name).is_some_and(|picture| of(&other.name) == Some(picture))
    }
}

/// Prints all of it.
pub fn measure(list: &[PathBuf], others: &[PathBuf], look: Look, hashes: trimming::Hashes) {
    let list = listed(list, look);
    trimming::measure_recall(&list, hashes);
    let of_the_list = list.iter().map(|entry| (entry.name.clone(), entry.picture.clone()));
    trimming::measure_different(of_the_list.chain(pictures(others)), look, hashes);
    measure_copies(&list, look);
    measure_pairs(&list, look);
    let features = measure_others(&list, pictures(others), look);
    measure_many(&list, 1000, features, look);
}

/// Of those files that are pictures, the pictures and their parts; then drawn ones.
fn pictures(files: &[PathBuf]) -> impl Iterator<Item = (String, RgbImage)> {
    let read =
        |path: &PathBuf| Some((path.file_name()?.to_string_lossy().into_owned(), image::open(path).ok()?.to_rgb8()));
    let files = files.iter().filter_map(read).filter(|(_, picture)| picture.width().min(picture.height()) >= 64);
    let parts = files.flat_map(|(name, picture)| copies::with_parts(&name, &picture));
    parts.chain((0..200).map(|n| (format!("drawn {n}"), copies::drawn(n))))
}

/// Reads the pictures of a list.
fn listed(paths: &[PathBuf], look: Look) -> Vec<Listed> {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).ok()?;
        let (pdq, features) = look(&bytes);
        let features = features.map(|f| Features { mirrored: Vec::new(), ..f });
        let (pdq, mut features) = (pdq?, features?);
        features.points.truncate(LISTED_POINTS);
        let picture = image::load_from_memory(&bytes).ok()?.to_rgb8();
        Some(Listed { name: path.file_stem()?.to_string_lossy().into_owned(), picture, pdq, features })
    };
    paths.iter().filter_map(read).collect()
}

/// Of each way of copying, how many of the listed pictures PDQ finds again and how many local features; and whether
/// another entry is taken for the picture.
fn measure_copies(list: &[Listed], look: Look) {
    let bytes: usize = list.iter().map(|entry| encode(&entry.features).len()).sum();
    println!("{} listed pictures, {bytes} bytes of features", list.len());
    let index = FeatureIndex::new(list.iter().map(|entry| entry.features.clone()).collect());
    println!("{:<24} {:>5} {:>9} {:>8} {:>8}", "copy", "PDQ", "features", "fewest", "others");
    println!("{:<24} {:>5} {:>9} {:>8} {:>8}", "", "", "", "places", "matched");
    for (name, copy) in COPIES {
        let (mut by_pdq, mut by_features, mut others) = (0, 0, 0);
        let mut places: Vec<(u32, &str, f64, f64)> = Vec::new();
        for (at, entry) in list.iter().enumerate() {
            let (pdq, features) = look(&copy(&entry.picture));
            by_pdq += usize::from(pdq.is_some_and(|pdq| distance(&pdq, &entry.pdq) <= 31));
            let Some(features) = features else { continue };
            let found = index.look_up(&features);
            by_features += usize::from(found.matches.iter().any(|(other, _)| *other == at));
            others += found.matches.iter().filter(|(other, _)| !list[*other].is_rendition_of(entry)).count();
            let best = best(entry, &features);
            places
                .push(best.map_or((0, &*entry.name, 0.0, 0.0), |s| (s.places, &*entry.name, s.of_listed, s.of_asked)));
        }
        places.sort_by_key(|(places, ..)| *places);
        let mean = |of: fn(&(u32, &str, f64, f64)) -> f64| places.iter().map(of).sum::<f64>() / places.len() as f64;
        let (of_listed, of_asked) = (mean(|p| p.2), mean(|p| p.3));
        let fewest = places.first().map_or((0, ""), |p| (p.0, p.1));
        println!(
            "{name:<24} {by_pdq:>5} {by_features:>9} {:>8} {others:>8}   {of_listed:.2} of the listed, {of_asked:.2} of the copy; fewest: {}",
            fewest.0, fewest.1
        );
    }
}

/// Each listed picture against the entries of the others.
fn measure_pairs(list: &[Listed], look: Look) {
    let mut counts = Vec::new();
    for asked in list {
        let (_, Some(features)) = look(&crate::watermark::transforms::png(&asked.picture)) else { continue };
        for entry in list.iter().filter(|entry| entry.name != asked.name) {
            if let Some(shared) = best(entry, &features) {
                counts.push((entry.is_rendition_of(asked), shared.places, &entry.name, &asked.name, shared));
            }
        }
    }
    counts.sort_by_key(|(same, places, ..)| (!same, std::cmp::Reverse(*places)));
    println!("listed pictures against each other (renditions of one picture first):");
    let renditions = counts.iter().filter(|(same, ..)| *same).count();
    for (_, places, entry, asked, shared) in counts.iter().take(renditions + 5) {
        println!(
            "  {places:>4} places, {:>2} fields, {:.2} of the listed, {:.2} of the other: {entry} in {asked}, counts: {}",
            shared.fields,
            shared.of_listed,
            shared.of_asked,
            shared.counts()
        );
    }
}

/// Pictures that are not on the list, whole, in parts and in copies, each compared with every entry.
/// Gives their features.
fn measure_others(list: &[Listed], pictures: impl Iterator<Item = (String, RgbImage)>, look: Look) -> Vec<Features> {
    let mut whole = Vec::new();
    let (mut asked, mut compared, mut spent) = (0, 0u32, 0.0);
    let mut by_places: BTreeMap<u32, usize> = BTreeMap::new();
    let mut highest: Vec<(u32, String, Shared)> = Vec::new();
    for (name, picture) in pictures {
        for (form, copy) in OTHERS {
            let (_, Some(features)) = look(&copy(&picture)) else { continue };
            if form == OTHERS[0].0 {
                whole.push(Features { mirrored: Vec::new(), ..features.clone() });
            }
            asked += 1;
            for entry in list {
                let begun = spent_ms();
                let shared = best(entry, &features);
                (compared, spent) = (compared + 2, spent + spent_ms() - begun);
                let places = shared.map_or(0, |shared| shared.places);
                *by_places.entry(places).or_default() += 1;
                if let Some(shared) = shared.filter(|shared| shared.places >= 5) {
                    highest.push((places, format!("{} in {name}, {form}", entry.name), shared));
                }
            }
        }
    }
    println!(
        "{asked} pictures that are not listed, {compared} comparisons, {:.2} ms each",
        spent / f64::from(compared)
    );
    println!("pairs by the number of places: {by_places:?}");
    highest.sort_by_key(|(places, ..)| std::cmp::Reverse(*places));
    for (places, what, shared) in highest.iter().take(20) {
        println!("  {places:>4} places, {:>2} fields, counts: {}: {what}", shared.fields, shared.counts());
    }
    whole
}

/// A list grown to `entries` by pictures that nobody asks for: how long a look-up takes, and whether copies are still found.
fn measure_many(list: &[Listed], entries: usize, others: Vec<Features>, look: Look) {
    let mut all: Vec<Features> = list.iter().map(|entry| entry.features.clone()).collect();
    println!("{} other pictures to fill a list with", others.len());
    let more = others.clone().into_iter().cycle().zip(1u64..).map(|(features, n)| copies::scrambled(features, n));
    all.extend(others.into_iter().chain(more).take(entries - list.len()));
    let begun = spent_ms();
    let index = FeatureIndex::new(all);
    println!("{entries} entries: ordered in {:.0} ms", spent_ms() - begun);
    for (name, copy) in COPIES {
        let (mut found, mut others, mut left, mut longest, mut spent) = (0, 0, 0, 0f64, 0.0);
        for (at, entry) in list.iter().enumerate() {
            let (_, Some(features)) = look(&copy(&entry.picture)) else { continue };
            let begun = spent_ms();
            let seen = index.look_up(&features);
            let time = spent_ms() - begun;
            (spent, longest, left) = (spent + time, longest.max(time), left.max(seen.left));
            found += usize::from(seen.matches.iter().any(|(other, _)| *other == at));
            others +=
                seen.matches.iter().filter(|(o, _)| list.get(*o).is_none_or(|o| !o.is_rendition_of(entry))).count();
        }
        let mean = spent / list.len() as f64;
        println!(
            "  {name:<24} {found:>3} found, {others} others, {mean:.0} ms each (longest {longest:.0}), at most {left} left"
        );
    }
}

fn best(entry: &Listed, asked: &Features) -> Option<Shared> {
    let both = [false, true].map(|mirrored| compare(&entry.features, asked, mirrored));
    both.into_iter().flatten().max_by_key(|shared| shared.places)
}

/// The nearest of the eight forms.
fn distance(asked: &Pdq, listed: &Pdq) -> u16 {
    let Some(listed) = Hash256::from_hex(&listed.hash) else { return 256 };
    let forms = [&asked.hash].into_iter().chain(&asked.dihedral);
    forms.filter_map(|hex| Hash256::from_hex(hex)).map(|hash| hash.distance(&listed)).min().unwrap_or(256)
}

/// Milliseconds of the processor's time that this thread took: the machine may have other work. Elsewhere than on Linux,
/// of the clock.
fn spent_ms() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse::<u64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64() * 1e3, |n| n as f64 / 1e6)
}
