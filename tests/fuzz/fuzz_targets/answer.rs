#![no_main]

use whence_inspect::{Inspection, Told};
use whence_model::{Refusal, drawn_jpeg, drawn_png};

// What comes out of a locked room that somebody has taken over: all that the engine reads of it.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // As its pictures are looked at, before anything outside draws them.
    let sides = [drawn_png(bytes), drawn_jpeg(bytes)].into_iter().flatten();
    assert!(sides.flat_map(|(width, height)| [width, height]).all(|side| side > 0));
    if !whence_model::is_sound(bytes) {
        return;
    }
    if let Ok(answer) = rmp_serde::from_slice::<Result<Inspection, Refusal>>(bytes) {
        whence_fuzz::passes(&answer);
        let _ = answer.map(|inspection| inspection.is_drawn());
    }
    if let Ok(answer) = rmp_serde::from_slice::<Result<Told, Refusal>>(bytes) {
        whence_fuzz::passes(&answer);
    }
});
