//! AVIF, HEIC and HEIF (ISO/IEC 14496-12, ISO/IEC 23008-12): boxes, items, and the metadata among them.

mod gain_map;
mod items;
mod primary;

use std::borrow::Cow;

use whence_model::Place;

use super::{
    BlockKind, Walk,
    boxes::{Box, COMF},
    bytes::{be32, behind, find, latin1, within},
    inflate::Inflater,
    record::place,
};
use crate::limits::{MAX_COMPRESSED_BOXES, MAX_DEPTH, MAX_INFLATED_BYTES, MAX_XMP_BYTES};
use items::Items;

pub use primary::{CodedImage, CodedItem, Grid, primary_item};

/// Item types that are pictures.
const PICTURES: [&str; 9] = ["hvc1", "av01", "grid", "iden", "iovl", "jpeg", "j2k1", "avc1", "unci"];

/// C2PA specification, "Embedding manifests into BMFF-based assets".
const UUID_C2PA: &[u8] = b"\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81";

/// XMP Specification Part 3, §1.1.7 (MPEG-4) and §1.1.5 (JPEG 2000), which image files borrow.
pub const UUID_XMP: &[u8] = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";

/// Bytes that begin with `ftyp`; `format` heads every path.
pub fn walk<'a>(format: &'static str, bytes: &'a [u8]) -> Walk<'a> {
    let mut reader = Reader {
        format,
        bytes,
        walk: Walk::default(),
        inflater: Inflater::default(),
        inflated: 0,
        items: None,
        samples: None,
        after_pixels: false,
    };
    let end = reader.top();
    let items = reader.items.take().unwrap_or_default();
    reader.metadata(&items);
    reader.walk.size = size(bytes, &items);
    reader.walk.structure.frames = reader.samples.filter(|&n| n > 1).or_else(|| pictures(&items)).or(Some(1));
    reader.walk.structure.gain_map = gain_map::of(format, bytes, &items);
    reader.walk.trailing(format, bytes, end, &[]);
    reader.walk
}

struct Reader<'a> {
    format: &'static str,
    bytes: &'a [u8],
    walk: Walk<'a>,
    inflater: Inflater,
    /// Compressed boxes that were.
    inflated: usize,
    items: Option<Items>,
    /// Samples of the longest track.
    samples: Option<u32>,
    /// The box with the pixels has been passed.
    after_pixels: bool,
}

impl<'a> Reader<'a> {
    /// Walks the boxes of the file and gives the first byte behind them.
    fn top(&mut self) -> usize {
        let mut at = 0;
        for next in Box::of_file(self.bytes, is_known) {
            let path = format!("{} › {}", self.format, latin1(&next.kind));
            if self.walk.is_full(&*path, at) {
                return self.bytes.len();
            }
            at = next.whole.end;
            if next.overruns {
                self.walk.truncated(place(&*path, next.whole.clone()));
            }
            self.one(&next, &path, 0);
        }
        at
    }

    fn one(&mut self, one: &Box, path: &str, depth: u8) {
        self.walk.part(latin1(&one.kind), holds(self.bytes, one), one.whole.clone(), depth);
        match &one.kind {
            b"ftyp" if depth == 0 && self.walk.structure.brands.is_empty() => {
                self.walk.brands(within(self.bytes, one.whole.clone()));
            }
            b"meta" if depth == 0 && self.items.is_none() => {
                self.items = one.children(self.bytes).map(|children| Items::read(self.bytes, children));
            }
            b"stsz" => {
                let count = one.full(self.bytes).and_then(|(.., at)| be32(self.bytes, at.start.checked_add(4)?));
                self.samples = self.samples.max(count);
            }
            b"uuid" if depth == 0 && holds(self.bytes, one) == Some("XMP") => {
                let at = behind(one.body.clone(), UUID_XMP.len());
                let path = format!("{path} XMP");
                self.walk.block(BlockKind::Xmp, within(self.bytes, at.clone()), place(path, at), self.after_pixels);
            }
            b"uuid" | b"jumb" | b"sefd" if depth == 0 => {
                let name = latin1(&one.kind);
                let data = one.contents(self.bytes);
                self.walk.block(BlockKind::Other { name }, data, place(path, one.body.clone()), self.after_pixels);
            }
            COMF if depth == 0 => {
                let kind = BlockKind::Text { key: latin1(COMF) };
                let data = one.contents(self.bytes);
                self.walk.block(kind, data, place(path, one.body.clone()), self.after_pixels);
            }
            b"brob" if depth == 0 && one.contents(self.bytes).starts_with(COMF) => self.compressed(one, path),
            b"mdat" => self.after_pixels = true,
            _ => {}
        }
        let Some(children) = one.children(self.bytes) else { return };
        let below = depth.saturating_add(1);
        if below >= MAX_DEPTH {
            return self.walk.defect(place(path, one.whole.clone()), "boxes nest too deep");
        }
        let mut at = children.start;
        while at < children.end {
            let Some(child) = Box::at(self.bytes, at..children.end) else {
                // Four zero bytes close some QuickTime boxes.
                if (at..children.end).len() > 4 {
                    self.walk.defect(place(path, at..children.end), "no box where one should begin");
                }
                break;
            };
            let path = format!("{path} › {}", latin1(&child.kind));
            if self.walk.is_full(&*path, at) {
                return;
            }
            if child.overruns && self.walk.structure.truncated.is_none() {
                self.walk.defect(place(&*path, child.whole.clone()), "box runs past the box that holds it");
            }
            self.one(&child, &path, below);
            at = child.whole.end;
        }
    }

    /// A compressed box, which JPEG XL has and others have borrowed: the type of the box that it was, a brotli stream.
    fn compressed(&mut self, one: &Box, path: &str) {
        let path = format!("{path} › {}", latin1(COMF));
        let at = behind(one.body.clone(), COMF.len());
        self.inflated = self.inflated.saturating_add(1);
        if self.inflated > MAX_COMPRESSED_BOXES {
            let what = format!("more than {MAX_COMPRESSED_BOXES} compressed boxes: this one was not read");
            return self.walk.defect(place(path, at), what);
        }
        let (data, problem) = self.inflater.unbrotli(within(self.bytes, at.clone()));
        let mark = place(path, at);
        if let Some(problem) = problem {
            self.walk.defect(mark.clone(), problem);
        }
        if !data.is_empty() {
            self.walk.block(BlockKind::Text { key: latin1(COMF) }, data, mark, self.after_pixels);
        }
    }

    fn metadata(&mut self, items: &Items) {
        // Extents may overlap: what is copied out of them is bounded for all items together.
        let mut left = MAX_INFLATED_BYTES;
        for (&id, item) in &items.all {
            let (kind, name, cap) = match (item.kind.as_str(), item.content_type.as_str()) {
                ("Exif", _) => (BlockKind::Exif, "Exif", left),
                ("mime", "application/rdf+xml") => (BlockKind::Xmp, "XMP", left.min(MAX_XMP_BYTES)),
                _ => continue,
            };
            let path = format!("{} › meta › item {id} {name}", self.format);
            let Some((data, at)) = items.data(self.bytes, id, cap) else {
                self.walk.defect(Place::path(path), "item's bytes stand outside of the file, or are too many");
                continue;
            };
            if matches!(data, Cow::Owned(_)) {
                left = left.saturating_sub(data.len());
            }
            let start = if kind == BlockKind::Exif { tiff_start(&data) } else { Some(0) };
            let Some(start) = start else {
                self.walk.defect(place(path, at), "Exif item without a TIFF header");
                continue;
            };
            let mark = place(path, behind(at, start));
            let data = match data {
                Cow::Borrowed(data) => Cow::Borrowed(data.get(start..).unwrap_or_default()),
                Cow::Owned(mut data) => Cow::Owned(data.split_off(start)),
            };
            self.walk.block(kind, data, mark, false);
        }
        let profile = items.properties.iter().find(|p| is_profile(self.bytes, p));
        if let Some(profile) = profile {
            let at = behind(profile.body.clone(), 4);
            let path = format!("{} › meta › iprp › ipco › colr", self.format);
            self.walk.block(BlockKind::Icc, within(self.bytes, at.clone()), place(path, at), false);
        }
    }
}

/// The payload of an Exif item (ISO/IEC 23008-12 annex A), which JPEG XL has taken over: how far behind these four bytes
/// the TIFF header stands.
pub fn tiff_start(data: &[u8]) -> Option<usize> {
    let is_tiff =
        |at: &usize| data.get(*at..).is_some_and(|rest| rest.starts_with(b"II*\0") || rest.starts_with(b"MM\0*"));
    let told = be32(data, 0).and_then(|skip| (skip as usize).checked_add(4));
    // Some writers forget the four bytes or count wrongly.
    told.filter(is_tiff).or_else(|| (0..32).find(is_tiff))
}

fn size(bytes: &[u8], items: &Items) -> Option<(u32, u32)> {
    let primary = items.primary.and_then(|id| items.size(bytes, id));
    let all = items.properties.iter().filter(|p| p.kind == *b"ispe").filter_map(|ispe| items::size(bytes, ispe));
    primary.or_else(|| all.max_by_key(|&(w, h)| u64::from(w).saturating_mul(h.into())))
}

/// Pictures in their own right: no tiles, thumbnails, alpha or depth planes, gain maps.
fn pictures(items: &Items) -> Option<u32> {
    let serves = |id: u32| {
        items.references.iter().any(|&(kind, from, to)| match &kind {
            b"dimg" => to == id,
            b"thmb" | b"auxl" => from == id,
            _ => false,
        })
    };
    let pictures: Vec<u32> =
        items.all.iter().filter(|(_, item)| PICTURES.contains(&item.kind.as_str())).map(|(&id, _)| id).collect();
    let count = pictures.iter().filter(|&&id| !serves(id)).count();
    u32::try_from(count).ok().filter(|&count| count > 0)
}

fn is_profile(bytes: &[u8], property: &Box) -> bool {
    let kind = bytes.get(property.body.clone()).and_then(|body| body.get(..4));
    property.kind == *b"colr" && matches!(kind, Some(b"prof" | b"rICC"))
}

/// Top-level boxes that image files have: these may be cut short, anything else that overruns is no box.
fn is_known(kind: &[u8; 4]) -> bool {
    matches!(
        kind,
        b"ftyp"
            | b"meta"
            | b"mdat"
            | b"moov"
            | b"free"
            | b"skip"
            | b"wide"
            | b"uuid"
            | b"idat"
            | b"moof"
            | b"mfra"
            | b"sidx"
            | b"styp"
            | b"jumb"
            | b"mpvd"
            | b"sefd"
            | b"pdin"
            | b"etyp"
            | b"brob"
            | COMF
    )
}

fn holds(bytes: &[u8], one: &Box) -> Option<&'static str> {
    let body = one.contents(bytes);
    match &one.kind {
        b"uuid" if body.starts_with(UUID_C2PA) => Some("C2PA/JUMBF"),
        b"uuid" if body.starts_with(UUID_XMP) => Some("XMP"),
        b"mpvd" => Some("motion photo"),
        b"sefd" if find(body.get(..1 << 16).unwrap_or(body), b"MotionPhoto").is_some() => Some("Samsung, motion photo"),
        b"sefd" => Some("Samsung"),
        b"colr" if is_profile(bytes, one) => Some("ICC profile"),
        b"ispe" => Some("size"),
        b"mdat" => Some("data"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::{specimen::*, *};

    #[test]
    fn items_sizes_and_paths() {
        let bytes = avif();
        let walk = walk("AVIF", &bytes);
        assert_eq!(walk.size, Some((64, 32)), "of the primary item, though a larger one is there");
        let [exif, xmp, icc] = walk.blocks.as_slice() else { panic!("{:?}", walk.blocks) };
        assert_eq!((&exif.kind, &*exif.data), (&BlockKind::Exif, &b"II*\0exif"[..]));
        assert_eq!((&xmp.kind, &*xmp.data), (&BlockKind::Xmp, &b"<x/>"[..]));
        assert_eq!((&icc.kind, &*icc.data), (&BlockKind::Icc, &b"icc"[..]));
        for block in [exif, xmp, icc] {
            let start = block.place.offset.unwrap() as usize;
            assert_eq!(&bytes[start..start + block.data.len()], &*block.data, "{}", block.place.path);
        }
        let depths: Vec<_> = walk.structure.parts.iter().filter(|p| p.name.raw() == "ispe").map(|p| p.depth).collect();
        assert_eq!((depths, walk.structure.frames), (vec![3, 3], Some(1)));
        assert_eq!(walk.structure.brands, ["avif".into(), "mif1".into()]);
        assert_eq!(walk.structure.gain_map, None);
        assert!(walk.structure.defects.is_empty(), "{:?}", walk.structure.defects);
        assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
    }

    #[test]
    fn missing_and_further_bytes() {
        let bytes = avif();
        let cut = walk("AVIF", &bytes[..bytes.len() - 1]).structure.truncated.unwrap();
        assert_eq!(cut.path.raw(), "AVIF › mdat");
        for (hidden, kind) in [(&b"PK\x03\x04...."[..], TrailingKind::Zip), (b"%PDF-1.7\n1 0 obj", TrailingKind::Pdf)] {
            let walk = walk_owned([bytes.as_slice(), hidden].concat());
            assert_eq!(walk.0, Some(kind));
            assert!(!walk.1, "what follows is no part that breaks off");
        }
    }

    #[test]
    fn boxes_that_nest_too_deep_are_left() {
        let deep = (0..MAX_DEPTH + 5).fold(Vec::new(), |inner, _| boxed(b"moov", &inner));
        let bytes = [boxed(b"ftyp", b"avif\0\0\0\0"), deep].concat();
        let walk = walk("AVIF", &bytes);
        assert_eq!(walk.structure.parts.iter().map(|p| p.depth).max(), Some(MAX_DEPTH - 1));
        assert_eq!(walk.structure.defects.len(), 1);
    }

    #[test]
    fn boxes_of_applications_are_told_by_their_uuid() {
        let bytes = [
            boxed(b"ftyp", b"avif\0\0\0\0"),
            boxed(b"uuid", &[UUID_XMP, b"<x/>"].concat()),
            boxed(b"uuid", &[UUID_C2PA, b"\0\0\0\0manifest"].concat()),
        ];
        let bytes = bytes.concat();
        let walk = walk("AVIF", &bytes);
        let kinds: Vec<_> = walk.blocks.iter().map(|b| (&b.kind, b.data.len())).collect();
        assert_eq!(kinds, [(&BlockKind::Xmp, 4), (&BlockKind::Other { name: "uuid".into() }, 28)]);
        assert_eq!(walk.structure.parts[2].holds.as_ref().map(|h| h.raw()), Some("C2PA/JUMBF"));
    }

    #[test]
    fn a_graph_in_a_compressed_box_is_a_text() {
        // A stored brotli stream.
        let stream = |data: &[u8]| {
            let header = (data.len() as u32 - 1) << 4 | 1 << 20;
            [COMF.as_slice(), &header.to_le_bytes()[..3], data, &[3]].concat()
        };
        let brob = boxed(b"brob", &stream(b"{\"prompt\": {}}"));
        let bytes = [avif(), brob.clone(), boxed(b"brob", b"else"), boxed(COMF, b"{}")].concat();
        let found = walk("AVIF", &bytes);
        let texts: Vec<_> =
            found.blocks.iter().filter(|b| matches!(&b.kind, BlockKind::Text { key } if key == "comf")).collect();
        let said: Vec<_> = texts.iter().map(|b| (&*b.data, b.place.path.raw(), b.after_pixels)).collect();
        let expected: [(&[u8], _, _); 2] =
            [(b"{\"prompt\": {}}", "AVIF › brob › comf", true), (b"{}", "AVIF › comf", true)];
        assert_eq!(said, expected);
        assert!(found.structure.trailing.is_none() && found.structure.defects.is_empty());
        let damaged = [avif(), boxed(b"brob", b"comf\x0b")].concat();
        assert_eq!(walk("AVIF", &damaged).structure.defects.len(), 1);
        let many = [avif(), brob.repeat(MAX_COMPRESSED_BOXES + 1)].concat();
        assert_eq!(walk("AVIF", &many).structure.defects.len(), 1);
    }

    fn walk_owned(bytes: Vec<u8>) -> (Option<TrailingKind>, bool) {
        let structure = walk("AVIF", &bytes).structure;
        (structure.trailing.map(|t| t.kind), structure.truncated.is_some())
    }
}

/// A small AVIF file in code: a picture, a thumbnail, Exif, XMP, a profile.
#[cfg(test)]
mod specimen {
    pub use super::super::boxes::boxed;

    /// A version and no flags before the body.
    pub fn full(kind: &[u8; 4], version: u8, body: &[u8]) -> Vec<u8> {
        boxed(kind, &[&[version, 0, 0, 0], body].concat())
    }

    pub fn avif() -> Vec<u8> {
        let ftyp = boxed(b"ftyp", b"avif\0\0\0\0mif1");
        // The offsets do not change the length of `meta`, so it is made twice.
        let data = ftyp.len() + meta(0).len() + 8;
        let mdat = boxed(b"mdat", b"PICTUREthumb\0\0\0\x06Exif\0\0II*\0exif<x/>");
        [ftyp, meta(data as u32), mdat].concat()
    }

    fn meta(data: u32) -> Vec<u8> {
        let info = |id: u8, kind: &[u8; 4], rest: &[u8]| full(b"infe", 2, &[&[0, id, 0, 0], &kind[..], rest].concat());
        let infos = [
            info(1, b"av01", b"\0"),
            info(2, b"av01", b"\0"),
            info(3, b"Exif", b"\0"),
            info(4, b"mime", b"\0application/rdf+xml\0"),
        ];
        let ispe = |w: u32, h: u32| full(b"ispe", 0, &[w.to_be_bytes(), h.to_be_bytes()].concat());
        let properties = [ispe(640, 640), ispe(64, 32), boxed(b"colr", b"proficc"), boxed(b"av1C", b"conf")];
        let associations = [0, 0, 0, 2, 0, 1, 3, 0x02, 0x03, 0x84, 0, 2, 1, 0x01];
        let mut locations = vec![0x44, 0x00, 0, 4];
        for (id, offset, length) in [(1u8, 0u32, 7u32), (2, 7, 5), (3, 12, 18), (4, 30, 4)] {
            locations.extend([0, id, 0, 0, 0, 1]);
            locations.extend([(data + offset).to_be_bytes(), length.to_be_bytes()].concat());
        }
        let body = [
            full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            full(b"pitm", 0, &[0, 1]),
            full(b"iloc", 0, &locations),
            full(b"iinf", 0, &[&[0, 4], infos.concat().as_slice()].concat()),
            full(b"iref", 0, &boxed(b"thmb", &[0, 2, 0, 1, 0, 1])),
            boxed(b"iprp", &[boxed(b"ipco", &properties.concat()), full(b"ipma", 0, &associations)].concat()),
        ];
        full(b"meta", 0, &body.concat())
    }
}
