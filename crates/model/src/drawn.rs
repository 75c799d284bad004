//! Pictures as Whence itself writes them, told from their bytes: nothing else is given to a window or a document to draw.
//!
//! What draws them elsewhere goes by the first bytes of a picture and knows dozens of forms. Whoever has taken a locked room
//! over would choose among all of those, and among all that a PNG or a JPEG may carry.

/// Pixels across and down of a PNG that is a header, its pixels and its end, and nothing else (PNG specification, 11.2).
pub fn drawn_png(png: &[u8]) -> Option<(u32, u32)> {
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut size = None;
    loop {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (kind, behind) = behind.split_first_chunk::<4>()?;
        let content = behind.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        // The checksum of a chunk stands behind its content.
        rest = behind.get(content.len()..)?.get(4..)?;
        match (kind, size) {
            // Grey or red, green and blue, with alpha or without; 8 bits each, and not interlaced.
            (b"IHDR", None) => match content.as_array::<13>()? {
                [w0, w1, w2, w3, h0, h1, h2, h3, 8, 0 | 2 | 4 | 6, 0, 0, 0] => {
                    let side = |bytes| Some(u32::from_be_bytes(bytes)).filter(|side| *side > 0);
                    size = Some((side([*w0, *w1, *w2, *w3])?, side([*h0, *h1, *h2, *h3])?));
                }
                _ => return None,
            },
            (b"IDAT", Some(_)) => {}
            (b"IEND", Some(_)) if content.is_empty() && rest.is_empty() => return size,
            _ => return None,
        }
    }
}

/// Pixels across and down of a JPEG that is one baseline frame of one scan with its tables and a JFIF header, and nothing
/// else (ITU-T T.81, B.2).
pub fn drawn_jpeg(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    let mut size = None;
    loop {
        let (&[0xff, marker, high, low], _) = rest.split_first_chunk()? else { return None };
        let segment = rest.get(2..)?.get(..usize::from(u16::from_be_bytes([high, low])))?;
        rest = rest.get(2..)?.get(segment.len()..)?;
        match (marker, size) {
            // JFIF, tables of quantisation and of codes.
            (0xe0, None) | (0xdb | 0xc4, _) if segment.len() > 2 => {}
            (0xc0, None) => {
                let (&[_, _, 8, h0, h1, w0, w1, components @ (1 | 3)], each) = segment.split_first_chunk()? else {
                    return None;
                };
                if each.len() != 3 * usize::from(components) {
                    return None;
                }
                let side = |bytes| Some(u32::from(u16::from_be_bytes(bytes))).filter(|side| *side > 0);
                size = Some((side([w0, w1])?, side([h0, h1])?));
            }
            (0xda, Some(_)) if segment.len() > 2 => break,
            _ => return None,
        }
    }
    // In the scan, FF is followed by 0 or is a restart; only the end is another, and nothing comes behind it.
    let scan = rest.strip_suffix(b"\xff\xd9")?;
    let marks = scan.windows(2).any(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7));
    if marks || scan.ends_with(b"\xff") { None } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(header: &[u8; 13], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, content) in [(b"IHDR", &header[..])].iter().chain(chunks) {
            bytes.extend((content.len() as u32).to_be_bytes());
            bytes.extend([&kind[..], content, b"csum"].concat());
        }
        bytes
    }

    const HEADER: [u8; 13] = [0, 0, 2, 0, 0, 0, 1, 4, 8, 6, 0, 0, 0];
    const PIXELS: [(&[u8; 4], &[u8]); 2] = [(b"IDAT", b"some"), (b"IEND", b"")];

    #[test]
    fn a_png_is_a_header_pixels_and_an_end() {
        let whole = png(&HEADER, &PIXELS);
        assert_eq!(drawn_png(&whole), Some((512, 260)));
        assert!((0..whole.len()).all(|cut| drawn_png(&whole[..cut]).is_none()), "nothing is missing");
        assert_eq!(drawn_png(&[&whole[..], b"more"].concat()), None);
        for other in [&b"iCCP"[..], b"acTL", b"eXIf", b"tEXt", b"PLTE", b"IHDR"] {
            let chunks = [(other.try_into().unwrap(), &HEADER[..]), PIXELS[0], PIXELS[1]];
            assert_eq!(drawn_png(&png(&HEADER, &chunks)), None, "{other:?}");
        }
        for (at, byte) in [(0, 0xff), (8, 16), (9, 3), (12, 1)] {
            let mut header = HEADER;
            header[at] = byte;
            assert_eq!(drawn_png(&png(&header, &PIXELS)).is_some(), at == 0, "{header:?}");
        }
        let empty = [0; 8].into_iter().chain(HEADER[8..].iter().copied());
        assert_eq!(drawn_png(&png(&empty.collect::<Vec<_>>().try_into().unwrap(), &PIXELS)), None, "without a pixel");
    }

    fn jpeg(segments: &[(u8, &[u8])], scan: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xff\xd8".to_vec();
        for (marker, content) in segments {
            bytes.extend([0xff, *marker]);
            bytes.extend((content.len() as u16 + 2).to_be_bytes());
            bytes.extend(*content);
        }
        [&bytes[..], scan].concat()
    }

    const JFIF: (u8, &[u8]) = (0xe0, b"JFIF\0");
    const TABLES: (u8, &[u8]) = (0xdb, b"table");
    const FRAME: (u8, &[u8]) = (0xc0, &[8, 0, 20, 1, 0, 1, 9, 9, 9]);
    const SCAN: (u8, &[u8]) = (0xda, &[3, 1, 2]);
    const END: &[u8] = b"bits\xff\0more\xff\xd9";

    #[test]
    fn a_jpeg_is_one_frame_of_one_scan() {
        let whole = jpeg(&[JFIF, TABLES, FRAME, TABLES, SCAN], END);
        assert_eq!(drawn_jpeg(&whole), Some((256, 20)));
        assert!((0..whole.len()).all(|cut| drawn_jpeg(&whole[..cut]).is_none()), "nothing is missing");
        assert_eq!(drawn_jpeg(&[&whole[..], b"more"].concat()), None);
        for marker in [0xe1, 0xe2, 0xee, 0xfe, 0xc2, 0xc9, 0xc8, 0xdd, 0xc0] {
            let other = (marker, FRAME.1);
            assert_eq!(drawn_jpeg(&jpeg(&[JFIF, TABLES, FRAME, other, SCAN], END)), None, "{marker:x}");
        }
        assert_eq!(drawn_jpeg(&jpeg(&[TABLES, SCAN], END)), None, "a scan of no frame");
        let nine = (0xc0, &[8, 0, 20, 1, 0, 9, 9, 9, 9][..]);
        assert_eq!(drawn_jpeg(&jpeg(&[nine, SCAN], END)), None, "a frame of nine components");
        for scan in [&b"bits\xff\xda\0\x03\0more\xff\xd9"[..], b"bits\xff\xe1\0\x03\0\xff\xd9", b"bits\xff\xff\xd9"] {
            assert_eq!(drawn_jpeg(&jpeg(&[FRAME, SCAN], scan)), None, "{scan:?}");
        }
    }

    #[test]
    fn nothing_else_is_drawn() {
        for other in [&b""[..], b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x20ftypavif", b"<svg onload=alert(1)>"] {
            assert_eq!((drawn_png(other), drawn_jpeg(other)), (None, None), "{other:?}");
        }
    }
}
