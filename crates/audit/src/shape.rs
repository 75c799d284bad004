use std::fmt::Write;

use sha2::{Digest, Sha256};
use whence_model::Moment;

/// 64 lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Whether this can be the id of a ledger: 32 lower-case hexadecimal digits.
pub(crate) fn is_ledger_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether this is a date as entries have it: RFC 3339, UTC, whole seconds, `2026-11-30T09:05:00Z`.
pub(crate) fn is_date(text: &str) -> bool {
    let pattern = b"0000-00-00T00:00:00Z";
    let fits = |(byte, wanted): (u8, &u8)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == *wanted };
    if text.len() != pattern.len() || !text.bytes().zip(pattern).all(fits) {
        return false;
    }
    let part = |at: usize| text[at..at + 2].parse::<u8>().unwrap_or(u8::MAX);
    let year = text[..4].parse().unwrap_or(0);
    let second = part(17);
    // A clock of POSIX has no 60th second.
    second < 60 && Moment::new((year, part(5), part(8)), (part(11), part(14), second), Some(0)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_form() {
        assert!(is_date("2026-11-30T09:05:00Z"));
        assert!(is_date("2024-02-29T23:59:59Z"));
        for other in [
            "2026-11-30T09:05:00+00:00",
            "2026-11-30T09:05:00.0Z",
            "2026-11-30 09:05:00Z",
            "2026-11-30t09:05:00z",
            "2025-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-30T24:00:00Z",
            "2026-11-30T09:05:60Z",
            "2026-11-30T09:05:0éZ",
            "+026-11-30T09:05:00Z",
            "",
        ] {
            assert!(!is_date(other), "{other}");
        }
    }

    #[test]
    fn an_id_has_one_form() {
        assert!(is_ledger_id("00112233445566778899aabbccddeeff"));
        assert!(!is_ledger_id("00112233445566778899AABBCCDDEEFF"));
        assert!(!is_ledger_id("00112233445566778899aabbccddee"));
    }

    #[test]
    fn a_digest_is_that_of_fips_180() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
