//! Known pictures found again in copies of every kind, through the whole engine, and what found them.

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::Path};

use image::RgbImage;
use whence_engine::{
    Engine, Settings, Source, images_in,
    known::{Candidate, Column, List, Record, described},
};
use whence_model::{Lang, Report, VerdictKind, facts::known::MatchKind};
use whence_tests::{
    corpus::folder,
    known::copies::{self, COPIES},
};

fn report(engine: &Engine, name: &str, bytes: Vec<u8>) -> Report {
    let source = Source::Bytes { name: name.into(), bytes };
    let examined = engine.examine(&source, &mut |_| ControlFlow::Continue(())).expect(name);
    examined.report(Lang::En)
}

/// The stage that found the entry with this SHA-256.
fn stage(report: &Report, listed: &str) -> Option<&'static str> {
    let found = report.facts.known.matches.iter().find(|m| m.entry.sha256.as_deref() == Some(listed))?;
    Some(match found.by {
        MatchKind::Sha256 => "bytes",
        MatchKind::Pixels => "pixels",
        MatchKind::Pdq { area: None, .. } => "hash",
        MatchKind::Pdq { area: Some(_), .. } => "hash of a part",
        MatchKind::Shared(_) => "features",
    })
}

/// A list of one picture, as `whence known add` makes its entry.
fn list_of(bytes: &[u8]) -> (List, String) {
    let engine = Engine::new(Settings { known: Vec::new(), features: true, ..Settings::default() });
    let source = Source::Bytes { name: "listed.png".into(), bytes: bytes.to_vec() };
    let examined = engine.examine(&source, &mut |_| ControlFlow::Continue(())).unwrap();
    let mut words = Record::default();
    words.set(Column::Label, "altered");
    let record = described(&Candidate::from(&examined), &words).record;
    let columns = Column::ALL.map(Column::name).join(",");
    let line = Column::ALL.map(|column| record.get(column).to_owned()).join(",");
    (List::parse("Desk", &format!("{columns}\n{line}\n")).unwrap(), examined.exhibit().sha256.clone())
}

/// Each kind of copy of a picture, by the stage that found it; a copy that is not a known match is an error.
fn assert_found(
    (name, picture): (&str, &RgbImage),
    listed: &str,
    engine: &Engine,
    wanted: impl Fn(&str) -> bool,
    by: &mut BTreeMap<(usize, &'static str), u32>,
) {
    for (at, (kind, copy)) in COPIES.iter().enumerate().filter(|(_, (kind, _))| wanted(kind)) {
        let report = report(engine, "copy.jpg", copy(picture));
        let stage = stage(&report, listed).unwrap_or("nothing");
        *by.entry((at, stage)).or_default() += 1;
        assert!(stage != "nothing" || HARDEST.contains(kind), "{name}, {kind}: not found");
        if stage != "nothing" {
            assert_eq!(report.verdict.kind, VerdictKind::KnownMatch, "{name}, {kind}, {stage}: {:?}", report.verdict);
        }
    }
}

/// Of these copies less is left than is promised: they are counted, and nothing more.
const HARDEST: [&str; 2] = ["crop 30 % each side", "small in a screenshot"];

fn print(by: &BTreeMap<(usize, &str), u32>) {
    const STAGES: [&str; 6] = ["bytes", "pixels", "hash", "hash of a part", "features", "nothing"];
    println!("{:<28} {}", "copy", STAGES.map(|stage| format!("{stage:>15}")).concat());
    for (at, (kind, _)) in COPIES.iter().enumerate() {
        let counts = STAGES.map(|stage| format!("{:>15}", by.get(&(at, stage)).copied().unwrap_or_default()));
        println!("{kind:<28} {}", counts.concat());
    }
}

#[test]
fn copies_of_a_drawn_picture_are_known() {
    let picture = copies::drawn(7);
    let (list, listed) = list_of(&whence_tests::watermark::transforms::png(&picture));
    let engine = Engine::new(Settings { known: vec![list], previews: false, ..Settings::default() });
    let mut by = BTreeMap::new();
    assert_found(("drawn", &picture), &listed, &engine, |_| true, &mut by);
    print(&by);
    for other in 0..6 {
        let report = report(&engine, "other.png", whence_tests::watermark::transforms::png(&copies::drawn(other)));
        assert!(report.facts.known.matches.is_empty(), "{other}: {:?}", report.facts.known.matches);
    }
}

#[test]
fn other_containers_of_the_same_pixels_are_told_as_that() {
    let picture = copies::drawn(3);
    let png = whence_tests::watermark::transforms::png(&picture);
    let (list, listed) = list_of(&png);
    let engine = Engine::new(Settings { known: vec![list], previews: false, ..Settings::default() });
    let mut bmp = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bmp, image::ImageFormat::Bmp).unwrap();
    let copy = report(&engine, "copy.bmp", bmp.into_inner());
    assert_eq!(stage(&copy, &listed), Some("pixels"));
    assert_eq!(copy.verdict.because, ["known/same-pixels"]);
    assert_eq!(stage(&report(&engine, "listed.png", png), &listed), Some("bytes"));
}

/// With the list that ships, whose pictures stay out of the project.
#[test]
fn copies_of_the_pictures_on_the_list_that_ships_are_known() {
    let Some(folder) = folder("known") else { return };
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let mut by = BTreeMap::new();
    let images = images_in(&folder).unwrap().images;
    assert_eq!(images.len(), 30);
    for path in &images {
        let bytes = fs::read(path).unwrap();
        let name = path.display().to_string();
        let whole = report(&engine, "listed.jpg", bytes.clone());
        assert_eq!(
            (whole.verdict.kind, stage(&whole, &whole.exhibit.sha256)),
            (VerdictKind::KnownMatch, Some("bytes"))
        );
        // No entry is taken for another, but for the two renditions of one picture.
        let pope = |path: &str| path.contains("pope");
        for found in &whole.facts.known.matches {
            let itself = found.entry.sha256.as_ref() == Some(&whole.exhibit.sha256);
            assert!(itself || pope(&name), "{name}: {}", found.entry.title);
        }
        let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
        let wanted = |kind: &str| pope(&name) || kind == "5:3 cut, 500 wide";
        assert_found((&name, &picture), &whole.exhibit.sha256, &engine, wanted, &mut by);
    }
    print(&by);
}

#[test]
fn the_two_renditions_of_the_pope_find_each_other_by_features_alone() {
    let Some(folder) = folder("known") else { return };
    let renditions = ["pope-puffer-jacket-portrait.jpg", "pope-puffer-jacket-landscape.jpg"];
    for (listed, asked) in [(0, 1), (1, 0)] {
        let read = |at: usize| fs::read(folder.join(Path::new(renditions[at]))).unwrap();
        let (list, sha256) = list_of(&read(listed));
        let engine = Engine::new(Settings { known: vec![list], previews: false, ..Settings::default() });
        let report = report(&engine, "asked.jpg", read(asked));
        assert_eq!(stage(&report, &sha256), Some("features"));
        assert_eq!(report.verdict.kind, VerdictKind::KnownMatch);
        assert_eq!(report.verdict.because, ["known/shared-content"]);
    }
}
