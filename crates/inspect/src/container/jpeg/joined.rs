//! What JPEG splits over several segments, put together again: ICC profile, extended XMP, Photoshop resources.

use std::borrow::Cow;

use whence_model::Place;

use super::{
    super::{BlockKind, Walk, bytes::be32},
    segment,
};
use crate::limits::MAX_XMP_BYTES;

/// Behind the name, a number and a count.
const ICC_HEADER: usize = segment::ICC.len() + 2;
/// Behind the name, a GUID, the length of the whole and where in it the piece belongs.
const EXTENDED_XMP_HEADER: usize = segment::EXTENDED_XMP.len() + 40;

#[derive(Debug, Default)]
pub struct Joined<'a> {
    icc: Vec<(u8, Piece<'a>)>,
    /// How many pieces the profile's first segment announces.
    icc_announced: Option<u8>,
    photoshop: Vec<Piece<'a>>,
    extended: Vec<Extension<'a>>,
    odd: Vec<(Place, &'static str)>,
}

#[derive(Debug)]
struct Piece<'a> {
    data: &'a [u8],
    place: Place,
    after_pixels: bool,
}

/// One packet that is too large for a segment (XMP Specification Part 3, §1.1.3.1).
#[derive(Debug)]
struct Extension<'a> {
    guid: &'a [u8],
    /// What each of its segments says the whole must measure.
    length: u32,
    pieces: Vec<(u32, Piece<'a>)>,
}

impl<'a> Joined<'a> {
    /// ICC.1:2022 annex B.4: a number and a count, from 1, then the piece.
    pub fn icc(&mut self, payload: &'a [u8], place: Place, after_pixels: bool) {
        let numbered = payload.get(segment::ICC.len()..).unwrap_or_default();
        let Some((&[number, count], data)) = numbered.split_first_chunk() else {
            return self.odd.push((place, "ICC segment without its number"));
        };
        self.icc_announced.get_or_insert(count);
        if self.icc.iter().any(|(known, _)| *known == number) {
            return self.odd.push((place, "ICC piece of this number stands twice"));
        }
        self.icc.push((number, Piece { data, place: behind(place, ICC_HEADER), after_pixels }));
    }

    pub fn photoshop(&mut self, data: &'a [u8], place: Place, after_pixels: bool) {
        self.photoshop.push(Piece { data, place, after_pixels });
    }

    pub fn extended_xmp(&mut self, payload: &'a [u8], place: Place, after_pixels: bool) {
        let header = payload.get(segment::EXTENDED_XMP.len()..).unwrap_or_default();
        let (Some(guid), Some(length), Some(offset), Some(data)) =
            (header.get(..32), be32(header, 32), be32(header, 36), header.get(40..))
        else {
            return self.odd.push((place, "extended XMP segment without its header"));
        };
        let piece = (offset, Piece { data, place: behind(place, EXTENDED_XMP_HEADER), after_pixels });
        let packets = self.extended.len();
        match self.extended.iter_mut().find(|known| known.guid == guid) {
            Some(known) => known.pieces.push(piece),
            // A GUID is the packet's own MD5: a camera writes one, and a forger gains nothing by many.
            None if packets < 8 => self.extended.push(Extension { guid, length, pieces: vec![piece] }),
            None => self.odd.push((piece.1.place, "more than 8 extended XMP packets")),
        }
    }

    pub fn write(mut self, walk: &mut Walk<'a>) {
        for (place, what) in self.odd {
            walk.defect(place, what);
        }
        self.icc.sort_by_key(|(number, _)| *number);
        let whole = self.icc.iter().zip(1..).all(|((number, _), expected)| *number == expected);
        if let Some((_, first)) = self.icc.first() {
            let announced = usize::from(self.icc_announced.unwrap_or_default());
            if !whole || self.icc.len() != announced {
                walk.defect(first.place.clone(), format!("{} of {announced} ICC pieces", self.icc.len()));
            }
        }
        block(walk, BlockKind::Icc, self.icc.into_iter().map(|(_, piece)| piece).collect());
        block(walk, BlockKind::Photoshop, self.photoshop);
        for extension in self.extended {
            extension.write(walk);
        }
    }
}

impl<'a> Extension<'a> {
    fn write(mut self, walk: &mut Walk<'a>) {
        self.pieces.sort_by_key(|(offset, _)| *offset);
        let mut next = 0;
        let mut kept = Vec::new();
        for (offset, piece) in self.pieces {
            let end = piece.data.len().saturating_add(next);
            if offset as usize != next || end > MAX_XMP_BYTES {
                let what = if offset as usize == next { "extended XMP is too large" } else { "extended XMP has gaps" };
                walk.defect(piece.place, what);
                break;
            }
            next = end;
            kept.push(piece);
        }
        if let Some(first) = kept.first().filter(|_| next != self.length as usize) {
            walk.defect(first.place.clone(), format!("{next} of {} bytes of extended XMP", self.length));
        }
        let guid = String::from_utf8_lossy(self.guid).into_owned();
        block(walk, BlockKind::ExtendedXmp { guid }, kept);
    }
}

fn block<'a>(walk: &mut Walk<'a>, kind: BlockKind, pieces: Vec<Piece<'a>>) {
    let Some(first) = pieces.first() else { return };
    let (place, after_pixels) = (first.place.clone(), first.after_pixels);
    let data = match pieces.as_slice() {
        [only] => Cow::Borrowed(only.data),
        several => several.iter().flat_map(|piece| piece.data).copied().collect::<Vec<u8>>().into(),
    };
    walk.block(kind, data, place, after_pixels);
}

fn behind(place: Place, header: usize) -> Place {
    let header = header as u64;
    Place {
        offset: place.offset.map(|offset| offset.saturating_add(header)),
        length: place.length.map(|length| length.saturating_sub(header)),
        ..place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(joined: Joined<'_>) -> Vec<(BlockKind, Vec<u8>)> {
        let mut walk = Walk::default();
        joined.write(&mut walk);
        walk.blocks.into_iter().map(|b| (b.kind, b.data.into_owned())).collect()
    }

    fn extension(offset: u32, data: &[u8]) -> Vec<u8> {
        [segment::EXTENDED_XMP, &[b'A'; 32], &6u32.to_be_bytes(), &offset.to_be_bytes(), data].concat()
    }

    #[test]
    fn icc_pieces_are_joined_by_number() {
        let (first, second) = (b"ICC_PROFILE\0\x01\x02abc", b"ICC_PROFILE\0\x02\x02def");
        let mut joined = Joined::default();
        joined.icc(second, Place::bytes("b", 100, 17), false);
        joined.icc(first, Place::bytes("a", 10, 17), false);
        let mut walk = Walk::default();
        joined.write(&mut walk);
        assert_eq!(walk.blocks[0].data.as_ref(), b"abcdef");
        assert_eq!(walk.blocks[0].place, Place::bytes("a", 24, 3));
        assert!(walk.structure.defects.is_empty());
    }

    #[test]
    fn a_missing_icc_piece_is_said() {
        let mut joined = Joined::default();
        joined.icc(b"ICC_PROFILE\0\x02\x02def", Place::path("b"), false);
        let mut walk = Walk::default();
        joined.write(&mut walk);
        assert_eq!(walk.structure.defects[0].what, "1 of 2 ICC pieces");
    }

    #[test]
    fn extended_xmp_is_joined_by_offset() {
        let (first, second) = (extension(0, b"<x"), extension(2, b":a/>"));
        let mut joined = Joined::default();
        joined.extended_xmp(&second, Place::path("b"), false);
        joined.extended_xmp(&first, Place::path("a"), false);
        let guid = "A".repeat(32);
        assert_eq!(written(joined), [(BlockKind::ExtendedXmp { guid }, b"<x:a/>".to_vec())]);
    }

    #[test]
    fn a_gap_in_extended_xmp_ends_it() {
        let (first, second) = (extension(0, b"<x"), extension(3, b"a/>"));
        let mut joined = Joined::default();
        joined.extended_xmp(&first, Place::path("a"), false);
        joined.extended_xmp(&second, Place::path("b"), false);
        let mut walk = Walk::default();
        joined.write(&mut walk);
        assert_eq!(walk.blocks[0].data.as_ref(), b"<x");
        assert_eq!(walk.structure.defects.len(), 2, "the gap, and the length that is not reached");
    }
}
