//! The trust lists that ship, and how the library is told of them. Their origin is told in `trust/README.md`.

use std::sync::Arc;

use c2pa::{
    Context, Settings,
    settings::{TrustAnchor, TrustListKind},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use whence_model::facts::provenance::TrustList;

use super::pinned::{self, Pinned};

/// Certificates that may sign credentials, or issue certificates that may.
pub const SIGNERS: &str = "C2PA Trust List";
/// Time-stamping authorities.
pub const STAMPS: &str = "C2PA TSA Trust List";

const SIGNERS_PEM: &str = include_str!("../../trust/c2pa-signers.pem");
const STAMPS_PEM: &str = include_str!("../../trust/c2pa-tsa.pem");
/// What a signing certificate must be allowed to do, as object identifiers (extended key usage).
const USAGES: &str = include_str!("../../trust/store.cfg");
/// The day on which the lists were taken from C2PA.
const DATE: &str = "2026-09-24";

/// What a compressed manifest may grow to: the library's own limit, written down so that an update cannot raise it.
const MAX_INFLATED_MIB: u32 = 32;

/// The library's settings. They stand in the context alone: nothing is set for the thread or the process.
pub fn context(pinned: &Pinned) -> Arc<Context> {
    let settings = json!({
        "trust": { "trust_config": USAGES },
        "verify": { "remote_manifest_fetch": false, "ocsp_fetch": false, "ocsp_fetch_should_override": false },
        "core": {
            "allowed_network_hosts": [],
            "allow_redirects": false,
            "decode_identity_assertions": false,
            "max_decompressed_manifest_size_in_mb": MAX_INFLATED_MIB,
        },
    });
    let settings = Settings::new().with_json(&settings.to_string());
    let mut settings = settings.expect("settings that are written above");
    // Not through JSON, which turns the order round.
    settings.trust.anchors = Some(anchors(pinned));
    let context =
        Context::new().with_settings(settings).expect("lists that ship, and pinned certificates that were read");
    context.into_shared()
}

/// Signers are looked for on every list in this order, also on those for time stamps: more than half of the
/// authorities stand on both.
fn anchors(pinned: &Pinned) -> Vec<TrustAnchor> {
    let anchor = |pem: &str, name: &str, kind| TrustAnchor {
        trust_anchors: pem.into(),
        trust_uri: Some(name.into()),
        trust_kind: kind,
        ..TrustAnchor::default()
    };
    let mut anchors = vec![anchor(SIGNERS_PEM, SIGNERS, TrustListKind::Manifest)];
    if !pinned.is_empty() {
        let own = anchor(&pinned.authorities, pinned::LIST, TrustListKind::Manifest);
        anchors.push(TrustAnchor { allowed_list: Some(pinned.all.clone()), ..own });
    }
    anchors.push(anchor(STAMPS_PEM, STAMPS, TrustListKind::TSA));
    anchors
}

/// The lists, for the report.
pub fn described(pinned: &Pinned) -> Vec<TrustList> {
    let list = |name: &str, purpose: &str, date: &str, pem: &str| TrustList {
        name: name.into(),
        purpose: purpose.into(),
        date: date.into(),
        certificates: pem.matches(pinned::BEGIN).count() as u32,
        sha256: crate::hex(&Sha256::digest(pem)),
    };
    let mut lists = vec![list(SIGNERS, "signer", DATE, SIGNERS_PEM), list(STAMPS, "timestamp", DATE, STAMPS_PEM)];
    if !pinned.is_empty() {
        lists.push(list(pinned::LIST, "signer", "", &pinned.all));
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_tells_of_the_lists_that_ship() {
        let readme = include_str!("../../trust/README.md");
        let lists = described(&Pinned::default());
        assert_eq!(lists.iter().map(|l| l.certificates).collect::<Vec<_>>(), [30, 22]);
        for list in lists {
            let row = readme.lines().find(|line| line.contains(&list.sha256)).expect(&list.name);
            let told = [&*list.name, DATE, &format!("| {} |", list.certificates)].map(|word| row.contains(word));
            assert_eq!(told, [true; 3], "{row}");
        }
    }

    #[test]
    fn nothing_is_fetched_whatever_the_library_prefers() {
        let context = context(&Pinned::default());
        let settings = context.settings();
        assert!(!settings.verify.remote_manifest_fetch && !settings.verify.ocsp_fetch);
        assert!(!settings.core.decode_identity_assertions);
        assert!(settings.core.allowed_network_hosts.as_ref().is_some_and(Vec::is_empty));
    }

    #[test]
    fn signers_are_looked_for_on_their_own_lists_first() {
        let pinned = Pinned { all: SIGNERS_PEM.into(), authorities: String::new() };
        let context = context(&pinned);
        let anchors = context.settings().trust.anchors.as_ref().expect("lists");
        let names: Vec<&str> = anchors.iter().filter_map(|a| a.trust_uri.as_deref()).collect();
        assert_eq!(names, [SIGNERS, pinned::LIST, STAMPS]);
        assert_eq!(described(&pinned).last().map(|l| (l.certificates, l.date.as_str())), Some((30, "")));
    }
}
