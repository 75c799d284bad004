//! Certificates that the user pinned.

/// The name of their list.
pub const LIST: &str = "pinned";
pub const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

#[derive(Debug, Default)]
pub struct Pinned {
    /// PEM of every certificate: each is trusted when it signs.
    pub all: String,
    /// PEM of those that are certificate authorities: what they issued is trusted too. Never of others: the library
    /// does not ask whether an anchor may issue, so that whoever holds a pinned signer's key could issue in any name.
    pub authorities: String,
}

impl Pinned {
    pub fn read(texts: &[String]) -> Self {
        let mut pinned = Self::default();
        for body in texts.iter().flat_map(|text| bodies(text)) {
            let Some(der) = certificate(body) else { continue };
            let pem = format!("{BEGIN}\n{}\n{END}\n", body.trim());
            if is_authority(&der) {
                pinned.authorities += &pem;
            }
            pinned.all += &pem;
        }
        pinned
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// What stands between the PEM lines (RFC 7468).
fn bodies(text: &str) -> impl Iterator<Item = &str> {
    text.split(BEGIN).skip(1).filter_map(|rest| rest.split_once(END)).map(|(body, _)| body)
}

/// DER of what is, from the outside, one certificate: a sequence that fills the bytes.
fn certificate(body: &str) -> Option<Vec<u8>> {
    let der = base64(body)?;
    let [0x30, 0x82, high, low, rest @ ..] = der.as_slice() else { return None };
    (usize::from(u16::from_be_bytes([*high, *low])) == rest.len()).then_some(der)
}

/// RFC 4648, section 4, with line breaks; absent where anything else stands in it.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for c in text.trim_end().trim_end_matches('=').bytes().filter(|c| !c.is_ascii_whitespace()) {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}

/// Whether the extension basicConstraints (RFC 5280, section 4.2.1.9) says `cA TRUE`. What cannot be read is no
/// authority.
fn is_authority(der: &[u8]) -> bool {
    const OID: [u8; 5] = [0x06, 0x03, 0x55, 0x1d, 0x13];
    let Some(at) = der.windows(OID.len()).position(|window| window == OID) else { return false };
    let value = &der[at + OID.len()..];
    let value = value.strip_prefix(&[0x01, 0x01, 0xff]).unwrap_or(value);
    matches!(value, [0x04, _, 0x30, _, 0x01, 0x01, 0xff, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNERS_PEM: &str = include_str!("../../trust/c2pa-signers.pem");

    #[test]
    fn authorities_are_told_from_signers() {
        let pinned = Pinned::read(&[SIGNERS_PEM.into()]);
        assert_eq!(pinned.all.matches(BEGIN).count(), 30, "each of a text with several");
        assert_eq!(pinned.authorities, pinned.all, "the C2PA list has authorities only");
        let body = bodies(SIGNERS_PEM).next().expect("a certificate");
        let mut der = certificate(body).expect("DER");
        assert!(is_authority(&der));
        let at = der.windows(5).position(|w| w == [0x06, 0x03, 0x55, 0x1d, 0x13]).expect("basicConstraints");
        let ca = at + der[at..].windows(4).position(|w| w == [0x30, 0x06, 0x01, 0x01]).expect("cA");
        der[ca + 4] = 0;
        assert!(!is_authority(&der), "cA FALSE");
        assert!(!is_authority(b"no certificate"));
    }

    #[test]
    fn what_is_no_certificate_is_left_out() {
        for text in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\n@@@@\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMIIB",
        ] {
            assert!(Pinned::read(&[text.into()]).is_empty(), "{text}");
        }
        let truncated = SIGNERS_PEM.replacen("MIIC3DCC", "MIIC3DCCAAAA", 1);
        assert_eq!(Pinned::read(&[truncated]).all.matches(BEGIN).count(), 29);
    }

    #[test]
    fn base64_of_the_standard() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v\nYmFy", "foobar")] {
            assert_eq!(base64(text).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        assert_eq!(base64("Zm9v!"), None);
    }
}
