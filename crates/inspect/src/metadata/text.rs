//! Text fields, and the ways in which old formats write text.

use whence_model::facts::metadata::TextField;

use crate::{
    container::{Block, BlockKind},
    limits::{MAX_INFLATED_BYTES, MAX_TEXTS},
};

/// PNG texts and comments in file order. Generators put graphs of several hundred kilobytes here, so that only the
/// sum is bounded; a text that would exceed it is cut.
pub fn fields(blocks: &[Block]) -> Vec<TextField> {
    let mut room = MAX_INFLATED_BYTES;
    let texts = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Text { key } => Some((block, key.as_str())),
        BlockKind::Comment => Some((block, "Comment")),
        _ => None,
    });
    let field = |(block, key): (&Block, &str)| {
        let kept = head(&block.data, room);
        room = room.saturating_sub(kept.len());
        TextField {
            key: key.into(),
            value: trimmed(&utf8_or_latin1(kept)).into(),
            place: block.place.clone(),
            after_pixels: block.after_pixels,
        }
    };
    texts.take(MAX_TEXTS).map(field).collect()
}

/// UTF-8 where it is that (a character broken at the end is dropped), else Latin-1, in which any byte is a character.
pub fn utf8_or_latin1(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(e) if e.error_len().is_none() => String::from_utf8_lossy(head(bytes, e.valid_up_to())).into_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

/// UTF-16 up to the first NUL character; what is no UTF-16 becomes U+FFFD.
pub fn utf16(bytes: &[u8], big_endian: bool) -> String {
    let unit = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair)).take_while(|&u| u != 0);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Without the spaces and NULs that fill fields of a fixed size.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(['\0', ' '])
}

/// At most so many bytes.
pub fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}

/// At most so many bytes, cut between characters.
pub fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use whence_model::Place;

    use super::*;

    #[test]
    fn text_is_utf8_where_it_can_be() {
        assert_eq!(utf8_or_latin1("é".as_bytes()), "é");
        assert_eq!(utf8_or_latin1(b"caf\xe9 noir"), "café noir");
        assert_eq!(utf8_or_latin1(b"cut \xc3"), "cut ");
    }

    #[test]
    fn utf16_ends_at_the_first_nul_and_survives_half_a_pair() {
        assert_eq!(utf16(b"a\0\xe9\0\0\0x\0", false), "aé");
        assert_eq!(utf16(b"\0a\xd8\0\0b\0", true), "a\u{fffd}b");
    }

    #[test]
    fn texts_share_one_bound() {
        let block =
            |kind, bytes: Vec<u8>| Block { kind, data: bytes.into(), place: Place::default(), after_pixels: true };
        let key = |key: &str| BlockKind::Text { key: key.into() };
        let blocks = [
            block(key("prompt"), vec![b'a'; MAX_INFLATED_BYTES - 3]),
            block(BlockKind::Comment, b"hello".to_vec()),
            block(key("late"), b"more".to_vec()),
            block(BlockKind::Icc, b"no text".to_vec()),
        ];
        let fields = fields(&blocks);
        let seen: Vec<_> = fields.iter().map(|f| (f.key.raw(), f.value.raw().len(), f.after_pixels)).collect();
        assert_eq!(seen, [("prompt", MAX_INFLATED_BYTES - 3, true), ("Comment", 3, true), ("late", 0, true)]);
    }
}
