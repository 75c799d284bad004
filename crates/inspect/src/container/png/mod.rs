//! PNG (W3C Portable Network Graphics, third edition): chunks in order, every checksum compared.

mod profile;
mod text;

use std::ops::Range;

use whence_model::{Moment, facts::structure::PngCoding};

use super::{
    BlockKind, Walk,
    bytes::{be16, be32, behind, latin1, run, within},
    inflate::Inflater,
    record::place,
};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Bytes that begin with at least the first four of the signature.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut walk = Walk::default();
    if !bytes.starts_with(SIGNATURE) {
        walk.defect(
            place("PNG › signature", 0..bytes.len().min(8)),
            "signature is damaged, as by a text-mode transfer",
        );
    }
    let mut reader = Reader {
        bytes,
        walk,
        inflater: Inflater::default(),
        coding: PngCoding::default(),
        has_header: false,
        after_pixels: false,
    };
    if let Some(end) = reader.chunks() {
        reader.walk.trailing("PNG", bytes, end, &[]);
    }
    let Reader { mut walk, coding, has_header, .. } = reader;
    walk.structure.png = has_header.then_some(coding);
    walk
}

struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    inflater: Inflater,
    coding: PngCoding,
    has_header: bool,
    after_pixels: bool,
}

impl<'a> Reader<'a> {
    /// Walks to the end chunk and gives the first byte behind it; nothing where the file breaks off before.
    fn chunks(&mut self) -> Option<usize> {
        let mut at = SIGNATURE.len();
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let (Some(length), Some(kind)) = (be32(rest, 0).map(|length| length as usize), rest.get(4..8)) else {
                let rest = at.min(self.bytes.len())..self.bytes.len();
                self.walk.truncated(place("PNG › IEND", rest));
                return None;
            };
            let name = latin1(kind);
            if self.walk.is_full(format!("PNG › {name}"), at) {
                return None;
            }
            if !kind.iter().all(u8::is_ascii_alphabetic) {
                self.walk.defect(place("PNG", run(at, rest.len().min(12))), "no chunk where one should begin");
                self.walk.truncated(place("PNG › IEND", at..self.bytes.len()));
                return None;
            }
            // The checksum is of the name and what is behind it.
            let Some((summed, checksum)) = rest.get(4..length.saturating_add(12)).and_then(<[u8]>::split_last_chunk)
            else {
                self.walk.part(&*name, holds(kind), at..self.bytes.len(), 0);
                self.walk.truncated(place(format!("PNG › {name}"), at..self.bytes.len()));
                return None;
            };
            let data = run(at.saturating_add(8), length);
            let end = data.end.saturating_add(4);
            self.walk.part(&*name, holds(kind), at..end, 0);
            if u32::from_be_bytes(*checksum) != crc32fast::hash(summed) {
                self.walk.defect(place(format!("PNG › {name}"), at..end), "checksum (CRC) does not match");
                self.coding.wrong_checksums = self.coding.wrong_checksums.saturating_add(1);
            }
            if at == SIGNATURE.len() && kind != b"IHDR" && kind != b"CgBI" {
                self.walk.defect(place(format!("PNG › {name}"), at..end), "first chunk is not IHDR");
            }
            if kind == b"IEND" {
                return Some(end);
            }
            self.chunk(kind, name, data);
            at = end;
        }
    }

    fn chunk(&mut self, kind: &[u8], name: String, at: Range<usize>) {
        let data = within(self.bytes, at.clone());
        let path = format!("PNG › {name}");
        match kind {
            b"IHDR" => match be32(data, 0).zip(be32(data, 4)) {
                Some(size) => {
                    self.walk.size.get_or_insert(size);
                    self.header(data);
                }
                None => self.walk.defect(place(path, at), "header is cut short"),
            },
            b"acTL" => self.walk.structure.frames = be32(data, 0),
            b"IDAT" => self.after_pixels = true,
            b"fdAT" | b"PLTE" | b"fcTL" => {}
            b"tEXt" | b"zTXt" | b"iTXt" => self.text(kind, data, at),
            b"eXIf" => {
                let prefix = if data.starts_with(b"Exif\0\0") { 6 } else { 0 };
                let at = behind(at, prefix);
                self.walk.block(BlockKind::Exif, within(self.bytes, at.clone()), place(path, at), self.after_pixels);
            }
            b"iCCP" => self.icc(data, at),
            _ => {
                match kind {
                    b"pHYs" => self.density(data),
                    b"tIME" => self.modified(data, at.clone()),
                    _ => {}
                }
                self.walk.block(BlockKind::Other { name }, data, place(path, at), self.after_pixels);
            }
        }
    }

    /// Behind the size: bit depth, colour type, two methods, interlacing. The first header counts.
    fn header(&mut self, data: &[u8]) {
        if let (&[bit_depth, colour_type, _, _, interlaced], false) =
            (data.get(8..13).unwrap_or_default(), self.has_header)
        {
            self.coding =
                PngCoding { bit_depth, colour_type, interlaced: interlaced != 0, ..std::mem::take(&mut self.coding) };
            self.has_header = true;
        }
    }

    /// Pixels a unit across and down, and the unit.
    fn density(&mut self, data: &[u8]) {
        let across_and_down = be32(data, 0).zip(be32(data, 4)).zip(data.get(8));
        self.coding.density = self.coding.density.or(across_and_down.map(|((x, y), &unit)| (x, y, unit == 1)));
    }

    /// Year in two bytes, then month, day, hour, minute, second; UTC.
    fn modified(&mut self, data: &[u8], at: Range<usize>) {
        if self.coding.modified_place.is_some() {
            return;
        }
        self.coding.modified_place = Some(place("PNG › tIME", at));
        if let (Some(year), Some(&[month, day, hour, minute, second])) = (be16(data, 0), data.get(2..7)) {
            self.coding.modified = Moment::new((year, month, day), (hour, minute, second), Some(0));
        }
    }

    fn text(&mut self, kind: &[u8], data: &'a [u8], at: Range<usize>) {
        let name = latin1(kind);
        let Some(text) = text::split(kind, data) else {
            return self.walk.defect(place(format!("PNG › {name}"), at), "text chunk without its fields");
        };
        let path = format!("PNG › {name} {}", text.key.chars().take(79).collect::<String>());
        let mark = place(&*path, at.end.saturating_sub(text.value.len())..at.end);
        let (text_value, problems) = text.decode(&mut self.inflater);
        for problem in problems {
            self.walk.defect(mark.clone(), problem);
        }
        if let Some((kind, data)) = profile::of(&text.key, &text_value) {
            return self.walk.block(kind, data, mark, self.after_pixels);
        }
        let kind = if text.key == "XML:com.adobe.xmp" { BlockKind::Xmp } else { BlockKind::Text { key: text.key } };
        self.walk.block(kind, text_value, mark, self.after_pixels);
    }

    /// Name, zero, method, zlib stream.
    fn icc(&mut self, data: &[u8], at: Range<usize>) {
        let path = "PNG › iCCP";
        let zero = data.iter().position(|&b| b == 0);
        let Some(stream) = zero.and_then(|zero| data.get(zero.checked_add(2)?..)) else {
            return self.walk.defect(place(path, at), "profile without its name");
        };
        let mark = place(path, at.end.saturating_sub(stream.len())..at.end);
        let (profile, problem) = self.inflater.inflate(stream);
        if let Some(problem) = problem {
            self.walk.defect(mark.clone(), problem);
        }
        if !profile.is_empty() {
            self.walk.block(BlockKind::Icc, profile, mark, self.after_pixels);
        }
    }
}

fn holds(kind: &[u8]) -> Option<&'static str> {
    Some(match kind {
        b"IHDR" => "header",
        b"IDAT" => "pixels",
        b"eXIf" => "Exif",
        b"iCCP" => "ICC profile",
        b"caBX" => "C2PA/JUMBF",
        b"tEXt" | b"zTXt" | b"iTXt" => "text",
        b"acTL" => "animation",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};
    use whence_model::facts::structure::TrailingKind;

    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let body = [kind, data].concat();
        [&(data.len() as u32).to_be_bytes(), body.as_slice(), &crc32fast::hash(&body).to_be_bytes()].concat()
    }

    fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
        let header = chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
        [SIGNATURE, &header, &chunks.concat(), &chunk(b"IDAT", b"x")].concat()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn texts_of_all_three_kinds_and_where_they_stand() {
        let compressed = [b"zip\0\0".as_slice(), &zlib(b"caf\xe9")].concat();
        let international = [b"int\0\x01\0fr\0clef\0".as_slice(), &zlib("été".as_bytes())].concat();
        let mut bytes = png(&[chunk(b"tEXt", b"parameters\0Steps: 20"), chunk(b"zTXt", &compressed)]);
        bytes.extend(chunk(b"iTXt", &international));
        bytes.extend(chunk(b"IEND", b""));
        let walk = walk(&bytes);
        let texts: Vec<_> =
            walk.blocks.iter().map(|b| (&b.kind, std::str::from_utf8(&b.data).unwrap(), b.after_pixels)).collect();
        let key = |key: &str| BlockKind::Text { key: key.into() };
        let expected =
            [(&key("parameters"), "Steps: 20", false), (&key("zip"), "café", false), (&key("int"), "été", true)];
        assert_eq!(texts, expected);
        assert_eq!(walk.blocks[0].place.path.raw(), "PNG › tEXt parameters");
        let start = walk.blocks[0].place.offset.unwrap() as usize;
        assert_eq!(&bytes[start..start + 9], b"Steps: 20");
        assert_eq!((walk.size, walk.structure.defects.len()), (Some((3, 2)), 0));
        assert!(walk.structure.trailing.is_none() && walk.structure.truncated.is_none());
    }

    #[test]
    fn raw_profiles_are_taken_out_of_their_hexadecimal() {
        let hex = b"Raw profile type exif\0\nexif\n      14\n4578696600004949\n2a0008000000\n";
        let mut bytes = png(&[chunk(b"tEXt", hex), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")]);
        bytes.extend(chunk(b"IEND", b""));
        let walk = walk(&bytes);
        assert_eq!((&walk.blocks[0].kind, &*walk.blocks[0].data), (&BlockKind::Exif, &b"II*\0\x08\0\0\0"[..]));
        assert_eq!((&walk.blocks[1].kind, &*walk.blocks[1].data), (&BlockKind::Xmp, &b"<x/>"[..]));
        let app1 = [b"Raw profile type APP1\0\0".as_slice(), &zlib(&hex[22..])].concat();
        let bytes = [png(&[chunk(b"zTXt", &app1)]), chunk(b"IEND", b"")].concat();
        let walk = super::walk(&bytes);
        assert_eq!((&walk.blocks[0].kind, &*walk.blocks[0].data), (&BlockKind::Exif, &b"II*\0\x08\0\0\0"[..]));
    }

    #[test]
    fn a_wrong_checksum_is_a_defect_and_the_rest_is_read() {
        let mut text = chunk(b"tEXt", b"a\0b");
        text[10] ^= 1;
        let mut bytes = png(&[text, chunk(b"tEXt", b"c\0d")]);
        bytes.extend(chunk(b"IEND", b""));
        let walk = walk(&bytes);
        let [defect] = walk.structure.defects.as_slice() else { panic!("{:?}", walk.structure.defects) };
        assert_eq!((defect.place.path.raw(), defect.what.contains("CRC")), ("PNG › tEXt", true));
        assert_eq!(walk.structure.png.as_ref().map(|png| png.wrong_checksums), Some(1));
        assert_eq!(walk.blocks.len(), 2);
    }

    #[test]
    fn header_density_and_time() {
        let density = chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 18, 1]);
        let time = chunk(b"tIME", &[7, 232, 2, 29, 12, 30, 60]);
        let bytes = [png(&[density, time, chunk(b"tIME", &[7, 208, 1, 1, 0, 0, 0])]), chunk(b"IEND", b"")].concat();
        let coding = walk(&bytes).structure.png.unwrap();
        assert_eq!((coding.bit_depth, coding.colour_type, coding.interlaced), (8, 2, false));
        assert_eq!(coding.density, Some((2835, 2834, true)));
        assert_eq!(coding.modified, Moment::new((2024, 2, 29), (12, 30, 60), Some(0)), "the first of two");
        assert_eq!(coding.modified_place, Some(place("PNG › tIME", 62..69)));
        let broken = png(&[chunk(b"pHYs", &[0; 8]), chunk(b"tIME", &[7, 232, 13, 1, 0, 0, 0])]);
        let broken = walk(&broken).structure.png.unwrap();
        assert_eq!((broken.density, broken.modified, broken.modified_place.is_some()), (None, None, true));
        let headless = [SIGNATURE, &chunk(b"IHDR", &[0; 12]), &chunk(b"IEND", b"")].concat();
        assert_eq!(walk(&headless).structure.png, None);
    }

    #[test]
    fn what_stands_behind_the_end_is_named() {
        let bytes = [png(&[]), chunk(b"IEND", b""), b"PK\x03\x04".to_vec()].concat();
        assert_eq!(walk(&bytes).structure.trailing.unwrap().kind, TrailingKind::Zip);
    }

    #[test]
    fn a_file_that_breaks_off_says_where() {
        let whole = png(&[chunk(b"acTL", &[0, 0, 0, 7, 0, 0, 0, 0])]);
        let cut = walk(&whole[..whole.len() - 2]);
        assert_eq!(cut.structure.truncated.unwrap().path.raw(), "PNG › IDAT");
        assert_eq!(cut.structure.frames, Some(7));
        assert_eq!(walk(&whole).structure.truncated.unwrap().path.raw(), "PNG › IEND");
    }
}
