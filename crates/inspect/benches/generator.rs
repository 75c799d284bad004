//! What the marks of generators cost beside decoding the picture that they may stand in: those in metadata, data hidden
//! in the pixels, and the public watermark, without the search in crops. One photograph of 12 million pixels, as JPEG and as
//! PNG; both are timed in one run.
//!
//! `cargo bench --ignore-rust-version -p whence-inspect --bench generator`; `WHENCE_CORPUS` names the folder that has `c2pa/`.

use std::{
    env, fs,
    hint::black_box,
    io::Cursor,
    path::PathBuf,
    time::{Duration, Instant},
};

use image::ImageFormat;

const ROUNDS: usize = 9;

const PHOTOGRAPH: &str = "c2pa/truepic-20230212-library.jpg";

fn main() {
    let root = env::var_os("WHENCE_CORPUS").map_or_else(|| "../../../shared/corpus".into(), PathBuf::from);
    let Ok(jpeg) = fs::read(root.join(PHOTOGRAPH)) else {
        println!("{PHOTOGRAPH} is not there: set WHENCE_CORPUS to the folder that has it");
        return;
    };
    let picture = image::load_from_memory(&jpeg).expect("it is a photograph");
    println!("{} × {} pixels", picture.width(), picture.height());
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).expect("a PNG can be written to memory");
    for (name, bytes) in [("JPEG", jpeg), ("PNG", png.into_inner())] {
        let mut rounds = [const { Vec::new() }; 2];
        for _ in 0..ROUNDS {
            let [decoding, marks] = times(&bytes);
            rounds[0].push(decoding);
            rounds[1].push(marks);
        }
        let [decoding, marks] = rounds.map(median);
        let ratio = marks.as_secs_f64() / decoding.as_secs_f64();
        println!("{name}: decoding {decoding:.1?}, marks of generators {marks:.1?}, ratio {ratio:.2}");
    }
}

fn times(bytes: &[u8]) -> [Duration; 2] {
    let mut steps = Vec::new();
    let found = whence_inspect::marks(black_box(bytes), &mut || steps.push(Instant::now()));
    steps.push(Instant::now());
    black_box(found.expect("it was decoded"));
    [steps[1] - steps[0], steps[2] - steps[1]]
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort();
    rounds[rounds.len() / 2]
}
