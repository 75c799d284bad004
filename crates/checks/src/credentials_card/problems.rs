//! What does not hold in one manifest, in words, from status codes (C2PA Technical Specification 2.2, section 15.2).

use whence_model::{
    Text, Untrusted,
    facts::provenance::{Manifest, Provenance},
    t,
};

use super::words::{cut, once};

/// How many problems of one manifest are told.
const TOLD: usize = 3;

/// Beginnings of codes, the first that fits counts, and what each says of the file that is meant.
const PROBLEMS: &[(&str, Text)] = &[
    ("assertion.dataHash.", BYTES),
    ("assertion.boxesHash.", BYTES),
    ("assertion.bmffHash.", BYTES),
    ("claimSignature.", t("its signature does not hold", "sa signature ne tient pas")),
    ("signingCredential.", t("its signing key was withdrawn", "sa clé de signature a été révoquée")),
    ("ingredient.manifest.missing", t("its credentials are missing", "ses justificatifs manquent")),
    ("ingredient.claimSignature.missing", t("its credentials are missing", "ses justificatifs manquent")),
    ("ingredient.", t("what is said of it does not fit", "ce qui en est dit ne correspond pas")),
    ("assertion.", CREDENTIALS),
    ("claim.", CREDENTIALS),
    ("hashedURI.", CREDENTIALS),
];

const BYTES: Text = t("its bytes are not those that were signed", "ses octets ne sont pas ceux qui ont été signés");
const CREDENTIALS: Text =
    t("its credentials were altered or damaged", "ses justificatifs ont été altérés ou endommagés");

/// The manifests below the active one in which something does not hold.
pub fn troubled(p: &Provenance) -> Vec<&Manifest> {
    p.manifests.iter().filter(|m| m.problems.iter().any(|code| weighs(code))).collect()
}

/// Each once, in the order of the codes. Who signed, and when, is another question: an unknown signer or a missing
/// time stamp is no problem of the file.
pub fn told(codes: &[String]) -> Vec<Text> {
    let mut all = Vec::new();
    for code in codes.iter().filter(|code| weighs(code)) {
        let known = PROBLEMS.iter().find(|(beginning, _)| code.starts_with(beginning));
        once(&mut all, known.map_or_else(|| unknown(code), |(_, text)| text.clone()));
    }
    cut(all, TOLD)
}

fn weighs(code: &str) -> bool {
    let standing = code.starts_with("signingCredential.") && code != "signingCredential.ocsp.revoked";
    let time = code.starts_with("timeStamp.") || code == "claimSignature.outsideValidity";
    !standing && !time && !code.starts_with("cawg.") && code != "ingredient.unknownProvenance"
}

fn unknown(code: &str) -> Text {
    let code = Untrusted::from(code).short(60);
    Text::new(format!("a problem by the code “{code}”"), format!("un problème de code « {code} »"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(codes: &[&str]) -> Vec<String> {
        told(&codes.iter().map(|code| code.to_string()).collect::<Vec<_>>()).into_iter().map(|t| t.en.into()).collect()
    }

    #[test]
    fn who_signed_is_another_matter_than_whether_it_holds() {
        for code in ["signingCredential.untrusted", "signingCredential.expired", "claimSignature.outsideValidity"] {
            assert!(english(&[code]).is_empty(), "{code}");
        }
        assert_eq!(english(&["signingCredential.ocsp.revoked"]), ["its signing key was withdrawn"]);
        assert_eq!(english(&["claimSignature.mismatch"]), ["its signature does not hold"]);
        assert_eq!(english(&["assertion.dataHash.mismatch"]), ["its bytes are not those that were signed"]);
        assert_eq!(english(&["assertion.hashedURI.mismatch"]), ["its credentials were altered or damaged"]);
    }

    #[test]
    fn a_code_that_nobody_knows_is_quoted_and_many_are_cut() {
        assert_eq!(english(&["x\u{202e}y"]), ["a problem by the code “x⟨U+202E⟩y”"]);
        let many = english(&["a", "b", "c", "d", "e"]);
        assert_eq!(many.len(), 4);
        assert_eq!(many[3], "… and 2 more");
        assert!(english(&[]).is_empty());
    }
}
