//! How much a mark can be worth, by what it takes to forge it, and why a signature could not be verified.

use whence_model::{
    MarkTier, Text,
    facts::generator::{Mark, MarkKind, MarkSignature},
    t,
};

use crate::{
    credentials_card::words::{NOTHING, sentences},
    declared::{
        app_export,
        marks::{hidden, unread},
    },
};

pub fn tier(mark: &Mark) -> MarkTier {
    match mark.kind {
        _ if mark.signature == Some(MarkSignature::Verified) => MarkTier::Signed,
        MarkKind::GrokSignature if mark.signature != Some(MarkSignature::Malformed) => MarkTier::SignedUnverified,
        MarkKind::Name | MarkKind::AigcLabel | MarkKind::SamsungEdit => MarkTier::Declared,
        MarkKind::AppExport if app_export::says(mark).is_some() => MarkTier::Declared,
        MarkKind::Parameters
        | MarkKind::NodeGraph
        | MarkKind::InvokeAi
        | MarkKind::NovelAi
        | MarkKind::SettingsJson
        | MarkKind::Midjourney => MarkTier::WorkingData,
        MarkKind::GrokSignature | MarkKind::AppExport | MarkKind::Hint | MarkKind::HiddenData => MarkTier::Hint,
    }
}

/// What a mark of this tier is worth, where it is hidden, and why it could not be parsed or its signature verified.
pub fn worth(mark: &Mark) -> Text {
    let tier = match tier(mark) {
        MarkTier::Signed => t(
            "Verified by the key that its maker published: only the holder of the key can sign so, and one changed pixel would have broken it.",
            "Vérifiée avec la clé que son éditeur a publiée : seul le détenteur de la clé peut signer ainsi, et un seul pixel changé l'aurait rompue.",
        ),
        MarkTier::SignedUnverified => t(
            "It has the form of a signature, but its key is not public: it cannot be verified here, and the block can be copied from another picture.",
            "Elle a la forme d'une signature, mais sa clé n'est pas publique : elle ne peut pas être vérifiée ici, et le bloc peut être copié d'une autre image.",
        ),
        MarkTier::Declared => t(
            "A label: anyone can write, copy or remove it.",
            "Une étiquette : n'importe qui peut l'écrire, la copier ou la retirer.",
        ),
        MarkTier::WorkingData => t(
            "Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them.",
            "Des données qu'un tel logiciel écrit pour son propre usage : on n'en écrit pas par hasard, mais n'importe qui peut les coller ou les retirer.",
        ),
        MarkTier::PixelMark => NOTHING,
        MarkTier::Hint => t(
            "A hint: it may come about otherwise, and anyone can write or remove it.",
            "Un indice : il peut avoir une autre origine, et n'importe qui peut l'écrire ou le retirer.",
        ),
    };
    sentences([tier, hidden(mark), unread(mark), signature(mark)])
}

fn signature(mark: &Mark) -> Text {
    match mark.signature {
        None | Some(MarkSignature::Verified) => NOTHING,
        // The tier says it.
        Some(MarkSignature::NoKey) if mark.kind == MarkKind::GrokSignature => NOTHING,
        Some(MarkSignature::NoKey) => t(
            "It carries a signature whose key is not public.",
            "Elle porte une signature dont la clé n'est pas publique.",
        ),
        Some(MarkSignature::DoesNotHold) => t(
            "Its signature does not hold: pixels or words are not those that were signed, for which saving the picture again is enough.",
            "Sa signature ne tient pas : les pixels ou les mots ne sont pas ceux qui ont été signés ; enregistrer l'image de nouveau y suffit.",
        ),
        Some(MarkSignature::NoPixels) => t(
            "Its signature could not be verified: the pixels were not decoded, or this format does not keep them as they were.",
            "Sa signature n'a pas pu être vérifiée : les pixels n'ont pas été décodés, ou ce format ne les garde pas tels quels.",
        ),
        Some(MarkSignature::Malformed) => t(
            "What stands in the place of its signature has not the form of one.",
            "Ce qui se trouve à la place de sa signature n'en a pas la forme.",
        ),
    }
}
