//! Files that are cut short or changed at any byte: whatever stands there is read or told as damage, and nothing breaks. Overflow
//! in arithmetic is a panic in this build.

use std::{fs, ops::ControlFlow, path::Path};

use whence_engine::{Engine, Progress, Settings, Source, Step, images_in};
use whence_model::{Lang, Refusal};
use whence_tests::corpus::folder;

/// Changes of each file; most readers look at its first and last bytes.
const CHANGES: usize = 600;
const CUTS: usize = 60;

/// The same numbers in every run (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Reads structure and metadata, and stops before credentials and pixels, which libraries read.
fn read(engine: &Engine, bytes: Vec<u8>) -> Result<(), String> {
    let source = Source::Bytes { name: "damaged".into(), bytes };
    let stopped = engine.examine(&source, &mut |told| match told {
        Progress::Step(Step::Credentials) => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    match stopped {
        Err(Refusal::Broke { detail }) => Err(detail.to_string()),
        _ => Ok(()),
    }
}

/// Everything, with the checks.
fn examine(engine: &Engine, bytes: Vec<u8>) -> Result<(), String> {
    let source = Source::Bytes { name: "damaged".into(), bytes };
    match engine.examine(&source, &mut |_| ControlFlow::Continue(())) {
        Err(Refusal::Broke { detail }) => Err(detail.to_string()),
        Err(_) => Ok(()),
        Ok(examined) => {
            let broke = |row: &whence_model::Row| row.message.starts_with("The check itself broke");
            let report = examined.report(Lang::En);
            report.rows.iter().find(|row| broke(row)).map_or(Ok(()), |row| Err(row.check.clone()))
        }
    }
}

/// Every break that was found, with the file.
fn broken(engine: &Engine, file: &Path) -> Vec<String> {
    let whole = fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let mut numbers = Numbers(whole.len() as u64);
    let mut found = Vec::new();
    let mut note = |what: String, outcome: Result<(), String>| {
        if let Err(why) = outcome {
            found.push(format!("{name}, {what}: {why}"));
        }
    };
    for cut in 0..CUTS {
        let at = if cut < CUTS / 2 { numbers.below(whole.len().min(4096)) } else { numbers.below(whole.len()) };
        note(format!("cut at {at}"), read(engine, whole[..at].to_vec()));
    }
    for change in 0..CHANGES {
        let mut bytes = whole.clone();
        let ends = bytes.len().min(6000);
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(ends);
            let at = if change % 4 == 0 { bytes.len() - 1 - at } else { at };
            bytes[at] = [0, 0xff, 0x7f, 0x80, numbers.below(256) as u8][numbers.below(5)];
        }
        let outcome = if change % 100 == 0 { examine(engine, bytes) } else { read(engine, bytes) };
        note(format!("change {change}"), outcome);
    }
    found
}

fn engine() -> Engine {
    Engine::new(Settings { previews: false, ..Settings::default() })
}

#[test]
fn damaged_samples_break_nothing() {
    let engine = engine();
    let samples = images_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")).unwrap().images;
    assert!(samples.len() > 10);
    let found: Vec<String> = samples.iter().flat_map(|file| broken(&engine, file)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn damaged_camera_files_break_nothing() {
    let Some(folder) = folder("exif") else { return };
    let engine = engine();
    let small = |file: &std::path::PathBuf| fs::metadata(file).is_ok_and(|m| m.len() < 1 << 20);
    let files: Vec<_> = images_in(&folder).unwrap().images.into_iter().filter(small).collect();
    let found: Vec<String> = files.iter().flat_map(|file| broken(&engine, file)).collect();
    assert!(found.is_empty(), "{found:#?}");
}
