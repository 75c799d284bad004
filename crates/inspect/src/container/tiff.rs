//! TIFF 6.0 and BigTIFF: directories (IFDs), what they point to, and the metadata that they hold.

use std::collections::{BTreeSet, VecDeque};

use whence_model::Place;

use super::{
    BlockKind, Walk,
    bytes::{Endian, run},
    record::place,
};
use crate::limits::{MAX_DEPTH, MAX_PARTS};

/// More directories than this are not followed.
const MAX_IFDS: usize = 512;
/// Strip and tile offsets that are looked at in all; a 200-megapixel file has a few thousand.
const MAX_STRIPS: usize = 1 << 18;

/// Bytes that begin with a byte order and 42 or 43.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut walk = Walk::default();
    walk.block(BlockKind::Exif, bytes, place("TIFF", 0..bytes.len()), false);
    let Some(shape) = Shape::read(bytes) else {
        walk.truncated(place("TIFF › header", 0..bytes.len()));
        return walk;
    };
    walk.part("header", None, 0..bytes.len().min(if shape.big { 16 } else { 8 }), 0);
    let mut reader =
        Reader { bytes, shape, walk, seen: BTreeSet::new(), queue: VecDeque::new(), frames: 0, strips: MAX_STRIPS };
    reader.directories();
    reader.walk.structure.frames = Some(reader.frames);
    reader.walk
}

/// Byte order and width of offsets.
#[derive(Clone, Copy, Debug)]
struct Shape {
    endian: Endian,
    big: bool,
}

/// An IFD that is still to be read.
#[derive(Debug)]
struct Pending {
    offset: usize,
    name: String,
    path: String,
    depth: u8,
    /// It stands in the main chain, not below another directory.
    chained: bool,
}

impl Pending {
    fn place(&self) -> Place {
        place(&*self.path, self.offset..self.offset)
    }
}

/// One field of an IFD: its type's size, how many, and where the values stand.
#[derive(Clone, Copy, Debug)]
struct Entry {
    tag: u16,
    kind: u16,
    count: usize,
    /// First byte of the values, wherever they stand.
    at: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    shape: Shape,
    walk: Walk<'a>,
    seen: BTreeSet<usize>,
    queue: VecDeque<Pending>,
    frames: u32,
    strips: usize,
}

impl Shape {
    fn read(bytes: &[u8]) -> Option<Self> {
        let endian = if bytes.first() == Some(&b'M') { Endian::Big } else { Endian::Little };
        let big = endian.u16(bytes, 2)? == 43;
        bytes.get(if big { 15 } else { 7 })?;
        Some(Self { endian, big })
    }

    /// An offset or count: four bytes, eight in BigTIFF.
    fn word(self, bytes: &[u8], at: usize) -> Option<usize> {
        if self.big {
            usize::try_from(self.endian.u64(bytes, at)?).ok()
        } else {
            self.endian.u32(bytes, at).map(|word| word as usize)
        }
    }

    fn word_size(self) -> usize {
        if self.big { 8 } else { 4 }
    }

    fn entry_size(self) -> usize {
        if self.big { 20 } else { 12 }
    }

    fn entry(self, bytes: &[u8], at: usize) -> Option<Entry> {
        let field = bytes.get(at..)?;
        let (tag, kind) = (self.endian.u16(field, 0)?, self.endian.u16(field, 2)?);
        let count = self.word(field, 4)?;
        let value = at.checked_add(4)?.checked_add(self.word_size())?;
        let inside = type_size(kind).checked_mul(count)? <= self.word_size();
        Some(Entry { tag, kind, count, at: if inside { value } else { self.word(bytes, value)? } })
    }
}

impl<'a> Reader<'a> {
    fn directories(&mut self) {
        let first = self.shape.word(self.bytes, if self.shape.big { 8 } else { 4 }).unwrap_or(usize::MAX);
        self.queue.push_back(Pending {
            offset: first,
            name: "IFD0".into(),
            path: "TIFF › IFD0".into(),
            depth: 0,
            chained: true,
        });
        while let Some(ifd) = self.queue.pop_front() {
            if ifd.offset >= self.bytes.len() {
                self.walk.truncated(place(ifd.path, self.bytes.len()..self.bytes.len()));
            } else if !self.seen.insert(ifd.offset) {
                self.walk.defect(ifd.place(), "directory is pointed to twice");
            } else if self.seen.len() > MAX_IFDS {
                return self.walk.defect(ifd.place(), format!("more than {MAX_IFDS} directories"));
            } else {
                self.directory(&ifd);
            }
        }
    }

    /// A count of entries, the entries in ascending order of their tags, the offset of the next directory.
    fn directory(&mut self, ifd: &Pending) {
        let head = if self.shape.big { 8 } else { 2 };
        let count = if self.shape.big {
            self.shape.word(self.bytes, ifd.offset)
        } else {
            self.shape.endian.u16(self.bytes, ifd.offset).map(usize::from)
        };
        let entries = ifd.offset.saturating_add(head);
        let size = self.shape.entry_size();
        let there = self.bytes.get(entries..).unwrap_or_default().chunks_exact(size).len();
        let claimed = count.unwrap_or(usize::MAX);
        let next = entries.saturating_add(there.min(claimed).saturating_mul(size));
        let end = self.bytes.len().min(next.saturating_add(self.shape.word_size()));
        self.walk.part(&*ifd.name, None, ifd.offset..end, ifd.depth);
        if there < claimed {
            self.walk.truncated(place(&*ifd.path, ifd.offset..end));
        }
        let starts = (entries..next).step_by(size).take(MAX_PARTS);
        let fields: Vec<Entry> = starts.filter_map(|at| self.shape.entry(self.bytes, at)).collect();
        for &entry in &fields {
            self.field(ifd, entry);
        }
        self.pixels(ifd, &fields);
        if ifd.chained {
            self.frames = self.frames.saturating_add(1);
            if let Some(offset) = self.shape.word(self.bytes, next).filter(|&offset| offset != 0) {
                let name = format!("IFD{}", self.frames);
                let path = format!("TIFF › {name}");
                self.queue.push_back(Pending { offset, name, path, depth: 0, chained: true });
            }
        }
    }

    fn field(&mut self, ifd: &Pending, entry: Entry) {
        let below = match entry.tag {
            0x014a => "SubIFD",
            0x8769 => "Exif",
            0x8825 => "GPS",
            0xa005 => "Interop",
            _ => return self.metadata(ifd, entry),
        };
        let depth = ifd.depth.saturating_add(1);
        if depth >= MAX_DEPTH {
            return self.walk.defect(ifd.place(), "directories nest too deep");
        }
        let count = entry.count.min(MAX_IFDS);
        let offsets: Vec<usize> = (0..count).map_while(|i| self.number(entry, i)).collect();
        for (i, offset) in offsets.into_iter().enumerate() {
            let name = if count > 1 { format!("{below}{i}") } else { below.to_owned() };
            let path = format!("{} › {name}", ifd.path);
            if self.queue.len() < MAX_IFDS {
                self.queue.push_back(Pending { offset, name, path, depth, chained: false });
            }
        }
    }

    fn metadata(&mut self, ifd: &Pending, entry: Entry) {
        let (kind, name) = match entry.tag {
            700 => (BlockKind::Xmp, "XMP"),
            33723 => (BlockKind::Iptc, "IPTC"),
            34377 => (BlockKind::Photoshop, "Photoshop"),
            34675 => (BlockKind::Icc, "ICC profile"),
            _ => return,
        };
        let path = format!("{} › {name}", ifd.path);
        let end = type_size(entry.kind).checked_mul(entry.count).and_then(|size| entry.at.checked_add(size));
        match end.and_then(|end| self.bytes.get(entry.at..end)) {
            Some(data) => {
                let mark = place(path, run(entry.at, data.len()));
                self.walk.block(kind, data, mark, false);
            }
            None => self.walk.defect(Place::path(path), "values stand outside of the file"),
        }
    }

    /// The size, from the first directory, and whether all strips and tiles are there.
    fn pixels(&mut self, ifd: &Pending, fields: &[Entry]) {
        let entry = |tag| fields.iter().copied().find(|e| e.tag == tag);
        let number = |tag| self.number(entry(tag)?, 0).and_then(|n| u32::try_from(n).ok());
        if ifd.name == "IFD0" {
            self.walk.size = number(256).zip(number(257));
        }
        for (offsets, lengths) in [(273, 279), (324, 325)] {
            let Some((offsets, lengths)) = entry(offsets).zip(entry(lengths)) else { continue };
            let count = offsets.count.min(lengths.count).min(self.strips);
            self.strips = self.strips.saturating_sub(count);
            let ends =
                (0..count).map_while(|i| Some(self.number(offsets, i)?.saturating_add(self.number(lengths, i)?)));
            if ends.max().is_some_and(|end| end > self.bytes.len()) {
                self.walk.truncated(place(format!("{} › pixels", ifd.path), self.bytes.len()..self.bytes.len()));
            }
        }
    }

    /// The `i`th value as a number: SHORT, LONG, IFD and their 64-bit forms.
    fn number(&self, entry: Entry, i: usize) -> Option<usize> {
        let at = entry.at.checked_add(i.checked_mul(type_size(entry.kind))?)?;
        match entry.kind {
            3 => self.shape.endian.u16(self.bytes, at).map(usize::from),
            4 | 13 => self.shape.endian.u32(self.bytes, at).map(|n| n as usize),
            16 | 18 => usize::try_from(self.shape.endian.u64(self.bytes, at)?).ok(),
            _ => None,
        }
    }
}

/// TIFF 6.0 §2 and BigTIFF: bytes of one value; an unknown type counts as bytes.
fn type_size(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16..=18 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An IFD of LONG fields at `offset`; fields are tag, count, value or offset.
    fn ifd(fields: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
        let mut out = (fields.len() as u16).to_le_bytes().to_vec();
        for (tag, kind, count, value) in fields {
            out.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
            out.extend([count.to_le_bytes(), value.to_le_bytes()].concat());
        }
        out.extend(next.to_le_bytes());
        out
    }

    fn tiff(parts: &[&[u8]]) -> Vec<u8> {
        [b"II*\0\x08\0\0\0".as_slice(), &parts.concat()].concat()
    }

    #[test]
    fn directories_in_order_and_what_they_hold() {
        let first = ifd(&[(256, 4, 1, 30), (257, 4, 1, 20), (700, 1, 4, 0x3e2f_783c), (0x8769, 4, 1, 80)], 62);
        let second = ifd(&[(256, 4, 1, 9)], 0);
        let bytes = tiff(&[&first, &second, &ifd(&[], 0)]);
        let walk = walk(&bytes);
        let parts: Vec<_> = walk.structure.parts.iter().map(|p| (p.name.raw(), p.offset, p.depth)).collect();
        assert_eq!(parts, [("header", 0, 0), ("IFD0", 8, 0), ("Exif", 80, 1), ("IFD1", 62, 0)]);
        assert_eq!((walk.size, walk.structure.frames), (Some((30, 20)), Some(2)));
        let [exif, xmp] = walk.blocks.as_slice() else { panic!("{:?}", walk.blocks) };
        assert_eq!((&exif.kind, exif.data.len()), (&BlockKind::Exif, bytes.len()));
        assert_eq!((&xmp.kind, &*xmp.data), (&BlockKind::Xmp, &b"<x/>"[..]));
        assert_eq!(xmp.place, place("TIFF › IFD0 › XMP", 42..46));
        assert!(walk.structure.truncated.is_none() && walk.structure.defects.is_empty());
    }

    #[test]
    fn a_circle_of_directories_ends() {
        let bytes = tiff(&[&ifd(&[(0x014a, 4, 1, 8)], 8)]);
        let walk = walk(&bytes);
        assert_eq!(walk.structure.parts.len(), 2);
        assert_eq!(walk.structure.defects.len(), 2);
    }

    #[test]
    fn strips_outside_of_the_file_are_a_truncation() {
        let mut bytes = tiff(&[&ifd(&[(273, 4, 1, 38), (279, 4, 1, 10)], 0)]);
        bytes.extend([0; 10]);
        assert!(walk(&bytes).structure.truncated.is_none());
        bytes.pop();
        assert_eq!(walk(&bytes).structure.truncated.unwrap().path.raw(), "TIFF › IFD0 › pixels");
    }

    #[test]
    fn big_tiff_has_wider_words() {
        let mut bytes = b"MM\0\x2b\0\x08\0\0\0\0\0\0\0\0\0\x10".to_vec();
        bytes.extend(2u64.to_be_bytes());
        for (tag, value) in [(256u16, 7u16), (257, 5)] {
            bytes.extend([tag.to_be_bytes(), 3u16.to_be_bytes()].concat());
            bytes.extend(1u64.to_be_bytes());
            bytes.extend([value.to_be_bytes(), [0; 2], [0; 2], [0; 2]].concat());
        }
        bytes.extend(0u64.to_be_bytes());
        let walk = walk(&bytes);
        assert_eq!((walk.size, walk.structure.frames), (Some((7, 5)), Some(1)));
        assert!(walk.structure.truncated.is_none());
    }
}
