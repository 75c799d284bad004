#![no_main]

use whence_inspect::{Inspection, Told};
use whence_model::Refusal;

// What comes out of a locked room that somebody has taken over: all that the engine reads of it.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if !whence_model::is_sound(bytes) {
        return;
    }
    if let Ok(answer) = rmp_serde::from_slice::<Result<Inspection, Refusal>>(bytes) {
        whence_fuzz::passes(&answer);
    }
    if let Ok(answer) = rmp_serde::from_slice::<Result<Told, Refusal>>(bytes) {
        whence_fuzz::passes(&answer);
    }
});
