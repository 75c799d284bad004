//! GIF (GIF89a specification): blocks in order, sub-blocks stepped over.

use std::{borrow::Cow, ops::Range};

use super::{
    BlockKind, Walk,
    bytes::{behind, find, latin1, le16, run, within},
    record::place,
};

/// Signature, version and logical screen descriptor.
const HEAD: usize = 13;

/// Bytes that begin with `GIF8`.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut reader = Reader { bytes, walk: Walk::default(), frames: 0 };
    if let Some(end) = reader.blocks() {
        reader.walk.trailing("GIF", bytes, end, &[]);
    }
    reader.walk.structure.frames = (reader.frames > 0).then_some(reader.frames);
    reader.walk
}

struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    frames: u32,
}

impl<'a> Reader<'a> {
    /// Walks to the trailer and gives the first byte behind it; nothing where the file breaks off before.
    fn blocks(&mut self) -> Option<usize> {
        let len = self.bytes.len();
        let header = self.bytes.first_chunk::<HEAD>().and_then(|header| {
            let side = |at| le16(header, at).map(u32::from);
            Some((side(6)?, side(8)?, *header.get(10)?))
        });
        let Some((width, height, flags)) = header else {
            self.walk.truncated(place("GIF › header", 0..len));
            return None;
        };
        self.walk.size = Some((width, height));
        self.walk.part("header", None, 0..HEAD, 0);
        let mut at = HEAD;
        if let Some(table) = colour_table(flags) {
            let end = table.saturating_add(at);
            self.walk.part("global colour table", None, at..len.min(end), 0);
            at = end;
        }
        loop {
            let Some(&introducer) = self.bytes.get(at) else {
                self.walk.truncated(place("GIF › trailer", len..len));
                return None;
            };
            if self.walk.is_full("GIF", at) {
                return None;
            }
            let after = at.saturating_add(1);
            let next = match introducer {
                0x3b => {
                    self.walk.part("trailer", None, at..after, 0);
                    return Some(after);
                }
                0x2c => self.image(at),
                0x21 => self.extension(at),
                // Stray terminators between blocks are common and harmless.
                0x00 => Some(after),
                _ => {
                    self.walk.defect(place("GIF", at..len), "no block where one should begin");
                    self.walk.truncated(place("GIF › trailer", at..len));
                    return None;
                }
            };
            let Some(next) = next else {
                let name = if introducer == 0x2c { "image" } else { "extension" };
                self.walk.truncated(place(format!("GIF › {name}"), at..len));
                return None;
            };
            at = next;
        }
    }

    /// Ten bytes of descriptor, perhaps a colour table, a code size, then sub-blocks.
    fn image(&mut self, at: usize) -> Option<usize> {
        let flags = *self.bytes.get(at.checked_add(9)?)?;
        let head = colour_table(flags).unwrap_or(0).checked_add(11)?;
        self.frames = self.frames.saturating_add(1);
        let end = sub_blocks_end(self.bytes, at.checked_add(head)?);
        self.walk.part("image", Some("pixels"), at..end.unwrap_or(self.bytes.len()), 0);
        end
    }

    /// A label, then sub-blocks; an application's first one has its name.
    fn extension(&mut self, at: usize) -> Option<usize> {
        let head = self.bytes.get(at..)?;
        let label = *head.get(1)?;
        let end = sub_blocks_end(self.bytes, at.checked_add(2)?);
        let name = match label {
            0x01 => "plain text",
            0xf9 => "graphic control",
            0xfe => "comment",
            0xff => "application",
            _ => "extension",
        };
        let whole = at..end.unwrap_or(self.bytes.len());
        let application = head.get(3..14).filter(|_| label == 0xff && head.get(2) == Some(&11));
        let holds = application.map(latin1);
        self.walk.part(name, holds.as_deref(), whole, 0);
        let end = end?;
        let after = self.frames > 0;
        if label == 0xfe {
            let (data, at) = self.joined(behind(at..end, 2));
            self.walk.block(BlockKind::Comment, data, place("GIF › comment", at), after);
        } else if let Some(name) = holds {
            let path = format!("GIF › application {name}");
            let at = behind(at..end, 14);
            let (kind, (data, at)) = match name.as_str() {
                "XMP DataXMP" => (BlockKind::Xmp, self.xmp(at)),
                "ICCRGBG1012" => (BlockKind::Icc, self.joined(at)),
                _ => (BlockKind::Other { name }, self.joined(at)),
            };
            self.walk.block(kind, data, place(path, at), after);
        }
        Some(end)
    }

    /// The contents of sub-blocks, and where they stand.
    fn joined(&self, at: Range<usize>) -> (Cow<'a, [u8]>, Range<usize>) {
        let mut pieces = Vec::new();
        let mut rest = within(self.bytes, at.clone());
        while let [length @ 1..=255, data @ ..] = rest
            && let Some((piece, next)) = data.split_at_checked(usize::from(*length))
        {
            pieces.push(piece);
            rest = next;
        }
        match pieces.as_slice() {
            [only] => (Cow::Borrowed(*only), run(at.start.saturating_add(1), only.len())),
            several => (several.concat().into(), at),
        }
    }

    /// XMP stands bare, not in sub-blocks; 258 closing bytes bring a reader of sub-blocks back to the end
    /// (XMP Specification Part 3, §1.1.2).
    fn xmp(&self, at: Range<usize>) -> (Cow<'a, [u8]>, Range<usize>) {
        let tail = at.end.saturating_sub(259).max(at.start);
        let closing = find(within(self.bytes, tail..at.end), b"\x01\xff\xfe\xfd");
        let text = at.start..closing.map_or(at.end, |closing| tail.saturating_add(closing));
        (Cow::Borrowed(within(self.bytes, text.clone())), text)
    }
}

fn colour_table(flags: u8) -> Option<usize> {
    // Three bytes a colour, of which there are two at least.
    (flags & 0x80 != 0).then_some(6 << (flags & 7))
}

/// Behind the zero that closes a run of sub-blocks.
fn sub_blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = *bytes.get(at)?;
        at = at.checked_add(1)?.checked_add(length.into())?;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::TrailingKind;

    use super::*;

    const HEADER: &[u8] = b"GIF89a\x05\0\x04\0\0\0\0";
    const IMAGE: &[u8] = b"\x2c\0\0\0\0\x05\0\x04\0\0\x02\x01\x00\0";

    #[test]
    fn comments_xmp_and_frames() {
        let packet = b"<x:xmpmeta>some longer text, so that its bytes jump into the closing run</x:xmpmeta>";
        let closing: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
        let comment = b"\x21\xfe\x03abc\x02de\0";
        let bytes =
            [HEADER, b"\x21\xff\x0bXMP DataXMP", packet, &closing, IMAGE, comment, b"\0", IMAGE, b"\x3b", b"tail"]
                .concat();
        let walk = walk(&bytes);
        let [xmp, comment] = walk.blocks.as_slice() else { panic!("{:?}", walk.structure) };
        assert_eq!((&xmp.kind, &*xmp.data, xmp.after_pixels), (&BlockKind::Xmp, &packet[..], false));
        assert_eq!((&comment.kind, &*comment.data), (&BlockKind::Comment, &b"abcde"[..]));
        assert!(comment.after_pixels);
        assert_eq!((walk.size, walk.structure.frames), (Some((5, 4)), Some(2)));
        assert_eq!(walk.structure.trailing.unwrap().kind, TrailingKind::Unknown);
        assert!(walk.structure.truncated.is_none());
    }

    #[test]
    fn a_file_that_breaks_off_says_where() {
        let whole = [HEADER, IMAGE].concat();
        assert_eq!(walk(&whole).structure.truncated.unwrap().path.raw(), "GIF › trailer");
        assert_eq!(walk(&whole[..whole.len() - 1]).structure.truncated.unwrap().path.raw(), "GIF › image");
        // Of eleven bytes, with flags that announce a table of colours: no part begins behind its end.
        for header in [&HEADER[..9], b"GIF89a\0\0\0\0\xfe"] {
            let broken = walk(header).structure;
            assert_eq!((broken.truncated.unwrap().path.raw(), broken.parts.len()), ("GIF › header", 0));
        }
    }
}
