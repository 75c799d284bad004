use whence_model::{Lang, ledger::CheckPage};

use super::{Block, Section, Words, say};

/// The pages of the checks that spoke, as they read that day.
pub fn section<'a>(pages: &[CheckPage], lang: Lang) -> Option<Section<'a>> {
    let title = say(lang, "The checks that spoke, explained", "Les contrôles qui ont parlé, expliqués");
    let blocks: Vec<Block<'_>> = pages.iter().flat_map(|told| page(told, lang)).collect();
    (!blocks.is_empty()).then(|| Section { small: true, ..Section::new(title, blocks) })
}

fn page<'a>(page: &CheckPage, lang: Lang) -> [Block<'a>; 2] {
    let wild = match page.seen_in_the_wild {
        true => say(
            lang,
            "Yes, on at least one file found elsewhere.",
            "Oui, sur au moins un fichier rencontré par ailleurs.",
        ),
        false => say(
            lang,
            "No: only on files that were built to test it.",
            "Non : seulement sur des fichiers fabriqués pour l'essai.",
        ),
    };
    let lines = |texts: &[String]| Words::plain(&texts.join("\n"));
    let pairs = [
        (say(lang, "What it looks at", "Ce qu'il regarde"), Words::plain(&page.looks_at)),
        (
            say(lang, "What it can mean", "Ce qu'il peut signifier"),
            Words::plain(page.class.as_deref().unwrap_or_default()),
        ),
        (say(lang, "Why it matters", "Pourquoi c'est utile"), Words::plain(&page.matters)),
        (say(lang, "When it is innocent", "Quand c'est anodin"), lines(&page.innocent)),
        (say(lang, "How often it speaks", "Fréquence"), Words::plain(&page.rate)),
        (say(lang, "Seen in the wild", "Vu hors des essais"), Words::plain(wild)),
        (say(lang, "Sources", "Sources"), lines(&page.sources)),
        (say(lang, "Name of the check", "Nom du contrôle"), Words::code(&page.id)),
    ];
    let told = pairs.into_iter().filter(|(_, words)| !words.is_empty());
    [
        Block::Heading(Words::line(&page.title)),
        Block::Pairs(told.map(|(name, words)| (Words::plain(name), words)).collect()),
    ]
}
