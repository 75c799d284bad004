#![no_main]

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use sha2::{Digest, Sha256};
use whence_audit::Audit;
use whence_model::{
    Lang,
    ledger::{Header, LoggedReport, NO_ENTRY, PartName, Stored, StoredColumns, StoredPart, Terms},
};

/// Between entries, and between an entry's header and its parts; in JSON they stand nowhere.
const ENTRIES: u8 = 0x1e;
const PARTS: u8 = 0x1d;

// A log that somebody else wrote. Digests that nothing finds by chance are made to fit where the header can be read, so that
// the checker goes on to what they seal.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut audit = Audit::new();
    let mut before = NO_ENTRY.to_owned();
    for (position, entry) in (1..).zip(bytes.split(|byte| *byte == ENTRIES).take(16)) {
        let stored = stored(position, entry, &before);
        before.clone_from(&stored.digest);
        audit.entry(&stored);
    }
    let told = audit.finish();
    assert!(!told.sentence(Lang::En).is_empty() && !told.sentence(Lang::Fr).is_empty());
    let _ = serde_json::to_string(&told).expect("it has a form in JSON");
});

fn stored(position: u64, entry: &[u8], before: &str) -> Stored {
    let mut pieces = entry.split(|byte| *byte == PARTS);
    let raw = pieces.next().unwrap_or_default();
    let contents: Vec<&[u8]> = pieces.collect();
    let Ok(mut header) = serde_json::from_slice::<Header>(raw) else {
        let digest = hex(&Sha256::digest(raw));
        let columns = StoredColumns { recorded_at: String::new(), kind: String::new(), about: None, earlier: None };
        // As they stand: streams that are none.
        let parts = contents.into_iter().map(|bytes| StoredPart { name: PartName::Report, bytes: bytes.into() });
        return Stored { position, digest, header: raw.into(), columns, parts: parts.collect(), terms: None };
    };
    (header.before, header.position) = (before.into(), position);
    let (mut parts, mut terms) = (Vec::new(), None);
    for (seal, content) in header.parts.iter_mut().zip(&contents) {
        let bytes = zipped(content);
        (seal.sha256, seal.bytes) = (hex(&Sha256::digest(&bytes)), bytes.len() as u64);
        if let (PartName::Report, Ok(report)) = (seal.name, serde_json::from_slice::<LoggedReport>(content)) {
            terms = Some(Terms::of_report(&report));
        }
        parts.push(StoredPart { name: seal.name, bytes });
    }
    let columns = StoredColumns {
        recorded_at: header.recorded_at.clone(),
        kind: header.kind.code().into(),
        about: header.about,
        earlier: header.earlier,
    };
    let header = serde_json::to_vec(&header).expect("a header has a form in JSON");
    Stored { position, digest: hex(&Sha256::digest(&header)), header, columns, parts, terms }
}

/// As a part is kept: sixteen bytes of salt, then a zlib stream.
fn zipped(content: &[u8]) -> Vec<u8> {
    let mut zip = ZlibEncoder::new(vec![7; 16], Compression::fast());
    zip.write_all(content).expect("memory takes every byte");
    zip.finish().expect("memory takes every byte")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
