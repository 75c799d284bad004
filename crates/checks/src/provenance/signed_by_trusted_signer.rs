//! A signature that holds, by a signer on a list.

use whence_model::{
    Direction, Family, Finding, Outcome, Strength, Text, Untrusted,
    facts::provenance::{CredentialClass, Flag, ListOrigin, Provenance},
    t,
};

use super::{not_covered, proven_signing_day, seen_where, signature, signer_name, signers_list, signing_day};
use crate::{
    Case, Check, Page,
    credentials_card::words::{NOTHING, sentences},
};

pub static CHECK: Check = Check {
    id: "provenance/signed-by-trusted-signer",
    family: Family::Provenance,
    class: None,
    title: t(
        "Signed by a signer on a trust list, and the signature holds",
        "Signé par un signataire inscrit sur une liste : la signature est valable",
    ),
    nothing: t(
        "The credentials carry no signature that holds by a signer on a trust list.",
        "Les justificatifs ne portent pas de signature valable d'un signataire inscrit sur une liste de confiance.",
    ),
    page: Page {
        looks_at: t(
            "The signature over the file's bytes, and the C2PA trust list, the older interim list and the signers that you pinned, each with its date.",
            "La signature qui couvre les octets du fichier, et la liste de confiance C2PA, l'ancienne liste provisoire et les signataires que vous avez épinglés, chacune avec sa date.",
        ),
        matters: t(
            "It proves that the bytes that it covers are those that this signer signed. It does not prove that the scene or the caption is what it claims to be: a photograph of a screen can be signed too.",
            "Elle prouve que les octets qu'elle couvre sont ceux que ce signataire a signés. Elle ne prouve pas que la scène ou la légende est exacte : on peut aussi signer la photo d'un écran.",
        ),
        innocent: &[t(
            "Cameras, telephones and editing programs sign as a matter of course.",
            "Appareils photo, téléphones et logiciels de retouche signent couramment.",
        )],
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
    let p = &case.facts.provenance;
    seen_where(p, p.class.is_trusted(), |p| {
        let (en, fr) = match signer_name(p) {
            Some(name) => {
                let date = date(p);
                (
                    format!("Unchanged since “{name}” signed it{}.", date.en),
                    format!("Inchangé depuis que « {name} » l'a signé{}.", date.fr),
                )
            }
            None => (
                "Unchanged since it was signed, by a certificate that carries no name.".to_owned(),
                "Inchangé depuis sa signature, par un certificat qui ne porte pas de nom.".to_owned(),
            ),
        };
        let first = Text::new(en, fr);
        let revoked = p.flags.contains(&Flag::Revoked);
        let withdrawn = match revoked {
            true => t(
                "The signing key was withdrawn by its issuer, so who signed is unproven.",
                "La clé de signature a été révoquée par son émetteur : le signataire n'est pas prouvé.",
            ),
            false => NOTHING,
        };
        let message = sentences([first, list(p), withdrawn, not_covered(p)]);
        let strength = match p.coverage.as_ref() {
            // The integrity stands, but who held the key when it was used does not.
            _ if revoked => Strength::Weak,
            Some(coverage) if coverage.picture_left_out => Strength::Moderate,
            _ => Strength::Cryptographic,
        };
        Finding::new(Direction::UnchangedSinceSigning, strength, message, signature(p))
    })
}

/// When it was signed, as far as that is proven.
fn date(p: &Provenance) -> Text {
    match (proven_signing_day(p), signing_day(p)) {
        (Some(day), _) => Text::new(format!(" on {day}"), format!(" le {day}")),
        (None, Some(day)) => Text::new(
            format!("; that this was on {day} is said by a time stamp that is not proven"),
            format!(" ; un horodatage non prouvé dit que c'était le {day}"),
        ),
        (None, None) => t("; the signature carries no date", " ; la signature ne porte pas de date"),
    }
}

/// The list that the signer stands on, with its date.
fn list(p: &Provenance) -> Text {
    let list = signers_list(p);
    let (en, fr) = match list.map(|list| list.date.as_str()).filter(|date| !date.is_empty()) {
        Some(date) => (format!(" of {date}"), format!(" du {date}")),
        None => (String::new(), String::new()),
    };
    match (p.class, list) {
        (CredentialClass::TrustedPinned, Some(list)) if list.origin == ListOrigin::Imported => {
            let name = Untrusted::from(list.name.as_str()).short(80);
            Text::new(
                format!("The signer is on the list “{name}”{en}, which you imported."),
                format!("Le signataire figure sur la liste « {name} »{fr}, que vous avez importée."),
            )
        }
        (CredentialClass::TrustedPinned, _) => {
            t("You pinned this signer yourself.", "Vous avez épinglé vous-même ce signataire.")
        }
        (CredentialClass::TrustedInterim, _) => Text::new(
            format!("The signer is on the older interim list{en}, closed in January 2026."),
            format!("Le signataire figure sur l'ancienne liste provisoire{fr}, close en janvier 2026."),
        ),
        _ => Text::new(
            format!("The signer is on the C2PA trust list{en}."),
            format!("Le signataire figure sur la liste de confiance C2PA{fr}."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag, ListOrigin};

    #[test]
    fn official() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the C2PA trust list of 2026-08-14.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur la liste de confiance C2PA du 2026-08-14.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn interim() {
        let facts = credentials(CredentialClass::TrustedInterim, &[], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the older interim list of 2026-08-14, closed in January 2026.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur l'ancienne liste provisoire du 2026-08-14, close en janvier 2026.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn pinned() {
        let facts = credentials(CredentialClass::TrustedPinned, &[], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it on 2024-05-01. You pinned this signer yourself.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Vous avez épinglé vous-même ce signataire.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn on_a_list_that_the_user_imported() {
        let mut facts = credentials(CredentialClass::TrustedPinned, &[], &[]);
        facts.provenance.lists[0].origin = ListOrigin::Imported;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the list “pinned” of 2026-08-14, which you imported.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur la liste « pinned » du 2026-08-14, que vous avez importée.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_signature_that_leaves_the_picture_out_proves_no_picture() {
        let mut facts = credentials(CredentialClass::TrustedOfficial, &[Flag::PartNotCovered], &[]);
        let left_out = crate::specimen::leaving_out(&[whence_model::Place::bytes("JPEG › DQT", 180, 10)]);
        facts.provenance.coverage =
            Some(whence_model::facts::provenance::Coverage { picture_left_out: true, ..left_out });
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Moderate
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the C2PA trust list of 2026-08-14. But the signature leaves out bytes that the picture may be drawn from, so it does not prove that this is the picture that was signed.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur la liste de confiance C2PA du 2026-08-14. Mais la signature laisse de côté des octets dont l'image peut être dessinée : elle ne prouve pas que cette image est celle qui a été signée.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_part_that_the_signature_leaves_out_is_not_called_unchanged() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::PartNotCovered], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the C2PA trust list of 2026-08-14. Part of the file is not covered by the signature and may have changed since.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur la liste de confiance C2PA du 2026-08-14. Une partie du fichier n'est pas couverte par la signature et a pu changer depuis.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::PartNotCovered, Flag::Revoked], &[]);
        let said = seen(&run(&super::CHECK, &facts));
        assert!(said.contains("who signed is unproven. Part of the file is not covered"), "{said}");
    }

    #[test]
    fn a_date_that_no_listed_authority_confirms() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::TimestampUntrusted], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since “Example News” signed it; that this was on 2024-05-01 is said by a time stamp that is not proven. The signer is on the C2PA trust list of 2026-08-14.
        Inchangé depuis que « Example News » l'a signé ; un horodatage non prouvé dit que c'était le 2024-05-01. Le signataire figure sur la liste de confiance C2PA du 2026-08-14.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_withdrawn_key_proves_no_signer() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::Revoked], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Weak
        Unchanged since “Example News” signed it on 2024-05-01. The signer is on the C2PA trust list of 2026-08-14. The signing key was withdrawn by its issuer, so who signed is unproven.
        Inchangé depuis que « Example News » l'a signé le 2024-05-01. Le signataire figure sur la liste de confiance C2PA du 2026-08-14. La clé de signature a été révoquée par son émetteur : le signataire n'est pas prouvé.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_certificate_without_a_name_or_date() {
        let mut facts = credentials(CredentialClass::TrustedOfficial, &[], &[]);
        facts.provenance.signer = None;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        UnchangedSinceSigning Cryptographic
        Unchanged since it was signed, by a certificate that carries no name. The signer is on the C2PA trust list.
        Inchangé depuis sa signature, par un certificat qui ne porte pas de nom. Le signataire figure sur la liste de confiance C2PA.
          JPEG › APP11 C2PA › signature =
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in
            [CredentialClass::UnknownSigner, CredentialClass::ChangedAfterSigning, CredentialClass::CredentialsAltered]
        {
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
