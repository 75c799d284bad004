use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// A string that came from a file, and may have been made to mislead the person who reads it.
///
/// Shown or serialized, every character that could move, hide or reorder what stands around it is made visible:
/// C0 controls as control pictures (`␛`, `␊`), other controls, bidirectional marks, zero-width and tag characters
/// as `⟨U+202E⟩`. At most [`Untrusted::MAX_CHARS`] characters are shown, then `… (+n)`. A format that no person reads carries the
/// string whole, as bytes: from one process to the next, a fact stays what it is.
/// Checks compare [`Untrusted::raw`]; nothing that a person sees may be made of it.
#[derive(Clone, Default)]
pub struct Untrusted {
    raw: String,
    /// Whether it was read from a report: what stands there was cut and made visible already, and shall stay as it is.
    told: bool,
}

impl Untrusted {
    /// How much of one string is shown; generator graphs are the longest that are worth reading whole.
    pub const MAX_CHARS: usize = 16_384;

    pub fn new(raw: impl Into<String>) -> Self {
        Self { raw: raw.into(), told: false }
    }

    /// How much is written of a string that is there to be copied whole.
    pub const MAX_CHARS_AT_LENGTH: usize = 2 << 20;

    /// Serializes at most [`Untrusted::MAX_CHARS_AT_LENGTH`] characters, made visible like all others.
    pub fn at_length<S: Serializer>(text: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        text.write(serializer, Self::MAX_CHARS_AT_LENGTH)
    }

    fn write<S: Serializer>(&self, serializer: S, chars: usize) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() || self.told {
            return serializer.collect_str(&self.shown(chars));
        }
        serializer.serialize_bytes(self.raw.as_bytes())
    }

    /// The string as the file has it: to compare, never to show.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The visible form, whole: for words that a person wrote and whoever kept them bounded.
    pub fn visible(&self) -> String {
        Shown(&self.raw, usize::MAX).to_string()
    }

    /// The visible form of at most `chars` characters, each of which may have become nine.
    fn shown(&self, chars: usize) -> Shown<'_> {
        Shown(&self.raw, if self.told { 9 * chars + 32 } else { chars })
    }

    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The visible form cut after `chars` characters, for a sentence.
    pub fn short(&self, chars: usize) -> String {
        let shown = Shown(&self.raw.chars().take(chars).collect::<String>(), chars).to_string();
        if self.raw.chars().nth(chars).is_some() { format!("{shown}…") } else { shown }
    }
}

/// What it says counts, not where it was read.
impl PartialEq for Untrusted {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Untrusted {}

impl PartialOrd for Untrusted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Untrusted {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}

impl Hash for Untrusted {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}

impl From<&str> for Untrusted {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Untrusted {
    fn from(raw: String) -> Self {
        Self::new(raw)
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown(Self::MAX_CHARS).fmt(f)
    }
}

/// At most so many characters of a text, made visible.
struct Shown<'a>(&'a str, usize);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.chars();
        for c in rest.by_ref().take(self.1) {
            match c {
                '\0'..='\x1f' => write!(f, "{}", char::from_u32(0x2400 + c as u32).unwrap_or('␀'))?,
                '\x7f' => f.write_str("␡")?,
                c if misleads(c) => write!(f, "⟨U+{:04X}⟩", c as u32)?,
                c => write!(f, "{c}")?,
            }
        }
        match rest.count() {
            0 => Ok(()),
            more => write!(f, "… (+{more})"),
        }
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl Serialize for Untrusted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, Self::MAX_CHARS)
    }
}

impl<'de> Deserialize<'de> for Untrusted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A text is what a report says, bytes are what a file says: asked by what comes, since a format forgets inside of some
        // values whether a person reads it.
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl Visitor<'_> for Reading {
    type Value = Untrusted;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, told: &str) -> Result<Untrusted, E> {
        self.visit_string(told.into())
    }

    fn visit_string<E: Error>(self, raw: String) -> Result<Untrusted, E> {
        Ok(Untrusted { raw, told: true })
    }

    fn visit_bytes<E: Error>(self, raw: &[u8]) -> Result<Untrusted, E> {
        let raw = str::from_utf8(raw).map_err(|_| E::invalid_value(Unexpected::Bytes(raw), &self))?;
        Ok(Untrusted::new(raw))
    }
}

#[cfg(test)]
impl ts_rs::TS for Untrusted {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".into()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".into()
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Untrusted {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Untrusted".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// Characters that are not seen themselves but change what is: Unicode categories Cc (C1) and Cf, and the
/// line and paragraph separators.
fn misleads(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::Untrusted;

    #[test]
    fn what_would_mislead_is_seen() {
        let name = Untrusted::from("photo\u{202e}gpj.exe\x1b[2J\n\u{200b}é");
        assert_eq!(name.to_string(), "photo⟨U+202E⟩gpj.exe␛[2J␊⟨U+200B⟩é");
        assert!(name.raw().contains('\x1b'), "checks still see what the file has");
    }

    #[test]
    fn what_a_report_says_is_said_again_as_it_is() {
        for raw in ["a\u{202e}\n".repeat(Untrusted::MAX_CHARS), "x".repeat(Untrusted::MAX_CHARS + 7)] {
            let told = serde_json::to_string(&Untrusted::from(raw)).unwrap();
            let again: Untrusted = serde_json::from_str(&told).unwrap();
            assert!(serde_json::to_string(&again).unwrap() == told);
        }
        let huge: Untrusted = serde_json::from_str(&format!("\"{}\"", "x".repeat(200_000))).unwrap();
        assert!(huge.to_string().chars().count() < 150_000, "a report that is none is cut all the same");
    }

    #[test]
    fn from_one_process_to_the_next_it_stays_what_the_file_has() {
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "is", rename_all = "snake_case")]
        enum Place {
            Field {
                name: Untrusted,
                #[serde(serialize_with = "Untrusted::at_length")]
                long: Untrusted,
            },
        }
        let raw = "a\u{202e}\n".repeat(Untrusted::MAX_CHARS);
        let sent = Place::Field { name: raw.as_str().into(), long: raw.as_str().into() };
        let carried = rmp_serde::to_vec_named(&sent).unwrap();
        let Place::Field { name, long } = rmp_serde::from_slice(&carried).unwrap();
        assert!(name.raw() == raw && long.raw() == raw);
        assert!(!name.told && name.to_string() == Untrusted::from(raw).to_string(), "it is still to be cut");
        let told: Untrusted = serde_json::from_str("\"x\"").unwrap();
        assert!(rmp_serde::from_slice::<Untrusted>(&rmp_serde::to_vec(&told).unwrap()).unwrap().told);
        assert!(rmp_serde::from_slice::<Untrusted>(&[0xc4, 1, 0xff]).is_err(), "no text");
    }

    #[test]
    fn a_long_string_is_cut_and_says_so() {
        let long = Untrusted::new("a".repeat(Untrusted::MAX_CHARS + 7));
        assert!(long.to_string().ends_with("a… (+7)"));
        assert_eq!(Untrusted::from("abcdef").short(3), "abc…");
        let whole = |text: &str| {
            let mut bytes = Vec::new();
            Untrusted::at_length(&text.into(), &mut serde_json::Serializer::new(&mut bytes)).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(whole(long.raw()), format!("\"{}\"", long.raw()));
        assert_eq!(whole("a\u{202e}\n"), "\"a⟨U+202E⟩␊\"");
        assert!(whole(&"a".repeat(Untrusted::MAX_CHARS_AT_LENGTH + 7)).ends_with("a… (+7)\""));
        assert_eq!(Untrusted::from("abc").short(3), "abc");
    }
}
