//! The public watermark of generators: found in every form in which software hides it, and nowhere else.

use std::ops::ControlFlow;

use image::{Rgb, RgbImage};
use whence_engine::{Engine, Request, Settings, Source};
use whence_model::{
    Lang, Report, Status,
    facts::pixels::{ColourPath, CropSearch, CropTest, WatermarkLevel, WatermarkTest},
};
use whence_tests::{
    samples::scene,
    watermark::{
        MESSAGES, PATHS, embedded,
        transforms::{CROPS, WHOLE, cropped, png},
    },
};

fn examined(bytes: Vec<u8>) -> Report {
    asked(bytes, false)
}

fn asked(bytes: Vec<u8>, deep: bool) -> Report {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let source = Source::Bytes { name: "picture".into(), bytes };
    let request = Request { deep, ..Request::from(&source) };
    engine.examine(request, &mut |_| ControlFlow::Continue(())).expect("a picture").report(Lang::En)
}

fn test(bytes: Vec<u8>) -> Option<WatermarkTest> {
    examined(bytes).facts.pixels.watermark
}

fn best(search: &CropSearch) -> &CropTest {
    match search {
        CropSearch::Searched { best: Some(best) } => best,
        other => panic!("not searched: {other:?}"),
    }
}

fn status(report: &Report) -> Status {
    report.rows.iter().find(|row| row.check == "declared/public-watermark").expect("it is in the catalogue").status
}

/// Sides that are no multiple of a block: what is left over carries nothing.
fn landscape() -> RgbImage {
    scene::landscape(645, 523)
}

#[test]
fn every_message_in_every_path_after_png_and_jpeg_95() {
    for (name, bits) in MESSAGES {
        for (path_name, path) in PATHS {
            let marked = embedded(&landscape(), bits, path);
            for (transform, made) in &WHOLE[..3] {
                let found = test(made(&marked)).expect("tested");
                assert_eq!(usize::from(found.bits), bits.len(), "{name}, {path_name}, {transform}: {found:?}");
                assert_eq!(found.level, WatermarkLevel::Found, "{name}, {path_name}, {transform}: {found:?}");
                if *transform == "PNG" {
                    assert!(found.path == path && found.score > 0.85, "{name}, {path_name}: {found:?}");
                }
            }
        }
    }
}

#[test]
fn a_marked_picture_gets_a_finding() {
    let report = examined(png(&embedded(&landscape(), MESSAGES[2].1, ColourPath::F32)));
    assert_eq!(status(&report), Status::Finding);
}

#[test]
fn silent_where_there_is_none() {
    let noise = RgbImage::from_fn(512, 512, |x, y| {
        let n = (u64::from(x) << 32 | u64::from(y)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let n = (n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        Rgb([(n >> 56) as u8, (n >> 48) as u8, (n >> 40) as u8])
    });
    let mut moon = landscape();
    scene::moon(&mut moon);
    for (name, picture) in
        [("landscape", landscape()), ("moon", moon), ("jacket", scene::puffer_jacket(640, 800)), ("noise", noise)]
    {
        for (transform, made) in WHOLE {
            let found = test(made(&picture)).expect("tested");
            assert_eq!(found.level, WatermarkLevel::Chance, "{name}, {transform}: {found:?}");
            assert!(found.score < 0.45, "{name}, {transform}: {found:?}");
        }
    }
}

/// Letters have their upper bits in common, so that every text agrees with every other one by those.
#[test]
fn silent_on_other_texts() {
    for text in ["test", "Whence", "SD.N", "An Invoice", "StableXL"] {
        let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
        let found = test(png(&embedded(&landscape(), &bits, ColourPath::U8))).expect("tested");
        assert_eq!(found.level, WatermarkLevel::Chance, "{text}: {found:?}");
    }
}

#[test]
fn flat_and_small_pictures_are_not_tested() {
    for picture in [RgbImage::from_pixel(512, 512, Rgb([200, 80, 40])), scene::landscape(127, 128), RgbImage::new(5, 5)]
    {
        let report = examined(png(&picture));
        assert_eq!(report.facts.pixels.watermark, None);
        assert_eq!(report.facts.pixels.watermark_crop, CropSearch::NotPossible);
        assert_eq!(status(&report), Status::NotApplicable);
    }
}

#[test]
fn small_crops_are_searched_unasked() {
    for (name, bits) in [MESSAGES[0], MESSAGES[2], MESSAGES[3], MESSAGES[4]] {
        for (path_name, path) in PATHS {
            let marked = embedded(&landscape(), bits, path);
            // 83 and 62 pixels off: blocks begin 5 and 2 further in.
            let report = examined(png(&cropped(&marked, 83, 62, 550, 450)));
            let found = best(&report.facts.pixels.watermark_crop);
            assert_eq!(found.test.level, WatermarkLevel::Found, "{name}, {path_name}: {found:?}");
            assert_eq!((found.offset, found.test.path), ((5, 2), path), "{name}, {path_name}: {found:?}");
            assert_eq!(usize::from(found.test.bits), bits.len(), "{name}, {path_name}: {found:?}");
            assert_eq!(status(&report), Status::Finding, "{name}, {path_name}");
            assert_ne!(report.facts.pixels.watermark.map(|test| test.level), Some(WatermarkLevel::Found));
        }
    }
}

#[test]
fn a_crop_under_the_size_that_is_marked() {
    let report = examined(png(&cropped(&embedded(&landscape(), MESSAGES[2].1, ColourPath::F32), 201, 100, 240, 250)));
    assert_eq!(report.facts.pixels.watermark, None);
    assert_eq!(best(&report.facts.pixels.watermark_crop).test.level, WatermarkLevel::Found);
    assert_eq!(status(&report), Status::Finding);
}

#[test]
fn larger_crops_are_searched_when_asked() {
    let marked = embedded(&scene::landscape(1280, 960), MESSAGES[3].1, ColourPath::F32);
    let file = png(&cropped(&marked, 7, 1, 1273, 959));
    let report = asked(file.clone(), false);
    assert_eq!((&report.facts.pixels.watermark_crop, status(&report)), (&CropSearch::NotAsked, Status::NothingFound));
    let report = asked(file, true);
    let found = best(&report.facts.pixels.watermark_crop);
    assert_eq!((found.test.level, found.offset), (WatermarkLevel::Found, (1, 7)), "{found:?}");
    assert_eq!(status(&report), Status::Finding);
}

#[test]
fn silent_on_crops_without_a_mark() {
    for (name, picture) in [("landscape", scene::landscape(1024, 768)), ("jacket", scene::puffer_jacket(640, 800))] {
        for (crop, made) in CROPS {
            let report = examined(made(&picture));
            let found = best(&report.facts.pixels.watermark_crop);
            assert_eq!(found.test.level, WatermarkLevel::Chance, "{name}, {crop}: {found:?}");
            assert_eq!(status(&report), Status::NothingFound, "{name}, {crop}");
        }
    }
}

#[test]
fn silent_on_crops_with_other_texts() {
    for text in ["test", "Whence", "SD.N", "An Invoice", "StableXL"] {
        let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
        let marked = embedded(&landscape(), &bits, ColourPath::U8);
        let report = examined(png(&cropped(&marked, 3, 3, 640, 515)));
        let found = best(&report.facts.pixels.watermark_crop);
        assert_eq!(found.test.level, WatermarkLevel::Chance, "{text}: {found:?}");
    }
}

/// The row of the table that moves first when the detector changes.
#[test]
fn the_measured_rates_are_fresh() {
    use whence_tests::{
        corpus,
        watermark::{carriers::carriers, rates},
    };
    // Its parent is what was measured.
    let Some(folder) = corpus::folder("known") else { return };
    let table = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/checks/watermark.tsv");
    let table = std::fs::read_to_string(table).expect("it is committed");
    let carriers = carriers(folder.parent().expect("the corpus")).expect("pictures");
    let marked: Vec<_> =
        carriers.iter().map(|(_, picture)| embedded(picture, MESSAGES[2].1, ColourPath::F32)).collect();
    let transform = *WHOLE.iter().find(|(name, _)| *name == "JPEG 75").expect("it is measured");
    let row = rates::row(&marked, (2, ColourPath::F32), false, transform);
    let line = format!("whole\tSDXL\tF32\tJPEG 75\t{}\t{}\n", row.found, row.of);
    assert!(table.contains(&line), "run `cargo xtask watermark DIR --write`: now {line}");
}
