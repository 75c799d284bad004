//! PSD, and PSB for large documents (Adobe Photoshop File Formats Specification): a header and four sections.
//!
//! Layers are not looked into.

use std::ops::Range;

use super::{
    BlockKind, Walk,
    bytes::{be16, be32, be64, run},
    image_resources,
    record::place,
};

const HEADER: usize = 26;

/// Bytes that begin with `8BPS` and version 1 or 2.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut walk = Walk::default();
    walk.part("header", None, 0..bytes.len().min(HEADER), 0);
    let Some(header) = Header::read(bytes) else {
        walk.truncated(place("PSD › header", 0..bytes.len()));
        return walk;
    };
    walk.size = Some((header.width, header.height));
    let mut reader = Reader { bytes, walk, header };
    if let Some(end) = reader.sections() {
        reader.walk.trailing("PSD", bytes, end, &[]);
    }
    reader.walk
}

struct Header {
    /// PSB: some lengths are wider.
    large: bool,
    channels: u16,
    width: u32,
    height: u32,
    /// Bits of each channel.
    depth: u16,
}

struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    header: Header,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        Some(Self {
            large: be16(header, 4)? == 2,
            channels: be16(header, 12)?,
            height: be32(header, 14)?,
            width: be32(header, 18)?,
            depth: be16(header, 22)?,
        })
    }

    fn rows(&self) -> u64 {
        u64::from(self.channels).saturating_mul(self.height.into())
    }
}

impl<'a> Reader<'a> {
    /// Walks to the end of the pixels and gives the first byte behind them; nothing where the file breaks off before.
    fn sections(&mut self) -> Option<usize> {
        let colours = self.section("colour mode data", HEADER, false)?;
        let resources = self.section("image resources", colours.end, false);
        // What there is of them is read, even where they break off.
        self.resources(resources.clone().unwrap_or(colours.end.saturating_add(4)..self.bytes.len()));
        let large = self.header.large;
        let layers = self.section("layers and masks", resources?.end, large)?;
        self.pixels(layers.end)
    }

    /// A length of four bytes, or eight, then so many; gives where those stand.
    fn section(&mut self, name: &'static str, at: usize, wide: bool) -> Option<Range<usize>> {
        let head = if wide { 8 } else { 4 };
        let length = if wide { be64(self.bytes, at) } else { be32(self.bytes, at).map(u64::from) };
        let start = at.saturating_add(head);
        let end = length.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
        let whole = at..end.unwrap_or(usize::MAX).min(self.bytes.len());
        self.walk.part(name, None, whole.clone(), 0);
        match end.filter(|&end| end <= self.bytes.len()) {
            Some(end) => Some(start..end),
            None => {
                self.walk.truncated(place(format!("PSD › {name}"), whole));
                None
            }
        }
    }

    fn resources(&mut self, at: Range<usize>) {
        let Some(data) = self.bytes.get(at.clone()).filter(|data| !data.is_empty()) else { return };
        let path = "PSD › image resources";
        self.walk.block(BlockKind::Photoshop, data, place(path, at.clone()), false);
        for resource in image_resources::all(data) {
            let (kind, name) = match resource.id {
                image_resources::EXIF => (BlockKind::Exif, "Exif"),
                image_resources::XMP => (BlockKind::Xmp, "XMP"),
                image_resources::ICC => (BlockKind::Icc, "ICC profile"),
                _ => continue,
            };
            let at = run(at.start.saturating_add(resource.at), resource.data.len());
            let mark = place(format!("{path} › {name}"), at);
            self.walk.block(kind, resource.data, mark, false);
        }
    }

    /// How they are compressed, then all rows of the first channel, of the second, and so on.
    fn pixels(&mut self, at: usize) -> Option<usize> {
        let rows = self.header.rows();
        let start = at.saturating_add(2);
        let length = match be16(self.bytes, at) {
            None => None,
            Some(0) => {
                let row = u64::from(self.header.width).saturating_mul(self.header.depth.into()).div_ceil(8);
                rows.checked_mul(row)
            }
            Some(1) => self.packed(start, rows),
            // Where a deflated stream ends, it alone knows.
            Some(_) => Some(self.bytes.len().saturating_sub(start) as u64),
        };
        let end = length.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
        let whole = at.min(self.bytes.len())..end.unwrap_or(usize::MAX).min(self.bytes.len());
        self.walk.part("image data", Some("pixels"), whole.clone(), 0);
        let end = end.filter(|&end| end <= self.bytes.len());
        if end.is_none() {
            self.walk.truncated(place("PSD › image data", whole));
        }
        end
    }

    /// PackBits: a length for every row, then the rows.
    fn packed(&self, start: usize, rows: u64) -> Option<u64> {
        let width = if self.header.large { 4 } else { 2 };
        let table = rows.checked_mul(width)?;
        let counts = self.bytes.get(start..start.checked_add(usize::try_from(table).ok()?)?)?;
        let sum: u64 = if self.header.large {
            counts.as_chunks::<4>().0.iter().map(|&count| u64::from(u32::from_be_bytes(count))).sum()
        } else {
            counts.as_chunks::<2>().0.iter().map(|&count| u64::from(u16::from_be_bytes(count))).sum()
        };
        table.checked_add(sum)
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::{image_resources::resource, *};

    fn header(version: u8, channels: u8, size: (u32, u32)) -> Vec<u8> {
        let (width, height) = size;
        let sides = [height.to_be_bytes(), width.to_be_bytes()].concat();
        [b"8BPS\0", &[version][..], &[0; 6], &[0, channels], &sides, &[0, 8, 0, 3]].concat()
    }

    fn section(data: &[u8]) -> Vec<u8> {
        [&(data.len() as u32).to_be_bytes(), data].concat()
    }

    fn resources() -> Vec<u8> {
        let all = [
            resource(0x03ed, "odd", b"abc"),
            resource(image_resources::ICC, "", b"profile"),
            resource(image_resources::EXIF, "", b"MM\0*\0\0\0\x08\0\0\0\0\0\0"),
            resource(image_resources::XMP, "", b"<x/>"),
        ];
        all.concat()
    }

    /// Two channels of 3 × 2 pixels, raw.
    fn psd() -> Vec<u8> {
        let sections = [section(b""), section(&resources()), section(b"layers"), vec![0, 0], vec![7; 12]];
        [header(1, 2, (3, 2)), sections.concat()].concat()
    }

    #[test]
    fn sections_and_what_the_resources_hold() {
        let bytes = psd();
        let walk = walk(&bytes);
        assert_eq!(walk.size, Some((3, 2)));
        let parts: Vec<_> = walk.structure.parts.iter().map(|p| (p.name.raw(), p.offset)).collect();
        let expected = [
            ("header", 0),
            ("colour mode data", 26),
            ("image resources", 30),
            ("layers and masks", 114),
            ("image data", 124),
        ];
        assert_eq!(parts, expected);
        let covered: u64 = walk.structure.parts.iter().map(|p| p.length).sum();
        assert_eq!(covered, bytes.len() as u64, "every byte belongs to one part");
        let [all, icc, exif, xmp] = walk.blocks.as_slice() else { panic!("{:?}", walk.blocks) };
        assert_eq!((&all.kind, &*all.data), (&BlockKind::Photoshop, &*resources()));
        assert_eq!((&icc.kind, &*icc.data), (&BlockKind::Icc, &b"profile"[..]));
        assert_eq!((&exif.kind, exif.data.len()), (&BlockKind::Exif, 14));
        assert_eq!((&xmp.kind, &*xmp.data), (&BlockKind::Xmp, &b"<x/>"[..]));
        assert_eq!(xmp.place.path.raw(), "PSD › image resources › XMP");
        for block in [all, icc, exif, xmp] {
            let start = block.place.offset.unwrap() as usize;
            assert_eq!(&bytes[start..start + block.data.len()], &*block.data, "{}", block.place.path);
        }
        assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
    }

    #[test]
    fn whatever_is_cut_off_is_missed() {
        let bytes = psd();
        for length in 6..bytes.len() {
            assert!(walk(&bytes[..length]).structure.truncated.is_some(), "{length}");
        }
        let resources = walk(&bytes[..100]);
        assert_eq!(resources.structure.truncated.unwrap().path.raw(), "PSD › image resources");
        assert!(resources.blocks.iter().any(|b| b.kind == BlockKind::Icc), "what there is is read");
    }

    #[test]
    fn packed_rows_and_large_documents_have_an_end_too() {
        let start = |version| [header(version, 1, (9, 2)), section(b""), section(b"")].concat();
        let small = [start(1), section(b""), vec![0, 1, 0, 3, 0, 2], vec![7; 5]].concat();
        let large = [start(2), vec![0; 8], vec![0, 1, 0, 0, 0, 3, 0, 0, 0, 2], vec![7; 5]].concat();
        for bytes in [small, large] {
            let whole = walk(&bytes).structure;
            assert!(whole.truncated.is_none() && whole.trailing.is_none());
            assert_eq!(walk(&bytes[..bytes.len() - 1]).structure.truncated.unwrap().path.raw(), "PSD › image data");
            let hidden = [bytes, b"%PDF-1.7\n1 0 obj".to_vec()].concat();
            assert_eq!(walk(&hidden).structure.trailing.unwrap().kind, TrailingKind::Pdf);
        }
    }

    #[test]
    fn numbers_that_claim_too_much_are_a_truncation() {
        let vast = [header(1, 255, (u32::MAX, u32::MAX)), vec![0; 12], vec![0, 0, 1]].concat();
        assert!(walk(&vast).structure.truncated.is_some());
        let packed = [header(2, 255, (u32::MAX, u32::MAX)), vec![0; 16], vec![0, 1, 1]].concat();
        assert!(walk(&packed).structure.truncated.is_some());
        let wide = [header(2, 1, (1, 1)), vec![0; 8], vec![0xff; 8]].concat();
        assert_eq!(walk(&wide).structure.truncated.unwrap().path.raw(), "PSD › layers and masks");
    }
}
