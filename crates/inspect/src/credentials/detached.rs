use serde::{Deserialize, Serialize};
use whence_model::{Defect, Format, Place, facts::provenance::Carrier};

/// Credentials that do not stand in the file: a manifest store (C2PA 2.2, section 11.4), as in a `.c2pa` file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Detached {
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    pub carrier: Carrier,
}

impl Detached {
    /// Why they could not be read; `why` is the library's word for it.
    pub fn unreadable(&self, why: String) -> Defect {
        let what = if self.bytes.is_empty() {
            "empty: it holds no bytes".into()
        } else if !self.is_manifest_store() {
            "no manifest store of C2PA: it begins like something else".into()
        } else {
            why
        };
        self.defect(what)
    }

    /// Why nobody looked into them.
    pub fn of_unread_format(&self, format: Format) -> Defect {
        self.defect(format!("C2PA has no credentials for {} files", format.name()))
    }

    fn defect(&self, what: String) -> Defect {
        Defect { place: Place::path("C2PA"), what }
    }

    /// A JUMBF superbox whose description box says `c2pa` (ISO 19566-5; C2PA 2.2, section 11.1.4.2).
    fn is_manifest_store(&self) -> bool {
        let tag = |at: usize| self.bytes.get(at..)?.first_chunk();
        tag(4) == Some(b"jumb") && tag(12) == Some(b"jumd") && tag(16) == Some(b"c2pa")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_manifest_store_is_called_so() {
        let why =
            |bytes: &[u8]| Detached { bytes: bytes.into(), carrier: Carrier::Server }.unreadable("cut".into()).what;
        assert_eq!(why(b""), "empty: it holds no bytes");
        for bytes in [&b"<!doctype html>"[..], b"jumb", b"\0\0\0\x20jumb\0\0\0\x18jumdcbor"] {
            assert_eq!(why(bytes), "no manifest store of C2PA: it begins like something else");
        }
        assert_eq!(why(b"\0\0\0\x20jumb\0\0\0\x18jumdc2pa"), "cut");
    }
}
