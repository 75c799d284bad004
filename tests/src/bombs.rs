//! Small files that cost whoever reads them much: pictures that grow a thousandfold, structures without end, and claims of sizes
//! that no disk has. Each is made here, in code; none is kept.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::ZlibEncoder};

use crate::samples::{container, scene};

/// A file, and what is wrong with it.
pub struct Bomb {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// 196 million pixels: under the limit of 200, so that they are decoded.
const SIDE: u32 = 14_000;
const DEEP: usize = 100_000;

type Make = fn() -> Vec<u8>;

pub fn all() -> Vec<Bomb> {
    let made: [(&str, Make); 20] = [
        ("a PNG of 196 million pixels, colour and alpha", || {
            png(SIDE, SIDE, 6, &zeros((4 * SIDE as usize + 1) * SIDE as usize))
        }),
        ("a PNG that claims four thousand million million pixels", || png(0x7fff_ffff, 0x7fff_ffff, 6, &zeros(100))),
        ("a PNG whose zTXt grows to 256 MiB", || {
            png_with(b"zTXt", &[b"parameters\0\0", zeros(1 << 28).as_slice()].concat())
        }),
        ("a PNG whose iCCP grows to 256 MiB", || png_with(b"iCCP", &[b"icc\0\0", zeros(1 << 28).as_slice()].concat())),
        ("a PNG with a chunk of 4 GB", || [&plain_png()[..33], &[0xff, 0xff, 0xff, 0xff], b"IDAT"].concat()),
        ("a WebP of 196 million pixels in 40 bytes", webp),
        ("a TIFF of 196 million pixels", || tiff(SIDE, SIDE, 1, &zeros((SIDE * SIDE) as usize), None)),
        ("a TIFF that claims 10 GB in one strip", || tiff(100_000, 100_000, 1, &[0; 64], Some(u32::MAX))),
        ("a TIFF whose first directory is the next of itself", || tiff_loop(8)),
        ("a TIFF of 100,000 directories, one after the other", tiff_chain),
        ("a JPEG whose Exif directories are each other's sub-directories", exif_loop),
        ("a BMP that claims 10 GB", bmp),
        ("an AVIF whose box claims 10 GB", || {
            [avif_brand(), vec![0, 0, 0, 1], b"mdat".to_vec(), 10_737_418_240u64.to_be_bytes().to_vec()].concat()
        }),
        ("an AVIF of 100,000 boxes in each other", || [avif_brand(), nested(b"meta", DEEP)].concat()),
        ("a JPEG XL whose brob box grows to 256 MiB", brotli_bomb),
        ("a PNG of 100,000 JUMBF boxes in each other", || png_with(b"caBX", &nested(b"jumb", DEEP))),
        ("a PNG of XMP elements nested 100,000 deep", || {
            png_with(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp().as_bytes()].concat())
        }),
        ("a PNG whose ComfyUI graph nests 100,000 deep", || {
            png_with(b"tEXt", &[b"prompt\0{\"1\":".as_slice(), "[".repeat(DEEP).as_bytes()].concat())
        }),
        ("a progressive JPEG of 196 million pixels in 99 scans", || progressive(99)),
        ("a progressive JPEG of 2,000 scans", || progressive(2_000)),
    ];
    made.map(|(name, make)| Bomb { name, bytes: make() }).into()
}

/// So many zero bytes, as zlib.
fn zeros(many: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 20];
    let mut left = many;
    while left > 0 {
        let now = left.min(block.len());
        packed.write_all(&block[..now]).expect("memory takes every byte");
        left -= now;
    }
    packed.finish().expect("memory takes every byte")
}

fn png(width: u32, height: u32, colour: u8, packed: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, colour, 0, 0, 0]].concat();
    let chunks =
        [container::chunk(*b"IHDR", &header), container::chunk(*b"IDAT", packed), container::chunk(*b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunks.concat()].concat()
}

fn plain_png() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    scene::landscape(64, 48).write_to(&mut png, image::ImageFormat::Png).expect("memory takes every byte");
    png.into_inner()
}

fn png_with(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let plain = plain_png();
    [&plain[..33], &container::chunk(*kind, content), &plain[33..]].concat()
}

/// VP8L (RFC 9649, section 4): every prefix code has one symbol, so that a pixel takes no bit.
fn webp() -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut put = |value: u32, many: u32| bits.extend((0..many).map(|at| value >> at & 1 == 1));
    put(SIDE - 1, 14);
    put(SIDE - 1, 14);
    // Alpha is used; version 0; no transform, no colour cache, no meta prefix codes.
    put(1, 1);
    put(0, 3);
    put(0, 1);
    put(0, 1);
    put(0, 1);
    for symbol in [90, 120, 60, 255, 0] {
        // A simple code of one symbol with eight bits.
        put(1, 1);
        put(0, 1);
        put(1, 1);
        put(symbol, 8);
    }
    let mut data = vec![0x2f];
    data.extend(bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, bit| sum << 1 | u8::from(*bit))));
    data.resize(data.len().next_multiple_of(2) + 8, 0);
    let chunk = [b"VP8L", &(data.len() as u32).to_le_bytes()[..], &data].concat();
    [b"RIFF", &(chunk.len() as u32 + 4).to_le_bytes()[..], b"WEBP", &chunk].concat()
}

/// One grey strip of packed bytes (Adobe's deflate), or of as many as `claimed`.
fn tiff(width: u32, height: u32, samples: u32, packed: &[u8], claimed: Option<u32>) -> Vec<u8> {
    let at = 8 + 2 + 12 * 8 + 4;
    let length = claimed.unwrap_or(packed.len() as u32);
    let compression = if claimed.is_some() { 1 } else { 8 };
    let fields =
        [(256, width), (257, height), (258, 8), (259, compression), (262, 1), (273, at), (277, samples), (279, length)];
    let mut file = [&b"II*\0"[..], &8u32.to_le_bytes(), &8u16.to_le_bytes()].concat();
    for (tag, value) in fields {
        file.extend(
            [&(tag as u16).to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat(),
        );
    }
    [file, vec![0; 4], packed.to_vec()].concat()
}

fn directory(tag: u16, value: u32, next: u32) -> Vec<u8> {
    let field = [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat();
    [&1u16.to_le_bytes()[..], &field, &next.to_le_bytes()].concat()
}

fn tiff_loop(next: u32) -> Vec<u8> {
    [&b"II*\0"[..], &8u32.to_le_bytes(), &directory(256, 9, next)].concat()
}

fn tiff_chain() -> Vec<u8> {
    let one = directory(256, 9, 0).len() as u32;
    let chain = (0..DEEP as u32).flat_map(|at| directory(256, 9, 8 + one * (at + 1)));
    [&b"II*\0"[..], &8u32.to_le_bytes(), &chain.collect::<Vec<_>>()].concat()
}

/// The directory of the camera points back to the first one, and that to itself.
fn exif_loop() -> Vec<u8> {
    let first = directory(0x8769, 26, 8);
    let block = [&b"II*\0"[..], &8u32.to_le_bytes(), &first, &directory(0x8769, 8, 26)].concat();
    container::camera_jpeg(&scene::landscape(64, 48), 80, &block)
}

fn bmp() -> Vec<u8> {
    let header =
        [&40u32.to_le_bytes()[..], &60_000i32.to_le_bytes(), &60_000i32.to_le_bytes(), &[1, 0, 24, 0], &[0; 24]]
            .concat();
    [b"BM", &u32::MAX.to_le_bytes()[..], &[0; 4], &54u32.to_le_bytes(), &header, &[7; 64]].concat()
}

fn avif_brand() -> Vec<u8> {
    [&20u32.to_be_bytes()[..], b"ftypavif", &[0; 4], b"avif"].concat()
}

/// Boxes in each other, the innermost empty.
fn nested(kind: &[u8; 4], deep: usize) -> Vec<u8> {
    (0..deep).flat_map(|at| [&(8 * (deep - at) as u32).to_be_bytes()[..], kind].concat()).collect()
}

fn brotli_bomb() -> Vec<u8> {
    let mut packed = b"Exif".to_vec();
    {
        let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 5, 24);
        let block = vec![0; 1 << 20];
        for _ in 0..256 {
            writer.write_all(&block).expect("memory takes every byte");
        }
    }
    let brob = [&(packed.len() as u32 + 8).to_be_bytes()[..], b"brob", &packed].concat();
    let begins: [&[u8]; 3] = [b"\0\0\0\x0cJXL \r\n\x87\n", b"\0\0\0\x14ftypjxl \0\0\0\0jxl ", &brob];
    begins.concat()
}

fn xmp() -> String {
    let open = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>"#;
    format!("{open}{}", "<rdf:Bag><rdf:li>".repeat(DEEP))
}

/// Grey, progressive (T.81, annex G): every scan visits all blocks and says, in runs of 32,767, that nothing comes.
fn progressive(scans: usize) -> Vec<u8> {
    let side = SIDE as u16;
    let frame = [&[8][..], &side.to_be_bytes(), &side.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    // One symbol a table: the difference 0, and the longest run of ends of blocks; the other code of each is not used.
    let table = |class: u8, symbol: u8| [&[class << 4][..], &[1], &[0; 15], &[symbol]].concat();
    let mut file = vec![0xff, 0xd8];
    let mut put = |marker: u8, content: &[u8]| {
        file.extend([0xff, marker]);
        file.extend((content.len() as u16 + 2).to_be_bytes());
        file.extend(content);
    };
    put(0xdb, &[&[0][..], &[1; 64]].concat());
    put(0xc2, &frame);
    put(0xc4, &table(0, 0));
    put(0xc4, &table(1, 0xe0));
    let blocks = (SIDE as usize / 8).pow(2);
    file.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0]);
    file.extend(vec![0; blocks.div_ceil(8)]);
    // 0, then fourteen bits of how many blocks more than 16,384: as many as a run can have.
    let runs = blocks.div_ceil(32_767);
    let mut bits = String::new();
    for _ in 0..runs {
        bits.push('0');
        bits.push_str(&"1".repeat(14));
    }
    let mut run: Vec<u8> = Vec::new();
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0u8, |sum, bit| sum << 1 | (bit - b'0')) << (8 - byte.len());
        run.push(byte);
        if byte == 0xff {
            run.push(0);
        }
    }
    for scan in 1..scans {
        let at = (scan % 63 + 1) as u8;
        file.extend([0xff, 0xda, 0, 8, 1, 1, 0, at, at, 0]);
        file.extend(&run);
    }
    file.extend([0xff, 0xd9]);
    file
}
