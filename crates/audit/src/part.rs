use flate2::{Decompress, FlushDecompress, Status};
use serde::Deserialize;
use whence_model::{
    SCHEMA,
    ledger::{Decision, Erasure, Header, LoggedReport, PartName, StoredPart},
};

use crate::disagreement::{Agrees, Differs, What};

/// Random bytes before the stream.
const SALT: usize = 16;

/// What a part may unzip to: far more than any report has (the largest of real files are some megabytes), far less than
/// a stream of some kilobytes can be made to unzip to.
const MAX_CONTENT: usize = 256 << 20;

/// What an entry's own part says.
pub(crate) enum Content {
    Report(Box<LoggedReport>),
    Decision(Decision),
    Erasure(Erasure),
}

/// Every part held against its seal, and read. `None` where the entry's own part is gone: whether it may be, is known
/// once the last erasure has passed.
pub(crate) fn read(header: &Header, parts: &[StoredPart]) -> Agrees<Option<Content>> {
    let mut own = None;
    for (index, part) in parts.iter().enumerate() {
        let name = part.name;
        let seal = header.parts.iter().find(|seal| seal.name == name).ok_or(What::PartUnnamed(name))?;
        if parts[..index].iter().any(|other| other.name == name) {
            return Err(What::PartUnnamed(name).into());
        }
        // First, so that both digests are told whenever bytes are others.
        let digest = crate::shape::sha256(&part.bytes);
        if seal.sha256 != digest {
            return Err(Differs::new(What::PartDigest(name), &seal.sha256, digest));
        }
        let length = part.bytes.len() as u64;
        if seal.bytes != length {
            return Err(Differs::new(What::PartLength(name), seal.bytes, length));
        }
        let content = unzip(&part.bytes, MAX_CONTENT).map_err(|refused| match refused {
            Refused::Broken => What::PartStream(name),
            Refused::TooLarge => What::PartTooLarge(name),
        })?;
        own = parse(name, &content)?.or(own);
    }
    Ok(own)
}

fn parse(name: PartName, content: &[u8]) -> Agrees<Option<Content>> {
    let parsed = match name {
        PartName::Report => serde_json::from_slice(content).map(|report| Content::Report(Box::new(report))),
        PartName::Decision => serde_json::from_slice(content).map(Content::Decision),
        PartName::Erasure => serde_json::from_slice(content).map(Content::Erasure),
        // The first marker of a JPEG, and the next one's first byte.
        PartName::Picture if content.starts_with(&[0xff, 0xd8, 0xff]) => return Ok(None),
        PartName::Picture => return Err(What::PartContent(name).into()),
    };
    match (parsed, name) {
        // Read or not: what a later version means by it is not known here.
        (_, PartName::Report) if schema_of(content).is_some_and(|schema| schema > SCHEMA.into()) => {
            Err(Differs::new(What::NewerReport, SCHEMA, schema_of(content).unwrap_or_default()))
        }
        (Ok(content), _) => Ok(Some(content)),
        (Err(_), _) => Err(What::PartContent(name).into()),
    }
}

/// The schema that a logged report names, whatever else stands in it.
fn schema_of(content: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Logged {
        report: Report,
    }
    #[derive(Deserialize)]
    struct Report {
        schema: u64,
    }
    serde_json::from_slice(content).ok().map(|logged: Logged| logged.report.schema)
}

/// An erasure as far as it can be read, wherever it stands.
pub(crate) fn erasure(stored: &[u8]) -> Option<Erasure> {
    serde_json::from_slice(&unzip(stored, MAX_CONTENT).ok()?).ok()
}

#[derive(Debug, PartialEq)]
enum Refused {
    /// No salt, no stream, a stream that ends early, or bytes after it.
    Broken,
    TooLarge,
}

/// The content of a part: the stream must end, with the last byte, and within so many bytes of content.
fn unzip(stored: &[u8], most: usize) -> Result<Vec<u8>, Refused> {
    let stream = stored.get(SALT..).ok_or(Refused::Broken)?;
    let mut inflate = Decompress::new(true);
    let mut content = Vec::with_capacity(stream.len().saturating_mul(4).clamp(1 << 10, 1 << 20));
    let mut taken = 0;
    loop {
        let before = content.len();
        let status = inflate
            .decompress_vec(&stream[taken..], &mut content, FlushDecompress::None)
            .map_err(|_| Refused::Broken)?;
        let took = usize::try_from(inflate.total_in()).map_err(|_| Refused::TooLarge)? - taken;
        taken += took;
        if content.len() > most {
            return Err(Refused::TooLarge);
        }
        match status {
            Status::StreamEnd if taken == stream.len() => return Ok(content),
            Status::StreamEnd => return Err(Refused::Broken),
            _ if content.len() == content.capacity() => content.reserve(content.len().min(most - content.len()) + 1),
            _ if took == 0 && content.len() == before => return Err(Refused::Broken),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn stored(content: &[u8]) -> Vec<u8> {
        let mut zip = ZlibEncoder::new(vec![7; SALT], Compression::best());
        zip.write_all(content).unwrap();
        zip.finish().unwrap()
    }

    #[test]
    fn a_stream_ends_with_the_last_byte() {
        for content in [&b""[..], b"x", &[9; 3_000_000], &[0xa5; 4096]] {
            assert_eq!(unzip(&stored(content), MAX_CONTENT).as_deref(), Ok(content));
        }
        let whole = stored(&(0..2000).map(|n| (n * n) as u8).collect::<Vec<_>>());
        for end in 0..whole.len() {
            assert_eq!(unzip(&whole[..end], MAX_CONTENT), Err(Refused::Broken), "cut at {end}");
        }
        assert_eq!(unzip(&[&whole[..], b"\0"].concat(), MAX_CONTENT), Err(Refused::Broken), "a byte more");
        let mut wrong = whole.clone();
        *wrong.last_mut().unwrap() ^= 1;
        assert_eq!(unzip(&wrong, MAX_CONTENT), Err(Refused::Broken), "another checksum");
    }

    #[test]
    fn a_bomb_is_not_unzipped() {
        let bomb = stored(&vec![0; 2_000_000]);
        assert!(bomb.len() < 4_000);
        assert_eq!(unzip(&bomb, 1_999_999), Err(Refused::TooLarge));
        assert_eq!(unzip(&bomb, 2_000_000).unwrap().len(), 2_000_000);
    }
}
