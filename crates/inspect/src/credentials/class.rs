//! The state of credentials, from status codes.
//!
//! The order is that of what a reader must know first: whether the credentials are those that were signed, whether the
//! bytes are, whether the certificate could sign at all, when, and only then who it was.

use whence_model::facts::provenance::{CodeKind, CredentialClass, Flag};

use super::{
    status::{self, Status},
    tree::Node,
};

/// Codes that say that the credentials are not those that were signed, or that what ties them together is missing.
const ALTERED: &[&str] = &[
    "assertion.hardBinding.redacted",
    "assertion.hashedURI.mismatch",
    "assertion.missing",
    "assertion.multipleHardBindings",
    "assertion.notRedacted",
    "assertion.outsideManifest",
    "assertion.required.missing",
    "assertion.selfRedacted",
    "assertion.undeclared",
    "claim.cbor.invalid",
    "claim.hardBindings.missing",
    "claim.malformed",
    "claim.missing",
    "claim.multiple",
    "claim.required.missing",
    "claimSignature.mismatch",
    "claimSignature.missing",
    "hashedURI.mismatch",
    "hashedURI.missing",
];

/// The library's words for a hash that holds, but leaves out more than the place of the credentials.
const WIDER_EXCLUSION: &str = "exclusion does not match the manifest location";

/// Its words for time stamps of version 1 claims, whose authority it holds against no list.
const UNCHECKED_AUTHORITY: &str = "legacy timestamp cert trusted";

/// Where the hash over the file's bytes is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// In the active manifest.
    Active,
    /// In the manifest that the active one, an update, builds upon.
    Parent {
        /// The update's maker saw that the hash did not hold.
        recorded_broken: bool,
    },
}

/// What is proven of the file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Unchanged,
    /// Except where the hash leaves metadata out.
    UnchangedInPart,
    Changed,
}

/// Where the active manifest has its hash.
pub fn binding(active: Option<&c2pa::Manifest>) -> Binding {
    let Some(active) = active else { return Binding::Active };
    if active.ingredients().is_empty() || active.assertion_references().any(|r| r.url().contains("/c2pa.hash.")) {
        return Binding::Active;
    }
    let recorded = active
        .ingredients()
        .iter()
        .filter(|i| i.is_parent())
        .flat_map(|parent| status::recorded_failures(parent.validation_results(), parent.validation_status()));
    Binding::Parent { recorded_broken: recorded.into_iter().any(|code| status::is_binding(&code)) }
}

/// Whether the bytes are those that were signed. `only_metadata_left_out` looks at the hash assertion with this URI.
pub fn content(statuses: &[Status], binding: Binding, only_metadata_left_out: impl Fn(&str) -> bool) -> Content {
    let in_active = |s: &&Status| !s.ingredient || binding != Binding::Active;
    let about_bytes = || statuses.iter().filter(in_active).filter(|s| s.is_binding());
    let holds = about_bytes().any(|s| s.kind == CodeKind::Success);
    let (wider, broken): (Vec<&Status>, Vec<&Status>) =
        about_bytes().filter(|s| s.kind == CodeKind::Failure).partition(|s| s.explains(WIDER_EXCLUSION));
    let proven = holds || binding == Binding::Parent { recorded_broken: false };
    let harmless = |s: &&Status| s.url.as_deref().is_some_and(&only_metadata_left_out);
    if !broken.is_empty() || !proven || !wider.iter().all(harmless) {
        return Content::Changed;
    }
    let extra = about_bytes().any(|s| s.code.ends_with(".additionalExclusionsPresent"));
    if extra || !wider.is_empty() { Content::UnchangedInPart } else { Content::Unchanged }
}

/// `vouched` is the class of a signer whom somebody vouches for and with whom nothing else is wrong.
pub fn class(statuses: &[Status], content: Content, vouched: Option<CredentialClass>) -> CredentialClass {
    let fails = |code: &str| statuses.iter().any(|s| s.fails_active() && s.code == code);
    let bad = fails("signingCredential.invalid");
    let expired = fails("signingCredential.expired") || fails("claimSignature.outsideValidity");
    // The library withholds this success where it rejected the certificate; it has still verified the signature then.
    let signed = active(statuses).any(|s| s.kind == CodeKind::Success && s.code == "claimSignature.validated");
    if ALTERED.iter().any(|code| fails(code)) || !(signed || bad || expired || revoked(statuses)) {
        CredentialClass::CredentialsAltered
    } else if content == Content::Changed {
        CredentialClass::ChangedAfterSigning
    } else if bad {
        CredentialClass::BadCertificate
    } else if expired {
        CredentialClass::SigningDateUnprovable
    } else if revoked(statuses) || fails("signingCredential.untrusted") {
        CredentialClass::UnknownSigner
    } else {
        vouched.unwrap_or(CredentialClass::UnknownSigner)
    }
}

/// The name of the list that the library found the signer on; empty where the certificate is trusted by itself.
pub fn list(statuses: &[Status]) -> Option<&str> {
    let trusted = active(statuses).find(|s| s.kind == CodeKind::Success && s.code == "signingCredential.trusted")?;
    trusted.list.as_deref()
}

pub fn flags(statuses: &[Status], content: Content, nodes: &[Node]) -> Vec<Flag> {
    let has = |code: &str| active(statuses).any(|s| s.code == code);
    let mut stamps = active(statuses).filter(|s| s.code.starts_with("timeStamp.")).peekable();
    let missing = stamps.peek().is_none();
    let untrusted = stamps.any(|s| !matches!(s.kind, CodeKind::Success) || s.explains(UNCHECKED_AUTHORITY));
    let in_delta = |s: &Status| s.ingredient && s.kind == CodeKind::Failure && status::is_problem(&s.code);
    let names_one = |s: &Status| s.fails_active() && s.code.starts_with("ingredient.");
    let recorded = || nodes.iter().flat_map(|n| &n.entry.problems).any(|code| status::is_problem(code));
    [
        (Flag::IngredientProblem, statuses.iter().any(|s| in_delta(s) || names_one(s)) || recorded()),
        (Flag::PartNotCovered, content == Content::UnchangedInPart),
        (Flag::RevocationNotChecked, !has("signingCredential.ocsp.notRevoked") && !revoked(statuses)),
        (Flag::Revoked, revoked(statuses)),
        (Flag::TimestampMissing, missing),
        (Flag::TimestampUntrusted, untrusted),
    ]
    .into_iter()
    .filter_map(|(flag, holds)| holds.then_some(flag))
    .collect()
}

fn active(statuses: &[Status]) -> impl Iterator<Item = &Status> {
    statuses.iter().filter(|s| !s.ingredient)
}

fn revoked(statuses: &[Status]) -> bool {
    active(statuses).any(|s| s.code == "signingCredential.ocsp.revoked")
}

#[cfg(test)]
mod tests {
    use CodeKind::{Failure, Informational, Success};

    use super::*;

    fn status(kind: CodeKind, code: &str) -> Status {
        let url = Some("self#jumbf=/c2pa/m/c2pa.assertions/c2pa.hash.data".into());
        Status { code: code.into(), kind, explanation: None, url, list: None, ingredient: false }
    }

    /// What the library says of an intact file by an unknown signer, without `without`, and with `more`.
    fn statuses(without: &[&str], more: &[(CodeKind, &str)]) -> Vec<Status> {
        let usual = [
            (Success, "claimSignature.validated"),
            (Success, "assertion.dataHash.match"),
            (Failure, "signingCredential.untrusted"),
        ];
        let kept = usual.into_iter().filter(|(_, code)| !without.contains(code));
        kept.chain(more.iter().copied()).map(|(kind, code)| status(kind, code)).collect()
    }

    fn class_of(statuses: &[Status]) -> CredentialClass {
        class(statuses, content(statuses, Binding::Active, |_| true), Some(CredentialClass::TrustedOfficial))
    }

    #[test]
    fn classes() {
        use CredentialClass::*;
        let hash = "assertion.dataHash.match";
        let signed = "claimSignature.validated";
        /// Name, expected, left out of the usual codes, more codes.
        type Case<'a> = (&'a str, CredentialClass, &'a [&'a str], &'a [(CodeKind, &'a str)]);
        let cases: &[Case] = &[
            ("untrusted", UnknownSigner, &[], &[]),
            ("bytes", ChangedAfterSigning, &[hash], &[(Failure, "assertion.dataHash.mismatch")]),
            ("boxes", ChangedAfterSigning, &[hash], &[(Failure, "assertion.boxesHash.unknownBox")]),
            ("BMFF", ChangedAfterSigning, &[hash], &[(Failure, "assertion.bmffHash.mismatch")]),
            ("hash of nothing", ChangedAfterSigning, &[hash], &[]),
            ("signature", CredentialsAltered, &[signed], &[(Failure, "claimSignature.mismatch")]),
            ("signature not verified", CredentialsAltered, &[signed], &[]),
            ("no hash", CredentialsAltered, &[hash], &[(Failure, "claim.hardBindings.missing")]),
            ("assertion", CredentialsAltered, &[], &[(Failure, "assertion.hashedURI.mismatch")]),
            (
                "credentials before bytes",
                CredentialsAltered,
                &[hash],
                &[(Failure, "assertion.dataHash.mismatch"), (Failure, "assertion.missing")],
            ),
            ("expired", SigningDateUnprovable, &[signed], &[(Failure, "signingCredential.expired")]),
            ("expired CA", SigningDateUnprovable, &[], &[(Failure, "claimSignature.outsideValidity")]),
            (
                "bytes before date",
                ChangedAfterSigning,
                &[signed, hash],
                &[(Failure, "signingCredential.expired"), (Failure, "assertion.dataHash.mismatch")],
            ),
            (
                "signature before date",
                CredentialsAltered,
                &[signed],
                &[(Failure, "signingCredential.expired"), (Failure, "claimSignature.mismatch")],
            ),
            ("certificate", BadCertificate, &[signed], &[(Failure, "signingCredential.invalid")]),
            ("no rule broken that matters", UnknownSigner, &[], &[(Failure, "assertion.action.malformed")]),
            ("ingredient", UnknownSigner, &[], &[(Failure, "ingredient.manifest.missing")]),
            ("identity", UnknownSigner, &[], &[(Failure, "cawg.ica.did_unavailable")]),
        ];
        for (name, expected, without, more) in cases {
            assert_eq!(class_of(&statuses(without, more)), *expected, "{name}");
        }
    }

    #[test]
    fn ingredients_have_no_part_in_the_class() {
        let mut all = statuses(&[], &[(Failure, "assertion.dataHash.mismatch"), (Failure, "claimSignature.mismatch")]);
        all[3].ingredient = true;
        all[4].ingredient = true;
        assert_eq!(class_of(&all), CredentialClass::UnknownSigner);
        assert_eq!(flags(&all, Content::Unchanged, &[])[0], Flag::IngredientProblem);
    }

    #[test]
    fn only_who_is_vouched_for_and_not_revoked_is_trusted() {
        let mut all = statuses(&["signingCredential.untrusted"], &[(Success, "signingCredential.trusted")]);
        all[2].list = Some("a list".into());
        let class_if = |all: &[Status], vouched| class(all, Content::Unchanged, vouched);
        for vouched in
            [CredentialClass::TrustedOfficial, CredentialClass::TrustedInterim, CredentialClass::TrustedPinned]
        {
            assert_eq!(class_if(&all, Some(vouched)), vouched);
        }
        assert_eq!(class_if(&all, None), CredentialClass::UnknownSigner, "such as on a list of time stamps");
        assert_eq!(list(&all), Some("a list"));
        let mut revoked = all.clone();
        revoked.push(status(Failure, "signingCredential.ocsp.revoked"));
        assert_eq!(class_of(&revoked), CredentialClass::UnknownSigner);
        all[2].ingredient = true;
        assert_eq!(list(&all), None, "of an ingredient");
    }

    #[test]
    fn a_hash_that_leaves_metadata_out_still_proves_the_rest() {
        let wider = Status {
            explanation: Some("data hash exclusion does not match the manifest location in the asset".into()),
            ..status(Failure, "assertion.dataHash.mismatch")
        };
        let with = |without: &[&str]| {
            let mut all = statuses(without, &[]);
            all.push(wider.clone());
            all
        };
        assert_eq!(content(&with(&[]), Binding::Active, |_| true), Content::UnchangedInPart);
        assert_eq!(content(&with(&[]), Binding::Active, |_| false), Content::Changed, "picture left out");
        assert_eq!(content(&with(&["assertion.dataHash.match"]), Binding::Active, |_| true), Content::Changed);
        let mut both = with(&[]);
        both.push(status(Failure, "assertion.dataHash.mismatch"));
        assert_eq!(content(&both, Binding::Active, |_| true), Content::Changed, "and the rest does not hold");
        let more = statuses(&[], &[(Informational, "assertion.dataHash.additionalExclusionsPresent")]);
        assert_eq!(content(&more, Binding::Active, |_| true), Content::UnchangedInPart);
    }

    #[test]
    fn an_update_is_bound_by_what_it_updates() {
        let parent = |recorded_broken| Binding::Parent { recorded_broken };
        let unsaid = statuses(&["assertion.dataHash.match"], &[]);
        assert_eq!(content(&unsaid, parent(false), |_| true), Content::Unchanged);
        assert_eq!(content(&unsaid, parent(true), |_| true), Content::Changed);
        let mut broken = unsaid;
        broken.push(Status { ingredient: true, ..status(Failure, "assertion.dataHash.mismatch") });
        assert_eq!(content(&broken, parent(false), |_| true), Content::Changed);
    }

    #[test]
    fn what_else_holds() {
        let of = |more: &[(CodeKind, &str)]| flags(&statuses(&[], more), Content::Unchanged, &[]);
        assert_eq!(of(&[]), [Flag::RevocationNotChecked, Flag::TimestampMissing]);
        let checked = [(Informational, "signingCredential.ocsp.notRevoked"), (Success, "timeStamp.trusted")];
        assert_eq!(of(&checked), []);
        assert_eq!(of(&[checked[0], (Informational, "timeStamp.untrusted")]), [Flag::TimestampUntrusted]);
        assert_eq!(of(&[(Failure, "signingCredential.ocsp.revoked"), checked[1]]), [Flag::Revoked]);
        assert_eq!(of(&[checked[0], checked[1], (Failure, "ingredient.manifest.missing")]), [Flag::IngredientProblem]);
        let unchecked = Status {
            explanation: Some("legacy timestamp cert trusted: X".into()),
            ..status(Success, "timeStamp.trusted")
        };
        assert!(flags(&[unchecked], Content::UnchangedInPart, &[]).ends_with(&[Flag::TimestampUntrusted]));
    }
}
