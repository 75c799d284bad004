//! The multi-picture index (CIPA DC-007-2009 §5): where the file says that further pictures stand.

use std::ops::Range;

use super::super::bytes::{Endian, slice};

/// How many pictures there are.
const NUMBER_OF_IMAGES: u16 = 0xb001;
/// MP Entry: 16 bytes for each picture.
const MP_ENTRY: u16 = 0xb002;
/// No camera stores more pictures in one file; an index is at most one segment long.
const MAX_PICTURES: usize = 64;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Pictures that it announces, the first included.
    pub announced: u32,
    /// At most 64, the first included.
    pub pictures: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// MP type (5.2.3.3.1).
    pub kind: u32,
    /// In the file; empty where the entry gives no place.
    pub at: Range<usize>,
}

impl Index {
    /// `tiff` is the index behind `MPF\0`, which stands at `base` in the file.
    pub fn read(tiff: &[u8], base: usize) -> Result<Self, &'static str> {
        let endian = match slice(tiff, 0, 4) {
            Some(b"II*\0") => Endian::Little,
            Some(b"MM\0*") => Endian::Big,
            _ => return Err("multi-picture index without a TIFF header"),
        };
        read(tiff, endian, base).ok_or("multi-picture index without its entries")
    }

    /// Places of all pictures but the first.
    pub fn further(&self) -> impl Iterator<Item = Range<usize>> {
        self.pictures.iter().skip(1).map(|entry| entry.at.clone()).filter(|at| !at.is_empty())
    }
}

fn read(tiff: &[u8], endian: Endian, base: usize) -> Option<Index> {
    let ifd = endian.u32(tiff, 4)? as usize;
    let directory = tiff.get(ifd..)?;
    let fields = usize::from(endian.u16(directory, 0)?);
    let field = |tag| directory.get(2..)?.chunks(12).take(fields).find(|field| endian.u16(field, 0) == Some(tag));
    let entries = field(MP_ENTRY)?;
    let count = endian.u32(entries, 4)? / 16;
    let announced = field(NUMBER_OF_IMAGES).and_then(|field| endian.u32(field, 8)).unwrap_or(count);
    let first = endian.u32(entries, 8)? as usize;
    let picture = |(i, entry): (usize, &[u8])| {
        let (size, offset) = (endian.u32(entry, 4)? as usize, endian.u32(entry, 8)? as usize);
        let start = match (i, offset) {
            (0, _) => Some(0),
            (_, 0) => None,
            (_, offset) => base.checked_add(offset),
        };
        let at = start.and_then(|start| Some(start..start.checked_add(size)?)).unwrap_or_default();
        Some(Entry { kind: endian.u32(entry, 0)? & 0xff_ffff, at })
    };
    let entries = tiff.get(first..).unwrap_or_default().chunks(16).take((count as usize).min(MAX_PICTURES));
    Some(Index { announced, pictures: entries.enumerate().map_while(picture).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two fields: so many pictures announced, so many bytes of entries, which follow.
    fn index(announced: u32, entries: &[[u32; 4]]) -> Vec<u8> {
        let mut index = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        index.extend([&[0xb0, 0x01, 0, 4, 0, 0, 0, 1], &announced.to_be_bytes()[..]].concat());
        index.extend([&[0xb0, 0x02, 0, 7], &(16 * entries.len() as u32).to_be_bytes()[..], &[0, 0, 0, 38]].concat());
        index.extend([0; 4]);
        index.extend(entries.iter().flatten().flat_map(|n| n.to_be_bytes()));
        index
    }

    #[test]
    fn offsets_count_from_the_index() {
        let bytes = index(3, &[[0x2003_0000, 70, 0, 0], [0x8002_0002, 0x100, 0x2000, 0], [0, 9, 0, 0]]);
        let read = Index::read(&bytes, 100).unwrap();
        let picture = 100 + 0x2000..100 + 0x2000 + 0x100;
        let entry = |kind, at| Entry { kind, at };
        let expected = [entry(0x03_0000, 0..70), entry(0x02_0002, picture.clone()), entry(0, 0..0)];
        assert_eq!((read.announced, &*read.pictures), (3, &expected[..]));
        assert_eq!(read.further().collect::<Vec<_>>(), std::slice::from_ref(&picture));
    }

    #[test]
    fn what_claims_too_much_is_bounded() {
        let mut bytes = index(u32::MAX, &[[0, 70, 0, 0], [0, u32::MAX, u32::MAX, 0]]);
        bytes[26..30].copy_from_slice(&u32::MAX.to_be_bytes());
        let read = Index::read(&bytes, 100).unwrap();
        assert_eq!((read.announced, read.pictures.len()), (u32::MAX, 2), "as many as stand there");
        for length in 0..38 {
            assert_eq!(Index::read(&bytes[..length], 0).is_ok(), length >= 34, "{length}");
        }
        assert!(Index::read(b"MM\0*\xff\xff\xff\xff", 0).is_err());
        let many = index(65, &[[0, 70, 8, 0]; 70]);
        assert_eq!(Index::read(&many, 0).unwrap().pictures.len(), MAX_PICTURES);
    }
}
