//! BMP (Windows BITMAPFILEHEADER and its info headers).

use super::{
    BlockKind, Walk,
    bytes::{le16, le32},
    record::place,
};

const FILE_HEADER: usize = 14;

/// Bytes that begin with `BM`.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut walk = Walk::default();
    let len = bytes.len();
    walk.part("BITMAPFILEHEADER", None, 0..len.min(FILE_HEADER), 0);
    let Some(header) = Header::read(bytes) else {
        walk.truncated(place("BMP › header", 0..len));
        return walk;
    };
    let header_end = len.min(FILE_HEADER.saturating_add(header.length));
    walk.part(header.name(), None, FILE_HEADER..header_end, 0);
    walk.size = Some((header.width, header.height));
    let pixels = header.pixels.min(len);
    let needed = header.pixel_bytes().and_then(|size| header.pixels.checked_add(size));
    let claimed = (header.file_size >= header.pixels).then_some(header.file_size);
    let end = needed.into_iter().chain(claimed).max().unwrap_or(len);
    walk.part("pixels", None, pixels..len.min(end.max(pixels)), 0);
    if header.pixels > len || needed.is_some_and(|needed| needed > len) || needed.is_none() && end > len {
        walk.truncated(place("BMP › pixels", pixels..len));
    } else if end > len {
        walk.defect(place("BMP › BITMAPFILEHEADER", 0..FILE_HEADER), "the file is shorter than its header says");
    }
    let end = profile(bytes, &header, &mut walk).map_or(end, |profile| profile.max(end));
    walk.trailing("BMP", bytes, end, &[]);
    walk
}

#[derive(Debug)]
struct Header {
    file_size: usize,
    /// Where the pixels begin.
    pixels: usize,
    /// The info header's own length, which tells its version.
    length: usize,
    width: u32,
    height: u32,
    bits: u16,
    compression: u32,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let length = le32(bytes, FILE_HEADER)? as usize;
        let core = length == 12;
        let (width, height, bits, compression) = if core {
            (le16(bytes, 18)?.into(), le16(bytes, 20)?.into(), le16(bytes, 24)?, 0)
        } else {
            // A negative height says that rows run from the top.
            let signed = |at| le32(bytes, at).map(|raw| raw.cast_signed().unsigned_abs());
            (signed(18)?, signed(22)?, le16(bytes, 28)?, le32(bytes, 30).unwrap_or(0))
        };
        let (file_size, pixels) = (le32(bytes, 2)? as usize, le32(bytes, 10)? as usize);
        Some(Self { file_size, pixels, length, width, height, bits, compression })
    }

    fn name(&self) -> &'static str {
        match self.length {
            12 => "BITMAPCOREHEADER",
            40 => "BITMAPINFOHEADER",
            108 => "BITMAPV4HEADER",
            124 => "BITMAPV5HEADER",
            _ => "info header",
        }
    }

    /// Known without decoding where nothing is compressed (BI_RGB, BI_BITFIELDS): rows padded to four bytes.
    fn pixel_bytes(&self) -> Option<usize> {
        if !matches!(self.compression, 0 | 3) {
            return None;
        }
        let row = u64::from(self.width).checked_mul(self.bits.into())?.div_ceil(32).checked_mul(4)?;
        usize::try_from(row.checked_mul(self.height.into())?).ok()
    }
}

/// The profile that a V5 header embeds (LCS_PROFILE), and where it ends.
fn profile<'a>(bytes: &'a [u8], header: &Header, walk: &mut Walk<'a>) -> Option<usize> {
    const PROFILE_EMBEDDED: u32 = 0x4d42_4544;
    let info = bytes.get(FILE_HEADER..)?;
    let field = |at| le32(info, at);
    if header.length != 124 || field(56) != Some(PROFILE_EMBEDDED) {
        return None;
    }
    let start = FILE_HEADER.checked_add(field(112)? as usize)?;
    let end = start.checked_add(field(116)? as usize)?;
    let mark = place("BMP › ICC profile", start..end);
    match bytes.get(start..end) {
        Some(data) => {
            walk.part("ICC profile", Some("ICC profile"), start..end, 0);
            walk.block(BlockKind::Icc, data, mark, true);
            Some(end)
        }
        None => {
            walk.defect(mark, "profile stands outside of the file");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::*;

    fn bmp(height: i32, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = b"BM".to_vec();
        bytes.extend((54 + pixels.len() as u32).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(54u32.to_le_bytes());
        bytes.extend(40u32.to_le_bytes());
        bytes.extend(3u32.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([1, 0, 24, 0]);
        bytes.extend([0; 24]);
        bytes.extend(pixels);
        bytes
    }

    #[test]
    fn size_whichever_way_rows_run() {
        let bytes = bmp(-2, &[7; 24]);
        let walk = walk(&bytes);
        assert_eq!(walk.size, Some((3, 2)));
        assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
        let names: Vec<_> = walk.structure.parts.iter().map(|p| (p.name.raw(), p.offset, p.length)).collect();
        assert_eq!(names, [("BITMAPFILEHEADER", 0, 14), ("BITMAPINFOHEADER", 14, 40), ("pixels", 54, 24)]);
    }

    #[test]
    fn missing_and_further_bytes() {
        let whole = bmp(2, &[7; 24]);
        assert!(walk(&whole[..77]).structure.truncated.is_some());
        assert!(walk(&whole[..20]).structure.truncated.is_some());
        let hidden = [whole.as_slice(), b"PK\x03\x04"].concat();
        assert_eq!(walk(&hidden).structure.trailing.unwrap().kind, TrailingKind::Zip);
    }
}
