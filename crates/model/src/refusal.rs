use serde::{Deserialize, Serialize};

use crate::{Lang, Text, Untrusted, t};

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
    /// The process that reads files could not be started: nothing of the file was read.
    Unstarted { detail: Untrusted },
    /// The locked room could not be had: nothing of the file was read.
    Unconfined { detail: Untrusted },
    /// Reading it did not end in time.
    OutOfTime {
        #[cfg_attr(test, ts(type = "number"))]
        seconds: u64,
    },
    /// Reading it wanted more memory than the locked room may take.
    OutOfMemory {
        #[cfg_attr(test, ts(type = "number"))]
        limit: u64,
    },
    /// Something in it is nested so deeply that reading it filled the stack.
    TooDeep,
    /// Something tried from within the locked room what nothing in it needs: a file, a connection, a program.
    Trespassed,
    /// What read it crashed in the locked room.
    Crashed { detail: Untrusted },
    /// What came out of the locked room is no answer.
    Garbled,
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
                    "No image was found in this folder ({seen} {} looked at). Choose a folder that holds pictures.",
                    if *seen == 1 { "file" } else { "files" }
                ),
                format!(
                    "Aucune image dans ce dossier ({seen} {}). Choisissez un dossier qui contient des images.",
                    if *seen < 2 { "fichier regardé" } else { "fichiers regardés" }
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
                    "This is not an image that Whence reads, whatever its name says: it begins like {}. Give the picture itself.",
                    like.short(100)
                ),
                format!(
                    "Ce n'est pas une image que Whence sait lire, quel que soit son nom : le fichier commence comme ceci : {}. Indiquez l'image elle-même.",
                    like.short(100)
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
            Self::Unstarted { detail } => Text::new(
                format!(
                    "The process in which Whence reads files could not be started ({}), so nothing of this file was read. The system may have too much to do: close other programs, and examine it again.",
                    detail.short(200)
                ),
                format!(
                    "Le processus dans lequel Whence lit les fichiers n'a pas pu être démarré ({}) : rien de ce fichier n'a été lu. Le système a peut-être trop à faire : fermez d'autres programmes et examinez-le de nouveau.",
                    detail.short(200)
                ),
            ),
            Self::Unconfined { detail } => Text::new(
                format!(
                    "The locked room in which Whence reads files could not be had on this system ({}), and without it no file is read. Examine it on another machine, or go on without that protection: in the window where it asks, in the terminal with --no-isolation.",
                    detail.short(200)
                ),
                format!(
                    "La chambre close dans laquelle Whence lit les fichiers n'a pas pu être obtenue sur ce système ({}), et sans elle aucun fichier n'est lu. Examinez-le sur une autre machine, ou continuez sans cette protection : dans la fenêtre quand elle le demande, dans le terminal avec --no-isolation.",
                    detail.short(200)
                ),
            ),
            Self::OutOfTime { seconds } => Text::new(
                format!(
                    "Reading this file did not end within {seconds} s, and was stopped. Files are made like this to keep programs busy; a very large picture can do it too. Nothing is known about it. Export a smaller copy, or raise the limit in the settings."
                ),
                format!(
                    "La lecture de ce fichier n'a pas abouti en {seconds} s et a été arrêtée. On fabrique de tels fichiers pour occuper les programmes ; une très grande image peut aussi en être la cause. On n'en sait rien. Exportez une copie plus petite, ou relevez la limite dans les réglages."
                ),
            ),
            Self::OutOfMemory { limit } => Text::new(
                format!(
                    "Reading this file wanted more than {} MiB of memory, and was stopped. Files are made like this to fill a machine; a very large picture can do it too. Nothing is known about it. Export a smaller copy, or raise the limit in the settings.",
                    limit >> 20
                ),
                format!(
                    "La lecture de ce fichier demandait plus de {} Mio de mémoire et a été arrêtée. On fabrique de tels fichiers pour saturer une machine ; une très grande image peut aussi en être la cause. On n'en sait rien. Exportez une copie plus petite, ou relevez la limite dans les réglages.",
                    limit >> 20
                ),
            ),
            Self::TooDeep => t(
                "Something in this file is nested so deeply that reading it was stopped. No program writes files like this in good order: it is damaged, or made to break programs. Nothing is known about the picture. Ask for another copy.",
                "Quelque chose dans ce fichier est imbriqué si profondément que la lecture a été arrêtée. Aucun programme en bon état n'écrit de tels fichiers : il est abîmé, ou conçu pour casser des programmes. On ne sait rien de l'image. Demandez une autre copie.",
            ),
            Self::Trespassed => t(
                "While this file was read, something tried what reading never needs, such as opening another file or a connection. The system stopped it at the first attempt. Nothing is known about the picture. Do not open the file in other programs, and please report it.",
                "Pendant la lecture de ce fichier, quelque chose a tenté ce dont la lecture n'a jamais besoin, comme ouvrir un autre fichier ou une connexion. Le système l'a arrêté à la première tentative. On ne sait rien de l'image. N'ouvrez pas ce fichier dans d'autres programmes, et merci de le signaler.",
            ),
            Self::Crashed { detail } => Text::new(
                format!(
                    "What reads files crashed on this one, in the locked room ({}); nothing else was harmed. Nothing is known about the picture. Be careful with the file in other programs, and please report it.",
                    detail.short(200)
                ),
                format!(
                    "Ce qui lit les fichiers s'est arrêté brutalement sur celui-ci, dans la chambre close ({}) ; rien d'autre n'a été touché. On ne sait rien de l'image. Soyez prudent avec ce fichier dans d'autres programmes, et merci de le signaler.",
                    detail.short(200)
                ),
            ),
            Self::Garbled => t(
                "What came out of the locked room for this file is no answer, and was not used. Nothing is known about the picture. Be careful with the file in other programs, and please report it.",
                "Ce qui est sorti de la chambre close pour ce fichier n'est pas une réponse et n'a pas été utilisé. On ne sait rien de l'image. Soyez prudent avec ce fichier dans d'autres programmes, et merci de le signaler.",
            ),
        }
    }
}
