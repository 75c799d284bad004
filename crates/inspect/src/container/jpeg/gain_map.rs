//! Gain maps in a JPEG: who declares one (Ultra HDR 1.1, ISO 21496-1, Apple), and which of the further pictures it is.

use std::ops::Range;

use memchr::memmem;
use whence_model::{Place, facts::structure::GainMap};

use super::{
    super::{
        bytes::{be16, find, run, within},
        record::place,
    },
    SOI, SOS, segment,
};

pub const ULTRA_HDR: &str = "hdrgm";
pub const ISO: &str = "ISO 21496-1";
pub const APPLE: &str = "Apple";

/// Segments of a further picture that are looked at: cameras write its metadata at once.
const MAX_SEGMENTS: usize = 32;

/// Who declares a gain map in this file, and where.
#[derive(Debug, Default)]
pub struct Declared {
    by: Vec<String>,
    place: Option<Place>,
}

impl Declared {
    pub fn add(&mut self, by: &str, place: &Place) {
        self.place.get_or_insert_with(|| place.clone());
        if !self.by.iter().any(|known| known == by) {
            self.by.push(by.into());
        }
    }

    /// `pictures` are those that stand behind the first, in the order of the index: the first that calls itself a gain
    /// map is it, or else the first.
    pub fn finish(mut self, bytes: &[u8], pictures: &[Range<usize>]) -> Option<GainMap> {
        let heads: Vec<Head> = pictures.iter().map(|at| head(within(bytes, at.clone()), at.start)).collect();
        if let Some(apple) = heads.iter().find_map(|head| head.apple.as_ref()) {
            self.add(APPLE, apple);
        }
        let declared = self.place?;
        let chosen = heads.iter().position(|head| head.is_gain_map).unwrap_or(0);
        let at = pictures.get(chosen).cloned();
        Some(GainMap {
            declared_by: self.by,
            place: declared,
            picture: at.map(|at| place("JPEG › further picture", at)),
            size: heads.get(chosen).and_then(|head| head.size),
        })
    }
}

/// Who declares a gain map in this packet.
pub fn declared_in(xmp: &[u8]) -> impl Iterator<Item = &'static str> {
    let mut ends =
        memmem::find_iter(xmp, b"GainMap").filter_map(|at| xmp.get(..at)).map(|before| before.ends_with(b"HDR"));
    let ultra = find(xmp, b"hdrgm:Version").is_some() || ends.any(|is_apple| !is_apple);
    let apple = is_apple(xmp);
    [(ultra, ULTRA_HDR), (apple, APPLE)].into_iter().filter(|(said, _)| *said).map(|(_, by)| by)
}

fn is_apple(xmp: &[u8]) -> bool {
    find(xmp, b"HDRGainMap").is_some() || find(xmp, b"aux:hdrgainmap").is_some()
}

/// What a further picture says of itself before its pixels.
#[derive(Debug, Default)]
struct Head {
    size: Option<(u32, u32)>,
    is_gain_map: bool,
    /// Where it says so in Apple's words.
    apple: Option<Place>,
}

/// `picture` begins with SOI, at `start` in the file.
fn head(picture: &[u8], start: usize) -> Head {
    let mut head = Head::default();
    let mut at = 2;
    for _ in 0..MAX_SEGMENTS {
        let rest = picture.get(at..).unwrap_or_default();
        let Some((&[0xff, code, high, low], rest)) = rest.split_first_chunk() else { break };
        let length = u16::from_be_bytes([high, low]).checked_sub(2).filter(|_| code != SOS && code != SOI);
        let Some(payload) = length.and_then(|length| rest.get(..length.into())) else { break };
        let whole = payload.len().saturating_add(4);
        match code {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                head.size = head.size.or(be16(payload, 3).zip(be16(payload, 1)).map(|(w, h)| (w.into(), h.into())));
            }
            0xe1 if payload.starts_with(segment::XMP) => {
                if is_apple(payload) {
                    let path = "JPEG › further picture › APP1 XMP";
                    head.apple.get_or_insert_with(|| place(path, run(start.saturating_add(at), whole)));
                }
                head.is_gain_map |= declared_in(payload).next().is_some();
            }
            0xe2 => head.is_gain_map |= payload.starts_with(segment::ISO_GAIN_MAP),
            _ => {}
        }
        at = at.saturating_add(whole);
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
        [&[0xff, code], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
    }

    fn picture(says: &[u8]) -> Vec<u8> {
        let frame = segment(0xc0, &[8, 0, 3, 0, 4, 1, 1, 0x11, 0]);
        [b"\xff\xd8", segment(0xe1, &[segment::XMP, says].concat()).as_slice(), &frame, b"\xff\xda"].concat()
    }

    #[test]
    fn packets_in_each_dialect() {
        let by = |xmp: &[u8]| declared_in(xmp).collect::<Vec<_>>();
        assert_eq!(by(b"<i Item:Semantic='GainMap'/>"), [ULTRA_HDR]);
        assert_eq!(by(b"<i hdrgm:Version='1.0'/>"), [ULTRA_HDR]);
        assert_eq!(by(b"<i HDRGainMap:HDRGainMapVersion='65536'/>"), [APPLE]);
        assert_eq!(by(b"<i Item:Semantic='GainMap' HDRGainMap:HDRGainMapVersion='1'/>"), [ULTRA_HDR, APPLE]);
        assert_eq!(by(b"<i Item:Semantic='Primary'/>"), [""; 0]);
    }

    #[test]
    fn the_picture_that_says_so_is_it() {
        let apple = b"<i apdi:AuxiliaryImageType='urn:com:apple:photo:2020:aux:hdrgainmap'/>";
        let bytes = [picture(b"<preview/>"), picture(apple)].concat();
        let second = picture(b"<preview/>").len();
        let map = Declared::default().finish(&bytes, &[0..second, second..bytes.len()]).unwrap();
        assert_eq!((&*map.declared_by, map.size), (&["Apple".to_owned()][..], Some((4, 3))));
        assert_eq!(map.picture.unwrap().offset, Some(second as u64));
        assert_eq!(Declared::default().finish(&bytes, std::slice::from_ref(&(0..second))), None, "a preview is none");
    }

    #[test]
    fn heads_that_end_anywhere() {
        let bytes = picture(b"hdrgm:Version");
        let whole = head(&bytes, 0);
        assert!(whole.is_gain_map && whole.size == Some((4, 3)));
        for length in 0..bytes.len() - 2 {
            assert_eq!(head(&bytes[..length], 0).size, None, "{length}");
        }
        let late = [b"\xff\xd8", segment(0xe0, b"").repeat(MAX_SEGMENTS).as_slice(), &bytes[2..]].concat();
        assert_eq!(head(&late, 0).size, None);
    }
}
