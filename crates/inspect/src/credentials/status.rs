//! The status codes of one validation (C2PA 2.2, section 15.2.2), flat, each with what it is about.

use c2pa::{ValidationResults, validation_status::ValidationStatus};
use whence_model::facts::provenance::{CodeKind, StatusCode};

use super::text;
use crate::limits::MAX_STATUS_CODES;

#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    pub code: String,
    pub kind: CodeKind,
    pub explanation: Option<String>,
    /// The JUMBF URI of the manifest or assertion that is meant.
    pub url: Option<String>,
    /// The trust list that a credential was found on; empty for a certificate that is trusted by itself.
    pub list: Option<String>,
    /// An ingredient is meant, and not the active manifest.
    pub ingredient: bool,
}

impl Status {
    /// About the active manifest, and a failure.
    pub fn fails_active(&self) -> bool {
        self.kind == CodeKind::Failure && !self.ingredient
    }

    /// About what binds credentials to the bytes of the file: a hash assertion.
    pub fn is_binding(&self) -> bool {
        is_binding(&self.code)
    }

    pub fn explains(&self, words: &str) -> bool {
        self.explanation.as_deref().is_some_and(|explanation| explanation.contains(words))
    }

    pub fn into_code(self) -> StatusCode {
        StatusCode {
            code: self.code,
            kind: self.kind,
            explanation: self.explanation.as_deref().map(text),
            ingredient: self.ingredient,
        }
    }
}

/// All codes, failures first so that none falls to the limit.
pub fn all(reader: &c2pa::Reader) -> Vec<Status> {
    let Some(results) = reader.validation_results() else { return Vec::new() };
    let mut statuses: Vec<Status> = Vec::new();
    for kind in [CodeKind::Failure, CodeKind::Success, CodeKind::Informational] {
        let active = results.active_manifest().into_iter().map(|codes| (codes, false));
        let deltas = results.ingredient_deltas().into_iter().flatten().map(|delta| (delta.validation_deltas(), true));
        for (codes, ingredient) in active.chain(deltas) {
            let of_kind = match kind {
                CodeKind::Failure => codes.failure(),
                CodeKind::Success => codes.success(),
                CodeKind::Informational => codes.informational(),
            };
            statuses.extend(of_kind.iter().map(|status| read(status, kind, ingredient)));
        }
    }
    // Most of a long list are the hashes of assertions, one by one, that match.
    if statuses.len() > MAX_STATUS_CODES {
        statuses.retain(|s| s.code != "assertion.hashedURI.match");
        statuses.truncate(MAX_STATUS_CODES);
    }
    statuses
}

/// Failure codes that a former tool recorded about an ingredient when it took it in.
pub fn recorded_failures(results: Option<&ValidationResults>, old: Option<&[ValidationStatus]>) -> Vec<String> {
    let active = results.into_iter().filter_map(ValidationResults::active_manifest);
    let deltas = results.into_iter().filter_map(ValidationResults::ingredient_deltas).flatten();
    let recorded = active.chain(deltas.map(|delta| delta.validation_deltas())).flat_map(|codes| codes.failure());
    // The form of version 1 does not say which codes are failures.
    let old = old.into_iter().flatten().filter(|status| is_failure(status.code()));
    recorded.chain(old).take(MAX_STATUS_CODES).map(|status| text(status.code()).to_string()).collect()
}

/// Whether it is about a hash over the file's bytes.
pub fn is_binding(code: &str) -> bool {
    ["dataHash", "bmffHash", "boxesHash", "collectionHash"]
        .iter()
        .any(|hash| code.strip_prefix("assertion.").and_then(|rest| rest.strip_prefix(hash)).is_some())
}

/// Whether a code tells that something is wrong with the content or the structure of what it is about. Who signed, and
/// when, is another question: an ingredient by an unknown signer is no problem of the ingredient.
pub fn is_problem(code: &str) -> bool {
    let standing = code.starts_with("signingCredential.") && code != "signingCredential.ocsp.revoked";
    let time = code.starts_with("timeStamp.") || code == "claimSignature.outsideValidity";
    is_failure(code) && !standing && !time && !code.starts_with("cawg.")
}

fn is_failure(code: &str) -> bool {
    use c2pa::{status_tracker::LogKind, validation_status::log_kind};
    // Listed as a success by version 0.91 of the library, against the specification.
    code == "ingredient.manifest.missing" || log_kind(code) == LogKind::Failure
}

fn read(status: &ValidationStatus, kind: CodeKind, ingredient: bool) -> Status {
    Status {
        code: text(status.code()).to_string(),
        kind,
        explanation: status.explanation().map(|e| text(e).raw().to_owned()),
        url: status.url().map(|url| text(url).raw().to_owned()),
        list: status.trust_list_uri().map(str::to_owned),
        ingredient,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_problem_of_an_ingredient() {
        for code in [
            "assertion.dataHash.mismatch",
            "claimSignature.mismatch",
            "assertion.hashedURI.mismatch",
            "ingredient.manifest.missing",
            "signingCredential.ocsp.revoked",
            "something.nobody.knows",
        ] {
            assert!(is_problem(code), "{code}");
        }
        for code in [
            "signingCredential.untrusted",
            "signingCredential.expired",
            "signingCredential.ocsp.skipped",
            "timeStamp.mismatch",
            "ingredient.unknownProvenance",
            "assertion.dataHash.match",
            "assertion.dataHash.additionalExclusionsPresent",
            "cawg.ica.did_unavailable",
        ] {
            assert!(!is_problem(code), "{code}");
        }
    }

    #[test]
    fn former_statuses_of_version_1_are_sorted_by_their_code() {
        let old: Vec<ValidationStatus> = ["claimSignature.mismatch", "assertion.dataHash.match", "timeStamp.mismatch"]
            .iter()
            .map(|code| serde_json::from_value(serde_json::json!({ "code": code })).expect("a status"))
            .collect();
        assert_eq!(recorded_failures(None, Some(&old)), ["claimSignature.mismatch"]);
    }
}
