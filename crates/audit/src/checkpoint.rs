use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;
use whence_model::{Untrusted, ledger::NO_ENTRY};

use crate::{
    NoteError, VerifierKey, note,
    shape::{hex, is_date, is_ledger_id},
};

/// What a ledger was at a time, signed: so many entries, and the digest of the last. It was kept where nobody who can
/// write the ledger can change it, and only [`Checkpoint::open`] makes one.
///
/// A signed note in the shape of c2sp.org/tlog-checkpoint; the digest of the chain stands where a tree's root would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkpoint {
    ledger: String,
    entries: u64,
    head: String,
    made_at: String,
    signed_by: String,
}

const ORIGIN: &str = "whence-ledger/";

impl Checkpoint {
    /// Reads a checkpoint that this key signed.
    ///
    /// # Errors
    /// Where it is none, or the key did not sign it, or something else.
    pub fn open(note: &[u8], key: &VerifierKey) -> Result<Self, NoteError> {
        let text = note::open(note, key)?;
        Self::parse(text, key.name()).ok_or(NoteError::NoCheckpoint)
    }

    /// Of which ledger: 32 hexadecimal digits.
    pub fn ledger(&self) -> &str {
        &self.ledger
    }

    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The digest of the last of these entries, 64 hexadecimal digits.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// As its maker's clock said: RFC 3339, UTC, whole seconds.
    pub fn made_at(&self) -> &str {
        &self.made_at
    }

    /// The name of the key, made harmless.
    pub fn signed_by(&self) -> &str {
        &self.signed_by
    }

    fn parse(text: &str, name: &str) -> Option<Self> {
        let lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
        let [origin, count, head, made_at] = lines[..] else { return None };
        let ledger = origin.strip_prefix(ORIGIN).filter(|id| is_ledger_id(id))?;
        // Only as it is written: no sign, no zeros before.
        let entries: u64 = count.parse().ok().filter(|entries: &u64| entries.to_string() == count)?;
        let head: [u8; 32] = BASE64_STANDARD.decode(head).ok()?.try_into().ok()?;
        let head = hex(&head);
        ((entries == 0) == (head == NO_ENTRY) && is_date(made_at)).then(|| Self {
            ledger: ledger.to_owned(),
            entries,
            head,
            made_at: made_at.to_owned(),
            signed_by: Untrusted::from(name).short(200),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "whence-ledger/00112233445566778899aabbccddeeff\n12\nungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n2026-11-30T09:05:00Z\n";

    #[test]
    fn a_checkpoint_has_four_lines() {
        let read = Checkpoint::parse(TEXT, "desk\u{202e}").unwrap();
        assert_eq!((read.ledger(), read.entries()), ("00112233445566778899aabbccddeeff", 12));
        assert_eq!(read.head(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((read.made_at(), read.signed_by()), ("2026-11-30T09:05:00Z", "desk⟨U+202E⟩"));
        for (was, is) in [
            ("whence-ledger/", "whence-ledger"),
            ("whence-ledger/00", "whence-ledger/0"),
            ("eeff\n", "eefF\n"),
            ("\n12\n", "\n012\n"),
            ("\n12\n", "\n+12\n"),
            ("\n12\n", "\n18446744073709551616\n"),
            ("\n12\n", "\n0\n"),
            ("Fa0=", "Fa0"),
            ("Fa0=", "FQ=="),
            ("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ("Z\n", "+00:00\n"),
            ("Z\n", "Z"),
            ("Z\n", "Z\nmore\n"),
            ("2026-11-30T09:05:00Z\n", ""),
        ] {
            let text = TEXT.replace(was, is);
            assert_ne!(text, TEXT);
            assert_eq!(Checkpoint::parse(&text, "desk"), None, "{text}");
        }
    }

    #[test]
    fn an_empty_ledger_has_no_last_digest() {
        let lines = ["whence-ledger/00112233445566778899aabbccddeeff\n0\n", "\n2026-11-30T09:05:00Z\n"];
        let zeros = BASE64_STANDARD.encode([0; 32]);
        assert!(Checkpoint::parse(&lines.join(&zeros), "desk").is_some());
    }
}
