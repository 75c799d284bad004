use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A string that came from a file, and may have been made to mislead the person who reads it.
///
/// Shown or serialized, every character that could move, hide or reorder what stands around it is made visible:
/// C0 controls as control pictures (`␛`, `␊`), other controls, bidirectional marks, zero-width and tag characters
/// as `⟨U+202E⟩`. At most [`Untrusted::MAX_CHARS`] characters are shown, then `… (+n)`.
/// Checks compare [`Untrusted::raw`]; nothing that a person sees may be made of it.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Untrusted(String);

impl Untrusted {
    /// How much of one string is shown; generator graphs are the longest that are worth reading whole.
    pub const MAX_CHARS: usize = 16_384;

    pub fn new(raw: impl Into<String>) -> Self {
        Self(raw.into())
    }

    /// How much is written of a string that is there to be copied whole.
    pub const MAX_CHARS_AT_LENGTH: usize = 2 << 20;

    /// Serializes at most [`Untrusted::MAX_CHARS_AT_LENGTH`] characters, made visible like all others.
    pub fn at_length<S: Serializer>(text: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Shown(&text.0, Self::MAX_CHARS_AT_LENGTH))
    }

    /// The string as the file has it: to compare, never to show.
    pub fn raw(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The visible form cut after `chars` characters, for a sentence.
    pub fn short(&self, chars: usize) -> String {
        let shown = Self(self.0.chars().take(chars).collect()).to_string();
        if self.0.chars().nth(chars).is_some() { format!("{shown}…") } else { shown }
    }
}

impl From<&str> for Untrusted {
    fn from(raw: &str) -> Self {
        Self(raw.to_owned())
    }
}

impl From<String> for Untrusted {
    fn from(raw: String) -> Self {
        Self(raw)
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown(&self.0, Self::MAX_CHARS).fmt(f)
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
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Untrusted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
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
