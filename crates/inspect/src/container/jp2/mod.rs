//! JPEG 2000: a bare codestream, or one in boxes with metadata beside it (ISO/IEC 15444-1 annex I, 15444-2 annex M).

mod codestream;

use std::ops::Range;

use super::{
    BlockKind, Walk,
    bmff::UUID_XMP,
    boxes::Box,
    bytes::{be32, behind, find, latin1, within},
    record::place,
};
use crate::limits::MAX_DEPTH;

/// `JpgTiffExif->JP2`, as its inventors called it: a TIFF block.
const UUID_EXIF: &[u8] = b"JpgTiffExif->JP2";

/// IPTC-IIM datasets.
const UUID_IPTC: &[u8] = b"\x33\xc7\xa4\xd2\xb8\x1d\x47\x23\xa0\xba\xf1\xa3\xe0\x97\xad\x38";

/// Bytes that begin with one of the two signatures.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut reader = Reader { bytes, walk: Walk::default(), pictures: 0, coded_size: None, after_pixels: false };
    let end =
        if bytes.starts_with(b"\xff\x4f") { reader.codestream("JPEG 2000", 0..bytes.len(), 0) } else { reader.boxes() };
    let Reader { mut walk, pictures, coded_size, .. } = reader;
    walk.size = walk.size.or(coded_size);
    walk.structure.frames = (pictures > 0).then_some(pictures);
    if pictures == 0 {
        walk.truncated(place("JPEG 2000 › codestream (jp2c)", bytes.len()..bytes.len()));
    }
    if let Some(end) = end {
        walk.trailing("JPEG 2000", bytes, end, &[]);
    }
    walk
}

struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    /// How many codestreams.
    pictures: u32,
    coded_size: Option<(u32, u32)>,
    after_pixels: bool,
}

impl<'a> Reader<'a> {
    /// Walks the boxes and gives the first byte behind them, where that can be told.
    fn boxes(&mut self) -> Option<usize> {
        let mut end = Some(0);
        for one in Box::of_file(self.bytes, is_known) {
            let path = format!("JPEG 2000 › {}", latin1(&one.kind).trim_end());
            if self.walk.is_full(&*path, one.whole.start) {
                return None;
            }
            if one.overruns {
                self.walk.truncated(place(&*path, one.whole.clone()));
            }
            end = self.one(&one, path, 0);
        }
        end
    }

    /// Gives the first byte behind it.
    fn one(&mut self, one: &Box, path: String, depth: u8) -> Option<usize> {
        let body = one.contents(self.bytes);
        self.walk.part(latin1(&one.kind).trim_end(), holds(one, body), one.whole.clone(), depth);
        match &one.kind {
            b"ftyp" if self.walk.structure.brands.is_empty() => {
                self.walk.brands(within(self.bytes, one.whole.clone()));
            }
            // Height before width.
            b"ihdr" => self.walk.size = self.walk.size.or(be32(body, 4).zip(be32(body, 0))),
            b"colr" if is_profile(body) => {
                let at = behind(one.body.clone(), 3);
                self.walk.block(BlockKind::Icc, within(self.bytes, at.clone()), place(path, at), self.after_pixels);
            }
            b"xml " if is_xmp(body) => {
                self.walk.block(BlockKind::Xmp, body, place(path, one.body.clone()), self.after_pixels);
            }
            b"uuid" => self.application(one, path),
            b"jp2c" => {
                let end = self.codestream(&path, one.body.clone(), depth.saturating_add(1));
                // A box without a length runs to the end of the file: there, the codestream alone knows its end.
                return if be32(self.bytes, one.whole.start) == Some(0) { end } else { Some(one.whole.end) };
            }
            b"jp2h" | b"res " | b"uinf" | b"asoc" | b"jpch" | b"jplh" | b"cgrp" => self.children(one, &path, depth),
            _ => {}
        }
        Some(one.whole.end)
    }

    fn children(&mut self, one: &Box, path: &str, depth: u8) {
        let below = depth.saturating_add(1);
        if below >= MAX_DEPTH {
            return self.walk.defect(place(path, one.whole.clone()), "boxes nest too deep");
        }
        let mut at = one.body.start;
        while at < one.body.end {
            let Some(child) = Box::at(self.bytes, at..one.body.end) else {
                return self.walk.defect(place(path, at..one.body.end), "no box where one should begin");
            };
            let path = format!("{path} › {}", latin1(&child.kind).trim_end());
            if self.walk.is_full(&*path, at) {
                return;
            }
            if child.overruns && self.walk.structure.truncated.is_none() {
                self.walk.defect(place(&*path, child.whole.clone()), "box runs past the box that holds it");
            }
            at = child.whole.end;
            self.one(&child, path, below);
        }
    }

    fn application(&mut self, one: &Box, path: String) {
        let body = one.contents(self.bytes);
        let (kind, skip) = match application(body) {
            // Some writers put a prefix of JPEG before it.
            Some("Exif") => (BlockKind::Exif, if body.get(16..22) == Some(b"Exif\0\0") { 22 } else { 16 }),
            Some("XMP") => (BlockKind::Xmp, 16),
            Some("IPTC") => (BlockKind::Iptc, 16),
            _ => (BlockKind::Other { name: "uuid".into() }, 0),
        };
        let path = application(body).map_or_else(|| path.clone(), |name| format!("{path} {name}"));
        let at = behind(one.body.clone(), skip);
        self.walk.block(kind, within(self.bytes, at.clone()), place(path, at), self.after_pixels);
    }

    fn codestream(&mut self, path: &str, at: Range<usize>, depth: u8) -> Option<usize> {
        self.after_pixels = true;
        self.pictures = self.pictures.saturating_add(1);
        let read = codestream::walk(&mut self.walk, path, self.bytes, at, depth);
        self.coded_size = self.coded_size.or(read.size);
        read.end
    }
}

/// What a `uuid` box is of, by its first 16 bytes.
fn application(body: &[u8]) -> Option<&'static str> {
    let names = [(UUID_EXIF, "Exif"), (UUID_XMP, "XMP"), (UUID_IPTC, "IPTC")];
    names.into_iter().find(|(uuid, _)| body.starts_with(uuid)).map(|(_, name)| name)
}

/// I.5.3.3: the method (2 and 3 are profiles), two numbers that say nothing, then the profile.
fn is_profile(body: &[u8]) -> bool {
    matches!(body.first(), Some(2 | 3)) && body.len() > 3
}

/// Any XML may stand in such a box; maps have their places in it.
fn is_xmp(body: &[u8]) -> bool {
    find(body, b"xmpmeta").is_some() || find(body, b"rdf:RDF").is_some()
}

/// Boxes of files: these may be cut short, anything else that overruns is no box.
fn is_known(kind: &[u8; 4]) -> bool {
    matches!(
        kind,
        b"jP  "
            | b"ftyp"
            | b"jp2h"
            | b"jp2c"
            | b"jp2i"
            | b"xml "
            | b"uuid"
            | b"uinf"
            | b"rreq"
            | b"jpch"
            | b"jplh"
            | b"asoc"
            | b"ftbl"
            | b"mdat"
            | b"free"
            | b"moov"
            | b"jumb"
    )
}

fn holds(one: &Box, body: &[u8]) -> Option<&'static str> {
    Some(match &one.kind {
        b"jP  " => "signature",
        b"ihdr" => "size",
        b"jp2c" => "pixels",
        b"colr" if is_profile(body) => "ICC profile",
        b"xml " if is_xmp(body) => "XMP",
        b"uuid" => return application(body),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::{super::boxes::boxed, codestream::specimen, *};
    use crate::limits::MAX_PARTS;

    const TIFF: &[u8] = b"MM\0*\0\0\0\x08\0\0\0\0\0\0";

    /// Signature, file type, these boxes, and a codestream.
    fn jp2(boxes: &[Vec<u8>]) -> Vec<u8> {
        let head = [boxed(b"jP  ", b"\r\n\x87\n"), boxed(b"ftyp", b"jp2 \0\0\0\0jp2 ")];
        [head.concat(), boxes.concat(), boxed(b"jp2c", &specimen(640, 480))].concat()
    }

    fn header() -> Vec<u8> {
        let size = [480u32.to_be_bytes(), 640u32.to_be_bytes()].concat();
        let inside =
            [boxed(b"ihdr", &[&size, &b"\0\x03\x07\x07\0\0"[..]].concat()), boxed(b"colr", b"\x02\0\0profile")];
        boxed(b"jp2h", &inside.concat())
    }

    fn whole() -> Vec<u8> {
        let uuid = |uuid: &[u8], body: &[u8]| boxed(b"uuid", &[uuid, body].concat());
        jp2(&[
            header(),
            uuid(UUID_EXIF, TIFF),
            uuid(UUID_XMP, b"<x/>"),
            uuid(UUID_IPTC, b"\x1c\x02\x05\0\x01t"),
            boxed(b"xml ", b"<gml/>"),
            boxed(b"xml ", b"<x:xmpmeta/>"),
        ])
    }

    #[test]
    fn boxes_and_the_metadata_in_them() {
        let bytes = whole();
        let walk = walk(&bytes);
        assert_eq!((walk.size, walk.structure.frames), (Some((640, 480)), Some(1)));
        assert_eq!(walk.structure.brands, ["jp2 ".into(), "jp2 ".into()]);
        let seen: Vec<_> = walk.blocks.iter().map(|b| (&b.kind, &*b.data, b.place.path.raw())).collect();
        let expected: [(&BlockKind, &[u8], &str); 6] = [
            (&BlockKind::Icc, b"profile", "JPEG 2000 › jp2h › colr"),
            (&BlockKind::Exif, TIFF, "JPEG 2000 › uuid Exif"),
            (&BlockKind::Xmp, b"<x/>", "JPEG 2000 › uuid XMP"),
            (&BlockKind::Iptc, b"\x1c\x02\x05\0\x01t", "JPEG 2000 › uuid IPTC"),
            (&BlockKind::Xmp, b"<x:xmpmeta/>", "JPEG 2000 › xml"),
            (&BlockKind::Comment, b"hello", "JPEG 2000 › jp2c › COM"),
        ];
        assert_eq!(seen, expected);
        for block in &walk.blocks {
            let start = block.place.offset.unwrap() as usize;
            assert_eq!(&bytes[start..start + block.data.len()], &*block.data, "{}", block.place.path);
        }
        assert!(walk.structure.defects.is_empty(), "{:?}", walk.structure.defects);
        assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
    }

    #[test]
    fn a_prefix_before_exif_is_taken_off() {
        let bytes = jp2(&[boxed(b"uuid", &[UUID_EXIF, b"Exif\0\0", TIFF].concat())]);
        assert_eq!(&*walk(&bytes).blocks[0].data, TIFF);
    }

    #[test]
    fn a_bare_codestream_has_a_size_and_an_end() {
        let bytes = [specimen(9, 5), b"PK\x03\x04....".to_vec()].concat();
        let walk = walk(&bytes);
        assert_eq!((walk.size, walk.structure.trailing.unwrap().kind), (Some((9, 5)), TrailingKind::Zip));
    }

    #[test]
    fn whatever_is_cut_off_is_missed() {
        let bytes = whole();
        for length in 12..bytes.len() {
            assert!(walk(&bytes[..length]).structure.truncated.is_some(), "{length}");
        }
    }

    #[test]
    fn behind_a_box_without_a_length_the_codestream_tells_the_end() {
        let mut bytes = jp2(&[header()]);
        let at = bytes.len() - specimen(640, 480).len() - 8;
        bytes[at..at + 4].copy_from_slice(&[0; 4]);
        assert!(walk(&bytes).structure.trailing.is_none());
        bytes.extend(b"%PDF-1.7\n1 0 obj");
        assert_eq!(walk(&bytes).structure.trailing.unwrap().kind, TrailingKind::Pdf);
    }

    #[test]
    fn hostile_boxes_are_bounded() {
        let deep = (0..MAX_DEPTH + 5).fold(Vec::new(), |inner, _| boxed(b"asoc", &inner));
        let bytes = jp2(&[deep]);
        let deep = walk(&bytes).structure;
        assert_eq!(deep.parts.iter().map(|p| p.depth).max(), Some(MAX_DEPTH - 1));
        assert_eq!(deep.defects.len(), 1);
        let overrun = jp2(&[boxed(b"jp2h", b"\0\0\0\xffihdr....")]);
        assert!(walk(&overrun).structure.defects[0].what.contains("runs past"));
        let many = jp2(&[boxed(b"free", b"").repeat(MAX_PARTS + 9)]);
        assert!(walk(&many).structure.parts_left_out >= 9);
    }
}
