//! A block in the form of the signatures that xAI's Grok writes.

use whence_model::{
    Family, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind, MarkSignature},
    t,
};

use super::marks::{direction, marks, told};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/grok-signature",
    family: Family::Declared,
    class: None,
    title: t("Signature in the form of xAI's Grok", "Signature de la forme de celles de Grok (xAI)"),
    nothing: t(
        "No signature in the form of those of xAI's Grok stands in the metadata.",
        "Aucune signature de la forme de celles de Grok (xAI) ne figure dans les métadonnées.",
    ),
    page: Page {
        looks_at: t(
            "The Exif fields ImageDescription and UserComment where both read “Signature:” with a block of base64 behind it, beside an artist that is a number (UUID).",
            "Les champs Exif ImageDescription et UserComment lorsque tous deux indiquent « Signature: » suivi d'un bloc en base64, à côté d'un artiste qui est un numéro (UUID).",
        ),
        matters: t(
            "Grok writes this into its pictures and nothing else. The key to it is not public: nobody but its maker can tell whether the signature holds, so it counts as a label, and as text it can be copied.",
            "Grok écrit cela dans ses images, et rien d'autre. La clé n'en est pas publique : seul son éditeur peut dire si la signature tient. Elle compte donc comme une étiquette, et comme tout texte elle peut être copiée.",
        ),
        innocent: &[
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
            t(
                "The block was copied from another picture, together with its other metadata.",
                "Le bloc a été copié d'une autre image, avec ses autres métadonnées.",
            ),
            t(
                "A photograph that was worked over in the same service.",
                "Une photographie retravaillée dans le même service.",
            ),
        ],
        sources: &["wiltodelta/remove-ai-watermarks (Apache-2.0), https://github.com/wiltodelta/remove-ai-watermarks"],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

/// A block without the form of a signature is told all the same: it may have been cut off.
fn run(case: &Case) -> Outcome {
    let blocks = marks(case, MarkKind::GrokSignature);
    let Some(first) = blocks.first() else { return Outcome::NothingFound };
    let (strength, message) = if malformed(first) { (Strength::Weak, MALFORMED) } else { (Strength::Moderate, FORMED) };
    told(&blocks, (direction(first), strength), |_| message)
}

fn malformed(block: &Mark) -> bool {
    block.signature == Some(MarkSignature::Malformed)
}

const FORMED: Text = t(
    "The file says that xAI's Grok made or changed this picture: it carries a block in the form of the signatures that Grok writes. The key is not public, so it cannot be verified here, and anyone can copy such a block from another picture.",
    "Le fichier dit que Grok (xAI) a produit ou modifié cette image : il porte un bloc de la forme des signatures que Grok écrit. La clé n'est pas publique : elle ne peut pas être vérifiée ici, et n'importe qui peut copier un tel bloc d'une autre image.",
);
const MALFORMED: Text = t(
    "The file carries the fields in which xAI's Grok writes its signature, and what stands in them has not the form of one: it was cut off, or something else wrote it.",
    "Le fichier porte les champs où Grok (xAI) écrit sa signature, et ce qui s'y trouve n'en a pas la forme : elle a été tronquée, ou autre chose l'a écrite.",
);

#[cfg(test)]
mod tests {
    use whence_model::facts::generator::{MarkKind, MarkSignature};

    use crate::specimen::{facts, mark, run, seen};

    #[test]
    fn of_the_form() {
        let mut facts = mark(MarkKind::GrokSignature, "xAI Grok", "Signature: MEUCIQ", &[("Artist", "1b4e28ba")]);
        facts.generator.marks[0].signature = Some(MarkSignature::NoKey);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The file says that xAI's Grok made or changed this picture: it carries a block in the form of the signatures that Grok writes. The key is not public, so it cannot be verified here, and anyone can copy such a block from another picture.
        Le fichier dit que Grok (xAI) a produit ou modifié cette image : il porte un bloc de la forme des signatures que Grok écrit. La clé n'est pas publique : elle ne peut pas être vérifiée ici, et n'importe qui peut copier un tel bloc d'une autre image.
          PNG › tEXt = Signature: MEUCIQ
        ");
    }

    #[test]
    fn without_the_form_it_is_weak() {
        let mut facts = mark(MarkKind::GrokSignature, "xAI Grok", "Signature: ME", &[("Artist", "1b4e28ba")]);
        facts.generator.marks[0].signature = Some(MarkSignature::Malformed);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Weak
        The file carries the fields in which xAI's Grok writes its signature, and what stands in them has not the form of one: it was cut off, or something else wrote it.
        Le fichier porte les champs où Grok (xAI) écrit sa signature, et ce qui s'y trouve n'en a pas la forme : elle a été tronquée, ou autre chose l'a écrite.
          PNG › tEXt = Signature: ME
        ");
    }

    #[test]
    fn silent_on_other_marks() {
        assert_eq!(seen(&run(&super::CHECK, &mark(MarkKind::NovelAi, "NovelAI", "{}", &[]))), "nothing found");
        assert_eq!(seen(&run(&super::CHECK, &facts())), "nothing found");
    }
}
