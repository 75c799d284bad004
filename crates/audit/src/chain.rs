use serde::Deserialize;
use whence_model::ledger::{Header, LEDGER_SCHEMA, NO_ENTRY, Stored};

use crate::{
    disagreement::{Agrees, Differs, What},
    shape::{is_ledger_id, sha256},
};

/// The headers, each held against the one before.
pub(crate) struct Chain {
    /// How many came, whole or not.
    pub entries: u64,
    /// The digest of the last one's header as it stands.
    pub head: String,
    pub ledger: Option<String>,
    /// The dates of the first and of the last that the chain holds.
    pub recorded: Option<(String, String)>,
    /// The entry at which it no longer holds; nothing after it is looked at.
    pub broken: Option<u64>,
}

impl Chain {
    pub fn new() -> Self {
        Self { entries: 0, head: NO_ENTRY.into(), ledger: None, recorded: None, broken: None }
    }

    /// The header, if it follows the one before. `Ok(None)` where the chain did not hold before.
    pub fn follow(&mut self, entry: &Stored) -> Agrees<Option<Header>> {
        self.entries += 1;
        let before = std::mem::replace(&mut self.head, sha256(&entry.header));
        if self.broken.is_some() {
            return Ok(None);
        }
        let header = self.link(entry, &before);
        match &header {
            Ok(header) => {
                let now = &header.recorded_at;
                let first = self.recorded.take().map_or_else(|| now.clone(), |(first, _)| first);
                self.recorded = Some((first, now.clone()));
                self.ledger.get_or_insert_with(|| header.ledger.clone());
            }
            Err(_) => self.broken = Some(self.entries),
        }
        header.map(Some)
    }

    fn link(&self, entry: &Stored, before: &str) -> Agrees<Header> {
        if entry.digest != self.head {
            return Err(Differs::new(What::Digest, &entry.digest, &self.head));
        }
        let header = read(&entry.header)?;
        for position in [header.position, entry.position] {
            if position != self.entries {
                return Err(Differs::new(What::Position, self.entries, position));
            }
        }
        let ledger = self.ledger.as_ref().unwrap_or(&header.ledger);
        if header.ledger != *ledger || !is_ledger_id(ledger) {
            return Err(Differs::new(What::Ledger, self.ledger.as_deref().unwrap_or_default(), &header.ledger));
        }
        if header.before != before {
            return Err(Differs::new(What::Before, before, &header.before));
        }
        Ok(header)
    }
}

/// A header from its canonical bytes and from no others.
fn read(bytes: &[u8]) -> Agrees<Header> {
    #[derive(Deserialize)]
    struct Schema {
        schema: u64,
    }
    // Unknown keys tell nothing of a header that a later version wrote.
    let Schema { schema } = serde_json::from_slice(bytes).map_err(|_| What::Header)?;
    if schema > LEDGER_SCHEMA.into() {
        return Err(Differs::new(What::NewerHeader, LEDGER_SCHEMA, schema));
    }
    let header: Header = serde_json::from_slice(bytes).map_err(|_| What::Header)?;
    let canonical = serde_json::to_vec(&header).map_err(|_| What::Header)?;
    match canonical == bytes && header.schema == LEDGER_SCHEMA {
        true => Ok(header),
        false => Err(What::Header.into()),
    }
}
