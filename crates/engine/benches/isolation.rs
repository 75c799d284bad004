//! What the locked room costs beside the same examination without it, in one run: each file of a batch, where rooms are kept, and
//! a single file, for which one is opened first. The project's samples and, where it is at hand, a photograph of 12 megapixels.
//! A room takes memory in larger steps than the program that starts it (`isolate/src/room.rs`), so that it can be the quicker one.
//!
//! `cargo bench --ignore-rust-version -p whence-engine --bench isolation`; `WHENCE_CORPUS` names the folder that has `c2pa/`.

use std::{
    env, fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use whence_engine::{Engine, Limits, Pool, Settings, Source, images_in, rooms, serve_if_locked_in, this_program};

/// The best of so many is told: whatever else the machine does only ever adds to it.
const ROUNDS: usize = 12;
const PHOTOGRAPH: &str = "c2pa/truepic-20230212-library.jpg";

fn main() {
    serve_if_locked_in();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let samples = images_in(&here.join("samples")).expect("the project has samples").images;
    let root = env::var_os("WHENCE_CORPUS").map_or_else(|| here.join("../shared/corpus"), PathBuf::from);
    // As the terminal examines, and as the window does.
    for previews in [false, true] {
        println!("{}", if previews { "with previews:" } else { "without previews:" });
        measured("samples, each", &samples, previews);
        match fs::metadata(root.join(PHOTOGRAPH)) {
            Ok(_) => measured("a photograph of 12 megapixels", &[root.join(PHOTOGRAPH)], previews),
            Err(_) => println!("  {PHOTOGRAPH} is not there: set WHENCE_CORPUS to the folder that has it"),
        }
    }
}

fn measured(what: &str, files: &[PathBuf], previews: bool) {
    let sources: Vec<Source> = files.iter().cloned().map(Source::File).collect();
    let (outside, batch) = (engine(None, previews), engine(Some(pool()), previews));
    let mut took = [const { Vec::new() }; 3];
    for source in &sources {
        examined(&batch, source);
    }
    for _ in 0..ROUNDS {
        // A room of its own for every file, opened when it comes.
        let single = |source: &Source| examined(&engine(Some(pool()), previews), source);
        let ways: [&dyn Fn(&Source) -> Duration; 3] =
            [&|source| examined(&outside, source), &|source| examined(&batch, source), &single];
        for (took, way) in took.iter_mut().zip(ways) {
            let all: Duration = sources.iter().map(way).sum();
            took.push(all.as_secs_f64() * 1e3 / sources.len() as f64);
        }
    }
    let [outside, batch, single] = took.map(best);
    println!("  {what}: {outside:.2} ms without the room");
    for (how, with) in [("in a batch", batch), ("as a single file", single)] {
        println!("    {how}: {with:.2} ms, {:+.2} ms, ratio {:.2}", with - outside, with / outside);
    }
}

fn engine(room: Option<Pool>, previews: bool) -> Engine {
    Engine::new(Settings { room, previews, ..Settings::default() })
}

fn pool() -> Pool {
    rooms(this_program(), &Limits::default())
}

fn examined(engine: &Engine, source: &Source) -> Duration {
    let began = Instant::now();
    engine.examine(source, &mut |_| ControlFlow::Continue(())).expect("a sound picture");
    began.elapsed()
}

fn best(all: Vec<f64>) -> f64 {
    all.into_iter().fold(f64::INFINITY, f64::min)
}
