//! How a report was made, and where it stands.

use whence_model::{Lang, Report, Untrusted, facts::provenance::FetchFailure};

use super::{Block, Section, Words, number, say};
use crate::{Dossier, date};

/// What made the report: enough to make it again.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let engine = &report.engine;
    let mut pairs = vec![
        (
            say(lang, "Examined", "Examiné le"),
            Words::plain(&date::minute(&report.examined_at, lang)).and("\n").and_code(&report.examined_at),
        ),
        (say(lang, "Program", "Programme"), Words::plain("Whence ").and_code(&engine.version)),
        (say(lang, "Checks", "Contrôles"), Words::plain(&number(engine.checks.into(), lang))),
        (say(lang, "Digest of the checks' pages", "Empreinte des pages de contrôles"), Words::code(&engine.catalogue)),
        (say(lang, "Reader of credentials", "Lecteur des justificatifs"), Words::plain("c2pa ").and_code(&engine.c2pa)),
        (say(lang, "Connections", "Connexions"), asked(report)),
        (say(lang, "Protection", "Protection"), Words::plain(&engine.protection)),
        (say(lang, "Masked", "Masqué"), masked(report.masked, lang)),
    ];
    let lists = &report.facts.known.lists;
    pairs.extend(lists.iter().map(|list| {
        let entries = number(list.entries.into(), lang);
        let told = Words::from(&list.name).and(&match lang {
            Lang::En => format!(" (entries: {entries})\nSHA-256 "),
            Lang::Fr => format!(" (entrées : {entries})\nSHA-256 "),
        });
        (say(lang, "List of known pictures", "Liste d'images connues"), told.and_code(&list.sha256))
    }));
    pairs.extend(report.facts.provenance.lists.iter().map(|list| {
        let certificates = number(list.certificates.into(), lang);
        // Imported lists bring their own names.
        let name = Untrusted::from(list.name.as_str());
        let of = if list.date.is_empty() { String::new() } else { format!(" ({})", date::day(&list.date, lang)) };
        let told = Words::from(&name).and(&of).and(&match lang {
            Lang::En => format!(", certificates: {certificates}\nSHA-256 "),
            Lang::Fr => format!(", certificats : {certificates}\nSHA-256 "),
        });
        (say(lang, "Trust list", "Liste de confiance"), told.and_code(&list.sha256))
    }));
    let told = pairs.into_iter().filter(|(_, words)| !words.is_empty());
    let pairs = told.map(|(name, words)| (Words::plain(name), words)).collect();
    Some(Section::new(
        say(lang, "How this report was made", "Comment ce rapport a été fait"),
        vec![Block::Pairs(pairs)],
    ))
}

fn asked(report: &Report) -> Words {
    let lang = report.language;
    let Some(fetch) = report.facts.provenance.fetch.as_ref().filter(|_| report.engine.online) else {
        return Words::plain(match report.engine.online {
            false => say(lang, "None was opened.", "Aucune n'a été ouverte."),
            true => say(lang, "Allowed; nothing was asked for.", "Permises ; rien n'a été demandé."),
        });
    };
    let words = Words::plain(say(lang, "Credentials were asked for at ", "Des justificatifs ont été demandés à "));
    let words = words.and_words((&fetch.url).into());
    match &fetch.failed {
        // Whole, as the report tells it: a cut would fall elsewhere in a report that is read again.
        Some(FetchFailure::Unreachable { detail }) => words
            .and(say(lang, ". It could not be reached: ", ". Il n'a pas pu être joint : "))
            .and_words(detail.into()),
        Some(failure) => words.and(". ").and(failure.told().in_lang(lang)),
        None => {
            let bytes = number(fetch.bytes, lang);
            words.and(&match lang {
                Lang::En => format!(": {bytes} bytes came."),
                Lang::Fr => format!(" : {bytes} octets reçus."),
            })
        }
    }
}

fn masked(values: u32, lang: Lang) -> Words {
    Words::plain(&match (lang, values) {
        (Lang::En, 0) => "Nothing.".to_owned(),
        (Lang::Fr, 0) => "Rien.".to_owned(),
        (Lang::En, n) => format!("Positions, serial numbers or owners' names, shown as ●●●: {n}."),
        (Lang::Fr, n) => format!("Positions, numéros de série ou noms de propriétaire, montrés par ●●● : {n}."),
    })
}

/// Where the report stands in a log, and how both it and the file are verified.
pub fn log<'a>(dossier: &Dossier<'_>) -> Option<Section<'a>> {
    let lang = dossier.report.language;
    let file = Words::plain(say(lang, "The file: ", "Le fichier : ")).and_code("sha256sum FILE").and(say(
        lang,
        " prints its SHA-256, which must be the one above.",
        " affiche son SHA-256, qui doit être celui indiqué plus haut.",
    ));
    let title = say(lang, "In the log, and how to verify it", "Dans le registre, et comment le vérifier");
    let Some(stamp) = &dossier.entry else {
        let none = say(lang, "This report stands in no log.", "Ce rapport ne figure dans aucun registre.");
        return Some(Section::new(title, vec![Block::Paragraph(Words::plain(none)), Block::List(vec![file])]));
    };
    let by = match stamp.by.is_empty() {
        true => Words::plain(say(lang, "not said", "non indiqué")),
        false => Words::plain(&stamp.by),
    };
    let pairs = [
        (say(lang, "Log", "Registre"), Words::code(&stamp.ledger)),
        (say(lang, "Entry", "Entrée"), Words::plain(&number(stamp.position, lang))),
        (say(lang, "Digest of the entry", "Empreinte de l'entrée"), Words::code(&stamp.digest)),
        (
            say(lang, "Recorded", "Consigné le"),
            Words::plain(&date::minute(&stamp.recorded_at, lang)).and("\n").and_code(&stamp.recorded_at),
        ),
        (say(lang, "Examined by", "Examiné par"), by),
    ];
    let log = Words::plain(say(lang, "The log: ", "Le registre : ")).and_code("whence log verify").and(say(
        lang,
        " checks every entry; the one at this position must have this digest. A document by itself proves nothing of the log: anybody can write one.",
        " contrôle chaque entrée ; celle de cette position doit avoir cette empreinte. Un document ne prouve rien à lui seul du registre : n'importe qui peut en écrire un.",
    ));
    let pairs = pairs.into_iter().map(|(name, words)| (Words::plain(name), words)).collect();
    Some(Section::new(title, vec![Block::Pairs(pairs), Block::List(vec![file, log])]))
}
