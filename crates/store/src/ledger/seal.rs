//! From what is to be logged to the bytes that are.

use serde::Serialize;
use sha2::{Digest, Sha256};
use whence_model::ledger::{
    EntryKind, Erasure, Header, LEDGER_SCHEMA, LoggedReport, NO_ENTRY, PartName, PartSeal, Stored, StoredColumns,
    StoredPart, Terms,
};

use super::{About, Draft, Head, LedgerError, pack::pack};

/// All of an entry that does not depend on where it comes to stand.
pub struct Prepared {
    pub kind: EntryKind,
    pub about: Option<About>,
    parts: Vec<StoredPart>,
    pub terms: Terms,
}

/// Where it comes to stand.
pub struct Standing {
    pub head: Option<Head>,
    /// The ledger's id.
    pub ledger: String,
    pub recorded_at: String,
    pub about: Option<u64>,
    pub earlier: Option<u64>,
}

impl Prepared {
    /// # Errors
    /// It is more than an entry holds.
    pub fn of(draft: &Draft) -> Result<Self, LedgerError> {
        match draft {
            Draft::Report { logged, picture } => {
                let content = json(logged);
                // What could not be read again would be lost: JSON that a file brought along may be nested too deeply.
                serde_json::from_slice::<LoggedReport>(&content).map_err(|_| LedgerError::Unkeepable)?;
                let mut parts = vec![part(PartName::Report, &content)?];
                if let Some(picture) = picture {
                    parts.push(part(PartName::Picture, picture)?);
                }
                Ok(Self { kind: EntryKind::Report, about: None, parts, terms: Terms::of_report(logged) })
            }
            Draft::Decision { about, decision } => {
                let parts = vec![part(PartName::Decision, &json(decision))?];
                let terms = Terms::of_decision(decision);
                Ok(Self { kind: EntryKind::Decision, about: Some(*about), parts, terms })
            }
        }
    }

    pub fn of_erasure(erasure: &Erasure) -> Result<Self, LedgerError> {
        let parts = vec![part(PartName::Erasure, &json(erasure))?];
        Ok(Self { kind: EntryKind::Erasure, about: None, parts, terms: Terms::of_erasure(erasure) })
    }

    /// The entry as it is kept.
    pub fn sealed(&self, standing: Standing) -> Stored {
        let Standing { head, ledger, recorded_at, about, earlier } = standing;
        let position = head.as_ref().map_or(0, |head| head.position) + 1;
        let seal = |part: &StoredPart| PartSeal {
            name: part.name,
            sha256: sha256(&part.bytes),
            bytes: part.bytes.len() as u64,
        };
        let columns = StoredColumns { recorded_at, kind: self.kind.code().into(), about, earlier };
        let header = json(&Header {
            schema: LEDGER_SCHEMA,
            ledger,
            position,
            recorded_at: columns.recorded_at.clone(),
            kind: self.kind,
            about,
            earlier,
            before: head.map_or_else(|| NO_ENTRY.into(), |head| head.digest),
            parts: self.parts.iter().map(seal).collect(),
        });
        let digest = sha256(&header);
        Stored { position, digest, header, columns, parts: self.parts.clone(), terms: Some(self.terms.clone()) }
    }
}

fn part(name: PartName, content: &[u8]) -> Result<StoredPart, LedgerError> {
    Ok(StoredPart { name, bytes: pack(content)? })
}

/// Our own types have nothing that JSON could not say.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
