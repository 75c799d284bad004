//! How a walk is written down: every list within its limit.

use std::{borrow::Cow, ops::Range};

use whence_model::{
    Defect, Place, Untrusted,
    facts::structure::{Part, Trailing},
};

use super::{Block, BlockKind, Walk, bytes::latin1, trailing};
use crate::{
    format,
    limits::{MAX_DEFECTS, MAX_PARTS, MAX_STEPS, MAX_TEXTS},
};

impl<'a> Walk<'a> {
    pub(super) fn part(&mut self, name: impl Into<Untrusted>, holds: Option<&str>, at: Range<usize>, depth: u8) {
        let parts = &mut self.structure.parts;
        if parts.len() == MAX_PARTS {
            self.structure.parts_left_out = self.structure.parts_left_out.saturating_add(1);
            return;
        }
        parts.push(Part {
            name: name.into(),
            holds: holds.map(Into::into),
            offset: at.start as u64,
            length: at.len() as u64,
            depth,
        });
    }

    /// Whether as many parts were stepped over as one file may have; then a defect says so, and the walk must end.
    pub(super) fn is_full(&mut self, path: impl Into<Untrusted>, at: usize) -> bool {
        let left_out = self.structure.parts_left_out as usize;
        let full = left_out.saturating_add(self.structure.parts.len()) >= MAX_STEPS;
        if full {
            self.defect(place(path, at..at), format!("more than {MAX_STEPS} parts: what follows was not read"));
        }
        full
    }

    pub(super) fn defect(&mut self, place: Place, what: impl Into<String>) {
        if self.structure.defects.len() < MAX_DEFECTS {
            self.structure.defects.push(Defect { place, what: what.into() });
        }
    }

    pub(super) fn block(&mut self, kind: BlockKind, data: impl Into<Cow<'a, [u8]>>, place: Place, after_pixels: bool) {
        let is_text = |kind: &BlockKind| matches!(kind, BlockKind::Text { .. } | BlockKind::Comment);
        let kept = if is_text(&kind) { self.blocks.iter().filter(|b| is_text(&b.kind)).count() } else { 0 };
        if self.blocks.len() < MAX_PARTS && kept < MAX_TEXTS {
            self.blocks.push(Block { kind, data: data.into(), place, after_pixels });
        }
    }

    /// The brands of an `ftyp` box, header included.
    pub(super) fn brands(&mut self, ftyp: &[u8]) {
        self.structure.brands = format::brands(ftyp).into_iter().map(|brand| latin1(brand).into()).collect();
    }

    /// The first place where the file breaks off is the one that counts.
    pub(super) fn truncated(&mut self, place: Place) {
        self.structure.truncated.get_or_insert(place);
    }

    /// What stands from `end` on, if anything does. `declared` are the pictures that the file itself lists there.
    pub(super) fn trailing(&mut self, format: &str, bytes: &'a [u8], end: usize, declared: &[Range<usize>]) {
        if let Some(kind) = trailing::classify(bytes, end, declared) {
            if let Some(rest) = trailing::with_samsungs(bytes, end, kind) {
                let at = place(format!("{format} › Samsung trailer"), end..bytes.len());
                self.block(BlockKind::SamsungTrailer, rest, at, true);
            }
            let place = place(format!("{format} › after the end"), end..bytes.len());
            self.structure.trailing = Some(Trailing { place, kind });
        }
    }
}

pub(super) fn place(path: impl Into<Untrusted>, at: Range<usize>) -> Place {
    Place::bytes(path, at.start as u64, at.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samsungs_trailer_is_handed_on_with_all_that_stands_before_it() {
        let directory = b"SEFH\x6a\0\0\0\0\0\0\0";
        let sef = [&directory[..], &(directory.len() as u32).to_le_bytes(), b"SEFT"].concat();
        let bytes = [&b"pic"[..], b"\xff\xd8\xff second", b"MotionPhoto_Data", &sef[..]].concat();
        for declared in [&[][..], std::slice::from_ref(&(3..13))] {
            let mut walk = Walk::default();
            walk.trailing("JPEG", &bytes, 3, declared);
            let block = walk.blocks.first().unwrap();
            assert_eq!((&block.kind, &*block.data), (&BlockKind::SamsungTrailer, &bytes[3..]));
            assert_eq!(block.place, place("JPEG › Samsung trailer", 3..bytes.len()));
        }
        let mut walk = Walk::default();
        walk.trailing("JPEG", b"pic\0\0\0\x18ftypmp42", 3, &[]);
        assert!(walk.structure.trailing.is_some() && walk.blocks.is_empty(), "a film alone is no trailer of Samsung's");
    }

    #[test]
    fn lists_end_at_their_limits_and_say_so() {
        let mut walk = Walk::default();
        for _ in 0..MAX_PARTS + 3 {
            walk.part("x", None, 0..1, 0);
            walk.defect(Place::path("x"), "y");
            walk.block(BlockKind::Comment, &b""[..], Place::path("x"), false);
        }
        assert_eq!((walk.structure.parts.len(), walk.structure.parts_left_out), (MAX_PARTS, 3));
        assert_eq!((walk.structure.defects.len(), walk.blocks.len()), (MAX_DEFECTS, MAX_TEXTS));
        assert!(!walk.is_full("x", 0));
        walk.structure.parts_left_out = (MAX_STEPS - MAX_PARTS) as u32;
        assert!(walk.is_full("x", 0));
    }
}
