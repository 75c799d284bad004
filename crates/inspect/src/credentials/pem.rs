//! Certificates as text (PEM, RFC 7468).

use base64::{Engine, prelude::BASE64_STANDARD};

pub const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";
const LINE: usize = 64;

/// The DER bytes of each certificate in the text, or nothing in place of one that cannot be decoded. What stands
/// between them is passed over.
pub fn read(text: &str) -> impl Iterator<Item = Option<Vec<u8>>> {
    text.split(BEGIN).skip(1).map(|rest| rest.split_once(END).and_then(|(body, _)| base64(body)))
}

pub fn write(der: &[u8]) -> String {
    let body = BASE64_STANDARD.encode(der);
    let mut text = format!("{BEGIN}\n");
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        text += line;
        text += "\n";
        rest = after;
    }
    text + END + "\n"
}

/// RFC 4648, section 4, with line breaks; absent where anything else stands in it.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let dense: Vec<u8> = text.bytes().filter(|c| !c.is_ascii_whitespace()).collect();
    BASE64_STANDARD.decode(dense).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        for der in [&b"a"[..], &[0x30; 48], &[0xff; 1000]] {
            let text = format!("Subject: somebody\n{}", write(der).replace('\n', "\r\n"));
            assert!(text.lines().all(|line| line.len() <= LINE), "{text}");
            assert_eq!(read(&text).collect::<Vec<_>>(), [Some(der.to_vec())]);
        }
    }

    #[test]
    fn what_cannot_be_decoded_hides_no_other() {
        let good = write(b"good");
        let broken = format!("{BEGIN}\n@@@@\n{END}\n");
        let open = format!("{BEGIN}\nZm9v");
        let text = [&*good, &broken, &good, &open].concat();
        assert_eq!(read(&text).collect::<Vec<_>>(), [Some(b"good".to_vec()), None, Some(b"good".to_vec()), None]);
        assert_eq!(read("no certificate").count(), 0);
    }
}
