#![no_main]

use whence_model::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // One reader, told by the brands which of the two it reads.
    let heif = bytes.get(8..12).is_some_and(|brand| brand != b"avif" && brand != b"avis");
    whence_fuzz::walk(if heif { Format::Heif } else { Format::Avif }, bytes);
});
