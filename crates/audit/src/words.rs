//! What the checker says, in sentences: what was seen, what it may mean, what to do. Never who.

use whence_model::{Text, ledger::PartName, t};

use crate::{CheckedCheckpoint, Column, Disagreement, Held, Verification, What};

impl Disagreement {
    pub(crate) fn text(&self) -> Text {
        match self.what {
            What::NewerHeader | What::NewerReport => self.seen(),
            _ => joined([self.seen(), self.may_mean(), to_do()]),
        }
    }

    fn seen(&self) -> Text {
        let Self { position, what, expected, found } = self;
        match what {
            What::Digest => Text::new(
                format!("Entry {position}: the digest kept with it is {expected}, and its header gives {found}."),
                format!(
                    "Entrée {position} : l'empreinte gardée avec elle est {expected}, et son en-tête donne {found}."
                ),
            ),
            What::NewerHeader | What::NewerReport => Text::new(
                format!(
                    "Entry {position} was written by a later version of Whence (schema {found}; this one knows {expected}). This version cannot check it: nothing is said against it, nor for it and what follows. Update Whence, then check again."
                ),
                format!(
                    "L'entrée {position} a été écrite par une version plus récente de Whence (schéma {found} ; celle-ci connaît {expected}). Cette version ne peut pas la contrôler : rien n'est dit contre elle, ni pour elle et la suite. Mettez Whence à jour, puis contrôlez de nouveau."
                ),
            ),
            What::Header => Text::new(
                format!("Entry {position}: its header is not written as headers are, though its digest fits."),
                format!(
                    "Entrée {position} : son en-tête n'est pas écrit comme le sont les en-têtes, bien que son empreinte corresponde."
                ),
            ),
            What::Position => Text::new(
                format!("Entry {expected} should stand here, and what stands here says it is entry {found}."),
                format!("Ici devrait se trouver l'entrée {expected}, et ce qui s'y trouve se dit l'entrée {found}."),
            ),
            What::Ledger if expected.is_empty() => Text::new(
                format!("Entry {position} names “{found}” as its log, which is the id of none."),
                format!("L'entrée {position} nomme « {found} » comme son registre, et ce n'est l'identifiant d'aucun."),
            ),
            What::Ledger => Text::new(
                format!(
                    "Entry {position} says that it is of the log “{found}”, and the entries before it are of {expected}."
                ),
                format!("L'entrée {position} se dit du registre « {found} », et celles d'avant sont de {expected}."),
            ),
            What::Before => Text::new(
                format!(
                    "Entry {position} says that the digest of the entry before it is “{found}”, and that is {expected}: one of the two is not what it was."
                ),
                format!(
                    "L'entrée {position} dit que l'empreinte de l'entrée précédente est « {found} », et c'est {expected} : l'une des deux n'est plus ce qu'elle était."
                ),
            ),
            What::Column(column) => {
                let (en, fr) = column.named();
                Text::new(
                    format!("Entry {position}: its header says {en} “{expected}”, and the store says “{found}”."),
                    format!("Entrée {position} : son en-tête dit {fr} « {expected} », et la base dit « {found} »."),
                )
            }
            What::RecordedAt => Text::new(
                format!(
                    "Entry {position}: its date “{found}” is not in the form of dates (RFC 3339, UTC, whole seconds)."
                ),
                format!(
                    "Entrée {position} : sa date « {found} » n'a pas la forme des dates (RFC 3339, UTC, secondes entières)."
                ),
            ),
            What::Seals => Text::new(
                format!("Entry {position}: its header names other parts than an entry of its kind has."),
                format!("Entrée {position} : son en-tête nomme d'autres parties que celles d'une entrée de ce genre."),
            ),
            What::About => Text::new(
                format!(
                    "Entry {position} names {found} as the report that it is about. A decision is about an earlier report, and no other entry is about one."
                ),
                format!(
                    "L'entrée {position} nomme {found} comme le rapport dont elle traite. Une décision traite d'un rapport antérieur, et aucune autre entrée ne traite d'un rapport."
                ),
            ),
            What::Earlier if expected.is_empty() => Text::new(
                format!(
                    "Entry {position} names {found} as the report that it takes over from, and that is no earlier report."
                ),
                format!(
                    "L'entrée {position} nomme {found} comme le rapport dont elle est la suite, et ce n'est pas un rapport antérieur."
                ),
            ),
            What::Earlier => Text::new(
                format!(
                    "Entry {position} names {found} as the entry that it takes over from, and that should be {expected}."
                ),
                format!(
                    "L'entrée {position} nomme {found} comme l'entrée dont elle est la suite, et ce devrait être {expected}."
                ),
            ),
            What::PartUnnamed(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!("Entry {position} holds a part “{en}” that its header does not name, or holds it twice."),
                    format!(
                        "L'entrée {position} contient une partie « {fr} » que son en-tête ne nomme pas, ou la contient deux fois."
                    ),
                )
            }
            What::PartLength(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!("Entry {position}: the part “{en}” should have {expected} bytes, and has {found}."),
                    format!("Entrée {position} : la partie « {fr} » devrait avoir {expected} octets, et en a {found}."),
                )
            }
            What::PartDigest(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!(
                        "Entry {position}: its header says that the digest of the part “{en}” is {expected}, and its bytes give {found}."
                    ),
                    format!(
                        "Entrée {position} : son en-tête dit que l'empreinte de la partie « {fr} » est {expected}, et ses octets donnent {found}."
                    ),
                )
            }
            What::PartStream(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!(
                        "Entry {position}: the part “{en}” has the digest that it should have, but does not unzip whole."
                    ),
                    format!(
                        "Entrée {position} : la partie « {fr} » a l'empreinte voulue, mais ne se décompresse pas entièrement."
                    ),
                )
            }
            What::PartTooLarge(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!("Entry {position}: the part “{en}” unzips to more than the 256 MiB that are read."),
                    format!("Entrée {position} : la partie « {fr} », décompressée, dépasse les 256 Mio qui sont lus."),
                )
            }
            What::PartContent(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!(
                        "Entry {position}: the part “{en}” has the digest that it should have, but does not hold what its name says."
                    ),
                    format!(
                        "Entrée {position} : la partie « {fr} » a l'empreinte voulue, mais ne contient pas ce que dit son nom."
                    ),
                )
            }
            What::Terms => Text::new(
                format!("Entry {position} is found by {found}, and its content says {expected}."),
                format!("L'entrée {position} se trouve par {found}, et son contenu dit {expected}."),
            ),
            What::TermsMissing => Text::new(
                format!("Entry {position}: its content is there, and nothing by which it is found."),
                format!("Entrée {position} : son contenu est là, et rien de ce qui permet de la trouver."),
            ),
            What::Erasure if found.is_empty() => Text::new(
                format!("Entry {position} erases no entry, or not earlier ones in rising order."),
                format!(
                    "L'entrée {position} n'efface aucune entrée, ou pas des entrées antérieures dans l'ordre croissant."
                ),
            ),
            What::Erasure => Text::new(
                format!("Entry {position} erases entry {found}, which tells of an erasure itself and stays."),
                format!("L'entrée {position} efface l'entrée {found}, qui mentionne elle-même un effacement et reste."),
            ),
            What::PartMissing(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!(
                        "Entry {position}: its part “{en}” is gone, and no entry of this log says that it was erased."
                    ),
                    format!(
                        "Entrée {position} : sa partie « {fr} » a disparu, et aucune entrée de ce registre ne dit qu'elle a été effacée."
                    ),
                )
            }
            What::PartNotErased(part) => {
                let (en, fr) = named(*part);
                Text::new(
                    format!("Entry {position}: its part “{en}” is there, and a later entry says that it was erased."),
                    format!(
                        "Entrée {position} : sa partie « {fr} » est là, et une entrée ultérieure dit qu'elle a été effacée."
                    ),
                )
            }
            What::TermsNotErased => Text::new(
                format!("Entry {position}: its content is gone, and what it was found by is still there."),
                format!("Entrée {position} : son contenu a disparu, et ce qui permettait de la trouver est resté."),
            ),
        }
    }

    fn may_mean(&self) -> Text {
        match self.what {
            What::Position | What::Ledger | What::Before => t(
                "Entries may have been deleted, inserted, edited or put in another order; a copy that was put back in part, or a disk that failed, leaves the same.",
                "Des entrées peuvent avoir été supprimées, insérées, modifiées ou déplacées ; une copie restaurée en partie ou un disque défaillant laisse les mêmes traces.",
            ),
            What::PartMissing(_) | What::TermsMissing => t(
                "It may have been deleted, or lost with a disk or in copying; or the entry that told of its erasure is gone.",
                "Cela peut avoir été supprimé, ou perdu avec un disque ou lors d'une copie ; ou bien l'entrée qui mentionnait l'effacement a disparu.",
            ),
            What::PartNotErased(_) | What::TermsNotErased => t(
                "The erasure may have stopped halfway, or content from an older copy was put back.",
                "L'effacement peut s'être arrêté en chemin, ou un contenu d'une copie plus ancienne a été remis.",
            ),
            _ => t(
                "The entry may have been edited; a disk that failed or a program with a mistake in it leaves the same.",
                "L'entrée peut avoir été modifiée ; un disque défaillant ou une erreur d'un programme laisse les mêmes traces.",
            ),
        }
    }
}

impl CheckedCheckpoint {
    pub(crate) fn text(&self) -> Text {
        let (entries, head) = (self.checkpoint.entries(), self.checkpoint.head());
        let (by, at) = (self.checkpoint.signed_by(), self.checkpoint.made_at());
        let of = Text::new(
            format!("Checkpoint of {entries} entries, signed by {by}, dated {at}:"),
            format!("Point de contrôle de {entries} entrées, signé par {by}, daté {at} :"),
        );
        match &self.held {
            Held::Agrees => joined([
                of,
                t(
                    "every header up to there is what it was when it was signed.",
                    "chaque en-tête jusque-là est ce qu'il était à la signature.",
                ),
            ]),
            Held::Differs { found } => joined([
                of,
                Text::new(
                    format!(
                        "the digest of entry {entries} was {head}, and it is {found}. The log may have been written anew, edited, or put back from another copy, in entry {entries} or before."
                    ),
                    format!(
                        "l'empreinte de l'entrée {entries} était {head}, et c'est {found}. Le registre peut avoir été réécrit, modifié ou remplacé par une autre copie, à l'entrée {entries} ou avant."
                    ),
                ),
                to_do(),
            ]),
            Held::TailCut { entries: left } => joined([
                of,
                Text::new(
                    format!(
                        "the log has {left} entries now. The last ones may have been cut off, or an older copy was put back."
                    ),
                    format!(
                        "le registre n'a plus que {left} entrées. Les dernières peuvent avoir été coupées, ou une copie plus ancienne a été remise."
                    ),
                ),
                to_do(),
            ]),
            Held::OtherLedger { found } => joined([
                of,
                Text::new(
                    format!(
                        "it is of the log {}, and this is {found}. Take this log's checkpoint; if it is this one's, the log was replaced by another.",
                        self.checkpoint.ledger()
                    ),
                    format!(
                        "il est du registre {}, et celui-ci est {found}. Prenez le point de contrôle de ce registre ; si c'est bien le sien, le registre a été remplacé par un autre.",
                        self.checkpoint.ledger()
                    ),
                ),
            ]),
            Held::Broken { position } => joined([
                of,
                Text::new(
                    format!("it cannot be told whether it holds: the chain breaks at entry {position}."),
                    format!("on ne peut pas dire s'il tient : la chaîne se rompt à l'entrée {position}."),
                ),
            ]),
        }
    }
}

impl Verification {
    pub(crate) fn text(&self) -> Text {
        let Self { entries, head, .. } = self;
        if let Some(disagreement) = &self.disagreement {
            return disagreement.text();
        }
        let agree = Text::new(
            format!(
                "Entries checked: {entries}. Each agrees with itself and follows from the one before. The digest of the last one is {head}."
            ),
            format!(
                "Entrées contrôlées : {entries}. Chacune concorde avec elle-même et suit de la précédente. L'empreinte de la dernière est {head}."
            ),
        );
        match self.checkpoints.is_empty() {
            false => agree,
            true => joined([
                agree,
                t(
                    "That the whole log was not written anew, and that none of the last entries were cut off, only a checkpoint kept elsewhere can show.",
                    "Que le registre entier n'a pas été réécrit, et que ses dernières entrées n'ont pas été coupées, seul un point de contrôle gardé ailleurs peut le montrer.",
                ),
            ]),
        }
    }
}

impl Column {
    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::RecordedAt => ("the date", "la date"),
            Self::Kind => ("the kind", "le genre"),
            Self::About => ("that it is about", "qu'elle est à propos de"),
            Self::Earlier => ("that it takes over from", "qu'elle est la suite de"),
        }
    }
}

fn named(part: PartName) -> (&'static str, &'static str) {
    match part {
        PartName::Report => ("report", "rapport"),
        PartName::Picture => ("picture", "image"),
        PartName::Decision => ("decision", "décision"),
        PartName::Erasure => ("erasure", "effacement"),
    }
}

fn to_do() -> Text {
    t(
        "This tells neither who nor why. Leave the log as it is, and compare it with a backup, an export or a checkpoint from before.",
        "Cela ne dit ni qui ni pourquoi. Laissez le registre tel quel, et comparez-le à une sauvegarde, un export ou un point de contrôle antérieur.",
    )
}

fn joined<const N: usize>(sentences: [Text; N]) -> Text {
    Text::new(
        sentences.each_ref().map(|text| text.en.as_ref()).join(" "),
        sentences.each_ref().map(|text| text.fr.as_ref()).join(" "),
    )
}
