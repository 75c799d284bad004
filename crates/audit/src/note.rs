//! Signed notes (c2sp.org/signed-note), with Ed25519 signatures alone.

use std::{fmt, str::FromStr};

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use whence_model::{Lang, Text, Untrusted, t};

use crate::shape::hex;

/// What a note may have: a checkpoint has some hundred bytes, and a signature of the largest kind five thousand.
const MAX_BYTES: usize = 1 << 20;
/// As Go's note package; the specification asks for 16 at least.
const MAX_SIGNATURES: usize = 100;
/// The type of a key, `0x01`: Ed25519.
const ED25519: u8 = 1;

/// Whose signatures are believed: `NAME+8 hexadecimal digits+base64`, a public key that may be shown to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        // Base64 may have a plus itself.
        let mut fields = text.splitn(3, '+');
        let mut field = || fields.next().ok_or(NoteError::Key);
        let (name, id, key) = (field()?, field()?, field()?);
        let key = BASE64_STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let expected: [u8; 4] =
            Sha256::digest([name.as_bytes(), b"\n", &key].concat())[..4].try_into().unwrap_or_default();
        let bytes = key.strip_prefix(&[ED25519]).and_then(|key| key.try_into().ok()).ok_or(NoteError::Key)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| NoteError::Key)?;
        match is_name(name) && id == hex(&expected) && !key.is_weak() {
            true => Ok(Self { name: name.to_owned(), id: expected, key }),
            false => Err(NoteError::Key),
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode([&[ED25519], &self.key.as_bytes()[..]].concat());
        write!(f, "{}+{}+{key}", self.name, hex(&self.id))
    }
}

/// Why a checkpoint, or the key that it is to be verified with, tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// This is no verifier key, or was copied with a mistake.
    Key,
    /// This is no signed note.
    NoNote,
    /// The key did not sign it.
    NotSigned { key: String },
    /// It says that the key signed it, and the signature does not fit.
    WrongSignature { key: String },
    /// The key signed it, and it is no checkpoint of a ledger.
    NoCheckpoint,
}

impl NoteError {
    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    fn text(&self) -> Text {
        let shown = |key: &str| Untrusted::from(key).short(100);
        match self {
            Self::Key => t(
                "This is no verifier key. It has the form NAME+8 digits+base64: copy the whole line again from where it was given to you.",
                "Ceci n'est pas une clé de vérification. Elle a la forme NOM+8 chiffres+base64 : recopiez la ligne entière depuis l'endroit où elle vous a été donnée.",
            ),
            Self::NoNote => t(
                "This is no signed note: text, an empty line, and a line with the signature. Take the file as it was kept; mail programs change line ends.",
                "Ceci n'est pas une note signée : un texte, une ligne vide et une ligne de signature. Prenez le fichier tel qu'il a été gardé ; les logiciels de courriel changent les fins de ligne.",
            ),
            Self::NotSigned { key } => Text::new(
                format!(
                    "The key {} did not sign this checkpoint. Take the key that belongs to whoever made it.",
                    shown(key)
                ),
                format!(
                    "La clé {} n'a pas signé ce point de contrôle. Prenez la clé de la personne qui l'a établi.",
                    shown(key)
                ),
            ),
            Self::WrongSignature { key } => Text::new(
                format!(
                    "The signature of {} does not fit this checkpoint: its text or its signature was changed, or damaged in copying. Take another copy of it.",
                    shown(key)
                ),
                format!(
                    "La signature de {} ne correspond pas à ce point de contrôle : son texte ou sa signature a changé, ou a été abîmé par une copie. Prenez-en une autre copie.",
                    shown(key)
                ),
            ),
            Self::NoCheckpoint => t(
                "The note is signed, but it is no checkpoint of a ledger. Take the file that was kept as a checkpoint.",
                "La note est signée, mais n'est pas un point de contrôle d'un registre. Prenez le fichier gardé comme point de contrôle.",
            ),
        }
    }
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().in_lang(Lang::En))
    }
}

impl std::error::Error for NoteError {}

/// The text of a note that the key signed.
pub(crate) fn open<'a>(note: &'a [u8], key: &VerifierKey) -> Result<&'a str, NoteError> {
    if note.len() > MAX_BYTES {
        return Err(NoteError::NoNote);
    }
    let note = std::str::from_utf8(note).map_err(|_| NoteError::NoNote)?;
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::NoNote);
    }
    let split = note.rfind("\n\n").ok_or(NoteError::NoNote)?;
    let (text, signatures) = (&note[..=split], &note[split + 2..]);
    let lines = signatures.strip_suffix('\n').ok_or(NoteError::NoNote)?.split('\n');
    let mut signed = Err(NoteError::NotSigned { key: key.to_string() });
    for (index, line) in lines.enumerate() {
        let (name, id, signature) = parse(line).filter(|_| index < MAX_SIGNATURES).ok_or(NoteError::NoNote)?;
        // Those of others are for others.
        if name != key.name || id != key.id {
            continue;
        }
        let verified =
            Signature::from_slice(&signature).and_then(|signature| key.key.verify_strict(text.as_bytes(), &signature));
        match verified {
            Ok(()) => signed = signed.or(Ok(text)),
            Err(_) => return Err(NoteError::WrongSignature { key: key.to_string() }),
        }
    }
    signed
}

/// `— NAME base64`: the name, the key's id, the signature.
fn parse(line: &str) -> Option<(&str, [u8; 4], Vec<u8>)> {
    let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = BASE64_STANDARD.decode(signature).ok()?;
    let (id, signature) = bytes.split_first_chunk::<4>()?;
    (is_name(name) && !signature.is_empty()).then(|| (name, *id, signature.to_vec()))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c == '+' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, text and signature of the tests of Go's `golang.org/x/mod/sumdb/note`.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const OTHER_KEY: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    const TEXT: &str =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const SIGNED: &str =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const OTHER: &str =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    fn opened(signatures: &str) -> Result<String, NoteError> {
        open(format!("{TEXT}\n{signatures}").as_bytes(), &KEY.parse().unwrap()).map(str::to_owned)
    }

    #[test]
    fn a_note_of_go_is_opened() {
        let both = format!("{SIGNED}{OTHER}");
        for signatures in [SIGNED, &both, &format!("{OTHER}{SIGNED}"), &SIGNED.repeat(100)] {
            assert_eq!(opened(signatures).as_deref(), Ok(TEXT));
        }
        let note = format!("{TEXT}\n{both}");
        assert_eq!(open(note.as_bytes(), &OTHER_KEY.parse().unwrap()), Ok(TEXT));
        assert_eq!(opened(OTHER), Err(NoteError::NotSigned { key: KEY.into() }));
        // Keys that share the name or the id, and not both, are others.
        for stranger in [OTHER.replace("EnochRoot", "PeterNeumann"), SIGNED.replace("PeterNeumann", "EnochRoot")] {
            assert_eq!(opened(&stranger), Err(NoteError::NotSigned { key: KEY.into() }));
            assert_eq!(opened(&format!("{stranger}{SIGNED}")).as_deref(), Ok(TEXT));
        }
    }

    #[test]
    fn a_key_has_one_form() {
        assert_eq!(KEY.parse::<VerifierKey>().unwrap().to_string(), KEY);
        for start in 0..KEY.len() {
            for end in start..KEY.len() {
                let part = if start == 0 { &KEY[..end] } else { &KEY[start..=end] };
                assert_eq!(part.parse::<VerifierKey>(), Err(NoteError::Key), "{part}");
            }
        }
        for index in 0..KEY.len() {
            let mut other = KEY.as_bytes().to_vec();
            other[index] += 1;
            let other = String::from_utf8(other).unwrap();
            assert_eq!(other.parse::<VerifierKey>(), Err(NoteError::Key), "{other}");
        }
        // The wrong length, and another type, each with the id that belongs to it.
        for other in [
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ] {
            assert_eq!(other.parse::<VerifierKey>(), Err(NoteError::Key), "{other}");
        }
    }

    #[test]
    fn a_key_that_fits_every_signature_is_none() {
        let mut weak = [0; 33];
        (weak[0], weak[1]) = (ED25519, 1);
        let id = hex(&Sha256::digest([b"x\n", &weak[..]].concat())[..4]);
        let key = format!("x+{id}+{}", BASE64_STANDARD.encode(weak));
        assert_eq!(key.parse::<VerifierKey>(), Err(NoteError::Key));
    }

    #[test]
    fn what_was_changed_is_not_opened() {
        let wrong = Err(NoteError::WrongSignature { key: KEY.into() });
        let changed = format!("{}\n{SIGNED}", TEXT.replace("cryptography", "cryptographY"));
        assert_eq!(open(changed.as_bytes(), &KEY.parse().unwrap()), wrong.clone().map(|()| ""));
        let longer = format!("{}ABCD{}", &SIGNED[..60], &SIGNED[60..]);
        let other = SIGNED.replace("BwJnAM=", "BwJnAI=");
        let shorter = "— PeterNeumann x08go/ZJkuBS9UG/SQ==\n";
        for signatures in [&longer, &other, shorter, &format!("{SIGNED}{other}")] {
            assert_eq!(opened(signatures), wrong.clone().map(|()| String::new()), "{signatures}");
        }
    }

    #[test]
    fn what_is_no_note_is_not_opened() {
        let key: VerifierKey = KEY.parse().unwrap();
        let cut = &SIGNED[..SIGNED.len() - 1];
        for note in [
            TEXT.to_owned(),
            format!("{TEXT}\n"),
            format!("{TEXT}\n{cut}"),
            format!("\u{1}{TEXT}\n{SIGNED}"),
            format!("{TEXT}\n{SIGNED}").replace('\n', "\r\n"),
            format!("{TEXT}\n{}", SIGNED.replace("PeterNeumann", "Bad Name")),
            format!("{TEXT}\n{}", SIGNED.replace("PeterNeumann", "a+b")),
            format!("{TEXT}\n{}", SIGNED.replace('—', "-")),
            format!("{TEXT}\n{}", SIGNED.replace("AM=", "AN=")),
            format!("{TEXT}\n{SIGNED}Unexpected line.\n"),
            format!("{TEXT}\n{SIGNED}— EnochRoot rwz+eA==\n"),
            format!("{TEXT}\n{SIGNED}\n"),
            format!("{TEXT}\n{}", SIGNED.repeat(101)),
            format!("{}{TEXT}\n{SIGNED}", "x".repeat(1 << 20)),
        ] {
            let end: String = note.chars().rev().take(150).collect::<Vec<_>>().into_iter().rev().collect();
            assert_eq!(open(note.as_bytes(), &key), Err(NoteError::NoNote), "{end}");
        }
        assert_eq!(open(&[b"\xff", TEXT.as_bytes(), b"\n", SIGNED.as_bytes()].concat(), &key), Err(NoteError::NoNote));
    }

    #[test]
    fn each_sentence_is_said_in_both_languages() {
        let key = "x\u{202e}+1".to_owned();
        for error in [
            NoteError::Key,
            NoteError::NoNote,
            NoteError::NotSigned { key: key.clone() },
            NoteError::WrongSignature { key },
            NoteError::NoCheckpoint,
        ] {
            let both = [Lang::En, Lang::Fr].map(|lang| error.sentence(lang));
            assert_ne!(both[0], both[1]);
            assert!(both.iter().all(|told| !told.contains('\u{202e}')), "{both:?}");
        }
    }
}
