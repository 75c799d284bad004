//! ISO base media boxes (ISO/IEC 14496-12 §4.2): size, type, perhaps a 64-bit size.

use std::ops::Range;

use super::bytes::{be32, be64, slice, within};

/// The graph of a generator, mostly inside of a compressed box: some nodes of ComfyUI write it, no standard has it.
pub const COMF: &[u8; 4] = b"comf";

/// One box; ranges are positions in the file.
#[derive(Clone, Debug)]
pub struct Box {
    pub kind: [u8; 4],
    /// Header and contents, cut where the parent ends.
    pub whole: Range<usize>,
    pub body: Range<usize>,
    /// It claims more bytes than its parent has.
    pub overruns: bool,
}

impl Box {
    /// The box at the start of `within`; nothing where no header fits or its size is too small to be one.
    pub fn at(bytes: &[u8], within: Range<usize>) -> Option<Self> {
        let Range { start, end } = within;
        let head = bytes.get(start..)?;
        let kind = slice(head, 4, 4)?.try_into().ok()?;
        let (header, size) = match be32(head, 0)? {
            0 => (8, end.checked_sub(start)?),
            1 => (16, usize::try_from(be64(head, 8)?).unwrap_or(usize::MAX)),
            size => (8, size as usize),
        };
        let body = start.checked_add(header)?;
        if size < header || body > end {
            return None;
        }
        let claimed = start.saturating_add(size);
        let stop = claimed.min(end);
        Some(Self { kind, whole: start..stop, body: body..stop, overruns: claimed > end })
    }

    /// The boxes in `within`, one after the other, up to the first that is none.
    pub fn all(bytes: &[u8], within: Range<usize>) -> impl Iterator<Item = Self> + '_ {
        let mut at = within.start;
        std::iter::from_fn(move || {
            let next = Self::at(bytes, at..within.end).filter(|_| at < within.end)?;
            at = next.whole.end;
            Some(next)
        })
    }

    /// The boxes of a whole file, up to where none begins. Only a box that is `known` may break off there: anything else
    /// that overruns is no box.
    pub fn of_file(bytes: &[u8], known: fn(&[u8; 4]) -> bool) -> impl Iterator<Item = Self> + '_ {
        let is_box = move |b: &Self| known(&b.kind) || !b.overruns && b.kind.iter().all(|c| (0x20..0x7f).contains(c));
        Self::all(bytes, 0..bytes.len()).take_while(is_box)
    }

    /// What it holds, of the bytes that it was found in.
    pub fn contents<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        within(bytes, self.body.clone())
    }

    pub fn find(bytes: &[u8], within: Range<usize>, kind: &[u8; 4]) -> Option<Self> {
        Self::all(bytes, within).find(|b| b.kind == *kind)
    }

    /// Where its children begin, if it is one of the boxes that have some.
    pub fn children(&self, bytes: &[u8]) -> Option<Range<usize>> {
        let skip = match &self.kind {
            b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"dinf" | b"edts" | b"udta" | b"iprp" | b"ipco"
            | b"moof" | b"traf" | b"mvex" | b"grpl" | b"strk" => 0,
            // QuickTime writes this one without version and flags.
            b"meta" if slice(bytes, self.body.start.saturating_add(4), 4) == Some(b"hdlr") => 0,
            b"meta" | b"iref" => 4,
            b"iinf" if bytes.get(self.body.start) == Some(&0) => 6,
            b"iinf" | b"dref" | b"stsd" => 8,
            _ => return None,
        };
        let start = self.body.start.checked_add(skip)?;
        (start <= self.body.end).then_some(start..self.body.end)
    }

    /// Version and flags of a full box, and its contents behind them.
    pub fn full(&self, bytes: &[u8]) -> Option<(u8, u32, Range<usize>)> {
        let head = be32(bytes, self.body.start)?;
        let start = self.body.start.checked_add(4)?;
        (start <= self.body.end).then_some(((head >> 24) as u8, head & 0xff_ffff, start..self.body.end))
    }
}

#[cfg(test)]
pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes(), kind.as_slice(), body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_all_three_kinds() {
        let bytes = b"\0\0\0\x09free.\0\0\0\x01wide\0\0\0\0\0\0\0\x11.\0\0\0\0mdat...";
        let seen: Vec<_> = Box::all(bytes, 0..bytes.len()).map(|b| (b.kind, b.body)).collect();
        assert_eq!(seen, [(*b"free", 8..9), (*b"wide", 25..26), (*b"mdat", 34..37)]);
    }

    #[test]
    fn a_box_that_runs_past_its_parent_is_cut() {
        let cut = Box::at(b"\0\0\0\x20free....", 0..10).unwrap();
        assert!(cut.overruns);
        assert_eq!(cut.body, 8..10);
        assert!(Box::at(b"\0\0\0\x07free", 0..8).is_none(), "shorter than its own header");
        assert!(Box::at(b"\0\0\0\x01free\xff\xff\xff\xff\xff\xff\xff\xff", 0..16).unwrap().overruns);
    }
}
