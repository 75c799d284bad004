use whence_inspect::Unusable;
use whence_model::{Lang, Pin, Refusal, Text, Untrusted, t};
use whence_store::StoreError;

use super::{MAX_NAME, MAX_NOTE};

/// Why somebody was not pinned or unpinned, or a list not imported or removed: what was wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustRefusal {
    /// The file itself could not be read.
    File(Refusal),
    /// The book could not be read or written.
    Store(StoreError),
    /// There are no certificates in the file, or none that can be taken.
    Unusable(Unusable),
    /// A pin is exactly one certificate.
    Several {
        found: usize,
    },
    /// The certificate may issue others, and so may not sign pictures (C2PA 2.2, section 14.5.1.1).
    Authority {
        name: Untrusted,
    },
    /// The picture has no credentials, or none that name a certificate.
    NoSigner,
    /// The signature is not of this certificate.
    SignatureBroken,
    /// Longer than `MAX_NOTE`.
    LongNote,
    /// Empty, longer than `MAX_NAME`, or with characters that are not seen.
    BadName,
    /// A list that ships has this name.
    ShippedName {
        name: Untrusted,
    },
    /// An imported list has this name.
    NameTaken {
        name: Untrusted,
    },
    NoSuchList {
        name: Untrusted,
    },
    NoSuchPin {
        asked: Untrusted,
    },
    /// Each of these is meant.
    Ambiguous {
        pins: Vec<Pin>,
    },
}

impl TrustRefusal {
    /// Whether other words would mend it: it is not about what a file holds.
    pub fn is_of_words(&self) -> bool {
        matches!(
            self,
            Self::LongNote
                | Self::BadName
                | Self::ShippedName { .. }
                | Self::NameTaken { .. }
                | Self::NoSuchList { .. }
                | Self::NoSuchPin { .. }
                | Self::Ambiguous { .. }
        )
    }

    /// What is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    fn text(&self) -> Text {
        match self {
            Self::File(refusal) => Text::new(refusal.sentence(Lang::En), refusal.sentence(Lang::Fr)),
            Self::Store(error) => Text::new(error.sentence(Lang::En), error.sentence(Lang::Fr)),
            Self::Unusable(why) => why.told(),
            Self::Several { found } => Text::new(
                format!(
                    "This file holds {found} certificates, and a pin is exactly one. Give a file with the signer's own, or import the file as a list."
                ),
                format!(
                    "Ce fichier contient {found} certificats, or une épingle en vaut un seul. Donnez un fichier avec celui du signataire, ou importez ce fichier comme liste."
                ),
            ),
            Self::Authority { name } => Text::new(
                format!(
                    "This certificate ({name}) issues others and may not sign pictures itself. Pin the signer's own certificate; or import this one as a list, if you trust everyone to whom it issues."
                ),
                format!(
                    "Ce certificat ({name}) en délivre d'autres et ne peut pas signer d'images lui-même. Épinglez celui du signataire ; ou importez celui-ci comme liste, si vous faites confiance à tous ceux à qui il en délivre."
                ),
            ),
            Self::NoSigner => t(
                "There is no signer to pin: this picture has no credentials that could be read.",
                "Il n'y a aucun signataire à épingler : cette image n'a pas de justificatifs lisibles.",
            ),
            Self::SignatureBroken => t(
                "The credentials of this picture were altered: nothing shows that they were signed by whom they name. Pin the signer from a picture whose credentials hold.",
                "Les justificatifs de cette image ont été modifiés : rien ne montre qu'ils ont été signés par celui qu'ils nomment. Épinglez le signataire depuis une image dont les justificatifs tiennent.",
            ),
            Self::LongNote => Text::new(
                format!("The note is too long: it may have {MAX_NOTE} characters. Shorten it."),
                format!("La note est trop longue : elle peut avoir {MAX_NOTE} caractères. Raccourcissez-la."),
            ),
            Self::BadName => Text::new(
                format!("A list's name has 1 to {MAX_NAME} characters, all of which are seen. Give it another name."),
                format!("Le nom d'une liste a de 1 à {MAX_NAME} caractères, tous visibles. Donnez-lui un autre nom."),
            ),
            Self::ShippedName { name } => Text::new(
                format!(
                    "Whence has a list of its own under the name {name}; yours would be taken for it in reports. Give it another name."
                ),
                format!(
                    "Whence a déjà une liste à lui sous le nom {name} ; la vôtre serait confondue avec elle dans les rapports. Donnez-lui un autre nom."
                ),
            ),
            Self::NameTaken { name } => Text::new(
                format!(
                    "You have imported a list under the name {name} already. Remove that one first, or give this one another name."
                ),
                format!(
                    "Vous avez déjà importé une liste sous le nom {name}. Retirez-la d'abord, ou donnez un autre nom à celle-ci."
                ),
            ),
            Self::NoSuchList { name } => Text::new(
                format!("You have imported no list under the name {name}. Lists that ship cannot be removed."),
                format!(
                    "Vous n'avez importé aucune liste sous le nom {name}. Les listes fournies ne peuvent pas être retirées."
                ),
            ),
            Self::NoSuchPin { asked } => Text::new(
                format!(
                    "You have pinned nobody whose name or SHA-256 is {asked}. Give at least the first 4 digits, or the whole name."
                ),
                format!(
                    "Vous n'avez épinglé personne dont le nom ou le SHA-256 soit {asked}. Donnez au moins les 4 premiers chiffres, ou le nom entier."
                ),
            ),
            Self::Ambiguous { pins } => Text::new(
                format!("{} pins are meant. Give more digits of one SHA-256.", pins.len()),
                format!("{} épingles correspondent. Donnez plus de chiffres d'un seul SHA-256.", pins.len()),
            ),
        }
    }
}

impl From<Refusal> for TrustRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::File(refusal)
    }
}

impl From<Unusable> for TrustRefusal {
    fn from(why: Unusable) -> Self {
        Self::Unusable(why)
    }
}

impl From<StoreError> for TrustRefusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_in_both_languages() {
        let name = Untrusted::from("a\u{202e}b");
        for refusal in [
            TrustRefusal::File(Refusal::Missing),
            TrustRefusal::Store(StoreError::NoFolder),
            TrustRefusal::Unusable(Unusable::NoCertificate),
            TrustRefusal::Several { found: 2 },
            TrustRefusal::Authority { name: name.clone() },
            TrustRefusal::NoSigner,
            TrustRefusal::SignatureBroken,
            TrustRefusal::LongNote,
            TrustRefusal::BadName,
            TrustRefusal::ShippedName { name: name.clone() },
            TrustRefusal::NameTaken { name: name.clone() },
            TrustRefusal::NoSuchList { name: name.clone() },
            TrustRefusal::NoSuchPin { asked: name },
            TrustRefusal::Ambiguous { pins: Vec::new() },
        ] {
            let [en, fr] = [Lang::En, Lang::Fr].map(|lang| refusal.sentence(lang));
            assert!(en.len() > 20 && fr.len() > 20 && en != fr, "{en} / {fr}");
            assert!(!en.contains('\u{202e}') && !fr.contains('\u{202e}'), "{en}");
        }
    }
}
