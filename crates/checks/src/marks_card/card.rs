//! The card's one line, and what that is worth.

use whence_model::{
    Direction, Family, Finding, MarkTier, Outcome, Text,
    facts::generator::{HiddenSearch, Mark, Process},
    t,
};

use super::{tiers::tier, watermark::Watermark, words::headline};
use crate::{CATALOGUE, Case, credentials_card::words::with};

/// Headline and meaning: of the strongest mark, else of the watermark, of a label, of what cannot be read, of nothing.
pub fn said(case: &Case, strongest: Option<&Mark>, watermark: Option<&Watermark>) -> (Text, Text) {
    let made = strongest.filter(|mark| mark.process != Process::Processed);
    let watermark = watermark.filter(|watermark| watermark.found());
    if let Some(mark) = made {
        (headline(mark), of_tier(tier(mark)))
    } else if let Some(watermark) = watermark {
        of_watermark(watermark)
    } else if let Some(label) = of_label(case) {
        label
    } else if let Some(processed) = strongest {
        let signed = tier(processed) == MarkTier::Signed;
        (headline(processed), if signed { of_tier(MarkTier::Signed) } else { PROCESSED })
    } else if matches!(case.facts.generator.hidden, HiddenSearch::Unreadable { .. }) {
        UNREADABLE
    } else {
        NOTHING
    }
}

fn of_tier(tier: MarkTier) -> Text {
    match tier {
        MarkTier::Signed => t(
            "That is signed and was verified: the pixels and the words are those that the signer signed, and nothing of them has changed since.",
            "C'est signé, et la signature a été vérifiée : les pixels et les mots sont ceux que le signataire a signés, et rien n'en a changé depuis.",
        ),
        MarkTier::Hint => t(
            "A hint is no statement: others than generators may leave it, and anyone can write or remove it.",
            "Un indice n'est pas une déclaration : d'autres que des générateurs peuvent le laisser, et n'importe qui peut l'écrire ou le retirer.",
        ),
        _ => t(
            "That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.",
            "C'est ce que le fichier dit de lui-même, sans signature vérifiée pour l'appuyer : n'importe qui peut écrire, copier ou retirer une telle marque.",
        ),
    }
}

fn of_watermark(watermark: &Watermark) -> (Text, Text) {
    let software = Text::new(watermark.software(), watermark.software());
    let headline = with(
        "The pixels carry the public watermark of {} software",
        "Les pixels portent le filigrane public des logiciels {}",
        &software,
    );
    let meaning = t(
        "Such software hides it in what it makes or works over. Its key is public, so anybody can add it or transplant it.",
        "Ces logiciels le cachent dans ce qu'ils produisent ou retravaillent. Sa clé est publique : n'importe qui peut l'ajouter ou le transplanter.",
    );
    (headline, meaning)
}

/// What the other declared checks say for AI. They are asked only where no mark speaks, so what speaks is a label or a
/// claim in the credentials.
fn of_label(case: &Case) -> Option<(Text, Text)> {
    let declared = CATALOGUE.iter().filter(|check| check.family == Family::Declared);
    let spoken: Vec<(&str, Direction)> = declared
        .filter_map(|check| match (check.run)(case) {
            Outcome::Finding(found) => {
                let Finding { direction, .. } = *found;
                matches!(direction, Direction::AiGenerated | Direction::Edited).then_some((check.id, direction))
            }
            _ => None,
        })
        .collect();
    let by = |ids: &[&str]| spoken.iter().any(|(id, _)| ids.contains(id));
    let headline = if spoken.is_empty() {
        return None;
    } else if by(&["declared/signed-ai-generation", "declared/signed-ai-edit"]) {
        t(
            "The file's credentials declare AI: see the reasons above",
            "Les justificatifs du fichier déclarent une IA : voyez les raisons ci-dessus",
        )
    } else if spoken.iter().any(|(_, direction)| *direction == Direction::AiGenerated) {
        t(
            "The file declares by a label that AI made this picture: see the reasons above",
            "Le fichier déclare par une étiquette qu'une IA a produit cette image : voyez les raisons ci-dessus",
        )
    } else if by(&["declared/ai-edit-label"]) {
        t(
            "The file declares by a label that AI edited this picture: see the reasons above",
            "Le fichier déclare par une étiquette qu'une IA a retouché cette image : voyez les raisons ci-dessus",
        )
    } else {
        t(
            "The file declares by a label that a part is made by AI or computer graphics: see the reasons above",
            "Le fichier déclare par une étiquette qu'une partie vient d'une IA ou d'images de synthèse : voyez les raisons ci-dessus",
        )
    };
    let meaning = t(
        "No settings, record or watermark of a generator were found beside that. Most copies lose them, and many generators never write one.",
        "Aucun réglage, enregistrement ou filigrane de générateur n'a été trouvé à côté. La plupart des copies les perdent, et beaucoup de générateurs n'en écrivent jamais.",
    );
    Some((headline, meaning))
}

const PROCESSED: Text = t(
    "Such programs also enlarge, resize and filter photographs. That is the file's own word, and anyone can write or remove it.",
    "De tels logiciels agrandissent, redimensionnent et filtrent aussi des photographies. C'est ce que le fichier dit de lui-même, et n'importe qui peut l'écrire ou le retirer.",
);

const UNREADABLE: (Text, Text) = (
    t(
        "A heading that generators write stands in the pixels, and what follows it cannot be read",
        "Un en-tête que des générateurs écrivent figure dans les pixels, et ce qui le suit est illisible",
    ),
    t(
        "It may be settings that were damaged when the picture was changed. Anyone can write such a heading, so it says little of how the picture was made.",
        "Ce sont peut-être des réglages endommagés quand l'image a été modifiée. N'importe qui peut écrire un tel en-tête : il dit peu de la façon dont l'image a été faite.",
    ),
);

const NOTHING: (Text, Text) = (
    t("No AI marker found", "Aucune marque d'IA trouvée"),
    t(
        "Most files shared through social networks or messengers lose such markers, and many generators never write one. This result says nothing about how the picture was made.",
        "La plupart des fichiers partagés sur des réseaux sociaux ou des messageries perdent ces marques, et beaucoup de générateurs n'en écrivent jamais. Ce résultat ne dit rien de la façon dont l'image a été faite.",
    ),
);
