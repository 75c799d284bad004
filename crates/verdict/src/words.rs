//! What each verdict says: headline, meaning, what to do next, and what would change it. No sentence says what is true of the scene.

use whence_model::{Text, VerdictKind, t};

pub fn headline(kind: VerdictKind) -> Text {
    match kind {
        VerdictKind::DeclaredAi => t("Declared AI-generated or AI-edited", "Déclarée générée ou modifiée par IA"),
        VerdictKind::KnownMatch => t("Matches a known picture", "Correspond à une image connue"),
        VerdictKind::ProvenanceVerified => {
            t("Signed provenance checks out", "La provenance signée correspond au fichier")
        }
        VerdictKind::ChangedAfterSigning => {
            t("Credentials do not match this file", "Les justificatifs ne correspondent pas à ce fichier")
        }
        VerdictKind::SignsOfEditing => t("Signs of editing found", "Traces de retouche relevées"),
        VerdictKind::Conflicting => {
            t("Findings conflict: needs a person", "Constats contradictoires : à trancher par une personne")
        }
        VerdictKind::Inconclusive => t("Nothing conclusive", "Rien de concluant"),
        VerdictKind::NotAssessable => t("Could not be checked", "Contrôle impossible"),
    }
}

/// One sentence a rule, and one more where an edit by AI is another thing than a picture made by it.
pub mod meaning {
    use super::{Text, t};

    pub const SIGNED_AI: Text = t(
        "The file says that AI made or edited this picture, and a verified signature stands behind it: of a signer on a trust list, or of the generator itself.",
        "Le fichier dit qu'une IA a produit ou modifié cette image, et une signature vérifiée l'appuie : celle d'un signataire inscrit sur une liste de confiance, ou du générateur lui-même.",
    );
    pub const SIGNED_AI_EDIT: Text = t(
        "The file says that AI edited this picture, not that AI made all of it, and a verified signature stands behind it: of a signer on a trust list, or of the generator itself.",
        "Le fichier dit qu'une IA a modifié cette image, et non qu'elle l'a produite en entier, et une signature vérifiée l'appuie : celle d'un signataire inscrit sur une liste de confiance, ou du générateur lui-même.",
    );
    pub const UNSIGNED_AI: Text = t(
        "A mark in the file or in its pixels says that AI made or edited this picture, but no trusted signature stands behind it: anyone can add or remove such a mark.",
        "Une marque dans le fichier ou dans ses pixels dit qu'une IA a produit ou modifié cette image, mais aucune signature de confiance ne l'appuie : n'importe qui peut ajouter ou retirer une telle marque.",
    );
    pub const UNSIGNED_AI_EDIT: Text = t(
        "A mark in the file or in its pixels says that AI edited this picture, not that AI made all of it, and no trusted signature stands behind it: anyone can add or remove such a mark.",
        "Une marque dans le fichier ou dans ses pixels dit qu'une IA a modifié cette image, et non qu'elle l'a produite en entier, et aucune signature de confiance ne l'appuie : n'importe qui peut ajouter ou retirer une telle marque.",
    );
    pub const KNOWN_FILE: Text = t(
        "This very file, byte for byte, stands on a list of known pictures; what the list says of it is quoted and is the list's own word.",
        "Ce fichier même, octet pour octet, figure sur une liste d'images connues ; ce que la liste en dit est cité et n'engage qu'elle.",
    );
    pub const KNOWN_COPY: Text = t(
        "A picture on a list of known pictures looks the same, nearly the same, or is seen again in a part of this one; compare the two side by side, because a copy may have been edited or put into another picture.",
        "Une image d'une liste d'images connues est semblable, presque semblable, ou se revoit dans une partie de celle-ci ; comparez les deux côte à côte, car une copie a pu être retouchée ou placée dans une autre image.",
    );
    pub const VERIFIED: Text = t(
        "A signer on a trust list, or whom you trust yourself, signed this file, and what the signature covers has not changed since; this does not show that the scene or the caption is what it claims to be.",
        "Un signataire inscrit sur une liste de confiance, ou à qui vous faites confiance vous-même, a signé ce fichier, et ce que couvre la signature n'a pas changé depuis ; cela ne montre pas que la scène ou la légende est exacte.",
    );
    pub const CHANGED: Text = t(
        "The file or its credentials changed after signing, so what the credentials say no longer holds for it; ordinary re-saving is enough to cause this.",
        "Le fichier ou ses justificatifs ont changé après la signature : ce que disent les justificatifs ne vaut plus pour lui ; un simple réenregistrement suffit à provoquer cela.",
    );
    pub const EDITING: Text = t(
        "Something in this file points to a change after capture, of the picture or of its data; that may be routine, such as a crop, a correction of tone or a date put right.",
        "Quelque chose dans ce fichier indique un changement après la prise de vue, de l'image ou de ses données ; ce peut être anodin : un recadrage, une correction de tons, une date remise à l'heure.",
    );
    pub const AI_OR_CAMERA: Text = t(
        "One mark in the file says that AI made or edited this picture, another that a camera took it; either may have been added to mislead, so a person has to decide.",
        "Une marque du fichier dit qu'une IA a produit ou modifié cette image, une autre qu'un appareil photo l'a prise ; l'une d'elles a pu être ajoutée pour tromper : une personne doit trancher.",
    );
    pub const AI_EDIT_OF_CAPTURE: Text = t(
        "One mark in the file says that AI edited this picture, another that a camera took it; both can hold, or one may have been added to mislead, so a person has to decide what was edited.",
        "Une marque du fichier dit qu'une IA a modifié cette image, une autre qu'un appareil photo l'a prise ; les deux peuvent être justes, ou l'une a pu être ajoutée pour tromper : une personne doit déterminer ce qui a été modifié.",
    );
    pub const SIGNED_YET: Text = t(
        "A trusted signature holds for this file, yet something in it contradicts what was signed; neither cancels the other, so a person has to decide.",
        "Une signature de confiance vaut pour ce fichier, mais quelque chose y contredit ce qui a été signé ; l'un n'annule pas l'autre : une personne doit trancher.",
    );
    pub const INCONCLUSIVE: Text = t(
        "The checks ran and none of them decided; this is the answer for most pictures, social-media copies above all, and it is not evidence that the picture is genuine.",
        "Les contrôles ont eu lieu et aucun n'a tranché ; c'est la réponse pour la plupart des images, surtout pour les copies venues d'un réseau social, et elle ne garantit rien sur l'image.",
    );
    pub const NO_PICTURE: Text = t(
        "The picture in this file could not be decoded, so it was neither looked at nor compared with known pictures; what else the file holds was read, and decides nothing.",
        "L'image de ce fichier n'a pas pu être décodée : elle n'a été ni regardée ni comparée aux images connues ; le reste du fichier a été lu, et ne tranche rien.",
    );
    pub const NOT_ASSESSABLE: Text = t(
        "Most of what should have been checked could not be, so nothing can be said about this picture; the list of gaps says why.",
        "L'essentiel de ce qui devait être contrôlé n'a pas pu l'être : on ne peut rien dire de cette image ; la liste des lacunes dit pourquoi.",
    );
}

/// What a person who has to decide does first: one sentence a rule, under the names of their meanings.
pub mod next {
    use super::{Text, t};

    pub const SIGNED_AI: Text = t(
        "If you use it, say that AI made or edited it, and name who says so: the finding below tells.",
        "Si vous l'utilisez, dites qu'une IA l'a produite ou modifiée et nommez qui le dit : le constat ci-dessous l'indique.",
    );
    pub const UNSIGNED_AI: Text = t(
        "Treat it as made or edited with AI until whoever published it first has explained the mark.",
        "Considérez-la comme produite ou modifiée par IA tant que la personne qui l'a publiée en premier n'a pas expliqué la marque.",
    );
    pub const KNOWN_FILE: Text = t(
        "Read what the list says of this picture, and its source, before you use it.",
        "Lisez ce que la liste dit de cette image, et sa source, avant de l'utiliser.",
    );
    pub const KNOWN_COPY: Text = t(
        "Compare the two pictures side by side, and read the list's source, before you use it.",
        "Comparez les deux images côte à côte, et lisez la source de la liste, avant de l'utiliser.",
    );
    pub const AI_OR_CAMERA: Text = t(
        "Do not decide by this file alone: ask the photographer or the first publisher for the original file.",
        "Ne décidez pas d'après ce seul fichier : demandez le fichier d'origine au photographe ou au premier diffuseur.",
    );
    pub const SIGNED_YET: Text = t(
        "Do not rely on the signature alone: read both findings below, and ask the signer about them.",
        "Ne vous fiez pas à la seule signature : lisez les deux constats ci-dessous et interrogez le signataire.",
    );
    pub const CHANGED: Text = t(
        "Leave aside what the credentials say, and ask for the file as it was signed.",
        "Laissez de côté ce que disent les justificatifs, et demandez le fichier tel qu'il a été signé.",
    );
    pub const VERIFIED: Text = t(
        "Read who signed it, then check caption, place and date by other means before you use it.",
        "Lisez qui l'a signé, puis vérifiez la légende, le lieu et la date par d'autres moyens avant de l'utiliser.",
    );
    pub const EDITING: Text = t(
        "Look below at what was changed, and ask the sender for the original before you rely on this copy.",
        "Regardez ci-dessous ce qui a changé, et demandez l'original à l'expéditeur avant de vous fier à cette copie.",
    );
    pub const INCONCLUSIVE: Text = t(
        "Search for earlier copies and ask who posted it: this answer is no reason to share it, and none to accuse.",
        "Cherchez des copies plus anciennes et demandez à qui l'a publiée : cette réponse n'est une raison ni de la partager, ni d'accuser.",
    );
    pub const NOT_ASSESSABLE: Text = t(
        "Get the file again from where it came, and examine it once more.",
        "Récupérez de nouveau le fichier à sa source, et examinez-le encore une fois.",
    );
}

/// Advice: what a person can do that could lead to another answer.
pub fn would_change(kind: VerdictKind) -> Vec<Text> {
    match kind {
        VerdictKind::DeclaredAi => vec![
            ASK_ORIGINAL,
            t(
                "Ask whoever published it first which program made or changed it, and which part.",
                "Demandez à la personne qui l'a publiée en premier quel logiciel l'a produite ou modifiée, et sur quelle partie.",
            ),
        ],
        VerdictKind::KnownMatch => vec![
            t(
                "Look at both pictures side by side: a copy can differ where it matters.",
                "Regardez les deux images côte à côte : une copie peut différer là où cela compte.",
            ),
            t(
                "Read the list's source: its rating is about a picture in a context, which may not be yours.",
                "Lisez la source de la liste : son évaluation porte sur une image dans un contexte, qui n'est pas forcément le vôtre.",
            ),
        ],
        VerdictKind::ProvenanceVerified => vec![
            t(
                "Check the caption, the place and the date by other means: the signature does not cover them.",
                "Vérifiez la légende, le lieu et la date par d'autres moyens : la signature ne les couvre pas.",
            ),
            t(
                "Read the credentials' own history for the edits that they declare.",
                "Lisez dans l'historique des justificatifs les retouches qu'ils déclarent.",
            ),
        ],
        VerdictKind::ChangedAfterSigning => vec![
            ASK_ORIGINAL,
            t(
                "Compare this file with the signer's own publication of the picture.",
                "Comparez ce fichier avec la publication de l'image par le signataire lui-même.",
            ),
        ],
        VerdictKind::SignsOfEditing => vec![
            ASK_ORIGINAL,
            t(
                "Ask what was edited and why; a crop or a correction of tone need not matter.",
                "Demandez ce qui a été retouché et pourquoi ; un recadrage ou une correction de tons peut être sans importance.",
            ),
        ],
        VerdictKind::Conflicting => vec![
            ASK_ORIGINAL,
            t(
                "Ask the photographer or the first publisher what explains the findings that conflict.",
                "Demandez au photographe ou au premier diffuseur ce qui explique les constats contradictoires.",
            ),
            t(
                "Look for an earlier copy of the picture, and see which of these findings it shows too.",
                "Cherchez une copie plus ancienne de l'image, et regardez lesquels de ces constats elle présente aussi.",
            ),
        ],
        VerdictKind::Inconclusive => vec![
            ASK_ORIGINAL,
            t(
                "Look for an earlier or larger copy of the picture: it may still carry what this one has lost.",
                "Cherchez une copie plus ancienne ou plus grande de l'image : elle porte peut-être encore ce que celle-ci a perdu.",
            ),
        ],
        VerdictKind::NotAssessable => vec![
            t(
                "Get the file again: the download or copy may have been damaged.",
                "Récupérez de nouveau le fichier : le téléchargement ou la copie a pu être endommagé.",
            ),
            ASK_ORIGINAL,
        ],
    }
}

const ASK_ORIGINAL: Text = t(
    "Ask the sender for the original file: a copy from a social network or a messenger has usually lost what it could prove.",
    "Demandez le fichier d'origine à l'expéditeur : une copie passée par un réseau social ou une messagerie a souvent perdu ce qu'elle pouvait prouver.",
);

#[cfg(test)]
mod tests {
    use whence_model::VerdictKind;

    use super::{headline, meaning, would_change};
    use crate::policy::RULES;

    const NEVER_IN_ENGLISH: [&str; 5] = ["real", "fake", "authentic", "safe", "true"];
    const NEVER_IN_FRENCH: [&str; 9] =
        ["vrai", "vraie", "faux", "fausse", "authentique", "authentiques", "sûr", "sûre", "réelle"];

    #[test]
    fn no_sentence_promises_what_a_file_cannot_prove() {
        let texts =
            VerdictKind::ALL.into_iter().flat_map(|kind| [headline(kind)].into_iter().chain(would_change(kind))).chain(
                RULES
                    .iter()
                    .flat_map(|r| [Some(r.meaning.clone()), r.of_edits.clone(), Some(r.next.clone())])
                    .flatten(),
            );
        for text in texts {
            let en = text.en.replace("not evidence that the picture is genuine", "");
            assert!(!says(&en, &NEVER_IN_ENGLISH) && !says(&en, &["genuine"]), "{}", text.en);
            assert!(!says(&text.fr, &NEVER_IN_FRENCH), "{}", text.fr);
            assert!(!text.en.contains('%') && !text.fr.contains('%'), "{}", text.en);
        }
    }

    /// Each holds whatever findings led to it: a mark may stand in the pixels alone, a part of the file outside the
    /// signature, and of two findings that conflict none need be a mark.
    #[test]
    fn no_sentence_says_more_than_every_file_of_its_kind_bears() {
        for unsigned in [meaning::UNSIGNED_AI, meaning::UNSIGNED_AI_EDIT] {
            assert!(
                !unsigned.en.contains("The file says") && !unsigned.fr.contains("Le fichier dit"),
                "{}",
                unsigned.en
            );
        }
        assert!(meaning::VERIFIED.en.contains("what the signature covers has not changed"));
        assert!(meaning::VERIFIED.fr.contains("ce que couvre la signature n'a pas changé"));
        assert!(!meaning::SIGNED_YET.en.contains("covers this file") && !meaning::SIGNED_YET.fr.contains("couvre"));
        let usual = meaning::INCONCLUSIVE;
        assert!(usual.en.contains("most pictures") && usual.fr.contains("la plupart des images"), "{}", usual.en);
        for advice in would_change(VerdictKind::Conflicting) {
            assert!(!advice.en.contains("mark") && !advice.fr.contains("marque"), "{}", advice.en);
        }
    }

    #[test]
    fn every_verdict_gives_one_to_three_pieces_of_advice() {
        for kind in VerdictKind::ALL {
            assert!((1..=3).contains(&would_change(kind).len()), "{}", kind.code());
        }
    }

    fn says(text: &str, words: &[&str]) -> bool {
        text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word))
    }
}
