//! The multi-picture index (CIPA DC-007-2009 §5): where the file says that further pictures stand.

use std::ops::Range;

use super::super::bytes::{Endian, slice};

/// MP Entry: 16 bytes for each picture.
const MP_ENTRY: u16 = 0xb002;
/// No camera stores more pictures in one file; an index is at most one segment long.
const MAX_PICTURES: usize = 64;

/// The bytes of every picture but the first; `tiff` is the index behind `MPF\0`, which stands at `base` in the file.
pub fn further_pictures(tiff: &[u8], base: usize) -> Vec<Range<usize>> {
    read(tiff, base).unwrap_or_default()
}

fn read(tiff: &[u8], base: usize) -> Option<Vec<Range<usize>>> {
    let endian = match slice(tiff, 0, 4)? {
        b"II*\0" => Endian::Little,
        b"MM\0*" => Endian::Big,
        _ => return None,
    };
    let ifd = endian.u32(tiff, 4)? as usize;
    let fields = usize::from(endian.u16(tiff, ifd)?);
    let field = (0..fields).map(|i| ifd + 2 + 12 * i).find(|&at| endian.u16(tiff, at) == Some(MP_ENTRY))?;
    let pictures = (endian.u32(tiff, field + 4)? as usize / 16).min(MAX_PICTURES);
    let entries = endian.u32(tiff, field + 8)? as usize;
    let picture = |i: usize| {
        let entry = entries.checked_add(16 * i)?;
        let (size, offset) = (endian.u32(tiff, entry + 4)? as usize, endian.u32(tiff, entry + 8)? as usize);
        let start = base.checked_add(offset).filter(|_| offset != 0 && size != 0)?;
        Some(start..start.checked_add(size)?)
    };
    Some((1..pictures).filter_map(picture).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_from_the_index() {
        let mut index = b"MM\0*\0\0\0\x08".to_vec();
        index.extend([0, 1]);
        index.extend([0xb0, 0x02, 0, 7, 0, 0, 0, 32, 0, 0, 0, 26]);
        index.extend([0, 0, 0, 0]);
        index.extend([[0u8; 16], *b"\0\0\0\0\0\0\x01\0\0\0\x20\0\0\0\0\0"].concat());
        assert_eq!(further_pictures(&index, 100), std::slice::from_ref(&(100 + 0x2000..100 + 0x2000 + 0x100)));
        index.truncate(index.len() - 8);
        assert!(further_pictures(&index, 100).is_empty());
        assert!(further_pictures(b"MM\0*\xff\xff\xff\xff", 0).is_empty());
    }
}
