//! `cargo xtask watermark DIR`: how often the public watermark is found again in pictures of a folder, and in drawn ones,
//! that were marked and then processed; and how high the same pictures score without it.

use std::{env, ops::ControlFlow, path::Path, process::ExitCode};

use image::RgbImage;
use whence_engine::{Engine, Settings, Source, images_in};
use whence_model::{
    Lang,
    facts::pixels::{ColourPath, WatermarkLevel, WatermarkTest},
};
use whence_tests::{
    samples::scene,
    watermark::{self, MESSAGES, TRANSFORMS},
};

/// What software writes: the message by its place in [`MESSAGES`], and how.
const WRITTEN: [(usize, ColourPath); 7] = [
    (0, ColourPath::U8),
    (1, ColourPath::U8),
    (1, ColourPath::F32),
    (2, ColourPath::F32),
    (2, ColourPath::F32Swapped),
    (3, ColourPath::F32),
    (4, ColourPath::U8),
];

/// Pictures are reduced to this side, which is what such software makes.
const SIDE: u32 = 1024;

fn main() -> ExitCode {
    let Some(folder) = env::args().nth(1) else {
        eprintln!("measure-watermark DIR");
        return ExitCode::from(2);
    };
    let images = match images_in(Path::new(&folder)) {
        Ok(found) => found.images,
        Err(refusal) => {
            eprintln!("{folder}: {}", refusal.sentence(Lang::En));
            return ExitCode::FAILURE;
        }
    };
    let mut pictures: Vec<RgbImage> = images.iter().filter_map(|path| image::open(path).ok()).map(reduced).collect();
    pictures.retain(|picture| picture.width() * picture.height() >= 256 * 256);
    let folders = pictures.len();
    let mut moon = scene::landscape(1000, 750);
    scene::moon(&mut moon);
    pictures.extend([scene::landscape(1024, 768), moon, scene::puffer_jacket(768, 1024)]);
    println!("{} pictures: {folders} of the folder, {} drawn", pictures.len(), pictures.len() - folders);

    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    println!("found again (found as another message), of {}:", pictures.len());
    for (message, path) in WRITTEN {
        let (name, bits) = MESSAGES[message];
        println!("{name}, {path:?}");
        let marked: Vec<RgbImage> = pictures.iter().map(|picture| watermark::embedded(picture, bits, path)).collect();
        for (transform, made) in TRANSFORMS {
            let found: Vec<_> = marked.iter().filter_map(|picture| test(&engine, made(picture))).collect();
            let right = |test: &&WatermarkTest| usize::from(test.bits) == bits.len();
            let found: Vec<_> = found.iter().filter(|test| test.level == WatermarkLevel::Found).collect();
            let again = found.iter().filter(|test| right(test)).count();
            println!("  {transform:<16} {again:>4} ({})", found.len() - again);
        }
    }
    let unmarked: Vec<_> = TRANSFORMS
        .iter()
        .flat_map(|(_, made)| pictures.iter().map(made))
        .filter_map(|bytes| test(&engine, bytes))
        .collect();
    let beyond = unmarked.iter().filter(|test| test.level != WatermarkLevel::Chance).count();
    println!("unmarked: {} files tested, {beyond} beyond chance", unmarked.len());
    for (name, bits) in MESSAGES {
        let scores = unmarked.iter().filter(|test| usize::from(test.bits) == bits.len()).map(|test| test.score);
        println!("  {name:<18} highest best score {:.3}", scores.fold(0.0, f32::max));
    }
    ExitCode::SUCCESS
}

fn reduced(picture: image::DynamicImage) -> RgbImage {
    if picture.width().max(picture.height()) > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture }.to_rgb8()
}

fn test(engine: &Engine, bytes: Vec<u8>) -> Option<WatermarkTest> {
    let source = Source::Bytes { name: "picture".into(), bytes };
    let examined = engine.examine(&source, &mut |_| ControlFlow::Continue(())).ok()?;
    examined.report(Lang::En).facts.pixels.watermark
}
