//! What is said of the dates together, and what each is a date of.

use std::collections::BTreeSet;

use whence_model::{Agreement, DateEvent, DateSource, Text, t};

use super::{agrees, compare::Compared, of_capture, sources::Found};

/// How many dates there are, whether those that tell of the capture agree, and what came last.
pub fn sentence(found: &[Found], compared: &[Compared], reference: Option<usize>) -> Text {
    let Some(reference) = reference.and_then(|at| found.get(at)) else {
        return match found.len() {
            0 => t("The file holds no date.", "Le fichier ne contient aucune date."),
            _ => t("There are no two dates to compare.", "Il n'y a pas deux dates à comparer."),
        };
    };
    let sources: BTreeSet<u8> = found.iter().map(|date| date.source as u8).collect();
    let (dates, sources) = (found.len(), sources.len());
    let mut text = match sources {
        1 => Text::new(format!("{dates} dates from one source."), format!("{dates} dates issues d'une seule source.")),
        _ => Text::new(
            format!("{dates} dates from {sources} sources."),
            format!("{dates} dates issues de {sources} sources."),
        ),
    };
    let capture = || found.iter().zip(compared).filter(|(date, _)| of_capture(date) && date.usable().is_some());
    let (all, fit) = (capture().count(), capture().filter(|(_, c)| agrees(c.agreement)).count());
    let named = label(reference.source, reference.event);
    if of_capture(reference) {
        text = joined(
            text,
            match all - fit {
                0 if all == 1 => t(
                    "Only one is about the capture, so no other confirms it.",
                    "Une seule concerne la prise de vue : aucune autre ne la confirme.",
                ),
                0 if all == 2 => t(
                    "The two about the capture can be the same moment.",
                    "Les deux qui concernent la prise de vue peuvent désigner le même moment.",
                ),
                0 => Text::new(
                    format!("All {all} about the capture can be the same moment."),
                    format!("Les {all} qui concernent la prise de vue peuvent désigner le même moment."),
                ),
                1 => Text::new(
                    format!("One of the {all} about the capture gives another moment than “{}”.", named.en),
                    format!(
                        "L'une des {all} qui concernent la prise de vue désigne un autre moment que « {} ».",
                        named.fr
                    ),
                ),
                n => Text::new(
                    format!("{n} of the {all} about the capture give another moment than “{}”.", named.en),
                    format!(
                        "{n} des {all} qui concernent la prise de vue désignent un autre moment que « {} ».",
                        named.fr
                    ),
                ),
            },
        );
    }
    let last = found.iter().zip(compared).rev().find(|(_, c)| c.agreement == Agreement::Later);
    match last.filter(|(date, _)| !of_capture(date)) {
        Some((date, compared)) => {
            let what = label(date.source, date.event);
            joined(
                text,
                Text::new(
                    format!("The latest date: {}, {}.", what.en, compared.note.en),
                    format!("La date la plus récente : {}, {}.", what.fr, compared.note.fr),
                ),
            )
        }
        None => text,
    }
}

/// What a date is a date of, and who says so.
pub fn label(source: DateSource, event: DateEvent) -> Text {
    use DateEvent as E;
    use DateSource as S;
    match (source, event) {
        (S::Exif, E::Captured) => t("taken, by the camera's clock", "prise, selon l'horloge de l'appareil"),
        (S::Gps, _) => t("position fixed, by satellite time", "position relevée, à l'heure des satellites"),
        (S::MakerNote, _) => t("taken, by the maker note", "prise, selon la note de fabricant"),
        (S::SamsungTrailer, _) => {
            t("taken, by the phone's second record", "prise, selon le second relevé du téléphone")
        }
        (S::Icc, _) => t("colour profile made", "profil de couleurs créé"),
        (S::TimeStamp, _) => t("signed, by a time-stamping authority", "signée, selon une autorité d'horodatage"),
        (S::Credentials, E::Captured) => t("taken, as the credentials say", "prise, selon les justificatifs"),
        (S::Credentials, E::Digitised) => t("digitised, as the credentials say", "numérisée, selon les justificatifs"),
        (S::Credentials, E::Saved) => t("saved, as the credentials say", "enregistrée, selon les justificatifs"),
        (S::Credentials, E::Created) => t("made, as the credentials say", "créée, selon les justificatifs"),
        (S::Credentials, _) => t("edited, as the credentials say", "modifiée, selon les justificatifs"),
        (S::XmpHistory, _) => t("step in a program's log", "étape du journal d'un logiciel"),
        (S::FileName, E::Received) => t("received, by the file's name", "reçue, selon le nom du fichier"),
        (S::FileName, _) => t("date in the file's name", "date dans le nom du fichier"),
        (_, E::Captured) => t("taken, as the metadata says", "prise, selon les métadonnées"),
        (_, E::Digitised) => t("digitised", "numérisée"),
        (_, E::Created) => t("created", "créée"),
        (_, E::Saved) => t("saved", "enregistrée"),
        (_, E::MetadataChanged) => t("metadata changed", "métadonnées modifiées"),
        (_, E::Edited) => t("edited", "modifiée"),
        (_, E::Signed) => t("signed", "signée"),
        (_, E::Received) => t("received", "reçue"),
        (_, E::ProfileMade) => t("profile made", "profil créé"),
        (_, E::Named) => t("named", "nommée"),
    }
}

fn joined(first: Text, then: Text) -> Text {
    Text::new(format!("{} {}", first.en, then.en), format!("{} {}", first.fr, then.fr))
}
