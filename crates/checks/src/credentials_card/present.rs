//! Are there credentials, and from where?

use whence_model::{
    Text, Tone, Untrusted,
    facts::provenance::{Carrier, CredentialClass, Provenance},
    t,
};

use super::{
    Said,
    words::{NOTHING, quoted, sentences, with},
};
use crate::provenance::credentials_kept_elsewhere::host;

pub fn said(p: &Provenance) -> Said {
    match p.class {
        CredentialClass::None => Said {
            tone: Tone::Silent,
            answer: t("None in this file", "Aucun dans ce fichier"),
            detail: t(
                "Most sites and messengers remove them on upload, and most pictures never had any. That proves nothing either way.",
                "La plupart des sites et des messageries les retirent à l'envoi, et la plupart des images n'en ont jamais eu. Cela ne prouve rien, ni dans un sens ni dans l'autre.",
            ),
        },
        CredentialClass::RemoteNotFetched => elsewhere(p),
        CredentialClass::Unreadable => Said {
            tone: Tone::Limited,
            answer: with("There, but unreadable ({})", "Présents, mais illisibles ({})", &place(p)),
            detail: sentences([reason(p), unreadable()]),
        },
        class => Said {
            tone: if class.is_intact() { Tone::Proven } else { Tone::Said },
            answer: with("Yes, {}", "Oui, {}", &place(p)),
            detail: sentences([detached(p), tree(p)]),
        },
    }
}

fn elsewhere(p: &Provenance) -> Said {
    let host = shown_host(p);
    let (answer, detail) = match p.fetch.as_ref().and_then(|fetch| fetch.failed.as_ref()) {
        Some(failure) => {
            (with("Kept at {}; nothing came", "Conservés chez {} ; rien n'est venu", &host), failure.told())
        }
        None => (
            with("Kept at {}; not asked", "Conservés chez {} ; non interrogé", &host),
            with(
                "Asking would tell {} that somebody looks at this picture; Whence asks only when you say so.",
                "L'interroger apprendrait à {} que quelqu'un regarde cette image ; Whence ne le fait que si vous le demandez.",
                &host,
            ),
        ),
    };
    Said { tone: Tone::Limited, answer, detail }
}

/// Where the credentials that were read stand.
fn place(p: &Provenance) -> Text {
    match &p.carrier {
        Carrier::File => t("in the file itself", "dans le fichier même"),
        Carrier::Sidecar { name } => with("in {} beside the file", "dans {}, à côté", &quoted(name)),
        Carrier::Given { name } => with("in {}, which you gave", "dans {}, que vous avez donné", &quoted(name)),
        Carrier::Server => with("fetched from {}", "récupérés chez {}", &shown_host(p)),
    }
}

fn detached(p: &Provenance) -> Text {
    match p.carrier {
        Carrier::File => NOTHING,
        Carrier::Sidecar { .. } | Carrier::Given { .. } => t(
            "They are not in the picture itself and do not travel with it.",
            "Ils ne sont pas dans l'image elle-même et ne voyagent pas avec elle.",
        ),
        Carrier::Server => {
            with("You asked for them, so {} has seen it.", "Vous les avez demandés : {} l'a vu.", &shown_host(p))
        }
    }
}

/// How much more than this one picture they tell of.
fn tree(p: &Provenance) -> Text {
    let below = p.manifests.len().saturating_sub(1);
    match (below, p.cut) {
        (0, _) => NOTHING,
        (1, false) => t(
            "They also tell of one file that the picture was made from.",
            "Ils parlent aussi d'un fichier dont l'image est faite.",
        ),
        (n, false) => Text::new(
            format!("They also tell of {n} files that the picture was made from."),
            format!("Ils parlent aussi de {n} fichiers dont l'image est faite."),
        ),
        (n, true) => Text::new(
            format!("They also tell of more than {n} files that the picture was made from; not all are listed."),
            format!("Ils parlent aussi de plus de {n} fichiers dont l'image est faite ; tous ne sont pas listés."),
        ),
    }
}

fn unreadable() -> Text {
    t(
        "What they say is unknown. That alone says nothing against the picture.",
        "On ignore ce qu'ils disent. En soi, cela ne dit rien contre l'image.",
    )
}

fn reason(p: &Provenance) -> Text {
    let Some(defect) = &p.unreadable else { return NOTHING };
    // The library's words may quote the file.
    let what = Untrusted::from(defect.what.as_str()).short(160);
    Text::new(format!("The reader's words: {what}."), format!("Le lecteur dit, en anglais : {what}."))
}

fn shown_host(p: &Provenance) -> Text {
    let host = host(p.remote_url.as_ref().map_or("", Untrusted::raw)).short(100);
    match host.is_empty() {
        true => t("an address without a host", "une adresse sans hôte"),
        false => Text::new(host.clone(), host),
    }
}
