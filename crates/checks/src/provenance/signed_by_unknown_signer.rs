//! A signature that holds, by somebody whom no list names.

use whence_model::{Direction, Family, Finding, Outcome, Strength, Text, facts::provenance::CredentialClass, t};

use super::{failures, not_covered, of_class, signature, signer, signer_name};
use crate::{
    Case, Check, Page,
    credentials_card::{look_alike::look_alike, signer::not_listed, words::sentences},
};

pub static CHECK: Check = Check {
    id: "provenance/signed-by-unknown-signer",
    family: Family::Provenance,
    class: None,
    title: t("Signed by a signer on no trust list", "Signé par un signataire absent des listes"),
    nothing: t(
        "The signer is not unknown to the trust lists, or the signature does not hold.",
        "Le signataire n'est pas inconnu des listes de confiance, ou la signature ne tient pas.",
    ),
    page: Page {
        looks_at: t(
            "The signature over the file's bytes, where the signer's certificate leads to no trust list.",
            "La signature qui couvre les octets du fichier, lorsque le certificat du signataire ne mène à aucune liste de confiance.",
        ),
        matters: t(
            "The bytes are those that were signed, but anyone can make a certificate with any name in it. A name that looks like a newsroom's proves nothing here.",
            "Les octets sont ceux qui ont été signés, mais n'importe qui peut créer un certificat à n'importe quel nom. Un nom qui ressemble à celui d'une rédaction ne prouve rien ici.",
        ),
        innocent: &[
            t(
                "Many programs and newsrooms sign with certificates that are not on the list, or not yet.",
                "Beaucoup de logiciels et de rédactions signent avec des certificats qui ne figurent pas, ou pas encore, sur la liste.",
            ),
            t(
                "The signer may have been added to the list after the date of the copy used here.",
                "Le signataire a pu être ajouté à la liste après la date de la copie utilisée ici.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 15 (Validation), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "C2PA Trust List, https://github.com/c2pa-org/conformance-public/tree/main/trust-list",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_class(case, CredentialClass::UnknownSigner, |p| {
        let name = match signer_name(p) {
            Some(name) => Text::new(
                format!(
                    "Unchanged since signing, but who signed cannot be confirmed: the name “{name}” is only a claim, and anyone can make such a certificate."
                ),
                format!(
                    "Inchangé depuis la signature, mais le signataire ne peut pas être confirmé : le nom « {name} » n'est qu'une affirmation, n'importe qui peut créer un tel certificat."
                ),
            ),
            None => t(
                "Unchanged since signing, but who signed cannot be confirmed: the certificate carries no name.",
                "Inchangé depuis la signature, mais le signataire ne peut pas être confirmé : le certificat ne porte pas de nom.",
            ),
        };
        let message = sentences([name, look_alike(signer(p)), not_listed(p), not_covered(p)]);
        Finding::new(Direction::UnchangedSinceSigning, Strength::Info, message, signature(p)).also(failures(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn a_name_is_only_a_claim() {
        let facts = credentials(CredentialClass::UnknownSigner, &[], &["signingCredential.untrusted"]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Info
        Unchanged since signing, but who signed cannot be confirmed: the name “Example News” is only a claim, and anyone can make such a certificate. It is on no list that was asked.
        Inchangé depuis la signature, mais le signataire ne peut pas être confirmé : le nom « Example News » n'est qu'une affirmation, n'importe qui peut créer un tel certificat. Il ne figure sur aucune liste consultée.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
          JPEG › APP11 C2PA › validation = signingCredential.untrusted
        ");
    }

    #[test]
    fn the_day_of_the_list_is_told() {
        let mut facts = credentials(CredentialClass::UnknownSigner, &[], &[]);
        facts.provenance.lists = credentials(CredentialClass::TrustedOfficial, &[], &[]).provenance.lists;
        facts.provenance.signer.as_mut().unwrap().organisation = Some("Rеuters".into());
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Info
        Unchanged since signing, but who signed cannot be confirmed: the name “Rеuters” is only a claim, and anyone can make such a certificate. The name is spelt with letters of more than one alphabet that look alike: it may be meant to pass for another. It is not on the C2PA list of 2026-08-14; it may have been added since.
        Inchangé depuis la signature, mais le signataire ne peut pas être confirmé : le nom « Rеuters » n'est qu'une affirmation, n'importe qui peut créer un tel certificat. Le nom est écrit avec des lettres de plusieurs alphabets qui se ressemblent : il veut peut-être passer pour un autre. Il ne figure pas sur la liste C2PA du 2026-08-14 ; il a pu y être ajouté depuis.
          JPEG › APP11 C2PA › signature = Rеuters · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_part_that_the_signature_leaves_out_is_not_called_unchanged() {
        let facts = credentials(CredentialClass::UnknownSigner, &[Flag::PartNotCovered], &[]);
        let said = seen(&run(&super::CHECK, &facts));
        assert!(
            said.contains("Part of the file is not covered by the signature and may have changed since."),
            "{said}"
        );
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::ChangedAfterSigning] {
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
