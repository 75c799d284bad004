//! A writer of ledgers that shares nothing with the product's but the words: headers are written by hand.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};
use sha2::{Digest, Sha256};
use whence_model::{
    Facts, Report, Timeline,
    ledger::{Decision, Erased, Erasure, LoggedReport, NO_ENTRY, PartName, Stored, StoredColumns, StoredPart, Terms},
};

pub const LEDGER: &str = "00112233445566778899aabbccddeeff";

/// What a ledger is written of.
#[derive(Clone, Debug)]
pub enum Act {
    /// On one of a few pictures.
    Report { picture: u8, preview: bool },
    /// About one of the reports so far.
    Decide { about: usize },
    /// Of some of the entries so far.
    Erase { names: Vec<usize>, what: Erased },
}

#[derive(Default)]
pub struct Writer {
    pub entries: Vec<Stored>,
    /// The entry whose salt is another one than in a ledger without this.
    pub twist: Option<u64>,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn zipped(content: &[u8], salt: u8) -> Vec<u8> {
    let mut zip = ZlibEncoder::new(vec![salt; 16], Compression::fast());
    zip.write_all(content).unwrap();
    zip.finish().unwrap()
}

impl Writer {
    pub fn written(acts: &[Act]) -> Vec<Stored> {
        Self::twisted(acts, None)
    }

    pub fn twisted(acts: &[Act], twist: Option<u64>) -> Vec<Stored> {
        let mut writer = Self { twist, ..Self::default() };
        acts.iter().for_each(|act| writer.act(act));
        writer.entries
    }

    /// An act that is not possible yet becomes a report.
    fn act(&mut self, act: &Act) {
        let of_kind = |kinds: &[&str]| {
            let entries = self.entries.iter().filter(|entry| kinds.contains(&entry.columns.kind.as_str()));
            entries.map(|entry| entry.position).collect::<Vec<_>>()
        };
        let (reports, erasable) = (of_kind(&["report"]), of_kind(&["report", "decision"]));
        match act {
            Act::Decide { about } if !reports.is_empty() => self.decide(reports[about % reports.len()]),
            Act::Erase { names, what } if !erasable.is_empty() => {
                let mut names: Vec<u64> = names.iter().map(|name| erasable[name % erasable.len()]).collect();
                names.sort_unstable();
                names.dedup();
                self.erase(&names, *what);
            }
            Act::Report { picture, preview } => self.report(*picture, *preview),
            _ => self.report(9, true),
        }
    }

    pub fn report(&mut self, picture: u8, preview: bool) {
        let logged = LoggedReport { by: "Ada".into(), report: report(picture), pages: Vec::new() };
        let sha256 = &logged.report.exhibit.sha256;
        let same = |entry: &&Stored| entry.terms.as_ref().is_some_and(|terms| terms.sha256.as_ref() == Some(sha256));
        let earlier = self.entries.iter().rfind(same).map(|entry| entry.position);
        let mut parts = vec![(PartName::Report, serde_json::to_vec(&logged).unwrap())];
        if preview {
            parts.push((PartName::Picture, b"\xff\xd8\xff\xe0 a small picture \xff\xd9".to_vec()));
        }
        self.append("report", None, earlier, &parts, Terms::of_report(&logged));
    }

    pub fn decide(&mut self, about: u64) {
        let last = |entry: &&Stored| entry.columns.kind == "decision" && entry.columns.about == Some(about);
        let earlier = self.entries.iter().rfind(last).map(|entry| entry.position);
        let reason = format!("Seen by {} of us", self.entries.len());
        let decision = Decision { reason, by: "Grace".into(), ..Decision::default() };
        let parts = [(PartName::Decision, serde_json::to_vec(&decision).unwrap())];
        self.append("decision", Some(about), earlier, &parts, Terms::of_decision(&decision));
    }

    pub fn erase(&mut self, names: &[u64], what: Erased) {
        self.append_erasure(names, what);
        for entry in self.entries.iter_mut().filter(|entry| names.contains(&entry.position)) {
            match what {
                Erased::Picture => entry.parts.retain(|part| part.name != PartName::Picture),
                Erased::Everything => (entry.parts, entry.terms) = (Vec::new(), None),
            }
        }
    }

    /// Says that something was erased, and erases nothing.
    pub fn append_erasure(&mut self, names: &[u64], what: Erased) {
        let erasure = Erasure { entries: names.to_vec(), what, reason: "asked for".into(), by: "Ada".into() };
        let parts = [(PartName::Erasure, serde_json::to_vec(&erasure).unwrap())];
        self.append("erasure", None, None, &parts, Terms::of_erasure(&erasure));
    }

    fn append(
        &mut self,
        kind: &str,
        about: Option<u64>,
        earlier: Option<u64>,
        contents: &[(PartName, Vec<u8>)],
        terms: Terms,
    ) {
        let position = self.entries.len() as u64 + 1;
        let salt = if self.twist == Some(position) { 0xee } else { position as u8 };
        let parts: Vec<StoredPart> =
            contents.iter().map(|(name, content)| StoredPart { name: *name, bytes: zipped(content, salt) }).collect();
        let seals: Vec<String> = parts
            .iter()
            .map(|StoredPart { name, bytes }| {
                let (name, sha256, bytes) = (name.code(), digest(bytes), bytes.len());
                format!(r#"{{"name":"{name}","sha256":"{sha256}","bytes":{bytes}}}"#)
            })
            .collect();
        let recorded_at = format!("2026-11-30T09:05:{position:02}Z");
        let number = |value: Option<u64>| value.map_or_else(|| "null".into(), |value| value.to_string());
        let header = format!(
            r#"{{"schema":1,"ledger":"{LEDGER}","position":{position},"recorded_at":"{recorded_at}","kind":"{kind}","about":{},"earlier":{},"before":"{}","parts":[{}]}}"#,
            number(about),
            number(earlier),
            self.entries.last().map_or(NO_ENTRY, |entry| &entry.digest),
            seals.join(","),
        );
        self.entries.push(Stored {
            position,
            digest: digest(header.as_bytes()),
            header: header.into_bytes(),
            columns: StoredColumns { recorded_at, kind: kind.into(), about, earlier },
            parts,
            terms: Some(terms),
        });
    }
}

/// Makes digests and links again, from the headers as they stand.
pub fn relink(entries: &mut [Stored]) {
    let mut before = NO_ENTRY.to_owned();
    for entry in entries {
        let header = String::from_utf8(entry.header.clone()).unwrap();
        let at = header.find(r#""before":""#).unwrap() + r#""before":""#.len();
        let header = format!("{}{before}{}", &header[..at], &header[at + 64..]);
        entry.digest = digest(header.as_bytes());
        entry.header = header.into_bytes();
        before.clone_from(&entry.digest);
    }
}

/// Changes a header and makes its digest and all links again, as somebody would who knows how a ledger is written.
pub fn reword(entries: &mut [Stored], position: usize, was: &str, is: &str) {
    let header = String::from_utf8(entries[position - 1].header.clone()).unwrap();
    assert!(header.contains(was), "{was} in {header}");
    entries[position - 1].header = header.replacen(was, is, 1).into_bytes();
    relink(entries);
}

/// Puts other bytes in the place of an entry's first part, with seal, digest and links made again.
pub fn reseal(entries: &mut [Stored], position: usize, bytes: Vec<u8>) {
    let part = &mut entries[position - 1].parts[0];
    let seal = |bytes: &[u8]| format!(r#""sha256":"{}","bytes":{}"#, digest(bytes), bytes.len());
    let (was, is) = (seal(&part.bytes), seal(&bytes));
    part.bytes = bytes;
    reword(entries, position, &was, &is);
}

fn report(picture: u8) -> Report {
    let sha256 = digest(&[picture]);
    let card = serde_json::json!({ "answers": [], "limits": "", "history": [] });
    let told = serde_json::json!({
        "schema": 1, "language": "en", "examined_at": "2026-11-30T09:00:00Z", "masked": 0, "rows": [],
        "engine": { "version": "0.1.0", "checks": 0, "c2pa": "0", "online": false },
        "exhibit": {
            "name": format!("Élan {picture}\u{202e}.jpg"), "bytes": 1, "sha256": sha256, "format": "jpeg", "width": 1,
            "height": 1, "pixels_sha256": digest(&[picture, 1]), "trimmed": [],
            "pdq": {
                "hash": digest(&[picture, 2]), "nearest512": digest(&[picture, 3]), "dihedral": [], "dihedral512": [],
                "quality": 49 + picture % 2,
            },
        },
        "verdict": {
            "kind": "inconclusive", "headline": "", "meaning": "", "because": [], "gaps": [], "would_change": [],
        },
        "credentials": card,
        "condition": { "kind": "unclear", "headline": "", "meaning": "", "reasons": [] },
        "timeline": Timeline::default(),
        "marks": {
            "headline": "", "meaning": "", "marks": [], "watermark": null, "searches": [], "deeper": false,
        },
        "facts": Facts::default(),
    });
    serde_json::from_value(told).unwrap()
}
