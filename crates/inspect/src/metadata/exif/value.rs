//! What an entry's value says: text decoded, numbers divided, and a short form for a person.

use std::fmt::{self, Write};

use whence_model::{Untrusted, facts::metadata::Value};

use super::ifd::kind;
use crate::{
    limits::{MAX_LONG_TEXT, MAX_VALUE_BYTES},
    metadata::text::{trimmed, utf8_or_latin1, utf16},
};

/// Numbers of one value that are kept.
const MAX_NUMBERS: usize = 64;

/// Characters of the short form.
const MAX_SHOWN: usize = 512;

/// Bytes of type UNDEFINED that may be a short text, such as ExifVersion `0232`.
const MAX_UNDEFINED_TEXT: usize = 64;

/// How a field writes its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Up to the first NUL.
    Plain,
    /// Eight bytes that name the character set go before it (CIPA DC-008, 4.6.6, UserComment).
    Marked,
    /// UTF-16, least significant byte first, whatever the byte order of the block (the XP fields of Windows).
    Windows,
}

impl Script {
    /// The script of a field of this name and type; `None` where it is no text, or text in JIS X 0208, which is not
    /// decoded.
    pub fn of(name: &str, type_: u16, value: &[u8]) -> Option<Self> {
        let bytes = matches!(type_, kind::BYTE | kind::UNDEFINED);
        match name {
            "UserComment" | "GPSProcessingMethod" | "GPSAreaInformation" if value.starts_with(b"JIS\0") => None,
            "UserComment" | "GPSProcessingMethod" | "GPSAreaInformation" if bytes || type_ == kind::ASCII => {
                Some(Self::Marked)
            }
            "XPTitle" | "XPComment" | "XPAuthor" | "XPKeywords" | "XPSubject" if bytes => Some(Self::Windows),
            _ if matches!(type_, kind::ASCII | kind::UTF8) => Some(Self::Plain),
            _ => None,
        }
    }

    /// Bytes of a value that are kept. Generators write whole graphs into the fields of these names, and into any
    /// other under a word of their own.
    pub fn most(self, name: &str, value: &[u8]) -> usize {
        const LONG: [&str; 9] = [
            "UserComment",
            "XPComment",
            "ImageDescription",
            "DocumentName",
            "Make",
            "Model",
            "Software",
            "Artist",
            "Copyright",
        ];
        let graph = || value.starts_with(b"prompt:") || value.starts_with(b"workflow:");
        match self {
            _ if !LONG.contains(&name) && !graph() => MAX_VALUE_BYTES,
            Self::Plain => MAX_LONG_TEXT,
            Self::Marked if !value.starts_with(b"UNICODE\0") => MAX_LONG_TEXT,
            // Two bytes a character.
            Self::Marked | Self::Windows => 2 * MAX_LONG_TEXT,
        }
    }

    /// The text, without the spaces and NULs that pad it.
    pub fn decode(self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Plain => utf8_or_latin1(until_nul(bytes)),
            Self::Marked => marked(bytes),
            Self::Windows => utf16(bytes, false),
        };
        trimmed(&text).to_owned()
    }
}

/// The value of an entry that is no text by its type.
pub fn plain(bytes: &[u8], typed: Option<&exif::Value>) -> Value {
    let as_bytes = || Value::Bytes(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    let Some(typed) = typed else { return as_bytes() };
    let numbers: Vec<f64> = match typed {
        exif::Value::Byte(v) => first(v),
        exif::Value::SByte(v) => first(v),
        exif::Value::Short(v) => first(v),
        exif::Value::SShort(v) => first(v),
        exif::Value::Long(v) => first(v),
        exif::Value::SLong(v) => first(v),
        exif::Value::Float(v) => first(v),
        exif::Value::Double(v) => first(v),
        exif::Value::Rational(v) => v.iter().take(MAX_NUMBERS).map(exif::Rational::to_f64).collect(),
        exif::Value::SRational(v) => v.iter().take(MAX_NUMBERS).map(exif::SRational::to_f64).collect(),
        exif::Value::Undefined(v, _) => match v.as_slice() {
            [number] => vec![f64::from(*number)],
            _ => return short_text(v).map_or_else(as_bytes, |text| Value::Text(text.into())),
        },
        _ => return as_bytes(),
    };
    // What was divided by zero is not finite.
    Value::Numbers(numbers.into_iter().filter(|n| n.is_finite()).collect())
}

/// The short form: text as it is, numbers in kamadak-exif's words where it has words for them.
pub fn shown(value: &Value, described: Option<&dyn fmt::Display>) -> Untrusted {
    match (value, described) {
        (Value::Text(text), _) => {
            let kept: String = text.raw().chars().take(MAX_SHOWN).collect();
            if kept.len() < text.raw().len() { format!("{kept}…").into() } else { kept.into() }
        }
        (Value::Numbers(_), Some(described)) => bounded(described).into(),
        (Value::Bytes(length), Some(described)) if *length <= 16 => bounded(described).into(),
        (Value::Numbers(numbers), None) => format!("{numbers:?}").into(),
        (Value::Bytes(length), _) => format!("{length} bytes").into(),
    }
}

fn first<T: Copy + Into<f64>>(numbers: &[T]) -> Vec<f64> {
    numbers.iter().take(MAX_NUMBERS).map(|&n| n.into()).collect()
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&b| b == 0).next().unwrap_or_default()
}

/// Text with its character set before it. Software that knows no better writes the text alone.
fn marked(bytes: &[u8]) -> String {
    let Some((set, text)) = bytes.split_at_checked(8) else { return utf8_or_latin1(until_nul(bytes)) };
    match set {
        b"UNICODE\0" => utf16(without_bom(text), is_big_endian(text)),
        b"ASCII\0\0\0" | b"\0\0\0\0\0\0\0\0" => utf8_or_latin1(until_nul(text)),
        _ => utf8_or_latin1(until_nul(bytes)),
    }
}

/// The byte order of UTF-16 by its mark, else by where the NULs stand in characters of the Latin scripts: writers
/// follow the block's order, or always use one (piexif: most significant byte first).
fn is_big_endian(text: &[u8]) -> bool {
    match text {
        [0xfe, 0xff, ..] => true,
        [0xff, 0xfe, ..] => false,
        _ => {
            let pairs = text.as_chunks::<2>().0;
            let zeros_first = pairs.iter().filter(|[first, _]| *first == 0).count();
            let zeros_last = pairs.iter().filter(|[_, last]| *last == 0).count();
            zeros_first > zeros_last
        }
    }
}

fn without_bom(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xfe\xff").or_else(|| text.strip_prefix(b"\xff\xfe")).unwrap_or(text)
}

fn short_text(bytes: &[u8]) -> Option<String> {
    let text = bytes.get(..bytes.len().min(MAX_UNDEFINED_TEXT + 1))?;
    let text = text.get(..=text.iter().rposition(|&b| b != 0)?)?;
    let printable = text.len() <= MAX_UNDEFINED_TEXT && text.iter().all(|b| b.is_ascii_graphic() || *b == b' ');
    printable.then(|| text.iter().map(|&b| char::from(b)).collect())
}

/// Writes at most [`MAX_SHOWN`] bytes: a value of 8 KiB can be described in 80.
fn bounded(described: &dyn fmt::Display) -> String {
    struct Bounded(String);
    impl Write for Bounded {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            if self.0.len().saturating_add(text.len()) > MAX_SHOWN {
                return Err(fmt::Error);
            }
            self.0.push_str(text);
            Ok(())
        }
    }
    let mut out = Bounded(String::new());
    if write!(out, "{described}").is_err() {
        out.0.push('…');
    }
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_at_the_first_nul() {
        assert_eq!(Script::Plain.decode(b"MAVICA\x003ghx7y\0"), "MAVICA");
        assert_eq!(Script::Plain.decode(b" GoPro  \0\0"), "GoPro");
        assert_eq!(Script::Plain.decode("Müller".as_bytes()), "Müller");
        assert_eq!(Script::Plain.decode(b"M\xfcller"), "Müller");
        assert_eq!(Script::Plain.most("Software", b"a"), MAX_LONG_TEXT);
        assert_eq!(Script::Plain.most("LensModel", b"a"), MAX_VALUE_BYTES);
        assert_eq!(Script::Plain.most("0x010c", b"prompt:{}"), MAX_LONG_TEXT);
        assert_eq!(Script::Marked.most("UserComment", b"UNICODE\0"), 2 * MAX_LONG_TEXT);
    }

    #[test]
    fn a_comment_is_read_by_its_character_set_and_byte_order() {
        let decode = |bytes: &[u8]| Script::Marked.decode(bytes);
        assert_eq!(decode(b"ASCII\0\0\0Steps: 20\0\0"), "Steps: 20");
        assert_eq!(decode(b"UNICODE\0\0S\0t\0e\0p"), "Step", "most significant byte first");
        assert_eq!(decode(b"UNICODE\0S\0t\0e\0p\0"), "Step", "least significant byte first");
        assert_eq!(decode(b"UNICODE\0\xff\xfeS\0"), "S");
        assert_eq!(decode(b"\0\0\0\0\0\0\0\0plain"), "plain");
        assert_eq!(decode(b"no character set"), "no character set");
        assert_eq!(decode(b"short"), "short");
    }

    #[test]
    fn names_tell_which_script() {
        let of = |name, type_| Script::of(name, type_, b"value");
        assert_eq!(of("UserComment", kind::UNDEFINED), Some(Script::Marked));
        assert_eq!(of("XPComment", kind::BYTE), Some(Script::Windows));
        assert_eq!(of("Software", kind::ASCII), Some(Script::Plain));
        assert_eq!(of("MakerNote", kind::UNDEFINED), None);
        assert_eq!(Script::of("UserComment", kind::UNDEFINED, b"JIS\0\0\0\0\0\x30\x21"), None);
        assert_eq!(Script::Windows.decode(b"A\0\xe9\0\0\0"), "Aé");
    }

    #[test]
    fn a_rational_without_denominator_is_no_number() {
        let rationals = exif::Value::Rational(vec![(1, 2).into(), (0, 0).into(), (7, 0).into(), (3, 1).into()]);
        assert_eq!(plain(&[0; 32], Some(&rationals)), Value::Numbers(vec![0.5, 3.0]));
        assert_eq!(plain(&[0; 200], Some(&exif::Value::Byte(vec![1; 200]))), Value::Numbers(vec![1.0; 64]));
        let float = exif::Value::Float(vec![f32::NAN, 1.5]);
        assert_eq!(plain(&[0; 8], Some(&float)), Value::Numbers(vec![1.5]));
    }

    #[test]
    fn undefined_bytes_are_text_where_they_are_letters() {
        let undefined = |bytes: &[u8]| plain(bytes, Some(&exif::Value::Undefined(bytes.to_vec(), 0)));
        assert_eq!(undefined(b"0232"), Value::Text("0232".into()));
        assert_eq!(undefined(b"\x03"), Value::Numbers(vec![3.0]));
        assert_eq!(undefined(b"\x01\x02\x03\0"), Value::Bytes(4));
        assert_eq!(undefined(&[b'a'; 100]), Value::Bytes(100));
        assert_eq!(undefined(&[]), Value::Bytes(0));
    }

    #[test]
    fn the_short_form_is_short() {
        let long = Value::Text("é".repeat(MAX_SHOWN + 1).into());
        assert_eq!(shown(&long, None).raw().chars().count(), MAX_SHOWN + 1);
        let numbers = exif::Value::Byte(vec![255; 1000]);
        let described = numbers.display_as(exif::Tag(exif::Context::Tiff, 0xbeef));
        let value = plain(&[255; 1000], Some(&numbers));
        assert!(shown(&value, Some(&described)).raw().len() <= MAX_SHOWN + 3);
        assert_eq!(shown(&Value::Bytes(70_000), None), "70000 bytes".into());
    }
}
