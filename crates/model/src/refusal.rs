use serde::{Deserialize, Serialize};

use crate::{Lang, Text, Untrusted};

/// Why there is no report at all: each says what was wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Refusal {
    /// Nothing stands under that path.
    Missing,
    /// The system does not let us read it.
    Forbidden,
    /// Neither a file nor a folder: a device, a pipe, a socket.
    NotAFile,
    /// A folder in which no file is an image; `seen` files were looked at.
    NoImages { seen: u32 },
    /// No bytes.
    Empty,
    /// The bytes begin like nothing that we read; `begins` says like what, where that is known.
    NotAnImage { begins: Option<Untrusted> },
    /// More bytes than we read.
    TooLarge {
        #[cfg_attr(test, ts(type = "number"))]
        bytes: u64,
        #[cfg_attr(test, ts(type = "number"))]
        limit: u64,
    },
    /// The system broke off while we read.
    ReadFailed { detail: Untrusted },
    /// The file of credentials that the user named is not there: the picture may well be.
    CredentialsMissing { name: Untrusted },
    /// The file of credentials that the user named could not be read.
    CredentialsUnread { name: Untrusted, detail: Untrusted },
    /// The clipboard holds no picture.
    NothingToPaste,
    /// The person stopped it.
    Cancelled,
    /// A fault of ours: the examination itself broke off.
    Broke { detail: Untrusted },
}

impl Refusal {
    /// One clear sentence, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    fn text(&self) -> Text {
        match self {
            Self::Missing => Text::new(
                "There is no file or folder under this name. Check the spelling, or drop the file on the window.",
                "Aucun fichier ni dossier ne porte ce nom. Vérifiez l'orthographe ou déposez le fichier sur la fenêtre.",
            ),
            Self::Forbidden => Text::new(
                "The system does not let Whence read this file. Change its permissions or copy it somewhere you can read.",
                "Le système n'autorise pas Whence à lire ce fichier. Modifiez ses droits ou copiez-le ailleurs.",
            ),
            Self::NotAFile => Text::new(
                "This is neither a file nor a folder. Give the path of a picture.",
                "Ceci n'est ni un fichier ni un dossier. Indiquez le chemin d'une image.",
            ),
            Self::NoImages { seen } => Text::new(
                format!(
                    "No image was found in this folder ({seen} files looked at). Choose a folder that holds pictures."
                ),
                format!(
                    "Aucune image dans ce dossier ({seen} fichiers regardés). Choisissez un dossier qui contient des images."
                ),
            ),
            Self::Empty => Text::new(
                "This file is empty: it holds no bytes. The download or copy probably failed; get the file again.",
                "Ce fichier est vide : il ne contient aucun octet. Le téléchargement ou la copie a sans doute échoué ; récupérez-le de nouveau.",
            ),
            Self::NotAnImage { begins: None } => Text::new(
                "This is not an image that Whence reads (JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF, HEIC). Give the picture itself.",
                "Ce n'est pas une image que Whence sait lire (JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF, HEIC). Indiquez l'image elle-même.",
            ),
            Self::NotAnImage { begins: Some(like) } => Text::new(
                format!(
                    "This is not an image that Whence reads, whatever its name says: it begins like {like}. Give the picture itself."
                ),
                format!(
                    "Ce n'est pas une image que Whence sait lire, quel que soit son nom : le fichier commence comme ceci : {like}. Indiquez l'image elle-même."
                ),
            ),
            Self::TooLarge { bytes, limit } => Text::new(
                format!(
                    "This file has {} MiB; Whence reads up to {} MiB. Export a smaller copy, and note that a copy loses credentials.",
                    bytes >> 20,
                    limit >> 20
                ),
                format!(
                    "Ce fichier pèse {} Mio ; Whence lit jusqu'à {} Mio. Exportez une copie plus petite, en sachant qu'une copie perd les justificatifs.",
                    bytes >> 20,
                    limit >> 20
                ),
            ),
            Self::ReadFailed { detail } => Text::new(
                format!("The file could not be read to its end ({detail}). Try again, or copy it to another disk."),
                format!(
                    "Le fichier n'a pas pu être lu jusqu'au bout ({detail}). Réessayez ou copiez-le sur un autre disque."
                ),
            ),
            Self::CredentialsMissing { name } => Text::new(
                format!(
                    "There is no credentials file “{}” at the path that was given; the picture was not examined. Check the path, or leave it out.",
                    name.short(100)
                ),
                format!(
                    "Il n'y a pas de fichier de justificatifs « {} » au chemin indiqué ; l'image n'a pas été examinée. Vérifiez le chemin, ou ne l'indiquez pas.",
                    name.short(100)
                ),
            ),
            Self::CredentialsUnread { name, detail } => Text::new(
                format!(
                    "The credentials file “{}” could not be read ({}); the picture was not examined. Choose another, or leave it out.",
                    name.short(100),
                    detail.short(200)
                ),
                format!(
                    "Le fichier de justificatifs « {} » n'a pas pu être lu ({}) ; l'image n'a pas été examinée. Choisissez-en un autre, ou ne l'indiquez pas.",
                    name.short(100),
                    detail.short(200)
                ),
            ),
            Self::NothingToPaste => Text::new(
                "The clipboard holds no picture and no file. Copy a picture first, or drop the file: a copied picture has lost its metadata.",
                "Le presse-papiers ne contient ni image ni fichier. Copiez d'abord une image, ou déposez le fichier : une image copiée a perdu ses métadonnées.",
            ),
            Self::Cancelled => Text::new("You stopped this examination.", "Vous avez arrêté cet examen."),
            Self::Broke { detail } => Text::new(
                format!(
                    "Whence itself failed on this file ({detail}). Nothing is known about the picture; please report the file."
                ),
                format!(
                    "Whence a échoué sur ce fichier ({detail}). On ne sait rien de l'image ; merci de signaler ce fichier."
                ),
            ),
        }
    }
}
