//! What bytes are, told by how they begin and never by a name.

use whence_model::{Format, Refusal, Untrusted};

/// How much of a text is shown where the bytes are no image.
const SHOWN_CHARS: usize = 40;

/// The format of these bytes.
///
/// # Errors
/// [`Refusal::Empty`] without bytes; [`Refusal::NotAnImage`] where they begin like nothing that we read.
pub fn of(bytes: &[u8]) -> Result<Format, Refusal> {
    let format = match bytes {
        [] => return Err(Refusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
        // The four bytes behind it find damage by text-mode transfers; a damaged picture is still one.
        [0x89, b'P', b'N', b'G', ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'I', b'I', b'*' | b'+', 0, ..] | [b'M', b'M', 0, b'*' | b'+', ..] => Some(Format::Tiff),
        [b'B', b'M', ..] => is_bmp(bytes).then_some(Format::Bmp),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => still(bytes),
        // ISO/IEC 18181-1 and -2; ISO/IEC 15444-1 annexes A and I: a bare codestream, or the box that begins a file.
        [0xff, 0x0a, ..] => Some(Format::Jxl),
        [0xff, 0x4f, 0xff, 0x51, ..] => Some(Format::Jp2),
        [0, 0, 0, 0x0c, kind @ ..] if kind.starts_with(b"JXL \r\n\x87\n") => Some(Format::Jxl),
        [0, 0, 0, 0x0c, kind @ ..] if kind.starts_with(b"jP  \r\n\x87\n") => Some(Format::Jp2),
        [b'8', b'B', b'P', b'S', 0, 1 | 2, ..] => Some(Format::Psd),
        _ => None,
    };
    format.ok_or_else(|| Refusal::NotAnImage { begins: begins(bytes).map(Untrusted::new) })
}

/// The info header has one of its known lengths, and the pixels begin behind it.
fn is_bmp(bytes: &[u8]) -> bool {
    let field = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let known = |length| matches!(length, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124);
    let Some((pixels, length)) = field(10).zip(field(14)) else { return false };
    known(length) && (pixels == 0 || pixels >= length.saturating_add(14))
}

/// ISO 23008-12 and AV1 Image File Format: the brands of `ftyp`, the major one first.
fn still(bytes: &[u8]) -> Option<Format> {
    const AVIF: [&[u8; 4]; 2] = [b"avif", b"avis"];
    const HEIF: [&[u8; 4]; 10] =
        [b"mif1", b"msf1", b"mif2", b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs"];
    let brands = brands(bytes);
    let any = |wanted: &[&[u8; 4]]| brands.iter().any(|brand| wanted.iter().any(|w| w.as_slice() == *brand));
    if any(&AVIF) {
        Some(Format::Avif)
    } else if any(&HEIF) {
        Some(Format::Heif)
    } else {
        None
    }
}

/// The brands of the `ftyp` box that these bytes begin with, at most 64; its second word is a version and no brand.
pub fn brands(bytes: &[u8]) -> Vec<&[u8]> {
    let size = bytes.first_chunk().map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let body = bytes.get(8..size.clamp(12, 8 + 4 * 65).min(bytes.len())).unwrap_or_default();
    body.chunks_exact(4).enumerate().filter(|(i, _)| *i != 1).map(|(_, brand)| brand).collect()
}

/// A name for what it is instead, as people write it in any language, or its first characters in quotation marks.
fn begins(bytes: &[u8]) -> Option<String> {
    const MAGIC: [(usize, &[u8], &str); 36] = [
        (0, b"%PDF-", "PDF"),
        (0, b"PK\x03\x04", "ZIP"),
        (0, b"PK\x05\x06", "ZIP"),
        (0, b"8BPS", "PSD"),
        (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
        (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
        (4, b"ftypcrx ", "CR3"),
        (4, b"ftypqt  ", "MOV"),
        (4, b"ftypM4A ", "M4A"),
        (4, b"ftyp", "MP4"),
        (4, b"moov", "MOV"),
        (0, b"\x1a\x45\xdf\xa3", "Matroska/WebM"),
        (8, b"AVI ", "AVI"),
        (8, b"WAVE", "WAV"),
        (0, b"OggS", "Ogg"),
        (0, b"ID3", "MP3"),
        (0, b"fLaC", "FLAC"),
        (0, b"FUJIFILMCCD-RAW", "RAF"),
        (0, b"IIU\0", "RW2"),
        (0, b"IIRO", "ORF"),
        (0, b"IIRS", "ORF"),
        (0, b"MMOR", "ORF"),
        (0, b"FOVb", "X3F"),
        (0, b"\0\0\x01\0", "ICO"),
        (0, b"qoif", "QOI"),
        (0, b"\x76\x2f\x31\x01", "OpenEXR"),
        (0, b"#?RADIANCE", "Radiance HDR"),
        (0, b"DDS ", "DDS"),
        (0, b"gimp xcf", "XCF"),
        (0, b"\x7fELF", "ELF"),
        (0, b"Rar!\x1a\x07", "RAR"),
        (0, b"7z\xbc\xaf\x27\x1c", "7z"),
        (0, b"\x1f\x8b", "gzip"),
        (0, b"SQLite format 3\0", "SQLite"),
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office (OLE)"),
        (0, b"{\\rtf", "RTF"),
    ];
    let magic = MAGIC.iter().find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    magic.map(|&(.., name)| name.to_owned()).or_else(|| executable(bytes)).or_else(|| text(bytes))
}

fn executable(bytes: &[u8]) -> Option<String> {
    let header: [u8; 4] = bytes.get(0x3c..0x40)?.try_into().ok()?;
    let header = u32::from_le_bytes(header) as usize;
    let is_pe = bytes.starts_with(b"MZ") && bytes.get(header..)?.starts_with(b"PE\0\0");
    is_pe.then(|| "Windows EXE".to_owned())
}

/// Marked-up text by its language, other text by itself.
fn text(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    // The cut may have gone through a character.
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?,
        Err(_) => return None,
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() || text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| lower.starts_with(prefix));
    if lower.starts_with('<') && lower.contains("<svg") {
        return Some("SVG".into());
    }
    if starts(&["<!doctype html", "<html", "<head", "<body"]) {
        return Some("HTML".into());
    }
    if starts(&["<?xml"]) {
        return Some("XML".into());
    }
    let shown: String = text.chars().take(SHOWN_CHARS).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    Some(format!("\"{shown}{more}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> Option<String> {
        match of(bytes) {
            Err(Refusal::NotAnImage { begins }) => begins.map(|b| b.raw().to_owned()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn formats_by_their_first_bytes() {
        let bmp = [b"BM\0\0\0\0\0\0\0\0".as_slice(), &54u32.to_le_bytes(), &40u32.to_le_bytes()].concat();
        let cases: [(&[u8], Format); 18] = [
            (b"\xff\xd8\xff", Format::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Format::Png),
            (b"\x89PNG\n\n", Format::Png),
            (b"RIFF\0\0\0\0WEBPVP8 ", Format::WebP),
            (b"GIF89a", Format::Gif),
            (b"II*\0", Format::Tiff),
            (b"MM\0+", Format::Tiff),
            (&bmp, Format::Bmp),
            (b"\0\0\0\x14ftypavif\0\0\0\0mif1", Format::Avif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0miafavif", Format::Avif),
            (b"\0\0\0\x14ftypheic\0\0\0\0mif1", Format::Heif),
            (b"\0\0\0\x14ftypisom\0\0\0\0msf1", Format::Heif),
            (b"\xff\x0a", Format::Jxl),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Format::Jxl),
            (b"\xff\x4f\xff\x51", Format::Jp2),
            (b"\0\0\0\x0cjP  \r\n\x87\n", Format::Jp2),
            (b"8BPS\0\x01", Format::Psd),
            (b"8BPS\0\x02", Format::Psd),
        ];
        for (bytes, format) in cases {
            assert_eq!(of(bytes), Ok(format), "{}", bytes.escape_ascii());
        }
        assert_eq!(of(b""), Err(Refusal::Empty));
    }

    #[test]
    fn a_brand_outside_of_its_box_or_in_the_place_of_the_version_counts_for_nothing() {
        assert_eq!(refused(b"\0\0\0\x10ftypisom\0\0\0\0avif"), Some("MP4".into()));
        assert_eq!(refused(b"\0\0\0\x14ftypisomavifmp42"), Some("MP4".into()));
    }

    #[test]
    fn what_is_no_image_is_named_where_it_can_be() {
        assert_eq!(refused(b"%PDF-1.7"), Some("PDF".into()));
        let letter = refused(b"BMW is a car maker, and this is a letter to it");
        assert_eq!(letter, Some("\"BMW is a car maker, and this is a letter…\"".into()));
        assert_eq!(refused(b"\xef\xbb\xbf <?xml version='1.0'?>\n<svg>"), Some("SVG".into()));
        assert_eq!(refused(b"<!DOCTYPE HTML><p>404"), Some("HTML".into()));
        assert_eq!(refused("été".as_bytes()), Some("\"été\"".into()));
        assert_eq!(refused(b"RIFF\0\0\0\0AVI "), Some("AVI".into()));
        // Damaged signatures: neither the box behind it nor the version is there.
        assert_eq!(refused(b"\0\0\0\x0cJXL \n\x87\n"), Some("JPEG XL".into()));
        assert_eq!(refused(b"8BPS\0\x03"), Some("PSD".into()));
        assert_eq!(refused(b"\x01\x02\x03"), None);
        assert_eq!(refused(b"\0\0\0\x01f"), None);
    }
}
