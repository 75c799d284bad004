#![no_main]

use whence_model::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    whence_fuzz::walk(Format::Jpeg, bytes);
});
