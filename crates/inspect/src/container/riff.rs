//! WebP (RFC 9649): RIFF chunks, padded to even lengths.

use std::ops::Range;

use whence_model::{Place, facts::structure::WebpCoding};

use super::{
    BlockKind, Walk,
    bytes::{behind, latin1, le16, le24, le32, slice, within},
    record::place,
};

const HEADER: usize = 12;

/// Flags of VP8X (RFC 9649, figure 7), the chunks that they announce, and what those hold.
const ANNOUNCED: [(u8, &[u8], &str); 3] = [(0x20, b"ICCP", "ICC"), (0x08, b"EXIF", "Exif"), (0x04, b"XMP ", "XMP")];

/// Bytes that begin with `RIFF`, a length and `WEBP`.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut walk = Walk::default();
    walk.part("RIFF", Some("WebP"), 0..bytes.len().min(HEADER), 0);
    let claimed = le32(bytes, 4).map_or(HEADER, |size| (size as usize).saturating_add(8));
    let end = claimed.min(bytes.len()).max(HEADER.min(bytes.len()));
    let mut reader = Reader { bytes, end, walk, seen: Seen::default() };
    reader.chunks();
    let Reader { mut walk, seen, .. } = reader;
    if claimed > bytes.len() {
        walk.truncated(place("WebP › RIFF", bytes.len()..bytes.len()));
    }
    if !seen.pixels {
        walk.defect(place("WebP", 0..bytes.len()), "no picture chunk (VP8, VP8L, ANMF)");
    }
    walk.structure.frames = (seen.frames > 0).then_some(seen.frames);
    walk.structure.webp = Some(WebpCoding { lossless: seen.lossless && !seen.lossy, ..seen.coding });
    // A RIFF chunk of odd length is padded too.
    let padded = end.saturating_add((end % 2 == 1 && bytes.get(end) == Some(&0)).into());
    walk.trailing("WebP", bytes, padded, &[]);
    walk
}

struct Reader<'a> {
    bytes: &'a [u8],
    /// As the RIFF header says, within the file.
    end: usize,
    walk: Walk<'a>,
    seen: Seen,
}

#[derive(Default)]
struct Seen {
    pixels: bool,
    frames: u32,
    lossless: bool,
    lossy: bool,
    coding: WebpCoding,
}

impl<'a> Reader<'a> {
    fn chunks(&mut self) {
        let mut at = HEADER;
        while at < self.end {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let (Some(kind), Some(length)) = (rest.get(..4), le32(rest, 4)) else {
                return self.walk.defect(place("WebP", at..self.bytes.len()), "chunk header is cut short");
            };
            let name = latin1(kind);
            if self.walk.is_full(format!("WebP › {}", name.trim_end()), at) {
                return;
            }
            let claimed = at.saturating_add(8).saturating_add(length as usize);
            let end = claimed.min(self.end);
            self.walk.part(name.trim_end(), holds(kind), at..end, 0);
            if claimed > self.end {
                let mark = place(format!("WebP › {}", name.trim_end()), at..end);
                if claimed > self.bytes.len() {
                    self.walk.truncated(mark);
                } else {
                    self.walk.defect(mark, "chunk is longer than the file says it is");
                }
            }
            self.chunk(kind, &name, behind(at..end, 8));
            at = claimed.saturating_add(length as usize % 2);
        }
    }

    fn chunk(&mut self, kind: &[u8], name: &str, at: Range<usize>) {
        let data = within(self.bytes, at.clone());
        let path = format!("WebP › {}", name.trim_end());
        let after = self.seen.pixels;
        if let Some(&(.., name)) = ANNOUNCED.iter().find(|(_, chunk, _)| *chunk == kind) {
            let held = &mut self.seen.coding.held;
            if !held.iter().any(|known| known == name) {
                held.push(name.into());
            }
        }
        match kind {
            // Flags, three reserved bytes, then width and height less one.
            b"VP8X" => {
                self.announced(data, place(&*path, at.clone()));
                let less_one = le24(data, 4).zip(le24(data, 7));
                self.size(less_one.map(|(w, h)| (w.saturating_add(1), h.saturating_add(1))), path, at);
            }
            b"VP8 " | b"VP8L" => {
                self.seen.pixels = true;
                self.coded(kind);
                if self.walk.size.is_none() {
                    let size = if kind == b"VP8 " { lossy_size(data) } else { lossless_size(data) };
                    self.size(size, path, at);
                }
            }
            b"ANMF" => {
                self.seen.pixels = true;
                self.seen.frames = self.seen.frames.saturating_add(1);
                // Place, size, duration and flags, then chunks: alpha may stand before a lossy picture.
                self.coded(data.get(16..20).unwrap_or_default());
            }
            b"ALPH" => {}
            b"EXIF" => {
                let prefix = if data.starts_with(b"Exif\0\0") { 6 } else { 0 };
                let at = behind(at, prefix);
                self.walk.block(BlockKind::Exif, within(self.bytes, at.clone()), place(path, at), after);
            }
            b"XMP " => self.walk.block(BlockKind::Xmp, data, place(path, at), after),
            b"ICCP" => self.walk.block(BlockKind::Icc, data, place(path, at), after),
            _ => {
                let name = name.trim_end().to_owned();
                self.walk.block(BlockKind::Other { name }, data, place(path, at), after);
            }
        }
    }

    fn coded(&mut self, kind: &[u8]) {
        self.seen.lossless |= kind == b"VP8L";
        self.seen.lossy |= matches!(kind, b"VP8 " | b"ALPH");
    }

    /// The first header counts.
    fn announced(&mut self, header: &[u8], at: Place) {
        let coding = &mut self.seen.coding;
        if let (Some(flags), false) = (header.first(), coding.extended) {
            let announced = ANNOUNCED.iter().filter(|(flag, ..)| flags & flag != 0);
            coding.announced = announced.map(|(.., name)| (*name).into()).collect();
            coding.extended = true;
            coding.place = Some(at);
        }
    }

    fn size(&mut self, size: Option<(u32, u32)>, path: String, at: Range<usize>) {
        match size {
            Some(size) => _ = self.walk.size.get_or_insert(size),
            None => self.walk.defect(place(path, at), "no size where it should stand"),
        }
    }
}

/// RFC 6386 §9.1: three bytes of frame tag, the start code, then 14 bits each.
fn lossy_size(data: &[u8]) -> Option<(u32, u32)> {
    slice(data, 3, 3).filter(|code| code == b"\x9d\x01\x2a")?;
    Some((u32::from(le16(data, 6)? & 0x3fff), u32::from(le16(data, 8)? & 0x3fff)))
}

/// RFC 9649 §3.4: the signature, then 14 bits each, less one.
fn lossless_size(data: &[u8]) -> Option<(u32, u32)> {
    data.first().filter(|&&b| b == 0x2f)?;
    let bits = le32(data, 1)?;
    let side = |bits: u32| (bits & 0x3fff).saturating_add(1);
    Some((side(bits), side(bits >> 14)))
}

fn holds(kind: &[u8]) -> Option<&'static str> {
    Some(match kind {
        b"VP8X" => "header",
        b"VP8 " => "pixels (lossy)",
        b"VP8L" => "pixels (lossless)",
        b"ANMF" => "frame",
        b"ALPH" => "alpha",
        b"EXIF" => "Exif",
        b"XMP " => "XMP",
        b"ICCP" => "ICC profile",
        b"C2PA" => "C2PA/JUMBF",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::*;

    fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        for (kind, data) in chunks {
            body.extend([*kind, &(data.len() as u32).to_le_bytes(), *data, &[0][..data.len() % 2]].concat());
        }
        [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
    }

    const VP8X: &[u8] = &[8, 0, 0, 0, 99, 0, 0, 49, 0, 0];
    const VP8L: &[u8] = &[0x2f, 0x04, 0xc0, 0x01, 0];

    #[test]
    fn exif_without_its_odd_prefix_behind_a_padded_chunk() {
        let bytes = webp(&[(b"VP8X", VP8X), (b"VP8L", VP8L), (b"EXIF", b"Exif\0\0II*\0"), (b"XMP ", b"<x/>")]);
        let walk = walk(&bytes);
        assert_eq!(walk.size, Some((100, 50)));
        let [exif, xmp] = walk.blocks.as_slice() else { panic!("{:?}", walk.blocks) };
        assert_eq!((&exif.kind, &*exif.data, exif.after_pixels), (&BlockKind::Exif, &b"II*\0"[..], true));
        assert_eq!(exif.place, place("WebP › EXIF", 58..62));
        assert_eq!((&xmp.kind, &*xmp.data), (&BlockKind::Xmp, &b"<x/>"[..]));
        assert!(walk.structure.defects.is_empty(), "{:?}", walk.structure.defects);
        assert!(walk.structure.trailing.is_none());
    }

    #[test]
    fn what_the_header_announces_beside_what_stands_there() {
        let header: &[u8] = &[0x28, 0, 0, 0, 99, 0, 0, 49, 0, 0];
        let chunks: [(&[u8; 4], &[u8]); 4] =
            [(b"VP8X", header), (b"VP8L", VP8L), (b"EXIF", b"II*\0"), (b"XMP ", b"<x/>")];
        let coding = walk(&webp(&chunks)).structure.webp.unwrap();
        assert_eq!(
            (&*coding.announced, &*coding.held),
            (&["ICC".into(), "Exif".into()][..], &["Exif".into(), "XMP".into()][..])
        );
        assert_eq!((coding.extended, coding.lossless), (true, true));
        assert_eq!(coding.place, Some(place("WebP › VP8X", 20..30)));
        let bare = walk(&webp(&[(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x40, 7, 0])])).structure.webp.unwrap();
        assert_eq!(bare, WebpCoding::default());
        let frame = |kind: &[u8; 4]| [&[0; 16], kind.as_slice(), &[0; 4]].concat();
        let lossless = |kinds: [&[u8; 4]; 2]| {
            let [one, two] = kinds.map(frame);
            walk(&webp(&[(b"ANMF", &one), (b"ANMF", &two)])).structure.webp.unwrap().lossless
        };
        assert!(lossless([b"VP8L", b"VP8L"]) && !lossless([b"VP8L", b"ALPH"]) && !lossless([b"VP8 ", b"VP8 "]));
    }

    #[test]
    fn metadata_are_read_without_the_header_that_announces_them() {
        let bytes = webp(&[(b"VP8L", VP8L), (b"EXIF", b"MM\0*"), (b"XMP ", b"<x/>"), (b"C2PA", b"jumb")]);
        let kinds: Vec<_> = walk(&bytes).blocks.into_iter().map(|block| (block.kind, block.data.len())).collect();
        let c2pa = BlockKind::Other { name: "C2PA".into() };
        assert_eq!(kinds, [(BlockKind::Exif, 4), (BlockKind::Xmp, 4), (c2pa, 4)]);
    }

    #[test]
    fn sizes_of_the_bare_forms() {
        assert_eq!(walk(&webp(&[(b"VP8L", VP8L)])).size, Some((5, 8)));
        let lossy = webp(&[(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x40, 7, 0])]);
        assert_eq!(walk(&lossy).size, Some((128, 7)));
    }

    #[test]
    fn a_file_that_says_it_ends_within_a_chunks_header() {
        let whole = webp(&[(b"VP8L", VP8L), (b"EXIF", b"II*\0")]);
        let second = HEADER + 8 + VP8L.len() + 1;
        for end in second + 1..second + 8 {
            let mut bytes = whole.clone();
            bytes[4..8].copy_from_slice(&(end as u32 - 8).to_le_bytes());
            let walk = walk(&bytes);
            assert_eq!(walk.structure.defects[0].place, place("WebP › EXIF", second..end));
            assert_eq!((walk.blocks[0].data.len(), &walk.blocks[0].place), (0, &place("WebP › EXIF", end..end)));
            assert!(walk.structure.trailing.is_some());
        }
    }

    #[test]
    fn frames_trailing_and_truncation() {
        let mut bytes = webp(&[(b"VP8X", VP8X), (b"ANMF", b"1"), (b"ANMF", b"22")]);
        assert_eq!(walk(&bytes).structure.frames, Some(2));
        assert_eq!(walk(&bytes[..bytes.len() - 1]).structure.truncated.unwrap().path.raw(), "WebP › ANMF");
        bytes.extend(b"%PDF-1.4");
        assert_eq!(walk(&bytes).structure.trailing.unwrap().kind, TrailingKind::Pdf);
    }
}
