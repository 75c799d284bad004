//! The codestream of JPEG 2000 (ISO/IEC 15444-1, annex A): main header, tile-parts stepped over, end.

use std::ops::Range;

use super::super::{
    BlockKind, Walk,
    bytes::{be16, be32, behind, run, within},
    record::place,
};

const SOC: u16 = 0xff4f;
const SIZ: u16 = 0xff51;
const COM: u16 = 0xff64;
const SOT: u16 = 0xff90;
const EOC: u16 = 0xffd9;

/// What a codestream says, and where it ends.
#[derive(Debug, Default)]
pub struct Codestream {
    /// Pixels across and down of the image area.
    pub size: Option<(u32, u32)>,
    /// First byte behind it; nothing where it breaks off before, or cannot be followed.
    pub end: Option<usize>,
}

/// Walks through the codestream in `at`; its markers become parts of this depth, below `path`.
pub fn walk<'a>(walk: &mut Walk<'a>, path: &str, bytes: &'a [u8], at: Range<usize>, depth: u8) -> Codestream {
    let mut reader =
        Reader { bytes: bytes.get(..at.end).unwrap_or(bytes), walk, path, depth, after_pixels: false, size: None };
    let end = reader.markers(at.start);
    Codestream { size: reader.size, end }
}

struct Reader<'w, 'a> {
    /// Up to the end of what may be of the codestream.
    bytes: &'a [u8],
    walk: &'w mut Walk<'a>,
    path: &'w str,
    depth: u8,
    after_pixels: bool,
    size: Option<(u32, u32)>,
}

impl Reader<'_, '_> {
    fn markers(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let Some(code) = be16(rest, 0) else {
                let end = self.bytes.len();
                self.walk.truncated(place(format!("{} › end of codestream (EOC)", self.path), end..end));
                return None;
            };
            let path = format!("{} › {}", self.path, name(code));
            if self.walk.is_full(&*path, at) {
                return None;
            }
            let claimed = match code {
                SOC | EOC => 2,
                SOT => tile_part(rest),
                _ => be16(rest, 2)
                    .filter(|&length| length >= 2)
                    .map_or(0, |length| usize::from(length).saturating_add(2)),
            };
            let end = at.saturating_add(claimed);
            let whole = at..end.min(self.bytes.len());
            if claimed == 0 || code < 0xff00 {
                let cut = rest.len() < if code == SOT { 12 } else { 4 };
                let whole = run(at, rest.len().min(4));
                if cut {
                    self.walk.truncated(place(path, whole));
                } else {
                    self.walk.defect(place(self.path, whole), "no marker segment where one should begin");
                }
                return None;
            }
            self.walk.part(name(code), (code == SOT).then_some("tile-part"), whole.clone(), self.depth);
            if end > self.bytes.len() {
                self.walk.truncated(place(path, whole));
                return None;
            }
            match code {
                EOC => return Some(end),
                SIZ => self.size = self.size.or(image_area(rest)),
                COM => self.comment(whole, path),
                SOT => self.after_pixels = true,
                _ => {}
            }
            at = end;
        }
    }

    /// A.9.2: a number that says whether it is text (1, Latin-1), then that.
    fn comment(&mut self, whole: Range<usize>, path: String) {
        if be16(within(self.bytes, whole.clone()), 4) == Some(1) && whole.len() > 6 {
            let text = behind(whole, 6);
            self.walk.block(BlockKind::Comment, within(self.bytes, text.clone()), place(path, text), self.after_pixels);
        }
    }
}

/// Bytes of the tile-part that `rest` begins with, its header included; 0 where it is none. The last one may leave out
/// its length: then the end of the codestream follows it.
fn tile_part(rest: &[u8]) -> usize {
    let header = be16(rest, 2).filter(|&length| length == 10).and_then(|_| be32(rest, 6));
    match header.map(|length| length as usize) {
        Some(0) => rest.strip_suffix(&EOC.to_be_bytes()).unwrap_or(rest).len(),
        Some(length) if length >= 12 => length,
        _ => 0,
    }
}

/// A.5.1: the reference grid, less where the image begins in it; `size` begins with the marker.
fn image_area(size: &[u8]) -> Option<(u32, u32)> {
    let side = |end: usize, start: usize| be32(size, end)?.checked_sub(be32(size, start)?);
    side(6, 14).zip(side(10, 18))
}

/// Table A.2.
fn name(code: u16) -> String {
    match code {
        SOC => "SOC".into(),
        0xff50 => "CAP".into(),
        SIZ => "SIZ".into(),
        0xff52 => "COD".into(),
        0xff53 => "COC".into(),
        0xff55 => "TLM".into(),
        0xff57 => "PLM".into(),
        0xff58 => "PLT".into(),
        0xff5c => "QCD".into(),
        0xff5d => "QCC".into(),
        0xff5e => "RGN".into(),
        0xff5f => "POC".into(),
        0xff60 => "PPM".into(),
        0xff61 => "PPT".into(),
        0xff63 => "CRG".into(),
        COM => "COM".into(),
        SOT => "SOT".into(),
        EOC => "EOC".into(),
        _ => format!("{code:04X}"),
    }
}

/// A codestream of so many pixels with a comment and one tile-part of seven bytes.
#[cfg(test)]
pub fn specimen(width: u32, height: u32) -> Vec<u8> {
    let grid = [(width + 5).to_be_bytes(), (height + 7).to_be_bytes(), 5u32.to_be_bytes(), 7u32.to_be_bytes()].concat();
    let size = [&[0xff, 0x51, 0, 20, 0, 0], grid.as_slice()].concat();
    let comment = b"\xff\x64\0\x09\0\x01hello";
    let tile = b"\xff\x90\0\x0a\0\0\0\0\0\x15\0\x01\xff\x93PIXELS.";
    [b"\xff\x4f", size.as_slice(), comment, tile, b"\xff\xd9"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Codestream, Walk<'_>) {
        let mut seen = Walk::default();
        let codestream = walk(&mut seen, "JPEG 2000", bytes, 0..bytes.len(), 0);
        (codestream, seen)
    }

    #[test]
    fn markers_tile_parts_and_the_end() {
        let mut bytes = specimen(640, 480);
        let end = bytes.len();
        bytes.extend(b"behind");
        let (codestream, seen) = read(&bytes);
        assert_eq!((codestream.size, codestream.end), (Some((640, 480)), Some(end)));
        let parts: Vec<_> = seen.structure.parts.iter().map(|p| p.name.raw()).collect();
        assert_eq!(parts, ["SOC", "SIZ", "COM", "SOT", "EOC"]);
        assert_eq!((&seen.blocks[0].kind, &*seen.blocks[0].data), (&BlockKind::Comment, &b"hello"[..]));
        let start = seen.blocks[0].place.offset.unwrap() as usize;
        assert_eq!(&bytes[start..start + 5], b"hello");
    }

    #[test]
    fn a_last_tile_part_without_its_length_ends_with_the_codestream() {
        let mut bytes = specimen(1, 1);
        let length = bytes.len() - 2 - 21 + 9;
        assert_eq!(bytes[length], 21);
        bytes[length] = 0;
        assert_eq!(read(&bytes).0.end, Some(bytes.len()));
        bytes.pop();
        let (codestream, seen) = read(&bytes);
        assert!(codestream.end.is_none() && seen.structure.truncated.is_some());
    }

    #[test]
    fn whatever_is_cut_off_is_missed() {
        let bytes = specimen(640, 480);
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).1.structure.truncated.is_some(), "{length}");
        }
    }

    #[test]
    fn what_cannot_be_followed_is_a_defect() {
        for odd in [&b"\xff\x4f\xff\x64\0\x01xx"[..], b"\xff\x4f\xff\x90\0\x0a\0\0\0\0\0\x05..", b"\xff\x4fno marker"] {
            let (codestream, seen) = read(odd);
            assert!(codestream.end.is_none() && seen.structure.defects.len() == 1, "{odd:?}");
        }
        let area = specimen(1, 1);
        let mut beyond = area.clone();
        beyond[6 + 2..6 + 6].copy_from_slice(&[0; 4]);
        assert_eq!(read(&beyond).0.size, None, "begins behind its end");
    }
}
