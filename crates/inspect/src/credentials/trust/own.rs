//! Whom the user trusts beside the lists that ship.

use c2pa::settings::TrustListKind;
use whence_model::{
    Pin, TrustBook,
    facts::provenance::{CredentialClass, ListOrigin, TrustList},
};

use super::{
    super::{certificate, interim, pem},
    PINNED, Trust, Voucher, settings,
};
use crate::limits::MAX_LIST_CERTIFICATES;

impl Trust {
    /// Authorities of imported lists vouch for what they may issue, their other certificates for themselves.
    pub(super) fn import(&mut self, book: &TrustBook) {
        for list in &book.lists {
            // No report may call a list of the user's by the name of another.
            let is_taken = list.name == PINNED || self.lists.iter().any(|other| other.name == list.name);
            let name = if is_taken { format!("{} (imported)", list.name) } else { list.name.clone() };
            let voucher = Voucher::new(CredentialClass::TrustedPinned, &name);
            let ders: Vec<Vec<u8>> = certificates(&list.pem).collect();
            let (mut signers, mut stamps) = (String::new(), String::new());
            for der in &ders {
                let (time, others) = certificate::vouches_for_time_and_signers(der);
                if !certificate::is_authority(der) {
                    self.by_leaf.entry(interim::digest(der)).or_insert_with(|| voucher.clone());
                }
                if others {
                    signers += &pem::write(der);
                }
                if time {
                    stamps += &pem::write(der);
                }
            }
            let only_time = !ders.is_empty()
                && ders.iter().all(|der| certificate::vouches_for_time_and_signers(der) == (true, false));
            self.anchor(&format!("imported: {name}"), &signers, voucher);
            if !stamps.is_empty() {
                // Another name, that nobody vouches under: an authority for time stamps vouches for no signer.
                let of_time = format!("imported, for time stamps: {name}");
                self.stamps.push(settings::anchor(&of_time, &stamps, TrustListKind::TSA));
            }
            self.lists.push(TrustList {
                name,
                origin: ListOrigin::Imported,
                purpose: if only_time { "timestamp" } else { "signer" }.into(),
                date: list.date.clone(),
                certificates: ders.len() as u32,
                sha256: list.sha256.clone(),
                source: String::new(),
                licence: String::new(),
            });
        }
    }

    /// A pinned authority vouches for what it issued, any other certificate only for itself: the library does not ask
    /// whether an anchor may issue, so that whoever holds a pinned signer's key could issue in any name.
    pub(super) fn pin(&mut self, pins: &[Pin]) {
        let mut all = String::new();
        for pin in pins {
            let note = Some(pin.note.clone()).filter(|note| !note.is_empty());
            let voucher = Voucher { note, ..Voucher::new(CredentialClass::TrustedPinned, PINNED) };
            for der in certificates(&pin.pem) {
                let text = pem::write(&der);
                let digest = interim::digest(&der);
                if certificate::is_authority(&der) {
                    self.anchor(&format!("pinned: {}", crate::hex(&digest)), &text, voucher.clone());
                }
                self.notes.extend(voucher.note.clone().map(|note| (digest, note)));
                self.by_leaf.entry(digest).or_insert_with(|| voucher.clone());
                all += &text;
            }
        }
        if !all.is_empty() {
            self.lists.push(TrustList {
                name: PINNED.into(),
                origin: ListOrigin::Pinned,
                purpose: "signer".into(),
                date: pins.iter().map(|pin| pin.date.clone()).max().unwrap_or_default(),
                certificates: all.matches(pem::BEGIN).count() as u32,
                sha256: certificate::sha256(all.as_bytes()),
                source: String::new(),
                licence: String::new(),
            });
        }
    }
}

/// DER of what can be read as a certificate.
fn certificates(pem: &str) -> impl Iterator<Item = Vec<u8>> {
    pem::read(pem).take(MAX_LIST_CERTIFICATES).flatten().filter(|der| certificate::describe(der).is_some())
}
