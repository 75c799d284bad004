#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    whence_fuzz::exif(bytes);
});
