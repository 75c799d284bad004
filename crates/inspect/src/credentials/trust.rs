//! Whom a signature is held against, in this order: C2PA's list, lists that the user imported, signers that the user
//! pinned, the closed interim list. Each answers for itself: what one vouches for is never told of another.

mod own;
mod settings;

use std::{borrow::Cow, collections::HashMap, io::Cursor, sync::Arc};

use c2pa::{
    Context,
    settings::{TrustAnchor, TrustListKind},
};
use whence_model::{
    Format, TrustBook,
    facts::provenance::{CredentialClass, TrustList},
};

use super::{
    Subject,
    interim::{self, Digest, Interim},
    lists::Lists,
    pem, place, weight,
};
use crate::limits::MAX_CHAIN;

/// The name of the list of pinned signers.
pub const PINNED: &str = "pinned";

/// Who says that a signer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    pub class: CredentialClass,
    /// The list's name.
    pub found_on: String,
    /// What the user wrote beside the pin.
    pub note: Option<String>,
}

/// Lists that were parsed once.
pub struct Trust {
    /// Anchors for signers, and behind them those for time stamps. The library looks for signers among all in turn.
    signers: Vec<TrustAnchor>,
    stamps: Vec<TrustAnchor>,
    /// By the name under which the library knows a set of anchors.
    by_anchor: HashMap<String, Voucher>,
    /// Certificates that are trusted by themselves.
    by_leaf: HashMap<Digest, Voucher>,
    notes: HashMap<Digest, String>,
    interim: Interim,
    interim_name: String,
    /// For files that bring no anchor of the interim list.
    context: Arc<Context>,
    /// The lists, for the report.
    pub lists: Vec<TrustList>,
}

impl Trust {
    pub fn new(lists: &Lists, book: &TrustBook) -> Self {
        let Lists { signers, stamps, interim } = lists;
        let mut trust = Self {
            signers: Vec::new(),
            stamps: Vec::new(),
            by_anchor: HashMap::new(),
            by_leaf: HashMap::new(),
            notes: HashMap::new(),
            interim: Interim::read(&interim.text),
            interim_name: interim.facts.name.clone(),
            context: Arc::default(),
            lists: [signers, stamps, interim].map(|list| list.facts.clone()).into(),
        };
        let official = Voucher::new(CredentialClass::TrustedOfficial, &signers.facts.name);
        trust.anchor(&signers.facts.name, &signers.text, official);
        trust.import(book);
        trust.pin(&book.pins);
        let interim = Voucher::new(CredentialClass::TrustedInterim, &trust.interim_name);
        for leaf in &trust.interim.leaves {
            trust.by_leaf.entry(*leaf).or_insert_with(|| interim.clone());
        }
        trust.by_anchor.insert(trust.interim_name.clone(), interim);
        trust.stamps.insert(0, settings::anchor(&stamps.facts.name, &stamps.text, TrustListKind::TSA));
        trust.context = trust.context_of(&[], true);
        trust
    }

    fn anchor(&mut self, name: &str, pem: &str, voucher: Voucher) {
        if !pem.is_empty() {
            self.signers.push(settings::anchor(name, pem, TrustListKind::Manifest));
            self.by_anchor.insert(name.into(), voucher);
        }
    }

    /// Who vouches for a signer that the library found on the list of this name, which is empty where the certificate
    /// is trusted by itself. A list for time stamps vouches for nobody.
    pub fn voucher(&self, list: &str, leaf: Option<&[u8]>) -> Option<Voucher> {
        let digest = leaf.map(interim::digest);
        let by_leaf = || self.by_leaf.get(&digest?);
        let mut voucher = if list.is_empty() { by_leaf() } else { self.by_anchor.get(list) }?.clone();
        let of_pin = digest.and_then(|digest| self.notes.get(&digest)).cloned();
        voucher.note = of_pin.or(voucher.note);
        Some(voucher)
    }

    /// Reads and validates the credentials of a file that the library calls `mime`.
    pub fn read(&self, subject: Subject, mime: &str) -> c2pa::Result<c2pa::Reader> {
        let store = store(subject, mime);
        if let Some(why) = store.as_deref().and_then(weight::too_heavy) {
            return Err(c2pa::Error::InvalidAsset(why));
        }
        let anchors = store.as_deref().map(|store| self.interim.anchors_in(store)).unwrap_or_default();
        let reader = read(&self.context_with(&anchors), subject, mime)?;
        match found_on(&reader) {
            // By itself. A list that vouches for its issuer comes first.
            Some("") => {
                let by_issuer = read(&self.context_of(&[], false), subject, mime)?;
                let is_known = found_on(&by_issuer).is_some_and(|list| self.by_anchor.contains_key(list));
                Ok(if is_known { by_issuer } else { reader })
            }
            // The store may have been compressed, so that no certificate was seen in it.
            None if anchors.is_empty() => {
                let chain = chain(&reader);
                match self.interim.anchors(chain.iter().map(Vec::as_slice)).as_slice() {
                    [] => Ok(reader),
                    anchors => read(&self.context_of(anchors, true), subject, mime),
                }
            }
            _ => Ok(reader),
        }
    }

    fn context_with(&self, interim: &[&[u8]]) -> Arc<Context> {
        if interim.is_empty() { Arc::clone(&self.context) } else { self.context_of(interim, true) }
    }

    /// For one read: nothing of one file stays for the next.
    fn context_of(&self, interim: &[&[u8]], leaves: bool) -> Arc<Context> {
        let mut anchors = self.signers.clone();
        let pem: String = interim.iter().map(|der| pem::write(der)).collect();
        if !pem.is_empty() {
            anchors.push(settings::anchor(&self.interim_name, &pem, TrustListKind::Manifest));
        }
        if leaves && !self.by_leaf.is_empty() {
            anchors.push(settings::leaves(self.by_leaf.keys()));
        }
        anchors.extend_from_slice(&self.stamps);
        if !pem.is_empty() {
            // The list does not say which of its authorities are for time stamps.
            anchors.push(settings::anchor(&self.interim_name, &pem, TrustListKind::TSA));
        }
        settings::context(anchors)
    }
}

impl Voucher {
    fn new(class: CredentialClass, found_on: &str) -> Self {
        Self { class, found_on: found_on.into(), note: None }
    }
}

/// DER of a signature's certificates, the signer's own first.
pub fn chain(reader: &c2pa::Reader) -> Vec<Vec<u8>> {
    let signature = reader.active_manifest().and_then(|manifest| manifest.signature_info());
    signature.map(|signature| pem::read(signature.cert_chain()).flatten().take(MAX_CHAIN).collect()).unwrap_or_default()
}

fn read(context: &Arc<Context>, subject: Subject, mime: &str) -> c2pa::Result<c2pa::Reader> {
    let reader = c2pa::Reader::from_shared_context(context);
    let stream = Cursor::new(subject.bytes);
    match subject.detached {
        Some(detached) => reader.with_manifest_data_and_stream(&detached.bytes, mime, stream),
        None => reader.with_stream(mime, stream),
    }
}

/// The name of the list that the library found the signer on.
fn found_on(reader: &c2pa::Reader) -> Option<&str> {
    let successes = reader.validation_results()?.active_manifest()?.success();
    successes.iter().find(|status| status.code() == "signingCredential.trusted")?.trust_list_uri()
}

/// The manifest store, in one piece.
fn store<'a>(subject: Subject<'a>, mime: &str) -> Option<Cow<'a, [u8]>> {
    if let Some(detached) = subject.detached {
        return Some(Cow::Borrowed(&detached.bytes));
    }
    // Where the walk does not name the place, the library may still find one.
    let may_have_one = matches!(subject.format, Format::Tiff | Format::Gif)
        || place::of(subject.format, subject.walk).is_some()
        || subject.walk.structure.parts_left_out > 0;
    let store = may_have_one.then(|| c2pa::jumbf_io::load_jumbf_from_memory(mime, subject.bytes).ok())??;
    Some(Cow::Owned(store))
}

#[cfg(test)]
mod tests {
    use whence_model::{ImportedList, Pin, facts::provenance::ListOrigin};

    use super::{super::certificate, *};

    fn names(context: &Context) -> Vec<String> {
        let anchors = context.settings().trust.anchors.as_ref().expect("lists");
        anchors.iter().filter_map(|anchor| anchor.trust_uri.clone()).collect()
    }

    #[test]
    fn lists_are_asked_in_order_and_told_apart() {
        let lists = Lists::shipped();
        let pem = pem::read(&lists.signers.text).flatten().take(2).map(|der| pem::write(&der)).collect::<String>();
        let stamps = lists.stamps.text.to_string();
        let imported = ImportedList { name: "Agency".into(), pem: pem.clone() + &stamps, ..ImportedList::default() };
        let pin =
            Pin { pem: pem::write(&pem::read(&pem).flatten().next().unwrap()), note: "met".into(), ..Pin::default() };
        let book = TrustBook { pins: vec![pin], lists: vec![imported] };
        let trust = Trust::new(&lists, &book);
        let der = pem::read(&pem).flatten().next().expect("a certificate");
        let (official, tsa, interim) = (&*lists.signers.facts.name, &*lists.stamps.facts.name, &*trust.interim_name);
        let pinned = format!("pinned: {}", certificate::sha256(&der));
        let expected =
            [official, "imported: Agency", &pinned, interim, "", tsa, "imported, for time stamps: Agency", interim];
        assert_eq!(names(&trust.context_of(&[&der], true)), expected);
        let class = |list: &str| trust.voucher(list, None).map(|v| (v.class, v.found_on, v.note));
        use CredentialClass::{TrustedInterim, TrustedOfficial, TrustedPinned};
        assert_eq!(class(official), Some((TrustedOfficial, official.into(), None)));
        assert_eq!(class("imported: Agency"), Some((TrustedPinned, "Agency".into(), None)));
        assert_eq!(class(&pinned), Some((TrustedPinned, PINNED.into(), Some("met".into()))));
        assert_eq!(class(interim), Some((TrustedInterim, interim.into(), None)));
        assert_eq!(class(tsa), None, "a list of time stamps");
        assert_eq!(class("imported, for time stamps: Agency"), None, "another");
        assert_eq!(class(""), None, "nobody's certificate");
        let told: Vec<(ListOrigin, u32)> = trust.lists.iter().map(|list| (list.origin, list.certificates)).collect();
        assert_eq!(told[3..], [(ListOrigin::Imported, 24), (ListOrigin::Pinned, 1)]);
    }

    #[test]
    fn no_list_of_the_users_takes_the_name_of_another() {
        let lists = Lists::shipped();
        let named = |name: &str| ImportedList {
            name: name.into(),
            pem: lists.signers.text.to_string(),
            ..ImportedList::default()
        };
        let names = [&*lists.signers.facts.name, PINNED, &*lists.interim.facts.name, "Agency"];
        let book = TrustBook { pins: Vec::new(), lists: names.map(named).into() };
        let trust = Trust::new(&lists, &book);
        let told: Vec<&str> = trust.lists.iter().map(|list| list.name.as_str()).collect();
        let expected = [names[0], &*lists.stamps.facts.name, names[2]].into_iter().map(str::to_owned);
        let imported = names[..3].iter().map(|name| format!("{name} (imported)")).chain(["Agency".into()]);
        assert_eq!(told, expected.chain(imported).collect::<Vec<String>>());
        let official = trust.voucher(names[0], None).map(|voucher| voucher.class);
        assert_eq!(official, Some(CredentialClass::TrustedOfficial));
    }

    #[test]
    fn what_is_no_certificate_is_left_out() {
        for pem in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMIIB",
        ] {
            let list = ImportedList { name: "Agency".into(), pem: pem.into(), ..ImportedList::default() };
            let book = TrustBook { pins: vec![Pin { pem: pem.into(), ..Pin::default() }], lists: vec![list] };
            let trust = Trust::new(&Lists::shipped(), &book);
            assert_eq!(trust.signers.len(), 1, "C2PA's own alone");
            let told: Vec<(ListOrigin, u32)> = trust.lists.iter().skip(3).map(|l| (l.origin, l.certificates)).collect();
            assert_eq!(told, [(ListOrigin::Imported, 0)], "{pem}");
        }
    }
}
