//! What it costs to walk a file's structure and read its metadata, hashing, credentials and decoding aside, beside what
//! kamadak-exif alone needs to find and parse the Exif block of the same bytes. Both run one after the other in one run.
//!
//! `cargo bench --ignore-rust-version -p whence-inspect --bench metadata`; `WHENCE_CORPUS` names a folder of pictures. Where
//! `EXIFTOOL` names that program, its time for one process over all the files stands beside ours.

use std::{
    env, fs,
    hint::black_box,
    io::Cursor,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use whence_inspect::{Inspector, Progress, Step};
use whence_model::TrustBook;

const ROUNDS: usize = 21;

fn main() {
    let root = env::var_os("WHENCE_CORPUS").map_or_else(|| "../../../shared/corpus".into(), PathBuf::from);
    let files = files(&root);
    if files.is_empty() {
        println!("no pictures: set WHENCE_CORPUS to a folder of them");
        return;
    }
    let inspector = Inspector::new(&TrustBook::default(), false);
    let mut costs: Vec<(Duration, Duration, &Path)> = files
        .iter()
        .map(|(path, bytes)| {
            let mut rounds = [const { Vec::new() }; 2];
            for _ in 0..ROUNDS {
                rounds[0].push(ours(&inspector, bytes));
                rounds[1].push(kamadak(bytes));
            }
            let [ours, kamadak] = rounds.map(median);
            (ours, kamadak, path.as_path())
        })
        .collect();
    costs.sort();
    let at = |share: usize| costs[(costs.len() - 1) * share / 100].0;
    let sum = |which: fn(&(Duration, Duration, &Path)) -> Duration| costs.iter().map(which).sum::<Duration>();
    let (all, parser) = (sum(|c| c.0), sum(|c| c.1));
    println!("{} files, structure and metadata of each: median {:?}, 95 % {:?}", costs.len(), at(50), at(95));
    for (ours, _, path) in costs.iter().rev().take(5) {
        println!("  {ours:>10.1?}  {}", path.display());
    }
    println!("ours {all:.1?} in all, kamadak-exif for Exif alone {parser:.1?}, ratio {:.2}", ratio(all, parser));
    if let Some(tool) = env::var_os("EXIFTOOL") {
        let begun = Instant::now();
        let mut command = Command::new(tool);
        command.args(["-j", "-G1", "-n", "-q"]).args(files.iter().map(|(path, _)| path)).stdout(Stdio::null());
        let _ = command.stderr(Stdio::null()).status();
        let theirs = begun.elapsed();
        println!("exiftool over all in one process {theirs:.1?}, ours over it {:.4}", ratio(all, theirs));
    }
}

/// From the step of structure to that of credentials, which is where the examination is stopped.
fn ours(inspector: &Inspector, bytes: &[u8]) -> Duration {
    let (mut begun, mut ended) = (None, None);
    let stopped = inspector.inspect(black_box(bytes), None, false, &mut |told| match told {
        Progress::Step(Step::Structure) => {
            begun = Some(Instant::now());
            ControlFlow::Continue(())
        }
        Progress::Step(Step::Credentials) => {
            ended = Some(Instant::now());
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    assert!(stopped.is_err(), "it was stopped before the credentials");
    ended.zip(begun).map_or(Duration::ZERO, |(ended, begun)| ended - begun)
}

fn kamadak(bytes: &[u8]) -> Duration {
    let begun = Instant::now();
    let _ = black_box(exif::Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes)));
    begun.elapsed()
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort();
    rounds[rounds.len() / 2]
}

fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

/// Every picture of a folder and those below it, without those that were made to break readers.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("hostile") {
            found.extend(files(&path));
        } else if let Ok(bytes) = fs::read(&path)
            && Inspector::format(&bytes).is_ok()
        {
            found.push((path, bytes));
        }
    }
    found
}
