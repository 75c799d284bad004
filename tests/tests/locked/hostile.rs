//! Files that somebody made to do harm, or that are damaged: each ends in a report or a sentence, within its limits.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use libtest_mimic::Failed;
use whence_engine::{Engine, Limits, Source};
use whence_model::{Lang, Row, facts::pixels::PixelState};
use whence_tests::{bombs, corpus};

use crate::{bytes_of, examine, locked, samples};

/// How one file ended, in a word, and how long it took.
fn ends(engine: &Engine, bytes: Vec<u8>) -> (String, Duration) {
    let source = Source::Bytes { name: "hostile".into(), bytes };
    let began = Instant::now();
    let examined = examine(engine, &source);
    let took = began.elapsed();
    let word = match &examined {
        Err(refusal) => {
            for lang in [Lang::En, Lang::Fr] {
                assert!(refusal.sentence(lang).len() > 20);
            }
            let kind = serde_json::to_value(refusal).unwrap();
            format!("no report: {}", kind["kind"].as_str().unwrap())
        }
        Ok(examination) => {
            let report = examination.report(Lang::En);
            let broke = |row: &&Row| row.message.starts_with("The check itself broke");
            let broken: Vec<&str> = report.rows.iter().filter(broke).map(|row| row.check.as_str()).collect();
            assert!(broken.is_empty(), "{broken:?}");
            let state = match report.facts.pixels.state {
                PixelState::Decoded { .. } => "decoded",
                PixelState::TooMany { .. } => "too many pixels",
                PixelState::NoDecoder => "no decoder",
                _ => "pixels damaged",
            };
            format!("report, {state}")
        }
    };
    (word, took)
}

/// What the room was closed for: none of it is what a file that is only damaged may do.
fn is_violent(word: &str) -> bool {
    ["crashed", "trespassed", "garbled", "too_deep", "broke", "unconfined"].iter().any(|kind| word.ends_with(kind))
}

pub fn bombs_end_within_the_limits() -> Result<(), Failed> {
    let limits = Limits::default();
    let engine = locked(limits);
    let limit = Duration::from_secs(limits.seconds.into()) + Duration::from_secs(1);
    let mut wrong = Vec::new();
    for bombs::Bomb { name, bytes } in bombs::all() {
        let size = bytes.len();
        let (word, took) = ends(&engine, bytes);
        println!("{:>9} bytes {:>6.2} s  {word:<28} {name}", size, took.as_secs_f32());
        if is_violent(&word) || took > limit {
            wrong.push(format!("{name}: {word} after {} s", took.as_secs_f32()));
        }
        let next = examine(&engine, &Source::File(samples().swap_remove(0)));
        assert!(next.is_ok(), "the next file is read: {:?}", next.err());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Cuts of each sample, and changes.
const CUTS: usize = 6;
const CHANGES: usize = 12;

pub fn damaged_samples_end_in_a_report_or_a_sentence() -> Result<(), Failed> {
    let mut files = Vec::new();
    for path in samples() {
        let (whole, name) = (bytes_of(&path), path.file_name().unwrap().to_string_lossy().into_owned());
        for cut in 1..=CUTS {
            let at = whole.len() * cut / (CUTS + 1);
            files.push((format!("{name} cut at {at}"), whole[..at].to_vec()));
        }
        for change in 0..CHANGES {
            let mut bytes = whole.clone();
            // The same places in every run, most of them near the beginning.
            let at = if change % 2 == 0 { change * 97 } else { whole.len() * change / CHANGES } % whole.len();
            bytes[at] ^= 1 << (change % 8);
            files.push((format!("{name} changed at {at}"), bytes));
        }
    }
    assert!(files.len() > 300);
    all_end(files)
}

/// The fuzzing corpus of Go's image libraries, where it is at hand.
pub fn a_corpus_of_attacks_ends_in_reports_or_sentences() -> Result<(), Failed> {
    let Some(folder) = corpus::folder("hostile") else { return Ok(()) };
    let unpacked = std::env::temp_dir().join(format!("whence-hostile-{}", std::process::id()));
    fs::create_dir_all(&unpacked)?;
    let packed = folder.join("go-fuzz-corpus.tar.gz");
    assert!(Command::new("tar").arg("xzf").arg(packed).arg("-C").arg(&unpacked).status()?.success());
    let mut paths = Vec::new();
    files_in(&unpacked, &mut paths);
    let files = paths.iter().map(|path| (path.display().to_string(), bytes_of(path))).collect();
    let ended = all_end(files);
    fs::remove_dir_all(&unpacked)?;
    ended
}

fn files_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_in(&path, found) } else { found.push(path) }
    }
}

/// Examines all of them on two threads, and prints how many ended how.
fn all_end(files: Vec<(String, Vec<u8>)>) -> Result<(), Failed> {
    let limits = Limits::default();
    let engine = locked(limits);
    let half = files.len() / 2;
    let mut parts = [files[..half].to_vec(), files[half..].to_vec()];
    let outcomes: Vec<(String, String, Duration)> = std::thread::scope(|scope| {
        let engine = &engine;
        let threads = parts.each_mut().map(|part| {
            let part = std::mem::take(part);
            scope.spawn(move || {
                let one = |(name, bytes)| {
                    let (word, took) = ends(engine, bytes);
                    (name, word, took)
                };
                part.into_iter().map(one).collect::<Vec<_>>()
            })
        });
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut table: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
    for (_, word, took) in &outcomes {
        let (many, longest) = table.entry(word).or_default();
        (*many, *longest) = (*many + 1, (*longest).max(*took));
    }
    for (word, (many, longest)) in &table {
        println!("{many:>6}  {word:<34} longest {:>7.1} ms", longest.as_secs_f32() * 1e3);
    }
    println!("{:>6}  in all", outcomes.len());
    let limit = Duration::from_secs(limits.seconds.into()) + Duration::from_secs(1);
    let wrong = outcomes.iter().filter(|(_, word, took)| is_violent(word) || *took > limit);
    let wrong: Vec<String> = wrong.map(|(name, word, _)| format!("{name}: {word}")).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
