//! What is not covered?

use whence_model::{
    Text, Tone, Untrusted,
    facts::provenance::{Flag, Provenance},
    t,
};

use super::{
    Said,
    problems::troubled,
    words::{NOTHING, capital, joined, quoted, sentences, with},
};

/// A few words for the answer, and the sentence that explains them.
type Item = (Text, Text);

pub fn said(p: &Provenance) -> Said {
    if !p.class.is_intact() {
        return Said {
            tone: Tone::Broken,
            answer: t("All of it: the signature does not fit", "Tout : la signature ne correspond pas"),
            detail: NOTHING,
        };
    }
    let items: Vec<Item> =
        [left_out(p), ingredients(p), identity(p), date(p), revocation(p), more(p)].into_iter().flatten().collect();
    let (short, long): (Vec<Text>, Vec<Text>) = items.into_iter().unzip();
    if !short.is_empty() {
        let answer = capital(&joined(&short, ", ", ", "));
        return Said { tone: Tone::Limited, answer, detail: sentences(long) };
    }
    match &p.coverage {
        Some(_) => Said {
            tone: Tone::Proven,
            answer: t("Nothing: the whole file is covered", "Rien : tout le fichier est couvert"),
            detail: NOTHING,
        },
        None => Said {
            tone: Tone::Silent,
            answer: t("Nothing that is known of", "Rien dont on sache"),
            detail: t(
                "How far the signature reaches could not be told.",
                "On n'a pas pu dire jusqu'où va la signature.",
            ),
        },
    }
}

fn left_out(p: &Provenance) -> Option<Item> {
    let coverage = p.coverage.as_ref();
    if coverage.is_some_and(|c| c.picture_left_out) {
        return Some((
            t("part of the picture", "partie de l'image"),
            t(
                "The signature leaves out bytes that the picture may be drawn from: another picture could stand there and the signature would still hold.",
                "La signature laisse de côté des octets dont l'image peut être dessinée : une autre image pourrait s'y trouver et la signature tiendrait encore.",
            ),
        ));
    }
    if coverage.is_some_and(|c| c.metadata_left_out) {
        Some((
            t("camera data and other metadata", "données de l'appareil et autres métadonnées"),
            t(
                "Metadata such as camera data stand outside what is signed: anyone can edit them and the signature still holds.",
                "Des métadonnées, comme les données de l'appareil, sont hors de ce qui est signé : n'importe qui peut les modifier et la signature tient encore.",
            ),
        ))
    } else if coverage.is_some_and(|c| !c.left_out.is_empty()) || p.flags.contains(&Flag::PartNotCovered) {
        Some((
            t("part of the file", "partie du fichier"),
            t(
                "The signature leaves out part of the file: anyone can edit it and the signature still holds.",
                "La signature laisse de côté une partie du fichier : n'importe qui peut la modifier et la signature tient encore.",
            ),
        ))
    } else {
        None
    }
}

fn ingredients(p: &Provenance) -> Option<Item> {
    let short = t("something the picture was made from", "élément dont l'image est faite");
    let first = troubled(p).into_iter().find(|m| m.depth > 0);
    let title = first.and_then(|m| m.title.as_ref()).filter(|title| !title.is_empty());
    p.flags.contains(&Flag::IngredientProblem).then(|| match title.map(quoted) {
        Some(title) => (
            short,
            with(
                "One of the files the picture was made from, {}, has credentials with a problem; this file's own signature is another matter.",
                "L'un des fichiers dont l'image est faite, {}, a des justificatifs qui posent problème ; la signature de ce fichier-ci est une autre question.",
                &title,
            ),
        ),
        None => (
            short,
            t(
                "One of the files the picture was made from has credentials with a problem; this file's own signature is another matter.",
                "L'un des fichiers dont l'image est faite a des justificatifs qui posent problème ; la signature de ce fichier-ci est une autre question.",
            ),
        ),
    })
}

fn identity(p: &Provenance) -> Option<Item> {
    let item = (
        t("a named identity", "identité nommée"),
        t(
            "A statement of identity inside could not be checked here; the rest does not depend on it.",
            "Une déclaration d'identité à l'intérieur n'a pas pu être contrôlée ici ; le reste n'en dépend pas.",
        ),
    );
    p.flags.contains(&Flag::IdentityNotResolved).then_some(item)
}

fn date(p: &Provenance) -> Option<Item> {
    let short = t("date of signing", "date de signature");
    let signed_at = p.signer.as_ref().and_then(|s| s.signed_at.as_ref()).map(|at| at.raw().split('T').next());
    let day = signed_at.flatten().filter(|day| !day.is_empty()).map(|day| Untrusted::from(day).short(10));
    if p.flags.contains(&Flag::TimestampMissing) {
        Some((short, t("No time stamp proves when it was signed.", "Aucun horodatage ne prouve quand il a été signé.")))
    } else if p.flags.contains(&Flag::TimestampUntrusted) {
        let sentence = match day {
            Some(day) => Text::new(
                format!("The time stamp says {day}, by an authority on no list."),
                format!("L'horodatage dit {day}, selon une autorité absente des listes."),
            ),
            None => t(
                "The time stamp is by an authority on no list.",
                "L'horodatage vient d'une autorité absente des listes.",
            ),
        };
        Some((short, sentence))
    } else {
        None
    }
}

fn revocation(p: &Provenance) -> Option<Item> {
    let item = (
        t("revocation", "révocation"),
        t(
            "Whether the signing key was withdrawn was not checked: that would need a connection.",
            "On n'a pas contrôlé si la clé de signature a été révoquée : il faudrait une connexion.",
        ),
    );
    p.flags.contains(&Flag::RevocationNotChecked).then_some(item)
}

fn more(p: &Provenance) -> Option<Item> {
    let item = (
        t("deeper ingredients", "ingrédients plus profonds"),
        t("The tree is larger than what is listed here.", "L'arbre est plus grand que ce qui est listé ici."),
    );
    p.cut.then_some(item)
}
