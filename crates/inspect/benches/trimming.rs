//! What it costs to look for borders, bars and screens around a picture, beside decoding it: a photograph of 12 million
//! pixels, which has none, the same between black bars, and a screen. All are timed in one run.
//!
//! `cargo bench --ignore-rust-version -p whence-inspect --bench trimming`; `WHENCE_CORPUS` names the folder that has `c2pa/`.

use std::{
    env, fs,
    hint::black_box,
    io::Cursor,
    path::PathBuf,
    time::{Duration, Instant},
};

use image::{ImageFormat, Rgb, RgbImage, imageops};

const ROUNDS: usize = 15;

const PHOTOGRAPH: &str = "c2pa/truepic-20230212-library.jpg";

fn main() {
    let root = env::var_os("WHENCE_CORPUS").map_or_else(|| "../../../shared/corpus".into(), PathBuf::from);
    let Ok(photograph) = fs::read(root.join(PHOTOGRAPH)) else {
        println!("{PHOTOGRAPH} is not there: set WHENCE_CORPUS to the folder that has it");
        return;
    };
    let picture = image::load_from_memory(&photograph).expect("it is a photograph").to_rgb8();
    let mut barred = picture.clone();
    let (width, height) = picture.dimensions();
    let bar = RgbImage::new(width, height / 10);
    imageops::replace(&mut barred, &bar, 0, 0);
    imageops::replace(&mut barred, &bar, 0, (height - height / 10).into());
    let mut screen = RgbImage::from_pixel(1080, 2160, Rgb([255; 3]));
    imageops::replace(&mut screen, &imageops::thumbnail(&picture, 1080, 810), 0, 400);
    let (barred, screen) = (file(&barred, ImageFormat::Jpeg), file(&screen, ImageFormat::Png));
    for (name, bytes) in [("photograph", photograph), ("between bars", barred), ("screen", screen)] {
        let mut rounds = [const { Vec::new() }; 3];
        let mut found = 0;
        for _ in 0..ROUNDS {
            let (times, areas) = times(&bytes);
            found = areas;
            rounds.iter_mut().zip(times).for_each(|(round, time)| round.push(time));
        }
        let [decoding, looking, hashing] = rounds.map(median);
        let ratio = looking.as_secs_f64() / decoding.as_secs_f64();
        println!(
            "{name}: decoding {decoding:.1?}, looking for areas {looking:.2?}, ratio {ratio:.3}; {found} found, \
             hashing with them {hashing:.1?}"
        );
    }
}

fn times(bytes: &[u8]) -> ([Duration; 3], usize) {
    let mut steps = Vec::new();
    let (_, areas) = whence_inspect::hashes(black_box(bytes), &mut || steps.push(Instant::now())).expect("a picture");
    steps.push(Instant::now());
    ([steps[1] - steps[0], steps[2] - steps[1], steps[3] - steps[2]], black_box(areas).len())
}

fn file(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture can be written to memory");
    bytes.into_inner()
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort();
    rounds[rounds.len() / 2]
}
