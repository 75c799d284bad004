#![no_main]

use whence_inspect::parsers::BlockKind::{ExtendedXmp, Xmp};

/// Between packets; in XML it stands nowhere.
const BETWEEN: u8 = 0x1e;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let packets = bytes.split(|byte| *byte == BETWEEN).enumerate();
    // The second is extended XMP, where the first asks for it by this GUID.
    let kind = |index| if index == 1 { ExtendedXmp { guid: "A".into() } } else { Xmp };
    let blocks: Vec<_> = packets.map(|(index, packet)| whence_fuzz::block(kind(index), packet)).collect();
    whence_fuzz::metadata(&blocks);
});
