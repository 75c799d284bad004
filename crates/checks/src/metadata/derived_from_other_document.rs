//! The file names other documents that it was made from.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, facts::metadata::Property, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/derived-from-other-document",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Names documents it was made from", "Nomme les documents dont elle est tirée"),
    nothing: t("No other document is named as a source.", "Aucun autre document n'est nommé comme source."),
    page: Page {
        looks_at: t(
            "xmpMM:DerivedFrom, xmpMM:Ingredients and photoshop:DocumentAncestors: the identifiers of documents that this one was saved from or that content was pasted or placed from.",
            "xmpMM:DerivedFrom, xmpMM:Ingredients et photoshop:DocumentAncestors : les identifiants des documents d'où celui-ci a été enregistré, ou dont du contenu a été collé ou placé.",
        ),
        matters: t(
            "The file did not come straight out of a camera; parts of it may come from other pictures.",
            "Le fichier ne sort pas directement d'un appareil ; des parties viennent peut-être d'autres images.",
        ),
        innocent: &[
            t(
                "It was exported from its own raw file or working document.",
                "Elle a été exportée de son propre fichier brut ou document de travail.",
            ),
            t("A logo, frame or template was placed on it.", "Un logo, un cadre ou un gabarit y a été placé."),
        ],
        sources: &[
            "ISO 16684-1 (XMP), xmpMM:DerivedFrom and xmpMM:Ingredients",
            "Adobe, XMP namespace photoshop, DocumentAncestors",
        ],
        rate: t(
            "62 of 167 files that carry an XMP DocumentID (reference set of 2026-11).",
            "62 sur 167 fichiers portant un DocumentID XMP (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const NAMED: [&str; 3] = ["xmpMM:DerivedFrom", "xmpMM:Ingredients", "photoshop:DocumentAncestors"];
const LISTED: usize = 16;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let of = |name: &'static str| {
        let inside = move |rest: &str| !rest.starts_with(char::is_alphanumeric);
        xmp.properties.iter().filter(move |p| p.name.strip_prefix(name).is_some_and(inside))
    };
    let named: Vec<&Property> = NAMED.iter().flat_map(|name| of(name)).take(LISTED).collect();
    let Some((first, others)) = named.split_first() else { return Ok(Outcome::NothingFound) };
    let pasted = NAMED[1..].iter().any(|name| of(name).next().is_some());
    let message = match pasted {
        true => Text::new(
            "The file names other documents whose content was pasted or placed into it. Parts of the picture may come from there.",
            "Le fichier nomme d'autres documents dont du contenu y a été collé ou placé. Des parties de l'image viennent peut-être de là.",
        ),
        false => Text::new(
            "The file names another document that it was saved from, such as a raw file or a working document.",
            "Le fichier nomme un autre document d'où il a été enregistré, par exemple un fichier brut ou un document de travail.",
        ),
    };
    let others = others.iter().map(|p| property_evidence(p));
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, property_evidence(first)).also(others).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, xmp};

    fn look(properties: &[(&str, &str)]) -> String {
        let mut facts = facts();
        facts.metadata.xmp = xmp(properties);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn content_from_another_document() {
        insta::assert_snapshot!(look(&[("photoshop:DocumentAncestors", "adobe:docid:photoshop:4f1c"), ("xmpMM:DerivedFrom/stRef:documentID", "xmp.did:77")]), @r"
        Edited Weak
        The file names other documents whose content was pasted or placed into it. Parts of the picture may come from there.
        Le fichier nomme d'autres documents dont du contenu y a été collé ou placé. Des parties de l'image viennent peut-être de là.
          JPEG › APP1 XMP = xmp.did:77
          JPEG › APP1 XMP = adobe:docid:photoshop:4f1c
        ");
    }

    #[test]
    fn a_saved_copy_is_told_apart() {
        assert!(look(&[("xmpMM:DerivedFrom/stRef:documentID", "xmp.did:77")]).contains("saved from"));
    }

    #[test]
    fn silent_on_its_own_identifiers() {
        assert_eq!(
            look(&[("xmpMM:DocumentID", "xmp.did:1"), ("xmpMM:OriginalDocumentID", "xmp.did:1")]),
            "nothing found"
        );
    }
}
