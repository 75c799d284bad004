//! NovelAI's signature over the pixels and the words of a picture.

use whence_model::{
    Direction, Family, Outcome, Strength, Text,
    facts::generator::{Mark, MarkKind, MarkSignature, Process},
    t,
};

use super::marks::{did, direction, hidden, settings, told};
use crate::{Case, Check, Page, credentials_card::words::sentences, pixels};

pub static CHECK: Check = Check {
    id: "declared/novelai-signature",
    family: Family::Declared,
    class: None,
    title: t("NovelAI's signature", "Signature de NovelAI"),
    nothing: t("The file carries no signature of NovelAI.", "Le fichier ne porte aucune signature de NovelAI."),
    page: Page {
        looks_at: t(
            "The value signed_hash in NovelAI's record, in its fields and in the copy in the transparency: an Ed25519 signature over the red, green and blue of every pixel and the text of the record, held against the key that NovelAI published.",
            "La valeur signed_hash de l'enregistrement de NovelAI, dans ses champs et dans la copie cachée dans la transparence : une signature Ed25519 sur le rouge, le vert et le bleu de chaque pixel et le texte de l'enregistrement, comparée à la clé que NovelAI a publiée.",
        ),
        matters: t(
            "It is one of the few statements of a generator that can be verified without asking anybody: where it holds, only the holder of the key can have signed these pixels with these words. One changed pixel breaks it, so that it does not hold says little.",
            "C'est l'une des rares déclarations d'un générateur que l'on peut vérifier sans rien demander à personne : si elle tient, seul le détenteur de la clé a pu signer ces pixels avec ces mots. Un seul pixel changé la rompt : qu'elle ne tienne pas dit peu de chose.",
        ),
        innocent: &[
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
            t(
                "A photograph that its owner had the service work over: the signature covers the result.",
                "Une photographie que son propriétaire a fait retravailler par le service : la signature couvre le résultat.",
            ),
            t(
                "Where it does not hold: saving, resizing or cropping the picture is enough.",
                "Si elle ne tient pas : enregistrer, redimensionner ou recadrer l'image suffit.",
            ),
        ],
        sources: &[
            "NovelAI image metadata (MIT), nai_sig.py, https://github.com/NovelAI/novelai-image-metadata",
            "RFC 8032, Edwards-Curve Digital Signature Algorithm, https://www.rfc-editor.org/rfc/rfc8032",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    use MarkSignature as S;
    let signed =
        |state| case.facts.generator.marks.iter().filter(move |mark| is_signed(mark, state)).collect::<Vec<_>>();
    // One copy that holds is enough: another may have been changed by a program that knows only of fields.
    let verified = signed(S::Verified);
    if let Some(first) = verified.first() {
        // The service also enlarges what people give it.
        let weighs = match first.process {
            Process::Processed => (Direction::Context, Strength::Weak),
            _ => (direction(first), Strength::Strong),
        };
        return told(&verified, weighs, holds);
    }
    let broken = signed(S::DoesNotHold);
    if !broken.is_empty() {
        return told(&broken, (Direction::Context, Strength::Weak), |_| BROKEN);
    }
    if !signed(S::NoPixels).is_empty() {
        return pixels::without(case, NO_PIXELS);
    }
    if !signed(S::Malformed).is_empty() {
        return Outcome::Failed(MALFORMED);
    }
    Outcome::NothingFound
}

fn is_signed(mark: &Mark, state: MarkSignature) -> bool {
    mark.kind == MarkKind::NovelAi && mark.signature == Some(state)
}

fn holds(mark: &Mark) -> Text {
    let (did, settings) = (did(mark), settings(mark));
    let first = Text::new(
        format!(
            "NovelAI's signature over these very pixels and these words holds{settings}: its service {}, and neither has changed since.",
            did.en
        ),
        format!(
            "La signature de NovelAI sur ces pixels mêmes et ces mots tient{settings} : son service {}, et rien n'en a changé depuis.",
            did.fr
        ),
    );
    let key = t(
        "It was verified by the key that NovelAI published; nobody else can write such a signature.",
        "Elle a été vérifiée avec la clé que NovelAI a publiée ; nul autre ne peut écrire une telle signature.",
    );
    sentences([first, hidden(mark), key])
}

const BROKEN: Text = t(
    "The file carries a signature as NovelAI writes it, and it does not hold for these pixels and these words. A single pixel that changed breaks it, as every saving with loss, resizing or crop does; it may also have been copied from another picture.",
    "Le fichier porte une signature telle que NovelAI l'écrit, et elle ne tient pas pour ces pixels et ces mots. Un seul pixel changé la rompt, comme le fait tout enregistrement avec pertes, redimensionnement ou recadrage ; elle a aussi pu être copiée d'une autre image.",
);
const NO_PIXELS: Text = t(
    "The file carries a signature as NovelAI writes it. It covers the pixels, which could not be decoded or are not kept unchanged by this format, so it could not be verified.",
    "Le fichier porte une signature telle que NovelAI l'écrit. Elle couvre les pixels, qui n'ont pas pu être décodés ou que ce format ne garde pas inchangés : elle n'a pas pu être vérifiée.",
);
const MALFORMED: Text = t(
    "What stands in the place of NovelAI's signature has not the form of one, so there is nothing to verify.",
    "Ce qui se trouve à la place de la signature de NovelAI n'en a pas la forme : il n'y a rien à vérifier.",
);

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts,
        facts::{
            generator::{MarkCarrier, MarkKind, MarkSignature, Process},
            pixels::PixelState,
        },
    };

    use super::CHECK;
    use crate::specimen::{facts, mark, run, seen};

    fn signed(state: MarkSignature) -> Facts {
        let mut facts = mark(MarkKind::NovelAi, "NovelAI", "{\"signed_hash\": \"AAAA\"}", &[("prompt", "a duck")]);
        facts.generator.marks[0].signature = Some(state);
        facts.generator.marks[0].process = Process::Generated;
        facts
    }

    #[test]
    fn one_that_holds() {
        insta::assert_snapshot!(seen(&run(&CHECK, &signed(MarkSignature::Verified))), @r#"
        AiGenerated Strong
        NovelAI's signature over these very pixels and these words holds (prompt: a duck): its service made this picture, and neither has changed since. It was verified by the key that NovelAI published; nobody else can write such a signature.
        La signature de NovelAI sur ces pixels mêmes et ces mots tient (prompt: a duck) : son service a produit cette image, et rien n'en a changé depuis. Elle a été vérifiée avec la clé que NovelAI a publiée ; nul autre ne peut écrire une telle signature.
          PNG › tEXt = {"signed_hash": "AAAA"}
        "#);
    }

    #[test]
    fn over_a_picture_of_which_a_part_was_made_anew() {
        let mut facts = signed(MarkSignature::Verified);
        facts.generator.marks[0].process = Process::Repainted;
        let said = seen(&run(&CHECK, &facts));
        assert!(said.starts_with("Edited Strong\n") && said.contains("made a part of this picture anew"), "{said}");
    }

    #[test]
    fn over_a_picture_that_was_only_enlarged() {
        let mut facts = signed(MarkSignature::Verified);
        facts.generator.marks[0].process = Process::Processed;
        let said = seen(&run(&CHECK, &facts));
        assert!(said.starts_with("Context Weak\n") && said.contains("enlarged, resized or filtered"), "{said}");
    }

    #[test]
    fn one_that_does_not_hold() {
        insta::assert_snapshot!(seen(&run(&CHECK, &signed(MarkSignature::DoesNotHold))), @r#"
        Context Weak
        The file carries a signature as NovelAI writes it, and it does not hold for these pixels and these words. A single pixel that changed breaks it, as every saving with loss, resizing or crop does; it may also have been copied from another picture.
        Le fichier porte une signature telle que NovelAI l'écrit, et elle ne tient pas pour ces pixels et ces mots. Un seul pixel changé la rompt, comme le fait tout enregistrement avec pertes, redimensionnement ou recadrage ; elle a aussi pu être copiée d'une autre image.
          PNG › tEXt = {"signed_hash": "AAAA"}
        "#);
    }

    #[test]
    fn one_copy_that_holds_is_enough() {
        let mut facts = signed(MarkSignature::DoesNotHold);
        let mut copy = signed(MarkSignature::Verified).generator.marks.remove(0);
        copy.carrier = MarkCarrier::AlphaPlane;
        facts.generator.marks.push(copy);
        let said = seen(&run(&CHECK, &facts));
        assert!(said.starts_with("AiGenerated Strong\n") && said.contains("lowest bits of the transparency"), "{said}");
    }

    #[test]
    fn what_cannot_be_verified() {
        insta::assert_snapshot!(seen(&run(&CHECK, &signed(MarkSignature::NoPixels))), @r"
        not applicable: The file carries a signature as NovelAI writes it. It covers the pixels, which could not be decoded or are not kept unchanged by this format, so it could not be verified.
        ");
        let mut large = signed(MarkSignature::NoPixels);
        large.pixels.state = PixelState::TooMany { pixels: 500_000_000, limit: 200_000_000 };
        assert!(seen(&run(&CHECK, &large)).starts_with("skipped: The file carries a signature"));
        insta::assert_snapshot!(seen(&run(&CHECK, &signed(MarkSignature::Malformed))), @r"
        failed: What stands in the place of NovelAI's signature has not the form of one, so there is nothing to verify.
        ");
    }

    #[test]
    fn silent_without_one_and_on_those_of_others() {
        let mut other = signed(MarkSignature::DoesNotHold);
        other.generator.marks[0].kind = MarkKind::GrokSignature;
        for facts in [facts(), other, mark(MarkKind::NovelAi, "NovelAI", "{}", &[("prompt", "a duck")])] {
            assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        }
    }
}
