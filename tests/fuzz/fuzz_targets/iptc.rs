#![no_main]

use whence_inspect::parsers::BlockKind::{Iptc, Photoshop};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Datasets stand in Photoshop's resources, and without them.
    let kind = if bytes.starts_with(b"8BIM") { Photoshop } else { Iptc };
    whence_fuzz::metadata(&[whence_fuzz::block(kind, bytes)]);
});
