//! Reading numbers from bytes that may end anywhere: everything is checked, nothing panics.

use std::ops::Range;

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endian {
    Big,
    Little,
}

impl Endian {
    pub fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let raw = array(bytes, at)?;
        Some(if self == Self::Big { u16::from_be_bytes(raw) } else { u16::from_le_bytes(raw) })
    }

    pub fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let raw = array(bytes, at)?;
        Some(if self == Self::Big { u32::from_be_bytes(raw) } else { u32::from_le_bytes(raw) })
    }

    pub fn u64(self, bytes: &[u8], at: usize) -> Option<u64> {
        let raw = array(bytes, at)?;
        Some(if self == Self::Big { u64::from_be_bytes(raw) } else { u64::from_le_bytes(raw) })
    }
}

pub fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Endian::Big.u16(bytes, at)
}

pub fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Endian::Big.u32(bytes, at)
}

pub fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    Endian::Big.u64(bytes, at)
}

pub fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Endian::Little.u16(bytes, at)
}

pub fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Endian::Little.u32(bytes, at)
}

/// Three bytes, least significant first.
pub fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(|[a, b, c]: [u8; 3]| u32::from_le_bytes([a, b, c, 0]))
}

/// `len` bytes from `at` on, or nothing where they are not all there.
pub fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// What stands in `at`; nothing where it is not all there.
pub fn within(bytes: &[u8], at: Range<usize>) -> &[u8] {
    bytes.get(at).unwrap_or_default()
}

/// The range of so many bytes from `start` on.
pub fn run(start: usize, len: usize) -> Range<usize> {
    start..start.saturating_add(len)
}

/// What is left of `at` behind its first `count` bytes.
pub fn behind(at: Range<usize>, count: usize) -> Range<usize> {
    at.start.saturating_add(count).min(at.end)..at.end
}

/// Where `needle` first stands.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

/// Latin-1 as text; every byte is a character.
pub fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    slice(bytes, at, N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_both_orders() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!((be16(&bytes, 1), le16(&bytes, 1)), (Some(0x0203), Some(0x0302)));
        assert_eq!((be32(&bytes, 0), le32(&bytes, 4)), (Some(0x0102_0304), Some(0x0807_0605)));
        assert_eq!((le24(&bytes, 0), be64(&bytes, 0)), (Some(0x03_0201), Some(0x0102_0304_0506_0708)));
    }

    #[test]
    fn past_the_end_there_is_nothing() {
        assert_eq!(be32(&[1, 2, 3], 0), None);
        assert_eq!(be16(&[1, 2, 3], usize::MAX), None);
        assert_eq!(slice(&[1, 2, 3], 1, usize::MAX), None);
        assert_eq!((within(&[1, 2, 3], 1..3), within(&[1, 2, 3], 1..4)), (&[2, 3][..], &[][..]));
        assert_eq!((run(2, 3), run(2, usize::MAX)), (2..5, 2..usize::MAX));
        assert_eq!((behind(2..5, 1), behind(2..5, 3), behind(2..5, usize::MAX)), (3..5, 5..5, 5..5));
    }

    #[test]
    fn a_needle_is_found_behind_a_false_start() {
        assert_eq!(find(b"aab aabc", b"aabc"), Some(4));
        assert_eq!(find(b"aab", b"aabc"), None);
    }
}
