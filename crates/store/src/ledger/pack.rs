//! Parts as they are kept: 16 random bytes, then the content as a zlib stream (RFC 1950).

use std::io::{Read, Write};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use whence_model::ledger::{EntryKind, PartName};

use super::LedgerError;

/// Bytes of the content of one part: a report repeats up to 2 MiB of a manifest, and a decision has 8 MiB of words at most.
pub const MAX_CONTENT: u64 = 64 << 20;

const SALT: usize = 16;

pub fn pack(content: &[u8]) -> Result<Vec<u8>, LedgerError> {
    if content.len() as u64 > MAX_CONTENT {
        return Err(LedgerError::TooLarge { limit: MAX_CONTENT });
    }
    let mut packed = random::<SALT>()?.to_vec();
    let mut writer = ZlibEncoder::new(&mut packed, Compression::default());
    let written = writer.write_all(content).and_then(|()| writer.finish().map(drop));
    debug_assert!(written.is_ok(), "memory takes all");
    Ok(packed)
}

/// The content of a part; nothing where it is none of ours or larger than we keep. Whether it is the one that was
/// logged is told by its digest alone.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut reader = ZlibDecoder::new(packed.get(SALT..)?).take(MAX_CONTENT + 1);
    reader.read_to_end(&mut content).ok()?;
    (content.len() as u64 <= MAX_CONTENT).then_some(content)
}

/// The part of this name in an entry of this kind. One by a name that we do not know becomes one that such an entry never
/// has, so that whoever checks it finds it one too many.
pub fn part_named(name: &str, kind: &str) -> PartName {
    let never = if kind == EntryKind::Erasure.code() { PartName::Report } else { PartName::Erasure };
    PartName::ALL.into_iter().find(|part| part.code() == name).unwrap_or(never)
}

/// # Errors
/// The system has no randomness to give.
pub fn random<const N: usize>() -> Result<[u8; N], LedgerError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| LedgerError::Unusable { place: "getrandom".into(), why: error.to_string().into() })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_and_never_alike() {
        let content = "Réponse ".repeat(1_000).into_bytes();
        let [one, two] = [pack(&content).unwrap(), pack(&content).unwrap()];
        assert_ne!(one, two, "its digest tells nothing of the content");
        assert!(one.len() < content.len() / 10);
        assert_eq!(unpack(&one), Some(content));
        assert_eq!(unpack(&one[..one.len() / 2]), None);
        assert_eq!(unpack(&[]), None);
    }

    #[test]
    fn a_part_has_an_end() {
        let mut bomb = vec![0; SALT];
        let mut writer = ZlibEncoder::new(&mut bomb, Compression::best());
        let zeros = vec![0; 1 << 20];
        (0..=64).for_each(|_| writer.write_all(&zeros).unwrap());
        writer.finish().unwrap();
        assert_eq!(unpack(&bomb), None);
        assert_eq!(pack(&vec![0; MAX_CONTENT as usize + 1]), Err(LedgerError::TooLarge { limit: MAX_CONTENT }));
    }
}
