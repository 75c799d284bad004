use whence_model::{Lang, Untrusted, drawn_jpeg};

use super::{Block, Words, say};

/// The small picture; or that there is none, where what was given is no JPEG such as we write: whoever opens the document
/// is not to draw anything else.
pub fn block<'a>(jpeg: Option<&'a [u8]>, name: &Untrusted, lang: Lang) -> Option<Block<'a>> {
    let jpeg = jpeg?;
    let Some(size) = drawn_jpeg(jpeg) else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn what_we_write_is_shown_in_its_size() {
        let jpeg = samples::jpeg();
        let shown = block(Some(&jpeg), &"x".into(), Lang::En);
        assert!(matches!(shown, Some(Block::Picture { size: (480, 320), .. })), "{shown:?}");
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
