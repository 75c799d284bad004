//! The words that NovelAI's signature covers: its comment without the member `signed_hash`, as Python's `json.dumps`
//! writes it.

use std::ops::Range;

use super::json::string_length;

const MEMBER: &str = "signed_hash";

#[derive(Debug, PartialEq)]
pub struct Signed {
    /// As it stands: base64.
    pub signature: String,
    /// The forms that may have been signed: as Python writes them, and as they stand where that is another one.
    pub words: Vec<String>,
}

/// The signature of a comment and what it covers. `None` without a signature, `Some(None)` where it is no string, or
/// there are two.
pub fn of(comment: &str) -> Option<Option<Signed>> {
    let members = members(comment)?;
    let is_signature = |member: &Member| string(&comment[member.name.clone()]).as_deref() == Some(MEMBER);
    let (before, from) = members.split_at_checked(members.iter().position(is_signature)?)?;
    let (member, behind) = from.split_first()?;
    if behind.iter().any(is_signature) {
        return Some(None);
    }
    let signature = string(&comment[member.value.clone()]);
    // Its comma goes with it: the one behind it, or of the last member the one before.
    let cut = match (before.last(), behind.first()) {
        (_, Some(next)) => member.name.start..next.name.start,
        (Some(before), None) => before.value.end..member.value.end,
        (None, None) => member.name.start..member.value.end,
    };
    let stands = [&comment[..cut.start], &comment[cut.end..]].concat();
    let python = as_python(&stands);
    let words = if python == stands { vec![stands] } else { vec![python, stands] };
    Some(signature.map(|signature| Signed { signature, words }))
}

/// Where a member of an object stands, its name in its quotes.
struct Member {
    name: Range<usize>,
    value: Range<usize>,
}

/// The members of the object that a text is, in its order; `None` where it is none. Values are not parsed.
fn members(text: &str) -> Option<Vec<Member>> {
    let bytes = text.as_bytes();
    let past_space = |at: usize| {
        let spaces = bytes.iter().skip(at).take_while(|b| b.is_ascii_whitespace());
        at.saturating_add(spaces.count())
    };
    let mut members = Vec::new();
    let mut at = past_space(0);
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    loop {
        let name = past_space(at.checked_add(1)?);
        if bytes.get(name) != Some(&b'"') {
            // An object without members, or no JSON.
            return (members.is_empty() && bytes.get(name) == Some(&b'}')).then_some(members);
        }
        let name = name..name.checked_add(string_length(&text[name..]))?;
        let colon = past_space(name.end);
        if bytes.get(colon) != Some(&b':') {
            return None;
        }
        let value = past_space(colon.checked_add(1)?);
        at = value_end(text, value)?;
        let value = value..value.checked_add(text[value..at].trim_end().len())?;
        members.push(Member { name, value });
        if bytes.get(at) == Some(&b'}') {
            return Some(members);
        }
    }
}

/// Where the comma or brace behind a value stands.
fn value_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0u32);
    while let Some(byte) = bytes.get(at) {
        let mut length = 1;
        match byte {
            b'"' => length = string_length(&text[at..]),
            b',' | b'}' if depth == 0 => return Some(at),
            b'{' | b'[' => depth = depth.checked_add(1)?,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at = at.checked_add(length)?;
    }
    None
}

fn string(quoted: &str) -> Option<String> {
    serde_json::from_str(quoted).ok()
}

/// JSON with the spaces and escapes that Python's `json.dumps` gives it. Numbers stay as they are.
fn as_python(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if c == '"' { string_length(rest) } else { c.len_utf8() };
        let (token, next) = rest.split_at(length);
        match c {
            '"' => match string(token) {
                Some(string) => quote(&string, &mut out),
                // Half a pair of surrogates is nothing that Rust has; Python leaves it as it is.
                None => out.push_str(token),
            },
            ',' => out.push_str(", "),
            ':' => out.push_str(": "),
            c if c.is_ascii_whitespace() => {}
            c => out.push(c),
        }
        rest = next;
    }
    out
}

fn quote(string: &str, out: &mut String) {
    out.push('"');
    for c in string.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            c => out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(comment: &str) -> Vec<String> {
        let signed = of(comment).expect("signed").expect("a string, once");
        assert_eq!(signed.signature, "S");
        signed.words
    }

    #[test]
    fn the_signature_goes_with_its_comma_wherever_it_stands() {
        for comment in [
            r#"{"signed_hash": "S", "a": 1, "b": [1, 2]}"#,
            r#"{"a": 1, "signed_hash": "S", "b": [1, 2]}"#,
            r#"{"a": 1, "b": [1, 2], "signed_hash": "S"}"#,
        ] {
            assert_eq!(words(comment), [r#"{"a": 1, "b": [1, 2]}"#]);
        }
        assert_eq!(words(r#"{"signed_hash": "S"}"#), ["{}"]);
        assert_eq!(words(r#" { "a":1 , "signed_hash" : "S" } "#), [r#"{"a": 1}"#, r#" { "a":1 } "#]);
    }

    #[test]
    fn what_only_looks_like_the_member_is_left() {
        let comment = r#"{"a": "\", \"signed_hash\": \"T", "b": {"signed_hash": "U"}, "c": "}", "signed_hash": "S"}"#;
        let left = r#"{"a": "\", \"signed_hash\": \"T", "b": {"signed_hash": "U"}, "c": "}"}"#;
        assert_eq!(words(comment), [left]);
        assert_eq!(of(left), None);
        // The same name in other letters is the same name.
        assert_eq!(words(r#"{"a": 1, "signed\u005fhash": "S"}"#), [r#"{"a": 1}"#]);
    }

    #[test]
    fn strings_are_escaped_as_python_does() {
        let comment = "{\"a\": \"é😀\\/\u{7f}\\u00E9\\n\\ud800\", \"signed_hash\": \"S\"}";
        assert_eq!(words(comment)[0], "{\"a\": \"é😀\\/\u{7f}\\u00E9\\n\\ud800\"}");
        let comment = "{\"a\": \"é😀\\/\u{7f}\\u00E9\\n\", \"signed_hash\": \"S\"}";
        assert_eq!(words(comment)[0], r#"{"a": "\u00e9\ud83d\ude00/\u007f\u00e9\n"}"#);
    }

    #[test]
    fn what_is_no_object_has_no_signature() {
        for text in ["", " ", "[]", "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{}", "{\"a\":]}"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        let deep = format!("{{\"a\": {}, \"signed_hash\": \"S\"}}", "[".repeat(1_000_000));
        assert_eq!(of(&deep), None);
    }

    #[test]
    fn two_signatures_are_none() {
        assert_eq!(of(r#"{"signed_hash": "S", "signed_hash": "S"}"#), Some(None));
        assert_eq!(of(r#"{"signed_hash": 7}"#), Some(None));
    }
}
