//! The interim list of known signers, closed since January 2026, of which this project has fingerprints and no
//! certificates. An authority on it can vouch where the file itself brings its certificate.

use std::collections::HashSet;

use memchr::memmem;
use sha2::{Digest as _, Sha256};

use super::certificate;
use crate::limits::{MAX_CERTIFICATE_BYTES, MAX_CERTIFICATE_CANDIDATES};

/// SHA-256 over the DER bytes of a certificate.
pub type Digest = [u8; 32];

#[derive(Debug, Default)]
pub struct Interim {
    /// Authorities.
    anchors: HashSet<Digest>,
    /// Signers, one by one.
    pub leaves: Vec<Digest>,
}

impl Interim {
    /// `table` has the form of `trust/interim-signers.tsv`.
    pub fn read(table: &str) -> Self {
        let mut interim = Self::default();
        for (kind, digest) in rows(table) {
            match kind {
                "anchor" => drop(interim.anchors.insert(digest)),
                _ => interim.leaves.push(digest),
            }
        }
        interim
    }

    /// DER of the authorities on the list among these certificates, each once.
    pub fn anchors<'a>(&self, certificates: impl IntoIterator<Item = &'a [u8]>) -> Vec<&'a [u8]> {
        let mut seen = HashSet::new();
        let mut on_list = |der: &&[u8]| {
            let digest = digest(der);
            self.anchors.contains(&digest) && seen.insert(digest) && certificate::is_authority(der)
        };
        certificates.into_iter().filter(|der| on_list(der)).collect()
    }

    /// Those whose certificates stand anywhere in a manifest store: in chains of signatures and of time stamps.
    pub fn anchors_in<'a>(&self, store: &'a [u8]) -> Vec<&'a [u8]> {
        self.anchors(candidates(store))
    }
}

pub fn digest(der: &[u8]) -> Digest {
    Sha256::digest(der).into()
}

/// Kind and fingerprint of each row.
pub fn rows(table: &str) -> impl Iterator<Item = (&str, Digest)> {
    table.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let kind = fields.next().filter(|kind| matches!(*kind, "anchor" | "end_entity"))?;
        Some((kind, digest_from_hex(fields.nth(4)?)?))
    })
}

fn digest_from_hex(text: &str) -> Option<Digest> {
    let digits: Vec<u8> = text.chars().map_while(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    let bytes: Vec<u8> = digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect();
    bytes.try_into().ok().filter(|_| text.len() == 64)
}

/// What begins like a certificate of version 3: a sequence whose first part is a sequence that begins with that version.
/// A store that is made to hold many may hide one: then that one does not vouch.
fn candidates(store: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = memmem::find_iter(store, b"\x30\x82");
    starts.filter_map(|at| certificate_at(store.get(at..)?)).take(MAX_CERTIFICATE_CANDIDATES)
}

fn certificate_at(bytes: &[u8]) -> Option<&[u8]> {
    let [0x30, 0x82, high, low, rest @ ..] = bytes else { return None };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let body = match rest {
        [0x30, 0x82, _, _, body @ ..] | [0x30, 0x81, _, body @ ..] => body,
        _ => return None,
    };
    let fits = length + 4 <= MAX_CERTIFICATE_BYTES && body.starts_with(&[0xa0, 0x03, 0x02, 0x01, 0x02]);
    bytes.get(..length + 4).filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::{super::pem, *};

    const TABLE: &str = include_str!("../../trust/interim-signers.tsv");
    const SIGNERS: &str = include_str!("../../trust/c2pa-signers.pem");

    fn ders() -> Vec<Vec<u8>> {
        pem::read(SIGNERS).map(|der| der.expect("DER")).collect()
    }

    fn on_list(ders: &[&[u8]]) -> Interim {
        Interim { anchors: ders.iter().map(|der| digest(der)).collect(), leaves: Vec::new() }
    }

    #[test]
    fn the_table_is_read_whole() {
        let interim = Interim::read(TABLE);
        assert_eq!((interim.anchors.len(), interim.leaves.len()), (26, 117));
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(rows, 26 + 117, "and every row is one of those");
        assert_eq!(interim.leaves.iter().collect::<HashSet<_>>().len(), 117);
    }

    #[test]
    fn certificates_are_found_wherever_they_stand() {
        let ders = ders();
        let interim = on_list(&[&ders[0], &ders[2]]);
        let store = [b"junk 0\x82", &ders[2][..], b"\x30\x82", &ders[1], &ders[0], &ders[0], &ders[2][..40]].concat();
        assert_eq!(interim.anchors_in(&store), [&ders[2][..], &ders[0]]);
        assert_eq!(interim.anchors_in(&store[..ders[2].len()]), <[&[u8]; 0]>::default(), "cut off");
        assert_eq!(Interim::default().anchors_in(&store).len(), 0);
    }

    #[test]
    fn whoever_may_not_issue_is_no_anchor_though_the_list_has_it() {
        let mut der = ders().remove(0);
        let at = der.windows(5).position(|w| w == [0x06, 0x03, 0x55, 0x1d, 0x13]).expect("basicConstraints");
        let ca = at + der[at..].windows(4).position(|w| w == [0x30, 0x06, 0x01, 0x01]).expect("cA");
        assert_eq!(on_list(&[&der]).anchors_in(&der).len(), 1);
        der[ca + 4] = 0;
        assert_eq!(on_list(&[&der]).anchors_in(&der).len(), 0);
    }

    #[test]
    fn many_beginnings_are_looked_at_a_few_times() {
        let one = [0x30, 0x82, 0x1f, 0xf0, 0x30, 0x82, 0, 0, 0xa0, 0x03, 0x02, 0x01, 0x02];
        let store = one.repeat(100_000);
        assert_eq!(candidates(&store).count(), MAX_CERTIFICATE_CANDIDATES);
        assert!(candidates(&store).all(|der| der.len() <= MAX_CERTIFICATE_BYTES));
    }
}
