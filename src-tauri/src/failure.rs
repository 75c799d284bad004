use serde::Serialize;
use whence_engine::{
    known::KnownRefusal,
    ledger::LogRefusal,
    trust::{StoreError, TrustRefusal},
};
use whence_model::{Lang, Refusal, Text, t};

/// Why a command has no answer: a `kind` for the page to act on, a sentence for the person to read.
#[derive(Debug, PartialEq, Serialize)]
pub struct Failure {
    kind: String,
    sentence: String,
}

impl Failure {
    /// The kind is the tag under which the refusal is serialized everywhere.
    pub fn refused(refusal: &Refusal, lang: Lang) -> Self {
        let value = serde_json::to_value(refusal).unwrap_or_default();
        let kind = value["kind"].as_str().unwrap_or("broke").to_owned();
        Self { kind, sentence: refusal.sentence(lang) }
    }

    /// Somebody was not pinned, or a list not imported.
    pub fn untrusted(refusal: &TrustRefusal, lang: Lang) -> Self {
        Self { kind: "trust".into(), sentence: refusal.sentence(lang) }
    }

    /// A picture was not put on a list, or not taken off again.
    pub fn unlisted(refusal: &KnownRefusal, lang: Lang) -> Self {
        Self { kind: "known".into(), sentence: refusal.sentence(lang) }
    }

    /// Something was not written into the log, or not read from it.
    pub fn unlogged(refusal: &LogRefusal, lang: Lang) -> Self {
        Self { kind: "log".into(), sentence: refusal.sentence(lang) }
    }

    pub fn no_such_form(lang: Lang) -> Self {
        const SENTENCE: Text = t("This is not exported in that form.", "Ceci ne s'exporte pas sous cette forme.");
        Self { kind: "log".into(), sentence: SENTENCE.in_lang(lang).into() }
    }

    /// What was said of a picture cannot stand on a list.
    pub fn not_listed(reason: &Text, lang: Lang) -> Self {
        let sentence = Text::new(
            format!("This cannot stand on a list: {}.", reason.en),
            format!("Ceci ne peut pas figurer sur une liste : {}.", reason.fr),
        );
        Self { kind: "known".into(), sentence: sentence.in_lang(lang).into() }
    }

    /// The examination of this id has been dropped for later ones.
    pub fn forgotten(lang: Lang) -> Self {
        const SENTENCE: Text = t(
            "Many files were examined since this one, and its report is no longer kept. Examine the file again.",
            "De nombreux fichiers ont été examinés depuis celui-ci, et son rapport n'est plus gardé. Examinez-le de nouveau.",
        );
        Self { kind: "forgotten".into(), sentence: SENTENCE.in_lang(lang).into() }
    }

    pub fn no_position(lang: Lang) -> Self {
        const SENTENCE: Text = t(
            "This file holds no position that can be shown on a map.",
            "Ce fichier ne contient pas de position qui puisse être montrée sur une carte.",
        );
        Self { kind: "no_position".into(), sentence: SENTENCE.in_lang(lang).into() }
    }

    pub fn no_browser(why: &std::io::Error, lang: Lang) -> Self {
        let sentence = Text::new(
            format!("The system could not open its browser ({why}). Copy the coordinates into a map instead."),
            format!(
                "Le système n'a pas pu ouvrir son navigateur ({why}). Copiez plutôt les coordonnées dans une carte."
            ),
        );
        Self { kind: "no_browser".into(), sentence: sentence.in_lang(lang).into() }
    }

    pub fn no_page(address: &str, why: &std::io::Error, lang: Lang) -> Self {
        let sentence = Text::new(
            format!("The system could not open its browser ({why}). Open {address} yourself."),
            format!("Le système n'a pas pu ouvrir son navigateur ({why}). Ouvrez vous-même {address}."),
        );
        Self { kind: "no_browser".into(), sentence: sentence.in_lang(lang).into() }
    }

    /// Something that is remembered could not be read or written.
    pub fn kept(error: &StoreError, lang: Lang) -> Self {
        Self { kind: "settings".into(), sentence: error.sentence(lang) }
    }

    /// A connection that the person did not allow.
    pub fn switched_off(why: &Text, lang: Lang) -> Self {
        Self { kind: "switched_off".into(), sentence: why.in_lang(lang).into() }
    }

    pub fn not_copied(why: &Text, lang: Lang) -> Self {
        Self { kind: "broke".into(), sentence: why.in_lang(lang).into() }
    }

    /// The bytes of a file that is no longer that which was examined.
    pub fn changed_since(lang: Lang) -> Self {
        const SENTENCE: Text = t(
            "The file has changed, moved or gone since it was examined, so its bytes are not shown. Examine it again.",
            "Le fichier a changé, a été déplacé ou a disparu depuis l'examen : ses octets ne sont pas montrés. Examinez-le de nouveau.",
        );
        Self { kind: "changed_since".into(), sentence: SENTENCE.in_lang(lang).into() }
    }

    pub fn no_such_check(check: &str, lang: Lang) -> Self {
        let check = whence_model::Untrusted::from(check).short(80);
        let sentence =
            Text::new(format!("No check is called {check}."), format!("Aucun contrôle ne s'appelle {check}."));
        Self { kind: "no_such_check".into(), sentence: sentence.in_lang(lang).into() }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        // A fault of ours is told in English: it is for whoever mends it.
        Self::refused(&refusal, Lang::En)
    }
}
