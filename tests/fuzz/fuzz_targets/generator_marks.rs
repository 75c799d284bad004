#![no_main]

use whence_fuzz::{block, tiff::tiff};
use whence_inspect::parsers::{self, BlockKind};

/// Between texts: programs write several, which mean something together.
const BETWEEN: u8 = 0x1e;

/// Where in Exif programs write: title, make, model, software, artist, Windows' comment, and the one of the Exif directory.
const MAIN: [u16; 7] = [0x010d, 0x010e, 0x010f, 0x0110, 0x0131, 0x013b, 0x9c9c];
const USER_COMMENT: u16 = 0x9286;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (mut blocks, mut main, mut exif) = (Vec::new(), Vec::new(), Vec::new());
    // The first byte says where a text stands; a PNG's text has a key before it.
    for text in bytes.split(|byte| *byte == BETWEEN).take(16) {
        match text.split_first() {
            Some((b't', rest)) => {
                let (key, value) = rest.split_at(rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()));
                let kind = BlockKind::Text { key: String::from_utf8_lossy(key).into_owned() };
                blocks.push(block(kind, value.get(1..).unwrap_or_default()));
            }
            Some((b'x', packet)) => blocks.push(block(BlockKind::Xmp, packet)),
            Some((b'i', datasets)) => blocks.push(block(BlockKind::Iptc, datasets)),
            Some((b's', trailer)) => blocks.push(block(BlockKind::SamsungTrailer, trailer)),
            Some((b'u', comment)) => exif.push((USER_COMMENT, 7, comment)),
            Some((at @ b'0'..=b'6', value)) => {
                main.push((MAIN[usize::from(at - b'0')], if *at == b'6' { 1 } else { 2 }, value))
            }
            _ => {}
        }
    }
    let tiff = tiff(false, &main, &exif);
    blocks.push(block(BlockKind::Exif, &tiff));
    let metadata = parsers::metadata(&blocks);
    let generator = parsers::generator(&metadata, None);
    let sent = whence_fuzz::passes(&generator);
    assert!(whence_fuzz::encoded(&parsers::generator(&metadata, None)) == sent, "the second time it reads other marks");
});
