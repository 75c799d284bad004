//! What it costs to find everything within 31 bits, among one million and ten million random hashes, held against
//! reading them once and against comparing one by one, all in one run on one core.
//!
//! `cargo bench --ignore-rust-version -p whence-known --bench index`; other counts may be given. Where `PYTHON` names a
//! Python that has faiss-cpu (`pip install faiss-cpu` in a venv), its IndexBinaryFlat searches the same codes in the same
//! run. Times are the shortest, the median, and on Linux the mean of processor time, which is what tells where others
//! are using the machine as well.

use std::{
    env, fs,
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use whence_known::{Hash256, Hit, Index};

const RADIUS: u16 = 31;
const PLANTED: usize = 1000;

/// As many hashes as one picture has, turned and mirrored, made in both ways and trimmed.
const BATCH: usize = 20;

fn main() {
    let asked: Vec<usize> = env::args().filter_map(|count| count.parse().ok()).collect();
    let place = env::temp_dir().join(format!("whence-index-bench-{}", std::process::id()));
    fs::create_dir_all(&place).expect("a folder for the index");
    for count in if asked.is_empty() { vec![1_000_000, 10_000_000] } else { asked } {
        measure(count, &place);
    }
    fs::remove_dir_all(&place).expect("the folder is ours");
}

fn measure(count: usize, place: &Path) {
    let mut numbers = Numbers(count as u64);
    let hashes: Vec<Hash256> = (0..count).map(|_| Hash256::new([(); 4].map(|()| numbers.next()))).collect();
    // Every one is as far from an entry of its own as its number says, and from all the others by chance.
    let planted: Vec<(usize, Hash256)> = (0..PLANTED)
        .map(|n| {
            let entry = numbers.next() as usize % count;
            (entry, numbers.off(hashes[entry], n % (usize::from(RADIUS) + 1)))
        })
        .collect();
    let beyond: Vec<Hash256> = planted.iter().map(|(entry, _)| numbers.off(hashes[*entry], 32)).collect();
    let queries: Vec<Hash256> = planted.iter().map(|(_, query)| *query).collect();
    println!("{count} hashes");

    let reading = times(9, |_| {
        hashes.iter().fold([0; 4], |sum: [u64; 4], hash| {
            let words = hash.words();
            std::array::from_fn(|at| sum[at] ^ words[at])
        })
    });
    let bytes = (32 * count) as f64;
    println!("  read once: {reading}, {:.1} GB/s", bytes / reading.best.as_secs_f64() / 1e9);
    let compared = times(5, |n| hashes.iter().filter(|hash| hash.distance(&queries[n]) <= RADIUS).count());
    println!("  compared one by one: {compared} a query, {:.2} of reading", compared.over(&reading));

    println!("  index built in {}, on all cores", times(1, |_| Index::new(hashes.clone())));
    let index = Index::new(hashes.clone());
    let single = times(PLANTED, |n| index.within(&queries[n..=n], RADIUS));
    println!(
        "  ours, one query: {single}; {:.4} of reading, {:.4} of one by one",
        single.over(&reading),
        single.over(&compared)
    );
    let batch = times(PLANTED / BATCH, |n| index.within(&queries[n * BATCH..][..BATCH], RADIUS));
    let each = batch.shared(BATCH);
    println!("  ours, {BATCH} at once: {batch}, that is {each} a query; {:.4} of reading", each.over(&reading));

    let source = Hash256::new([count as u64; 4]);
    let file = place.join("list.index");
    let begun = Instant::now();
    index.save(&file, source).expect("it can be written");
    let length = fs::metadata(&file).expect("it is there").len();
    println!("  saved in {:.2} s, {} MB", begun.elapsed().as_secs_f64(), length / 1_000_000);
    drop(index);
    let opening = times(3, |_| Index::open(&file, source).expect("it is whole"));
    println!("  opened in {opening}");
    let index = Index::open(&file, source).expect("it is whole");

    let hits = index.within(&queries, RADIUS);
    let found = |(n, (entry, _)): &(usize, &(usize, Hash256))| {
        let distance = (n % (usize::from(RADIUS) + 1)) as u16;
        hits.contains(&Hit { entry: *entry as u32, query: *n as u32, distance })
    };
    let recalled = planted.iter().enumerate().filter(found).count();
    let far = index.within(&beyond, RADIUS).len();
    println!(
        "  planted at 0 to 31 bits: {recalled} of {PLANTED} found, {} others; at 32 bits: {far}",
        hits.len() - recalled
    );
    assert_eq!((recalled, far), (PLANTED, 0));
    drop(index);
    let _ = fs::remove_file(&file);

    if let Some(python) = env::var_os("PYTHON") {
        faiss(Path::new(&python), place, &hashes, &queries, [&single, &each]);
    }
}

/// Faiss's times, and ours over them.
fn faiss(python: &Path, place: &Path, hashes: &[Hash256], queries: &[Hash256], ours: [&Times; 2]) {
    let files = [("codes", hashes), ("queries", queries)].map(|(name, hashes)| {
        let file = place.join(name);
        let bytes: Vec<u8> = hashes.iter().flat_map(Hash256::words).flat_map(u64::to_le_bytes).collect();
        fs::write(&file, bytes).expect("it can be written");
        file
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/index_faiss.py");
    let numbers = [BATCH.to_string(), RADIUS.to_string()];
    let told = Command::new(python).arg(script).args(&files).args(numbers).output();
    for file in files {
        let _ = fs::remove_file(file);
    }
    let told = match told {
        Ok(told) if told.status.success() => String::from_utf8_lossy(&told.stdout).into_owned(),
        Ok(told) => return println!("  faiss: {}", String::from_utf8_lossy(&told.stderr)),
        Err(why) => return println!("  faiss: {why}"),
    };
    for ((line, how), ours) in
        told.lines().zip([format!("{BATCH} at once"), "one query".into()]).zip([ours[1], ours[0]])
    {
        let fields: Vec<f64> = line.split(' ').filter_map(|field| field.parse().ok()).collect();
        let [found, asked, best, median] = fields[..] else { return println!("  faiss says {line}") };
        let [best, median] = [best, median].map(|ms| Duration::from_secs_f64(ms / 1e3));
        let theirs = Times { best, median, processor: None };
        let ratio = theirs.over(ours);
        println!("  faiss IndexBinaryFlat, {how}: {theirs} a query ({found} found for {asked}), {ratio:.1} times ours");
    }
}

struct Times {
    best: Duration,
    median: Duration,
    /// Mean, of all threads.
    processor: Option<Duration>,
}

impl Times {
    fn shared(&self, by: usize) -> Self {
        let by = by as u32;
        Self { best: self.best / by, median: self.median / by, processor: self.processor.map(|time| time / by) }
    }

    /// By the shortest times, which others on the machine disturb least.
    fn over(&self, other: &Self) -> f64 {
        self.best.as_secs_f64() / other.best.as_secs_f64()
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        write!(f, "{:.3} ms (median {:.3}", ms(self.best), ms(self.median))?;
        if let Some(time) = self.processor {
            write!(f, ", processor {:.3}", ms(time))?;
        }
        f.write_str(")")
    }
}

/// Processor time of the whole process so far, in steps of 10 ms.
fn processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = told.rsplit(')').next()?.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?;
    Some(Duration::from_millis(10 * ticks))
}

fn times<T>(rounds: usize, mut run: impl FnMut(usize) -> T) -> Times {
    let before = processor();
    let mut times: Vec<Duration> = (0..rounds)
        .map(|round| {
            let begun = Instant::now();
            let out = black_box(run(round));
            let time = begun.elapsed();
            drop(out);
            time
        })
        .collect();
    times.sort();
    let processor = processor().zip(before).map(|(after, before)| (after - before) / rounds as u32);
    Times { best: times[0], median: times[rounds / 2], processor }
}

/// SplitMix64: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// `hash` with `count` different bits turned over.
    fn off(&mut self, hash: Hash256, count: usize) -> Hash256 {
        let mut bits: Vec<usize> = (0..256).collect();
        let mut words = hash.words();
        for _ in 0..count {
            let bit = bits.swap_remove(self.next() as usize % bits.len());
            words[bit / 64] ^= 1 << (bit % 64);
        }
        Hash256::new(words)
    }
}
