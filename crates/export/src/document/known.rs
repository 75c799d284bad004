use whence_model::{
    Lang, Report, Untrusted,
    facts::known::{Form, KnownMatch, Label, MatchKind},
};

use super::{Block, Section, Words, number, say};
use crate::date;

/// Bits of 256 up to which two pictures look the same, and up to which one may be a copy of the other, as the checks have them.
const SAME: u16 = 10;
const NEAR: u16 = 31;

/// What the lists say, in their own words.
pub fn section<'a>(report: &Report) -> Option<Section<'a>> {
    let lang = report.language;
    let known = &report.facts.known;
    let mut blocks = Vec::new();
    if known.lists.is_empty() {
        blocks.push(Block::Paragraph(Words::plain(say(lang, "No list was asked.", "Aucune liste n'a été consultée."))));
    } else if known.matches.is_empty() {
        let none = say(
            lang,
            "No picture on the lists that were asked was recognised.",
            "Aucune image des listes consultées n'a été reconnue.",
        );
        blocks.push(Block::Paragraph(Words::plain(none)));
    } else {
        let own = say(
            lang,
            "What a list says is the list's own word; Whence cannot check it. It is about the listed picture, which may show other things around, and the caption may be another.",
            "Ce que dit une liste n'engage qu'elle ; Whence ne peut pas le contrôler. Cela porte sur l'image de la liste, qui peut montrer autre chose autour, et la légende peut être une autre.",
        );
        blocks.push(Block::Paragraph(Words::plain(own)));
        blocks.extend(known.matches.iter().flat_map(|found| listed(found, lang)));
    }
    if !known.related.is_empty() {
        let related = say(
            lang,
            "The listed pictures below are a little alike. Nothing follows from that: they may be quite other pictures.",
            "Les images de listes qui suivent lui ressemblent un peu. Rien n'en découle : ce peuvent être de tout autres images.",
        );
        blocks.push(Block::Paragraph(Words::plain(related)));
        blocks.extend(known.related.iter().flat_map(|found| listed(found, lang)));
    }
    if known.uncompared > 0 || known.unread > 0 {
        let (uncompared, unread) = (known.uncompared, known.unread);
        blocks.push(Block::Paragraph(Words::plain(&match lang {
            Lang::En => format!("Not compared in full: {uncompared} listed pictures. No longer readable: {unread}."),
            Lang::Fr => {
                format!("Non comparées en entier : {uncompared} images de listes. Devenues illisibles : {unread}.")
            }
        })));
    }
    Some(Section::new(say(lang, "Known pictures", "Images connues"), blocks))
}

fn listed<'a>(KnownMatch { list, by, entry }: &KnownMatch, lang: Lang) -> [Block<'a>; 2] {
    let words = |text: &Untrusted| Words::plain(&text.to_string());
    let mut pairs = vec![
        (say(lang, "List", "Liste"), words(list)),
        (say(lang, "Rating, in its words", "Évaluation, dans ses mots"), words(entry.rating(lang))),
        (say(lang, "Kind", "Nature"), Words::plain(label(entry.label, lang))),
        (say(lang, "What the list says", "Ce que dit la liste"), words(entry.what(lang))),
    ];
    if let Some(date) = &entry.date {
        let date = Words::plain(&date::day(&date.to_string(), lang));
        pairs.push((say(lang, "First circulated", "Première diffusion"), date));
    }
    let address = entry.source_url.iter().map(|url| (say(lang, "Source", "Source"), Words::from(url)));
    let check = entry.fact_check_url.iter().map(|url| (say(lang, "Fact check", "Vérification"), Words::from(url)));
    pairs.extend(address.chain(check));
    pairs.push((say(lang, "How alike", "Ressemblance"), Words::plain(&alike(*by, lang))));
    if let Some(sha256) = &entry.sha256 {
        pairs.push((say(lang, "SHA-256 of the listed file", "SHA-256 du fichier de la liste"), Words::code(sha256)));
    }
    let told = pairs.into_iter().filter(|(_, words)| !words.is_empty());
    [
        Block::Heading(Words::line(&entry.title(lang).to_string())),
        Block::Pairs(told.map(|(name, words)| (Words::plain(name), words)).collect()),
    ]
}

fn label(label: Label, lang: Lang) -> &'static str {
    match label {
        Label::AiGenerated => say(lang, "AI-generated", "générée par IA"),
        Label::Altered => say(lang, "altered", "altérée"),
        Label::OutOfContext => say(lang, "out of context", "hors contexte"),
        Label::Staged => say(lang, "staged", "mise en scène"),
        Label::Satire => say(lang, "satire", "satire"),
        Label::Original => say(lang, "original", "original"),
        Label::Other => say(lang, "other", "autre"),
    }
}

fn alike(by: MatchKind, lang: Lang) -> String {
    match by {
        MatchKind::Sha256 => {
            say(lang, "The same bytes, to the last one.", "Les mêmes octets, jusqu'au dernier.").into()
        }
        MatchKind::Pixels => say(
            lang,
            "Another file, whose pixels are the same one by one.",
            "Un autre fichier, dont les pixels sont les mêmes un à un.",
        )
        .into(),
        MatchKind::Pdq { distance, form, area } => {
            let turned = turned(form, lang).map(|told| format!(" {told}")).unwrap_or_default();
            let trimmed = area.map(|_| {
                say(
                    lang,
                    " What surrounds it was left aside: borders, bars or a screen.",
                    " La comparaison laisse de côté ce qui l'entoure : bordures, bandes ou écran.",
                )
            });
            format!("{}{turned}{}", apart(distance, lang), trimmed.unwrap_or_default())
        }
        MatchKind::Shared(shared) => {
            let places = number(shared.places.into(), lang);
            let (of_this, of_listed) = (shared.of_this, shared.of_listed);
            let told = match lang {
                Lang::En => format!(
                    "{places} places look alike and lie in the same arrangement. They cover about {of_this} hundredths of this picture, and {of_listed} of the listed one."
                ),
                Lang::Fr => format!(
                    "{places} points se ressemblent et sont disposés de même. Ils couvrent environ {of_this} centièmes de cette image, et {of_listed} de celle de la liste."
                ),
            };
            let mirrored = say(
                lang,
                " This picture is mirrored against the listed one.",
                " Cette image est en miroir par rapport à celle de la liste.",
            );
            if shared.mirrored { told + mirrored } else { told }
        }
    }
}

fn apart(distance: u16, lang: Lang) -> String {
    let told = match lang {
        Lang::En => format!("Visual hashes (PDQ) that differ in {distance} of 256 bits"),
        Lang::Fr => format!("Empreintes visuelles (PDQ) qui diffèrent de {distance} bits sur 256"),
    };
    let worth = match distance {
        _ if distance <= SAME => say(
            lang,
            ": as few as after saving again, scaling, or a small edit.",
            " : aussi peu qu'après un réenregistrement, une réduction ou une petite retouche.",
        ),
        _ if distance <= NEAR => say(
            lang,
            ": an edit of the size of a face can be within that.",
            " : une retouche de la taille d'un visage peut tenir dans cet écart.",
        ),
        _ => ".",
    };
    told + worth
}

fn turned(form: Form, lang: Lang) -> Option<&'static str> {
    Some(match form {
        Form::AsIs => return None,
        Form::Rot90 | Form::Rot270 => say(
            lang,
            "This picture is turned by a quarter against the listed one.",
            "Cette image est tournée d'un quart de tour par rapport à celle de la liste.",
        ),
        Form::Rot180 => say(
            lang,
            "This picture is turned upside down against the listed one.",
            "Cette image est tournée d'un demi-tour par rapport à celle de la liste.",
        ),
        Form::FlipX => say(
            lang,
            "This picture is mirrored against the listed one, top and bottom exchanged.",
            "Cette image est en miroir, haut et bas échangés, par rapport à celle de la liste.",
        ),
        Form::FlipY => say(
            lang,
            "This picture is mirrored against the listed one, left and right exchanged.",
            "Cette image est en miroir, gauche et droite échangées, par rapport à celle de la liste.",
        ),
        Form::FlipPlus1 | Form::FlipMinus1 => say(
            lang,
            "This picture is mirrored and turned by a quarter against the listed one.",
            "Cette image est en miroir et tournée d'un quart de tour par rapport à celle de la liste.",
        ),
    })
}
