//! Has the file changed since its credentials were signed?

use whence_model::{
    Text, Tone,
    facts::provenance::{Carrier, CredentialClass, Flag, Provenance},
    t,
};

use super::{Said, words::NOTHING};
use crate::provenance::proven_signing_day;

pub fn said(p: &Provenance) -> Said {
    match p.class {
        CredentialClass::ChangedAfterSigning if p.carrier == Carrier::File => Said {
            tone: Tone::Broken,
            answer: t(
                "Yes: the picture or its metadata was changed",
                "Oui : l'image ou ses métadonnées ont été modifiées",
            ),
            detail: t(
                "The bytes are not those that were signed. Even a harmless re-save does this.",
                "Les octets ne sont pas ceux qui ont été signés. Même un réenregistrement anodin suffit.",
            ),
        },
        CredentialClass::ChangedAfterSigning => Said {
            tone: Tone::Broken,
            answer: t("They do not fit this file", "Ils ne correspondent pas à ce fichier"),
            detail: t(
                "The bytes are not those that were signed: the file was changed since (even a harmless re-save does this), or these credentials were made for another file.",
                "Les octets ne sont pas ceux qui ont été signés : le fichier a changé depuis (même un réenregistrement anodin suffit), ou ces justificatifs ont été faits pour un autre fichier.",
            ),
        },
        CredentialClass::CredentialsAltered => Said {
            tone: Tone::Broken,
            answer: t(
                "The credentials themselves were altered or damaged",
                "Les justificatifs eux-mêmes ont été altérés ou endommagés",
            ),
            detail: t(
                "So they cannot tell whether the picture is the one that was signed. A program that copies metadata without knowing credentials can do this.",
                "Ils ne peuvent donc pas dire si l'image est celle qui a été signée. Un logiciel qui copie les métadonnées sans connaître les justificatifs peut faire cela.",
            ),
        },
        _ if p.flags.contains(&Flag::PartNotCovered) => Said {
            tone: Tone::Limited,
            answer: t("Unchanged, in what the signature covers", "Inchangé, dans ce que couvre la signature"),
            detail: t(
                "The signature leaves out part of the file; see below. The rest is what was signed.",
                "La signature laisse de côté une partie du fichier ; voir plus bas. Le reste est ce qui a été signé.",
            ),
        },
        _ => Said { tone: Tone::Proven, answer: since(p), detail: NOTHING },
    }
}

fn since(p: &Provenance) -> Text {
    match proven_signing_day(p) {
        Some(day) => Text::new(
            format!("Unchanged since it was signed on {day}"),
            format!("Inchangé depuis sa signature le {day}"),
        ),
        None => t("Unchanged since it was signed", "Inchangé depuis sa signature"),
    }
}
