//! Writes small TIFF blocks for tests.

/// An entry to be written; a pointer has the entries of its IFD.
#[derive(Clone)]
pub struct Written {
    pub tag: u16,
    pub kind: u16,
    count: u32,
    value: Numbers,
    /// Each IFD that the value points to, instead of the value.
    children: Vec<Vec<Written>>,
}

#[derive(Clone)]
enum Numbers {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Longs(Vec<u32>),
}

impl Written {
    /// The same value, of another type of the same size.
    pub fn of_type(self, kind: u16) -> Self {
        Self { kind, ..self }
    }
}

pub fn ascii(tag: u16, text: &str) -> Written {
    bytes(tag, 2, format!("{text}\0").as_bytes())
}

/// Bytes of a one-byte type: 1 BYTE, 2 ASCII, 7 UNDEFINED.
pub fn bytes(tag: u16, kind: u16, value: &[u8]) -> Written {
    Written { tag, kind, count: value.len() as u32, value: Numbers::Bytes(value.to_vec()), children: Vec::new() }
}

pub fn short(tag: u16, value: u16) -> Written {
    Written { tag, kind: 3, count: 1, value: Numbers::Shorts(vec![value]), children: Vec::new() }
}

pub fn long(tag: u16, value: u32) -> Written {
    longs(tag, &[value])
}

pub fn longs(tag: u16, values: &[u32]) -> Written {
    Written { tag, kind: 4, count: values.len() as u32, value: Numbers::Longs(values.to_vec()), children: Vec::new() }
}

pub fn rationals(tag: u16, values: &[(u32, u32)]) -> Written {
    let longs = values.iter().flat_map(|&(n, d)| [n, d]).collect();
    Written { tag, kind: 5, count: values.len() as u32, value: Numbers::Longs(longs), children: Vec::new() }
}

pub fn pointer(tag: u16, children: &[Written]) -> Written {
    Written { tag, kind: 4, count: 1, value: Numbers::Longs(vec![0]), children: vec![children.to_vec()] }
}

/// Pointers to further pictures (tag 0x014a), which have these entries.
pub fn sub_ifds(pages: &[&[Written]]) -> Written {
    let children: Vec<_> = pages.iter().map(|page| page.to_vec()).collect();
    Written { children, ..longs(0x014a, &vec![0; pages.len()]) }
}

/// A TIFF block with IFD0 and, unless empty, IFD1.
pub fn block(big_endian: bool, ifd0: &[Written], ifd1: &[Written]) -> Vec<u8> {
    let mut block = if big_endian { b"MM\0\x2a\0\0\0\x08".to_vec() } else { b"II\x2a\0\x08\0\0\0".to_vec() };
    let link = ifd(&mut block, big_endian, ifd0);
    if !ifd1.is_empty() {
        let at = block.len() as u32;
        block[link..link + 4].copy_from_slice(&u32s(&[at], big_endian));
        ifd(&mut block, big_endian, ifd1);
    }
    block
}

/// Appends an IFD whose offsets count from the start of `block`; gives the place of its link to the next.
pub fn ifd(block: &mut Vec<u8>, big_endian: bool, entries: &[Written]) -> usize {
    let start = block.len();
    let link = start + 2 + entries.len() * 12;
    block.extend(u16s(&[entries.len() as u16], big_endian));
    block.resize(link + 4, 0);
    for (n, entry) in entries.iter().enumerate() {
        let at = start + 2 + n * 12;
        let value = match &entry.value {
            _ if !entry.children.is_empty() => {
                let child = |child: &Vec<Written>| {
                    let at = block.len() as u32;
                    ifd(block, big_endian, child);
                    at
                };
                let children: Vec<u32> = entry.children.iter().map(child).collect();
                u32s(&children, big_endian)
            }
            Numbers::Bytes(bytes) => bytes.clone(),
            Numbers::Shorts(shorts) => u16s(shorts, big_endian),
            Numbers::Longs(longs) => u32s(longs, big_endian),
        };
        block[at..at + 4].copy_from_slice(&u16s(&[entry.tag, entry.kind], big_endian));
        block[at + 4..at + 8].copy_from_slice(&u32s(&[entry.count], big_endian));
        if value.len() <= 4 {
            block[at + 8..at + 8 + value.len()].copy_from_slice(&value);
        } else {
            let offset = u32s(&[block.len() as u32], big_endian);
            block[at + 8..at + 12].copy_from_slice(&offset);
            block.extend(value);
        }
    }
    link
}

fn u16s(values: &[u16], big_endian: bool) -> Vec<u8> {
    values.iter().flat_map(|v| if big_endian { v.to_be_bytes() } else { v.to_le_bytes() }).collect()
}

fn u32s(values: &[u32], big_endian: bool) -> Vec<u8> {
    values.iter().flat_map(|v| if big_endian { v.to_be_bytes() } else { v.to_le_bytes() }).collect()
}
