#![no_main]

use whence_model::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let walk = whence_fuzz::walk(Format::Tiff, bytes);
    // The file is its own Exif block.
    whence_fuzz::metadata(&walk.blocks);
});
