use whence_model::{Lang, Untrusted};

use super::{Block, Words, say};

/// The small picture; or that there is none, where what was given is no JPEG.
pub fn block<'a>(jpeg: Option<&'a [u8]>, name: &Untrusted, lang: Lang) -> Option<Block<'a>> {
    let jpeg = jpeg?;
    let Some(size) = size(jpeg) else {
        let unreadable = say(
            lang,
            "The small picture that was kept cannot be read.",
            "La petite image qui a été conservée est illisible.",
        );
        return Some(Block::Paragraph(Words::plain(unreadable)));
    };
    let alt = match lang {
        Lang::En => format!("Small copy of {name}"),
        Lang::Fr => format!("Petite copie de {name}"),
    };
    Some(Block::Picture { jpeg, size, alt: Words::line(&alt) })
}

/// Width and height by the frame header (ITU-T T.81, B.2.2); `None` where there is none before the first scan.
fn size(jpeg: &[u8]) -> Option<(u16, u16)> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let (&[0xff, marker, high, low], _) = rest.split_first_chunk()? else { return None };
        let segment = rest.get(2..2 + usize::from(u16::from_be_bytes([high, low])))?;
        match marker {
            // Frames of every kind but DHT (C4), JPG (C8) and DAC (CC).
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let number = |at: usize| Some(u16::from_be_bytes([*segment.get(at)?, *segment.get(at + 1)?]));
                return Some((number(5)?, number(3)?)).filter(|(width, height)| *width > 0 && *height > 0);
            }
            0xda | 0xd9 => return None,
            _ if segment.len() < 2 => return None,
            _ => rest = &rest[2 + segment.len()..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn the_size_is_that_of_the_frame() {
        let jpeg = samples::jpeg();
        assert_eq!(size(&jpeg), Some((480, 320)));
        for cut in 0..jpeg.len().min(2_000) {
            let cut = size(&jpeg[..cut]);
            assert!(cut.is_none() || cut == Some((480, 320)));
        }
    }

    #[test]
    fn what_is_no_jpeg_is_not_shown() {
        for none in [
            &b""[..],
            b"<svg onload=alert(1)>",
            b"\xff\xd8\xff\xe0\0\0",
            b"\xff\xd8\xff\xc0\0\x0b\x08\0\0\0\x01\0\0\0",
            // A frame behind a scan, or behind the end, is none.
            b"\xff\xd8\xff\xda\0\x03\0\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0",
            b"\xff\xd8\xff\xd9\0\x03\0\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0",
        ] {
            let told = block(Some(none), &"x".into(), Lang::En);
            assert!(matches!(told, Some(Block::Paragraph(_))), "{none:?}");
        }
        assert_eq!(block(None, &"x".into(), Lang::En), None);
    }
}
