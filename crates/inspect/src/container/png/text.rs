//! The three text chunks of PNG (§11.3.3) taken apart and decoded.

use std::borrow::Cow;

use super::super::{bytes::latin1, inflate::Inflater};

/// A text chunk's fields, the value as it stands.
#[derive(Debug)]
pub struct TextChunk<'a> {
    pub key: String,
    pub value: &'a [u8],
    compressed: bool,
    utf8: bool,
}

/// Nothing where a field is missing.
pub fn split<'a>(kind: &[u8], data: &'a [u8]) -> Option<TextChunk<'a>> {
    let (key, rest) = field(data)?;
    let key = latin1(key);
    Some(match kind {
        b"tEXt" => TextChunk { key, value: rest, compressed: false, utf8: false },
        b"zTXt" => TextChunk { key, value: rest.get(1..)?, compressed: true, utf8: false },
        _ => {
            let [flag, _method, rest @ ..] = rest else { return None };
            let (_language, rest) = field(rest)?;
            let (_translated_key, value) = field(rest)?;
            TextChunk { key, value, compressed: *flag != 0, utf8: true }
        }
    })
}

impl<'a> TextChunk<'a> {
    /// The value as UTF-8, and what was wrong with it.
    pub fn decode(&self, inflater: &mut Inflater) -> (Cow<'a, [u8]>, Vec<String>) {
        let mut problems = Vec::new();
        let raw: Cow<'a, [u8]> = if self.compressed {
            let (raw, problem) = inflater.inflate(self.value);
            problems.extend(problem);
            raw.into()
        } else {
            self.value.into()
        };
        if raw.is_ascii() || self.utf8 && std::str::from_utf8(&raw).is_ok() {
            return (raw, problems);
        }
        let text = if self.utf8 {
            problems.push("text is not UTF-8".into());
            String::from_utf8_lossy(&raw).into_owned()
        } else {
            latin1(&raw)
        };
        (text.into_bytes().into(), problems)
    }
}

fn field(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut parts = data.splitn(2, |&b| b == 0);
    parts.next().zip(parts.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fields_are_noticed() {
        assert!(split(b"tEXt", b"key without zero").is_none());
        assert!(split(b"zTXt", b"key\0").is_none());
        assert!(split(b"iTXt", b"key\0\0\0en\0no zero").is_none());
    }

    #[test]
    fn bytes_that_are_no_utf8_are_kept_as_far_as_they_go() {
        let chunk = split(b"iTXt", b"key\0\0\0\0\0ab\xffc").unwrap();
        let (text, problems) = chunk.decode(&mut Inflater::default());
        assert_eq!((&*text, problems.len()), ("ab\u{fffd}c".as_bytes(), 1));
    }
}
