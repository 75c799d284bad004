//! JPEG XL: a bare codestream (ISO/IEC 18181-1), or one in boxes with metadata beside it (ISO/IEC 18181-2).
//!
//! Of the codestream nothing is read but its size: where it ends is known to a decoder only, so a bare one is neither cut
//! short nor followed by anything here, and a profile in it is not seen.

mod size;

use std::borrow::Cow;

use super::{
    BlockKind, Walk,
    bmff::tiff_start,
    boxes::{Box, COMF},
    bytes::{behind, latin1, within},
    inflate::Inflater,
    record::place,
};
use crate::limits::MAX_COMPRESSED_BOXES;

const SIGNATURE: &[u8] = b"\xff\x0a";

/// A JUMBF superbox that is a manifest store: length and type of its description box, then the type of its contents
/// (C2PA 2.2, section 11.1.4.2).
const STORE: &[u8] = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71";

/// Bytes that begin with one of the two signatures.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    let mut reader = Reader {
        bytes,
        walk: Walk::default(),
        inflater: Inflater::default(),
        inflated: 0,
        codestream: Vec::new(),
        complete: false,
        after_pixels: false,
    };
    if bytes.starts_with(SIGNATURE) {
        reader.walk.part("codestream", Some("pixels"), 0..bytes.len(), 0);
        reader.codestream(bytes, true);
    } else {
        let end = reader.boxes();
        reader.walk.trailing("JPEG XL", bytes, end, &[]);
    }
    let Reader { mut walk, codestream, complete, .. } = reader;
    walk.size = size::of(&codestream);
    if walk.size.is_none() || !complete {
        let missing = bytes.len()..bytes.len();
        walk.truncated(place("JPEG XL › codestream", missing));
    }
    walk
}

struct Reader<'a> {
    bytes: &'a [u8],
    walk: Walk<'a>,
    inflater: Inflater,
    /// How many boxes were.
    inflated: usize,
    /// The first bytes of it, which may stand in several boxes.
    codestream: Vec<u8>,
    /// The box with its last part was there.
    complete: bool,
    after_pixels: bool,
}

impl<'a> Reader<'a> {
    /// Walks the boxes and gives the first byte behind them.
    fn boxes(&mut self) -> usize {
        let mut end = 0;
        for one in Box::of_file(self.bytes, is_known) {
            let path = format!("JPEG XL › {}", latin1(&one.kind).trim_end());
            if self.walk.is_full(&*path, end) {
                return self.bytes.len();
            }
            end = one.whole.end;
            if one.overruns {
                self.walk.truncated(place(&*path, one.whole.clone()));
            }
            self.one(&one, path);
        }
        end
    }

    fn one(&mut self, one: &Box, path: String) {
        let body = one.contents(self.bytes);
        self.walk.part(latin1(&one.kind).trim_end(), holds(&one.kind, body), one.whole.clone(), 0);
        match &one.kind {
            b"ftyp" if self.walk.structure.brands.is_empty() => {
                self.walk.brands(within(self.bytes, one.whole.clone()));
            }
            b"jxlc" => self.codestream(body, true),
            // A number, whose highest bit marks the last part.
            b"jxlp" => match body.split_first_chunk::<4>() {
                Some((number, part)) => self.codestream(part, u32::from_be_bytes(*number) >> 31 == 1),
                None => self.walk.defect(place(path, one.whole.clone()), "part of the codestream without its number"),
            },
            b"brob" => self.compressed(one, path),
            b"jumb" => {
                let name = latin1(&one.kind);
                self.walk.block(BlockKind::Other { name }, body, place(path, one.body.clone()), self.after_pixels);
            }
            kind => self.metadata(kind, body.into(), one.body.start, path),
        }
    }

    fn codestream(&mut self, part: &[u8], last: bool) {
        self.after_pixels = true;
        self.complete |= last;
        let wanted = size::MAX_BYTES.saturating_sub(self.codestream.len());
        self.codestream.extend(part.get(..wanted).unwrap_or(part));
    }

    /// The type of the box that it was, then a brotli stream. Only those that are read here are inflated.
    fn compressed(&mut self, one: &Box, path: String) {
        let Some((kind, stream)) = one.contents(self.bytes).split_first_chunk::<4>() else {
            return self.walk.defect(place(path, one.whole.clone()), "compressed box without its type");
        };
        if !matches!(kind, b"Exif" | b"xml " | COMF) {
            return;
        }
        self.inflated = self.inflated.saturating_add(1);
        if self.inflated > MAX_COMPRESSED_BOXES {
            let what = format!("more than {MAX_COMPRESSED_BOXES} compressed boxes: this one was not read");
            return self.walk.defect(place(path, one.whole.clone()), what);
        }
        let at = behind(one.body.clone(), 4);
        let (data, problem) = self.inflater.unbrotli(stream);
        let path = format!("{path} › {}", latin1(kind).trim_end());
        if let Some(problem) = problem {
            self.walk.defect(place(&*path, at.clone()), problem);
        }
        if !data.is_empty() {
            self.metadata(kind, data.into(), at.start, path);
        }
    }

    /// `start` is where `data` stands in the file, or the stream that it comes from.
    fn metadata(&mut self, kind: &[u8; 4], data: Cow<'a, [u8]>, start: usize, path: String) {
        let at = start..self.bytes.len().min(start.saturating_add(data.len()));
        let (kind, skip) = match kind {
            b"xml " => (BlockKind::Xmp, 0),
            COMF => (BlockKind::Text { key: latin1(kind) }, 0),
            b"Exif" => match tiff_start(&data) {
                Some(skip) => (BlockKind::Exif, skip),
                None => return self.walk.defect(place(path, at), "Exif box without a TIFF header"),
            },
            _ => return,
        };
        let (data, mark) = match data {
            Cow::Borrowed(data) => (Cow::Borrowed(data.get(skip..).unwrap_or_default()), place(path, behind(at, skip))),
            Cow::Owned(mut data) => (Cow::Owned(data.split_off(skip)), place(path, at)),
        };
        self.walk.block(kind, data, mark, self.after_pixels);
    }
}

/// Boxes of 18181-2, and those of other formats that may stand beside them.
fn is_known(kind: &[u8; 4]) -> bool {
    matches!(
        kind,
        b"JXL "
            | b"ftyp"
            | b"jxll"
            | b"jxli"
            | b"jxlc"
            | b"jxlp"
            | b"jbrd"
            | b"jhgm"
            | b"brob"
            | b"Exif"
            | b"xml "
            | b"jumb"
            | b"free"
            | b"skip"
            | b"uuid"
            | COMF
    )
}

fn holds(kind: &[u8; 4], body: &[u8]) -> Option<&'static str> {
    Some(match kind {
        b"JXL " => "signature",
        b"jxlc" | b"jxlp" => "pixels",
        b"jbrd" => "JPEG reconstruction",
        b"jhgm" => "gain map (ISO 21496-1)",
        b"Exif" => "Exif",
        b"xml " => "XMP",
        b"jumb" if body.get(4..).is_some_and(|body| body.starts_with(STORE)) => "C2PA/JUMBF",
        b"jumb" => "JUMBF",
        b"brob" => match body.get(..4)? {
            b"Exif" => "Exif, compressed",
            b"xml " => "XMP, compressed",
            b"jumb" => "JUMBF, compressed",
            b"comf" => "graph, compressed",
            _ => "compressed",
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
