//! The public watermark of generators: found in every form in which software hides it, and nowhere else.

use std::ops::ControlFlow;

use image::{Rgb, RgbImage};
use whence_engine::{Engine, Settings, Source};
use whence_model::{
    Lang, Report, Status,
    facts::pixels::{ColourPath, WatermarkLevel, WatermarkTest},
};
use whence_tests::{
    samples::scene,
    watermark::{MESSAGES, PATHS, TRANSFORMS, embedded, png},
};

fn examined(bytes: Vec<u8>) -> Report {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let source = Source::Bytes { name: "picture".into(), bytes };
    engine.examine(&source, &mut |_| ControlFlow::Continue(())).expect("a picture").report(Lang::En)
}

fn test(bytes: Vec<u8>) -> Option<WatermarkTest> {
    examined(bytes).facts.pixels.watermark
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
            for (transform, made) in &TRANSFORMS[..3] {
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
        for (transform, made) in TRANSFORMS {
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
    for picture in [RgbImage::from_pixel(512, 512, Rgb([200, 80, 40])), scene::landscape(255, 256), RgbImage::new(5, 5)]
    {
        let report = examined(png(&picture));
        assert_eq!(report.facts.pixels.watermark, None);
        assert_eq!(status(&report), Status::NotApplicable);
    }
}
