//! JPEG (ITU-T T.81; JFIF; Exif 2.32 §4.5.4): marker segments in order, entropy-coded data stepped over.

mod annex_k;
mod coding;
mod encoder;
mod gain_map;
mod joined;
mod mpf;
mod segment;
mod tables;

use std::ops::Range;

use memchr::memchr;
use whence_model::{
    Defect, Place, Reading,
    facts::structure::{ListedPicture, MultiPicture},
};

use super::{
    BlockKind, Walk,
    bytes::{be16, behind, run, within},
    record::place,
};
use coding::Coding;
use joined::Joined;
use mpf::Index;
use segment::Holds;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// Bytes that begin with SOI; a broken stream is walked as far as markers can be found.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut reader = Reader { bytes, ..Reader::default() };
    let end = reader.segments();
    if let Some(end) = end {
        reader.keep_pictures_behind(end);
    }
    reader.list_pictures();
    let Reader { mut walk, coding, joined, mut declared, gain_map, gain_map_in_xmp, .. } = reader;
    joined.write(&mut walk);
    match coding.finish() {
        Some(mut coded) => {
            walk.size = Some((coded.width, coded.height));
            let comments = walk.blocks.iter().filter(|block| block.kind == BlockKind::Comment);
            let comments: Vec<&[u8]> = comments.map(|block| &*block.data).collect();
            let jfif = coded.jfif.as_ref().and_then(|place| jfif_version(bytes, place));
            coded.encoder = encoder::of(&coded, &walk.structure.parts, &comments, jfif);
            walk.structure.jpeg = Some(coded);
        }
        None => walk.defect(place("JPEG", 0..bytes.len()), "no frame header (SOF)"),
    }
    if let Some(end) = end {
        if gain_map_in_xmp && declared.is_empty() {
            declared.extend(next_picture(bytes, end));
        }
        walk.trailing("JPEG", bytes, end, &declared);
    }
    walk.structure.gain_map = gain_map.finish(bytes, if end.is_some() { &declared } else { &[] });
    walk
}

/// Behind marker, length and `JFIF\0` (JFIF 1.02, p. 5).
fn jfif_version(bytes: &[u8], segment: &Place) -> Option<(u8, u8)> {
    let at = usize::try_from(segment.offset?).ok()?.checked_add(9)?;
    Some((*bytes.get(at)?, *bytes.get(at.checked_add(1)?)?))
}

#[derive(Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    coding: Coding,
    joined: Joined<'a>,
    /// The multi-picture index and its place, or why there is none to read; the last of several counts.
    index: Option<(Place, Result<Index, &'static str>)>,
    /// Further pictures that it lists.
    declared: Vec<Range<usize>>,
    gain_map: gain_map::Declared,
    /// XMP says that a gain map follows.
    gain_map_in_xmp: bool,
    after_pixels: bool,
}

impl<'a> Reader<'a> {
    /// Walks to the end of image and gives the first byte behind it; nothing where the file breaks off before.
    fn segments(&mut self) -> Option<usize> {
        self.walk.part("SOI", None, 0..self.bytes.len().min(2), 0);
        let mut at = 2;
        loop {
            let Some((marker, code)) = self.next_marker(at) else {
                let end = self.bytes.len();
                self.walk.truncated(place("JPEG › end of image (EOI)", end..end));
                return None;
            };
            if self.walk.is_full("JPEG", marker) {
                return None;
            }
            let alone = run(marker, 2);
            at = match code {
                EOI => {
                    self.walk.part("EOI", None, alone.clone(), 0);
                    return Some(alone.end);
                }
                SOI | 0x01 | 0xd0..=0xd7 => {
                    let name = segment::marker_name(code);
                    self.walk.defect(place(format!("JPEG › {name}"), alone.clone()), "marker in the wrong place");
                    self.walk.part(name, None, alone.clone(), 0);
                    alone.end
                }
                _ => self.segment(marker, code),
            };
        }
    }

    /// Of the pictures that the MPF index lists, those that stand behind `end`: re-saving tools leave stale indices.
    fn keep_pictures_behind(&mut self, end: usize) {
        for listed in std::mem::take(&mut self.declared) {
            let stop = listed.end.min(self.bytes.len());
            let there = self.bytes.get(listed.start..stop).filter(|_| listed.start >= end);
            if !there.is_some_and(|picture| picture.starts_with(&[0xff, SOI])) {
                self.walk.defect(Place::path("JPEG › APP2 MPF"), "index lists a picture that does not stand there");
                continue;
            }
            if stop < listed.end {
                self.walk.truncated(place("JPEG › further picture (MPF)", listed.start..stop));
            }
            self.declared.push(listed.start..stop);
        }
    }

    /// Writes down the index, and which of its pictures were found to stand there.
    fn list_pictures(&mut self) {
        let Some((mark, index)) = self.index.take() else { return };
        let stands =
            |at: &Range<usize>| at.start == 0 && !at.is_empty() || self.declared.iter().any(|d| d.start == at.start);
        self.walk.structure.multi_picture = match index {
            Ok(Index { announced, pictures }) => {
                let listed = |entry: mpf::Entry| ListedPicture {
                    kind: entry.kind,
                    stands: stands(&entry.at),
                    place: place("JPEG › further picture (MPF)", entry.at),
                };
                Reading::Read(MultiPicture {
                    place: mark,
                    announced,
                    pictures: pictures.into_iter().map(listed).collect(),
                })
            }
            Err(what) => Reading::Unreadable(Defect { place: mark, what: what.into() }),
        };
    }

    /// The next marker from `at` on: where its last 0xFF stands, and its code.
    fn next_marker(&mut self, at: usize) -> Option<(usize, u8)> {
        let mut search = at;
        let found = loop {
            let ff = search.checked_add(memchr(0xff, self.bytes.get(search..)?)?)?;
            let next = ff.checked_add(1)?;
            match self.bytes.get(next)? {
                // Fill bytes may stand before any marker.
                0xff => search = next,
                0x00 => search = next.checked_add(1)?,
                &code => break (ff, code),
            }
        };
        let between = self.bytes.get(at..found.0)?;
        if between.iter().any(|&b| b != 0xff) {
            self.walk.defect(place("JPEG", at..found.0), "bytes between two segments");
        }
        Some(found)
    }

    /// Reads one segment that has a length, and gives the first byte behind it and its coded data.
    fn segment(&mut self, marker: usize, code: u8) -> usize {
        let name = segment::marker_name(code);
        let alone = run(marker, 2);
        let Some(length) = be16(self.bytes, alone.end).filter(|&l| l >= 2) else {
            self.walk.part(&*name, None, marker..self.bytes.len().min(marker.saturating_add(4)), 0);
            self.walk.defect(place(format!("JPEG › {name}"), alone.clone()), "segment without a length");
            return alone.end;
        };
        let claimed = alone.end.saturating_add(length.into());
        let end = claimed.min(self.bytes.len());
        let holds = segment::holds(code, within(self.bytes, behind(marker..end, 4)));
        let label = holds.label();
        self.walk.part(&*name, label, marker..end, 0);
        let path = label.map_or(format!("JPEG › {name}"), |label| format!("JPEG › {name} {label}"));
        if end < claimed {
            self.walk.truncated(place(path.as_str(), marker..end));
        }
        self.read(code, holds, &name, path, marker..end);
        if code == SOS { self.coded_data(end) } else { end }
    }

    fn read(&mut self, code: u8, holds: Holds, name: &str, path: String, segment: Range<usize>) {
        let file = self.bytes;
        // Marker and length.
        let payload = behind(segment.clone(), 4);
        let data = within(file, payload.clone());
        // Prefixes were recognised in these very bytes, so they are there.
        let body = |prefix: usize| {
            let at = behind(payload.clone(), prefix);
            (within(file, at.clone()), place(path.as_str(), at))
        };
        let after = self.after_pixels;
        let (kind, (bytes, at)) = match holds {
            Holds::Exif => (BlockKind::Exif, body(6)),
            Holds::Xmp => {
                let mark = place(path.as_str(), segment);
                for by in gain_map::declared_in(data) {
                    self.gain_map.add(by, &mark);
                    self.gain_map_in_xmp = true;
                }
                (BlockKind::Xmp, body(segment::XMP.len()))
            }
            Holds::ExtendedXmp => return self.joined.extended_xmp(data, place(path, payload), after),
            Holds::Icc => return self.joined.icc(data, place(path, payload), after),
            Holds::Photoshop => {
                let (bytes, at) = body(segment::PHOTOSHOP.len());
                return self.joined.photoshop(bytes, at, after);
            }
            Holds::Comment => (BlockKind::Comment, body(0)),
            Holds::Aigc => (BlockKind::Text { key: "AIGC".into() }, body(segment::AIGC.len())),
            Holds::Mpf => {
                let tiff = behind(payload.clone(), 4);
                let index = Index::read(within(file, tiff.clone()), tiff.start);
                self.declared = index.as_ref().map(|index| index.further().collect()).unwrap_or_default();
                self.walk.structure.frames = u32::try_from(self.declared.len().saturating_add(1)).ok();
                self.index = Some((place(path.as_str(), segment), index));
                (BlockKind::Other { name: name.to_owned() }, body(0))
            }
            Holds::App(_) => {
                let mark = place(path.as_str(), segment);
                match holds.label() {
                    Some("JFIF") => _ = self.coding.jfif.get_or_insert(mark),
                    Some("Adobe") => _ = self.coding.adobe.get_or_insert(mark),
                    Some("Ducky") => _ = self.coding.ducky.get_or_insert(mark),
                    Some(segment::ISO_GAIN_MAP_NAME) => self.gain_map.add(gain_map::ISO, &mark),
                    _ => {}
                }
                (BlockKind::Other { name: name.to_owned() }, body(0))
            }
            Holds::Coding => {
                if let Err(what) = self.coding.read(code, data, place(path.as_str(), segment.clone())) {
                    self.walk.defect(place(path, segment), what);
                }
                return;
            }
        };
        self.walk.block(kind, bytes, at, after);
    }

    /// Steps over entropy-coded data (T.81 B.1.1.5): up to a 0xFF that no 0x00 and no restart marker follows.
    fn coded_data(&mut self, start: usize) -> usize {
        self.after_pixels = true;
        let mut at = start;
        let end = loop {
            let Some(ff) = memchr(0xff, self.bytes.get(at..).unwrap_or_default()) else {
                break self.bytes.len();
            };
            let ff = at.saturating_add(ff);
            let next = ff.saturating_add(1);
            match self.bytes.get(next) {
                Some(0x00 | 0xd0..=0xd7) => at = next.saturating_add(1),
                Some(0xff) => at = next,
                Some(_) => break ff,
                None => break self.bytes.len(),
            }
        };
        self.walk.part("ECS", Some("entropy-coded data"), start..end, 0);
        end
    }
}

/// The whole JPEG that follows at once, or behind zero bytes.
fn next_picture(bytes: &[u8], end: usize) -> Option<Range<usize>> {
    let start = end.checked_add(bytes.get(end..)?.iter().position(|&b| b != 0)?)?;
    let next = bytes.get(start..).filter(|next| next.starts_with(&[0xff, SOI, 0xff]))?;
    let length = Reader { bytes: next, ..Reader::default() }.segments()?;
    Some(run(start, length))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::*;

    fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
        [&[0xff, code], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
    }

    fn jpeg(before: &[Vec<u8>]) -> Vec<u8> {
        let frame = segment(0xc0, &[8, 0, 16, 0, 32, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        let scan = segment(SOS, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
        let data = [0x12, 0xff, 0x00, 0xff, 0xd0, 0x34, 0xff, EOI];
        [&[0xff, SOI], before.concat().as_slice(), &frame, &scan, &data].concat()
    }

    fn names(walk: &Walk<'_>) -> String {
        let label = |p: &whence_model::facts::structure::Part| match &p.holds {
            Some(holds) => format!("{} {}", p.name, holds),
            None => p.name.to_string(),
        };
        walk.structure.parts.iter().map(label).collect::<Vec<_>>().join(" · ")
    }

    #[test]
    fn segments_in_order_with_what_they_hold() {
        let bytes = jpeg(&[
            segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
            segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0\0\0"),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            segment(0xfe, b"made by hand"),
            segment(0xeb, b"JP\0\x01jumb"),
        ]);
        let walk = walk(&bytes);
        let expected = "SOI · APP0 JFIF · APP1 Exif · APP1 XMP · COM · APP11 C2PA/JUMBF · SOF0 · SOS · \
                        ECS entropy-coded data · EOI";
        assert_eq!(names(&walk), expected);
        let covered: u64 = walk.structure.parts.iter().map(|p| p.length).sum();
        assert_eq!(covered, bytes.len() as u64, "every byte belongs to one part");
        let exif = walk.blocks.iter().find(|b| b.kind == BlockKind::Exif).unwrap();
        assert_eq!((&*exif.data, exif.place.path.raw()), (&b"II*\0\x08\0\0\0\0\0"[..], "JPEG › APP1 Exif"));
        let start = exif.place.offset.unwrap() as usize;
        assert_eq!(&bytes[start..start + exif.data.len()], &*exif.data);
        assert!(walk.blocks.iter().any(|b| b.kind == BlockKind::Comment && &*b.data == b"made by hand"));
        assert!(walk.blocks.iter().any(|b| b.kind == BlockKind::Other { name: "APP11".into() }));
        let coding = walk.structure.jpeg.unwrap();
        assert_eq!((coding.width, coding.height, &*coding.sampling, coding.scans), (32, 16, "4:2:0", 1));
        assert_eq!(coding.jfif, Some(place("JPEG › APP0 JFIF", 2..20)));
        assert_eq!(walk.size, Some((32, 16)));
        assert!(walk.structure.defects.is_empty(), "{:?}", walk.structure.defects);
        assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
    }

    #[test]
    fn a_bare_label_is_a_text_in_any_application_segment() {
        let bytes = jpeg(&[segment(0xe9, b"AIGC{\"Label\": \"1\"}"), segment(0xe9, b"AIGC of old")]);
        let found = walk(&bytes);
        let text = found.blocks.iter().find(|b| b.kind == BlockKind::Text { key: "AIGC".into() }).unwrap();
        assert_eq!((&*text.data, text.place.path.raw()), (&b"{\"Label\": \"1\"}"[..], "JPEG › APP9 AIGC"));
        assert_eq!(names(&found), "SOI · APP9 AIGC · APP9 · SOF0 · SOS · ECS entropy-coded data · EOI");
    }

    #[test]
    fn a_file_that_breaks_off_says_where() {
        let bytes = jpeg(&[]);
        let cut = |at: usize| walk(&bytes[..at]).structure.truncated.unwrap().path.to_string();
        assert_eq!(cut(bytes.len() - 1), "JPEG › end of image (EOI)");
        assert_eq!(cut(10), "JPEG › SOF0");
        let exif = jpeg(&[segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0")]);
        let cut = walk(&exif[..16]);
        assert_eq!(cut.structure.truncated.unwrap().path.raw(), "JPEG › APP1 Exif");
        assert_eq!(cut.blocks[0].data.as_ref(), b"II*\0", "what there is of it is handed on");
    }

    #[test]
    fn bytes_between_segments_are_stepped_over_and_said() {
        let bytes = jpeg(&[vec![0, 0, 0], segment(0xfe, b"x"), vec![0xff, 0xff]]);
        let walk = walk(&bytes);
        assert_eq!(names(&walk), "SOI · COM · SOF0 · SOS · ECS entropy-coded data · EOI");
        assert_eq!(walk.structure.defects.len(), 1, "fill bytes are no defect");
    }

    #[test]
    fn pictures_that_the_index_lists_are_there_cut_short_or_gone() {
        let second = jpeg(&[]);
        let mut mpf = b"MPF\0MM\0*\0\0\0\x08\0\x01\xb0\x02\0\x07\0\0\0\x20\0\0\0\x1a\0\0\0\0".to_vec();
        let header = jpeg(&[]).len() + 4 + mpf.len() + 32;
        mpf.extend([0; 16]);
        mpf.extend([[0; 4], (second.len() as u32).to_be_bytes(), (header as u32 - 10).to_be_bytes(), [0; 4]].concat());
        let bytes = [jpeg(&[segment(0xe2, &mpf)]), second.clone()].concat();
        let whole = walk(&bytes).structure;
        assert_eq!((whole.trailing.unwrap().kind, whole.frames), (TrailingKind::DeclaredImages, Some(2)));
        let index = whole.multi_picture.read().unwrap();
        let listed = |one: &ListedPicture| (one.place.offset, one.place.length, one.stands);
        let expected = [(Some(0), Some(0), false), (Some(header as u64), Some(second.len() as u64), true)];
        assert_eq!((index.announced, index.pictures.iter().map(listed).collect::<Vec<_>>()), (2, expected.to_vec()));
        assert!(whole.truncated.is_none() && whole.defects.is_empty(), "{:?}", whole.defects);
        let cut = walk(&bytes[..bytes.len() - 3]).structure;
        assert_eq!(cut.trailing.unwrap().kind, TrailingKind::DeclaredImages);
        assert_eq!(cut.truncated.unwrap().path.raw(), "JPEG › further picture (MPF)");
        let gone = walk(&bytes[..header]).structure;
        assert_eq!((gone.trailing, gone.defects.len()), (None, 1));
        assert!(!gone.multi_picture.read().unwrap().pictures[1].stands);
        let broken = walk_of(&jpeg(&[segment(0xe2, b"MPF\0nothing")]));
        assert!(matches!(broken.multi_picture, Reading::Unreadable(_)));
        assert_eq!(walk_of(&jpeg(&[])).multi_picture, Reading::Absent);
    }

    fn walk_of(bytes: &[u8]) -> whence_model::facts::structure::Structure {
        walk(bytes).structure
    }

    #[test]
    fn a_gain_map_is_declared_and_stands_or_not() {
        let map = jpeg(&[segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x hdrgm:Version='1.0'/>")]);
        let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x hdrgm:Version='1.0'/>");
        let iso = segment(0xe2, b"urn:iso:std:iso:ts:21496:-1\0\0\0\0\0");
        let first = jpeg(&[xmp, iso]);
        let both = walk_of(&[first.clone(), map].concat()).gain_map.unwrap();
        assert_eq!(both.declared_by, ["hdrgm", "ISO 21496-1"]);
        assert_eq!(both.place.path.raw(), "JPEG › APP1 XMP");
        assert_eq!((both.picture.unwrap().offset, both.size), (Some(first.len() as u64), Some((32, 16))));
        let lost = walk_of(&first).gain_map.unwrap();
        assert_eq!((lost.picture, lost.size), (None, None));
        assert_eq!(walk_of(&jpeg(&[])).gain_map, None);
    }

    #[test]
    fn pictures_behind_the_end_are_declared_or_not() {
        let second = jpeg(&[]);
        let plain = [jpeg(&[]), second.clone()].concat();
        let kind = |bytes: &[u8]| walk(bytes).structure.trailing.unwrap().kind;
        assert_eq!(kind(&plain), TrailingKind::UndeclaredJpeg);
        let gain_map = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<i Item:Semantic=\"GainMap\"/>");
        let declared = [jpeg(&[gain_map]), second].concat();
        assert_eq!(kind(&declared), TrailingKind::DeclaredImages);
        assert_eq!(kind(&[declared, b"PK\x03\x04".to_vec()].concat()), TrailingKind::Zip);
    }
}
