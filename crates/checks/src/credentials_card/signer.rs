//! Who signed, and is that proven?

use whence_model::{
    Text, Tone, Untrusted,
    facts::provenance::{CredentialClass, Flag, ListOrigin, Provenance},
    t,
};

use super::{
    Said,
    look_alike::look_alike,
    words::{NOTHING, quoted, sentences, with},
};
use crate::provenance::{official_list_date, signer, signers_list};

pub fn said(p: &Provenance) -> Said {
    if p.class.is_trusted() && !p.flags.contains(&Flag::Revoked) {
        let answer = listed_as(p);
        return Said { tone: Tone::Proven, answer, detail: sentences([on_list(p), revocation(p)]) };
    }
    let (tone, detail) = match p.class {
        CredentialClass::ChangedAfterSigning => (
            Tone::Said,
            t(
                "Whoever signed, signed other bytes than these: nothing here is their word on the file as it is.",
                "Le signataire, quel qu'il soit, a signé d'autres octets que ceux-ci : rien ici n'est sa parole sur le fichier tel qu'il est.",
            ),
        ),
        CredentialClass::CredentialsAltered => (
            Tone::Broken,
            t(
                "The signature does not hold, so the name says nothing: anyone can have put it there.",
                "La signature ne tient pas : le nom ne dit rien, n'importe qui a pu l'y mettre.",
            ),
        ),
        CredentialClass::SigningDateUnprovable => (
            Tone::Said,
            sentences([
                t(
                    "The certificate has expired, and no trusted time stamp shows when it signed, so date and signer cannot be proven. Common where certificates are short-lived and no time stamp is taken: some cameras and some AI services sign so.",
                    "Le certificat a expiré et aucun horodatage de confiance ne montre quand il a signé : ni la date ni le signataire ne peuvent être prouvés. Courant quand les certificats durent peu et qu'aucun horodatage n'est pris : des appareils photo et des services d'IA signent ainsi.",
                ),
                intact(p),
            ]),
        ),
        CredentialClass::BadCertificate => (
            Tone::Said,
            sentences([
                t(
                    "Its certificate is not made for signing, so it proves nothing about who signed. Early programs and test tools used such ones.",
                    "Son certificat n'est pas fait pour signer : il ne prouve rien sur le signataire. Les premiers logiciels et des outils d'essai en utilisaient.",
                ),
                intact(p),
            ]),
        ),
        _ if p.flags.contains(&Flag::Revoked) => (
            Tone::Limited,
            sentences([
                t(
                    "The signing key was withdrawn by its issuer, so who used it is not proven.",
                    "La clé de signature a été révoquée par son émetteur : qui s'en est servi n'est pas prouvé.",
                ),
                intact(p),
            ]),
        ),
        _ => (Tone::Said, sentences([anyone(), look_alike(signer(p)), not_listed(p)])),
    };
    Said { tone, answer: claims_to_be(signer(p)), detail }
}

/// A name that nothing proves.
pub fn claims_to_be(name: Option<&Untrusted>) -> Text {
    match name {
        Some(name) => with("Claims to be {}", "Se dit {}", &quoted(name)),
        None => t("Not proven, and no name is given", "Non prouvé, et aucun nom n'est donné"),
    }
}

/// A signer on a list, and by which one that is known.
pub fn listed_as(p: &Provenance) -> Text {
    let name = signer(p).map_or(t("A certificate without a name", "Un certificat sans nom"), quoted);
    match (p.class, signers_list(p).map(|list| list.origin)) {
        (CredentialClass::TrustedPinned, Some(ListOrigin::Imported)) => {
            with("{}, on a list that you imported", "{}, sur une liste que vous avez importée", &name)
        }
        (CredentialClass::TrustedPinned, _) => with("{}, pinned by you", "{}, épinglé par vous", &name),
        (CredentialClass::TrustedInterim, _) => with("{}, on the interim list", "{}, sur la liste provisoire", &name),
        _ => with("{}, on the C2PA Trust List", "{}, sur la liste de confiance C2PA", &name),
    }
}

/// The list with its date; the user's own words where the signer is pinned.
fn on_list(p: &Provenance) -> Text {
    let list = signers_list(p);
    let date = list.map(|list| list.date.as_str()).filter(|date| !date.is_empty());
    let dated = |en: &str, fr: &str| match date {
        Some(date) => Text::new(format!("{en} of {date}"), format!("{fr} du {date}")),
        None => Text::new(en, fr),
    };
    match (p.class, list) {
        (CredentialClass::TrustedPinned, Some(list)) if list.origin == ListOrigin::Imported => {
            let name = quoted(&list.name.as_str().into());
            let list = dated(&format!("the list {}", name.en), &format!("la liste {}", name.fr));
            with("Proven by {}, which you imported.", "Prouvé par {}, que vous avez importée.", &list)
        }
        (CredentialClass::TrustedPinned, _) => match p.signer.as_ref().and_then(|s| s.note.as_deref()) {
            Some(note) if !note.trim().is_empty() => {
                let note = Untrusted::from(note.trim()).short(200);
                Text::new(
                    format!("You pinned this certificate and noted: “{note}”."),
                    format!("Vous avez épinglé ce certificat et noté : « {note} »."),
                )
            }
            _ => t("You pinned this certificate yourself.", "Vous avez épinglé vous-même ce certificat."),
        },
        (CredentialClass::TrustedInterim, _) => with(
            "Proven by {}, closed January 2026. The C2PA list does not have it.",
            "Prouvé par {}, close en janvier 2026. La liste C2PA ne l'a pas.",
            &dated("the older interim list", "l'ancienne liste provisoire"),
        ),
        _ => with("Proven by {}.", "Prouvé par {}.", &dated("the C2PA Trust List", "la liste de confiance C2PA")),
    }
}

fn revocation(p: &Provenance) -> Text {
    match p.flags.contains(&Flag::RevocationNotChecked) {
        true => t(
            "Whether the key was withdrawn since was not checked.",
            "On n'a pas contrôlé si la clé a été révoquée depuis.",
        ),
        false => NOTHING,
    }
}

/// That what was signed is there as it was, and how much of the file that is.
fn intact(p: &Provenance) -> Text {
    match p.flags.contains(&Flag::PartNotCovered) {
        true => t("What the signature covers is intact.", "Ce que couvre la signature est intact."),
        false => t("The file itself is intact.", "Le fichier lui-même est intact."),
    }
}

fn anyone() -> Text {
    t(
        "Anyone can make such a certificate, in any name.",
        "N'importe qui peut créer un tel certificat, à n'importe quel nom.",
    )
}

/// That the lists were asked, and when they were taken. Nothing where the signer may be listed: a withdrawn key is no
/// unknown one.
pub fn not_listed(p: &Provenance) -> Text {
    match official_list_date(p) {
        _ if p.flags.contains(&Flag::Revoked) => NOTHING,
        Some(date) => Text::new(
            format!("It is not on the C2PA list of {date}; it may have been added since."),
            format!("Il ne figure pas sur la liste C2PA du {date} ; il a pu y être ajouté depuis."),
        ),
        None => t("It is on no list that was asked.", "Il ne figure sur aucune liste consultée."),
    }
}
