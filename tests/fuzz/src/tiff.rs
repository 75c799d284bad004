//! Small Exif blocks around what is fuzzed.

const POINTER: u16 = 0x8769;

/// An entry whose values have one byte each: tag, type (1, 2 or 7), value.
pub type Entry<'a> = (u16, u16, &'a [u8]);

/// A TIFF block with these entries in its first directory and in its Exif directory.
pub fn tiff(big_endian: bool, main: &[Entry], exif: &[Entry]) -> Vec<u8> {
    let short = |n: u16| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    let long = |n: usize| if big_endian { (n as u32).to_be_bytes() } else { (n as u32).to_le_bytes() };
    let directory = |start: usize, entries: &[Entry], pointer: Option<usize>| {
        let count = entries.len() + usize::from(pointer.is_some());
        let mut values = Vec::new();
        let mut out = short(count as u16).to_vec();
        for (tag, kind, value) in entries {
            out.extend([short(*tag), short(*kind)].concat());
            out.extend(long(value.len()));
            if value.len() <= 4 {
                out.extend(value.iter().copied().chain([0; 4]).take(4));
            } else {
                out.extend(long(start + 2 + 12 * count + 4 + values.len()));
                values.extend_from_slice(value);
            }
        }
        if let Some(to) = pointer {
            out.extend([&short(POINTER)[..], &short(4), &long(1), &long(to)].concat());
        }
        [out, vec![0; 4], values].concat()
    };
    let begin = [if big_endian { b"MM" } else { b"II" }, &short(42)[..], &long(8)].concat();
    let length = directory(8, main, Some(0)).len();
    [begin, directory(8, main, Some(8 + length)), directory(8 + length, exif, None)].concat()
}
