#![no_main]

use whence_fuzz::{makers::MAKERS, tiff::tiff};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let (make, header) = MAKERS[usize::from(first & 0x7f) % MAKERS.len()];
    let (make, note) = ([make.as_bytes(), b"\0"].concat(), [header, rest].concat());
    whence_fuzz::exif(&tiff(first > 0x7f, &[(0x010f, 2, &make)], &[(0x927c, 7, &note)]));
});
