//! What the bytes after a picture's end are, told by how they begin and how they end.

use std::ops::Range;

use memchr::memmem;
use whence_model::facts::structure::TrailingKind;

use super::bytes::{find, le16, le32, slice};

/// The kind of what stands from `end` on, or nothing where the file ends there.
///
/// Pictures that the file declares are stepped over, so that something hidden behind them is still named.
pub fn classify(bytes: &[u8], end: usize, declared: &[Range<usize>]) -> Option<TrailingKind> {
    let rest = bytes.get(end..).filter(|rest| !rest.is_empty())?;
    if rest.iter().all(|&b| b == 0) {
        return Some(TrailingKind::Padding);
    }
    let covered = declared.iter().filter(|r| r.start >= end && r.end <= bytes.len()).map(|r| r.end).max();
    let Some(behind) = covered.and_then(|covered| bytes.get(covered..)) else { return Some(undeclared(rest)) };
    Some(if behind.iter().all(|&b| b == 0) { TrailingKind::DeclaredImages } else { undeclared(behind) })
}

/// What stands from `end` on, where it was called this and ends with Samsung's trailer: a film may also stand alone.
pub fn with_samsungs(bytes: &[u8], end: usize, kind: TrailingKind) -> Option<&[u8]> {
    let rest = bytes.get(end..).filter(|_| matches!(kind, TrailingKind::SamsungTrailer | TrailingKind::MotionPhoto))?;
    samsung(rest).is_some().then_some(rest)
}

fn undeclared(rest: &[u8]) -> TrailingKind {
    if let Some(samsung) = samsung(rest) {
        return samsung;
    }
    let start = rest.iter().position(|&b| b != 0).unwrap_or(0);
    let rest = rest.get(start..).unwrap_or_default();
    let text = rest.trim_ascii_start();
    match rest {
        _ if is_film(rest) || start > 0 && is_film_box(rest) => TrailingKind::MotionPhoto,
        [0xff, 0xd8, 0xff, ..] => TrailingKind::UndeclaredJpeg,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => TrailingKind::Zip,
        _ if is_executable(rest) => TrailingKind::Executable,
        _ if find(rest.get(..1024).unwrap_or(rest), b"%PDF-").is_some() => TrailingKind::Pdf,
        _ if is_markup(text) => TrailingKind::Html,
        _ if ends_as_zip(rest) => TrailingKind::Zip,
        _ => TrailingKind::Unknown,
    }
}

/// Samsung's trailer: data, then a directory `SEFH … SEFT`; the names in it say what the data are.
fn samsung(rest: &[u8]) -> Option<TrailingKind> {
    // Some firmware pads behind the closing mark.
    let last = rest.iter().rposition(|&b| b != 0)?;
    let body = rest.get(..=last)?.strip_suffix(b"SEFT")?;
    let length = le32(body, body.len().checked_sub(4)?)? as usize;
    let directory = body.len().checked_sub(4)?.checked_sub(length)?;
    let (data, directory) = body.split_at_checked(directory)?;
    if !directory.starts_with(b"SEFH") {
        return None;
    }
    let film = find(data, b"MotionPhoto_Data").is_some();
    Some(if film { TrailingKind::MotionPhoto } else { TrailingKind::SamsungTrailer })
}

fn is_film(rest: &[u8]) -> bool {
    slice(rest, 4, 4) == Some(b"ftyp")
}

/// A box whose size began with zero bytes that were taken for padding.
fn is_film_box(rest: &[u8]) -> bool {
    find(rest.get(..8).unwrap_or(rest), b"ftyp").is_some()
}

fn is_executable(rest: &[u8]) -> bool {
    match rest {
        [0x7f, b'E', b'L', b'F', ..]
        | [0xcf | 0xce, 0xfa, 0xed, 0xfe, ..]
        | [0xfe, 0xed, 0xfa, 0xcf | 0xce, ..]
        | [0xca, 0xfe, 0xba, 0xbe, ..]
        | [b'#', b'!', b'/' | b' ', ..] => true,
        [b'M', b'Z', ..] => le32(rest, 0x3c).and_then(|pe| slice(rest, pe as usize, 4)) == Some(b"PE\0\0"),
        _ => false,
    }
}

fn is_markup(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let starts: [&[u8]; 9] =
        [b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<?php", b"<svg", b"<!--"];
    starts.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// A ZIP is found from its end: the end record (22 bytes and a comment) must close the file.
fn ends_as_zip(rest: &[u8]) -> bool {
    let tail = rest.get(rest.len().saturating_sub(22 + 65_535)..).unwrap_or_default();
    memmem::find_iter(tail, b"PK\x05\x06")
        .filter_map(|at| tail.get(at..))
        .any(|record| le16(record, 20).is_some_and(|comment| record.len().checked_sub(22) == Some(comment.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(rest: &[u8]) -> Option<TrailingKind> {
        classify(&[b"picture", rest].concat(), 7, &[])
    }

    #[test]
    fn each_kind_by_its_bytes() {
        let pe = [b"MZ".as_slice(), &[0; 58], &64u32.to_le_bytes(), b"PE\0\0"].concat();
        let sef = |name: &[u8]| {
            let directory = b"SEFH\x6a\0\0\0\0\0\0\0";
            [name, directory, &(directory.len() as u32).to_le_bytes(), b"SEFT"].concat()
        };
        let cases: [(&[u8], Option<TrailingKind>); 15] = [
            (b"", None),
            (b"\0\0\0", Some(TrailingKind::Padding)),
            (b"\xff\xd8\xff\xe1..", Some(TrailingKind::UndeclaredJpeg)),
            (b"\0\0\0\x18ftypmp42", Some(TrailingKind::MotionPhoto)),
            (b"\0\0\0\0\0\0\0\x18ftypmp42", Some(TrailingKind::MotionPhoto)),
            (b"PK\x03\x04rest", Some(TrailingKind::Zip)),
            (b"junk PK\x05\x06................\x02\0ab", Some(TrailingKind::Zip)),
            (b"junk PK\x05\x06................\x09\0ab", Some(TrailingKind::Unknown)),
            (b"\n%PDF-1.7", Some(TrailingKind::Pdf)),
            (b" \n<SCRIPT>", Some(TrailingKind::Html)),
            (b"\x7fELF\x02", Some(TrailingKind::Executable)),
            (b"MZ are two letters", Some(TrailingKind::Unknown)),
            (&pe, Some(TrailingKind::Executable)),
            (&sef(b"Image_UTC_Data1"), Some(TrailingKind::SamsungTrailer)),
            (&sef(b"MotionPhoto_Data...."), Some(TrailingKind::MotionPhoto)),
        ];
        for (rest, expected) in cases {
            assert_eq!(kind(rest), expected, "{}", rest.escape_ascii());
        }
    }

    #[test]
    fn what_stands_behind_declared_pictures_is_named() {
        let picture = b"\xff\xd8\xff\xd9second";
        assert_eq!(classify(picture, 4, std::slice::from_ref(&(4..10))), Some(TrailingKind::DeclaredImages));
        let hidden = [picture.as_slice(), b"PK\x03\x04"].concat();
        assert_eq!(classify(&hidden, 4, std::slice::from_ref(&(4..10))), Some(TrailingKind::Zip));
        assert_eq!(classify(&hidden, 4, std::slice::from_ref(&(4..99))), Some(TrailingKind::Unknown));
    }
}
