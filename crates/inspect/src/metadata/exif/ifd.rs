//! A bounded walk over the IFDs of a TIFF block (TIFF 6.0, section 2; CIPA DC-008, 4.6), ahead of kamadak-exif.
//!
//! kamadak-exif (0.6.2) reads every entry of every IFD that a pointer leads to, and IFDs may overlap: a file of 1.6 MB
//! made it ask for 6 GiB. So the walk goes first, and changes what leads too far in a copy of the block. It
//! also knows where each entry stands in the file, which kamadak-exif does not tell.

use std::ops::Range;

use whence_model::facts::metadata::Ifd;

use crate::limits::{MAX_EXIF_FIELDS, MAX_SUB_IFDS};

/// More numbers than this in one value are listed as bytes (the strips of a TIFF, the tables of a RAW file).
const MAX_NUMERIC_BYTES: usize = 8 << 10;

/// A broken block is described by its first defects; the thousandth says nothing new.
const MAX_DEFECTS: usize = 64;

const SUB_IFDS: u16 = 0x014a;
const EXIF_POINTER: u16 = 0x8769;
const GPS_POINTER: u16 = 0x8825;
const INTEROP_POINTER: u16 = 0xa005;

/// TIFF types by their numbers.
pub mod kind {
    pub const BYTE: u16 = 1;
    pub const ASCII: u16 = 2;
    pub const SHORT: u16 = 3;
    pub const LONG: u16 = 4;
    pub const UNDEFINED: u16 = 7;
    /// TIFF Technical Note 1; kamadak-exif does not follow pointers of this type.
    pub const IFD: u16 = 13;
    /// Exif 3.0.
    pub const UTF8: u16 = 129;
}

#[derive(Debug, PartialEq)]
pub struct Entry {
    pub ifd: Ifd,
    /// Which of the SubIFDs, in the order in which they are met; 0 for all other IFDs.
    pub page: u8,
    pub tag: u16,
    pub kind: u16,
    /// Where the value stands in the block.
    pub value: Range<usize>,
    /// The value is too large for the numbers that are kept.
    pub large: bool,
}

/// What the walk saw of a block.
#[derive(Debug)]
pub struct Walk {
    pub big_endian: bool,
    /// At most [`MAX_EXIF_FIELDS`]; no tag twice in one IFD. Pointers to IFDs are not among them, but those to SubIFDs,
    /// which kamadak-exif does not follow, are.
    pub entries: Vec<Entry>,
    /// What is not as the standard says: where in the block, and what.
    pub defects: Vec<(usize, String)>,
}

/// Walks a TIFF block and mends it for kamadak-exif. `None` where it has no TIFF header.
pub fn walk(block: &mut [u8]) -> Option<Walk> {
    let big_endian = match block.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let walk = Walk { big_endian, entries: Vec::new(), defects: Vec::new() };
    let mut walker = Walker { block, walk, seen: Vec::new(), room: MAX_EXIF_FIELDS, sub: Vec::new(), page: 0 };
    let first = walker.u32(4)?;
    if let Some(next) = walker.ifd(first, Ifd::Main) {
        walker.follow_to_thumbnail(next);
    }
    walker.sub_ifds();
    Some(walker.walk)
}

struct Walker<'a> {
    block: &'a mut [u8],
    walk: Walk,
    /// IFDs that were walked. No two may overlap, so that mending one cannot change another.
    seen: Vec<Range<usize>>,
    /// Entries that may still be read.
    room: usize,
    /// Where SubIFDs stand, as far as was met.
    sub: Vec<usize>,
    /// The SubIFD that is being read.
    page: u8,
}

impl Walker<'_> {
    /// Reads one IFD; the place of its link to the next. `None` where it may not be read.
    fn ifd(&mut self, at: usize, ifd: Ifd) -> Option<usize> {
        let name = super::ifd_name(ifd, self.page);
        let Some(count) = (at >= 8).then(|| self.u16(at)).flatten() else {
            self.defect(at, format!("{name} lies outside of the block"));
            return None;
        };
        let start = at.saturating_add(2);
        let fits = usize::from(count).min(self.block.len().saturating_sub(start) / 12).min(self.room);
        let link = start.saturating_add(fits.saturating_mul(12));
        // The IFDs below IFD0 often stand without the link that the standard asks for.
        let end = if matches!(ifd, Ifd::Main | Ifd::Thumbnail) { link.saturating_add(4) } else { link };
        if self.seen.iter().any(|other| other.start < end && at < other.end) {
            self.defect(at, format!("{name} overlaps another IFD"));
            return None;
        }
        self.seen.push(at..end);
        self.room = self.room.saturating_sub(fits);
        if fits < usize::from(count) {
            self.defect(at, format!("{name} announces {count} entries, {fits} are read"));
            self.put16(at, fits as u16);
            if matches!(ifd, Ifd::Main | Ifd::Thumbnail) {
                self.put32(link, 0);
            }
        }
        for at in (start..link).step_by(12) {
            self.entry(at, ifd);
        }
        Some(link)
    }

    fn entry(&mut self, at: usize, ifd: Ifd) {
        let [kind_at, count_at, value_at] = [2, 4, 8].map(|behind| at.saturating_add(behind));
        let (Some(tag), Some(mut kind), Some(count)) = (self.u16(at), self.u16(kind_at), self.u32(count_at)) else {
            return;
        };
        if kind == kind::IFD {
            kind = kind::LONG;
            self.put16(kind_at, kind);
        }
        let child = match (ifd, tag) {
            (Ifd::Main | Ifd::Thumbnail, EXIF_POINTER) => Some(Ifd::Exif),
            (Ifd::Main | Ifd::Thumbnail, GPS_POINTER) => Some(Ifd::Gps),
            (Ifd::Exif, INTEROP_POINTER) => Some(Ifd::Interop),
            _ => None,
        };
        if let Some(child) = child {
            return self.pointer(at, (ifd, kind, count), child);
        }
        let size = match size_of(kind) {
            Some(size) => size.saturating_mul(count),
            None => return self.defect(at, format!("entry 0x{tag:04x} has the unknown type {kind}")),
        };
        let start = if size <= 4 { Some(value_at) } else { self.u32(value_at) };
        let Some(value) = start.and_then(|s| Some(s..s.checked_add(size)?)).filter(|v| v.end <= self.block.len())
        else {
            return self.defect(at, format!("the value of entry 0x{tag:04x} lies outside of the block"));
        };
        // kamadak-exif finds the last of several by its tag, everybody else shows the first.
        let page = self.page;
        if self.walk.entries.iter().any(|e| e.ifd == ifd && e.page == page && e.tag == tag) {
            self.put16(at, u16::MAX);
            return self.defect(at, format!("entry 0x{tag:04x} stands twice in {}", super::ifd_name(ifd, page)));
        }
        if tag == SUB_IFDS && kind == kind::LONG && matches!(ifd, Ifd::Main | Ifd::Sub) {
            self.meet_sub_ifds(at, value.clone());
        }
        let numeric = !matches!(kind, kind::ASCII | kind::UNDEFINED | kind::UTF8);
        let large = numeric && size > MAX_NUMERIC_BYTES;
        if large {
            self.put16(kind_at, 0);
        }
        self.walk.entries.push(Entry { ifd, page, tag, kind, value, large });
    }

    fn meet_sub_ifds(&mut self, at: usize, pointers: Range<usize>) {
        let room = MAX_SUB_IFDS.saturating_sub(self.sub.len());
        if pointers.len() / 4 > room {
            self.defect(at, format!("more than {MAX_SUB_IFDS} SubIFDs: the others are not read"));
        }
        let found: Vec<usize> = pointers.step_by(4).take(room).filter_map(|at| self.u32(at)).collect();
        self.sub.extend(found);
    }

    /// Reads further pictures and those below them: last of all, so that they take no room from the picture itself.
    fn sub_ifds(&mut self) {
        for page in 0..=u8::MAX {
            let Some(&at) = self.sub.get(usize::from(page)) else { return };
            self.page = page;
            self.ifd(at, Ifd::Sub);
        }
    }

    /// Follows a pointer, or makes it one that kamadak-exif does not follow.
    fn pointer(&mut self, at: usize, (ifd, kind, count): (Ifd, u16, usize), child: Ifd) {
        let [kind_at, value_at] = [2, 8].map(|behind| at.saturating_add(behind));
        let target = match kind {
            kind::LONG => self.u32(value_at),
            kind::SHORT => self.u16(value_at).map(usize::from),
            _ => None,
        };
        let followed = match target.filter(|_| count == 1 && ifd != Ifd::Thumbnail) {
            Some(target) => self.ifd(target, child).is_some(),
            None => {
                self.defect(at, format!("the pointer to {} is not followed", super::ifd_name(child, 0)));
                false
            }
        };
        if !followed {
            self.put16(kind_at, 0);
        }
    }

    /// Reads IFD1. Later ones are further pages, of which nothing is told here.
    fn follow_to_thumbnail(&mut self, link: usize) {
        let Some(at) = self.u32(link) else {
            return self.defect(link, "IFD0 has no link to the next IFD".into());
        };
        let next = if at == 0 { return } else { self.ifd(at, Ifd::Thumbnail) };
        // An IFD that was refused has no link; neither must kamadak-exif find one.
        self.put32(next.unwrap_or(link), 0);
    }

    fn defect(&mut self, at: usize, what: String) {
        if self.walk.defects.len() < MAX_DEFECTS {
            self.walk.defects.push((at, what));
        }
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = *self.block.get(at..)?.first_chunk()?;
        Some(if self.walk.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let bytes = *self.block.get(at..)?.first_chunk()?;
        let value = if self.walk.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(value).ok()
    }

    fn put16(&mut self, at: usize, value: u16) {
        let bytes = if self.walk.big_endian { value.to_be_bytes() } else { value.to_le_bytes() };
        if let Some(there) = self.block.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *there = bytes;
        }
    }

    fn put32(&mut self, at: usize, value: u32) {
        let bytes = if self.walk.big_endian { value.to_be_bytes() } else { value.to_le_bytes() };
        if let Some(there) = self.block.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *there = bytes;
        }
    }
}

/// Bytes of one number of a type.
pub fn size_of(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 | kind::UTF8 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | kind::IFD => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::exif::tiff::{ascii, block, long, longs, pointer, short, sub_ifds};

    fn tags(walk: &Walk) -> Vec<(Ifd, u16)> {
        walk.entries.iter().map(|e| (e.ifd, e.tag)).collect()
    }

    #[test]
    fn every_ifd_is_found_with_the_places_of_its_values() {
        let exif = [ascii(0x9003, "2024:05:06 07:08:09"), pointer(INTEROP_POINTER, &[ascii(1, "R98")])];
        let ifd0 = [ascii(0x10f, "Maker"), pointer(EXIF_POINTER, &exif), pointer(GPS_POINTER, &[short(0x1e, 1)])];
        let mut bytes = block(true, &ifd0, &[long(0x201, 8)]);
        let walk = walk(&mut bytes).unwrap();
        assert_eq!(walk.defects, []);
        assert_eq!(
            tags(&walk),
            [(Ifd::Main, 0x10f), (Ifd::Exif, 0x9003), (Ifd::Interop, 1), (Ifd::Gps, 0x1e), (Ifd::Thumbnail, 0x201)]
        );
        assert_eq!(&bytes[walk.entries[0].value.clone()], b"Maker\0");
    }

    #[test]
    fn further_pictures_are_read_after_the_thumbnail_and_those_below_them_too() {
        let inner = [short(0x100, 3)];
        let pages = [&[short(0x100, 1), sub_ifds(&[&inner])][..], &[short(0x100, 2)]];
        let mut bytes = block(false, &[short(0x100, 9), sub_ifds(&pages)], &[short(0x100, 7)]);
        let walk = walk(&mut bytes).unwrap();
        assert_eq!(walk.defects, []);
        let seen: Vec<_> = walk.entries.iter().map(|e| (e.ifd, e.page, e.tag, bytes[e.value.start])).collect();
        let at = |page, value| (Ifd::Sub, page, 0x100, value);
        assert_eq!((seen[0], seen[2]), ((Ifd::Main, 0, 0x100, 9), (Ifd::Thumbnail, 0, 0x100, 7)));
        assert_eq!((seen[1].2, seen[4].2), (SUB_IFDS, SUB_IFDS), "the pointers are listed");
        assert_eq!([seen[3], seen[5], seen[6]], [at(0, 1), at(1, 2), at(2, 3)]);
    }

    #[test]
    fn pointers_to_further_pictures_lead_nowhere_twice() {
        // To IFD0 itself, out of the block, to one place twice, and far too many.
        let mut bytes = block(true, &[longs(SUB_IFDS, &[8, 0xffff_fff0, 2])], &[]);
        let first = walk(&mut bytes).unwrap();
        let whats: Vec<_> = first.defects.iter().map(|(_, what)| what.as_str()).collect();
        let outside = "lies outside of the block";
        assert_eq!(
            whats,
            ["SubIFD0 overlaps another IFD", &format!("SubIFD1 {outside}"), &format!("SubIFD2 {outside}")]
        );
        let mut bytes = block(true, &[longs(SUB_IFDS, &[8; 3000])], &[]);
        let many = walk(&mut bytes).unwrap();
        assert!(many.entries[0].large, "{:?}", many.entries);
        assert_eq!(many.defects.len(), 1 + MAX_SUB_IFDS);
        assert!(many.defects[0].1.starts_with("more than"), "{:?}", many.defects);
    }

    #[test]
    fn pointers_of_type_ifd_become_pointers_of_type_long() {
        let mut typed = pointer(EXIF_POINTER, &[short(0xa001, 1)]);
        typed.kind = kind::IFD;
        let mut bytes = block(false, &[typed], &[]);
        assert_eq!(tags(&walk(&mut bytes).unwrap()), [(Ifd::Exif, 0xa001)]);
        let read = exif::Reader::new().read_raw(bytes).unwrap();
        assert!(read.get_field(exif::Tag::ColorSpace, exif::In::PRIMARY).is_some());
    }

    #[test]
    fn overlapping_ifds_are_read_once() {
        // 60 pointers into the middle of the very IFD that holds them, each with thousands of entries behind it.
        let mut bytes = b"II\x2a\0\x08\0\0\0\x3c\0".to_vec();
        for n in 0..60_u32 {
            bytes.extend([0x69, 0x87, 4, 0, 1, 0, 0, 0]);
            bytes.extend((20 + n * 3).to_le_bytes());
        }
        bytes.extend([0xff; 4096]);
        let walk = walk(&mut bytes).unwrap();
        assert!(walk.entries.is_empty(), "{:?}", walk.entries);
        assert_eq!(walk.defects.len(), 61, "60 overlaps, and IFD0's link leads out");
        let read = exif::Reader::new().continue_on_error(true).read_raw(bytes);
        let read = read.or_else(|e| e.distill_partial_result(|_| ())).unwrap();
        assert_eq!(read.fields().len(), 0, "kamadak-exif sees no more than the walk");
    }

    #[test]
    fn a_count_beyond_the_bound_is_cut() {
        let mut bytes = b"II\x2a\0\x08\0\0\0\xff\xff".to_vec();
        for n in 0..5000_u16 {
            bytes.extend([n.to_le_bytes(), [3, 0], [1, 0], [0, 0], [7, 0], [0, 0]].concat());
        }
        let walk = walk(&mut bytes).unwrap();
        assert_eq!(walk.entries.len(), MAX_EXIF_FIELDS);
        assert!(walk.defects[0].1.contains("65535"), "{:?}", walk.defects);
        let read = exif::Reader::new().read_raw(bytes).unwrap();
        assert_eq!(read.fields().len(), MAX_EXIF_FIELDS);
    }

    #[test]
    fn a_tag_that_stands_twice_counts_once() {
        let mut bytes = block(false, &[short(0x112, 6), short(0x112, 8)], &[]);
        let walk = walk(&mut bytes).unwrap();
        assert_eq!(tags(&walk), [(Ifd::Main, 0x112)]);
        assert_eq!(walk.defects.len(), 1);
        let read = exif::Reader::new().read_raw(bytes).unwrap();
        let first = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY).unwrap();
        assert_eq!(first.value.get_uint(0), Some(6));
    }

    #[test]
    fn values_outside_of_the_block_are_defects() {
        let mut bytes = block(false, &[ascii(0x10f, "A maker"), short(0x112, 6)], &[]);
        bytes.truncate(bytes.len() - 2);
        let walk = walk(&mut bytes).unwrap();
        assert_eq!(tags(&walk), [(Ifd::Main, 0x112)]);
        assert_eq!(walk.defects.len(), 1);
        assert_eq!(super::walk(&mut b"MM\0\x2b\0\0\0\x08".to_vec()).map(|w| w.big_endian), None);
    }
}
