//! Checkpoints: how many entries there are and the digest of the last, signed with a key of the team (Ed25519), to be kept
//! where nobody who can write the log can change it.
//!
//! A signed note (c2sp.org/signed-note) in the shape of c2sp.org/tlog-checkpoint: the digest of the chain stands where a
//! tree's root would, and the date follows as an extension line.

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signer, SigningKey as Ed25519};
use sha2::{Digest, Sha256};
use whence_model::{Text, t};

use super::{Head, LedgerError, pack::random};

/// The type of a key, as its first byte: Ed25519.
const ED25519: u8 = 1;
const PRIVATE: &str = "PRIVATE+KEY+";
/// Characters of a key's name.
const MAX_NAME: usize = 100;

/// A key that signs checkpoints. It is written as Go's `golang.org/x/mod/sumdb/note` writes one.
pub struct SigningKey {
    name: String,
    key: Ed25519,
}

impl SigningKey {
    /// A new key, made at random.
    ///
    /// # Errors
    /// The name is empty, too long, or has spaces or a plus sign; or the system has no randomness to give.
    pub fn new(name: &str) -> Result<Result<Self, Text>, LedgerError> {
        if !is_name(name) {
            return Ok(Err(t(
                "A key has a name of 1 to 100 characters, without spaces and without +.",
                "Une clé porte un nom de 1 à 100 caractères, sans espace et sans +.",
            )));
        }
        Ok(Ok(Self { name: name.into(), key: Ed25519::from_bytes(&random()?) }))
    }

    /// A secret key as [`SigningKey::secret`] writes it; nothing where it is none.
    pub fn parse(secret: &str) -> Option<Self> {
        let mut fields = secret.strip_prefix(PRIVATE)?.splitn(3, '+');
        let (name, id, key) = (fields.next()?, fields.next()?, fields.next()?);
        let bytes = BASE64_STANDARD.decode(key).ok()?;
        let (kind, seed) = bytes.split_first()?;
        let key = Ed25519::from_bytes(&<[u8; 32]>::try_from(seed).ok().filter(|_| *kind == ED25519)?);
        let key = Self { name: name.into(), key };
        (is_name(name) && key.id_text() == id).then_some(key)
    }

    /// To be kept secret.
    pub fn secret(&self) -> String {
        format!("{PRIVATE}{}+{}+{}", self.name, self.id_text(), typed(&self.key.to_bytes()))
    }

    /// For everybody who is to check what it signs.
    pub fn public(&self) -> String {
        format!("{}+{}+{}", self.name, self.id_text(), typed(&self.key.verifying_key().to_bytes()))
    }

    /// A checkpoint of the log at its end, made at `now` (RFC 3339, UTC, whole seconds).
    pub fn sign(&self, head: &Head, now: &str) -> String {
        let digest = BASE64_STANDARD.encode(bytes_of(&head.digest));
        let text = format!("whence-ledger/{}\n{}\n{digest}\n{now}\n", head.ledger, head.position);
        let signature = [&self.id()[..], &self.key.sign(text.as_bytes()).to_bytes()[..]].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, BASE64_STANDARD.encode(signature))
    }

    /// The first bytes of SHA-256 over name, line break and typed public key.
    fn id(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.verifying_key().to_bytes())
            .finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    fn id_text(&self) -> String {
        self.id().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SigningKey").field(&self.public()).finish()
    }
}

fn is_name(name: &str) -> bool {
    (1..=MAX_NAME).contains(&name.chars().count())
        && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

fn typed(key: &[u8; 32]) -> String {
    BASE64_STANDARD.encode([&[ED25519][..], key].concat())
}

/// Digits that are none were never written by us; as zeros they agree with no digest.
fn bytes_of(hex: &str) -> [u8; 32] {
    std::array::from_fn(|at| {
        hex.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Go's note package (golang.org/x/mod/sumdb/note, `ExampleSign`).
    const PETER: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    #[test]
    fn a_key_is_read_as_go_wrote_it() {
        let key = SigningKey::parse(PETER).unwrap();
        assert_eq!(key.public(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        assert_eq!(key.secret(), PETER);
        assert!(!format!("{key:?}").contains("AYEKFALV"));
    }

    #[test]
    fn it_signs_as_go_does() {
        let key = SigningKey::parse(PETER).unwrap();
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let signature = [&key.id()[..], &key.key.sign(text.as_bytes()).to_bytes()[..]].concat();
        let line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
        assert_eq!(BASE64_STANDARD.encode(signature), line);
    }

    #[test]
    fn a_checkpoint_says_where_the_log_ends() {
        let key = SigningKey::parse(PETER).unwrap();
        let head = Head {
            ledger: "0123456789abcdef0123456789abcdef".into(),
            position: 12_345,
            digest: "ff".repeat(32),
            recorded_at: "2026-11-26T21:00:00Z".into(),
        };
        let note = key.sign(&head, "2026-11-26T21:03:00Z");
        let lines: Vec<&str> = note.lines().collect();
        let text = [
            "whence-ledger/0123456789abcdef0123456789abcdef",
            "12345",
            "//////////////////////////////////////////8=",
            "2026-11-26T21:03:00Z",
            "",
        ];
        assert_eq!(lines[..5], text);
        assert!(lines[5].starts_with("\u{2014} PeterNeumann x08go"), "{}", lines[5]);
    }

    #[test]
    fn what_is_no_key_is_none() {
        for secret in
            ["", "PRIVATE+KEY+", &PETER[12..], &PETER.replace("c74f", "c74e"), &PETER.replace("+AYEK", "+AoEK")]
        {
            assert!(SigningKey::parse(secret).is_none(), "{secret}");
        }
        for name in ["", "a b", "a+b", "a\nb", &"x".repeat(101)] {
            assert!(SigningKey::new(name).unwrap().is_err(), "{name}");
        }
        let made = SigningKey::new("Équipe").unwrap().unwrap();
        assert_eq!(SigningKey::parse(&made.secret()).unwrap().public(), made.public());
    }
}
