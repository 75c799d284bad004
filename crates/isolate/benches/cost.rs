//! What the room costs beside the same work without it, in one run: `cargo bench -p whence-isolate`. The work is to add up 4 MB,
//! as long as a photograph of 12 megapixels is as a file, and to answer with 5 MB, as long as its preview is.

use std::{env, hint::black_box, ops::ControlFlow, time::Instant};

use whence_isolate::{Limits, Pool, serve_if_locked_in};

const ROUNDS: u32 = 200;

fn work(question: &[u8]) -> Vec<u8> {
    let sum = question.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    vec![black_box(sum); 5 << 20]
}

fn main() {
    serve_if_locked_in(&|question, _| work(question));
    let question = vec![7; 4 << 20];
    let pool = |pieces| Pool::new(env::current_exe().unwrap(), Limits { pieces, ..Limits::default() });
    let ask = |pool: &Pool| pool.ask(&[&question], &mut |_| ControlFlow::Continue(())).unwrap().0.len();
    let (kept, fresh) = (pool(32), pool(1));
    let mut took = [0.0; 3];
    for _ in 0..ROUNDS {
        let ways: [&dyn Fn() -> usize; 3] = [&|| work(&question).len(), &|| ask(&kept), &|| ask(&fresh)];
        for (took, way) in took.iter_mut().zip(ways) {
            let began = Instant::now();
            black_box(way());
            *took += began.elapsed().as_secs_f64() * 1e3 / f64::from(ROUNDS);
        }
    }
    let [alone, kept, fresh] = took;
    println!("4 MB in, 5 MB out, mean of {ROUNDS}: without the room {alone:.2} ms");
    println!("in a room that is kept for 32: {kept:.2} ms, {:.2} more", kept - alone);
    println!("in a room of its own: {fresh:.2} ms, {:.2} more", fresh - alone);
}
