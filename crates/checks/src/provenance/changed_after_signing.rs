//! Bytes that are not those that were signed.

use whence_model::{Direction, Family, Finding, Outcome, Strength, Text, facts::provenance::CredentialClass, t};

use super::{credentials_kept_elsewhere::from_elsewhere, failures, first_of, of_class};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/changed-after-signing",
    family: Family::Provenance,
    class: None,
    title: t("File changed after signing", "Fichier modifié après la signature"),
    nothing: t(
        "The file's bytes are those that the credentials were made for.",
        "Les octets du fichier sont ceux pour lesquels les justificatifs ont été faits.",
    ),
    page: Page {
        looks_at: t(
            "The hash of the file in the signed credentials against the hash of the file as it is.",
            "L'empreinte du fichier dans les justificatifs signés, comparée à celle du fichier tel qu'il est.",
        ),
        matters: t(
            "Something in the picture or its metadata changed after signing. What the credentials say no longer applies to this file.",
            "Quelque chose a changé dans l'image ou ses métadonnées après la signature. Ce que disent les justificatifs ne vaut plus pour ce fichier.",
        ),
        innocent: &[
            t(
                "Ordinary re-saving, resizing or a change of metadata by a program that does not know credentials does this.",
                "Un simple réenregistrement, un redimensionnement ou un changement de métadonnées par un logiciel qui ignore les justificatifs suffit.",
            ),
            t(
                "Some sites rewrite metadata on upload and leave the old credentials in place.",
                "Certains sites réécrivent les métadonnées à l'envoi et laissent en place les anciens justificatifs.",
            ),
            t(
                "A file of credentials that happens to have this picture's name may belong to another picture.",
                "Un fichier de justificatifs qui porte par hasard le nom de cette image peut appartenir à une autre.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "C2PA public test files, https://github.com/c2pa-org/public-testfiles",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_class(case, CredentialClass::ChangedAfterSigning, |p| {
        let message = from_elsewhere(p).map(not_of_this_file).unwrap_or(t(
            "The picture or its metadata was changed after signing; ordinary re-saving is enough. What the credentials say no longer applies to this file.",
            "L'image ou ses métadonnées ont été modifiées après la signature ; un simple réenregistrement suffit. Ce que disent les justificatifs ne vaut plus pour ce fichier.",
        ));
        let (first, more) = first_of(p, failures(p));
        Finding::new(Direction::ChangedSinceSigning, Strength::Cryptographic, message, first).also(more)
    })
}

/// What is kept apart from a file may as well be another file's.
fn not_of_this_file(credentials: Text) -> Text {
    Text::new(
        format!(
            "{} were not made for these bytes: they belong to another picture, or this one was changed since; ordinary re-saving is enough. What they say does not apply to this file as it is.",
            credentials.en
        ),
        format!(
            "{} n'ont pas été faits pour ces octets : ils appartiennent à une autre image, ou celle-ci a été modifiée depuis ; un simple réenregistrement suffit. Ce qu'ils disent ne vaut pas pour ce fichier tel qu'il est.",
            credentials.fr
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{Carrier, CredentialClass};

    #[test]
    fn the_hash_does_not_fit() {
        let facts = credentials(
            CredentialClass::ChangedAfterSigning,
            &[],
            &["signingCredential.untrusted", "assertion.dataHash.mismatch", "ingredient.claimSignature.mismatch"],
        );
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Cryptographic
        The picture or its metadata was changed after signing; ordinary re-saving is enough. What the credentials say no longer applies to this file.
        L'image ou ses métadonnées ont été modifiées après la signature ; un simple réenregistrement suffit. Ce que disent les justificatifs ne vaut plus pour ce fichier.
          JPEG › APP11 C2PA › validation = assertion.dataHash.mismatch
          JPEG › APP11 C2PA › validation = signingCredential.untrusted
        ");
    }

    #[test]
    fn without_a_code_it_stands_on_the_signature() {
        let facts = credentials(CredentialClass::ChangedAfterSigning, &[], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Cryptographic
        The picture or its metadata was changed after signing; ordinary re-saving is enough. What the credentials say no longer applies to this file.
        L'image ou ses métadonnées ont été modifiées après la signature ; un simple réenregistrement suffit. Ce que disent les justificatifs ne vaut plus pour ce fichier.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn credentials_from_elsewhere_may_be_another_pictures() {
        let mut facts = credentials(CredentialClass::ChangedAfterSigning, &[], &["assertion.dataHash.mismatch"]);
        facts.provenance.place = None;
        facts.provenance.carrier = Carrier::Sidecar { name: "photo.c2pa".into() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Cryptographic
        The credentials in “photo.c2pa” were not made for these bytes: they belong to another picture, or this one was changed since; ordinary re-saving is enough. What they say does not apply to this file as it is.
        Les justificatifs de « photo.c2pa » n'ont pas été faits pour ces octets : ils appartiennent à une autre image, ou celle-ci a été modifiée depuis ; un simple réenregistrement suffit. Ce qu'ils disent ne vaut pas pour ce fichier tel qu'il est.
          Content Credentials › validation = assertion.dataHash.mismatch
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [
            CredentialClass::TrustedOfficial,
            CredentialClass::UnknownSigner,
            CredentialClass::SigningDateUnprovable,
            CredentialClass::BadCertificate,
            CredentialClass::CredentialsAltered,
        ] {
            let facts = credentials(class, &[], &[]);
            assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found", "{class:?}");
        }
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
