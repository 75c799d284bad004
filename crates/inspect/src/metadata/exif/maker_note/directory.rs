//! One IFD within bounds, whatever its offsets count from.
//!
//! The layout is that of TIFF 6.0, section 2; what makers do differently stands in [`super::form`].

use std::ops::Range;

use super::super::ifd::size_of;
use crate::limits::MAX_MAKER_ENTRIES;

/// A value longer than a JPEG segment stands elsewhere in the file by design: such are the previews of some makers.
const MAX_IN_SEGMENT: usize = u16::MAX as usize;

/// What an IFD is read from.
#[derive(Clone, Debug)]
pub struct Directory<'a> {
    /// The TIFF block.
    pub block: &'a [u8],
    /// What offsets count from, in the block.
    pub base: usize,
    pub big_endian: bool,
}

#[derive(Debug, PartialEq)]
pub struct Entry {
    pub tag: u16,
    pub kind: u16,
    /// Where the entry stands in the block.
    pub at: usize,
    /// Where its value stands.
    pub value: Where,
}

#[derive(Debug, PartialEq)]
pub enum Where {
    /// In the block.
    Block(Range<usize>),
    /// Outside of it, though it would fit in.
    Outside,
    /// Elsewhere in the file, or of a type that nobody knows.
    Elsewhere,
}

impl Directory<'_> {
    /// The entries of the IFD at `at`, or `None` where none stands there: most of its entries must have types that are known.
    pub fn entries(&self, at: usize) -> Option<Vec<Entry>> {
        let count = usize::from(self.u16(at)?);
        if !(1..=MAX_MAKER_ENTRIES).contains(&count) {
            return None;
        }
        let (start, end) = (at.checked_add(2)?, self.block.len());
        let fits = count.min(end.saturating_sub(start) / 12);
        let entries: Vec<Entry> = (start..end).step_by(12).take(fits).filter_map(|at| self.entry(at)).collect();
        let known = entries.iter().filter(|e| size_of(e.kind).is_some()).count();
        (known > fits / 2).then_some(entries)
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let value_at = at.checked_add(8)?;
        let (tag, kind, count) = (self.u16(at)?, self.u16(at.checked_add(2)?)?, self.u32(at.checked_add(4)?)?);
        let value = match size_of(kind).map(|size| size.saturating_mul(count)) {
            None => Where::Elsewhere,
            Some(size @ 0..=4) => Where::Block(value_at..value_at.checked_add(size)?),
            Some(size) => match self.pointed_to(value_at).and_then(|start| Some(start..start.checked_add(size)?)) {
                Some(value) if value.end <= self.block.len() => Where::Block(value),
                _ if size > MAX_IN_SEGMENT => Where::Elsewhere,
                _ => Where::Outside,
            },
        };
        Some(Entry { tag, kind, at, value })
    }

    /// Where the offset at `at` leads to.
    pub fn pointed_to(&self, at: usize) -> Option<usize> {
        self.base.checked_add(self.u32(at)?)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = *self.block.get(at..)?.first_chunk()?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let bytes = *self.block.get(at..)?.first_chunk()?;
        usize::try_from(if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    }

    fn directory(entries: &[Vec<u8>]) -> Vec<u8> {
        [(entries.len() as u16).to_le_bytes().to_vec(), entries.concat()].concat()
    }

    #[test]
    fn values_are_here_there_or_nowhere() {
        let block = directory(&[
            entry(1, 3, 2, 7),
            entry(2, 2, 9, 53 - 4),
            entry(3, 2, 9, 99),
            entry(4, 7, 100_000, 99),
            entry(5, 99, 1, 0),
        ]);
        let block = [block, b"a".to_vec(), b"text text".to_vec()].concat();
        let read = |block: &[u8]| Directory { block, base: 14, big_endian: false }.entries(0);
        let entries = read(&block).unwrap();
        let values: Vec<_> = entries.into_iter().map(|e| e.value).collect();
        assert_eq!(values[0], Where::Block(10..14));
        assert_eq!(values[1], Where::Block(63..72), "offsets count from the base");
        assert_eq!(values[2..], [Where::Outside, Where::Elsewhere, Where::Elsewhere]);
        assert_eq!(read(&block[..20]).map(|e| e.len()), Some(1), "what is cut is read as far as it goes");
    }

    #[test]
    fn what_has_no_known_types_is_no_directory() {
        let read = |block: &[u8], at| Directory { block, base: 0, big_endian: false }.entries(at);
        assert_eq!(read(&directory(&[entry(1, 99, 1, 0), entry(2, 0x300, 1, 0), entry(3, 3, 1, 0)]), 0), None);
        assert_eq!(read(&directory(&[]), 0), None);
        assert_eq!(read(&[0xff; 9000], 0), None);
        assert_eq!((read(b"\x01\0", 0), read(b"\x01", 0), read(b"", usize::MAX)), (None, None, None));
    }
}
