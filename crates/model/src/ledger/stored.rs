use super::{PartName, Terms};

/// An entry exactly as a store holds it, for whoever checks it: nothing in it is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// As the store counts it.
    pub position: u64,
    /// As the store has it, hexadecimal.
    pub digest: String,
    /// The canonical bytes.
    pub header: Vec<u8>,
    /// What the store repeats of the header, to search by it.
    pub columns: StoredColumns,
    /// By name, in the order of the names.
    pub parts: Vec<StoredPart>,
    /// What the entry is found by; absent once everything was erased.
    pub terms: Option<Terms>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredColumns {
    pub recorded_at: String,
    pub kind: String,
    pub about: Option<u64>,
    pub earlier: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    pub name: PartName,
    /// Salt and zlib stream.
    pub bytes: Vec<u8>,
}
