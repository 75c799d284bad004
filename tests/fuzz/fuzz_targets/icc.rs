#![no_main]

use whence_inspect::parsers::BlockKind::Icc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    whence_fuzz::metadata(&[whence_fuzz::block(Icc, bytes)]);
});
