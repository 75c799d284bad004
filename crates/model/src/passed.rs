//! The form in which values of this crate pass from one process to another: MessagePack, of which the other side is not trusted.

use crate::Untrusted;

/// Values in one answer, each name of a member among them. The richest file of the corpora has some tens of thousands; each may
/// become a hundred bytes of memory.
const MAX_VALUES: u32 = 1 << 20;

/// How deep they nest. Facts nest some ten levels, and what a file nests within them 32.
const MAX_LEVELS: usize = 128;

/// Whether `bytes` are one value of MessagePack that can be decoded without harm: few values, none deep, nothing behind it, and
/// no text that does more than say what stands there. What comes from a file passes as bytes ([`Untrusted`]), so that all texts
/// are words of ours. It is read token by token, and nothing is kept of it.
pub fn is_sound(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut values = 0;
    // How many values are still to come on each level.
    let mut levels: Vec<u64> = vec![1];
    while let Some(left) = levels.last_mut() {
        if *left == 0 {
            levels.pop();
            continue;
        }
        *left -= 1;
        values += 1;
        let Some(value) = take(&mut rest) else { return false };
        match value {
            Token::Plain => {}
            Token::Text(text) if is_ours(text) => {}
            Token::Text(_) => return false,
            Token::Holds(many) => levels.push(many),
        }
        if values > MAX_VALUES || levels.len() > MAX_LEVELS {
            return false;
        }
    }
    rest.is_empty()
}

enum Token<'a> {
    Plain,
    Text(&'a [u8]),
    /// So many values, the names of members among them.
    Holds(u64),
}

/// The next token (MessagePack specification, “Formats”). Extensions are none of ours.
fn take<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    let marker = number(rest, 1)?;
    Some(match marker {
        0x00..=0x7f | 0xc0 | 0xc2 | 0xc3 | 0xe0..=0xff => Token::Plain,
        0x80..=0x8f => Token::Holds(2 * (marker - 0x80)),
        0x90..=0x9f => Token::Holds(marker - 0x90),
        0xa0..=0xbf => Token::Text(part(rest, marker - 0xa0)?),
        0xc4..=0xc6 => {
            let length = number(rest, 1 << (marker - 0xc4))?;
            part(rest, length).map(|_| Token::Plain)?
        }
        0xca | 0xce | 0xd2 => part(rest, 4).map(|_| Token::Plain)?,
        0xcb | 0xcf | 0xd3 => part(rest, 8).map(|_| Token::Plain)?,
        0xcc | 0xd0 => part(rest, 1).map(|_| Token::Plain)?,
        0xcd | 0xd1 => part(rest, 2).map(|_| Token::Plain)?,
        0xd9..=0xdb => {
            let length = number(rest, 1 << (marker - 0xd9))?;
            Token::Text(part(rest, length)?)
        }
        0xdc | 0xdd => Token::Holds(number(rest, 2 << (marker - 0xdc))?),
        0xde | 0xdf => Token::Holds(2 * number(rest, 2 << (marker - 0xde))?),
        _ => return None,
    })
}

/// A number of so many bytes, the greatest first.
fn number(rest: &mut &[u8], bytes: u64) -> Option<u64> {
    Some(part(rest, bytes)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn part<'a>(rest: &mut &'a [u8], length: u64) -> Option<&'a [u8]> {
    let (part, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = behind;
    Some(part)
}

/// Lines of letters, as a certificate is written.
fn is_ours(text: &[u8]) -> bool {
    if text.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return true;
    }
    str::from_utf8(text).is_ok_and(|text| text.split('\n').all(|line| Untrusted::from(line).visible() == line))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn passed(value: &impl serde::Serialize) -> Vec<u8> {
        rmp_serde::to_vec_named(value).unwrap()
    }

    #[test]
    fn every_shape_of_ours_is_sound() {
        let numbers =
            json!([0, 127, 128, 255, 256, 65_536, u64::MAX, -1, -33, -129, -40_000, i64::MIN, 1.5, null, true, false]);
        let long = ["a".repeat(31), "b".repeat(200), "c".repeat(300), "é\n".repeat(40_000)];
        let wide: Vec<u32> = (0..70_000).collect();
        let members: Value = (0..20).map(|n| (n.to_string(), json!({}))).collect::<serde_json::Map<_, _>>().into();
        for value in [numbers, json!(long), json!(wide), json!({"a": {"b": members}})] {
            let bytes = passed(&value);
            assert!(is_sound(&bytes), "{value}");
            assert!(!is_sound(&bytes[..bytes.len() - 1]) && !is_sound(&[&bytes[..], &[0]].concat()), "{value}");
        }
        for length in [0, 300, 70_000] {
            let file = Untrusted::from("\u{1b}".repeat(length));
            assert!(is_sound(&passed(&file)), "what a file says is no text here");
        }
    }

    #[test]
    fn what_would_do_harm_is_not() {
        assert!(!is_sound(&[]) && !is_sound(&[0xc1]) && !is_sound(&[0xd4, 1, 0]), "nothing, no token, an extension");
        assert!(!is_sound(&passed(&"\u{1b}[2J")) && !is_sound(&passed(&"a\u{202e}b")) && !is_sound(&[0xa1, 0xff]));
        // One list that announces more than there is, and one that has too much.
        assert!(!is_sound(&[0xdd, 0xff, 0xff, 0xff, 0xff]));
        let many = |count: u32| [&[0xdd], &count.to_be_bytes()[..], &vec![0xc0; count as usize]].concat();
        assert!(is_sound(&many(MAX_VALUES - 1)) && !is_sound(&many(MAX_VALUES)));
        let deep = |levels: usize| [vec![0x91; levels], vec![0xc0]].concat();
        assert!(is_sound(&deep(MAX_LEVELS - 1)) && !is_sound(&deep(MAX_LEVELS)));
    }
}
