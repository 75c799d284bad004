//! What the library is told. It stands in a context alone: nothing is set for the thread or the process.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use c2pa::{
    Context, Settings,
    settings::{TrustAnchor, TrustListKind},
};
use serde_json::json;

use super::super::interim::Digest;

/// What a signing certificate must be allowed to do, as object identifiers (extended key usage).
const USAGES: &str = include_str!("../../../trust/store.cfg");

/// What a compressed manifest may grow to: as much as [`MAX_CREDENTIAL_VALUES`](crate::limits::MAX_CREDENTIAL_VALUES)
/// allows of one that is not.
const MAX_INFLATED_MIB: usize = crate::limits::MAX_CREDENTIAL_VALUES >> 20;

/// The library asks the sets of anchors in this order.
#[expect(clippy::expect_used, reason = "the settings that are written here parse; of a file, nothing is parsed")]
pub fn context(anchors: Vec<TrustAnchor>) -> Arc<Context> {
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
    settings.trust.anchors = Some(anchors);
    let context = Context::new().with_settings(settings);
    context.expect("lists that ship, and certificates that were read").into_shared()
}

/// Certificates that vouch for what they issued, under the name by which the library tells that they did.
pub fn anchor(name: &str, pem: &str, kind: TrustListKind) -> TrustAnchor {
    TrustAnchor { trust_anchors: pem.into(), trust_uri: Some(name.into()), trust_kind: kind, ..TrustAnchor::default() }
}

/// Certificates that are trusted by themselves. The library tells that it found one by an empty name, and looks for them
/// before all anchors.
pub fn leaves<'a>(digests: impl Iterator<Item = &'a Digest>) -> TrustAnchor {
    let lines = digests.map(|digest| BASE64_STANDARD.encode(digest) + "\n").collect();
    TrustAnchor { allowed_list: Some(lines), ..anchor("", "", TrustListKind::Manifest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_fetched_whatever_the_library_prefers() {
        let context = context(Vec::new());
        let settings = context.settings();
        assert!(!settings.verify.remote_manifest_fetch && !settings.verify.ocsp_fetch);
        assert!(!settings.core.decode_identity_assertions);
        assert!(settings.core.allowed_network_hosts.as_ref().is_some_and(Vec::is_empty));
    }
}
